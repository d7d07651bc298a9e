"""Who an actor is across documents: one identity for a person, body or state, whatever issue names it.

An identity is "kind:country:name", of a person "person:country:surname:given name": lower-case letters, so
that spellings of one name fall together ("Kiriyenko", "Kirienko"). A document that gives no first name
leaves it out, so that whoever compares can tell "Yeltsin" from nobody called Yeltsin.

| kind | who | name |
|---|---|---|
| country | a state, and a capital or seat that stands for it | none |
| person | a named person | surname, given name |
| office | an unnamed holder of an office | the office |
| body | a named body | its name, as the lexicon has it where it knows it |
| place | a region or town that acts | its name |
| group | an unnamed group | its sector, or else its noun |
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from extract.actors.gazetteer import Gazetteer, longest
from extract.model import Actor, Cast, Participant, Side

JOIN: Final = "; "

SURNAME_FIRST: Final = frozenset({"CHN", "KOR", "PRK", "VNM", "TWN", "HKG", "KHM"})
"""Countries whose people are named with the surname first."""

SIGNS: Final = "'`\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER PRIME}"
"""Apostrophes, and signs that romanisations use for letters."""

ONE_NAME: Final = frozenset({"IDN", "MMR", "AFG"})
"""Countries many of whose people bear one name: it is the surname here."""

_SPELLINGS: Final = (
    (re.compile(r"^ye"), "e"),
    (re.compile(r"iye|ye(?=[^aeiou])"), "ie"),
    (re.compile(r"e[yj]\b"), "ei"),
    (re.compile(r"(?:iy|ii|yy|yi|y)\b"), "i"),
    (re.compile(r"iu"), "yu"),
    (re.compile(r"ia\b"), "ya"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"([b-df-hj-np-tv-z])\1"), r"\1"),
)
"""Romanisations of one Cyrillic letter or ending that digests mix, and doubled consonants."""


def identity_of(participant: Participant, cast: Cast, tables: Gazetteer) -> str:
    """The identity of one who takes part in an event; empty where nothing tells who it is.

    >>> from extract.lexicon.reading import read_lexicon
    >>> tables = read_lexicon().gazetteer
    >>> one = Participant("actor", "Boris Yeltsin", "RUS", "GOV", None, 0)
    >>> identity_of(one, Cast((Actor("Boris Yeltsin", "person", "RUS", "GOV"),)), tables)
    'person:RUS:eltsin:boris'
    >>> identity_of(Participant("actor", "Russian troops", "RUS", "MIL", None), Cast(), tables)
    'group:RUS:mil'
    """
    if participant.actor is None:
        return _described(participant, tables)
    return identity(cast.actors[participant.actor], tables)


def identity(actor: Actor, tables: Gazetteer) -> str:
    """The identity of an actor.

    >>> from extract.lexicon.reading import read_lexicon
    >>> tables = read_lexicon().gazetteer
    >>> identity(Actor("Moscow", "place", "RUS", "GOV"), tables)
    'country:RUS'
    >>> identity(Actor("Zhu Rongji", "person", "CHN", "GOV"), tables)
    'person:CHN:zhu:rongji'
    """
    country = actor.country or ""
    known = tables.known(actor.name)
    if actor.kind == "person":
        return _person(actor.name, country, tables)
    if known is not None and known.role in {"country", "capital", "seat"} and known.country:
        return f"country:{known.country}"
    kind = {"place": "place", "organisation": "body", "group": "group"}[actor.kind]
    return f"{kind}:{country}:{slug(known.name if known is not None else actor.name)}"


def joined_identities(
    participants: Sequence[Participant], side: Side, cast: Cast, tables: Gazetteer
) -> str | None:
    """The identities of one side, joined in the participants' order; None where there is none."""
    found = [identity_of(one, cast, tables) for one in participants if one.side == side]
    return JOIN.join(found) or None


def slug(name: str) -> str:
    """A name in lower-case letters with hyphens, without marks and article.

    >>> slug("the State Duma"), slug("Ürümqi")
    ('state-duma', 'urumqi')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in SIGNS)
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    return "-".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def spelled(name: str) -> str:
    """A slug in which the romanisations of one Cyrillic name are one.

    >>> spelled("Kiriyenko") == spelled("Kirienko"), spelled("Sergey") == spelled("Sergei")
    (True, True)
    """
    plain = slug(name)
    for pattern, instead in _SPELLINGS:
        plain = pattern.sub(instead, plain)
    return plain


def _person(name: str, country: str, tables: Gazetteer) -> str:
    words = name.split()
    particles = tables.words.get("particles", frozenset())
    if country in SURNAME_FIRST and len(words) > 1:
        surname, given = words[0], words[1:]
    elif country in ONE_NAME and len(words) == 1:
        surname, given = words[0], []
    else:
        at = len(words) - 1
        while at > 1 and words[at - 1].lower() in particles:
            at -= 1
        surname, given = " ".join(words[at:]), words[: min(at, 1)]
    first = spelled(" ".join(given))
    return ":".join(("person", country, spelled(surname), *([first] if len(first) > 1 else [])))


def _described(participant: Participant, tables: Gazetteer) -> str:
    """The identity of somebody only described: an office of a country, else a group by its sector."""
    country = participant.country or ""
    words = participant.name.lower().split()
    for at in range(len(words)):
        title = longest(tables.titles, words, at)
        if title is not None and title[0].kind == "office" and at + title[1] == len(words) and country:
            return f"office:{country}:{slug(' '.join(words[at:]))}"
    sector = (participant.sector or "").lower()
    noun = slug(words[-1]) if words and words[-1].isalpha() else ""
    return f"group:{country}:{sector or noun}" if country or sector or noun else ""
