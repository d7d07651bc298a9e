"""Bytes become the text they were written as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Problem
from extract.sources import decode

PROSE = "Japan\u2019s talks \u2013 \u201cfrank\u201d, he said \u2013 at the caf\u00e9 in Z\u00fcrich\u2026"
CYRILLIC = "\u041f\u0440\u0435\u043c\u044c\u0435\u0440 \u0432\u0447\u0435\u0440\u0430. " * 20
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_western_prose_is_decoded(encoding: str) -> None:
    assert decode(PROSE.encode(encoding)) == PROSE


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r"])
def test_text_in_another_script_is_decoded(encoding: str) -> None:
    assert decode(CYRILLIC.encode(encoding)) == CYRILLIC


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "mark", ["\u2019s", "\u201cno\u201d", "yes \u2013 no", "yes\u2014no", "and so on\u2026", "caf\u00e9s"]
)
def test_a_single_mark_tells_windows_from_mac(encoding: str, mark: str) -> None:
    text = f"He left {mark} in the end."
    assert decode(text.encode(encoding)) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_always_comes_back(text: str) -> None:
    assert decode(text.encode()) in {text, text.removeprefix("\ufeff")} or isinstance(
        decode(text.encode()), Problem
    )


@given(st.binary())
def test_any_bytes_give_text_or_a_problem(content: bytes) -> None:
    assert isinstance(decode(content), str | Problem)
