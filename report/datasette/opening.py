"""What Datasette does for Dateline beyond its metadata; it loads this file itself, from `--plugins-dir`.

A question without its values opens with those of its example, and the notes on columns are folded.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from datasette import hookimpl  # type: ignore[import-untyped]  # it carries no types

NAME: Final = "opening"
"""Under which the metadata hold this file's settings: the query string of each path."""

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

FOLD: Final = """
const notes = document.querySelector("dl.column-descriptions");
if (notes) {
  const folded = document.createElement("details");
  const head = document.createElement("summary");
  head.textContent = "What the columns mean";
  notes.before(folded);
  folded.append(head, notes);
}
"""


@hookimpl  # type: ignore[untyped-decorator]  # as above
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:  # noqa: ANN401  # as above
    """Sends a path that has an example, asked for without values, to itself with them."""
    examples: dict[str, str] = datasette.plugin_config(NAME) or {}

    def wrap(app: App) -> App:
        async def answer(scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401  # ASGI's
            path = scope.get("path", "")
            if scope["type"] != "http" or scope.get("query_string") or path not in examples:
                await app(scope, receive, send)
                return
            to = f"{path}?{examples[path]}".encode()
            await send({"type": "http.response.start", "status": 302, "headers": [(b"location", to)]})
            await send({"type": "http.response.body", "body": b""})

        return answer

    return wrap


@hookimpl  # type: ignore[untyped-decorator]  # as above
def extra_body_script() -> str:
    """Folds the notes on columns."""
    return FOLD
