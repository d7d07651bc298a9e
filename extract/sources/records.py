"""What reading is bounded by, and what it gives where it fails."""

import re
from dataclasses import dataclass
from typing import Literal

from extract.model import Problem

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_USER = re.compile(r"(?<=://)[^/@\s]+@")
_LONGEST_REASON = 300
"""Characters of another library's message."""
_SECRET = re.compile(
    r"(?P<name>[?&][^=&]*(?:signature|token|secret|password|credential|key|sig)[^=&]*=)[^&]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds against hostile or broken input; each a setting."""

    document_bytes: int = 10_000_000
    """The most bytes of one document; the longest issue known has under 100,000."""
    unpacked_bytes: int = 4_000_000_000
    """The most bytes that one archive may unpack to, its nested archives counted in."""
    unpack_ratio: int = 200
    """The most bytes one packed byte may unpack to; text packs 3 to 10 times."""
    ratio_from_bytes: int = 1_000_000
    """Unpacked bytes from which the ratio is looked at; short runs of one letter pack well."""
    members: int = 1_000_000
    """The most members of one archive."""
    nesting: int = 3
    """How many archives may lie within one another."""
    folder_depth: int = 64
    """How many folders may lie within one another."""
    links: Literal["inside", "all", "none"] = "inside"
    """Which symbolic links are followed: those that stay below the SOURCE, all, or none."""
    unpack_memory: int = 268_435_456
    """The most bytes of memory that an xz stream may claim."""
    seconds: float = 60.0
    """How long a network source may keep silent."""
    skip: tuple[str, ...] = (".*", "__MACOSX", "Thumbs.db", "desktop.ini", "~$*", "*~")
    """Names passed over in folders and archives: what systems and editors leave behind."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table, or key of a record, holds what; None: guessed by its usual names."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    id: str | None = None
    link: str | None = None


def bound(name: str) -> str:
    """A bound as messages name it, for who calls us and for who sets the environment.

    >>> bound("nesting")
    'limit nesting; DATELINE_LIMIT_NESTING sets it'
    """
    return f"limit {name}; DATELINE_LIMIT_{name.upper()} sets it"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not be read, and why; it stands where its content would."""

    source_key: str
    source_uri: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of input lies: the key below the SOURCE given, and the whole address."""

    key: str
    uri: str

    @classmethod
    def of(cls, key: str, uri: str) -> "Place":
        """A place whose names can be printed and stored, without passwords or access tokens."""
        return cls(_printable(_without_secrets(key)), _printable(_without_secrets(uri)))

    @property
    def name(self) -> str:
        """The innermost name.

        >>> Place("a.zip!b/c.txt", "-").name
        'c.txt'
        """
        return self.key.rpartition("!")[2].rpartition("/")[2]

    def member(self, name: str) -> "Place":
        """The place of a member of what lies here."""
        return Place.of(f"{self.key}!{name}", f"{self.uri}!{name}")

    def unreadable(self, code: str, reason: str) -> Unreadable:
        """Say that what lies here cannot be read; `reason` goes on from "NAME: "."""
        shown = _printable(_without_secrets(reason))
        return Unreadable(self.key, self.uri, Problem("sources", code, f"{self.key}: {shown}"))

    def failed(self, error: Exception) -> Unreadable:
        """Say that opening or reading failed."""
        if isinstance(error, FileNotFoundError):
            return self.unreadable("not-found", "there is no such file or folder.")
        if isinstance(error, PermissionError):
            return self.unreadable("not-readable", "permission denied.")
        reason = getattr(error, "strerror", None) or " ".join(str(error).split())[:_LONGEST_REASON]
        return self.unreadable("not-readable", f"{type(error).__name__}: {reason}.")


def _printable(name: str) -> str:
    """Escape control characters and bytes that are no UTF-8."""
    text = (
        name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if name.isprintable()
        else _clean(name)
    )
    return _UNPRINTABLE.sub(lambda found: f"\\x{ord(found.group()):02x}", text)


def _clean(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _without_secrets(address: str) -> str:
    return _SECRET.sub(r"\g<name>...", _USER.sub("", address))
