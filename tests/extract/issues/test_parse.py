"""Raw items become issues: passages with their citations, spans into one stored text."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.issues import NotAnIssueError, Publication, parse_issue, read_publications, split_items
from extract.model import DayOptions, Issue, RawIssue

KNOWN = read_publications()
HEADER = "Publication: Monitor Volume: 4 Issue: 134\n\n"


def parse(text: str | bytes, source_key: str = "item.txt") -> Issue:
    return parse_issue(RawIssue(text, source_key), KNOWN)[0]


def governed(issue: Issue) -> list[tuple[str, tuple[str, ...] | None]]:
    return [
        (
            passage.span.of(issue.text),
            issue.citations[passage.citation].names if passage.citation is not None else None,
        )
        for passage in issue.passages
    ]


def test_a_citation_governs_back_to_the_one_before_over_paragraphs() -> None:
    issue = parse(HEADER + "One.\n\nTwo. (AP, July 12)\n\nThree. (ORT, July 13) Four.")
    assert governed(issue) == [("One.\n\nTwo.", ("AP",)), ("Three.", ("ORT",)), ("Four.", None)]


def test_a_citation_before_the_full_stop_leaves_no_stop_behind() -> None:
    issue = parse(HEADER + "He left (AP, July 12). She stayed (ORT, July 13).")
    assert governed(issue) == [("He left", ("AP",)), ("She stayed", ("ORT",))]


def test_a_headline_ends_what_a_citation_governs() -> None:
    issue = parse(HEADER + "HE LEAVES.\n\nOne was held.\n\nSHE STAYS.\n\nTwo was held. (AP, July 13)")
    assert governed(issue) == [("One was held.", None), ("Two was held.", ("AP",))]
    assert [p.headline.of(issue.text) for p in issue.passages if p.headline] == ["HE LEAVES.", "SHE STAYS."]
    assert issue.headline == "HE LEAVES."


def test_neighbouring_citations_are_one() -> None:
    issue = parse(HEADER + "He left. (AP, July 12) (ORT, July 13) She stayed.")
    assert governed(issue) == [("He left.", ("AP", "ORT")), ("She stayed.", None)]


def test_cross_references_at_the_edge_are_cut_and_inside_told_as_furniture() -> None:
    issue = parse(
        HEADER + "He left (see the Monitor, July 3) in haste. (See the Monitor, July 2) (AP, July 13)"
    )
    (passage,) = issue.passages
    assert passage.span.of(issue.text) == "He left (see the Monitor, July 3) in haste."
    inside = [piece for piece in issue.furniture if passage.span.contains(piece.span)]
    assert [piece.kind for piece in inside] == ["cross-reference"]


def test_a_classic_dateline_governs_what_follows() -> None:
    issue = parse("TOKYO, July 13, 1998 (Kyodo) - He left.\n\nShe stayed.")
    assert governed(issue) == [("He left.\n\nShe stayed.", ("Kyodo",))]


def test_numbered_citations_take_their_sources_from_the_list() -> None:
    head = "Publication: Monitor Volume: 1 Issue: 20\n\n"
    issue = parse(head + "He left. (1) She stayed. (2)\n\n(1) Interfax, May 25\n(2) AP, May 26")
    assert governed(issue) == [("He left.", ("Interfax",)), ("She stayed.", ("AP",))]
    assert str(issue.citations[1].last_day) == "1995-05-26"


def test_lost_spaces_are_mended_before_spans_are_counted() -> None:
    issue, problems = parse_issue(
        RawIssue("Publication: Monitor Volume: 1 Issue: 63\n\nHe met theChechen side."), KNOWN
    )
    assert governed(issue) == [("He met the Chechen side.", None)]
    assert [(problem.stage, problem.code) for problem in problems] == [("issues", "spaces-mended")]


@pytest.mark.parametrize(("volume", "numbered"), [(1, True), (2, True), (3, False), (4, False)])
def test_the_first_two_volumes_cite_by_number_and_any_may_have_lost_spaces(
    *, volume: int, numbered: bool
) -> None:
    head = f"Publication: Monitor Volume: {volume} Issue: 63\n\n"
    assert "the Chechen" in parse(head + "He met theChechen side.").text
    assert (len(parse(head + "He left. (14) She stayed.").passages) == 2) == numbered


def test_days_in_numbers_are_read_as_the_publication_writes_them() -> None:
    courier = Publication("Courier", ("Courier",), lag_days=2, date_order="dmy")
    publications = replace(KNOWN, known=(courier,))
    raw = RawIssue("Publication: Courier 06.07.1998\n\nHe left.")
    issue, _ = parse_issue(raw, publications)
    assert issue.published_on == date(1998, 7, 6)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_bytes_parse_as_their_text(encoding: str) -> None:
    text = HEADER + "Japan\u2019s premier left\u2014in haste. (AP, July 13)"
    assert parse(text.encode(encoding)) == parse(text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty: there is nothing to extract"),
        (b"", "is empty"),
        (" \n\t ", "is empty"),
        ("...\n---", "holds no words: there is nothing to extract"),
        ("123", "holds no words"),
        (b"%PDF-1.4 text", "PDF"),
        (b"\x00\x01\x02\x03" * 40, "holds binary data, not text"),
    ],
    ids=["nothing", "no-bytes", "blanks", "marks", "figures", "pdf", "binary"],
)
def test_what_is_no_text_is_refused_with_a_reason(content: str | bytes, reason: str) -> None:
    with pytest.raises(NotAnIssueError, match=reason) as refused:
        parse_issue(RawIssue(content), KNOWN)
    assert str(refused.value) == refused.value.problem.message


def test_an_item_of_headers_alone_has_no_body() -> None:
    issue, problems = parse_issue(RawIssue(HEADER + "DUMA VOTES ON BUDGET."), KNOWN)
    assert (issue.passages, issue.headline) == ((), "DUMA VOTES ON BUDGET.")
    assert [(problem.stage, problem.code) for problem in problems] == [("issues", "no-body")]


def test_an_unknown_publication_of_the_callers_is_refused() -> None:
    with pytest.raises(ValueError, match="'Gazette'; known are: Chechnya Weekly, "):
        parse_issue(RawIssue("He left."), KNOWN, options=DayOptions(publication="Gazette"))


def test_the_callers_publication_stands_against_the_header() -> None:
    options = DayOptions(publication="prism")
    issue, problems = parse_issue(RawIssue(HEADER + "He left."), KNOWN, options=options)
    assert issue.publication == "Prism"
    assert ("issues", "publications-disagree") in [(problem.stage, problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("source_key", "issue_file"),
    [
        ("a.txt", "a.txt"),
        ("1998/a.txt", "a.txt"),
        ("b.zip!1998/a.txt", "a.txt"),
        ("b.zip!a.txt", "a.txt"),
        ("a.txt#2", "a.txt"),
        ("-", "-"),
    ],
)
def test_the_issue_file_is_the_inputs_base_name(source_key: str, issue_file: str) -> None:
    assert parse("He left.", source_key).issue_file == issue_file


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (b"He left.\n\nShe stayed.", True),
        ("He left.  \r\n\r\n\r\nShe stayed.\n", True),
        ("He  left. She stayed.", True),
        ("He left.\n\nShe strayed.", False),
        ("He Left.\n\nShe stayed.", False),
    ],
)
def test_the_issue_id_depends_on_the_words_alone(*, text: str | bytes, same: bool) -> None:
    first, second = parse("He left.\n\nShe stayed.", "a.txt"), parse(text, "b.txt")
    assert (first.issue_id == second.issue_id) is same
    assert len(first.issue_id) == 32


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        ([HEADER + "He left.\n\n"], ["a.txt"]),
        ([HEADER + "He left.\n\n", HEADER + "She stayed."], ["a.txt", "a.txt#2"]),
        ([HEADER + "He left.\n\nA Vote Is Held.\n\n", HEADER + "She stayed."], ["a.txt", "a.txt#2"]),
        (
            ["HE LEAVES.\n" + HEADER + "He left.\n\n", "SHE STAYS.\n" + HEADER + "She stayed."],
            ["a.txt", "a.txt#2"],
        ),
        (["No header here."], ["a.txt"]),
    ],
)
def test_a_file_of_several_items_is_taken_apart(pieces: list[str], keys: list[str]) -> None:
    items = split_items(RawIssue("".join(pieces), "a.txt"), KNOWN)
    assert [item.source_key for item in items] == keys
    assert [item.content for item in items] == pieces


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"He left.\r\n", HEADER.encode() + b"He left.\r\n"])
def test_a_file_that_is_one_item_or_none_stays_as_it_was_read(content: bytes) -> None:
    raw = RawIssue(content)
    assert split_items(raw, KNOWN) == (raw,)


LINES = st.sampled_from(
    [
        "Publication: Monitor Volume: 4 Issue: 134",
        "MOSCOW ASKS FOR A LOAN.",
        "Bigger Role for Council.",
        "He left yesterday. (AP, July 13) She stayed (ORT, July 12).",
        "He left (see the Monitor, July 3).",
        "TOKYO, July 13 (Kyodo) - He left.",
        "(1) Interfax, July 13",
        "He left. (1)",
        "Copyright (c) 1998",
        "MORE",
        "* * *",
        "07.14.1998",
        "",
        "She said (in part",
        ")(",
    ]
)


@given(st.lists(LINES, max_size=12))
def test_passages_and_furniture_never_overlap_but_for_cross_references_inside(lines: list[str]) -> None:
    text = "\n".join([*lines, "He left."])
    issue = parse(text)
    spans = [passage.span for passage in issue.passages]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for piece in issue.furniture:
        assert not any(
            span.overlaps(piece.span)
            and not (span.contains(piece.span) and piece.kind in {"cross-reference", "mark"})
            for span in spans
        )
    for passage in issue.passages:
        assert passage.span.of(text).strip() == passage.span.of(text) != ""
        assert passage.citation is None or passage.citation < len(issue.citations)


@given(st.text(max_size=400))
def test_any_text_below_a_header_parses(text: str) -> None:
    issue = parse(HEADER + text)
    assert all(passage.span.end <= len(issue.text) for passage in issue.passages)
