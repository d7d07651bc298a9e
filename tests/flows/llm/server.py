"""A server of our own that speaks the OpenAI API, over a real socket: honest, or faulty as a test has it."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A request as it came."""

    number: int
    """Counted from 1."""
    body: Mapping[str, Any]
    headers: Mapping[str, str]
    path: str

    @property
    def passages(self) -> list[dict[str, str]]:
        """The sentences of each passage by number, as they stand in the last message that has any."""
        asked = [json.loads(one["content"]) for one in self.body["messages"] if _is_question(one)]
        return [passage["sentences"] for passage in asked[-1]["passages"]]


def _is_question(message: Mapping[str, str]) -> bool:
    return message["role"] == "user" and message["content"].startswith('{"passages"')


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes back."""

    body: bytes | Iterable[bytes]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False
    """Whether the connection is closed without an answer."""


Model = Callable[[Question], Sent]


def completion(content: object, *, finish: str = "stop", tokens: int | None = 100, **message: object) -> Sent:
    """A chat completion with that content."""
    usage = {} if tokens is None else {"usage": {"prompt_tokens": tokens - 10, "completion_tokens": 10}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": content, **message},
        "finish_reason": finish,
    }
    body = {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], **usage}
    return Sent(json.dumps(body).encode(), headers={"content-type": "application/json"})


def told(events: Iterable[object], **more: Any) -> Sent:  # noqa: ANN401  # as `completion` has it
    """A chat completion that tells events."""
    return completion(json.dumps({"events": list(events)}), **more)


def trouble(
    status: int, message: str = "trouble", *, headers: Mapping[str, str] | None = None, **more: str
) -> Sent:
    """An error as the API has it."""
    body = json.dumps({"error": {"message": message, "type": "x", **more}}).encode()
    return Sent(body, status, {"content-type": "application/json", **(headers or {})})


def reading(words: Mapping[str, Event]) -> Model:
    """An honest model: tells the event of each word that it finds."""

    def answer(question: Question) -> Sent:
        return told(
            {"passage": passage, "sentence": int(number), "trigger": word, **event}
            for passage, sentences in enumerate(question.passages, 1)
            for number, text in sentences.items()
            for word, event in words.items()
            if word in text
        )

    return answer


@dataclass
class Server:
    """The server and what it was asked."""

    url: str
    model: Model
    questions: list[Question] = field(default_factory=list)
    at_once: int = 0
    """The most requests that were under way together."""
    under_way: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def texts(self) -> list[str]:
        """Each passage that was asked about, as one text."""
        return [" ".join(one.values()) for question in self.questions for one in question.passages]

    def answered(self, handler: "BaseHTTPRequestHandler") -> None:
        """Answers one request."""
        length = int(handler.headers.get("content-length", 0))
        body = json.loads(handler.rfile.read(length))
        with self.lock:
            headers = {name.lower(): value for name, value in handler.headers.items()}
            question = Question(len(self.questions) + 1, body, headers, handler.path)
            self.questions.append(question)
            self.under_way += 1
            self.at_once = max(self.at_once, self.under_way)
        try:
            _send(handler, self.model(question))
        finally:
            with self.lock:
                self.under_way -= 1


def _send(handler: BaseHTTPRequestHandler, sent: Sent) -> None:
    if sent.drop:
        handler.close_connection = True
        return
    handler.send_response(sent.status)
    for name, value in sent.headers.items():
        handler.send_header(name, value)
    if isinstance(sent.body, bytes) and "content-length" not in sent.headers:
        handler.send_header("content-length", str(len(sent.body)))
    handler.send_header("connection", "close")
    handler.end_headers()
    for piece in [sent.body] if isinstance(sent.body, bytes) else sent.body:
        handler.wfile.write(piece)
        handler.wfile.flush()


@contextmanager
def serving(model: Model) -> Iterator[Server]:
    """The server on a free port of the loopback, for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.answered(self)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that has gone is no trouble."""

    http = Quiet(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}/v1", model)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
