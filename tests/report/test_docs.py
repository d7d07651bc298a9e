"""Commands and queries of README and docs run; the walks of extending.md lead somewhere."""

import doctest
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest
from click.core import ParameterSource

from extract import Extractor, load_model
from extract.issues import parse_issue, read_publications
from extract.lexicon.reading import read_lexicon
from extract.model import RawIssue
from extract.policy import POLICY
from extract.times import find_timexes, read_time_lexicon
from extract.triggers import find_triggers
from flows.cli import main
from tests.extract.triggers.parsing import parse_all
from tests.pages import ROOT, Block, blocks, file_of

LEXICON = ROOT / "extract" / "lexicon"
PAGES = ("README", *sorted(path.stem for path in (ROOT / "docs").glob("*.md")))


def of_kind(kind: str, *pages: str) -> list[Block]:
    return [block for page in pages or PAGES for block in blocks(page) if block.kind == kind]


# --- the pages' commands, in the order of the page, in a folder with the examples


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the pages promise it: examples/, and the command on the path."""
    made = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", made / "examples")
    command = made / "bin" / "dateline"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m flows.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return made


def run_shell(block: Block, folder: Path, prefect_url: str) -> None:
    known = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    path = f"{folder / 'bin'}{os.pathsep}{known['PATH']}"
    environment = known | {"PATH": path, "PYTHONPATH": str(ROOT), "PREFECT_API_URL": prefect_url}
    words = ["bash", "-euo", "pipefail", "-c", block.code]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def run_python(block: Block, folder: Path, _prefect_url: str = "") -> None:
    words = [sys.executable, "-W", "error", "-c", block.code]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def run_query(block: Block, folder: Path, _prefect_url: str) -> None:
    connection = sqlite3.connect(folder / "events.db")
    try:
        connection.execute(block.code).fetchall()
    finally:
        connection.close()


RUNNERS: dict[str, Callable[[Block, Path, str], None]] = {
    "sh": run_shell,
    "python": run_python,
    "sql": run_query,
}


@pytest.mark.parametrize(
    ("page", "fewest"),
    [
        ("README", 2), ("start", 3), ("troubleshooting", 1), ("analyst", 6),
        ("operator", 6), ("sources", 4), ("times", 1), ("second-reader", 2),
    ],
)  # fmt: skip
def test_a_page_s_commands_and_queries_run_in_its_order(
    folder: Path, prefect_url: str, page: str, fewest: int
) -> None:
    ran = [
        block
        for block in blocks(page)
        if block.kind in RUNNERS and not block.code.startswith(("make ", ">>> "))
    ]
    for block in ran:
        RUNNERS[block.kind](block, folder, prefect_url)
    assert len(ran) >= fewest


@pytest.mark.parametrize("page", ["language-model", "times"])
def test_a_page_s_examples_in_python_give_what_they_show(page: str) -> None:
    result = doctest.testfile(str(file_of(page)), module_relative=False)
    assert result.attempted > 0
    assert result.failed == 0


# --- what is only shown: commands that never end, or need a server


def shown_commands() -> list[str]:
    return [line for block in of_kind("console") for line in block.commands]


@pytest.mark.parametrize(
    "line", [line for line in shown_commands() if re.search(r"(?:^|[|] )dateline ", line)]
)
def test_a_command_that_is_only_shown_has_these_options(line: str) -> None:
    words = shlex.split(line.partition("| dateline")[2] or line.partition("dateline ")[2].partition("|")[0])
    command: click.Command = main
    context = click.Context(main, info_name="dateline", obj=None)
    while isinstance(command, click.Group):
        command = command.commands[words[0]]
        words = words[1:]
    given = {word.partition("=")[0] for word in words if word.startswith("--")}
    parsed = command.make_context(command.name, words, parent=context)
    told = [
        name for name in parsed.params if parsed.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    known = {option for one in command.params if one.name in told for option in one.opts}
    assert given <= known


@pytest.mark.parametrize("line", [line for line in shown_commands() if "pytest" in line])
def test_a_test_that_is_named_is_there(line: str) -> None:
    path = next(word for word in line.split() if word.startswith("tests/"))
    assert (ROOT / path).exists()


def test_other_blocks_are_of_kinds_that_are_looked_at() -> None:
    kinds = {block.kind for page in PAGES for block in blocks(page)}
    assert kinds <= {*RUNNERS, "console", "toml", "json", "mermaid", ""}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_and_headings_that_are_there(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", file_of(page).read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        file = file_of(page).parent / name if name else file_of(page)
        assert file.exists(), target
        heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        assert not anchor or anchor in {head.lower().replace(" ", "-") for head in heads}, target


def test_files_that_extending_names_are_there() -> None:
    text = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    for path in re.findall(r"`((?:extract|load|tests)/[\w/.]+)`", text):
        assert (ROOT / path).exists() or "NAME" in path, path


# --- the walks of extending.md


def extending(start: str) -> str:
    """The block of extending.md that begins with `start` and says `name` or `rule`."""
    return next(block.code for block in of_kind("toml", "extending") if block.code.startswith(start))


def test_the_publication_of_the_walk_is_read(tmp_path: Path) -> None:
    shutil.copytree(LEXICON / "publications", tmp_path / "publications")
    blocks_of_walk = (extending(start) for start in ('name = "Courier"', "[[pattern]]", "[[stretch]]"))
    file = tmp_path / "publications" / "courier.toml"
    file.write_text("\n".join(blocks_of_walk), encoding="utf-8")
    known = read_publications(tmp_path)
    found = known.find("The Weekly Courier")
    assert found is not None
    (title,) = found.of_kind("title")
    assert all(title.regex.search(text) for text in title.examples)
    assert not any(title.regex.search(text) for text in title.rejects)
    raw = RawIssue("THE WEEKLY COURIER - 3 May 1999\n\nHe left.")
    issue, _ = parse_issue(raw, known)
    assert (issue.publication, issue.published_on) == ("Courier", date(1999, 5, 3))


def test_the_walk_copies_the_whole_lexicon_and_checks_what_is_extracted_with_it(tmp_path: Path) -> None:
    (tmp_path / "extract").symlink_to(ROOT / "extract")
    (block,) = of_kind("python", "extending")
    assert "assert [event.event_type for event in events] ==" in block.code
    run_python(block, tmp_path)
    assert read_lexicon(tmp_path / "my-lexicon").digest == read_lexicon().digest


def test_the_type_of_the_walk_gives_rows(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(LEXICON, folder)
    with (folder / "types.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{extending('[COMMEMORATE]')}")
    told = next(block.code for block in of_kind("toml", "extending") if 'type = "COMMEMORATE"' in block.code)
    (folder / "triggers" / "commemorate.toml").write_text(told, encoding="utf-8")
    (trigger,) = tomllib.loads(told)["trigger"]
    (example,), (reject,) = trigger["examples"], trigger["rejects"]
    extractor = Extractor(read_lexicon(folder), load_model())
    (event,) = extractor.extract(example.replace("[", "").replace("]", "")).events
    assert (event.event_type, event.quad_class, event.rules[0]) == ("COMMEMORATE", None, trigger["rule"])
    assert all(event.event_type != "COMMEMORATE" for event in extractor.extract(reject).events)
    assert extractor.version != Extractor(read_lexicon(), load_model()).version


def test_the_trigger_of_the_walk_finds_its_example_and_leaves_its_reject(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(LEXICON, folder)
    told = extending("[[trigger]]")
    with (folder / "triggers" / "consult.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{told}")
    lexicon = read_lexicon(folder).triggers
    (trigger,) = tomllib.loads(told)["trigger"]
    (example,), (reject,) = trigger["examples"], trigger["rejects"]
    plain = example.replace("[", "").replace("]", "")
    parsed = parse_all([plain, reject])
    assert trigger["rule"] in {found.rule for found in find_triggers(parsed[plain], lexicon, POLICY.triggers)}
    assert trigger["rule"] not in {
        found.rule for found in find_triggers(parsed[reject], lexicon, POLICY.triggers)
    }


def test_the_date_phrase_of_the_walk_means_what_it_says() -> None:
    (rule,) = tomllib.loads(extending("[[rule]]"))["rule"]
    for text, said_on, words, value in rule["examples"]:
        assert isinstance(said_on, date)
        (found,) = find_timexes(text, said_on, read_time_lexicon())
        assert (found.span.of(text), found.value, found.rule) == (words, value, rule["name"])
    for text in rule["rejects"]:
        assert find_timexes(text, date(1998, 7, 14), read_time_lexicon()) == ()
