"""Reads a treebank with the names that belong to it."""

from pathlib import Path

from training.names import with_entity_names
from training.treebanks import TreebankSentence, read_conllu, read_iob2, with_names


def read_part(path: Path) -> tuple[TreebankSentence, ...]:
    """Read a treebank; names from "uner_X.iob2" beside it, else from its entity layer, else as they are."""
    sentences = read_conllu(path)
    names = next(iter(sorted(path.parent.glob(f"uner_{path.name.split('.')[0]}.iob2*"))), None)
    if names:
        return with_names(sentences, read_iob2(names))
    if has_entities(sentences):
        return tuple(map(with_entity_names, sentences))
    return sentences


def has_entities(sentences: tuple[TreebankSentence, ...]) -> bool:
    """Whether a treebank has an entity layer, from which its names are read."""
    return any(word.entity for sentence in sentences for word in sentence.words)
