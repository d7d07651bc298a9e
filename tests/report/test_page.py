"""The page in a real browser: what it shows, filters, links, prints, and what it never does."""

import base64
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from sqlalchemy import text

from flows.cli.asking import PeriodEnd
from load import EventFilter, EventStore
from report.content import COLUMNS, Content, content_of
from report.page import render, render_page

PATIENCE = 60
"""Seconds a loaded machine may need."""

LOAD_SECONDS, FILTER_SECONDS = 8.0, 1.0
"""Of the page's own thread, for 50,000 events: whatever else the machine does, it needs a quarter."""

A4_WIDTH = 718
"""CSS pixels between the margins that browsers print with by default."""

Open = Callable[[str], webdriver.Chrome]


@pytest.fixture
def opened(browser: webdriver.Chrome, tmp_path: Path) -> Open:
    """Opens a page in the browser and waits until its charts are drawn."""

    def open_page(page: str) -> webdriver.Chrome:
        file = tmp_path / "report.html"
        file.write_text(page, encoding="utf-8")
        browser.get("about:blank")
        for log in ("browser", "performance"):
            browser.get_log(log)  # type: ignore[no-untyped-call]  # selenium
        browser.get(file.as_uri())
        until(browser, lambda: browser.execute_script("return document.documentElement.dataset.charts"))
        return browser

    return open_page


def until(browser: webdriver.Chrome, holds: Callable[[], object]) -> None:
    WebDriverWait(browser, PATIENCE, poll_frequency=0.05).until(lambda _: holds())


def script(browser: webdriver.Chrome, words: str) -> Any:  # noqa: ANN401  # JSON
    return browser.execute_script(words)


def all_of(browser: webdriver.Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def one(browser: webdriver.Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def types_shown(browser: webdriver.Chrome) -> list[str]:
    # In one look: the table may be drawn anew between two.
    words = "return [...document.querySelectorAll('#table tbody .type')].map((cell) => cell.textContent)"
    return list(script(browser, words))


def type_in(browser: webdriver.Chrome, words: str) -> None:
    # At once, so that no filter of half a word is still to come.
    fill = "const [field, words] = arguments; field.value = words;"
    told = "field.dispatchEvent(new Event('input', {bubbles: true}))"
    browser.execute_script(fill + told, one(browser, "input[name=text]"), words)


def choose_status(browser: webdriver.Chrome, status: str) -> None:
    box = one(browser, f"input[name=status][value={status}]")
    browser.execute_script("arguments[0].click()", box)  # it stands in a list that is folded


def test_the_page_complains_of_nothing_and_asks_the_network_for_nothing(
    opened: Open, stories: EventStore
) -> None:
    browser = opened(render_page(stories))
    one(browser, "#table tbody tr").click()
    log: list[dict[str, Any]] = browser.get_log("performance")  # type: ignore[no-untyped-call]  # selenium
    messages = [json.loads(entry["message"])["message"] for entry in log]
    asked = [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]  # selenium


def test_text_of_an_issue_is_never_markup(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    type_in(browser, "onerror")
    until(browser, lambda: len(types_shown(browser)) == 1)
    one(browser, "#table tbody tr").click()
    assert "</script><script>document.title='broken'</script><img src=x" in one(browser, "#issue").text
    assert "{{ 7 * 7 }} <!--" in one(browser, "#issue").text
    assert browser.title == "Dateline report"
    assert all_of(browser, "main img") == []


def test_the_policy_lets_no_script_run_but_the_page_s_own(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    script(
        browser,
        "const one = document.createElement('script'); one.textContent = 'document.title = \"broken\"';"
        "document.body.append(one)",
    )
    assert browser.title == "Dateline report"
    assert "Content Security Policy" in str(browser.get_log("browser"))  # type: ignore[no-untyped-call]  # selenium


def test_filters_leave_the_events_that_pass(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    assert len(types_shown(browser)) == 6
    choose_status(browser, "planned")
    until(browser, lambda: types_shown(browser) == ["CONSULT"])
    assert one(browser, "#count").text == "1 of 6 events"
    one(browser, "button[type=reset]").click()
    until(browser, lambda: len(types_shown(browser)) == 6)
    type_in(browser, "billion loan")
    until(browser, lambda: types_shown(browser) == ["AID"])


PERIODS = [
    ("1998-07-13", "1998-07-20"),
    ("1998-09", "1998-09"),
    ("1998-07", ""),
    ("", "1998"),
    ("1998-09-15", ""),
]


@pytest.mark.parametrize(("since", "until"), PERIODS)
@pytest.mark.parametrize("open_ended", [False, True], ids=["known ends", "open ends"])
def test_a_period_means_the_same_in_sql_filter_and_page(
    opened: Open, stories: EventStore, since: str, until: str, *, open_ended: bool
) -> None:
    first = PeriodEnd("first").convert(since, None, None) if since else None
    last = PeriodEnd("last").convert(until, None, None) if until else None
    asked = EventFilter(since=first, until=last, open_ended=open_ended)
    told = {str(row["event_id"]) for row in stories.events(asked)}
    browser = opened(render_page(stories))
    script(
        browser,
        f"const fields = document.getElementById('filters').elements; fields.since.value = '{since}';"
        f"fields.until.value = '{until}'; fields['open-ended'].checked = {int(open_ended)}; applyFilters()",
    )
    assert told == {row.get_attribute("data-id") for row in all_of(browser, "#table tbody tr")}
    if not open_ended:
        sql = (
            "SELECT event_id FROM event_log WHERE COALESCE(first_day, last_day) <= date(:until)"
            " AND COALESCE(last_day, first_day) >= date(:since)"
        )
        ends = {"since": str(first or date.min), "until": str(last or date.max)}
        assert told == {str(row["event_id"]) for row in stories.rows(text(sql).bindparams(**ends))}


def test_the_newest_issue_comes_first_and_each_row_has_its_sentence(
    opened: Open, stories: EventStore
) -> None:
    browser = opened(render_page(stories))
    shown = [row.get_attribute("data-id") for row in all_of(browser, "#table tbody tr")]
    newest = [row["event_id"] for row in stories.events(EventFilter(sort="newest"))]
    assert shown[2:] == newest[2:]  # two issues came out on one day
    assert "Berg will visit Moscow in September." in one(browser, "#table").text


def test_several_types_and_statuses_pass_together(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    choose_status(browser, "planned")
    choose_status(browser, "denied")
    until(browser, lambda: sorted(types_shown(browser)) == ["CONSULT", "RESIGN"])
    assert one(browser, "#status-choice summary b").text == "denied, planned"


def test_what_is_shown_is_saved_as_csv(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    choose_status(browser, "planned")
    until(browser, lambda: len(types_shown(browser)) == 1)
    script(browser, "window.saved = [];"
                    "URL.createObjectURL = (file) => { file.text().then((told) => saved.push(told));"
                    "return '#'; }; document.getElementById('save').click()")  # fmt: skip
    until(browser, lambda: script(browser, "return saved.length"))
    (row,) = csv.DictReader(io.StringIO(script(browser, "return saved[0]").removeprefix("\ufeff")))
    assert (row["first_day"], row["last_day"], row["status"]) == ("1998-09-01", "1998-09-30", "planned")
    assert row["sentence"] == "Berg will visit Moscow in September."


def test_places_are_drawn_where_they_lie_and_lead_to_their_events(opened: Open, stories: EventStore) -> None:
    content = content_of(stories, EventFilter())
    for event in content["events"][:2]:
        event[COLUMNS.index("latitude")], event[COLUMNS.index("longitude")] = 55.75, 37.62
        event[COLUMNS.index("place")] = "Moscow"
    browser = opened(render(content))
    drawn = script(
        browser,
        "const [, dots] = document.getElementById('map').data; return [dots.x, dots.y, dots.text]",
    )
    assert drawn == [[37.62], [55.75], ["Moscow"]]
    assert "2 events at 1 place" in one(browser, "#map-note").text


def test_the_map_has_coasts_and_borders_without_the_network(opened: Open, stories: EventStore) -> None:
    content = content_of(stories, EventFilter())
    for at, event in enumerate(content["events"][:3]):
        place = [("Moscow", 55.75, 37.62), ("Moscow City", 55.76, 37.63), ("Tokyo", 35.69, 139.69)][at]
        for name, value in zip(("place", "latitude", "longitude"), place, strict=True):
            event[COLUMNS.index(name)] = value
    browser = opened(render(content))
    points, labels, names = script(
        browser,
        "const [land, dots] = document.getElementById('map').data;"
        "return [land.x.map((x, at) => [x, land.y[at]]), dots.text, dots.hovertext]",
    )
    here = [point for point in points if point[0] is not None and abs(point[0] - 139.8) < 1]  # Japan's coast
    assert any(abs(latitude - 35.0) < 1 for _, latitude in here)
    assert set(names) == {"Moscow", "Moscow City", "Tokyo"}
    assert len([label for label in labels if label]) == 2  # no two names on one another


def test_counts_have_whole_numbers_and_bars_of_one_height(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    read = "return ['by-type', 'by-pair'].map((id) => document.getElementById(id).layout)"
    by_type, by_pair = script(browser, read)
    assert (by_type["xaxis"]["dtick"], by_type["xaxis"]["tickformat"]) == (1, ",d")
    assert by_type["height"] - by_pair["height"] == 2 * 21  # three types, one pair


def test_a_phone_shows_the_events_before_the_charts(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    with as_wide_as(browser, 360, mobile=True):
        tops = script(browser, "return ['events', 'timeline'].map((id) =>"
                               "document.getElementById(id).getBoundingClientRect().top)")  # fmt: skip
    assert tops[0] < tops[1]


def test_the_page_says_from_which_database_it_was_made_and_when(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories, made=datetime(2026, 1, 5, 7, 30, tzinfo=UTC)))
    told = one(browser, ".origin").text
    assert told == f"Made from {stories.address}, 2026-01-05 07:30 UTC"


def test_a_click_on_a_head_sorts_and_another_turns_the_order(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    head = one(browser, "th[data-key=type]")
    head.find_element(By.TAG_NAME, "button").click()
    ascending = types_shown(browser)
    assert head.get_attribute("aria-sort") == "ascending"
    head.find_element(By.TAG_NAME, "button").click()
    assert ascending == sorted(ascending)
    assert types_shown(browser) == sorted(ascending, reverse=True)


def test_the_trigger_stands_in_its_sentence_and_sorts_its_column(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    head = one(browser, "th[data-key=trigger]")
    head.find_element(By.TAG_NAME, "button").click()
    column = "[...document.querySelectorAll('#table tbody td:nth-child(6)')]"
    shown = script(
        browser, f"return {column}.map((cell) => [cell.textContent, cell.querySelector('b').textContent])"
    )
    told = [(str(row["sentence"]), str(row["trigger"])) for row in stories.events()]
    assert head.text == "Trigger in its sentence"
    assert sorted(map(tuple, shown)) == sorted(told)
    assert [trigger for _, trigger in shown] == sorted(trigger for _, trigger in told)


def test_what_has_no_value_comes_last_in_either_order(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    for _ in range(2):
        one(browser, "th[data-key=recipient] button").click()
        assert one(browser, "#table tbody tr .recipient").text.startswith("Ivan Orlov")


def test_a_row_leads_to_its_words_and_a_mark_back_to_its_row(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    choose_status(browser, "planned")
    until(browser, lambda: types_shown(browser) == ["CONSULT"])
    one(browser, "#table tbody tr").click()
    assert one(browser, "#issue .chosen").text == "visit"
    assert "counted from Tuesday 1998-07-14" in one(browser, "#facts").text
    # The meeting's row is filtered away; its mark brings it back and chooses it.
    mark = next(mark for mark in all_of(browser, "#issue a.trigger") if mark.text == "met with")
    mark.click()
    until(browser, lambda: len(types_shown(browser)) == 6)
    assert one(browser, "tr[aria-selected=true]").text.startswith("1998-07-13")


def test_a_time_expression_leads_to_the_row_it_dates(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories, EventFilter(issue="talks.txt")))
    one(browser, "#table tbody tr").click()
    mark = next(mark for mark in all_of(browser, "#issue a.time") if mark.text == "September")
    assert "DATE 1998-09 · 1998-09-01 to 1998-09-30" in str(mark.get_attribute("title"))
    mark.click()
    assert "planned" in one(browser, "tr[aria-selected=true]").text


def test_a_name_of_several_events_leaves_only_those(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories, EventFilter(issue="talks.txt")))
    one(browser, "#table tbody tr").click()
    next(mark for mark in all_of(browser, "#issue a.name") if mark.text == "Anna Berg").click()
    until(browser, lambda: len(types_shown(browser)) == 2)
    assert one(browser, "#linked span").text == "“Anna Berg”: 2 events"
    one(browser, "#linked button").click()
    until(browser, lambda: len(types_shown(browser)) == 4)


def test_marks_stand_right_behind_characters_outside_the_basic_plane(
    opened: Open, stories: EventStore
) -> None:
    browser = opened(render_page(stories, EventFilter(issue="wide.txt")))
    one(browser, "#table tbody tr").click()
    assert one(browser, "#issue .chosen").text == "resigned"
    assert [mark.text for mark in all_of(browser, "#issue .time")] == ["yesterday"]


def test_the_table_is_worked_by_the_keyboard_alone(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    script(browser, "document.querySelector('#table tbody tr').focus()")
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    second = all_of(browser, "#table tbody tr")[1]
    assert second.get_attribute("aria-selected") == "true"
    assert str(second.get_attribute("data-id")) in browser.current_url


def test_an_address_with_an_event_opens_on_it(opened: Open, stories: EventStore) -> None:
    planned = next(stories.events(EventFilter(status="planned")))
    browser = opened(render_page(stories))
    script(browser, f"location.hash = 'event={planned['event_id']}'")
    until(browser, lambda: all_of(browser, "#issue .chosen"))
    assert one(browser, "#issue .chosen").text == "visit"


def test_planned_and_occurred_are_drawn_apart_and_days_as_spans(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    drawn = script(
        browser,
        "return document.getElementById('timeline').data.map(each => [each.name, each.mode, each.x.length])",
    )
    counts = {(name, mode): points for name, mode, points in drawn}
    assert counts["occurred", "markers"] == 3
    assert counts["planned", "markers"] == 1
    assert counts["planned", "lines"] == 3  # one line: its two ends and the gap behind it
    assert counts["occurred", "lines"] == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_reader_s_light_or_dark(opened: Open, stories: EventStore, scheme: str) -> None:
    browser = opened(render_page(stories))
    wanted = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)
    shade = script(
        browser, "return getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)"
    )
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert ("dark" if sum(shade) < 3 * 128 else "light") == scheme


DRAWN_WIDTH = (
    "return Math.max(...[...document.querySelectorAll('.chart svg')].map((each) => each.clientWidth))"
)


@contextmanager
def as_wide_as(browser: webdriver.Chrome, width: int, *, mobile: bool = False) -> Iterator[None]:
    """A window of that many CSS pixels, its charts drawn anew."""
    window = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": mobile}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", window)
    try:
        until(browser, lambda: script(browser, DRAWN_WIDTH) <= width)
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@contextmanager
def as_printed(browser: webdriver.Chrome) -> Iterator[None]:
    """The page as it is laid out for paper: told before and after, but not that it is narrower."""
    silence = (
        "const quiet = (event) => event.stopImmediatePropagation(); addEventListener('resize', quiet, true)"
    )
    script(browser, silence)
    script(browser, "dispatchEvent(new Event('beforeprint'))")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        with as_wide_as(browser, A4_WIDTH):
            yield
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        script(browser, "dispatchEvent(new Event('afterprint'))")


BEYOND = """
    const scrolls = (box) => box && getComputedStyle(box).overflowX === 'auto';
    const beyond = (each) => each.getBoundingClientRect().right > innerWidth + 1;
    return [...document.querySelectorAll('main *')]
        .filter((each) => each.offsetParent && beyond(each) && !scrolls(each.closest('.scroll')))
        .map((each) => each.outerHTML.slice(0, 80))
"""
"""What is cut off at the right, but for what scrolls in a box of its own."""


SPILLING = """
    return [...document.querySelectorAll('.chart svg')].filter((drawn) => {
        const [inner, outer] = [drawn, drawn.closest('section')].map((each) => each.getBoundingClientRect());
        return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1;
    }).length
"""
"""Drawings that reach beyond their section."""


TABLE_WIDTHS = "const box = document.querySelector('.scroll'); return [box.scrollWidth, box.clientWidth]"
"""What the table of events needs, and what it is given."""


@pytest.mark.parametrize("width", [1301, 1400, 1501])
def test_a_wide_window_shows_every_column_beside_the_evidence(
    opened: Open, stories: EventStore, width: int
) -> None:
    browser = opened(render(many(content_of(stories, EventFilter()), 120)))
    with as_wide_as(browser, width):
        needed, given = script(browser, TABLE_WIDTHS)
        assert needed <= given


@pytest.mark.parametrize("width", [320, 360, 620, 768, 1001])
def test_a_narrow_window_shows_all_without_scrolling_sideways(
    opened: Open, stories: EventStore, width: int
) -> None:
    browser = opened(render(many(content_of(stories, EventFilter()), 120)))
    one(browser, "#table tbody tr").click()
    with as_wide_as(browser, width, mobile=width < 700):
        assert script(browser, "return document.documentElement.scrollWidth") <= width
        assert script(browser, BEYOND) == []
        assert script(browser, SPILLING) == 0


CELLS = """
    const told = [...document.querySelectorAll('#table tbody td')].filter((cell) => cell.textContent);
    return told.map((cell) => {
        const { left, right } = cell.getBoundingClientRect();
        const name = getComputedStyle(cell, '::before').content;
        return [left >= 0 && right <= innerWidth, name, cell.cellIndex];
    })
"""
"""Of each cell that holds something, whether it is in sight, the name before it, and its column."""


def test_a_phone_shows_every_cell_of_the_table_under_its_name(opened: Open, stories: EventStore) -> None:
    browser = opened(render_page(stories))
    with as_wide_as(browser, 360, mobile=True):
        cells = script(browser, CELLS)
    assert len(cells) > 6 * 4
    assert all(in_sight for in_sight, _, _ in cells)
    assert all(name not in {"none", "normal"} for _, name, column in cells if column > 2)


def test_the_printed_page_holds_all_rows_and_the_whole_text_and_no_controls(
    opened: Open, stories: EventStore
) -> None:
    browser = opened(render(many(content_of(stories, EventFilter()), 120)))
    one(browser, "#table tbody tr").click()
    with as_printed(browser):
        assert len(types_shown(browser)) == 120
        controls = all_of(browser, "form, .pager, .ranges, select")
        assert [control for control in controls if control.is_displayed()] == []
        assert script(browser, "return document.documentElement.scrollWidth") <= A4_WIDTH
        assert script(browser, BEYOND) == []
        assert script(browser, SPILLING) == 0
        issue = "const issue = document.getElementById('issue');"
        assert script(browser, f"{issue} return issue.scrollHeight - issue.clientHeight") == 0
    assert len(types_shown(browser)) == 50
    assert one(browser, "form").is_displayed()
    until(browser, lambda: script(browser, DRAWN_WIDTH) > A4_WIDTH)


def test_printing_makes_pages_enough_for_all_rows(opened: Open, stories: EventStore) -> None:
    def pages(events: int) -> int:
        browser = opened(render(many(content_of(stories, EventFilter()), events)))
        printed = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", base64.b64decode(printed["data"])))

    assert pages(240) >= pages(6) + 4


def thread_seconds(browser: webdriver.Chrome) -> float:
    """Processor time that the page's own thread has taken."""
    metrics = browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def many(content: Content, events: int) -> Content:
    """The content with its events told over and over under ids of their own."""
    key = COLUMNS.index("id")
    few = content["events"]
    told = [list(few[at % len(few)]) for at in range(events)]
    for at, values in enumerate(told):
        values[key] = f"{at:032x}"
    return {**content, "events": told}


def test_fifty_thousand_events_load_and_filter_within_bounds(
    browser: webdriver.Chrome, opened: Open, stories: EventStore
) -> None:
    browser.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    opened(render(many(content_of(stories, EventFilter()), 50_000)))
    loaded = thread_seconds(browser)
    assert one(browser, "#count").text == "50,000 events, 1 to 50 shown"
    assert len(types_shown(browser)) == 50
    type_in(browser, "billion")
    until(browser, lambda: set(types_shown(browser)) == {"AID"})
    filtered = thread_seconds(browser) - loaded
    one(browser, "[data-page=last]").click()
    assert one(browser, "#page").text == "Page 167 of 167"
    browser.execute_cdp_cmd("Performance.disable", {})
    assert 0 < loaded < LOAD_SECONDS
    assert 0 < filtered < FILTER_SECONDS


def test_a_filter_keeps_other_issues_out_of_the_page(stories: EventStore) -> None:
    page = render_page(stories, EventFilter(issue="talks.txt"))
    assert "BERG MEETS ORLOV" in page
    assert "onerror" not in page
    assert "<title>Dateline report: issue talks.txt</title>" in page


def test_an_empty_database_gives_a_page_that_says_so(opened: Open, tmp_path: Path) -> None:
    with EventStore(f"sqlite:///{tmp_path}/empty.db") as store:
        store.init()
        browser = opened(render_page(store))
    assert one(browser, "#coverage").text == "0 events in 0 issues"
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]  # selenium


def test_the_same_database_gives_the_same_page(stories: EventStore) -> None:
    assert render_page(stories) == render_page(stories)
