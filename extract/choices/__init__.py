"""The learned decisions: named features in, probabilities out, weights that one can read; knows no text."""

from extract.choices.choice import Choice, Choices, ChoicesError, Features, read_choices, write_choices

__all__ = ["Choice", "Choices", "ChoicesError", "Features", "read_choices", "write_choices"]
