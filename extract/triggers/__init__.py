"""Finds the words that tell an event: its type, mode and code."""

from extract.triggers.lexicon import TriggerLexicon, read_triggers
from extract.triggers.matching import find_triggers

__all__ = ["TriggerLexicon", "find_triggers", "read_triggers"]
