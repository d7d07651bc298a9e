"""Finds and names actors: who acts in an issue, under which names, for which country and sector."""

from extract.actors.descriptions import (
    Description,
    Place,
    adjectival_countries,
    describe_words,
)
from extract.actors.find import find_actors
from extract.actors.gazetteer import Gazetteer, read_gazetteer
from extract.actors.words import Words, words_of

__all__ = [
    "Description",
    "Gazetteer",
    "Place",
    "Words",
    "adjectival_countries",
    "describe_words",
    "find_actors",
    "read_gazetteer",
    "words_of",
]
