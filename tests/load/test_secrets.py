"""Passwords reach no message, no ledger, no row; reading and writing need no more rights than they should."""

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from load import BadAddress, EventStore, NotAllowed, Patience, Quarantined, Scope, StoreError, digest_of
from load.rows import without_secrets
from tests.load.offers import contents, enter, lone, offer, put, running

SECRET = "hunter2"  # noqa: S105  # whose absence is tested

ADDRESSES = {
    "in its place": f"postgresql://anna:{SECRET}@/news?host=/nowhere",
    "in the query": f"postgresql://anna@/news?host=/nowhere&password={SECRET}",
    "with an at sign": f"postgresql://anna:{SECRET}@{SECRET}@host:1/news",
    "with a slash": f"postgresql://anna:{SECRET}/x@host/news",
    "with a colon": f"postgresql://anna:a:{SECRET}@host:{SECRET}/news",
    "of another database": f"mysql://anna:{SECRET}@host/news",
    "in no address": f"anna {SECRET}",
}


@pytest.mark.parametrize("kind", ADDRESSES)
def test_no_message_holds_the_password(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StoreError) as told:  # it may fail at either
        EventStore(ADDRESSES[kind], patience=Patience(attempts=1, connect_seconds=2)).init()
    chain: BaseException | None = told.value
    while chain is not None:
        assert SECRET not in f"{chain!r} {chain}"
        chain = None if chain.__suppress_context__ else chain.__context__
    assert SECRET not in caplog.text


def test_a_wrong_password_is_told_without_it(postgres: str) -> None:
    url = postgres.replace("postgres:@", f"nobody:{SECRET}@")
    with EventStore(url) as store, pytest.raises(StoreError, match="does not know this user") as told:
        store.init()
    assert SECRET not in str(told.value)
    assert store.address == "postgresql+psycopg://nobody@/postgres"


CARRIERS = {
    "https://anna:hunter2@host/a.txt": "https://host/a.txt",
    "s3://bucket/a.txt?X-Amz-Signature=hunter2&day=1": "s3://bucket/a.txt?X-Amz-Signature=***&day=1",
    "ingest ftp://u:hunter2@h/x --db postgresql://u:hunter2@h/db": "ingest ftp://h/x --db postgresql://h/db",
    "sftp://hunter2@host/a.txt?token=hunter2": "sftp://host/a.txt?token=***",
    "plain/path@2x.txt": "plain/path@2x.txt",
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_addresses_lose_their_secrets(carrier: str) -> None:
    assert without_secrets(carrier) == CARRIERS[carrier]


def test_no_password_reaches_a_row(store: EventStore, url: str, tmp_path: Path) -> None:
    carrier = next(iter(CARRIERS))
    enter(store, "x", command=f"ingest {carrier}", options=carrier)
    told = offer()
    lone(store, replace(told, issue=replace(told.issue, source_uri=carrier)))
    running(store).quarantine(
        Quarantined("k", carrier, "sources", "gone", f"{carrier} is gone", None, digest_of(""))
    )
    seen = f"{store.runs()} {list(store.events())} {store.quarantined()}"
    assert SECRET not in seen
    assert "https://host/a.txt" in seen
    if url.startswith("sqlite"):
        store.close()
        assert all(SECRET.encode() not in path.read_bytes() for path in tmp_path.iterdir())


GRANTS = Path(__file__).resolve().parents[2] / "load" / "grants.sql"


@pytest.fixture
def roles(made_postgres: str) -> Iterator[dict[str, str]]:
    """Addresses of the two documented roles, by name, on a database of the owner's."""
    with psycopg.connect(made_postgres, autocommit=True) as owner:
        owner.execute(GRANTS.read_bytes())
    yield {
        name: made_postgres.replace("postgres:@", f"{name}:@")
        for name in ("dateline_ingest", "dateline_analyst")
    }
    with psycopg.connect(made_postgres, autocommit=True) as owner:
        for name in ("dateline_ingest", "dateline_analyst"):
            owner.execute(f"DROP OWNED BY {name}".encode())
            owner.execute(f"DROP ROLE {name}".encode())


@pytest.mark.parametrize("bulk", [False, True], ids=["one-by-one", "bulk"])
def test_ingest_needs_no_right_to_make_tables(roles: dict[str, str], *, bulk: bool) -> None:
    with EventStore(roles["dateline_ingest"]) as store:
        with running(store) as run:
            for wording in (0, 1):
                put(store, [offer(wording=wording), offer(2)], bulk=bulk)
            run.quarantine(Quarantined("k", "k", "s", "r", "m", None, digest_of("")))
            store.clear_quarantine([store.quarantined()[0].quarantine_id])
        assert store.delete(Scope(issue=offer(2).issue.issue_id)) == 1
        lone(store, offer(2))
        assert len(contents(store)) == 6
        assert store.init().steps == ()
    with (
        psycopg.connect(roles["dateline_ingest"]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE mine (a INTEGER)")


def test_the_analyst_reads_everything_and_writes_nothing(roles: dict[str, str]) -> None:
    with EventStore(roles["dateline_ingest"]) as store:
        enter(store)
        lone(store, offer())
    with EventStore(roles["dateline_analyst"]) as store:
        assert len(contents(store)) == 3
        assert store.runs()
        with pytest.raises(NotAllowed, match="may only read"):
            enter(store, "mine")
    forbidden = (
        "DELETE FROM events",
        "UPDATE issues SET text = ''",
        "INSERT INTO schema_version VALUES (9, 'dateline')",
    )
    for statement in forbidden:
        refused = pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction))
        with psycopg.connect(roles["dateline_analyst"]) as connection, refused:
            connection.execute(b"SET TRANSACTION READ WRITE")
            connection.execute(statement.encode())


def test_a_file_that_may_only_be_read_is_read_and_not_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/events.db"
    with EventStore(url) as store:
        store.init()
        enter(store)
        lone(store, offer())
    closed = sqlite3.connect(tmp_path / "events.db")
    closed.execute("PRAGMA journal_mode = DELETE")
    closed.close()
    with EventStore(f"sqlite:///file:{tmp_path}/events.db?mode=ro&uri=true") as store:
        assert len(contents(store)) == 3
        with pytest.raises(NotAllowed):
            lone(store, offer(2))


def test_the_address_is_not_repeated_where_it_cannot_be_read() -> None:
    with pytest.raises(BadAddress) as told:
        EventStore(f"{SECRET}")
    assert SECRET not in str(told.value)
