"""What hostile inputs are made of: broken archives, deep mail, links in a loop, unprintable names."""

import io
import json
import os
import socket
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

TEXT = "He left yesterday. (AP, July 13)"
GOOD = TEXT.encode()


def content(name: str, data: bytes) -> Callable[[Path], Path]:
    """Write one file."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def tarred(members: Iterable[tuple[str, bytes]], links: Iterable[tuple[str, bytes]] = ()) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members:
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
        for name, kind in links:
            header = tarfile.TarInfo(name)
            header.type = kind
            header.linkname = "../../etc/passwd"
            archive.addfile(header)
    return buffer.getvalue()


def nested(data: bytes, depth: int, wrap: Callable[[bytes], bytes]) -> bytes:
    for _ in range(depth):
        data = wrap(data)
    return data


def encrypted() -> bytes:
    """A ZIP whose one member says that it is encrypted."""
    data = bytearray(zipped([("a.txt", GOOD)], zipfile.ZIP_STORED))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + offset] |= 1
    return bytes(data)


def unknown_method() -> bytes:
    data = bytearray(zipped([("a.txt", GOOD)], zipfile.ZIP_STORED))
    struct.pack_into("<H", data, data.index(b"PK\x03\x04") + 8, 97)
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 97)
    return bytes(data)


def bad_sum() -> bytes:
    return zipped([("a.txt", GOOD)], zipfile.ZIP_STORED).replace(b"yesterday", b"yesterdai", 1)


def understated() -> bytes:
    """A ZIP member whose header tells a smaller size than it has."""
    data = bytearray(zipped([("a.txt", b"a" * 50_000)]))
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 10)
    return bytes(data)


def mail(body: str, *headers: str) -> bytes:
    return ("\r\n".join(["From: a@b.example", *headers, "", body])).encode()


def deep_mail(depth: int) -> bytes:
    head = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n' for level in range(depth)
    )
    return f"From: a@b.example\r\n{head}Content-Type: text/plain\r\n\r\n{TEXT}".encode()


def looped_folder(folder: Path) -> Path:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_bytes(GOOD)
    (folder / "in" / "loop").symlink_to(folder / "in", target_is_directory=True)
    return folder / "in"


def link(target: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "in").mkdir()
        (folder / "outside.txt").write_bytes(GOOD)
        (folder / "in" / "link.txt").symlink_to(target)
        return folder / "in"

    return make


def deep_folder(folder: Path) -> Path:
    path = folder / "in"
    for level in range(12):
        path = path / f"f{level}"
    path.mkdir(parents=True)
    (path / "a.txt").write_bytes(GOOD)
    return folder / "in"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder


def listening(folder: Path) -> Path:
    here = Path.cwd()
    os.chdir(folder)  # a socket's path may have only some hundred characters
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket")
    finally:
        os.chdir(here)
    return folder


def odd_name(folder: Path) -> Path:
    (folder / "a\nb\x1b[31m.txt").write_bytes(GOOD)
    return folder


def name_without_encoding(folder: Path) -> Path:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(GOOD)
    return folder


def empty_folder(folder: Path) -> Path:
    return folder


def rubbish_beside(folder: Path) -> Path:
    for name in (".DS_Store", "Thumbs.db", "~$draft.doc", "a.txt~"):
        (folder / name).write_bytes(b"\0" * 100)
    (folder / "a.txt").write_bytes(GOOD)
    return folder


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"
