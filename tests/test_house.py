"""The house rules that a machine can check."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import click
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("extract", "load", "flows", "report")
WORKSHOP = ("benchmarks", "supply", "tests", "training")
"""What stays behind when Dateline is installed."""

LONGEST_FILE = 530
"""Lines: the records that all stages share are one idea, and need as many."""

LONGEST_FUNCTION_OF_MOST = 20
"""Lines of code that nine of ten functions keep to: no docstring, no blank, no comment."""

EMPTY_WORDS = re.compile(
    r"(?:^|_)(?:utils?|helpers?|managers?|process|data|items?|info|entity|entities|misc|common)(?:_|$)"
)
"""Names that could stand for anything."""

FOREIGN = {
    "a path of somebody's machine": re.compile(r"(?<![\w./-])/(?:work|home/\w+|Users/\w+|root|mnt)/[\w.-]"),
    "a package registry's address": re.compile(
        r"https?://[\w.-]*(?:pypi\.org|pythonhosted\.org|artifactory|nexus|devpi|proxpi)[\w.-]*/",
        re.IGNORECASE,
    ),
    "an index of packages": re.compile(r"^\s*--(?:extra-)?index-url\b", re.MULTILINE),
}


def tracked() -> list[Path]:
    """The files under version control, or, in an unpacked release, all that are there."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]


def modules(packages: tuple[str, ...] = PACKAGES) -> list[Path]:
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """The name of each function of a file and its lines of code, signature included."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.name}", length(node, lines)


def length(node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    numbers = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        numbers -= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return sum(bool(lines[n - 1].strip()) and not lines[n - 1].lstrip().startswith("#") for n in numbers)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short_enough_to_be_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_nine_of_ten_functions_are_seen_at_a_glance() -> None:
    lengths = [lines for path in modules() for _, lines in functions(path)]
    assert len(lengths) > 500
    assert statistics.quantiles(lengths, n=10)[-1] <= LONGEST_FUNCTION_OF_MOST


def test_the_measure_of_a_function_leaves_out_docstring_blanks_and_comments() -> None:
    source = 'def f(a):\n    """One.\n\n    Two.\n    """\n    # why\n\n    return a\n'
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    assert length(node, source.splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "is_empty"),
    [("utils", True), ("date_helpers", True), ("data", True), ("database", False), ("processes", False)],
)
def test_words_that_say_nothing_are_known(name: str, is_empty: bool) -> None:  # noqa: FBT001  # a table's column
    assert bool(EMPTY_WORDS.search(name)) == is_empty


def test_a_file_s_name_says_what_is_in_it() -> None:
    code = [path for path in tracked() if path.suffix in {".py", ".toml", ".csv", ".sql"}]
    assert [str(path.relative_to(ROOT)) for path in code if EMPTY_WORDS.search(path.stem)] == []


@pytest.mark.parametrize("what", FOREIGN)
def test_no_tracked_file_names_a_place_that_is_not_the_project_s(what: str) -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "ignore") if path != Path(__file__) else ""
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FOREIGN[what].finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of somebody's machine", "see /home/anna/notes.txt"),
        ("a package registry's address", "https://files.pythonhosted.org/packages/a"),
        ("an index of packages", "--index-url somewhere"),
    ],
    ids=list(FOREIGN),
)
def test_a_foreign_place_would_be_seen(what: str, text: str) -> None:
    assert FOREIGN[what].search(text)


def commands() -> list[str]:
    """Every command as it is typed: "db init"."""
    from flows.cli import main

    context = click.Context(main)
    found = []
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        nested = command.list_commands(context) if isinstance(command, click.Group) else []
        found += [f"{name} {below}" for below in nested] or [name]
    return found


def documentation() -> str:
    return "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def test_every_command_stands_in_the_documentation() -> None:
    known = documentation()
    assert len(commands()) > 8
    assert [name for name in commands() if f"dateline {name}" not in known] == []


def test_every_benchmark_that_the_documentation_names_is_there() -> None:
    text = documentation() + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"python -m (?P<module>(?:benchmarks|training)(?:\.\w+)*)", text))
    assert named
    paths = [ROOT.joinpath(*name.split(".")) for name in named]
    assert [path for path in paths if not (path.with_suffix(".py").exists() or path.is_dir())] == []


def mapped() -> str:
    """What the page of the architecture says of the packages' insides."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return page.partition("## extract, stage by stage")[2].partition("## How quality is measured")[0]


def test_every_module_has_its_place_in_the_architecture() -> None:
    there = [path for path in modules() if not path.stem.startswith("__")]
    assert len(there) > 100
    assert [str(path.relative_to(ROOT)) for path in there if f"`{path.stem}`" not in mapped()] == []


def test_the_architecture_names_no_module_that_is_gone() -> None:
    there = {part for path in modules() for part in path.relative_to(ROOT).with_suffix("").parts}
    shown = {"event_log", "extract_issue", "extract_issues"}
    assert set(re.findall(r"`([a-z_]+)/?`", mapped())) - there - shown == set()


def test_every_target_of_make_that_the_documentation_names_is_there() -> None:
    text = documentation() + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"(?:^|`)make (?P<target>[a-z]+)", text, re.MULTILINE))
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= named <= there


def test_every_setting_stands_in_the_operators_table() -> None:
    from flows import settings

    read = re.findall(r"^\| (DATELINE_\w+)", settings.__doc__ or "", re.MULTILINE)
    table = (ROOT / "docs" / "operator.md").read_text("utf-8")
    assert len(read) > 3
    assert [name for name in read if f"| `{name}" not in table] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel that is built from a copy, without a network."""
    copy = tmp_path_factory.mktemp("wheel")
    for name in (*PACKAGES, "README.md", "LICENSE", "pyproject.toml", "schema.sql"):
        source = ROOT / name
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, copy / name, ignore=ignored) if source.is_dir() else shutil.copy(source, copy)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(build, cwd=copy, check=True, capture_output=True)
    (built,) = (copy / "dist").glob("*.whl")
    return zipfile.ZipFile(built).namelist()


def test_the_wheel_brings_schema_lexicon_and_model(wheel: list[str]) -> None:
    there = {
        path.relative_to(ROOT).as_posix() for path in tracked() if path.relative_to(ROOT).parts[0] in PACKAGES
    }
    wanted = {name for name in there if name.startswith(("extract/lexicon/", "extract/models/"))}
    assert any(name.endswith("reader.bin") for name in wanted)
    assert any(name.endswith(".toml") for name in wanted)
    assert {"load/schema.sql", *wanted} <= set(wheel)


def test_the_wheel_brings_every_module_and_says_that_it_is_typed(wheel: list[str]) -> None:
    wanted = {path.relative_to(ROOT).as_posix() for path in modules() if path in tracked()}
    assert wanted <= set(wheel)
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(wheel)


def test_the_wheel_brings_nothing_of_workshop_and_tests(wheel: list[str]) -> None:
    top = {name.split("/")[0] for name in wheel}
    assert not top & {"tests", "benchmarks", "training", "docs", "examples"}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """The table `project` of pyproject.toml."""
    read: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return read


def distributions_imported(packages: tuple[str, ...]) -> set[str]:
    """The distributions that packages import, one of them for each name; the name where none is known."""
    named = set()
    for path in modules(packages):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                named.add(str(node.module).partition(".")[0])
    foreign = named - sys.stdlib_module_names - {*PACKAGES, *WORKSHOP}
    known = packages_distributions()
    return {known.get(name, [name])[0].lower().replace("_", "-") for name in foreign}


def names_of(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w-]", requirement, maxsplit=1)[0] for requirement in requirements}


def optional(project: dict[str, Any]) -> set[str]:
    """The distributions that the extras name."""
    extras = project["optional-dependencies"].values()
    return names_of([requirement for extra in extras for requirement in extra])


PINNED = {"fastapi"}
"""Named only to hold Prefect's own choice back."""


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(project: dict[str, Any]) -> None:
    imported, needed = distributions_imported(PACKAGES), names_of(project["dependencies"])
    assert imported - needed - optional(project) == set()
    assert needed - imported == PINNED


def test_what_the_workshop_imports_is_declared(project: dict[str, Any]) -> None:
    imported = distributions_imported(WORKSHOP)
    assert {"packaging", "pytest"} <= imported
    assert imported - names_of(project["dependencies"]) - optional(project) == set()


def test_one_console_command_is_installed(project: dict[str, Any]) -> None:
    assert project["scripts"] == {"dateline": "flows.cli:main"}


def test_the_changelog_and_the_citation_know_the_version(project: dict[str, Any]) -> None:
    version = project["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
