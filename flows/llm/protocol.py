"""What a server of language models sends back: a chat completion, whole or as a stream, to a reply."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

DONE: Final = "[DONE]"
_FILTERED: Final = "content_filter"


class NoReplyError(ValueError):
    """A body that is no chat completion: what answers is no such server, or is broken."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said."""

    content: str
    refusal: str | None = None
    """Why it will not answer; None where it does."""
    tokens: int | None = None
    """Of question and answer, as the server counts them; None where it does not say."""


def read_reply(body: bytes, kind: str) -> Reply:
    r"""The reply in the body of an answer.

    Args:
        body: as it came.
        kind: its content type; servers that stream unasked say so there.

    Raises:
        NoReplyError: it is no chat completion.

    >>> read_reply(b'{"choices": [{"message": {"content": "Hm."}}], "usage": {"total_tokens": 9}}', "")
    Reply(content='Hm.', refusal=None, tokens=9)
    >>> stream = b'data: {"choices": [{"delta": {"content": "Hm."}}]}\n\ndata: [DONE]\n'
    >>> read_reply(stream, "text/event-stream")
    Reply(content='Hm.', refusal=None, tokens=None)
    """
    text = body.decode("utf-8", "replace")
    parts = list(_streamed(text)) if kind.startswith("text/event-stream") else [_object(text)]
    content, refusal, tokens = "", "", None
    for part in parts:
        choice = _first(part)
        message = choice.get("message") or choice.get("delta") or {}
        if not isinstance(message, dict):
            raise NoReplyError(_shown(text))
        content += _words(message.get("content"))
        refusal += _words(message.get("refusal"))
        if choice.get("finish_reason") == _FILTERED:
            refusal = refusal or "the server's filter held it back"
        tokens = _tokens(part.get("usage"), tokens)
    return Reply(content, refusal or None, tokens)


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise NoReplyError(_shown(text)) from wrong
    if not isinstance(value, dict) or not isinstance(value.get("choices"), list):
        raise NoReplyError(_shown(text))
    return value


def _streamed(text: str) -> Iterator[Mapping[str, Any]]:
    """The parts of a stream of server-sent events."""
    for line in text.splitlines():
        told = line.removeprefix("data:").strip()
        if line.startswith("data:") and told and told != DONE:
            yield _object(told)


def _first(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first choice; empty where there is none, as in the part that tells the usage."""
    choice: object = next(iter(part["choices"]), {})
    return choice if isinstance(choice, dict) else {}


def _words(content: object) -> str:
    """The text of a content, which may come in pieces."""
    if isinstance(content, list):
        return "".join(_words(piece.get("text")) for piece in content if isinstance(piece, dict))
    return content if isinstance(content, str) else ""


def _tokens(usage: object, known: int | None) -> int | None:
    """The tokens of a usage: their sum, or its parts', whichever is more."""
    if not isinstance(usage, dict):
        return known
    counts = [
        number if isinstance(number := usage.get(name), int) and number >= 0 else 0
        for name in ("total_tokens", "prompt_tokens", "completion_tokens")
    ]
    return max(counts[0], counts[1] + counts[2]) or known


def _shown(text: str) -> str:
    return f"it answered {text[:60]!r}, which is no chat completion"
