"""RSS and Atom feeds: each item an article, with its day, its guid and its link."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from extract.model import Problem, RawIssue
from extract.sources.records import Place, Unreadable
from extract.sources.tables import article_text, day_of

HEAD = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
"""How a feed begins."""


def read_feed(place: Place, content: bytes) -> Iterator[RawIssue | Unreadable]:
    """Each item of a feed, keyed by feed and guid, so that an edited item replaces what it was before.

    The key holds no name of a file: the same feed, saved day by day, has each item once.
    """
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  # slow to import

    feed = feedparser.parse(content, response_headers={"content-type": "application/xml"})
    if not feed.entries:
        reason = "no item of a feed can be read in it" if feed.bozo else "the feed has no items"
        yield place.unreadable("no-items", f"{reason}.")
        return
    home = feed.feed.get("id") or feed.feed.get("link") or place.key
    for number, entry in enumerate(feed.entries, start=1):
        yield _item(place, str(home), number, entry)


def _item(place: Place, home: str, number: int, entry: Any) -> RawIssue | Unreadable:  # noqa: ANN401  # untyped
    link = entry.get("link")
    guid = entry.get("id") or link
    where = Place.of(f"{home}!{guid}", link or f"{place.uri}!{guid}") if guid else place.member(str(number))
    contents = [part.get("value", "") for part in entry.get("content", ())]
    body = max([*contents, entry.get("summary", "")], key=len)
    if not body.strip():
        return where.unreadable("no-text", "the item has no text beyond its title.")
    return RawIssue(article_text(entry.get("title"), body), where.key, where.uri, _day(entry))


def _day(entry: Any) -> date | None:  # noqa: ANN401  # feedparser is untyped
    """The day the item states, where it was written; else as feedparser reads it, in UTC."""
    for name in ("published", "updated", "created"):
        if name not in entry:  # feedparser would take the one for another, with a warning
            continue
        found = day_of(entry[name])
        if isinstance(found, date):
            return found
        parsed = dict.get(entry, f"{name}_parsed")
        if isinstance(found, Problem) and parsed:
            return date(*parsed[:3])
    return None
