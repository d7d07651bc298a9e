"""What is wrong with a language model."""


class LanguageModelError(Exception):
    """A language model that is missing, or that this program cannot read."""
