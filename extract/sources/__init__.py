"""The one place where bytes are read: files, folders, archives, mail, web pages, streams."""

from extract.sources.encoding import decode
from extract.sources.reading import read
from extract.sources.records import Columns, Limits, Unreadable

__all__ = ["Columns", "Limits", "Unreadable", "decode", "read"]
