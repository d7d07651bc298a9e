"""One question to a server that speaks the OpenAI API: patient, but bounded in time, size and cost."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from math import isfinite
from typing import Any, Final

import stamina

from extract.second.prompt import Message
from flows.llm.memory import Memory, SpentError
from flows.llm.protocol import NoReplyError, Reply, read_reply
from flows.settings import LlmSettings, SettingsError
from load.rows import without_secrets

try:
    import httpx2
    import openai
except ModuleNotFoundError as error:
    MISSING: Final = "--reader needs the extra: pip install '.[llm]' in Dateline's folder"
    raise SettingsError(MISSING) from error

ATTEMPTS: Final = 5
LONGEST_WAIT: Final = 120.0
"""Seconds that a server may ask us to wait; whoever asks for more is left for the next run."""
MOST_BYTES: Final = 8_000_000
"""Of one answer."""
OVERHEAD: Final = 256
"""Tokens by which a server may wrap a question."""
LIMIT: Final = "llm-limit"
DENIED: Final = "denies access: see DATELINE_LLM_KEY"
UNKNOWN: Final = (
    "has no such address or model: see DATELINE_LLM_URL (does it end in /v1?), DATELINE_LLM_MODEL"
)
_NO_KEY: Final = "none"
"""Servers on one's own machine want none, but the client sends one."""
_OPTIONAL: Final = ("response_format", "temperature", "max_tokens")
"""What some servers refuse to be told; they are then asked without it."""


class StoppedError(Exception):
    """Nobody can be asked now: code and message. What is left is for the next run."""

    def __init__(self, code: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.code = code
        self.message = message


class FailedError(StoppedError):
    """This question cannot be answered; others can."""


class _TroubleError(Exception):
    """One attempt that came to nothing, and what of it matters for the next."""

    def __init__(
        self, told: StoppedError, *, passes: bool = False, free: bool = True, wait: float | None = None
    ) -> None:
        """Keep what is known.

        Args:
            told: what to say if it is the last attempt.
            passes: whether it may be over in a moment.
            free: whether it certainly cost nothing.
            wait: seconds that the server asks us to wait.
        """
        super().__init__(told.message)
        self.told = told
        self.passes = passes
        self.free = free
        self.wait = wait


def _patience(error: Exception) -> bool | float:
    """Whether to try again, and after how many seconds where the server says so."""
    if not isinstance(error, _TroubleError) or not error.passes:
        return False
    return True if error.wait is None else error.wait <= LONGEST_WAIT and error.wait


class Client:
    """A server and what it is asked with; safe to use from several threads."""

    def __init__(self, settings: LlmSettings, memory: Memory, run: str) -> None:
        """Connects to nothing yet.

        Args:
            settings: address, model, key, limits.
            memory: keeps what is spent.
            run: whose limit of tokens it is.
        """
        self.settings = settings
        self.memory = memory
        self.run = run
        self.left_out: frozenset[str] = frozenset()
        """Of `_OPTIONAL`, what the server has refused."""
        self._openai = openai.OpenAI(
            api_key=settings.key or _NO_KEY,
            base_url=settings.url,
            timeout=settings.seconds,
            max_retries=0,
        )
        self._openai.organization = self._openai.project = None  # what OPENAI_... says is for other programs

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Reply:
        """The model's reply.

        Raises:
            StoppedError: nobody can be asked now: no server, no right, too busy, or the limit of tokens.
            FailedError: the server refuses this question, or fails at it again and again.
        """
        try:
            for attempt in stamina.retry_context(
                on=_patience, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=20, wait_jitter=0.5
            ):
                with attempt:
                    return self._asked(messages, schema)
        except _TroubleError as trouble:
            raise trouble.told from trouble
        raise AssertionError  # the loop returns or raises

    def _asked(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Reply:
        """One attempt; once more without what the server refuses to be told."""
        for _ in range(len(_OPTIONAL) + 1):
            left_out = self.left_out
            try:
                return self._paid(self._request(messages, schema))
            except openai.BadRequestError as refused:
                named = _named(refused)
                if named is None or named in left_out:
                    raise self._rejected(refused) from refused
                self.left_out = left_out | {named}
        raise AssertionError  # each round leaves one more out

    def _request(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> dict[str, Any]:
        form = {"type": "json_schema", "json_schema": {"name": "events", "strict": True, "schema": schema}}
        given = {
            "model": self.settings.model,
            "messages": list(messages),
            "temperature": 0,
            "response_format": form,
            "max_tokens": self.settings.answer_tokens,
        }
        if "max_tokens" in self.left_out:
            given["max_completion_tokens"] = self.settings.answer_tokens
        return {name: value for name, value in given.items() if name not in self.left_out}

    def _paid(self, request: Mapping[str, Any]) -> Reply:
        """The reply, its tokens counted; where nobody says how many, as many as it can have been."""
        most = len(json.dumps(request, ensure_ascii=False).encode()) + OVERHEAD + self.settings.answer_tokens
        try:
            call = self.memory.reserve(self.run, most, self.settings.tokens, 2 * self.settings.seconds)
        except SpentError as spent:
            message = f"the limit of {self.settings.tokens:,} tokens a run is reached (DATELINE_LLM_TOKENS)"
            raise StoppedError(LIMIT, message) from spent
        cost = most
        try:
            reply = self._sent(request)
            cost = most if reply.tokens is None else reply.tokens
        except openai.BadRequestError:
            cost = 0
            raise
        except _TroubleError as trouble:
            cost = 0 if trouble.free else most
            raise
        finally:
            self.memory.settle(call, cost)
        return reply

    def _sent(self, request: Mapping[str, Any]) -> Reply:
        """What comes back; every way in which it may fail has its own error."""
        try:
            with self._openai.chat.completions.with_streaming_response.create(**request) as response:
                body = self._bounded(response.iter_bytes())
                kind = response.headers.get("content-type", "")
            return self._without_key(read_reply(body, kind))
        except openai.BadRequestError:
            raise
        except openai.APIStatusError as refused:
            raise self._refused(refused) from refused
        except (openai.APITimeoutError, httpx2.TimeoutException) as slow:
            message = f"{self.place} has not answered within {self.settings.seconds:g} seconds"
            raise _TroubleError(FailedError("llm-failed", message), passes=True, free=False) from slow
        except openai.APIConnectionError as away:
            cause = away.__cause__ or away
            told = self._scrubbed(str(cause)) or type(cause).__name__
            message = f"{self.place} cannot be reached ({told}): see DATELINE_LLM_URL"
            raise _TroubleError(StoppedError("llm-unreachable", message), passes=True) from away
        except (httpx2.HTTPError, NoReplyError, openai.APIError) as broken:
            message = f"{self.place} fails: {self._scrubbed(str(broken)) or type(broken).__name__}"
            raise _TroubleError(FailedError("llm-failed", message), passes=True, free=False) from broken

    def _bounded(self, pieces: Iterable[bytes]) -> bytes:
        """A body that comes to its end in time, and is of a size that an answer can have."""
        until = time.monotonic() + self.settings.seconds
        body = bytearray()
        for piece in pieces:
            body += piece
            if len(body) > MOST_BYTES:
                message = f"its answer is longer than {MOST_BYTES:,} bytes"
                raise NoReplyError(message)
            if time.monotonic() > until:
                message = f"its answer takes longer than {self.settings.seconds:g} seconds"
                raise NoReplyError(message)
        return bytes(body)

    def _refused(self, refused: "openai.APIStatusError") -> _TroubleError:
        """What an answer with a status of trouble means."""
        status, wait = refused.status_code, _asked_to_wait(refused.response.headers, datetime.now(UTC))
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            return _TroubleError(StoppedError("llm-denied", self._told(DENIED, refused)))
        if status == HTTPStatus.NOT_FOUND:
            return _TroubleError(StoppedError("llm-unreachable", self._told(UNKNOWN, refused)))
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            busy = StoppedError("llm-busy", self._told("takes no more now", refused))
            return _TroubleError(busy, passes=refused.code != "insufficient_quota", wait=wait)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
            return _TroubleError(
                FailedError("llm-failed", self._told("fails", refused)), passes=True, wait=wait
            )
        return _TroubleError(self._rejected(refused))

    def _rejected(self, refused: "openai.APIStatusError") -> FailedError:
        return FailedError("llm-rejected", self._told("refuses the question", refused))

    @property
    def place(self) -> str:
        """The server's address without secrets."""
        return without_secrets(self.settings.url or "")

    def _told(self, what: str, refused: "openai.APIStatusError") -> str:
        said = self._scrubbed(refused.message)
        return f"{self.place} {what} (status {refused.status_code}: {said[:200]})"

    def _scrubbed(self, text: str) -> str:
        """A foreign text without the key."""
        return text.replace(self.settings.key, "***") if self.settings.key else text

    def _without_key(self, reply: Reply) -> Reply:
        refusal = None if reply.refusal is None else self._scrubbed(reply.refusal)
        return Reply(self._scrubbed(reply.content), refusal, reply.tokens)


def _asked_to_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds of a Retry-After, which is a number or a date; a date counts by the server's own clock.

    >>> now = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
    >>> _asked_to_wait({"retry-after": "7"}, now), _asked_to_wait({"retry-after": "soon"}, now)
    (7.0, None)
    >>> until = {"retry-after": "Mon, 05 Jan 2026 07:31:00 GMT"}
    >>> _asked_to_wait(until, now), _asked_to_wait({**until, "date": "Mon, 05 Jan 2026 07:30:50 GMT"}, now)
    (60.0, 10.0)
    """
    told = headers.get("retry-after", "")
    try:
        seconds = float(told)
    except ValueError:
        until, since = _moment(told), _moment(headers.get("date", ""))
        return None if until is None else max((until - (since or now)).total_seconds(), 0.0)
    return max(seconds, 0.0) if isfinite(seconds) else None


def _moment(told: str) -> datetime | None:
    """The moment that a header's date names; None where it is none."""
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _named(refused: "openai.BadRequestError") -> str | None:
    """Which of the optional parameters a server refuses to be told; None where it is none of them."""
    told = f"{refused.param or ''} {refused.message}"
    return next((name for name in _OPTIONAL if name in told), None)
