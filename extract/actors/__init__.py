"""Finds and names actors: who acts in an issue, under which names, for which country and sector."""

from extract.actors.descriptions import (
    Description,
    Place,
    actors_at,
    adjectival_countries,
    describe,
    describe_pair,
    describe_words,
    is_city,
    place_of,
)
from extract.actors.find import find_actors
from extract.actors.gazetteer import Gazetteer, read_gazetteer
from extract.actors.words import Words, words_of

__all__ = [
    "Description",
    "Gazetteer",
    "Place",
    "Words",
    "actors_at",
    "adjectival_countries",
    "describe",
    "describe_pair",
    "describe_words",
    "find_actors",
    "is_city",
    "place_of",
    "read_gazetteer",
    "words_of",
]
