"""One document's bytes to raw issues: plain text, mail, web page, JSON records."""

import json
import logging
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, Literal

from extract.model import Problem, RawIssue
from extract.sources.encoding import decode
from extract.sources.records import Limits, Place, Unreadable, bound
from extract.sources.streams import CHUNK, LimitError, Reader, Replay, read_whole

Format = Literal["text", "mail", "mailbox", "html", "json", "jsonl"]
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
_MAILBOX_BREAK = re.compile(rb"(?m)^From \S+ .*\n")
_BAD_MAIL = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the standard library's mail parser is known to raise on malformed mail."""
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
    if _HTML_HEAD.match(head):
        return "html"
    if _RECORD_HEAD.match(head) and b'"text"' in head:
        return "jsonl"
    above = head.partition(b"\n\n")[0] if b"\n\n" in head else head.partition(b"\r\n\r\n")[0]
    return "mail" if len(_MAIL_HEAD.findall(above)) > 1 else "text"


def read_document(
    place: Place, stream: Reader, form: Format, limits: Limits
) -> Iterator[RawIssue | Unreadable]:
    """Read one document; raises LimitError where it is too large."""
    if form == "jsonl":
        yield from _read_lines(place, stream, limits)
        return
    content = read_whole(stream, limits.document_bytes)
    if not content.strip():
        yield place.unreadable("empty", "the file is empty.")
    elif form == "mailbox":
        for number, mail in enumerate(filter(None, _MAILBOX_BREAK.split(content)), start=1):
            yield _read_mail(place.member(str(number)), mail)
    elif form == "json":
        yield from _read_json(place, content)
    else:
        yield _READERS[form](place, content)


def _read_text(place: Place, content: bytes) -> RawIssue | Unreadable:
    text = decode(content)
    return _without_text(place, text) if isinstance(text, Problem) else RawIssue(text, place.key, place.uri)


def _without_text(place: Place, problem: Problem) -> Unreadable:
    return place.unreadable(problem.code, problem.message)


def _read_mail(place: Place, content: bytes) -> RawIssue | Unreadable:
    """The text part of a mail, else its HTML part; its date header as stated day."""
    try:
        mail = message_from_bytes(content, _class=EmailMessage, policy=modern)
        part = mail.get_body(preferencelist=("plain", "html"))
        payload = part.get_payload(decode=True) if part else None
        charset = part.get_content_charset() if part else None
        html = bool(part and part.get_content_subtype() == "html")
    except _BAD_MAIL as error:
        return place.unreadable("broken-mail", f"the mail cannot be parsed ({type(error).__name__}).")
    if not isinstance(payload, bytes) or not payload.strip():
        return place.unreadable("no-text-part", "the mail has no text part.")
    text = _page_text(payload) if html else _in_charset(payload, charset)
    if isinstance(text, Problem):
        return _without_text(place, text)
    return RawIssue(text, place.key, place.uri, _mail_day(mail))


def _mail_day(mail: EmailMessage) -> date | None:
    """The day of the date header, where the mail was sent; None where it has none that is a date."""
    try:
        return parsedate_to_datetime(str(mail["Date"])).date() if mail["Date"] else None
    except _BAD_MAIL:
        return None


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
        message = 'Web pages need an extra: pip install "dateline[web]".'
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


def _read_json(place: Place, content: bytes) -> Iterator[RawIssue | Unreadable]:
    """One record, or a list of them."""
    document = _loaded(content)
    if isinstance(document, Problem):
        yield _without_text(place, document)
    elif isinstance(document, list):
        for number, record in enumerate(document, start=1):
            yield _read_record(place, number, record)
    else:
        yield _read_record(place, None, document)


def _read_lines(place: Place, stream: Reader, limits: Limits) -> Iterator[RawIssue | Unreadable]:
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
            yield _read_record(place, number, record)


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
        return Problem("sources", "broken-json", f"The content is no JSON ({error}).")


def _read_record(place: Place, number: int | None, record: Any) -> RawIssue | Unreadable:  # noqa: ANN401  # any JSON
    """`{"id", "text", "published_on"}`, all but the text optional."""
    if not isinstance(record, dict):
        where = place.member(str(number)) if number else place
        return where.unreadable("not-a-record", 'the JSON is no object with a "text".')
    name = record.get("id", number)
    where = place.member(str(name)) if name is not None else place
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return where.unreadable("no-text", 'the record has no "text".')
    stated = record.get("published_on")
    day = _iso_day(stated) if isinstance(stated, str) else None
    if stated is not None and day is None:
        return where.unreadable("bad-day", f'"published_on" is no day like 1998-07-14: {str(stated)[:40]!r}.')
    return RawIssue(text, where.key, where.uri, day)


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
