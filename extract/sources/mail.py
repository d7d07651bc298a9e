"""Mail: the text part, and the day of the innermost message where one is forwarded."""

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from email.utils import parsedate_to_datetime

from extract.model import RawIssue
from extract.sources.tables import day_of

BAD_MAIL = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the standard library's mail parser is known to raise on malformed mail."""
_BREAK = re.compile(rb"(?m)^From \S+ .*\n")
_FORWARDED = re.compile(
    r"(?im)^(?:>|[^\S\n])*(?:-{2,}\s*(?:forwarded|original|weitergeleitete)\s+message\s*-{2,}|begin "
    r"forwarded message:)\s*$"
)
_HEADER = re.compile(
    r"^[>\s]*\*?(?P<name>From|To|Cc|Date|Sent|Subject|Reply-To)\*?:\s*(?P<value>.*)$", re.IGNORECASE
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", re.IGNORECASE)
_LONGEST_DATE = 80
"""Characters of a header's date."""
_CLOCK = re.compile(r",?\s+(?:at\s+)?\d{1,2}[:.]\d{2}.*$|,?\s+at\s.*$")


def mails_of(content: bytes) -> Iterator[bytes]:
    """The mails of an mbox file."""
    yield from filter(None, _BREAK.split(content))


def parsed_mail(content: bytes) -> EmailMessage:
    """The mail; of one that carries another as an attachment and no words of its own, the inner one."""
    mail = message_from_bytes(content, _class=EmailMessage, policy=modern)
    inner = [part for part in mail.walk() if part.get_content_type() == "message/rfc822"]
    body = mail.get_body(preferencelist=("plain", "html"))
    own = body.get_payload(decode=True) if body else b""
    if inner and not (isinstance(own, bytes) and own.strip()):
        carried = inner[0].get_payload()
        if isinstance(carried, list) and isinstance(carried[0], EmailMessage):
            return carried[0]
    return mail


def sent_on(mail: EmailMessage) -> date | None:
    """The day of the date header, where the mail was sent; None where it has none that is a date."""
    try:
        return parsedate_to_datetime(str(mail["Date"])).date() if mail["Date"] else None
    except BAD_MAIL:
        return None


def unforwarded(raw: RawIssue) -> RawIssue:
    r"""The innermost forwarded message: its text, and the day its own header states; else the mail as it is.

    >>> head = "---------- Forwarded message ---------\nFrom: A\nDate: Mon, 13 Jul 1998 at 09:00"
    >>> found = unforwarded(RawIssue(f"FYI\n\n{head}\n\nHe left."))
    >>> found.content, str(found.stated_on)
    ('He left.', '1998-07-13')
    """
    text = str(raw.content)
    marks = list(_FORWARDED.finditer(text))
    if not marks:
        return raw
    lines = text[marks[-1].end() :].lstrip("\n").split("\n")
    head = _head(lines)
    if not head:
        return raw
    body = "\n".join(re.sub(r"^>\s?", "", line) for line in lines[len(head) :]).strip()
    days = (_day(found["value"]) for found in head if found["name"].lower() in {"date", "sent"})
    day = next((day for day in days if day), raw.stated_on)
    return RawIssue(body, raw.source_key, raw.source_uri, day, raw.problems) if body else raw


def _head(lines: list[str]) -> list[re.Match[str]]:
    """The header lines that a forwarded message opens with."""
    head: list[re.Match[str]] = []
    for line in lines:
        found = _HEADER.match(line)
        if not found:
            break
        head.append(found)
    return head


def _day(value: str) -> date | None:
    found = day_of(value)
    if not isinstance(found, date):
        found = day_of(_CLOCK.sub("", _WEEKDAY.sub("", value.strip()[:_LONGEST_DATE])))
    return found if isinstance(found, date) else None
