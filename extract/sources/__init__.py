"""The one place where bytes are read: files, folders, archives, mail, web pages, streams."""

from extract.sources.encoding import decode
from extract.sources.reading import read
from extract.sources.records import Limits, Unreadable

__all__ = ["Limits", "Unreadable", "decode", "read"]
