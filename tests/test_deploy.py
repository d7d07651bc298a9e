"""What deploys: systemd's units, the image and Prefect's deployment say what the program knows."""

import configparser
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml  # type: ignore[import-untyped]  # it has none

from flows.cli import main

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PROGRAM = "/opt/dateline/.venv/bin/dateline"
SERVICES = ("dateline.service", "dateline-schedule.service")


def unit(name: str) -> configparser.ConfigParser:
    """A unit, its options in the case they are written in; options given twice are an error."""
    read = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    read.optionxform = str  # type: ignore[method-assign,assignment]  # as configparser documents it
    read.read(DEPLOY / name)
    return read


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_a_command_that_there_is(name: str) -> None:
    program, command, *words = shlex.split(unit(name)["Service"]["ExecStart"])
    assert program == PROGRAM
    known = main.commands[command]
    known.make_parser(click.Context(known)).parse_args(words)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_leaves_its_program_the_time_to_end_cleanly(name: str) -> None:
    assert int(unit(name)["Service"]["TimeoutStopSec"]) >= 30


def test_a_run_that_put_documents_aside_does_not_fail_the_unit() -> None:
    assert unit("dateline.service")["Service"]["SuccessExitStatus"] == "1"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for path in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")):
        (tmp_path / path.name).write_text(path.read_text().replace(PROGRAM, sys.executable))
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],  # noqa: S607  # wherever it stands
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_prefects_deployment_orders_a_plan() -> None:
    from flows.ingest import ingest
    from flows.plan import Plan

    told = yaml.safe_load((ROOT / "prefect.yaml").read_text())
    assert told["deployments"]
    for deployment in told["deployments"]:
        path, _, name = deployment["entrypoint"].partition(":")
        assert (ROOT / path).is_file()
        assert name == ingest.fn.__name__
        given: dict[str, Any] = ingest.validate_parameters(deployment["parameters"])
        assert isinstance(given["plan"], Plan)
        assert given["plan"].sources


def test_the_image_is_built_of_what_the_repository_has() -> None:
    lines = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    assert {line[0] for line in words} <= {
        "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "ENTRYPOINT", "CMD"
    }  # fmt: skip
    step = next(line for line in lines if "sed " in line)
    made = subprocess.run(
        ["bash", "-c", f"{step.removeprefix('RUN').split('>')[0]}"],  # noqa: S607  # wherever it stands
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    pinned = {line.split("==")[0] for line in made.stdout.splitlines()}
    assert all("==" in line for line in made.stdout.splitlines())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = step.split(".[")[1].split("]")[0].split(",")
    assert set(extras) <= set(project["optional-dependencies"])
    assert {re.split(r"[\[<>=]", wanted)[0] for wanted in project["dependencies"]} <= pinned
    (command,) = project["scripts"]
    assert f'ENTRYPOINT ["{command}"]' in lines


def test_the_image_takes_nothing_along_that_is_made_here() -> None:
    ignored = set((ROOT / ".gitignore").read_text().split())
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {line.removeprefix("/") for line in ignored} <= {line.removeprefix("**/") for line in left_out}
