"""Every promise of the page names tests that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
PROMISE = re.compile(r"^\| \*\*(?P<promise>.+?)\*\*[^|]*\|(?P<tests>[^|]*)\|$", re.MULTILINE)
NAMED = re.compile(r"`(?P<file>tests/[\w/]+\.py)::(?P<test>test_\w+)`")
PROMISES = {found["promise"]: NAMED.findall(found["tests"]) for found in PROMISE.finditer(PAGE)}


def names_in(source: str) -> set[str]:
    """The names that a file of tests gives at its top level: by `def`, or to a property that was made."""
    body = ast.parse(source).body
    functions = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return functions | {target.id for target in targets if isinstance(target, ast.Name)}


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_is_kept_by_tests_that_are_there(promise: str) -> None:
    named = PROMISES[promise]
    assert named
    for file, test in named:
        assert test in names_in((ROOT / file).read_text(encoding="utf-8")), f"{file} has no {test}"


def test_every_row_of_the_page_is_looked_at() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|")]
    assert len(PROMISES) == len([row for row in rows if not row.startswith(("| promise |", "|---|"))])
    assert sum(len(named) for named in PROMISES.values()) == PAGE.count("::") > 50


def test_a_test_is_known_however_it_is_made_and_a_method_or_an_import_is_none() -> None:
    source = (
        "from a import test_far\ntest_made = kept(that)\n\n\ndef test_told() -> None: ...\n\n\n"
        "class Kept:\n    def test_within(self) -> None: ...\n"
    )
    assert names_in(source) == {"test_made", "test_told"}
