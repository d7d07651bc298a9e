"""Finds every expression of time in English text and resolves it to a TIMEX3 value and days."""

from extract.times.find import Times, find_timexes, read_times
from extract.times.lexicon import TimeLexicon
from extract.times.reading import read_time_lexicon

__all__ = ["TimeLexicon", "Times", "find_timexes", "read_time_lexicon", "read_times"]
