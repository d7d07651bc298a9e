"""What `find_timexes` promises its callers."""

import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language import load_model
from extract.model import Sentence, Span, Timex, Token
from tests.extract.times import find_timexes

TUESDAY = date(1998, 7, 14)
SAMPLE = Path(__file__).parents[3] / "examples" / "v4-134-moscow-tokyo.txt"


def only(text: str, said: date | None = TUESDAY, **options: object) -> Timex:
    """The one expression of a text."""
    (timex,) = find_timexes(text, said, **options)
    return timex


def days_of(text: str, said: date | None = TUESDAY) -> dict[str, tuple[str, str, str]]:
    """Expression to value and days."""
    return {
        timex.span.of(text): (timex.value, str(timex.first_day), str(timex.last_day))
        for timex in find_timexes(text, said)
    }


def test_every_expression_of_the_sample_issue_is_right() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    found = [
        (timex.span.of(text), timex.value, str(timex.first_day), str(timex.last_day))
        for timex in find_timexes(text, TUESDAY)
    ]
    yesterday = ("yesterday", "1998-07-13", "1998-07-13", "1998-07-13")
    citation = ("July 13", "1998-07-13", "1998-07-13", "1998-07-13")
    assert found == [
        yesterday,
        ("a day", "P1D", "None", "None"),
        yesterday,
        ("this fall", "1998-FA", "1998-09-01", "1998-11-30"),
        ("November", "1998-11", "1998-11-01", "1998-11-30"),
        ("September", "1998-09", "1998-09-01", "1998-09-30"),
        citation,
        yesterday,
        ("the end of this month", "1998-07", "1998-07-14", "1998-07-31"),
        yesterday,
        ("five years", "P5Y", "None", "None"),
        ("two-year", "P2Y", "None", "None"),
        ("today", "1998-07-14", "1998-07-14", "1998-07-14"),
        citation,
    ]


@pytest.mark.parametrize(
    ("text", "days", "event", "expression"),
    [
        ("It came a day after the defeat of his party.", 1, "the defeat of his party", "a day after"),
        ("He left two weeks before the vote.", -14, "the vote", "two weeks before"),
        ("He left the day after the vote.", 1, "the vote", "the day after"),
    ],
    ids=["after", "before", "the-day-after"],
)
def test_a_count_from_an_event_gives_the_offset_and_the_event(
    text: str, days: int, event: str, expression: str
) -> None:
    timex = only(text)
    assert timex.first_day is None
    assert timex.offset is not None
    assert timex.offset.expression is not None
    assert (timex.offset.days, timex.offset.event.of(text)) == (days, event)
    assert timex.offset.expression.of(text) == expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He resigned on Monday.", "1998-07-13"),
        ("He will resign on Monday.", "1998-07-20"),
        ("On Friday he will resign.", "1998-07-17"),
        ("He is scheduled to leave Thursday.", "1998-07-16"),
        ("They met Tuesday.", "1998-07-14"),
        ("The minister, said on Wednesday to be ill, left.", "1998-07-08"),
        ("He could come as early as Friday.", "1998-07-17"),
        ("The vote was postponed until Friday.", "1998-07-17"),
        ("The vote, due on Friday, was called off.", "1998-07-17"),
        ("The vote was put off until the autumn.", "1998-FA"),
        ("The bank said on Thursday it would close.", "1998-07-09"),
        ("The unions called a strike for Thursday.", "1998-07-16"),
        ("The unions called a strike. Sales for Thursday fell.", "1998-07-09"),
        ("He told the paper Thursday that they will leave.", "1998-07-09"),
        ("The firm said in a statement Thursday it will close.", "1998-07-09"),
        ("The result will be announced Thursday.", "1998-07-16"),
    ],
)
def test_a_bare_weekday_lies_where_the_verb_looks(text: str, value: str) -> None:
    assert only(text).value == value


def word(text: str, start: int, tag: str, head: int, label: str) -> Token:
    """One token of a sentence made by hand."""
    pos = {"V": "VERB", "M": "AUX", "N": "PROPN"}[tag[0]]
    return Token(text, Span(start, start + len(text)), text.lower(), tag, pos, head, label)


def test_the_parse_tells_the_governing_verb_where_words_mislead() -> None:
    text = "Ministers said Russia meets Thursday."
    tokens = (
        word("Ministers", 0, "NNS", 1, "nsubj"),
        word("said", 10, "VBD", 1, "root"),
        word("Russia", 15, "NNP", 3, "nsubj"),
        word("meets", 22, "VBZ", 1, "ccomp"),
        word("Thursday", 28, "NNP", 3, "obl:unmarked"),
    )
    parsed = (Sentence(Span(0, len(text)), tokens),)
    assert only(text).value == "1998-07-09"
    assert only(text, sentences=parsed).value == "1998-07-16"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The presidents meet Thursday in Tokyo.", "1998-07-16"),
        ("The ministers had met on Thursday.", "1998-07-09"),
        ("The talks, scheduled for Thursday, will be held in Tokyo.", "1998-07-16"),
        ("He is ready to travel on Thursday.", "1998-07-16"),
        ("Ivanov, arrested Thursday, denies the charge.", "1998-07-09"),
        ("They could not agree on Thursday.", "1998-07-09"),
        ("The president says that troops left Thursday.", "1998-07-09"),
        ("The bank said it would close on Thursday.", "1998-07-16"),
        ("The bank said on Thursday it would close.", "1998-07-09"),
    ],
)
def test_the_shipped_model_tells_where_the_verb_looks(text: str, value: str) -> None:
    (sentences,) = load_model().parse([text])
    assert only(text, sentences=sentences).value == value


def test_a_range_that_holds_the_day_of_speech_lies_in_its_year() -> None:
    text = "He visits Oslo on July 13-15."
    (sentences,) = load_model().parse([text])
    found = find_timexes(text, TUESDAY, sentences=sentences)
    assert [timex.value for timex in found] == ["1998-07-13", "1998-07-15"]
    assert {(str(timex.first_day), str(timex.last_day)) for timex in found} == {("1998-07-13", "1998-07-15")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He has ruled since Friday. The same evening he fled.", "1998-07-10TEV"),
        ("He has ruled since Friday. The day before, he was a clerk.", "1998-07-09"),
        ("He came on July 8 and has ruled since Friday. The day before, he was a clerk.", "1998-07-07"),
    ],
    ids=["a part of the day", "the day before", "unless another day has been told"],
)
def test_news_counts_from_the_beginning_of_what_lasts(text: str, value: str) -> None:
    assert find_timexes(text, TUESDAY)[-1].value == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By July 20 they left.", {"July 20": ("1998-07-20", "1998-07-14", "1998-07-20")}),
        ("They wait until Friday.", {"Friday": ("1998-07-17", "1998-07-14", "1998-07-17")}),
        ("They stayed until Friday.", {"Friday": ("1998-07-10", "1998-07-10", "1998-07-10")}),
        ("Since July 1 they wait.", {"July 1": ("1998-07-01", "1998-07-01", "1998-07-14")}),
        ("They come before winter.", {"winter": ("1998-WI", "1998-07-14", "1998-11-30")}),
        ("It falls before July 20's talks.", {"July 20": ("1998-07-20", "1998-07-20", "1998-07-20")}),
        ("They must reply within a week.", {"a week": ("P1W", "1998-07-14", "1998-07-21")}),
    ],
    ids=[
        "by",
        "until",
        "until-in-the-past",
        "since",
        "before",
        "the preposition of another noun",
        "within",
    ],
)
def test_a_preposition_widens_the_days_and_leaves_the_value(
    text: str, found: dict[str, tuple[str, str, str]]
) -> None:
    assert days_of(text) == found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They met March 18-22.", "1998-03-18", "1998-03-22"),
        ("They met from June 3 through 5.", "1998-06-03", "1998-06-05"),
        ("Between May and July they met.", "1998-05-01", "1998-07-31"),
        ("He ruled from 1991 to 1993.", "1991-01-01", "1993-12-31"),
        ("The war of 1914\N{EN DASH}18 was lost.", "1914-01-01", "1918-12-31"),
        ("It closed from December 28 to January 3.", "1997-12-28", "1998-01-03"),
    ],
)
def test_both_ends_of_a_range_have_the_days_of_all_of_it(text: str, first: str, last: str) -> None:
    ends = days_of(text)
    assert len(ends) == 2
    assert {value[1:] for value in ends.values()} == {(first, last)}


def test_a_chain_counts_from_the_day_last_spoken_of_and_starts_anew_in_each_paragraph() -> None:
    text = "He came on July 3. Two days later he fell. The next day he left.\n\nThe next day it rained."
    cut = text.index("\n")
    spans = (Span(0, cut), Span(cut, len(text)))
    found = [(timex.value, timex.counted_from) for timex in find_timexes(text, TUESDAY, spans=spans)]
    assert found == [
        ("1998-07-03", TUESDAY),
        ("1998-07-05", date(1998, 7, 3)),
        ("1998-07-06", date(1998, 7, 5)),
        ("1998-07-15", TUESDAY),
    ]


STORY = (
    "The siege began in 1854. In November it snowed. In 1855 the tsar died; in September the "
    "town fell. Peace was signed in March 1856, after talks that had begun in 1853 and failed in 1854."
)


@pytest.mark.parametrize(
    ("style", "november"), [(None, "1854-11"), ("news", "2009-11"), ("narrative", "1854-11")]
)
def test_a_story_counts_from_the_day_last_spoken_of_news_from_the_day_of_speech(
    style: str | None, november: str
) -> None:
    found = find_timexes(STORY, date(2010, 5, 1), style=style)
    assert [timex.value for timex in found if timex.span.of(STORY) == "November"] == [november]


def test_a_story_counts_neither_from_a_year_in_brackets_nor_before_its_first_year() -> None:
    text = "On 5 May the fleet left. In June 1854 Raglan (born 1788) landed. In September he won."
    values = [timex.value for timex in find_timexes(text, date(2010, 5, 1), style="narrative")]
    assert values == ["1854-05-05", "1854-06", "1788", "1854-09"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In 1917 he fell. Five years earlier he had won. In June he left.", ["1917", "1912", "1917-06"]),
        (
            "On 3 June 1917 he fled. He had lost a leg in 1904. On 5 June he fell.",
            ["1917-06-03", "1904", "1917-06-05"],
        ),
        ("It lasted from 1754 to 1763. In June it rained.", ["1754", "1763", "1754-06"]),
        ("It lasted from May 1754 to June 1754. In July it rained.", ["1754-05", "1754-06", "1754-07"]),
    ],
    ids=["counted back", "past perfect", "long range", "short range"],
)
def test_a_story_goes_on_from_where_it_was_before_a_look_back_or_ahead(text: str, values: list[str]) -> None:
    found = find_timexes(text, date(2010, 5, 1), style="narrative")
    assert [timex.value for timex in found] == values


@pytest.mark.parametrize(
    ("text", "august"),
    [
        ("On July 20, 1974, they landed. In August they advanced.", "1974-08"),
        ("On July 20, 1974, they landed. They met in August.", "2012-08"),
        ("On July 20, 1974, they landed. In August they will vote.", "2013-08"),
        ("On July 20, 1974, they landed. He spoke Friday. In August they left.", "2012-08"),
        ("On July 20, 1974, they landed.\n\nIn August they left.", "2012-08"),
        ("The firm was founded in 1974. In August it failed.", "2012-08"),
    ],
    ids=["goes on", "not at the head", "ahead", "the present between", "another paragraph", "a year alone"],
)
def test_news_goes_on_with_what_it_tells_of_long_ago_within_a_paragraph(text: str, august: str) -> None:
    found = find_timexes(text, date(2013, 3, 22))
    assert [timex.value for timex in found if "August" in timex.span.of(text)] == [august]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In June 1854 they landed. Two days later they won.", "XXXX-XX-XX"),
        ("In June 1854 they landed. On Monday they won.", "XXXX-WXX-1"),
        ("In June 1854 they landed. They won at noon.", "XXXX-XX-XXT12:00"),
        ("In 1854 they landed. That month they won.", "XXXX-XX"),
    ],
)
def test_what_is_finer_than_the_day_last_spoken_of_stays_unknown(text: str, value: str) -> None:
    [_, last] = find_timexes(text, date(2010, 5, 1), style="narrative")
    assert (last.value, last.first_day, last.last_day) == (value, None, None)


@pytest.mark.parametrize(
    "text",
    ["yesterday", "last week", "on Monday", "in May", "this fall", "two days ago", "at noon", "next Easter"],
)
def test_without_a_day_of_speech_nothing_is_invented(text: str) -> None:
    timex = only(f"They met {text}.", None)
    assert (timex.first_day, timex.last_day, timex.counted_from) == (None, None, None)


def test_passages_that_are_not_given_are_not_searched() -> None:
    text = "yesterday (July 13) today"
    found = find_timexes(text, TUESDAY, spans=(Span(0, 9), Span(20, 25)))
    assert [timex.span.of(text) for timex in found] == ["yesterday", "today"]


# ruff: noqa: SIM905  # a hundred quoted words read worse
TIME_WORDS = """
the of in on by last next this early mid late July May Monday 13 1998 two a few days weeks year quarter end
ago later before after since until from to and - , . ' s 9:30 p.m. fall morning every twice first half
century 1990s said will he Friday's 5 30 hundred and thousand yesterday Easter BC th é
""".split()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("Bombs went off on July 11 and 12.", ("1998-07-11", "1998-07-12"), id="days in a row"),
        pytest.param("He came on July 3 and July 12.", ("1998-07-03", "1998-07-12"), id="days apart"),
        pytest.param("On March 2 and 9 they met.", ("1998-03-02", "1998-03-09"), id="of one month"),
        pytest.param(
            "He left on July 3 and July 12's vote failed.", ("1998-07-03", "1998-07-03"), id="owned"
        ),
        pytest.param("He left on May 3 and on July 12.", ("1998-05-03", "1998-05-03"), id="two phrases"),
        pytest.param("He left on May 3 and July 12.", ("1998-05-03", "1998-05-03"), id="months apart"),
    ],
)
def test_days_joined_by_and_are_one_stretch_where_both_tell_of_one_thing(
    text: str, days: tuple[str, str]
) -> None:
    first, _ = find_timexes(text, TUESDAY)
    assert (str(first.first_day), str(first.last_day)) == days


@pytest.mark.parametrize(
    ("between", "value"),
    [
        pytest.param(" (Interfax, July 10) ", "1998-07-10", id="a citation between"),
        pytest.param("\n\n", "1998-07-15", id="a paragraph between"),
    ],
)
def test_a_passage_goes_on_from_the_day_spoken_of_before_in_its_paragraph(between: str, value: str) -> None:
    first = "Rebels took the village on July 9."
    text = f"{first}{between}The next day they left."
    spans = (Span(0, len(first)), Span(len(first) + len(between), len(text)))
    found = find_timexes(text, date(1998, 7, 14), spans=spans)
    assert [timex.value for timex in found] == ["1998-07-09", value]
    second = find_timexes(text, date(1998, 7, 14), spans=spans[1:], before=found[:1])
    assert second == found[1:]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(TIME_WORDS), max_size=40), st.none() | st.dates())
def test_any_run_of_words_about_time_is_read_without_overlap(words: list[str], said: date | None) -> None:
    text = " ".join(words)
    found = find_timexes(text, said)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    for timex in found:
        assert timex.span.of(text).strip()
        assert timex.value
        assert (timex.first_day is None) == (timex.last_day is None)
        assert timex.first_day is None or timex.last_day is None or timex.first_day <= timex.last_day


def test_a_month_beside_the_first_year_of_the_calendar_is_no_fault() -> None:
    assert [timex.value for timex in find_timexes("In AD 1 it fell, in July.", None)] == ["0001"]


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    assert find_timexes(text, TUESDAY) == find_timexes(text, TUESDAY)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 400))
def test_days_ago_are_counted_from_the_day_of_speech(said: date, count: int) -> None:
    timex = only(f"He left {count} days ago.", said)
    assert timex.first_day == timex.last_day == said - timedelta(days=count)


@pytest.mark.parametrize(
    "unit",
    [
        "a few ",
        "two ",
        "the ",
        "1,000 ",
        "9",
        "July ",
        "to ",
        "and two ",
        "- ",
        "' ",
        "in the ",
        "of the year ",
        "\n\n",
    ],
)
def test_the_time_it_takes_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        begun = time.process_time()
        find_timexes(text, TUESDAY)
        return time.process_time() - begun

    find_timexes(unit, TUESDAY)
    short = max(min(seconds(1_000) for _ in range(3)), 0.003)
    # Eight times the text: quadratic growth would take 64 times as long.
    assert seconds(8_000) < short * 24


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Neither he nor his sons could be located Wednesday.", "1998-07-08", id="neither could"),
        pytest.param("Shots could be heard on Friday.", "1998-07-10", id="could be heard"),
        pytest.param("Nobody could say on Friday who fired.", "1998-07-10", id="nobody could"),
        pytest.param("He could resign on Friday.", "1998-07-17", id="could"),
        pytest.param(
            "The offer had been scheduled to expire on Friday.", "1998-07-17", id="had been scheduled to"
        ),
        pytest.param("The offer is scheduled to expire on Friday.", "1998-07-17", id="is scheduled to"),
        pytest.param(
            "They signed an order that he remain there until August 6.", "1998-08-06", id="order that"
        ),
        pytest.param("The contract expires in June.", "1999-06", id="a present tense in no list"),
        pytest.param("They will get more than Friday's close.", "1998-07-10", id="what is measured by"),
        pytest.param("The firm reports its results on Friday.", "1998-07-17", id="a report with an object"),
        pytest.param("The firm reports that it fell on Friday.", "1998-07-10", id="a report of what was"),
        pytest.param("They will look into Friday's bombing.", "1998-07-10", id="a deed"),
        pytest.param("They will attend Friday's meeting.", "1998-07-17", id="no deed"),
        pytest.param("They will try the suspect in the Friday shooting.", "1998-07-10", id="a deed's day"),
    ],
)
def test_what_is_told_of_a_verb_decides_on_which_side_a_day_lies(text: str, value: str) -> None:
    (sentences,) = load_model().parse([text])
    assert only(text, sentences=sentences).value == value
