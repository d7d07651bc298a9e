"""Finds the words that tell an event: its type, mode and code, and the frame that says who takes part."""

from extract.triggers.lexicon import LexiconError, TriggerLexicon, load_lexicon, read_lexicon
from extract.triggers.matching import find_triggers
from extract.triggers.standing import TriggerPolicy

__all__ = ["LexiconError", "TriggerLexicon", "TriggerPolicy", "find_triggers", "load_lexicon", "read_lexicon"]
