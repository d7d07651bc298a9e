"""The stored text: plain text unchanged, the rest tidied and mended where the words leave no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.issues.publications import Publications, read_publications
from extract.issues.spaces import mend_spaces
from extract.issues.text import stored_text
from extract.model import Problem, RawIssue

WORDS = read_publications().words
TYPOGRAPHIC = (
    "Kirienko\u2019s talks \u2013 \u201cdifficult\u201d, he said \u2013 went on at the café in Tokyo\u2026"
)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\ufeffthe \ufb01rst o\ufb03ce", "the first office"),
        ("sta\ufb00, \ufb02ag, ba\ufb04ed, \ufb05ill, co\ufb06", "staff, flag, baffled, still, cost"),
        ("co\u00adoperation", "cooperation"),
        ("US$10\u00a0billion", "US$10 billion"),
        ("Russia\u00b4s army", "Russia's army"),
        ("a\x00b\x07c", "abc"),
        ("page one\x0cpage two", "page one\npage two"),
        (TYPOGRAPHIC, TYPOGRAPHIC),
        ("half a pair \ud800", "half a pair "),
    ],
    ids=[
        "line-ends",
        "ligatures",
        "rarer-ligatures",
        "soft-hyphen",
        "no-break",
        "acute",
        "control",
        "form-feed",
        "typography",
        "surrogate",
    ],
)
def test_text_is_tidied(raw: str, stored: str) -> None:
    assert stored_text(RawIssue(raw)) == stored


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"], include_characters="\n")))
def test_plain_text_keeps_every_offset(text: str) -> None:
    assert stored_text(RawIssue(text)) == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(content: bytes) -> None:
    stored = stored_text(RawIssue(content))
    assert stored.message if isinstance(stored, Problem) else isinstance(stored, str)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert stored_text(RawIssue(TYPOGRAPHIC.encode(encoding))) == TYPOGRAPHIC


@pytest.mark.parametrize(
    ("glued", "mended"),
    [
        ("theChechen side", "the Chechen side"),
        ("TheRussian army inMoscow", "The Russian army in Moscow"),
        ("Chechnyaand Moscow", "Chechnya and Moscow"),
        ("Dudayevpromptly left", "Dudayev promptly left"),
        ("he saidhewould go, hewould", "he saidhewould go, he would"),
    ],
)
def test_lost_spaces_are_put_back(glued: str, mended: str) -> None:
    assert mend_spaces(glued, WORDS)[0] == mended


@pytest.mark.parametrize(
    "text",
    [
        "McDonald met MacArthur",
        "RussiaTV",
        "the iPhone",
        "Georgians and Russians",
        "Moscow's",
        "ItarTass",
        "thesis",
        "Ukrainian",
    ],
)
def test_sound_words_are_left(text: str, publications: Publications) -> None:
    assert mend_spaces(text, publications.words) == (text, 0)
