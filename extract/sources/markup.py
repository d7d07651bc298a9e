"""Markup inside of a text that is given as one: tags are left out, what they set apart stays apart."""

import re
from html.parser import HTMLParser

_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*\b[^<>]{0,2000}|!--(?:[^<]|<(?!!--))*?--)>", re.DOTALL)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"),
        *("section", "table", "td", "th", "tr", "ul"),
    )
)
"""Elements that begin and end a paragraph."""
_SILENT = frozenset(("script", "style", "head", "noscript"))
"""Elements whose content is not read."""
_BLANKS = re.compile(r"(?:(?<![^\S\n])[^\S\n]+)?\n\s*")


class _Reader(HTMLParser):
    """Gathers the text between tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # its form
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def without_markup(text: str) -> str:
    r"""The text without tags, a blank line between paragraphs; a text that has none as it is.

    >>> without_markup("<P>He left.</P><p>She <b>stayed</b> &amp; won.</p>")
    'He left.\n\nShe stayed & won.'
    >>> without_markup("Growth < 3 % and > 2 %.")
    'Growth < 3 % and > 2 %.'
    """
    if not _TAG.search(text):
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return _BLANKS.sub("\n\n", "".join(reader.pieces)).strip()
