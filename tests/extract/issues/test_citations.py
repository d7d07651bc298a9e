"""Who reported a passage, and when: citations and what only looks like one."""

import pytest

from extract.issues.citations import Parenthesis, find_parentheses
from extract.issues.cited import Cited, MonthDay, notes_of, parse_citation
from extract.issues.publications import Publications
from extract.model import Span

JULY_13 = MonthDay(7, 13)

FORMS: dict[str, list[tuple[tuple[str, ...], str | None, str | None]]] = {
    "Kyodo, Itar-Tass, July 13": [(("Kyodo", "Itar-Tass"), "7-13", "7-13")],
    "Russian agencies, July 18-20": [(("Russian agencies",), "7-18", "7-20")],
    "Interfax, June 22 and 23": [(("Interfax",), "6-22", "6-23")],
    "Interfax, June 22 & 23": [(("Interfax",), "6-22", "6-23")],
    "Itar-Tass, September 9 through 11": [(("Itar-Tass",), "9-9", "9-11")],
    "NTV, September 9, 10 and 11": [(("NTV",), "9-9", "9-11")],
    "NTV, July 30-August 1": [(("NTV",), "7-30", "8-1")],
    "NTV, July 30 and August 1": [(("NTV",), "7-30", "8-1")],
    "NTV, September 30, October 1": [(("NTV",), "9-30", "10-1")],
    "AP, July 12; ORT, RTR, July 13": [(("AP",), "7-12", "7-12"), (("ORT", "RTR"), "7-13", "7-13")],
    "AP, July 12, ORT, July 13": [(("AP",), "7-12", "7-12"), (("ORT",), "7-13", "7-13")],
    "Interfax, December 28; AP, January 6": [(("Interfax",), "12-28", "12-28"), (("AP",), "1-6", "1-6")],
    "Interfax & Itar-Tass, July 13": [(("Interfax", "Itar-Tass"), "7-13", "7-13")],
    "AP and Reuter, July 13": [(("AP", "Reuter"), "7-13", "7-13")],
    "Russian and Western agencies, July 13": [(("Russian and Western agencies",), "7-13", "7-13")],
    ", May 11": [((), "5-11", "5-11")],
    "Izvestia, Sept. 9": [(("Izvestia",), "9-9", "9-9")],
    "BBC, 13 July": [(("BBC",), "7-13", "7-13")],
    "Nezavisimaya gazeta, July 13": [(("Nezavisimaya gazeta",), "7-13", "7-13")],
    "AP, July 13; see also the Monitor, July 2": [(("AP",), "7-13", "7-13")],
    "AP, July 13, see the Monitor, July 2": [(("AP",), "7-13", "7-13")],
    "AP, July 13; See the Monitor, July 2": [(("AP",), "7-13", "7-13")],
    "AP, July 13; the Monitor, July 2": [(("AP",), "7-13", "7-13")],
    "AP, July 12, and ORT, July 13": [(("AP",), "7-12", "7-12"), (("ORT",), "7-13", "7-13")],
    "NTV, July 30 through August 1": [(("NTV",), "7-30", "8-1")],
    "NTV, July 30 to August 1": [(("NTV",), "7-30", "8-1")],
    "Xinhua, via Reuters, July 13": [(("Xinhua", "Reuters"), "7-13", "7-13")],
    "lenta.ru, www.nns.ru, July 13": [(("lenta.ru", "www.nns.ru"), "7-13", "7-13")],
    "al-Jazeera, July 13": [(("al-Jazeera",), "7-13", "7-13")],
    "AP, July 13; for background see the Monitor, July 1": [(("AP",), "7-13", "7-13")],
    "local media, July 13": [(("local media",), "7-13", "7-13")],
    "Interfax": [(("Interfax",), None, None)],
    "Russian agencies": [(("Russian agencies",), None, None)],
    "Interfax, July 13, 22:30 GMT": [(("Interfax",), "7-13", "7-13")],
    "Interfax, July 13, 2230 GMT": [(("Interfax",), "7-13", "7-13")],
    "Interfax, July 13, 2230": [(("Interfax",), "7-13", "7-13")],
    "Interfax, 1615 GMT, July 13": [(("Interfax",), "7-13", "7-13")],
    "NTV, July 13, 7 p.m.": [(("NTV",), "7-13", "7-13")],
    "NTV, 7 p.m., July 13": [(("NTV",), "7-13", "7-13")],
    "Itogi, No. 134, July 13": [(("Itogi",), "7-13", "7-13")],
    "Kommersant, 98, July 13": [(("Kommersant",), "7-13", "7-13")],
    "Kyodo, July 13; NTV": [(("Kyodo",), "7-13", "7-13"), (("NTV",), None, None)],
}


def day(text: str | None) -> MonthDay | None:
    return MonthDay(*map(int, text.split("-"))) if text else None


@pytest.mark.parametrize("content", FORMS, ids=str)
def test_every_form_of_citation_is_read(publications: Publications, content: str) -> None:
    expected = tuple(Cited(names, day(first), day(last)) for names, first, last in FORMS[content])
    assert parse_citation(content, publications.words) == expected


@pytest.mark.parametrize(
    "content",
    [
        "IMF",
        "LDP",
        "the vote was put off to July 20",
        "a decree signed on June 18, July 3",
        "born July 13",
        "The next round will be held in the Swiss city of Geneva, July 18",
        "35",
        "formerly Leningrad",
        "Interfax, Lebed",
        "Yeltsin's meeting with Prime Minister Hashimoto in the Siberian City of Krasnoyarsk, November 1",
        "1918-1920",
    ],
)
def test_glosses_and_acronyms_are_no_citations(publications: Publications, content: str) -> None:
    assert parse_citation(content, publications.words) == ()


def find(
    text: str,
    publications: Publications,
    notes: dict[int, tuple[Cited, ...]] | None = None,
    *,
    numbered: bool = False,
) -> list[Parenthesis]:
    region, general = Span(0, len(text)), publications.general
    return list(find_parentheses(text, region, publications, general, notes or {}, numbered=numbered))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He left. (AP, July 13) She stayed.", "citation"),
        ("He left (AP, July 13). She stayed.", "citation"),
        ("He left. (AP, July 13)\n\nShe stayed.", "citation"),
        ("He left. (AP, July 13", "citation"),
        ("He left (AP, July 13)", "citation"),
        ("He left.\n(AP,\nJuly 13)", "citation"),
        ("“He left.” (AP, July 13) She stayed.", "citation"),
        ("He left. (AP, July 13)She stayed.", "citation"),
        ("He left. (Interfax) She stayed.", "citation"),
        ("He left. (May 11)", "citation"),
        ("He left. (, May 11)", "citation"),
        ("He left (, May 11).", "citation"),
        ("He left (see the Monitor, February 24, 26, March 1, 3).", "cross-reference"),
        ("He left. (see previous item.)", "cross-reference"),
        ("He left (for background see the Monitor, July 3) in haste.", "cross-reference"),
        ("The story (AP, July 13) was denied.", "cross-reference"),
        ("The story (Kyodo, July 13; NTV) was denied.", "cross-reference"),
        ("He left. (See the Monitor, July 3; AP, July 13)", "citation"),
        ("He left. (See the Monitor, July 3; Prism, July 13)", "cross-reference"),
    ],
)
def test_a_parenthesis_is_told_by_where_it_stands(publications: Publications, text: str, kind: str) -> None:
    assert [one.kind for one in find(text, publications)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The Fund (IMF) met.",
        "He met the Fund (IMF).",
        "The vote (May 11) was fair.",
        "Yeltsin (67) is ill.",
        "The talks (in Geneva, on July 3) failed.",
        "the June 18 Izvestia had it",
        "Of 20 there were 5 (14).",
        "The agency (Interfax) denied it.",
        "He left. (The vote had been put off.) She stayed.",
    ],
)
def test_other_parentheses_stay_in_the_body(publications: Publications, text: str) -> None:
    assert find(text, publications) == []


def test_a_classic_dateline_opens_a_paragraph(publications: Publications) -> None:
    text = "TOKYO, July 13 (Kyodo) - The premier resigned."
    (found,) = find(text, publications)
    assert (found.kind, found.span.of(text)) == ("dateline", "TOKYO, July 13 (Kyodo) - ")
    assert found.cited == (Cited(("Kyodo",), JULY_13, JULY_13),)


@pytest.mark.parametrize(
    "text",
    [
        "TOKYO, July 13 -- He left.",
        "ST. PETERSBURG, Russia, July 13 — He left.",
        "TOKYO, 13 July, Kyodo - He left.",
        "Tashkent, 13 July: He left.",
    ],
)
def test_classic_datelines_come_in_several_forms(publications: Publications, text: str) -> None:
    (found,) = find(text, publications)
    assert (found.kind, found.cited[0].last) == ("dateline", JULY_13)


def test_a_number_stands_for_what_its_list_says(publications: Publications) -> None:
    notes = notes_of("(14) Interfax, May 11. (15) AP, May 12", publications.words)
    found = find("He left. (14) She stayed (15).", publications, notes)
    assert [(one.kind, one.cited) for one in found] == [("citation", notes[14]), ("citation", notes[15])]
    (inside,) = find("The accord (14) was signed.", publications, notes)
    assert inside.kind == "cross-reference"


@pytest.mark.parametrize("line", ["(14) Interfax, May 11", "14. Interfax, May 11.", "14) Interfax, May 11;"])
def test_a_line_of_a_list_comes_in_several_forms(publications: Publications, line: str) -> None:
    assert notes_of(line, publications.words) == {14: parse_citation("Interfax, May 11", publications.words)}


def test_a_list_may_stand_in_one_labelled_line(publications: Publications) -> None:
    assert list(notes_of("Sources: (1) Interfax, July 30; (2) AP, July 31", publications.words)) == [1, 2]


def test_a_number_without_a_list_closes_its_passage_only_where_the_publication_cites_so(
    publications: Publications,
) -> None:
    text = "He left. (14) She stayed."
    assert find(text, publications) == []
    (found,) = find(text, publications, numbered=True)
    assert (found.kind, found.listed) == ("citation", False)


@pytest.mark.parametrize(
    "line", ["14. The vote was held.", "(14) people died", "12 People Killed, July 30", "1998"]
)
def test_other_numbered_lines_are_no_list(publications: Publications, line: str) -> None:
    assert notes_of(line, publications.words) == {}
