"""The learned decisions: named features in, probabilities out, weights that one can read; knows no text."""

from extract.choices.choice import (
    NAMES,
    Choice,
    Choices,
    ChoicesError,
    Cross,
    Features,
    Reason,
    Weights,
    crossed,
    log_share,
    read_choices,
    write_choices,
)

__all__ = [
    "NAMES",
    "Choice",
    "Choices",
    "ChoicesError",
    "Cross",
    "Features",
    "Reason",
    "Weights",
    "crossed",
    "log_share",
    "read_choices",
    "write_choices",
]
