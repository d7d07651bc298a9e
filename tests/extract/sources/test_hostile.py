"""Hostile and broken inputs: each is read rightly, or ends as an `Unreadable` that names file and reason.

Every row is one input: how it is made, and what must come of it, the documents' texts and the reasons' codes.
"""

import bz2
import gzip
import lzma
import os
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from extract.model import RawIssue
from extract.sources import Limits, Unreadable, read
from tests.extract.sources.hostile import (
    GOOD,
    TEXT,
    bad_sum,
    content,
    deep_folder,
    deep_mail,
    empty_folder,
    encrypted,
    line,
    link,
    listening,
    looped_folder,
    mail,
    name_without_encoding,
    nested,
    odd_name,
    pipe,
    rubbish_beside,
    tarred,
    understated,
    unknown_method,
    zipped,
)

gzipped = partial(gzip.compress, mtime=0)

SMALL = Limits(
    document_bytes=10_000, unpacked_bytes=200_000, ratio_from_bytes=20_000, members=50, folder_depth=8
)
"""Limits that small inputs can pass."""


@dataclass(frozen=True)
class Case:
    """One input: `make` writes below a folder and returns the SOURCE."""

    name: str
    make: Callable[[Path], Path | str]
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


CASES = (
    # -- what is no text
    Case("empty", content("a.txt", b""), ("empty",)),
    Case("spaces-alone", content("a.txt", b" \n\t\r\n " * 9), ("empty",)),
    Case("zero-bytes", content("a.txt", b"\0" * 5_000), ("not-text",)),
    Case("random-bytes", content("a.txt", bytes(range(256)) * 20), ("not-text",)),
    Case("pdf-named-text", content("a.txt", b"%PDF-1.4\n" + GOOD), ("not-text",)),
    Case("image", content("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64)), ("not-text",)),
    Case("program", content("a", b"\x7fELF" + bytes(64)), ("not-text",)),
    Case("old-word", content("a.doc", b"\xd0\xcf\x11\xe0" + bytes(64)), ("not-text",)),
    Case(
        "new-word",
        content("a.docx", zipped([("[Content_Types].xml", b"<x/>"), ("word/d.xml", b"<x/>")])),
        ("not-text",),
    ),
    Case("database", content("a.txt", b"SQLite format 3\0" + bytes(64)), ("not-text",)),
    Case("seven-zip", content("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(64)), ("not-text",)),
    Case("rich-text", content("a.rtf", b"{\\rtf1 He left.}"), ("not-text",)),
    # -- encodings
    Case("utf-8-mark", content("a.txt", b"\xef\xbb\xbf" + GOOD), texts=(TEXT,)),
    Case("utf-16", content("a.txt", TEXT.encode("utf-16")), texts=(TEXT,)),
    Case("utf-16-unmarked", content("a.txt", TEXT.encode("utf-16-be")), texts=(TEXT,)),
    Case(
        "utf-16-cut",
        content("a.txt", b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1]),
        texts=(TEXT[:-1] + "\ufffd",),
    ),
    Case("utf-8-cut", content("a.txt", GOOD + "\u2014".encode()[:2]), texts=(TEXT + "\u00e2\u20ac",)),
    Case(
        "windows",
        content("a.txt", "It\u2019s over \u2013 for now".encode("cp1252")),
        texts=("It\u2019s over \u2013 for now",),
    ),
    Case(
        "mac",
        content("a.txt", "It\u2019s over \u2013 for now".encode("mac_roman")),
        texts=("It\u2019s over \u2013 for now",),
    ),
    Case(
        "few-control-characters", content("a.txt", b"x" * 200 + b"\x07\x1b"), texts=("x" * 200 + "\x07\x1b",)
    ),
    # -- size
    Case("too-large", content("a.txt", b"a" * 10_001), ("too-large",)),
    Case("just-not-too-large", content("a.txt", b"a" * 10_000), texts=("a" * 10_000,)),
    Case("endless-device", lambda _: "/dev/zero", ("too-large",)),
    Case(
        "endless-line",
        content("a.jsonl", b'{"text": "' + b"a" * 30_000 + b'"}\n' + line(text=TEXT)),
        ("too-large",),
        (TEXT,),
    ),
    # -- packed files
    Case("gzip-cut", content("a.txt.gz", gzipped(GOOD)[:-12]), ("broken-archive",)),
    Case("gzip-wrong-sum", content("a.txt.gz", gzipped(GOOD)[:-8] + bytes(8)), ("broken-archive",)),
    Case("gzip-bomb", content("a.txt.gz", gzipped(bytes(5_000_000))), ("too-large",)),
    Case("gzip-in-gzip-bomb", content("a.gz", nested(bytes(5_000_000), 2, gzip.compress)), ("too-large",)),
    Case("gzip-of-nothing", content("a.txt.gz", gzipped(b"")), ("empty",)),
    Case(
        "gzip-twice-in-a-row",
        content("a.txt.gz", gzipped(b"He left ") + gzipped(b"today.")),
        texts=("He left today.",),
    ),
    Case("gzip-padded", content("a.txt.gz", gzipped(GOOD) + bytes(512)), texts=(TEXT,)),
    Case("gzip-with-rubbish-behind", content("a.txt.gz", gzipped(GOOD) + b"rubbish"), ("broken-archive",)),
    Case("gzip-by-name-alone", content("a.txt.gz", GOOD), texts=(TEXT,)),
    Case("bzip2-cut", content("a.txt.bz2", bz2.compress(GOOD)[:-4]), ("broken-archive",)),
    Case("bzip2-bomb", content("a.txt.bz2", bz2.compress(bytes(5_000_000))), ("too-large",)),
    Case("xz-cut", content("a.txt.xz", lzma.compress(GOOD)[:-4]), ("broken-archive",)),
    Case("xz-bomb", content("a.txt.xz", lzma.compress(bytes(5_000_000))), ("too-large",)),
    Case("xz-damaged", content("a.txt.xz", lzma.compress(GOOD)[:20] + bytes(40)), ("broken-archive",)),
    # -- ZIP
    Case("zip-cut", content("a.zip", zipped([("a.txt", GOOD)])[:-30]), ("broken-archive",)),
    Case("zip-of-nothing", content("a.zip", zipped([]))),
    Case("zip-bomb", content("a.zip", zipped([("a.txt", bytes(5_000_000))])), ("too-large",)),
    Case(
        "zip-bomb-of-many",
        content("a.zip", zipped([(f"{n}.txt", b"a" * 9_000) for n in range(40)])),
        ("too-large",),
        ("a" * 9_000,) * 22,
    ),
    Case(
        "zip-in-zip-in-zip-in-zip",
        content("a.zip", nested(GOOD, 4, lambda data: zipped([("a.zip", data)]))),
        ("nested-too-deep",),
    ),
    Case("zip-in-zip", content("a.zip", nested(GOOD, 2, lambda data: zipped([("a", data)]))), texts=(TEXT,)),
    Case(
        "zip-upwards",
        content("a.zip", zipped([("../../a.txt", GOOD), ("b.txt", GOOD)])),
        ("unsafe-path",),
        (TEXT,),
    ),
    Case("zip-absolute", content("a.zip", zipped([("/etc/a.txt", GOOD)])), ("unsafe-path",)),
    Case("zip-drive", content("a.zip", zipped([("C:\\a.txt", GOOD)])), ("unsafe-path",)),
    Case("zip-encrypted", content("a.zip", encrypted()), ("encrypted",)),
    Case("zip-unknown-method", content("a.zip", unknown_method()), ("broken-archive",)),
    Case("zip-wrong-sum", content("a.zip", bad_sum()), ("broken-archive",)),
    Case("zip-wrong-size", content("a.zip", understated()), ("broken-archive",)),
    Case(
        "zip-of-too-many",
        content("a.zip", zipped([(f"{n}.txt", GOOD) for n in range(60)])),
        ("too-large",),
        (TEXT,) * 50,
    ),
    Case(
        "zip-with-mac-rubbish",
        content("a.zip", zipped([("__MACOSX/._a", b"\0"), ("a.txt", GOOD)])),
        texts=(TEXT,),
    ),
    # -- tar
    Case(
        "tar-cut",
        content("a.tar", tarred([("a.txt", b"a" * 5_000)])[:2_000]),
        ("broken-archive", "broken-archive"),
    ),
    Case(
        "tar-upwards",
        content("a.tar", tarred([("../a.txt", GOOD), ("b.txt", GOOD)])),
        ("unsafe-path",),
        (TEXT,),
    ),
    Case(
        "tar-links-and-devices",
        content(
            "a.tar",
            tarred(
                [],
                [
                    ("s", tarfile.SYMTYPE),
                    ("h", tarfile.LNKTYPE),
                    ("d", tarfile.CHRTYPE),
                    ("p", tarfile.FIFOTYPE),
                ],
            ),
        ),
        ("not-a-file",) * 4,
    ),
    Case(
        "tar-same-name-twice",
        content("a.tar", tarred([("a.txt", GOOD), ("a.txt", GOOD)])),
        ("duplicate-member",),
        (TEXT,),
    ),
    Case(
        "tar-gz-bomb",
        content("a.tar.gz", gzipped(tarred([("a.txt", bytes(5_000_000))]))),
        ("too-large", "too-large"),
    ),
    Case(
        "tar-gz-cut",
        content("a.tgz", gzipped(tarred([("a.txt", os.urandom(6_000).hex()[:9_000].encode())]))[:3_000]),
        ("broken-archive",),
    ),
    Case(
        "tar-with-one-bad-member",
        content("a.tar", tarred([("a.txt", bytes(300)), ("b.txt", GOOD)])),
        ("not-text",),
        (TEXT,),
    ),
    Case(
        "tar-with-one-large-member",
        content("a.tar", tarred([("a.txt", b"a" * 20_000), ("b.txt", GOOD)])),
        ("too-large",),
        (TEXT,),
    ),
    Case("tar-xz", content("a.tar.xz", lzma.compress(tarred([("a.txt", GOOD)]))), texts=(TEXT,)),
    Case("tar-bz2", content("a.tar.bz2", bz2.compress(tarred([("a.txt", GOOD)]))), texts=(TEXT,)),
    # -- folders, links, names
    Case("missing", lambda folder: folder / "nowhere.txt", ("not-found",)),
    Case("pattern-of-nothing", lambda folder: folder / "*.txt", ("not-found",)),
    Case("name-with-zero", lambda _: "a\0b", ("not-readable",)),
    Case("name-too-long", lambda folder: folder / ("a" * 5_000), ("not-readable",)),
    Case("empty-folder", empty_folder),
    Case("link-loop", looped_folder, ("link-loop",), (TEXT,)),
    Case("link-to-itself", link("link.txt"), ("link-loop",)),
    Case("dangling-link", link("nowhere.txt"), ("dangling-link",)),
    Case("link-outside", link("../outside.txt"), ("link-outside",)),
    Case("link-to-system-file", link("/etc/hostname"), ("link-outside",)),
    Case("folders-too-deep", deep_folder, ("nested-too-deep",)),
    Case("pipe-in-folder", pipe, ("not-a-file",)),
    Case("socket-in-folder", listening, ("not-a-file",)),
    Case("control-characters-in-name", odd_name, texts=(TEXT,)),
    Case("name-in-no-encoding", name_without_encoding, texts=(TEXT,)),
    Case("rubbish-in-folder", rubbish_beside, texts=(TEXT,)),
    # -- mail
    Case("mail-without-text", content("a.eml", mail("AAAA", "Content-Type: image/png")), ("no-text-part",)),
    Case(
        "mail-of-headers-alone",
        content("a.eml", b"From: a@b.example\r\nSubject: x\r\n\r\n"),
        ("no-text-part",),
    ),
    Case(
        "mail-unknown-charset",
        content("a.eml", mail(TEXT, 'Content-Type: text/plain; charset="x-nonsense"')),
        texts=(TEXT,),
    ),
    Case("mail-bad-date", content("a.eml", mail(TEXT, "Date: the day before never")), texts=(TEXT,)),
    Case(
        "mail-bad-base64",
        content("a.eml", mail("====", "Content-Type: text/plain", "Content-Transfer-Encoding: base64")),
        ("no-text-part",),
    ),
    Case(
        "mail-of-a-page-alone",
        content("a.eml", mail("<p>He left for Tokyo.</p>", "Content-Type: text/html")),
        texts=("He left for Tokyo.",),
    ),
    Case(
        "mail-of-a-page-without-text",
        content("a.eml", mail("<p></p>", "Content-Type: text/html")),
        ("no-main-text",),
    ),
    Case("mail-binary", content("a.eml", b"From: a@b.example\r\n\r\n" + bytes(200)), ("not-text",)),
    Case("mail-nested-deep", content("a.eml", deep_mail(90)), texts=(TEXT,)),
    # -- web pages
    Case(
        "page-without-text",
        content("a.html", b"<html><body><script>1</script></body></html>"),
        ("no-main-text",),
    ),
    Case(
        "page-cut",
        content("a.html", b"<html><body><p>He left yesterday for Tokyo, and she stayed"),
        texts=("He left yesterday for Tokyo, and she stayed",),
    ),
    Case(
        "page-nested-deep",
        content("a.html", b"<html><body>" + b"<b>" * 2_000 + b"He left." + b"</b>" * 200),
        ("no-main-text",),
    ),
    # -- records
    Case("record-broken", content("a.jsonl", b'{"text": \n' + line(text=TEXT)), ("broken-json",), (TEXT,)),
    Case("record-a-list", content("a.jsonl", b"[1, 2]\n" + line(text=TEXT)), ("not-a-record",), (TEXT,)),
    Case("record-without-text", content("a.jsonl", line(id="x", note=TEXT)), ("no-text",)),
    Case("record-text-a-number", content("a.jsonl", line(text=3)), ("no-text",)),
    Case("record-bad-day", content("a.jsonl", line(text=TEXT, published_on="1998-13-45")), ("bad-day",)),
    Case("record-day-a-number", content("a.jsonl", line(text=TEXT, published_on=42)), ("bad-day",)),
    Case("record-nested-deep", content("a.jsonl", b'{"text": ' + b"[" * 9_000 + b"\n"), ("broken-json",)),
    Case("record-long-number", content("a.jsonl", b'{"text": ' + b"1" * 9_000 + b"}\n"), ("broken-json",)),
    Case(
        "record-half-a-pair", content("a.jsonl", b'{"text": "He left \\ud800"}\n'), texts=("He left \ud800",)
    ),
    Case("records-blank-lines", content("a.jsonl", b"\n\n" + line(text=TEXT) + b"  \n"), texts=(TEXT,)),
    Case("json-broken", content("a.json", b'{"text": '), ("broken-json",)),
    Case("json-binary", content("a.json", bytes(range(256))), ("not-text",)),
    Case(
        "json-list-of-numbers",
        content("a.json", b'[1, {"text": "He left."}]'),
        ("not-a-record",),
        ("He left.",),
    ),
    Case("records-binary", content("a.jsonl", bytes(9) + b"\n" + line(text=TEXT)), ("not-text",), (TEXT,)),
    Case(
        "line-longer-than-what-is-read-at-once",
        content("a.jsonl", b'{"text": "' + b"a" * 200_000 + b'"}\n' + line(text=TEXT)),
        ("too-large",),
        (TEXT,),
    ),
    Case("page-binary", content("a.html", b"<html>" + bytes(500)), ("not-text",)),
    Case(
        "records-in-utf-16",
        content("a.jsonl", (line(text=TEXT) * 2).decode().encode("utf-16")),
        texts=(TEXT, TEXT),
    ),
    Case("json-without-text", content("a.json", b'{"events": []}'), ("no-text",)),
    # -- addresses
    Case("protocol-unknown", lambda _: "nonsense://a/b.txt", ("not-readable",)),
    Case("memory-missing", lambda _: "memory://nowhere/b.txt", ("not-found",)),
    Case("file-address-missing", lambda folder: (folder / "nowhere.txt").as_uri(), ("not-found",)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_input_is_read_rightly_or_refused_with_a_reason(case: Case, tmp_path: Path) -> None:
    results = list(read(str(case.make(tmp_path)), limits=SMALL))
    refused = [result for result in results if isinstance(result, Unreadable)]
    texts = [result.content for result in results if isinstance(result, RawIssue)]
    assert [result.problem.code for result in refused] == list(case.codes), results
    assert texts == list(case.texts)
    for result in results:
        assert result.source_key.isprintable()
        assert result.source_uri.isprintable()
    for result in refused:
        assert result.problem.stage == "sources"
        assert result.problem.message.startswith(f"{result.source_key}: ")
        assert result.problem.message.endswith(".")


def test_the_hostile_inputs_are_many() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


def test_one_bad_input_costs_itself_alone(tmp_path: Path) -> None:
    for case in CASES:
        folder = tmp_path / case.name
        folder.mkdir()
        if case.name not in {"pipe-in-folder", "socket-in-folder"}:
            case.make(folder)
    (tmp_path / "zz-last.txt").write_bytes(GOOD)
    results = list(read(str(tmp_path), limits=SMALL))
    assert results[-1].source_key == "zz-last.txt"
    assert isinstance(results[-1], RawIssue)
