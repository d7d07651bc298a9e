"""The program's own log, on standard error: plain lines for a person, JSON lines for a collector."""

import json
import logging
import sys
from typing import Final, Literal

LogFormat = Literal["text", "json"]

LOG: Final = logging.getLogger("dateline")
"""What the flows say; facts of a message stand in its `extra={"facts": {...}}`."""


RUN_LOG: Final = LOG.getChild("runs")
"""One line a run that has ended."""


class CurrentStderr(logging.Handler):
    """Writes to what is standard error at that moment, so that a moving progress line is not torn."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one line."""
        sys.stderr.write(self.format(record) + "\n")
        sys.stderr.flush()


class JsonLines(logging.Formatter):
    """One JSON object a message: time (UTC), level, message, and its facts."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        known = {"time": moment, "level": record.levelname.lower(), "message": record.getMessage()}
        return json.dumps({**known, **getattr(record, "facts", {})}, ensure_ascii=False, default=str)


def set_up(form: LogFormat, *, runs: bool = True) -> None:
    """Sends the log to standard error in that form; called once, by a command.

    Args:
        form: lines for a person, or JSON lines.
        runs: with a line for each run that has ended; a command that prints a summary needs none.
    """
    handler = CurrentStderr()
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter("%(message)s"))
    LOG.handlers = [handler]
    LOG.propagate = False
    LOG.setLevel(logging.INFO)
    RUN_LOG.setLevel(logging.INFO if runs or form == "json" else logging.WARNING)


def set_up_unless_done(form: LogFormat) -> None:
    """The same for a flow that Prefect starts in a process of its own, where no command has done it."""
    if not LOG.handlers and LOG.propagate:
        set_up(form)


def say(message: str, level: int = logging.WARNING, **facts: object) -> None:
    """A line on standard error, in the form that the log has."""
    LOG.log(level, "%s", message, extra={"facts": facts})
