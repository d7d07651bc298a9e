"""Byte streams that are bounded while they unpack."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from extract.sources.records import Limits, bound

CHUNK = 65_536
"""Bytes read at a time."""
BROKEN: tuple[type[Exception], ...] = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile)
"""What unpacking raises where an archive is cut off or damaged."""


class LimitError(Exception):
    """A bound of `Limits` was passed; the message says which, for a person."""


class BombError(LimitError):
    """An archive as a whole passed a bound: no more of it is read."""


class Meter:
    """Counts what one outermost archive unpacks to."""

    def __init__(self, limits: Limits) -> None:
        """Start at nothing."""
        self.limits = limits
        self.unpacked = 0

    def add(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            BombError: they are more than the bound.
        """
        self.unpacked += count
        if self.unpacked > self.limits.unpacked_bytes:
            message = f"unpacks to more than {self.limits.unpacked_bytes:,} bytes ({bound('unpacked_bytes')})"
            raise BombError(message)

    def check_ratio(self, packed: int, unpacked: int) -> None:
        """Compare bytes packed and unpacked.

        Raises:
            BombError: so little packs so much that it must be a bomb.
        """
        if unpacked > self.limits.ratio_from_bytes and unpacked > self.limits.unpack_ratio * max(packed, 1):
            message = f"unpacks more than {self.limits.unpack_ratio} times its size ({bound('unpack_ratio')})"
            raise BombError(message)


class Replay(io.RawIOBase):
    """A stream whose first bytes were read already, from its beginning."""

    def __init__(self, head: bytes, rest: "Reader") -> None:
        """Give `head` first, then what `rest` still holds."""
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # typeshed's buffer has no len
        """Fill the buffer, as `io.RawIOBase` has it."""
        part = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


class _Counted(io.RawIOBase):
    """Counts the packed bytes that a decompressor takes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # typeshed's buffer has no len
        part = self._stream.read(len(buffer))
        self.taken += len(part)
        buffer[: len(part)] = part
        return len(part)


class Metered(io.RawIOBase):
    """A stream of unpacked bytes, counted by a meter."""

    def __init__(self, stream: "Reader", packed: Callable[[], int], meter: Meter) -> None:
        """Count what `stream` gives, beside the packed bytes that `packed` says it took."""
        self._stream = stream
        self._packed = packed
        self._meter = meter
        self._given = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # typeshed's buffer has no len
        """Fill the buffer, as `io.RawIOBase` has it; raises LimitError and the errors of BROKEN."""
        part = self._stream.read(len(buffer))
        self._given += len(part)
        self._meter.add(len(part))
        self._meter.check_ratio(self._packed(), self._given)
        buffer[: len(part)] = part
        return len(part)


def unpacked(unpack: Callable[[BinaryIO], "Reader"], packed: BinaryIO, meter: Meter) -> Metered:
    """What a packed stream holds, unpacked with `unpack`, stopping at the meter's limits."""
    counted = _Counted(packed)
    return Metered(unpack(io.BufferedReader(counted, CHUNK)), lambda: counted.taken, meter)


class Reader(Protocol):
    """All that is asked of a stream."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


class _Decompressor(Protocol):
    """What bz2's and lzma's decompressors share."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Decompressing:
    """Unpacks bz2 or xz, several streams in a row too, with little memory."""

    def __init__(self, packed: BinaryIO, new: Callable[[], _Decompressor]) -> None:
        self._packed = packed
        self._new = new
        self._decompressor = new()

    def read(self, size: int, /) -> bytes:
        while True:
            if self._decompressor.eof:
                rest = self._decompressor.unused_data or self._packed.read(CHUNK)
                if not rest.strip(b"\0"):
                    return b""
                self._decompressor = self._new()
            else:
                rest = self._packed.read(CHUNK) if self._decompressor.needs_input else b""
                if self._decompressor.needs_input and not rest:
                    message = "it ends too early"
                    raise EOFError(message)
            if part := self._decompressor.decompress(rest, size):
                return part


def metered(stream: BinaryIO, meter: Meter) -> BinaryIO:
    """The stream itself, its bytes counted."""
    return io.BufferedReader(unpacked(lambda packed: packed, stream, meter), CHUNK)


def gunzip(packed: BinaryIO, _limits: Limits) -> Reader:
    """Unpack gzip."""
    return gzip.GzipFile(fileobj=packed)


def bunzip(packed: BinaryIO, _limits: Limits) -> Reader:
    """Unpack bzip2."""
    return _Decompressing(packed, bz2.BZ2Decompressor)


def unxz(packed: BinaryIO, limits: Limits) -> Reader:
    """Unpack xz, with bounded memory."""
    return _Decompressing(packed, lambda: lzma.LZMADecompressor(memlimit=limits.unpack_memory))


def read_whole(stream: Reader, most: int) -> bytes:
    """All that the stream holds.

    Raises:
        LimitError: it is more than `most` bytes.
    """
    parts: list[bytes] = []
    length = 0
    while part := stream.read(min(CHUNK, most + 1 - length)):
        parts.append(part)
        length += len(part)
        if length > most:
            message = f"holds more than {most:,} bytes ({bound('document_bytes')})"
            raise LimitError(message)
    return b"".join(parts)
