"""From a SOURCE, whatever it is, to raw issues."""

import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from extract.model import RawIssue
from extract.sources.archives import HEAD, members, packing_of
from extract.sources.folders import LocalFile, local_files
from extract.sources.formats import format_of, read_document
from extract.sources.records import Columns, Limits, Place, Unreadable, bound
from extract.sources.remote import RemoteFile, remote_files
from extract.sources.streams import BROKEN, CHUNK, BombError, LimitError, Meter, Replay, metered

_BAD_ARCHIVE: tuple[type[Exception], ...] = (
    *BROKEN,
    zipfile.BadZipFile,
    tarfile.TarError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What damaged archives raise."""


def read(
    source: str,
    *,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    columns: Columns | None = None,
) -> Iterator[RawIssue | Unreadable]:
    """Read every document of a source, one at a time, sorted by path.

    Args:
        source: a file, a folder (with all below), a glob pattern, an archive or packed file, a URL that
            fsspec reads, or "-" for `stdin`. Mail, web pages, feeds, tables and records are told by name or content.
        limits: bounds against hostile input.
        stdin: the stream that "-" stands for.
        columns: which columns of tables and records hold what; those not named are guessed.

    Yields:
        A raw issue for what could be read; an `Unreadable` that says why for what could not. Keys are paths
        below the source, with archive members after "!".

    >>> import io
    >>> [raw.content for raw in read("-", stdin=io.BytesIO(b"He left yesterday."))]
    ['He left yesterday.']
    """
    limits, columns = limits or Limits(), columns or Columns()
    if source == "-":
        yield from _read_opened(Place("-", "-"), stdin or io.BytesIO(), limits, columns)
    elif "://" in source and not source.lower().startswith("file://"):
        for remote in remote_files(source, limits):
            yield from (remote,) if isinstance(remote, Unreadable) else _read_remote(remote, limits, columns)
    else:
        for local in local_files(_local_path(source), limits):
            yield from (local,) if isinstance(local, Unreadable) else _read_local(local, limits, columns)


def _local_path(source: str) -> str:
    if source.lower().startswith("file://"):
        return unquote(urlsplit(source).path)
    return source


def _read_local(file: LocalFile, limits: Limits, columns: Columns) -> Iterator[RawIssue | Unreadable]:
    try:
        with Path(file.path).open("rb") as stream:
            yield from _read_opened(file.place, stream, limits, columns)
    except OSError as error:
        yield file.place.failed(error)


def _read_remote(file: RemoteFile, limits: Limits, columns: Columns) -> Iterator[RawIssue | Unreadable]:
    try:
        with file.opened() as stream:
            yield from _read_opened(file.place, stream, limits, columns)
    except Exception as error:  # noqa: BLE001  # networks and filesystems raise errors of their own
        yield file.place.failed(error)


def _read_opened(
    place: Place, stream: BinaryIO, limits: Limits, columns: Columns
) -> Iterator[RawIssue | Unreadable]:
    yield from _read_stream(place, stream, Meter(limits), limits.nesting, columns)


def _read_stream(
    place: Place, stream: BinaryIO, meter: Meter, nesting: int, columns: Columns
) -> Iterator[RawIssue | Unreadable]:
    """Read what a stream holds, unpacking as often as `nesting` allows."""
    outermost = nesting == meter.limits.nesting
    packing = None
    try:
        head = stream.read(HEAD)
        packing = packing_of(head)
        whole = _from_start(head, stream)
        if packing is None:
            yield from read_document(place, whole, format_of(place.name, head), meter.limits, columns)
            return
        if packing == "tar" and outermost:
            whole = metered(whole, meter)
        if nesting == 0:
            reason = f"more than {meter.limits.nesting} archives lie in one another ({bound('nesting')})."
            yield place.unreadable("nested-too-deep", reason)
        else:
            for inner, content in members(place, whole, packing, meter):
                if isinstance(content, Unreadable):
                    yield content
                else:
                    yield from _read_stream(inner, content, meter, nesting - 1, columns)
    except LimitError as error:
        if isinstance(error, BombError) and not outermost:
            raise
        yield place.unreadable("too-large", f"it {error}.")
    except _BAD_ARCHIVE as error:
        if packing is None and isinstance(error, OSError) and outermost:
            raise
        yield place.unreadable("broken-archive", f"it is cut off or damaged: {error}.")


def _from_start(head: bytes, stream: BinaryIO) -> BinaryIO:
    """The stream from its beginning, by going back or by replaying what was read."""
    if stream.seekable():
        stream.seek(0)
        return stream
    return io.BufferedReader(Replay(head, stream), CHUNK)
