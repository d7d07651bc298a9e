"""The shipped lexicon and policy, read once for all tests."""

from extract.lexicon.reading import read_lexicon
from extract.policy import POLICY

LEXICON = read_lexicon()
TRIGGER_POLICY = POLICY.triggers
