"""The shipped lexicon and policy, read once for all tests."""

from dataclasses import replace

from extract.lexicon.reading import read_lexicon
from extract.policy import POLICY

LEXICON = read_lexicon()
TRIGGER_POLICY = replace(POLICY.triggers, least_weight=0.3)
"""With the senses alone that may tell an event by themselves: weaker ones are evidence for a choice."""
