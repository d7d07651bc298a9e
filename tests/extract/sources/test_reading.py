"""Every kind of source gives its documents, one at a time, under keys that say where they lay."""

import bz2
import gzip
import http.server
import io
import json
import lzma
import os
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import fsspec  # type: ignore[import-untyped]
import pytest
import stamina
from fsspec.registry import _registry  # type: ignore[import-untyped]

from extract.model import RawIssue
from extract.sources import Limits, Unreadable, read
from extract.sources.records import Place
from extract.sources.remote import RemoteFile

gzipped = partial(gzip.compress, mtime=0)

TEXT = "He left yesterday. (AP, July 13)"
GOOD = TEXT.encode()


def raws(source: str | Path, limits: Limits | None = None, stdin: bytes = b"") -> list[RawIssue]:
    results = list(read(str(source), limits=limits, stdin=io.BytesIO(stdin)))
    assert not [result for result in results if isinstance(result, Unreadable)]
    return [result for result in results if isinstance(result, RawIssue)]


def refusals(source: str | Path) -> list[Unreadable]:
    return [result for result in read(str(source)) if isinstance(result, Unreadable)]


def keys(source: str | Path, limits: Limits | None = None, stdin: bytes = b"") -> list[str]:
    return [raw.source_key for raw in raws(source, limits, stdin)]


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, GOOD)
    return buffer.getvalue()


def tarred(*names: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name in names:
            header = tarfile.TarInfo(name)
            header.size = len(GOOD)
            archive.addfile(header, io.BytesIO(GOOD))
    return buffer.getvalue()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small folder of folders."""
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c/d/3.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(GOOD)
    return tmp_path / "in"


def test_a_file_goes_by_its_name(archive: Path) -> None:
    (raw,) = raws(archive / "b" / "1.txt")
    assert raw == RawIssue(TEXT, "1.txt", (archive / "b" / "1.txt").as_uri())


def test_a_folder_gives_all_below_it_sorted(archive: Path) -> None:
    assert keys(archive) == ["a.txt", "b/1.txt", "b/2.txt", "c/d/3.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt"]),
        ("b/*.txt", ["1.txt", "2.txt"]),
        ("**/*.txt", ["a.txt", "b/1.txt", "b/2.txt", "c/d/3.txt"]),
        ("?/[12].txt", ["b/1.txt", "b/2.txt"]),
    ],
)
def test_a_pattern_gives_its_matches_below_its_fixed_part(
    archive: Path, pattern: str, expected: list[str]
) -> None:
    assert keys(f"{archive}/{pattern}") == expected


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_bytes(GOOD)
    assert keys(tmp_path / "a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt.gz", gzipped(GOOD), ["a.txt.gz!a.txt"]),
        ("a.txt.bz2", bz2.compress(GOOD), ["a.txt.bz2!a.txt"]),
        ("a.txt.xz", lzma.compress(GOOD), ["a.txt.xz!a.txt"]),
        ("a.zip", zipped("b/2.txt", "1.txt"), ["a.zip!1.txt", "a.zip!b/2.txt"]),
        ("a.tar", tarred("1.txt", "b/2.txt"), ["a.tar!1.txt", "a.tar!b/2.txt"]),
        ("a.tar.gz", gzipped(tarred("1.txt")), ["a.tar.gz!1.txt"]),
        ("a.tgz", gzipped(tarred("1.txt")), ["a.tgz!1.txt"]),
        ("a.tar.xz", lzma.compress(tarred("1.txt")), ["a.tar.xz!1.txt"]),
        ("a.tar.bz2", bz2.compress(tarred("1.txt")), ["a.tar.bz2!1.txt"]),
        ("archive", zipped("1.txt"), ["archive!1.txt"]),
    ],
)
def test_an_archive_gives_its_members(tmp_path: Path, name: str, content: bytes, expected: list[str]) -> None:
    (tmp_path / name).write_bytes(content)
    assert [(raw.source_key, raw.content) for raw in raws(tmp_path / name)] == [
        (key, TEXT) for key in expected
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (GOOD, ["-"]),
        (gzipped(GOOD), ["-!-"]),
        (zipped("1.txt"), ["-!1.txt"]),
        (tarred("1.txt", "2.txt"), ["-!1.txt", "-!2.txt"]),
        (b'{"id": "x", "text": "He left."}\n{"id": 2, "text": "She stayed."}\n', ["-!x", "-!2"]),
    ],
    ids=["text", "gzip", "zip", "tar", "records"],
)
def test_the_standard_input_may_hold_anything(content: bytes, expected: list[str]) -> None:
    assert keys("-", stdin=content) == expected


class Pipe(io.RawIOBase):
    """A stream that does not go back and gives a few bytes at a time."""

    def __init__(self, content: bytes) -> None:
        """Give `content`, bit by bit."""
        self._content = io.BytesIO(content)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """Fill at most seven bytes."""
        part = self._content.read(min(7, len(buffer)))
        buffer[: len(part)] = part
        return len(part)


@pytest.mark.parametrize(
    "content", [GOOD, gzipped(GOOD), zipped("1.txt"), tarred("1.txt"), gzipped(tarred("1.txt"))]
)
def test_a_pipe_is_read_without_going_back(content: bytes) -> None:
    (raw,) = read("-", stdin=io.BufferedReader(Pipe(content)))
    assert isinstance(raw, RawIssue)
    assert raw.content == TEXT


def test_an_endless_standard_input_is_cut_off() -> None:
    class Endless(Pipe):
        def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
            buffer[:] = b"a" * len(buffer)
            return len(buffer)

    (refused,) = read("-", limits=Limits(document_bytes=100_000), stdin=io.BufferedReader(Endless(b"")))
    assert isinstance(refused, Unreadable)
    assert refused.problem.code == "too-large"


def test_documents_are_read_one_at_a_time(archive: Path) -> None:
    stream = read(str(archive))
    next(stream)
    (archive / "c" / "d" / "3.txt").write_bytes(b"Written after the first was read.")
    assert [raw.content for raw in stream if isinstance(raw, RawIssue)][
        -1
    ] == "Written after the first was read."


def test_a_mail_gives_its_text_and_the_day_it_was_sent(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(
        "From: a@b.example\nDate: Tue, 14 Jul 1998 23:30:00 -0400\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="x"\n\n'
        "--x\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        "Japan=92s premier left.\n--x\nContent-Type: text/html\n\n<p>Japan's premier left.</p>\n--x--\n"
    )
    (raw,) = raws(tmp_path)
    assert (str(raw.content).strip(), raw.stated_on) == ("Japan\u2019s premier left.", date(1998, 7, 14))


def test_a_mailbox_gives_its_mails(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_text(
        "From a Tue Jul 14\nDate: Tue, 14 Jul 1998 10:00 +0000\n\nHe left.\n\n"
        "From b Wed Jul 15\nDate: Wed, 15 Jul 1998 10:00 +0000\n\nShe stayed.\n"
    )
    found = raws(tmp_path)
    assert [(raw.source_key, raw.stated_on) for raw in found] == [
        ("a.mbox!1", date(1998, 7, 14)),
        ("a.mbox!2", date(1998, 7, 15)),
    ]


PAGE = (
    "<!doctype html><html><head><meta charset='utf-8'><title>t</title>"
    "<meta property='article:published_time' content='1998-07-14T09:00:00Z'></head><body>"
    "<nav><a href='/'>Home</a> <a href='/about'>About this site</a></nav><article>"
    "<p>The premier of Japan put a brave face on things yesterday in Tokyo. (Kyodo, July 13)</p>"
    "<p>The two sides signed three agreements and spoke of more to come in the autumn. (Kyodo, July 13)</p>"
    "</article><footer>All rights reserved</footer></body></html>"
)


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_web_page_gives_its_main_text_and_day(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE)
    (raw,) = raws(tmp_path / name)
    assert str(raw.content).startswith("The premier of Japan put a brave face")
    assert "About this site" not in str(raw.content)
    assert raw.stated_on == date(1998, 7, 14)


def test_a_web_page_without_the_extra_says_which_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "page.html").write_text(PAGE)
    (refused,) = refusals(tmp_path)
    assert refused.problem.code == "extra-missing"
    assert ".[web]" in refused.problem.message


def test_records_carry_their_id_and_day(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "He left.", "published_on": "1998-07-14"}\n{"text": "None."}'
    )
    assert [(raw.source_key, raw.content, raw.stated_on) for raw in raws(tmp_path)] == [
        ("a.jsonl!x", "He left.", date(1998, 7, 14)),
        ("a.jsonl!2", "None.", None),
    ]


def test_a_json_file_may_hold_a_list_of_records(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps([{"id": "x", "text": "He left."}, {"id": "y", "text": "She stayed."}])
    )
    assert keys(tmp_path) == ["a.json!x", "a.json!y"]


def test_links_may_be_followed_or_left(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_bytes(GOOD)
    (archive / "z.txt").symlink_to(tmp_path / "outside.txt")
    assert keys(archive, Limits(links="all"))[-1] == "z.txt"
    last = list(read(str(archive), limits=Limits(links="none")))[-1]
    assert isinstance(last, Unreadable)
    assert last.problem.code == "link"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(archive: Path) -> None:
    (archive / "a.txt").chmod(0)
    assert [refused.source_key for refused in refusals(archive)] == ["a.txt"]


# ---------------------------------------------------------------- addresses


@pytest.fixture
def memory() -> Iterator[str]:
    """A folder of fsspec's file system in memory."""
    filesystem = fsspec.filesystem("memory")
    for name in ("in/b/2.txt", "in/a.txt", "in/c.zip"):
        filesystem.pipe(f"/{name}", zipped("1.txt") if name.endswith("zip") else GOOD)
    yield "memory://in"
    filesystem.rm("/in", recursive=True)


def test_an_address_names_a_file_a_folder_or_a_pattern(memory: str) -> None:
    assert keys(memory) == ["a.txt", "b/2.txt", "c.zip!1.txt"]
    assert keys(f"{memory}/a.txt") == ["a.txt"]
    assert keys(f"{memory}/*/*.txt") == ["b/2.txt"]


def test_a_file_address_is_the_file(archive: Path) -> None:
    assert keys(archive.as_uri()) == keys(archive)


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves a text, a page, and a text that never ends."""

    def do_GET(self) -> None:  # the library's name
        """Answer by path."""
        self.send_response(404 if self.path == "/nowhere" else 200)
        self.end_headers()
        try:
            self.wfile.write(PAGE.encode() if self.path == "/page" else GOOD)
            while self.path == "/endless":
                self.wfile.write(b"a" * 65_536)
        except OSError:
            pass  # the reader had enough

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """A web server on this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_web_address_is_fetched(web: str) -> None:
    (raw,) = raws(f"{web}/a.txt")
    assert (raw.content, raw.source_key, raw.source_uri) == (TEXT, "a.txt", f"{web}/a.txt")
    (page,) = raws(f"{web}/page")
    assert str(page.content).startswith("The premier of Japan")


@pytest.mark.parametrize(("path", "code"), [("nowhere", "not-found"), ("endless", "too-large")])
def test_a_web_address_that_fails_says_why(web: str, path: str, code: str) -> None:
    (refused,) = read(f"{web}/{path}", limits=Limits(document_bytes=500_000))
    assert isinstance(refused, Unreadable)
    assert refused.problem.code == code


def test_an_address_without_its_library_says_which_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    _registry.pop("s3", None)  # else an earlier import answers
    (refused,) = refusals("s3://bucket/a.txt")
    assert refused.problem.code == "extra-missing"
    assert ".[s3]" in refused.problem.message


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://user:word@host/a.txt", "https://host/a.txt"),
        ("https://host/a?X-Amz-Signature=abc&page=2", "https://host/a?X-Amz-Signature=...&page=2"),
        ("https://host/a?page=2", "https://host/a?page=2"),
        ("a\x07b", "a\\x07b"),
    ],
)
def test_places_show_no_secrets_and_no_control_characters(address: str, shown: str) -> None:
    assert Place.of("a", address).uri == shown


def test_a_connection_that_fails_is_tried_again_and_a_missing_file_is_not() -> None:
    class Flaky:
        protocol = "flaky"
        tries = 0

        def open(self, path: str, _mode: str) -> io.BytesIO:
            self.tries += 1
            if path == "missing":
                raise FileNotFoundError(path)
            if self.tries < 3:
                raise ConnectionResetError
            return io.BytesIO(b"He left.")

    with stamina.set_testing(True, attempts=4, cap=True):
        flaky = Flaky()
        with RemoteFile(Place.of("a", "flaky://a"), flaky, "a").opened() as stream:
            assert stream.read() == b"He left."
        assert flaky.tries == 3
        flaky = Flaky()
        with (
            pytest.raises(FileNotFoundError),
            RemoteFile(Place.of("b", "flaky://b"), flaky, "missing").opened(),
        ):
            pass
        assert flaky.tries == 1
