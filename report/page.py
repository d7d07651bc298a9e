"""The page: one HTML file with everything in it, which fetches nothing from the network.

Texts of issues travel as JSON and are shown as text, never as markup. A content security policy in the page
holds browsers to that: only the page's own two scripts run, named by their digests, and nothing is fetched.
"""

import base64
import gzip
import hashlib
from dataclasses import fields
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from load import EventFilter, EventStore
from report.content import Content, content_of

SCRIPTS: Final = ("page.js", "table.js", "charts.js", "evidence.js")
"""Joined, in this order, into the page's one script."""


def render_page(store: EventStore, asked: EventFilter | None = None, made: datetime | None = None) -> str:
    """The page about the events that pass a filter.

    Args:
        store: The database.
        asked: Which events; by default all.
        made: When the page is made, which it then says; the page has no clock of its own.
    """
    asked = asked or EventFilter()
    return render(content_of(store, asked), _in_words(asked), _origin(store.address, made))


def render(content: Content, asked: str = "", origin: str = "") -> str:
    """The page that shows `content`.

    Args:
        content: As `content_of` makes it.
        asked: The filter in words.
        origin: From which database the page was made, and when.
    """
    script = Markup("\n".join(_template_file(name) for name in SCRIPTS))  # noqa: S704  # our own file
    return (
        _environment()
        .get_template("page.html")
        .render(
            content=content,
            asked=asked,
            origin=origin,
            style=Markup(_template_file("page.css")),  # noqa: S704  # our own file
            script=script,
            outline=_template_file("outline.txt"),
            plotly=_plotly(),
            policy=f"{_sha256(script)} {_sha256(_plotly_source())}",
        )
    )


def _environment() -> Environment:
    """Jinja with every safeguard on: values are escaped, and a missing name is an error."""
    environment = Environment(
        loader=PackageLoader("report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _template_file(name: str) -> str:
    return files("report").joinpath("templates", name).read_text(encoding="utf-8")


def _in_words(asked: EventFilter) -> str:
    """The filter for the page's head; empty where there is none."""
    parts = {
        name.name.replace("event_type", "type").replace("_", " "): getattr(asked, name.name)
        for name in fields(asked)
        if name.name not in {"sort", "limit"}
    }
    return ", ".join(_part(name, value) for name, value in parts.items() if value)


def _part(name: str, value: object) -> str:
    if value is True:
        return name
    return f"{name} {' or '.join(value) if isinstance(value, tuple) else value}"


def _origin(address: str, made: datetime | None) -> str:
    when = f", {made:%Y-%m-%d %H:%M} UTC" if made else ""
    return f"Made from {address}{when}"


@cache
def _plotly_source() -> str:
    # It carries no types, and takes half a second to import.
    from plotly.offline import get_plotlyjs  # type: ignore[import-untyped]  # noqa: PLC0415

    return str(get_plotlyjs())


@cache
def _plotly() -> str:
    """The plotting library, compressed: 2 MB in the page instead of 4.8."""
    packed = gzip.compress(_plotly_source().encode(), compresslevel=9, mtime=0)
    return base64.b64encode(packed).decode("ascii")


def _sha256(script: str) -> str:
    """The name by which a content security policy lets an inline script run."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"
