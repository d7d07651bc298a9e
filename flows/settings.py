"""Settings: the one place that reads the environment, and the file dateline.toml.

| variable | meaning | default |
|---|---|---|
| DATELINE_DB_URL | the database, as a SQLAlchemy URL | sqlite:///events.db |
| DATELINE_MODEL | another installed spaCy pipeline, by name or path | the packaged model |
| DATELINE_CHOICES | your own weights for the learned choices | the packaged ones |
| DATELINE_WORKERS | extracting processes; 0: one a core where there is enough to do | 0 |
| DATELINE_READER | who proposes events: rules, llm, both or doubtful | rules |
| DATELINE_LLM_URL | a server that speaks the OpenAI API, such as http://localhost:11434/v1 | none |
| DATELINE_LLM_MODEL | the model's name there | none |
| DATELINE_LLM_KEY | the key to it; only here, never in a file | none |
| DATELINE_LLM_TOKENS | tokens that a run may spend, questions and answers together; 0: any number | 1000000 |
| DATELINE_LLM_CONCURRENCY | requests under way at once | 8 |
| DATELINE_LLM_PASSAGES | passages a request | 4 |
| DATELINE_LLM_ANSWER_TOKENS | tokens of an answer | 4000 |
| DATELINE_LLM_SECONDS | how long an answer may take | 120 |
| DATELINE_LLM_CACHE | the folder of what was answered before | dateline in the user's folder of caches |
| DATELINE_ON_FAILURE | a command to run when something goes wrong: see `flows.notifying` | none |
| DATELINE_LOG_FORMAT | the log on standard error: text or json | text |
| DATELINE_CONFIG | the file with settings | dateline.toml in the working folder |
| DATELINE_LIMIT_... | a bound on what is read, named as a field of `extract.sources.Limits` | the field's |
| DATELINE_DOCUMENT_SECONDS | how long a document may take before it is put aside; 0: any time | 120 |
| DATELINE_WORKER_MEMORY | bytes of data that an extracting process may hold; 0: any number | 4000000000 |

dateline.toml holds what would be typed daily: `db`, `model`, `choices`, `reader`, `workers`, `on_failure`,
`log_format`, `sources`, `publication`, `today_is`, `document_seconds`, `worker_memory`, and tables `[limits]`
and `[llm]` (`url`, `model`, ..., but no key). An option of the command outranks the environment, and the
environment the file.

Prefect's own settings (PREFECT_...) are the user's: `prepare_prefect` adds defaults to them and changes none.
"""

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args

from extract.sources import Limits
from flows.bounds import Bounds
from flows.logs import LogFormat

LIMIT: Final = "DATELINE_LIMIT_"

CONFIG: Final = "dateline.toml"

FILE_SETTINGS: Final[Mapping[str, type]] = {
    "db": str,
    "model": str,
    "choices": str,
    "workers": int,
    "on_failure": str,
    "log_format": str,
    "sources": list,
    "publication": str,
    "today_is": str,
    "document_seconds": float,
    "worker_memory": int,
    "limits": dict,
    "reader": str,
    "llm": dict,
}
"""What dateline.toml may hold."""

WORDS_OF_KINDS: Final = {
    str: "string in quotes",
    int: "whole number",
    float: "number",
    list: "list in brackets",
    dict: "table",
}

Reader = Literal["rules", "llm", "both", "doubtful"]
"""Who proposes events; all but `rules` ask a large language model."""

READERS: Final[tuple[Reader, ...]] = get_args(Reader)

FILE_CHOICES: Final = {
    "log_format": ("text", "json"),
    "today_is": ("publication", "dateline"),
    "reader": READERS,
}

LLM: Final = "DATELINE_LLM_"

DEFAULT_DB_URL: Final = "sqlite:///events.db"

PREFECT_DEFAULTS: Final = {
    # Prefect reports its use to its makers unless told not to.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # A loaded machine needs longer than the 20 s that Prefect gives its in-process server.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_CLI_PROMPT": "false",
}

PREFECT_LEAN: Final = {
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
}


class SettingsError(Exception):
    """A setting that cannot be used; the message says which, why, and what to set instead."""


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """How a large language model is asked, as a second reader."""

    url: str | None = None
    model: str | None = None
    key: str | None = field(default=None, repr=False)
    tokens: int = 1_000_000
    """That a run may spend; 0: any number."""
    concurrency: int = 8
    """Requests under way at once."""
    passages: int = 4
    """Of a request."""
    answer_tokens: int = 4000
    seconds: float = 120.0
    """How long an answer may take."""
    cache: str = ".dateline"
    """The folder of what was answered before."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says, read once at the start of a command."""

    db_url: str = DEFAULT_DB_URL
    model: str | None = None
    choices: str | None = None
    workers: int = 0
    limits: Limits = field(default_factory=Limits)
    bounds: Bounds = field(default_factory=Bounds)
    on_failure: str | None = None
    log_format: LogFormat = "text"
    sources: tuple[str, ...] = ()
    """What to ingest where the command names nothing."""
    publication: str | None = None
    today_is: str | None = None
    reader: Reader = "rules"
    llm: LlmSettings = field(default_factory=LlmSettings)


def read_settings(environment: Mapping[str, str], file: Mapping[str, Any] | None = None) -> Settings:
    """Reads the DATELINE_ variables of `environment`, and what they leave open from the file's content.

    Raises:
        SettingsError: a number is none, a limit has no such name, or the file says what nobody knows.

    >>> read_settings({"DATELINE_DB_URL": "sqlite:///a.db"}).db_url
    'sqlite:///a.db'
    >>> read_settings({"DATELINE_LIMIT_NESTING": "2"}).limits.nesting
    2
    """
    given = known_only(file or {})
    limits = {f"{LIMIT}{name.upper()}": as_word(value) for name, value in given.get("limits", {}).items()}

    def told(name: str, variable: str = "") -> str | None:
        return environment.get(variable or f"DATELINE_{name.upper()}") or as_word(given.get(name)) or None

    return Settings(
        db_url=told("db", "DATELINE_DB_URL") or DEFAULT_DB_URL,
        model=told("model"),
        choices=told("choices"),
        workers=int(number("DATELINE_WORKERS", told("workers") or "0")),
        limits=read_limits({**limits, **environment}),
        bounds=read_bounds(told("document_seconds"), told("worker_memory")),
        on_failure=told("on_failure"),
        log_format="json" if told("log_format") == "json" else "text",
        sources=tuple(given.get("sources", ())),
        publication=as_word(given.get("publication")) or None,
        today_is=as_word(given.get("today_is")) or None,
        reader=read_reader(told("reader") or "rules"),
        llm=read_llm(environment, given.get("llm", {})),
    )


def read_reader(name: str) -> Reader:
    """Who proposes events.

    Raises:
        SettingsError: there is no such reader.
    """
    for known in READERS:
        if name == known:
            return known
    message = f"DATELINE_READER is {name!r}; it can be: {', '.join(READERS)}"
    raise SettingsError(message)


def read_llm(environment: Mapping[str, str], file: Mapping[str, Any]) -> LlmSettings:
    """How a large language model is asked: the variables DATELINE_LLM_..., then the file's table [llm].

    Raises:
        SettingsError: there is no such setting, a number is none, or the file holds a key.

    >>> read_llm({"DATELINE_LLM_URL": "http://localhost:8000/v1"}, {"passages": 2}).passages
    2
    """
    if "key" in file:
        message = "dateline.toml: [llm] holds a key: keep it in the environment alone, as DATELINE_LLM_KEY"
        raise SettingsError(message)
    given = {f"{LLM}{name.upper()}": as_word(value) for name, value in file.items()}
    given |= {name: value for name, value in environment.items() if name.startswith(LLM) and value}
    cache = str(cache_folder(environment))
    return checked_llm(LlmSettings(**{"cache": cache, **dict(map(llm_setting, given.items()))}))


def llm_setting(given: tuple[str, str]) -> tuple[str, Any]:
    """The field that a variable sets, with its value.

    Raises:
        SettingsError: there is no such setting, or it is to be a number and is none.
    """
    variable, value = given
    name = variable.removeprefix(LLM).lower()
    known = {one.name: one.default for one in fields(LlmSettings)}
    if name not in known:
        told = ", ".join(LLM + one.upper() for one in known)
        message = f"{variable} sets nothing; there are: {told}"
        raise SettingsError(message)
    default = known[name]
    if isinstance(default, int | float):
        return name, type(default)(number(variable, value))
    return name, value.strip()


def checked_llm(made: LlmSettings) -> LlmSettings:
    """The settings, which can be used.

    Raises:
        SettingsError: says which cannot.
    """
    if made.key and not re.fullmatch(r"[!-~]+", made.key):
        message = f"{LLM}KEY holds a blank or another sign that no key has: copy it again"
        raise SettingsError(message)
    if not (made.concurrency and made.passages and made.answer_tokens and made.seconds):
        message = f"{LLM}CONCURRENCY, PASSAGES, ANSWER_TOKENS and SECONDS must be 1 or more"
        raise SettingsError(message)
    return made


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where this user's programs keep what they can do without.

    >>> cache_folder({"HOME": "/srv/anna"}).as_posix()
    '/srv/anna/.cache/dateline'
    """
    home = environment.get("HOME")
    caches = environment.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else ".dateline-cache")
    return Path(caches) / "dateline"


def as_word(value: object) -> str:
    """A value of the file as the environment would have it.

    >>> as_word(["a", 2]), as_word(None)
    ('a 2', '')
    """
    if isinstance(value, list):
        return " ".join(str(part) for part in value)
    return "" if value is None else str(value)


def known_only(file: Mapping[str, Any]) -> Mapping[str, Any]:
    """The file's content, once every name and type in it has been checked.

    Raises:
        SettingsError: names what is not.
    """
    for name, value in file.items():
        kind = FILE_SETTINGS.get(name)
        if kind is None:
            message = f"dateline.toml: unknown setting {name!r}; known settings: {', '.join(FILE_SETTINGS)}"
            raise SettingsError(message)
        kinds = (int, float) if kind is float else kind
        if not isinstance(value, kinds) or isinstance(value, bool):
            message = f"dateline.toml: {name} must be a {WORDS_OF_KINDS[kind]}"
            raise SettingsError(message)
    for name, choices in FILE_CHOICES.items():
        if name in file and file[name] not in choices:
            message = f"dateline.toml: {name} is {file[name]!r}; it can be: {', '.join(choices)}"
            raise SettingsError(message)
    return file


def read_file(environment: Mapping[str, str]) -> Mapping[str, Any]:
    """The content of dateline.toml; nothing where there is none.

    Raises:
        SettingsError: the file that DATELINE_CONFIG names is not there, or it is no TOML.
    """
    named = environment.get("DATELINE_CONFIG")
    path = Path(named or CONFIG)
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        if named is None:
            return {}
        message = f"DATELINE_CONFIG names {named}: there is no such file"
        raise SettingsError(message) from error
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        message = f"{path} is not TOML: {error}"
        raise SettingsError(message) from error


def read_limits(environment: Mapping[str, str]) -> Limits:
    """The bounds that the variables DATELINE_LIMIT_... set; others keep their defaults.

    Raises:
        SettingsError: there is no such limit, or its value is none of its kind.
    """
    defaults = Limits()
    given = {name: value for name, value in environment.items() if name.startswith(LIMIT)}
    changes: dict[str, object] = {}
    for name, value in given.items():
        limit = name.removeprefix(LIMIT).lower()
        default = getattr(defaults, limit, None)
        if isinstance(default, int):
            changes[limit] = int(number(name, value))
        elif isinstance(default, float):
            changes[limit] = number(name, value)
        elif isinstance(default, tuple):
            changes[limit] = tuple(value.split())
        elif limit == "links" and value in {"inside", "all", "none"}:
            changes[limit] = value
        else:
            known = ", ".join(LIMIT + each.name.upper() for each in fields(Limits))
            message = f"{name}={value} is not a limit; the limits are: {known} (LINKS is inside, all or none)"
            raise SettingsError(message)
    return replace(defaults, **changes)  # type: ignore[arg-type]  # of the fields' kinds, as looked up above


def read_bounds(seconds: str | None, memory: str | None) -> Bounds:
    """The bounds on what one document may cost; what is not told keeps its default.

    Raises:
        SettingsError: one is no number.

    >>> read_bounds("30", None)
    Bounds(document_seconds=30.0, worker_memory=4000000000)
    """
    known = Bounds()
    return Bounds(
        number("DATELINE_DOCUMENT_SECONDS", seconds or str(known.document_seconds)),
        int(number("DATELINE_WORKER_MEMORY", memory or str(known.worker_memory))),
    )


def number(name: str, value: str) -> float:
    """A number of 0 or more.

    Raises:
        SettingsError: `value` is none.
    """
    if value.replace(".", "", 1).isdecimal():
        return float(value)
    message = f"{name} is {value!r}: set it to a number of 0 or more"
    raise SettingsError(message)


def current_settings() -> Settings:
    """The settings of this process's environment, and of the file dateline.toml."""
    return read_settings(os.environ, read_file(os.environ))


def has_prefect_server() -> bool:
    """Whether a Prefect server of the user's takes note of runs."""
    return bool(os.environ.get("PREFECT_API_URL"))


def prepare_prefect(
    environment: MutableMapping[str, str] = os.environ, *, verbose: bool = False, lean: bool = True
) -> None:
    """Sets Prefect's defaults for a quiet run; to be called before Prefect is first imported.

    Lean settings are for one run: the in-process server then starts faster and keeps no schedules.
    With PREFECT_API_URL set, the user's server does the work and keeps its own settings. A home folder that
    cannot be written (Prefect keeps its server's state there) is replaced by a temporary one.
    """
    environment.setdefault("PREFECT_LOGGING_LEVEL", "INFO" if verbose else "CRITICAL")
    environment.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "WARNING" if verbose else "CRITICAL")
    if environment.get("PREFECT_API_URL"):
        return
    for name, value in (PREFECT_DEFAULTS | (PREFECT_LEAN if lean else {})).items():
        environment.setdefault(name, value)
    home = Path(environment.get("HOME", "/nonexistent"))
    if "PREFECT_HOME" not in environment and not os.access(home, os.W_OK):
        environment["PREFECT_HOME"] = tempfile.mkdtemp(prefix="dateline-prefect-")
