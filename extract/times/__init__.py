"""Finds every expression of time in English text and resolves it to a TIMEX3 value and days."""

from extract.times.find import find_timexes
from extract.times.lexicon import TimeLexicon
from extract.times.reading import read_time_lexicon

__all__ = ["TimeLexicon", "find_timexes", "read_time_lexicon"]
