"""Runs with a second reader: nothing is paid twice, limits hold, the key stays where it is."""

import os
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import stamina

from tests.flows.conftest import LONG, Run, wait_until
from tests.flows.llm.server import Question, Sent, Server, reading, serving, told

if TYPE_CHECKING:
    import subprocess

KEY = "sk-hunter2-0123456789"
SIGNED = {"type": "AGREE", "status": "occurred", "time": "yesterday", "actors": [], "recipients": []}
HONEST = reading({"signed": SIGNED})


@pytest.fixture(autouse=True)
def _impatient() -> Iterator[None]:
    with stamina.set_testing(True, attempts=2):
        yield


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(HONEST) as made:
        yield made


def settings_of(server: Server, folder: Path, **more: str) -> dict[str, str]:
    return {
        "DATELINE_LLM_URL": server.url,
        "DATELINE_LLM_MODEL": "m",
        "DATELINE_LLM_KEY": KEY,
        "DATELINE_LLM_CACHE": str(folder / "cache"),
        **more,
    }


def inbox(folder: Path, count: int) -> Path:
    """A folder of documents, each with one passage of its own."""
    made = folder / "inbox"
    made.mkdir()
    for number in range(count):
        text = f"Delegation number {number} yesterday signed an agreement. Rebels seized the town."
        (made / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return made


def held(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


# --- wrong usage


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "DATELINE_LLM_URL"),
        ({"DATELINE_LLM_URL": "http://localhost:1/v1"}, "DATELINE_LLM_MODEL"),
        ({"DATELINE_LLM_URL": "localhost:1", "DATELINE_LLM_MODEL": "m"}, "http://localhost"),
        ({"DATELINE_LLM_TOKENS": "many"}, "DATELINE_LLM_TOKENS"),
        ({"DATELINE_LLM_PASSAGES": "0"}, "1 or more"),
        ({"DATELINE_LLM_COLOUR": "red"}, "DATELINE_LLM_COLOUR"),
        ({"DATELINE_LLM_KEY": "sk one"}, "copy it again"),
        ({"DATELINE_READER": "nobody"}, "doubtful"),
    ],
    ids=["address", "model", "form", "number", "none", "unknown", "key", "reader"],
)
@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_what_is_missing_is_said_before_anything_is_done(
    dateline: Run, tmp_path: Path, command: str, given: dict[str, str], said: str
) -> None:
    inbox(tmp_path, 1)
    options = [] if "DATELINE_READER" in given else ["--reader", "both"]
    done = dateline(command, "inbox", *options, **given)
    assert (done.status, done.output) == (2, "")
    assert said in done.messages
    assert "sk one" not in done.messages
    assert not (tmp_path / "events.db").exists()


def test_the_extra_is_named_where_it_is_missing(
    dateline: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.llm.reading.find_spec", lambda _name: None)
    inbox(tmp_path, 1)
    done = dateline(
        "extract", "inbox", "--reader", "llm", DATELINE_LLM_URL="http://x/v1", DATELINE_LLM_MODEL="m"
    )
    assert done.status == 2
    assert "pip install '.[llm]' in Dateline's folder" in done.messages


def test_a_key_in_the_file_is_refused_and_not_repeated(dateline: Run, tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text(f'reader = "llm"\n[llm]\nkey = "{KEY}"\n', encoding="utf-8")
    inbox(tmp_path, 1)
    done = dateline("extract", "inbox")
    assert (done.status, KEY in done.messages) == (2, False)
    assert "DATELINE_LLM_KEY" in done.messages


def test_the_file_can_hold_all_but_the_key(dateline: Run, tmp_path: Path, server: Server) -> None:
    told = f'reader = "llm"\n[llm]\nurl = "{server.url}"\nmodel = "m"\npassages = 1\ncache = "cache"\n'
    (tmp_path / "dateline.toml").write_text(told, encoding="utf-8")
    inbox(tmp_path, 2)
    done = dateline("extract", "inbox", "--format", "csv")
    assert (done.status, done.output.count(",llm,"), len(server.questions)) == (0, 2, 2)


# --- what is asked


def test_the_server_gets_key_model_and_schema(dateline: Run, tmp_path: Path, server: Server) -> None:
    inbox(tmp_path, 1)
    dateline("extract", "inbox", "--reader", "llm", **settings_of(server, tmp_path))
    (question,) = server.questions
    assert question.path == "/v1/chat/completions"
    assert question.headers["authorization"] == f"Bearer {KEY}"
    assert (question.body["model"], question.body["temperature"]) == ("m", 0)
    assert question.body["response_format"]["json_schema"]["strict"] is True


def test_equal_texts_are_asked_about_once_and_never_again(
    dateline: Run, tmp_path: Path, server: Server
) -> None:
    folder = inbox(tmp_path, 6)
    for number in (1, 2, 3):
        (folder / f"{number:02}.txt").write_bytes((folder / "00.txt").read_bytes())
    known = settings_of(server, tmp_path)
    first = dateline("extract", "inbox", "--reader", "llm", "--format", "jsonl", **known)
    asked = len(server.questions)
    second = dateline("extract", "inbox", "--reader", "llm", "--format", "jsonl", **known)
    assert sorted(server.texts) == sorted(set(server.texts))
    assert (len(server.texts), len(server.questions)) == (3, asked)
    assert first.output == second.output


@pytest.mark.parametrize(("passages", "requests"), [("1", 9), ("4", 3), ("100", 1)])
def test_a_request_has_as_many_passages_as_are_set(
    dateline: Run, tmp_path: Path, server: Server, passages: str, requests: int
) -> None:
    inbox(tmp_path, 9)
    known = settings_of(server, tmp_path, DATELINE_LLM_PASSAGES=passages)
    done = dateline("extract", "inbox", "--reader", "llm", "--format", "csv", **known)
    assert (len(server.questions), done.output.count(",llm,")) == (requests, 9)


@pytest.mark.parametrize("most", [1, 3])
def test_no_more_requests_are_under_way_than_are_set(dateline: Run, tmp_path: Path, most: int) -> None:
    gate = threading.Barrier(most)

    def together(question: Question) -> Sent:
        gate.wait(LONG)
        return HONEST(question)

    with serving(together) as server:
        inbox(tmp_path, 6)
        known = settings_of(server, tmp_path, DATELINE_LLM_PASSAGES="1", DATELINE_LLM_CONCURRENCY=str(most))
        dateline("extract", "inbox", "--reader", "llm", **known)
        assert (server.at_once, len(server.questions)) == (most, 6)


def test_one_faulty_passage_costs_no_other(dateline: Run, tmp_path: Path) -> None:
    def faulty(question: Question) -> Sent:
        if any("number 2" in text for one in question.passages for text in one.values()):
            return told(["nonsense"]) if len(question.passages) == 1 else Sent(b'{"choices": []}')
        return HONEST(question)

    with serving(faulty) as server:
        inbox(tmp_path, 4)
        known = settings_of(server, tmp_path)
        done = dateline("extract", "inbox", "--reader", "llm", "--format", "csv", **known)
    assert (done.status, done.output.count(",llm,"), len(server.questions)) == (0, 3, 5)
    assert "02.txt" in done.messages


# --- runs that write


@pytest.mark.usefixtures("prefect_server")
def test_a_run_that_reaches_its_limit_is_finished_by_the_next(
    dateline: Run, tmp_path: Path, server: Server
) -> None:
    inbox(tmp_path, 40)
    known = settings_of(server, tmp_path, DATELINE_LLM_PASSAGES="1")
    # a request can cost what its bytes can be at most, and costs 100
    first = dateline("ingest", "inbox", "--reader", "llm", **known, DATELINE_LLM_TOKENS="18000")
    assert first.status == 1
    assert "limit of 18,000 tokens" in first.messages
    assert 0 < len(server.questions) < 40
    spent = held(tmp_path / "cache" / "second-reader.db", "SELECT SUM(tokens) FROM calls")[0][0]
    assert isinstance(spent, int)
    assert spent <= 18000
    second = dateline("ingest", "inbox", "--reader", "llm", **known)
    assert second.status == 0
    assert len(server.texts) == len(set(server.texts)) == 40
    assert held(tmp_path / "events.db", "SELECT COUNT(*) FROM events") == [(40,)]
    assert held(tmp_path / "events.db", "SELECT COUNT(*) FROM quarantine") == [(0,)]


@pytest.mark.usefixtures("prefect_server")
def test_another_reader_reads_anew_and_the_same_one_does_not(
    dateline: Run, tmp_path: Path, server: Server
) -> None:
    inbox(tmp_path, 2)
    known = settings_of(server, tmp_path)
    outcomes = []
    for reader in ("rules", "llm", "llm", "both"):
        done = dateline("ingest", "inbox", "--reader", reader, "--json", **known)
        outcomes.append(done.output.partition('"outcomes": ')[2].partition(",")[0])
    assert outcomes == ['{"written": 2}', '{"replaced": 2}', '{"unchanged": 2}', '{"replaced": 2}']
    assert len(server.questions) == 1
    versions = held(tmp_path / "events.db", "SELECT DISTINCT extractor_version FROM runs ORDER BY 1")
    assert [str(version).split()[1:2] for (version,) in versions] == [[], ["both"], ["llm"]]


@pytest.mark.usefixtures("prefect_server")
def test_the_key_is_in_no_file_no_row_and_no_message(
    dateline: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")

    def echoing(question: Question) -> Sent:
        said = question.headers["authorization"].removeprefix("Bearer ")
        return told([{**SIGNED, "passage": 1, "sentence": 1, "trigger": said}])

    with serving(echoing) as server:
        inbox(tmp_path, 2)
        done = dateline("ingest", "inbox", "--reader", "both", **settings_of(server, tmp_path))
    assert done.status == 0
    assert KEY not in f"{done.output} {done.messages} {caplog.text}"
    assert held(tmp_path / "events.db", "SELECT DISTINCT code FROM problems WHERE stage = 'llm'") == [
        ("llm-invented",)
    ]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "second-reader.db" for path in files)
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []


@pytest.mark.usefixtures("prefect_server")
def test_what_a_server_rejects_waits_in_quarantine_for_another_try(dateline: Run, tmp_path: Path) -> None:
    with serving(lambda _: Sent(b"{}", 400)) as server:
        inbox(tmp_path, 1)
        first = dateline("ingest", "inbox", "--reader", "llm", **settings_of(server, tmp_path))
        assert first.status == 1
        assert held(tmp_path / "events.db", "SELECT reason FROM quarantine") == [("llm-rejected",)]
        server.model = HONEST
        again = dateline("quarantine", "retry", "--reader", "llm", **settings_of(server, tmp_path))
    assert again.status == 0
    assert held(tmp_path / "events.db", "SELECT reader FROM events") == [("llm",)]
    assert held(tmp_path / "events.db", "SELECT COUNT(*) FROM quarantine") == [(0,)]


# --- ended from outside


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_a_run_that_is_ended_pays_nothing_twice(
    dateline_process: Callable[..., "subprocess.Popen[str]"], tmp_path: Path, how: signal.Signals
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def holding(question: Question) -> Sent:
        if question.number > 5 and not go_on.is_set():
            reached.set()
            go_on.wait(LONG)
            return Sent(b"", drop=True)
        return HONEST(question)

    with serving(holding) as server:
        inbox(tmp_path, 12)
        known = settings_of(server, tmp_path, DATELINE_LLM_PASSAGES="1", DATELINE_LLM_CONCURRENCY="2")
        words = ("ingest", "inbox", "--reader", "llm", "--json")
        process = dateline_process(*words, **known)
        wait_until(lambda: reached.is_set() and server.under_way == 2, process)
        os.killpg(process.pid, how)
        process.communicate(timeout=LONG)
        answered = server.texts[:5]
        go_on.set()
        again = dateline_process(*words, **known)
        assert again.communicate(timeout=LONG)[0].count('"written": 12') == 1
    assert all(server.texts.count(text) == 1 for text in answered)
    assert len(set(server.texts)) == 12
