"""What is asked of verbs: the traits of each, and the verbs of each trait."""

from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable

from extract.lexicon.files import LexiconError, read_toml, word_list

FILE = "verbs.toml"


@dataclass(frozen=True)
class Verbs:
    """The verbs that have each trait, by dictionary form; `verbs.toml` explains the traits."""

    reports: frozenset[str]
    quotes: frozenset[str]
    personal: frozenset[str]
    hedges_when_passive: frozenset[str]
    light: frozenset[str]
    lends_time: frozenset[str]
    entitles: frozenset[str]
    continues: frozenset[str]
    heads: frozenset[str]
    nominates: frozenset[str]
    installs: frozenset[str]
    mutual: frozenset[str]
    expletive: frozenset[str]


TRAITS = tuple(field.name for field in fields(Verbs))


def read_verbs(folder: Traversable) -> Verbs:
    """Read `verbs.toml` of a lexicon.

    Raises:
        LexiconError: a verb has no trait, or one that is unknown.

    >>> from extract.lexicon.files import SHIPPED
    >>> "tell" in read_verbs(SHIPPED).reports
    True
    """
    having: dict[str, set[str]] = {trait: set() for trait in TRAITS}
    for verb, traits in read_toml(folder, FILE).items():
        for trait in word_list(traits, FILE, verb) or {""}:
            if trait not in having:
                raise LexiconError(FILE, verb, f"has no trait {trait!r}: the traits are {', '.join(TRAITS)}")
            having[trait].add(verb)
    return Verbs(**{trait: frozenset(verbs) for trait, verbs in having.items()})
