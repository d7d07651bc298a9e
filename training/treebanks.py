"""Reads treebanks: CoNLL-U, and names as IOB2; plain or compressed with xz."""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a treebank."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    """Index in `TreebankSentence.words`; its own index for the root."""
    label: str
    space: bool
    """Whether a space follows."""
    entity: str = ""
    """The `Entity=` field of GUM, unread."""
    name: str = "O"
    """IOB2 tag: B-PER, I-PER, ..., O."""


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """One annotated sentence."""

    key: str
    text: str
    words: tuple[Word, ...]
    document: str = ""
    begins_paragraph: bool = False


def read_text(path: Path) -> str:
    """Read a text file, unpacked if its name ends in .xz."""
    content = path.read_bytes()
    return (lzma.decompress(content) if path.suffix == ".xz" else content).decode()


def _blocks(text: str) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """Comments and columns of each sentence."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("#"):
            name, _, value = line[1:].partition("=")
            comments[name.strip()] = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = {}, []


def _misc(row: list[str]) -> dict[str, str]:
    return dict(field.partition("=")[::2] for field in row[9].split("|"))


def _spaces(rows: list[list[str]]) -> dict[int, bool]:
    """For each word number whether a space follows it; inside a multiword token none does."""
    spaces: dict[int, bool] = {}
    for row in rows:
        follows = _misc(row).get("SpaceAfter") != "No"
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            spaces |= dict.fromkeys(range(first, last), False) | {last: follows}
        elif row[0].isdigit():
            spaces.setdefault(int(row[0]), follows)
    return spaces


def parse_conllu(text: str) -> Iterator[TreebankSentence]:
    """Parse CoNLL-U. Empty nodes are dropped; multiword tokens are their words, unspaced."""
    document = ""
    for comments, rows in _blocks(text):
        document = comments.get("newdoc id", document)
        spaces = _spaces(rows)
        words = []
        for row in rows:
            if row[0].isdigit():
                number, head = int(row[0]), int(row[6])
                misc = _misc(row)
                word = Word(
                    form=row[1],
                    lemma=row[2],
                    upos=row[3],
                    xpos=row[4],
                    head=(head or number) - 1,
                    label=row[7],
                    space=spaces[number],
                    entity=misc.get("Entity", ""),
                    name=misc.get("Name", "O"),
                )
                words.append(word)
        paragraph = any(comment.startswith("newpar") for comment in comments)
        yield TreebankSentence(
            comments["sent_id"], comments.get("text", ""), tuple(words), document, paragraph
        )


def read_conllu(path: Path) -> tuple[TreebankSentence, ...]:
    """Read a CoNLL-U file."""
    return tuple(parse_conllu(read_text(path)))


def read_iob2(path: Path) -> dict[str, tuple[str, ...]]:
    """Read an IOB2 file: the tags of each sentence, by its id. What is not PER, LOC or ORG is O."""
    kept = ("PER", "LOC", "ORG")
    return {
        comments["sent_id"]: tuple(row[2] if row[2][2:] in kept else "O" for row in rows)
        for comments, rows in _blocks(read_text(path))
    }


def with_names(
    sentences: tuple[TreebankSentence, ...], tags: dict[str, tuple[str, ...]]
) -> tuple[TreebankSentence, ...]:
    """Put the names of an IOB2 file on its treebank; sentences that it lacks are left out."""
    return tuple(
        replace(
            sentence,
            words=tuple(
                replace(word, name=tag) for word, tag in zip(sentence.words, tags[sentence.key], strict=True)
            ),
        )
        for sentence in sentences
        if len(tags.get(sentence.key, ())) == len(sentence.words)
    )
