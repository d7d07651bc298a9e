"""Settings: the one place that reads the environment.

| variable | meaning | default |
|---|---|---|
| DATELINE_DB_URL | the database, as a SQLAlchemy URL | sqlite:///events.db |
| DATELINE_MODEL | a larger spaCy pipeline that is installed, by name or path | the packaged model |
| DATELINE_WORKERS | extracting processes; 0: one a core where there is enough to do | 0 |

Prefect's own settings (PREFECT_...) are the user's: `prepare_prefect` adds defaults to them and changes none.
"""

import os
import tempfile
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFAULT_DB_URL: Final = "sqlite:///events.db"

PREFECT_DEFAULTS: Final = {
    # Prefect reports its use to its makers unless told not to.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # A loaded machine needs longer than the 20 s that Prefect gives its in-process server.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    # One run needs neither schedules nor automations: the server starts in half the time without them.
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
}


class SettingsError(Exception):
    """A setting that cannot be used; the message says which, why, and what to set instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says, read once at the start of a command."""

    db_url: str = DEFAULT_DB_URL
    model: str | None = None
    workers: int = 0


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Reads the DATELINE_ variables of `environment`.

    Raises:
        SettingsError: DATELINE_WORKERS is no whole number of 0 or more.

    >>> read_settings({"DATELINE_DB_URL": "sqlite:///a.db"}).db_url
    'sqlite:///a.db'
    """
    workers = environment.get("DATELINE_WORKERS", "0")
    if not workers.isdecimal():
        message = f"DATELINE_WORKERS is {workers!r}: set it to a whole number, 0 to choose by the work"
        raise SettingsError(message)
    return Settings(
        db_url=environment.get("DATELINE_DB_URL") or DEFAULT_DB_URL,
        model=environment.get("DATELINE_MODEL") or None,
        workers=int(workers),
    )


def current_settings() -> Settings:
    """The settings of this process's environment."""
    return read_settings(os.environ)


def prepare_prefect(environment: MutableMapping[str, str] = os.environ, *, verbose: bool = False) -> None:
    """Sets Prefect's defaults for one quiet, lean run; to be called before Prefect is first imported.

    With PREFECT_API_URL set, the user's server does the work and keeps its own settings. A home folder that
    cannot be written (Prefect keeps its server's state there) is replaced by a temporary one.
    """
    environment.setdefault("PREFECT_LOGGING_LEVEL", "INFO" if verbose else "CRITICAL")
    environment.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "WARNING" if verbose else "CRITICAL")
    if environment.get("PREFECT_API_URL"):
        return
    for name, value in PREFECT_DEFAULTS.items():
        environment.setdefault(name, value)
    home = Path(environment.get("HOME", "/nonexistent"))
    if "PREFECT_HOME" not in environment and not os.access(home, os.W_OK):
        environment["PREFECT_HOME"] = tempfile.mkdtemp(prefix="dateline-prefect-")
