"""What fuzzing starts from: a document of each format, words that rules look for, and ways to spoil both."""

import gzip
import io
import json
import tarfile
import zipfile
from typing import Final

from hypothesis import strategies as st

from benchmarks.texts import KINDS
from tests.conftest import ROOT

ISSUES: Final = tuple(path.read_text("utf-8")[:1500] for path in sorted((ROOT / "examples").glob("*.txt")))[
    :6
]
TEXT: Final = ISSUES[0]


def _zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _tarred(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        header = tarfile.TarInfo(name)
        header.size = len(content)
        archive.addfile(header, io.BytesIO(content))
    return buffer.getvalue()


PAGE: Final = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks</title></head><body><div><h1>Talks</h1>'
    f"<p>{TEXT[:600]}</p><table><tr><td>1</td></tr></table></div></body></html>"
)
MAIL: Final = (
    "From: a@example.org\nTo: b@example.org\nDate: Tue, 14 Jul 1998 09:00:00 +0000\nSubject: Monitor\n"
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n'
    f"Content-Type: text/plain; charset=utf-8\n\n{TEXT[:600]}\n--x\n"
    f"Content-Type: text/html\n\n{PAGE[:400]}\n--x--\n"
)
FEED: Final = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>M</title><item><title>Talks</title>'
    f"<pubDate>Tue, 14 Jul 1998 09:00:00 GMT</pubDate><description>{TEXT[:400]}</description></item>"
    "</channel></rss>"
)
RECORD: Final = json.dumps({"text": TEXT[:400], "title": "Talks", "date": "1998-07-14", "id": 7})

FILES: Final[tuple[tuple[str, bytes], ...]] = (
    ("a.txt", TEXT.encode()),
    ("a.html", PAGE.encode()),
    ("a.eml", MAIL.encode()),
    ("a.mbox", f"From x Tue Jul 14 09:00:00 1998\n{MAIL}\n".encode()),
    ("a.rss", FEED.encode()),
    ("a.json", f"[{RECORD}]".encode()),
    ("a.jsonl", f"{RECORD}\n{RECORD}\n".encode()),
    ("a.csv", f'date,title,text\n1998-07-14,Talks,"{TEXT[:300]}"\n'.encode()),
    ("a.tsv", b"date\ttext\n1998-07-14\tRebels seized the town.\n"),
    ("a.zip", _zipped("a.txt", TEXT.encode())),
    ("a.tar", _tarred("a.html", PAGE.encode())),
    ("a.gz", gzip.compress(TEXT.encode(), mtime=0)),
    ("a", TEXT.encode("utf-16")),
    ("b", TEXT.encode("cp1251", "replace")),
)
"""A file of each format, by name."""

WORDS: Final = (
    *("yesterday", "July 13", "on Monday", "next year", "the 1990s", "from 3 to 5 May", "two days before"),
    *(
        "(AP, July 13)",
        "(Itar-Tass, July 12-",
        "Publication: Monitor Volume: 4 Issue: 134",
        "TOKYO, July 13 - ",
    ),
    *("Boris Yeltsin", "the Duma", "U.S.", "Gen. A. Lebed", "he", "they", "killed 12 people", "$5 million"),
    *(
        "said that",
        "will",
        "not",
        "reportedly",
        "if",
        "\u201c",
        "\u2019",
        "\u2026",
        "\u00ad",
        "\u200b",
        "\ufeff",
    ),
    *("<script>", "</b>", "&amp;", "&#0;", "\n\n", "\r\n", "\x00", "\x1c", "\u2028", "\ud800", "\U0001f600"),
    *("%s", "{0}", "'; DROP TABLE events; --", "\\", "29 February 1999", "0000-00-00", "31/31/99", "BC 44"),
    *("99999999999999999999 days ago", "1998-W60", "the year 10000", "\u0661\u0662", "\u00b2", "\uff11"),
)
"""What rules, formats and databases look for, or stumble over."""


@st.composite
def spoilt(draw: st.DrawFn, seeds: tuple[str, ...] = ISSUES) -> str:
    """A seed, a kind of text or chance, cut, doubled and mixed with words that rules look for."""
    text = draw(
        st.one_of(
            st.sampled_from(seeds),
            st.sampled_from(list(KINDS)).map(lambda kind: KINDS[kind](300)),
            st.text(max_size=200),
            st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
        )
    )
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        new = draw(st.one_of(st.sampled_from(WORDS), st.text(max_size=8), st.just(text[start:end] * 3)))
        text = text[:start] + new + text[end:]
    return text[:3000]


@st.composite
def spoilt_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of some format, its bytes cut, doubled and changed."""
    name, content = draw(st.sampled_from(FILES))
    name = draw(st.sampled_from([name, name, name, *(other for other, _ in FILES)]))
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        word = draw(st.sampled_from(WORDS)).encode("utf-8", "surrogatepass")
        new = draw(st.one_of(st.just(word), st.binary(max_size=8), st.just(content[start:end] * 3)))
        content = content[:start] + new + content[end:]
    return name, content
