"""Annotated issues: documents, their events on the words of parsed sentences, and how documents are split."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extract.issues import parse_issue, readable_text
from extract.issues.publications import read_publications
from extract.language import LanguageModel
from extract.model import DayOptions, RawIssue, Sentence

KEPT_ASIDE = 10
"""One document in so many is never trained on."""
FOLDS = 5
_START = 40
"""Characters of a sentence's beginning that an annotation quotes."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated document: its text as parsed, its sentences, its rows."""

    name: str
    text: str
    sentences: tuple[Sentence, ...]
    rows: tuple[Mapping[str, Any], ...]
    """As GUIDELINES.md of the gold describes them."""
    passages: tuple[int, ...]
    """For each sentence the index of its passage."""
    published: date | None
    """The day that the annotation gives; None where it gives none."""


def number_of(name: str) -> int:
    """A number that a document's or sentence's name decides, the same everywhere."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)


def is_kept_aside(name: str) -> bool:
    """Whether a document is only ever measured on."""
    return number_of(name) % KEPT_ASIDE == 0


def fold_of(name: str) -> int:
    """The fold of a document that is trained on: 0 to 4."""
    return number_of(name) // KEPT_ASIDE % FOLDS


def annotated_files(folders: Iterable[Path], *, kept_aside: bool = False) -> list[Path]:
    """The annotations (.json beside .txt) of folders: those to train on, or those kept aside; each once."""
    found = {path.stem: path for folder in folders for path in sorted(folder.glob("*.json"))}
    return [
        path
        for name, path in sorted(found.items())
        if path.with_suffix(".txt").is_file() and is_kept_aside(name) == kept_aside
    ]


def read_annotated(files: Sequence[Path], model: LanguageModel) -> Iterator[Annotated]:
    """Parse the documents, as extraction does."""
    contents = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    days = [_published(content) for content in contents]
    publications, issues = read_publications(), []
    for path, day in zip(files, days, strict=True):
        raw = RawIssue(path.with_suffix(".txt").read_text(encoding="utf-8"), source_key=f"{path.stem}.txt")
        options = DayOptions(published=day)
        issues.append(parse_issue(raw, publications, options=options)[0])
    texts = ((readable_text(issue), [passage.span for passage in issue.passages]) for issue in issues)
    parsed = model.parse_passages(texts)
    for path, content, day, issue, passages in zip(files, contents, days, issues, parsed, strict=True):
        sentences = tuple(sentence for passage in passages for sentence in passage)
        numbers = tuple(number for number, passage in enumerate(passages) for _ in passage)
        yield Annotated(path.stem, issue.text, sentences, tuple(content["events"]), numbers, day)


def _published(content: Mapping[str, Any]) -> date | None:
    stated = content.get("published_on")
    return date.fromisoformat(stated) if stated else None


@dataclass(frozen=True, slots=True)
class Marked:
    """A row on the words of its sentence."""

    sentence: int
    """Index in `Annotated.sentences`."""
    tokens: tuple[int, ...]
    """The trigger's words."""
    others: tuple[int, ...]
    """Words of triggers that would do as well."""
    row: Mapping[str, Any]


def marked_rows(document: Annotated) -> Iterator[Marked]:
    """The rows whose sentence and trigger are found in the text; rows alike take one place each."""
    taken: set[tuple[int, int]] = set()
    for row in document.rows:
        for number in _sentences_from(document, str(row["sentence_start"])):
            sentence = document.sentences[number]
            places = list(occurrences(sentence, str(row["trigger"])))
            free = [place for place in places if (number, place[0]) not in taken] or places
            if free:
                taken.add((number, free[0][0]))
                others = [
                    p for other in row.get("trigger_alt", ()) for p in occurrences(sentence, str(other))
                ]
                yield Marked(number, free[0], tuple(token for place in others for token in place), row)
                break


def _sentences_from(document: Annotated, start: str) -> Iterator[int]:
    """Sentences in which the quoted beginning begins, then the two behind each."""
    wanted = _plain(start)[: _START - 4]
    found = [
        number
        for number, sentence in enumerate(document.sentences)
        if wanted in _plain(sentence.span.of(document.text) + " " + _next(document, number))
        and _plain(sentence.span.of(document.text))[:1]
        and _begins_in(wanted, _plain(sentence.span.of(document.text)))
    ]
    for number in found:
        yield from range(number, min(number + 3, len(document.sentences)))


def _next(document: Annotated, number: int) -> str:
    if number + 1 == len(document.sentences):
        return ""
    return document.sentences[number + 1].span.of(document.text)


def _begins_in(wanted: str, sentence: str) -> bool:
    """Whether the words begin in the sentence, though they may run over its end."""
    if wanted in sentence:
        return True
    return any(sentence.endswith(wanted[:size]) for size in range(min(len(wanted), len(sentence)), 2, -1))


def _plain(text: str) -> str:
    return "".join(_WORD.findall(text)).lower()


def occurrences(sentence: Sentence, phrase: str) -> Iterator[tuple[int, ...]]:
    """Where the words of a phrase stand in a sentence; "took ... hostage" may have others between."""
    wanted = [_plain(word) for word in phrase.replace("...", " ").split() if _plain(word)]
    words = [_plain(token.text) for token in sentence.tokens]
    if not wanted:
        return
    for first in range(len(words)):
        found = _match(wanted, words, first)
        if found:
            yield found


_GAP = 4
"""Words that may stand between those of a phrase."""


def _match(wanted: Sequence[str], words: Sequence[str], first: int) -> tuple[int, ...]:
    """The tokens of a phrase that begins at a token; a word of the phrase may be several tokens."""
    found: list[int] = []
    at = first
    for word in wanted:
        limit = at + 1 if not found else at + 1 + _GAP
        run = next(
            (run for start in range(at, min(limit, len(words))) if (run := _run(word, words, start))), None
        )
        if run is None:
            return ()
        found += run
        at = found[-1] + 1
    return tuple(found)


def _run(word: str, words: Sequence[str], start: int) -> list[int]:
    """Tokens that together spell a word, from a token on."""
    spelled, run = "", []
    for at in range(start, len(words)):
        spelled += words[at]
        run.append(at)
        if spelled == word and words[at]:
            return run
        if not word.startswith(spelled) or not words[start]:
            return []
    return []


def head_of(sentence: Sentence, tokens: Sequence[int]) -> int:
    """The word among these whose head is not among them."""
    inside = set(tokens)
    outward = [
        at for at in tokens if sentence.tokens[at].head not in inside or sentence.tokens[at].head == at
    ]
    return outward[0] if outward else tokens[0]


def name_heads(sentence: Sentence, names: str) -> list[int]:
    """Heads of the names, joined by "; ", that stand in a sentence; of each the first place."""
    found = []
    for name in names.split(";"):
        place = next(occurrences(sentence, name.strip()), None) or _last_word(sentence, name)
        if place:
            found.append(head_of(sentence, place))
    return list(dict.fromkeys(found))


def _last_word(sentence: Sentence, name: str) -> tuple[int, ...]:
    """Where the last word of a full name stands by itself: "Mugabe" for "Robert Mugabe"."""
    words = name.split()
    if len(words) < 2 or not words[-1][:1].isupper():  # noqa: PLR2004  # a name of two words
        return ()
    return next(occurrences(sentence, words[-1]), ())
