"""Archives and packed files, member by member, without writing anything to disk but a bounded spool."""

import io
import re
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from typing import BinaryIO, Literal

from extract.sources.records import Limits, Place, Unreadable, bound
from extract.sources.streams import (
    BROKEN,
    CHUNK,
    BombError,
    Meter,
    Metered,
    Reader,
    Replay,
    bunzip,
    gunzip,
    unpacked,
    unxz,
)

Packing = Literal["gzip", "bzip2", "xz", "zip", "tar"]
"""How content is packed, told by its first bytes."""
Member = tuple[Place, BinaryIO | Unreadable]
"""A member's place and its stream, to be read before the next is asked for."""

HEAD = 1024
"""Bytes that tell a packing: tar names itself at 257."""
_MAGIC: tuple[tuple[int, bytes, Packing], ...] = (
    (0, b"\x1f\x8b\x08", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (257, b"ustar", "tar"),
)
_UNPACKERS: dict[Packing, Callable[[BinaryIO, Limits], Reader]] = {
    "gzip": gunzip,
    "bzip2": bunzip,
    "xz": unxz,
}
_PACKED_SUFFIX = re.compile(r"\.(?:gz|bz2|xz)$", re.IGNORECASE)
_PACKED_TAR = re.compile(r"\.(?:tgz|tbz2?|txz)$", re.IGNORECASE)
_OFFICE = ("[Content_Types].xml", "mimetype")
"""First members of office documents and e-books, which are ZIP archives but no collections of texts."""
_SPOOL = 16_000_000
"""Bytes of a nested or piped ZIP archive that are kept in memory; more go to a temporary file."""
_BAD_MEMBER: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    *BROKEN,
)
"""What a damaged, encrypted or unknown ZIP member raises."""


def packing_of(head: bytes) -> Packing | None:
    """Tell the packing by the first bytes; None for what is not packed."""
    for offset, magic, packing in _MAGIC:
        if head.startswith(magic, offset):
            return packing
    return None


def members(place: Place, stream: BinaryIO, packing: Packing, meter: Meter) -> Iterator[Member]:
    """The members of an archive, or what a packed file holds; raises BombError and those of BROKEN."""
    if packing == "zip":
        yield from _zip_members(place, stream, meter)
    elif packing == "tar":
        yield from _tar_members(place, stream, meter.limits)
    else:
        unpack = _UNPACKERS[packing]
        stream_within = io.BufferedReader(
            unpacked(lambda packed: unpack(packed, meter.limits), stream, meter), CHUNK
        )
        yield _inner_place(place), stream_within


def is_skipped(name: str, limits: Limits) -> bool:
    """Whether a part of the path is what systems and editors leave behind."""
    parts = [part for part in name.split("/") if part not in {".", ".."}]
    return any(fnmatch(part, pattern) for part in parts for pattern in limits.skip)


def _inner_place(place: Place) -> Place:
    """The place of what a packed file holds: "a.txt" in "a.txt.gz"; a packed tar keeps its own."""
    if place.name.lower().removesuffix(".gz").removesuffix(".xz").removesuffix(".bz2").endswith(".tar"):
        return place
    return place if _PACKED_TAR.search(place.name) else place.member(_PACKED_SUFFIX.sub("", place.name))


def _unsafe(name: str) -> bool:
    """Whether a member's name would leave the archive."""
    parts = name.replace("\\", "/").split("/")
    return (
        ".." in parts
        or name.startswith(("/", "\\"))
        or "\0" in name
        or re.match(r"^[A-Za-z]:", name) is not None
    )


def _refused(place: Place, seen: set[str], name: str, limits: Limits) -> Unreadable | None:
    """Why a member cannot be taken by its name; counts it among those seen."""
    if len(seen) >= limits.members:
        message = f"holds more than {limits.members:,} members ({bound('members')})"
        raise BombError(message)
    if _unsafe(name):
        return place.unreadable("unsafe-path", "the member's name leads outside its archive.")
    if name in seen:
        return place.unreadable("duplicate-member", "the archive holds two members of this name.")
    seen.add(name)
    return None


def _zip_members(place: Place, stream: BinaryIO, meter: Meter) -> Iterator[Member]:
    seen: set[str] = set()
    with _seekable(stream, meter) as whole, zipfile.ZipFile(whole) as archive:
        listed = archive.infolist()
        if listed and listed[0].filename in _OFFICE:
            yield (
                place,
                place.unreadable("not-text", "it is an office document or e-book; convert it to text."),
            )
            return
        for member in sorted(listed, key=lambda one: one.filename):
            if member.is_dir() or is_skipped(member.filename, meter.limits):
                continue
            inner = place.member(member.filename)
            refused = _refused(inner, seen, member.filename, meter.limits)
            yield inner, refused or _opened(archive, member, inner, meter)


def _opened(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, inner: Place, meter: Meter
) -> BinaryIO | Unreadable:
    if member.flag_bits & 1:
        return inner.unreadable("encrypted", "the member is encrypted; unpack it first.")
    try:
        stream = archive.open(member)
    except _BAD_MEMBER as error:
        return inner.unreadable("broken-archive", f"the member cannot be unpacked: {error}.")
    return io.BufferedReader(Metered(stream, lambda: member.compress_size, meter), CHUNK)


def _seekable(stream: BinaryIO, meter: Meter) -> BinaryIO:
    """The stream itself where one can go back in it, else a bounded copy."""
    if stream.seekable():
        return stream
    spool = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115  # the caller closes it
    length = 0
    while part := stream.read(CHUNK):
        length += len(part)
        if length > meter.limits.unpacked_bytes:
            message = f"holds more than {meter.limits.unpacked_bytes:,} bytes ({bound('unpacked_bytes')})"
            raise BombError(message)
        spool.write(part)
    spool.seek(0)
    return spool  # type: ignore[return-value]  # a binary stream in all but its declared base


def _tar_members(place: Place, stream: BinaryIO, limits: Limits) -> Iterator[Member]:
    seen: set[str] = set()
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if member.isdir() or is_skipped(member.name, limits):
                    continue
                inner = place.member(member.name)
                refused = _refused(inner, seen, member.name, limits)
                if not refused and not member.isreg():
                    refused = inner.unreadable("not-a-file", "it is a link or device, not a file.")
                yield inner, refused or _tar_stream(archive, member)
                archive.members.clear()  # type: ignore[attr-defined]  # else tarfile keeps every header
    except tarfile.TarError as error:
        message = str(error)
        raise EOFError(message) from error


def _tar_stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    """The content of a regular member, as a stream that does not go back."""
    content = archive.extractfile(member) or io.BytesIO()
    return io.BufferedReader(Replay(b"", content), CHUNK)
