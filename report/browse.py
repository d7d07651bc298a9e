"""A SQLite database of events in Datasette: read-only, described by schema.sql, with questions ready."""

import json
from collections.abc import Sequence
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlencode

from sqlalchemy import make_url

from load.questions import Question, questions
from load.relations import Relation, commented

FACETS: Final = {
    "event_log": ("event_type", "status", "actor_country", "recipient_country"),
    "agenda": ("event_type", "actor_country", "recipient_country"),
    "events": ("event_type", "status", "date_basis"),
    "problems": ("stage", "code"),
    "actors": ("kind", "country", "sector"),
    "run_documents": ("outcome",),
}
"""Columns whose values Datasette counts beside a table."""

SORTED: Final = {
    "event_log": "first_day",
    "main_events": "first_day",
    "agenda": "first_day",
    "offices": "said_of",
}
"""The column by which a table opens sorted."""

PLUGIN: Final = "opening"
"""The file in `report/datasette` that opens questions on their examples."""

PLUGINS: Final = Path(__file__).with_name("datasette")
"""The folder Datasette loads it from."""

QUERY_MILLISECONDS: Final = 10_000
"""How long a query may take: Datasette's own second is short for a year of issues on a slow disk."""


class NoBrowser(Exception):  # noqa: N818  # reads as what it is
    """The database cannot be browsed; the message says why and what to do instead."""


def metadata(database: str) -> dict[str, Any]:
    """What Datasette is told of the database: descriptions, facets, order and canned queries.

    Args:
        database: Its name in Datasette: the file's without the suffix.

    >>> list(metadata("events")["databases"]["events"]["queries"])[0]
    'q1-between-two-countries'
    """
    # Numbered, since Datasette would show a query instead of the view of that name.
    queries = {f"q{no}-{one.name}": _canned(one) for no, one in enumerate(questions("sqlite"), 1)}
    relations = {relation.name: relation for relation in commented()}
    tables = {name: _described(relation, relations) for name, relation in relations.items()}
    return {
        "title": "Dateline",
        "description_html": _front(database),
        "plugins": {PLUGIN: _openings(database)},
        "databases": {database: {"tables": tables, "queries": queries}},
    }


def _openings(database: str) -> dict[str, str]:
    """The query string with which each question that has an example opens, by its path."""
    asked = enumerate(questions("sqlite"), 1)
    return {f"/{database}/q{no}-{one.name}": urlencode(one.example) for no, one in asked if one.example}


def _front(database: str) -> str:
    """What the first page says: where to begin, and the questions with their examples."""
    asked = enumerate(questions("sqlite"), 1)
    links = "".join(
        f'<li><a href="{path}?{escape(urlencode(one.example))}">{escape(one.title)}</a></li>'
        for path, one in ((f"/{database}/q{no}-{one.name}", one) for no, one in asked)
    )
    return (
        f'<p>Event data from news digests. Begin with <a href="/{database}/event_log">event_log</a>: one row '
        f"per event.</p><p>Twelve questions, each with an example:</p><ol>{links}</ol>"
    )


def _described(relation: Relation, relations: dict[str, Relation]) -> dict[str, Any]:
    # The agenda is written as all columns of event_log.
    columns = relation.columns or relations["event_log"].columns
    described: dict[str, Any] = {
        "description": relation.comment,
        "columns": {column.name: column.comment for column in columns},
    }
    if relation.name in FACETS:
        described["facets"] = list(FACETS[relation.name])
    if relation.name in SORTED:
        described["sort"] = SORTED[relation.name]
    return described


def _canned(question: Question) -> dict[str, str]:
    """One of the twelve questions; it opens with the values of its example."""
    return {"title": question.title, "description": question.notes, "sql": question.sql}


def sqlite_file(address: str) -> Path:
    """The file of a SQLite database.

    Raises:
        NoBrowser: it is on a server, or in memory.
    """
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        message = (
            f"{address} is not a SQLite file: for PostgreSQL see Metabase and Superset in docs/operator.md"
        )
        raise NoBrowser(message)
    return Path(url.database)


def serve(file: Path, arguments: Sequence[str]) -> None:
    """Runs Datasette on a file until it is stopped. Datasette opens files read-only.

    Args:
        file: The database.
        arguments: More arguments of `datasette serve`: host and port.

    Raises:
        NoBrowser: Datasette is not installed.
    """
    if find_spec("datasette") is None:
        message = "browse needs the extra: pip install '.[browse]' in Dateline's folder"
        raise NoBrowser(message)
    # An extra, slow to import, and without types.
    from datasette.cli import cli  # type: ignore[import-untyped]  # noqa: PLC0415

    with TemporaryDirectory(prefix="dateline-") as folder:
        told = Path(folder) / "metadata.json"
        told.write_text(json.dumps(metadata(file.stem)), encoding="utf-8")
        limit = ("--setting", "sql_time_limit_ms", str(QUERY_MILLISECONDS))
        plugins = ("--plugins-dir", str(PLUGINS))
        words = ["serve", str(file), "--metadata", str(told), *plugins, *limit, *arguments]
        cli.main(args=words, standalone_mode=False)
