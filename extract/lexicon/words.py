"""What rules of grammar ask of words: traits of verbs, lists of nouns, classes."""

from dataclasses import dataclass

from extract.lexicon.classes import Classes
from extract.lexicon.nouns import Nouns
from extract.lexicon.verbs import Verbs


@dataclass(frozen=True, slots=True)
class Words:
    """What a sentence's grammar and the conditions on triggers rest on."""

    verbs: Verbs
    nouns: Nouns
    classes: Classes
