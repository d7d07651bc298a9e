"""One document's bytes to raw issues: plain text, mail, web page, feed, table, JSON records."""

import json
import logging
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, Literal

from extract.model import Problem, RawIssue
from extract.sources.encoding import decode
from extract.sources.feeds import HEAD as FEED
from extract.sources.feeds import read_feed
from extract.sources.mail import BAD_MAIL, mails_of, parsed_mail, sent_on, unforwarded
from extract.sources.records import Columns, Limits, Place, Unreadable, bound
from extract.sources.streams import CHUNK, LimitError, Reader, Replay, read_whole
from extract.sources.tables import USUAL, read_records, read_table, resolved

Format = Literal["text", "mail", "mailbox", "html", "json", "jsonl", "table", "feed"]
"""How a document's bytes are to be read."""

_SUFFIXES: dict[str, Format] = {
    ".eml": "mail",
    ".mbox": "mailbox",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "table",
    ".tsv": "table",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
}
_HTML_HEAD = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_RECORD_HEAD = re.compile(rb'^\s*\{\s*"[^"\n]{1,80}"\s*:')
_MAIL_HEAD = re.compile(
    rb"^(?:Return-Path|Received|Delivered-To|Message-I[Dd]|MIME-Version):\s", re.MULTILINE
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*(?P<name>[A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"<meta[^>]{0,200}(?:article:published_time|datePublished|DC\.date(?:\.issued)?|citation_publication_date)[\"'][^>]{0,200}?"
    r"content\s*=\s*[\"'](?P<day>\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_BAD_PAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
"""What page parsing is known to raise on malformed pages."""


def format_of(name: str, head: bytes) -> Format:
    """Tell a document's format by its name, else by how it begins.

    >>> format_of("page.txt", b"<!DOCTYPE html><html>")
    'html'
    """
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if FEED.match(head):
        return "feed"
    if _HTML_HEAD.match(head):
        return "html"
    if _RECORD_HEAD.match(head) and b'"text"' in head:
        return "jsonl"
    above = head.partition(b"\n\n")[0] if b"\n\n" in head else head.partition(b"\r\n\r\n")[0]
    return "mail" if len(_MAIL_HEAD.findall(above)) > 1 else "text"


def read_document(
    place: Place, stream: Reader, form: Format, limits: Limits, columns: Columns
) -> Iterator[RawIssue | Unreadable]:
    """Read one document; raises LimitError where it is too large."""
    if form == "jsonl":
        yield from _read_lines(place, stream, limits, columns)
        return
    content = read_whole(stream, limits.document_bytes)
    if not content.strip():
        yield place.unreadable("empty", "the file is empty.")
    elif form == "mailbox":
        for number, mail in enumerate(mails_of(content), start=1):
            yield _read_mail(place.member(str(number)), mail)
    elif form == "json":
        yield from _read_json(place, content, columns)
    elif form == "feed":
        yield from read_feed(place, content)
    elif form == "table":
        text = decode(content)
        if isinstance(text, Problem):
            yield _without_text(place, text)
        else:
            yield from read_table(place, text, columns)
    else:
        yield _READERS[form](place, content)


def _read_text(place: Place, content: bytes) -> RawIssue | Unreadable:
    text = decode(content)
    return _without_text(place, text) if isinstance(text, Problem) else RawIssue(text, place.key, place.uri)


def _without_text(place: Place, problem: Problem) -> Unreadable:
    return place.unreadable(problem.code, problem.message)


def _read_mail(place: Place, content: bytes) -> RawIssue | Unreadable:
    """The text part of a mail, else its HTML part; its own date, a forwarded message's before it."""
    try:
        mail = parsed_mail(content)
        part = mail.get_body(preferencelist=("plain", "html"))
        payload = part.get_payload(decode=True) if part else None
        charset = part.get_content_charset() if part else None
        html = bool(part and part.get_content_subtype() == "html")
    except BAD_MAIL as error:
        return place.unreadable("broken-mail", f"the mail cannot be parsed ({type(error).__name__}).")
    if not isinstance(payload, bytes) or not payload.strip():
        return place.unreadable("no-text-part", "the mail has no text part.")
    text = _page_text(payload) if html else _in_charset(payload, charset)
    if isinstance(text, Problem):
        return _without_text(place, text)
    return unforwarded(RawIssue(text, place.key, place.uri, sent_on(mail)))


def _in_charset(content: bytes, charset: str | None) -> str | Problem:
    """Decode as declared where that holds, else as found out."""
    if charset and charset.lower() not in {"us-ascii", "ascii", "iso-8859-1", "latin-1"}:
        try:
            return content.decode(charset)
        except (UnicodeError, LookupError):
            pass
    return decode(content)


def _read_html(place: Place, content: bytes) -> RawIssue | Unreadable:
    """The main text of a web page; its own publication date as stated day."""
    text = _page_text(content)
    if isinstance(text, Problem):
        return _without_text(place, text)
    found = _PUBLISHED.search(content[:CHUNK].decode("ascii", "replace"))
    return RawIssue(text, place.key, place.uri, _iso_day(found.group("day")) if found else None)


def _page_text(content: bytes) -> str | Problem:
    try:
        import trafilatura  # noqa: PLC0415  # an extra, and slow to import
    except ImportError:
        message = "Web pages need an extra: pip install '.[web]' in Dateline's folder."
        return Problem("sources", "extra-missing", message)
    declared = _CHARSET.search(content[:CHUNK])
    page = _in_charset(content, declared.group("name").decode() if declared else None)
    if isinstance(page, Problem):
        return page
    if "<html" not in page.lower():
        page = f"<html><body>{page}</body></html>"
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its trouble is given back as a value
    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=False, favor_recall=True)
        text = text or trafilatura.html2txt(page)
    except _BAD_PAGE as error:
        return Problem("sources", "broken-page", f"The page cannot be parsed ({type(error).__name__}).")
    return text or Problem("sources", "no-main-text", "The page holds no main text.")


def _read_json(place: Place, content: bytes, columns: Columns) -> Iterator[RawIssue | Unreadable]:
    """One record, a list of them, or an object that holds one list of them."""
    document = _loaded(content)
    if isinstance(document, Problem):
        yield _without_text(place, document)
        return
    lists = (
        [value for value in document.values() if _are_records(value)] if isinstance(document, dict) else []
    )
    if isinstance(document, list):
        yield from read_records(place, document, columns)
    elif len(lists) == 1 and not any(isinstance(document.get(name), str) for name in USUAL["text"]):
        yield from read_records(place, lists[0], columns)
    else:
        (found,) = read_records(place, [document], columns)
        yield found if isinstance(document, dict) and _has_id(document, columns) else _at(found, place)


def _are_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _has_id(record: dict[str, Any], columns: Columns) -> bool:
    name = resolved(columns, record)[0].id
    return name is not None and record.get(name) is not None


def _at(found: RawIssue | Unreadable, place: Place) -> RawIssue | Unreadable:
    """The one record of a file, under the file's own name."""
    if isinstance(found, Unreadable):
        reason = found.problem.message.partition(": ")[2]
        return place.unreadable(found.problem.code, reason)
    return replace(found, source_key=place.key, source_uri=place.uri)


def _read_lines(
    place: Place, stream: Reader, limits: Limits, columns: Columns
) -> Iterator[RawIssue | Unreadable]:
    """One record a line; a bad line costs itself alone."""
    for number, line in enumerate(_lines(_in_bytes_of_utf_8(stream, limits), limits), start=1):
        if isinstance(line, LimitError):
            yield place.member(str(number)).unreadable("too-large", f"line {number} {line}.")
            continue
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        record = _loaded(line)
        if isinstance(record, Problem):
            yield place.member(str(number)).unreadable(record.code, f"line {number}: {record.message}")
        else:
            for found in read_records(place, [record], columns, numbered_from=number):
                if isinstance(found, RawIssue) and number > 1:
                    yield replace(found, problems=())  # what was guessed is said once
                else:
                    yield found


def _in_bytes_of_utf_8(stream: Reader, limits: Limits) -> Reader:
    """The stream; what is marked as UTF-16, where a line break is no single byte, read whole and turned."""
    head = stream.read(len(BOM_UTF16_LE))
    rest = Replay(head, stream)
    if head not in (BOM_UTF16_LE, BOM_UTF16_BE):
        return rest
    text = decode(read_whole(rest, limits.document_bytes))
    return BytesIO(text.encode("utf-8", "replace") if isinstance(text, str) else b"\0")


def _lines(stream: Reader, limits: Limits) -> Iterator[bytes | LimitError]:
    """Lines without holding more than one; in place of an overlong one, the error."""
    buffer = b""
    skipped = 0
    while part := stream.read(CHUNK):
        *lines, rest = part.split(b"\n")
        for line in lines:
            if not skipped:
                whole = len(buffer) + len(line) <= limits.document_bytes
                yield buffer + line if whole else _too_long(limits)
            buffer, skipped = b"", 0
        if skipped:
            skipped += len(rest)
            if skipped > limits.unpacked_bytes:
                return
        elif len(buffer) + len(rest) > limits.document_bytes:
            yield _too_long(limits)
            buffer, skipped = b"", 1
        else:
            buffer += rest
    if buffer:
        yield buffer


def _too_long(limits: Limits) -> LimitError:
    return LimitError(f"holds more than {limits.document_bytes:,} bytes ({bound('document_bytes')})")


def _loaded(content: bytes) -> Any:  # noqa: ANN401  # whatever the JSON holds
    text = decode(content)
    if isinstance(text, Problem):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return Problem("sources", "broken-json", f"The content is not JSON ({error}).")


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


_READERS: dict[Format, Callable[[Place, bytes], RawIssue | Unreadable]] = {
    "text": _read_text,
    "mail": _read_mail,
    "html": _read_html,
}
