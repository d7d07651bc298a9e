"""Treebank sentences as spaCy's training examples. Each sentence is a document of its own.

The tagger learns Penn tag and universal part of speech as one label ("VBD_AUX"): one component gives both.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from training.names import with_entity_names
from training.treebanks import TreebankSentence, read_conllu, read_iob2, with_names


def gold_doc(vocab: Vocab, sentence: TreebankSentence) -> Doc:
    """The sentence as an annotated document."""
    words = sentence.words
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[f"{word.xpos}_{word.upos}" for word in words],
        heads=[word.head for word in words],
        deps=["ROOT" if word.label == "root" else word.label for word in words],
        ents=[word.name for word in words],
        sent_starts=[index == 0 for index in range(len(words))],
    )


def bare_doc(vocab: Vocab, words: list[str], spaces: list[bool] | None = None) -> Doc:
    """Words without annotation, as one sentence that the parser may not divide."""
    return Doc(vocab, words=words, spaces=spaces, sent_starts=[index == 0 for index in range(len(words))])


def example(vocab: Vocab, sentence: TreebankSentence) -> Example:
    """The pair that spaCy learns from."""
    words = sentence.words
    return Example(
        bare_doc(vocab, [word.form for word in words], [word.space for word in words]),
        gold_doc(vocab, sentence),
    )


def read_part(path: Path) -> tuple[TreebankSentence, ...]:
    """Read a treebank; names from "uner_X.iob2" beside it, else from its entity layer, else as they are."""
    sentences = read_conllu(path)
    names = next(iter(sorted(path.parent.glob(f"uner_{path.name.split('.')[0]}.iob2*"))), None)
    if names:
        return with_names(sentences, read_iob2(names))
    if any(word.entity for sentence in sentences for word in sentence.words):
        return tuple(map(with_entity_names, sentences))
    return sentences


@registry.readers("dateline.Treebank.v1")  # type: ignore[untyped-decorator]  # spaCy's
def treebank(paths: list[str], limit: int = 0) -> Callable[[Language], Iterator[Example]]:
    """Sentences of treebank files, for a training configuration; at most `limit` of each file (0: all)."""

    def read(nlp: Language) -> Iterator[Example]:
        for path in paths:
            sentences = read_part(Path(path))
            for sentence in sentences[: limit or None]:
                yield example(nlp.vocab, sentence)

    return read
