"""Sections: headings are no sentences, and a dated one gives what stands under it its own day."""

from datetime import date

import pytest

from extract.issues import Publications, parse_issue
from extract.issues.headings import dated_heading
from extract.model import Issue, RawIssue

PROSE = "The cabinet met and the two sides agreed to go on with the talks."


def parse(text: str, publications: Publications) -> Issue:
    return parse_issue(RawIssue(text), publications)[0]


def told(issue: Issue) -> list[tuple[str | None, str | None]]:
    return [
        (issue.section_of(at), str(passage.reference_day) if passage.reference_day else None)
        for at, passage in enumerate(issue.passages)
    ]


CHRONOLOGIES = {
    "days in full, the latest first": (
        f"KARSK CHRONICLE\n\n16 March 1998\n\n{PROSE}\n\n12 March 1998\n\n{PROSE}",
        [("16 March 1998", "1998-03-16"), ("12 March 1998", "1998-03-12")],
    ),
    "a weekday and a number": (
        f"THE WEEK\nNo. 7/2008, issued Monday 22 September\n\nMonday 15: {PROSE}\n\nTuesday 16: {PROSE}",
        [("Monday 15", "2008-09-15"), ("Tuesday 16", "2008-09-16")],
    ),
    "run in before a stop": (
        (
            f"CHRONICLE\n4 - 10 April 1992\n\nBOSNIA\n\nSaturday, 4 April. {PROSE}\n\n"
            f"Sunday, 5 April. {PROSE}\n\nCROATIA\n\nTuesday, 7 April. {PROSE}"
        ),
        [("BOSNIA", "1992-04-04"), ("BOSNIA", "1992-04-05"), ("CROATIA", "1992-04-07")],
    ),
    "in capitals": (
        (
            f"THE WEEK IN THE HOUSE\nweek ending Friday 6 September 2019\n\nTUESDAY 3 SEPTEMBER\n\n{PROSE}"
            f"\n\nTHURSDAY 5 SEPTEMBER\n\n{PROSE}"
        ),
        [("TUESDAY 3 SEPTEMBER", "2019-09-03"), ("THURSDAY 5 SEPTEMBER", "2019-09-05")],
    ),
    "weekdays alone, up to the issue's day": (
        (
            f"HILL DIARY\nThe week to Friday 7 March 2003\n\nMONDAY. {PROSE}\n\nTHURSDAY. {PROSE}"
            f"\n\nFRIDAY. {PROSE}"
        ),
        [("MONDAY", "2003-03-03"), ("THURSDAY", "2003-03-06"), ("FRIDAY", "2003-03-07")],
    ),
    "day and month in numbers with stops": (
        f"Harbor diary\n4.12.97\n\n30.11. {PROSE}\n\n2.12. {PROSE}",
        [("30.11", "1997-11-30"), ("2.12", "1997-12-02")],
    ),
    "numbers and a stroke, one of which may be either": (
        f"Front diary\n8-15 June 1982\n\n8/6  {PROSE}\n\n13/6  {PROSE}",
        [("8/6", "1982-06-08"), ("13/6", "1982-06-13")],
    ),
    "a stroke as Americans have it": (
        f"Front diary\nJune 15, 1982\n\n6/9  {PROSE}\n\n6/13  {PROSE}",
        [("6/9", "1982-06-09"), ("6/13", "1982-06-13")],
    ),
    "over New Year": (
        f"CHRONICLE\n3 January 1999\n\n30 December: {PROSE}\n\n2 January: {PROSE}",
        [("30 December", "1998-12-30"), ("2 January", "1999-01-02")],
    ),
}


@pytest.mark.parametrize("case", CHRONOLOGIES)
def test_each_dated_heading_gives_its_section_its_day(publications: Publications, case: str) -> None:
    text, expected = CHRONOLOGIES[case]
    assert told(parse(text, publications)) == expected


def test_a_dated_heading_is_the_dateline_of_what_has_none(publications: Publications) -> None:
    text = f"THE WEEK\n7 March 1998\n\n5 March: {PROSE} (AP, March 4)\n\n6 March: {PROSE}"
    issue = parse(text, publications)
    cited = [issue.citations[passage.citation] for passage in issue.passages if passage.citation is not None]
    assert [(citation.names, citation.last_day) for citation in cited] == [
        (("AP",), date(1998, 3, 4)),
        ((), date(1998, 3, 6)),
    ]


@pytest.mark.parametrize(
    "heads",
    [("1.7.", "2.7."), ("Monday's", "Tuesday's"), ("3/4", "1/4"), ("1.1", "1.2")],
    ids=["chapters far from the day", "weekdays within a sentence", "fractions", "numbers of sections"],
)
def test_what_only_looks_like_a_dated_heading_gives_no_day(
    publications: Publications, heads: tuple[str, str]
) -> None:
    first, second = heads
    issue = parse(f"THE WEEK\n7 March 1998\n\n{first} {PROSE}\n\n{second} {PROSE}", publications)
    assert {passage.reference_day for passage in issue.passages} == {None}


def test_one_day_alone_is_the_issues_own(publications: Publications) -> None:
    issue = parse(f"KARSK CHRONICLE\n\n16 March 1998\n\n{PROSE}\n\n{PROSE}", publications)
    assert issue.published_on == date(1998, 3, 16)
    assert {passage.reference_day for passage in issue.passages} == {None}


def test_a_section_holds_until_one_of_its_own_level(publications: Publications) -> None:
    text = (
        "RFE/RL NEWSLINE Vol 1, No. 168, Part I, 26 November 1997\n\nRUSSIA\n\n"
        f"PREMIER FLIES TO OSLO. {PROSE}\n\nBANK FAILS AGAIN. {PROSE}\n\n"
        f"CENTRAL ASIA\n\nDONORS OFFER A LOAN. {PROSE} BP"
    )
    issue = parse(text, publications)
    assert told(issue) == [("RUSSIA", None), ("RUSSIA", None), ("CENTRAL ASIA", None)]


def test_countries_stand_under_regions(publications: Publications) -> None:
    text = (
        "CrisisWatch N°105, 1 May 2012\n\nAFRICA \u2013 WEST\n\n"
        f"Mali (deteriorated)\n\n{PROSE}\n\n"
        f"Nigeria (improved)\n\n{PROSE}\n\nAFRICA \u2013 HORN\n\nSudan (deteriorated)\n\n{PROSE}"
    )
    issue = parse(text, publications)
    assert [section for section, _ in told(issue)] == [
        "AFRICA \u2013 WEST",
        "AFRICA \u2013 WEST",
        "AFRICA \u2013 HORN",
    ]


def test_one_headline_makes_no_sections(publications: Publications) -> None:
    issue = parse(
        f"PREMIER FLIES TO OSLO.\n\nPublication: Monitor Volume: 4 Issue: 134\n\n{PROSE}", publications
    )
    assert issue.sections == ()


@pytest.mark.parametrize(
    "heading",
    [
        "Premier quits",
        "1. Light-Water Reactor Project",
        "DRC: Mutineers fly west",
        "**Golan",
        "Rumsfeld: Suleymaniye regrettable - Hurriyet",
        "Thaci steps down over indictment (media)",
    ],
)
def test_a_heading_without_a_stop_is_no_sentence(publications: Publications, heading: str) -> None:
    issue = parse(f"{heading}\n\n{PROSE}", publications)
    assert [passage.span.of(issue.text) for passage in issue.passages] == [PROSE]


@pytest.mark.parametrize(
    "line",
    ["The premier quits", "The talks failed.", "in the end he quit", "“I quit,” he said.", "IMF"],
)
def test_a_text_of_one_line_and_a_line_with_a_stop_stay_body(publications: Publications, line: str) -> None:
    assert parse(line, publications).passages


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("Monday 3: He left.", 10),
        ("16 March 1998", 13),
        ("• 16 March: he left.", 12),
        ("March 16, 1998 -- He left.", 18),
        ("On 16 March he left.", None),
        ("16 March was a Monday.", None),
        ("16-18 March: he was away.", None),
        ("Monday was quiet.", None),
    ],
)
def test_a_day_heads_a_section_where_a_stop_or_nothing_follows(
    publications: Publications, line: str, length: int | None
) -> None:
    found = dated_heading(line, publications.words)
    assert (found.length if found else None) == length


ITEMS = {
    "names in capitals before a stop": (
        f"BENIN. {PROSE}\n\n{PROSE}\n\nGABON. {PROSE}",
        ["BENIN", "GABON"],
    ),
    "names before a colon": (f"Ghana: {PROSE}\n\nCôte d'Ivoire: {PROSE}", ["Ghana", "Côte d'Ivoire"]),
    "numbers": (f"{PROSE}\n\n2. Angola: {PROSE}\n\n3. Chad: {PROSE}", [None, "2. Angola", "3. Chad"]),
    "a list without blank lines": (f"- Iran: {PROSE}\n- Syria: {PROSE}", ["Iran", "Syria"]),
    "a dash in capitals": (f"* KENYA - {PROSE}\n\n* SUDAN - {PROSE}", ["KENYA", "SUDAN"]),
    "short heads after those that are headlines": (
        f"ALBANIA: {PROSE}\n\nIRAQ: {PROSE}\n\nIRAN: {PROSE}",
        ["ALBANIA", "IRAQ", "IRAN"],
    ),
    "a heading after items": (
        f"BENIN. {PROSE}\n\nGABON. {PROSE}\n\nABROAD IN BRIEF\n\n{PROSE}",
        ["BENIN", "GABON", "ABROAD IN BRIEF"],
    ),
}


@pytest.mark.parametrize("case", ITEMS)
def test_the_head_of_an_item_opens_a_section_and_is_still_read(publications: Publications, case: str) -> None:
    text, expected = ITEMS[case]
    issue = parse(text, publications)
    titles = [issue.section_of(at) for at in range(len(issue.passages))]
    assert titles == expected


NO_ITEMS = {
    "one alone": f"Russia: a riddle to the West. {PROSE}\n\n{PROSE}",
    "two forms": f"Ghana: {PROSE}\n\nTOGO. {PROSE}",
    "who speaks comes again": f"Orlin: {PROSE}\n\nRusk: {PROSE}\n\nOrlin: {PROSE}",
    "those who ask and answer": f"Question: {PROSE}\n\nSpokesman: {PROSE}",
    "sentences": f"Orlin said: {PROSE}\n\nRusk replied: {PROSE}",
    "abbreviations": f"Gen. Orlin spoke. {PROSE}\n\nMr. Rusk spoke. {PROSE}",
    "within a paragraph": f"{PROSE}\nGhana: {PROSE}\nTogo: {PROSE}",
    "too little behind": "Ghana: three dead.\n\nTogo: one dead.",
    "dashes of sentences": f"Orlin - {PROSE}\n\nRusk - {PROSE}",
}


@pytest.mark.parametrize("case", NO_ITEMS)
def test_what_only_looks_like_the_head_of_an_item_opens_none(publications: Publications, case: str) -> None:
    issue = parse(NO_ITEMS[case], publications)
    assert issue.sections == ()


def test_items_of_one_paragraph_each_are_passages_of_their_own(publications: Publications) -> None:
    text = f"Ghana: {PROSE}\n\nTogo: {PROSE}"
    issue = parse(text, publications)
    assert [passage.span.of(text) for passage in issue.passages] == [f"Ghana: {PROSE}", f"Togo: {PROSE}"]
