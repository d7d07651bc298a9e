"""Finds every expression of time in English text and resolves it to a TIMEX3 value and days."""

from extract.times.find import find_timexes

__all__ = ["find_timexes"]
