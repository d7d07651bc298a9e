"""Finds and names actors: who acts in an issue, under which names, for which country and sector."""

from extract.actors.descriptions import (
    Description,
    Place,
    actors_at,
    adjectival_countries,
    describe,
    is_city,
    place_of,
)
from extract.actors.find import find_actors
from extract.actors.gazetteer import Gazetteer, LexiconError, gazetteer

__all__ = [
    "Description",
    "Gazetteer",
    "LexiconError",
    "Place",
    "actors_at",
    "adjectival_countries",
    "describe",
    "find_actors",
    "gazetteer",
    "is_city",
    "place_of",
]
