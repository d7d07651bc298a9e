"""Scores parses against treebanks, as the CoNLL 2018 shared task does: every word counts, punctuation too."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from extract.language import LanguageModel
from extract.model import Sentence
from training.treebanks import TreebankSentence

NAME_TYPES = ("PER", "LOC", "ORG")


@dataclass(frozen=True, slots=True)
class Scores:
    """Percentages. On gold words all but the names are accuracies; on raw text all are F1."""

    words: int
    """Words of the gold standard."""
    xpos: float
    upos: float
    lemma: float
    uas: float
    las: float
    """Head and universal relation, subtypes cut off, as the shared task has it."""
    las_subtypes: float
    """Head and full relation."""
    names: dict[str, float]
    """F1 of exact spans, by type and over all ("ALL")."""

    def row(self) -> str:
        """The scores as one row of a table."""
        head = (self.xpos, self.upos, self.lemma, self.uas, self.las, self.las_subtypes)
        names = (self.names[kind] for kind in (*NAME_TYPES, "ALL"))
        return " | ".join(f"{score:5.2f}" for score in (*head, *names))


HEADER = " XPOS |  UPOS | lemma |   UAS |   LAS | LAS+s |   PER |   LOC |   ORG |   ALL"


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall, in per cent; 0 where there is nothing.

    >>> f1(1, 2, 2)
    50.0
    """
    return 200.0 * right / (found + gold) if found + gold else 0.0


def base_label(label: str) -> str:
    """The universal relation, without its subtype.

    >>> base_label("acl:relcl")
    'acl'
    """
    return label.partition(":")[0]


def name_spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """The names of a sentence in IOB2 tags, or in bare types where neighbours of one type are one name.

    >>> sorted(name_spans(["B-PER", "I-PER", "O", "LOC"]))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    spans = set()
    start, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        now = tag.rpartition("-")[2].replace("O", "") if tag == "O" else tag.rpartition("-")[2]
        if kind and (now != kind or tag.startswith("B-")):
            spans.add((start, index, kind))
            kind = ""
        if now and not kind:
            start, kind = index, now
    return spans


def score(gold: Sequence[TreebankSentence], parsed: Sequence[Sentence]) -> Scores:
    """Score parses of the gold words, sentence by sentence."""
    counts: Counter[str] = Counter()
    for truth, sentence in zip(gold, parsed, strict=True):
        counts += _agreements(truth, sentence)
    accuracy = {name: 100.0 * counts[name] / counts["words"] for name in _MEASURES}
    names = {
        kind: f1(counts[f"{kind} right"], counts[f"{kind} found"], counts[f"{kind} gold"])
        for kind in (*NAME_TYPES, "ALL")
    }
    return Scores(counts["words"], **accuracy, names=names)


_MEASURES = ("xpos", "upos", "lemma", "uas", "las", "las_subtypes")


def _agreements(truth: TreebankSentence, sentence: Sentence) -> Counter[str]:
    counts: Counter[str] = Counter(words=len(truth.words))
    for word, token in zip(truth.words, sentence.tokens, strict=True):
        same_head = word.head == token.head
        counts["xpos"] += word.xpos == token.tag
        counts["upos"] += word.upos == token.pos
        counts["lemma"] += word.lemma in (token.lemma, "_")
        counts["uas"] += same_head
        counts["las"] += same_head and base_label(word.label) == base_label(token.label)
        counts["las_subtypes"] += same_head and word.label == token.label
    gold, found = (
        name_spans([word.name for word in truth.words]),
        name_spans([token.name for token in sentence.tokens]),
    )
    for kind in (*NAME_TYPES, "ALL"):
        ours, theirs = ({s for s in spans if kind in (s[2], "ALL")} for spans in (found, gold))
        counts[f"{kind} right"] += len(ours & theirs)
        counts[f"{kind} found"] += len(ours)
        counts[f"{kind} gold"] += len(theirs)
    return counts


def measure_words(model: LanguageModel, gold: Iterable[TreebankSentence]) -> Scores:
    """Score a model on gold words and gold sentences."""
    sentences = tuple(gold)
    words = ([word.form for word in sentence.words] for sentence in sentences)
    spaces = ([word.space for word in sentence.words] for sentence in sentences)
    parsed = tuple(model.parse_words(words, spaces))
    return score(sentences, parsed)


@dataclass(frozen=True, slots=True)
class RawScores:
    """F1 on raw text, in per cent, as the shared task has it: words are compared by their characters."""

    words: float
    sentences: float
    uas: float
    las: float


_Arc = tuple[tuple[int, int], tuple[int, int], str]
"""A word's characters, its head's (its own for the root), and the universal relation."""


def measure_raw(model: LanguageModel, gold: Iterable[TreebankSentence]) -> RawScores:
    """Score a model on running text: its paragraphs apart, its sentences as they were printed."""
    truth, found = _Positions(), _Positions()
    for _, group in groupby(gold, key=lambda sentence: sentence.document):
        sentences = tuple(group)
        for sentence in sentences:
            truth.add([(w.form, w.head, w.label) for w in sentence.words])
        (parsed,) = model.parse(["".join(_running(sentence) for sentence in sentences)])
        for parse in parsed:
            found.add([(t.text, t.head, t.label) for t in parse.tokens])
    return RawScores(
        words=_overlap(truth.words, found.words),
        sentences=_overlap(truth.sentences, found.sentences),
        uas=_overlap({arc[:2] for arc in truth.arcs}, {arc[:2] for arc in found.arcs}),
        las=_overlap(truth.arcs, found.arcs),
    )


def _running(sentence: TreebankSentence) -> str:
    words = "".join(word.form + " " * word.space for word in sentence.words)
    return f"\n\n{words}" if sentence.begins_paragraph else words


def _overlap(gold: AbstractSet[object], found: AbstractSet[object]) -> float:
    return f1(len(gold & found), len(found), len(gold))


class _Positions:
    """Words, sentences and arcs as positions among the characters that are no blanks."""

    def __init__(self) -> None:
        self.at = 0
        self.words: set[tuple[int, int]] = set()
        self.sentences: set[tuple[int, int]] = set()
        self.arcs: set[_Arc] = set()

    def add(self, rows: Sequence[tuple[str, int, str]]) -> None:
        """Add a sentence of (form, head, label)."""
        start, spans = self.at, []
        for form, _, _ in rows:
            end = self.at + len("".join(form.split()))
            spans.append((self.at, end))
            self.at = end
        self.words |= set(spans)
        self.sentences.add((start, self.at))
        self.arcs |= {
            (span, spans[head], base_label(label)) for span, (_, head, label) in zip(spans, rows, strict=True)
        }
