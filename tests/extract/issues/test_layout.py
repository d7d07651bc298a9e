"""Furniture and body are told apart."""

from datetime import date

import pytest

from extract.issues.layout import Header, Layout, header_starts, lay_out
from extract.issues.printed import choose
from extract.issues.publications import DateOrder, Pattern, Publication, Publications, read_publications

HEADER = "Publication: Monitor Volume: 4 Issue: 134"
BODY = "The premier left for Tokyo yesterday. (Kyodo, July 13)"


def monitor_of(publications: Publications) -> Publication:
    found = publications.find("Monitor")
    assert found is not None
    return found


def laid_out(text: str, publications: Publications, order: DateOrder | None = None) -> Layout:
    return lay_out(text, publications, monitor_of(publications), order)


def body(text: str, publications: Publications) -> list[str]:
    return [region.span.of(text) for region in laid_out(text, publications).regions]


def kinds(text: str, publications: Publications) -> list[str]:
    return [piece.kind for piece in laid_out(text, publications).furniture]


def printed(layout: Layout) -> date | None:
    found = choose(layout.stated)
    return found.day.certain if found else None


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        (f"{HEADER}\n\n{BODY}", ["header"]),
        (f"PREMIER VISITS TOKYO.\n\n{HEADER}\n\n{BODY}", ["headline", "header"]),
        (f"{HEADER}\n\nPREMIER VISITS TOKYO.\n\n{BODY}", ["header", "headline"]),
        (f"{HEADER}\nPREMIER VISITS TOKYO.\n{BODY}", ["header", "headline"]),
        (f"PREMIER VISITS TOKYO...\n{HEADER}\n{BODY}", ["headline", "header"]),
        (f"{HEADER}\n...AND SIGNS A LOAN.\n{BODY}", ["header", "headline"]),
        (f"{HEADER}\n\n{BODY}\n\nDuma Votes on Budget.", ["header", "next-headline"]),
        (f"{HEADER}\n\n{BODY}\n\nDUMA VOTES ON BUDGET.", ["header", "next-headline"]),
        (f"{HEADER}\n\n{BODY}\nDuma Votes on Budget", ["header", "next-headline"]),
        (
            f"{HEADER}\n\n{BODY}\n\nRallies after Vote, but Ex-Premier Is Not among Them.",
            ["header", "next-headline"],
        ),
        (f"{HEADER}\n\n{BODY}\n\n...But Ukraine Says No.\n", ["header", "next-headline"]),
        (f"{HEADER}\n\n{BODY}\n\n“Third Force” Wins Vote in Narva?", ["header", "next-headline"]),
        (
            f"{HEADER}\n\n{BODY}\n\nThe Monitor is published by the Foundation.\n\n© 1998\n12 Some Street",
            ["header", "masthead", "footer", "footer"],
        ),
        (
            f"{HEADER}\n\n{BODY}\n\nDuma Votes on Budget.\n\n© 1998 The Foundation",
            ["header", "next-headline", "footer"],
        ),
        (
            f"MONITOR\n{HEADER}\nJuly 14, 1998\nBy: Jan Novak\n\n{BODY}",
            ["header", "header", "header", "header"],
        ),
        (f"06.30.1998\n\nPREMIER VISITS TOKYO.\n\n{BODY}", ["header", "headline"]),
        (f"{HEADER}\n\nPREMIER VISITS TOKYO. {BODY}", ["header", "headline"]),
        (f"{HEADER}\n\n{BODY}\n\n* * *\n", ["header", "mark"]),
        (f"{HEADER}\n\n{BODY}\nMORE", ["header", "mark"]),
        (f"{HEADER}\n\n   {BODY}  ", ["header"]),
        (f"PREMIER VISITS TOKYO.\n\n{BODY}", ["headline"]),
        (f"{HEADER}\n\nIRAQ\n\n{BODY}", ["header", "headline"]),
        (f"{BODY}\n\n{HEADER}", ["header"]),
    ],
)
def test_furniture_is_no_body(publications: Publications, text: str, furniture: list[str]) -> None:
    assert kinds(text, publications) == furniture
    assert body(text, publications) == [BODY]


PUBLICATIONS = read_publications()
MONITOR = monitor_of(PUBLICATIONS)
LOOKS = [
    (pattern, example)
    for pattern in PUBLICATIONS.patterns_of(MONITOR, "title", "header", "head", "masthead", "footer", "mark")
    for example in pattern.examples
]


@pytest.mark.parametrize(("pattern", "example"), LOOKS, ids=lambda part: getattr(part, "name", part))
def test_what_looks_like_furniture_in_the_lexicon_is_furniture_in_an_item(
    publications: Publications, pattern: Pattern, example: str
) -> None:
    above = pattern.kind in {"header", "title", "head"}
    text = f"{HEADER}\n{example}\n\n{BODY}" if above else f"{HEADER}\n\n{BODY}\n\n{example}"
    assert body(text, publications) == [BODY]


def test_more_cuts_an_item_off(publications: Publications) -> None:
    text = f"{HEADER}\n\nThe premier left for MORE..."
    assert body(text, publications) == ["The premier left for"]
    assert kinds(text, publications) == ["header", "mark"]


def test_a_whole_issue_holds_several_items_with_headlines(publications: Publications) -> None:
    text = f"{HEADER}\n\nPREMIER VISITS TOKYO.\n\n{BODY}\n\nDUMA VOTES ON BUDGET.\n\nIt voted.\n\nBank Fails"
    layout = laid_out(text, publications)
    heads = [region.headline.of(text) for region in layout.regions if region.headline]
    assert heads == ["PREMIER VISITS TOKYO.", "DUMA VOTES ON BUDGET."]
    assert layout.furniture[-1].kind == "next-headline"


def test_a_headline_over_two_lines_is_one(publications: Publications) -> None:
    text = f"{HEADER}\nPREMIER VISITS TOKYO\nAND SIGNS A LOAN.\n\n{BODY}"
    (region,) = laid_out(text, publications).regions
    assert region.headline is not None
    assert region.headline.of(text) == "PREMIER VISITS TOKYO\nAND SIGNS A LOAN."


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Sergei Kirienko met President Boris Yeltsin.",
        "BORIS YELTSIN DISMISSES SEVEN GENERALS.",
        "Boris Yeltsin Dismisses Seven Generals.",
        "The vote was held.\nThe president\nBoris Yeltsin lost it.",
    ],
)
def test_text_without_a_header_is_body_unless_body_stands_beside_it(
    publications: Publications, text: str
) -> None:
    assert body(text, publications) == [text]


def test_a_wrapped_line_of_names_is_no_headline(publications: Publications) -> None:
    text = (
        f"{HEADER}\n\nAt the meeting yesterday were also\nBoris Yeltsin and Viktor Chernomyrdin\nof Russia."
    )
    assert len(body(text, publications)) == 1
    assert kinds(text, publications) == ["header"]


def test_a_line_of_names_that_the_next_line_goes_on_from_is_no_headline(publications: Publications) -> None:
    text = f"{HEADER}\n\nThe talks failed.\nBoris Yeltsin and Viktor Chernomyrdin\nwere not there."
    assert kinds(text, publications) == ["header"]


def test_letters_too_few_for_a_headline_are_body(publications: Publications) -> None:
    text = f"{HEADER}\n\nIMF\n\n{BODY}"
    assert kinds(text, publications) == ["header"]


def test_a_day_in_numbers_is_read_as_the_publication_writes_it(publications: Publications) -> None:
    text = f"Publication: Courier 06.07.1998\n\n{BODY}"
    found = [printed(laid_out(text, publications, order)) for order in ("mdy", "dmy")]
    assert found == [date(1998, 6, 7), date(1998, 7, 6)]


@pytest.mark.parametrize(
    ("text", "header", "day"),
    [
        (HEADER, Header("Monitor", 4, 134), None),
        ("Publication: Monitor\nVolume: 4 Issue: 134", Header("Monitor", 4, 134), None),
        ("MONITOR - Vol. 4, No. 134, 14 July 1998", Header("MONITOR", 4, 134), date(1998, 7, 14)),
        ("Publication: Monitor 06.30.1998", Header("Monitor"), date(1998, 6, 30)),
        ("06.30.1998", Header(), date(1998, 6, 30)),
        ("Publication: Monitor\n06.30.1998", Header("Monitor"), date(1998, 6, 30)),
        ("Publication Monitor\n\n06.30.1998", Header("Monitor"), date(1998, 6, 30)),
        (f"{HEADER} July 14, 1998 03:57 PM Age: 2 days", Header("Monitor", 4, 134), date(1998, 7, 14)),
        ("Volume IV, No. 134", Header(None, 4, 134), None),
        ("Volume IX, No. 1", Header(None, 9, 1), None),
        ("1998-07-14", Header(), date(1998, 7, 14)),
        ("12.06.1998", Header(), date(1998, 12, 6)),
        ("13.06.1998", Header(), date(1998, 6, 13)),
        ("Date: Tue, 14 Jul 1998", Header(), date(1998, 7, 14)),
        ("30.06.1998", Header(), date(1998, 6, 30)),
    ],
)
def test_a_header_is_read(publications: Publications, text: str, header: Header, day: date | None) -> None:
    layout = laid_out(f"{text}\n\n{BODY}", publications)
    assert (layout.header, printed(layout)) == (header, day)
    assert body(f"{text}\n\n{BODY}", publications) == [BODY]


def test_a_day_in_the_middle_of_the_body_is_no_header(publications: Publications) -> None:
    assert laid_out(f"{BODY}\nJuly 14, 1998\n{BODY}", publications).stated == ()


def test_a_list_of_numbered_sources_is_no_body(publications: Publications) -> None:
    text = f"{HEADER}\n\nHe left. (1) She stayed. (2)\n\n(1) Interfax, May 11\n(2) AP, May 12"
    layout = laid_out(text, publications)
    assert [span.of(text) for span in layout.notes] == ["(1) Interfax, May 11", "(2) AP, May 12"]
    assert [piece.kind for piece in layout.furniture] == ["header", "citation", "citation"]
    assert body(text, publications) == ["He left. (1) She stayed. (2)"]


def test_each_item_of_a_file_has_one_header_start(publications: Publications) -> None:
    text = f"Publication: Monitor\nVolume: 4 Issue: 133\n{BODY}\n{HEADER}\n{BODY}"
    assert [text[start:].split("\n", 1)[0] for start in header_starts(text, publications)] == [
        "Publication: Monitor",
        HEADER,
    ]
