"""The version tells the truth: whatever decides what rows say changes it, and nothing else does."""

import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from extract import extractor
from extract.extractor import Extractor
from extract.language import load_model
from extract.lexicon.files import LEXICON_FILES, SHIPPED, digest_of
from extract.policy import POLICY
from tests.shipped import LEXICON

FILES = sorted(
    path.relative_to(str(SHIPPED)).as_posix()
    for path in Path(str(SHIPPED)).rglob("*")
    if path.suffix in {".toml", ".csv"}
)
CODE = Path(extractor.__file__).parent


def standard() -> Extractor:
    return Extractor(LEXICON, load_model())


@pytest.fixture(scope="module")
def lexicon_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(str(SHIPPED), tmp_path_factory.mktemp("version") / "lexicon"))


@pytest.mark.parametrize("name", FILES)
def test_any_file_of_the_lexicon_changes_its_digest(lexicon_copy: Path, name: str) -> None:
    path = lexicon_copy / name
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    assert digest_of(lexicon_copy, *LEXICON_FILES) != LEXICON.digest
    path.write_bytes(before)
    assert digest_of(lexicon_copy, *LEXICON_FILES) == LEXICON.digest


def test_a_lexicon_of_another_digest_is_another_version() -> None:
    assert replace(standard(), lexicon=replace(LEXICON, digest="other")).version != standard().version


def numbers(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:  # noqa: ANN401  # records in records
    """The way to every number of a policy."""
    for field in fields(part):
        value = getattr(part, field.name)
        yield from numbers(value, (*path, field.name)) if is_dataclass(value) else [(*path, field.name)]


def changed(part: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401  # as above
    """The policy with one number raised."""
    value = getattr(part, path[0])
    return replace(part, **{path[0]: changed(value, path[1:]) if path[1:] else value + 1})


@pytest.mark.parametrize("path", list(numbers(POLICY)), ids=".".join)
def test_any_number_of_the_policy_changes_the_version(path: tuple[str, ...]) -> None:
    assert replace(standard(), policy=changed(POLICY, path)).version != standard().version


def test_another_model_changes_the_version() -> None:
    other = replace(load_model(), digest="other")
    assert replace(standard(), model=other).version != standard().version


@pytest.mark.parametrize(
    "name", ["extractor.py", "events/status.py", "language/sentences.py", "intervals.py"]
)
def test_any_code_that_decides_changes_the_version(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = standard().version
    ignored = shutil.ignore_patterns("models", "*.toml", "*.csv", "__pycache__")
    copy = shutil.copytree(CODE, tmp_path / "extract", ignore=ignored)
    monkeypatch.setattr(extractor, "files", lambda _: copy)
    extractor._code_digest.cache_clear()  # noqa: SLF001  # counted once a process
    (copy / name).write_text((copy / name).read_text("utf-8") + "\n# changed\n", "utf-8")
    after = standard().version
    monkeypatch.undo()
    extractor._code_digest.cache_clear()  # noqa: SLF001
    assert after != before
    assert standard().version == before


def test_equal_parts_have_equal_versions() -> None:
    assert standard().version == standard().version
    assert standard().version.count("+") == 1
