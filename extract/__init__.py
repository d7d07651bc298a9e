"""Text of news digests to events: who did what to whom, when, and did it happen.

>>> from extract import extract_issue
>>> extraction = extract_issue("Rebels attacked the town on 3 March 1998.")
>>> [(event.event_type, str(event.first_day)) for event in extraction.events]
[('ASSAULT', '1998-03-03')]

`Extractor` does the same by a lexicon, a language model and a policy of one's own.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.extractor import (
        Extractor,
        Lexicon,
        LexiconError,
        Policy,
        extract_issue,
        extract_issues,
        load_model,
        read_lexicon,
        version,
    )

__all__ = [
    "Extractor",
    "Lexicon",
    "LexiconError",
    "Policy",
    "extract_issue",
    "extract_issues",
    "load_model",
    "read_lexicon",
    "version",
]


def __getattr__(name: str) -> object:
    """Load the extractor, and with it the NLP library, when it is first asked for."""
    if name in __all__:
        from extract import extractor  # noqa: PLC0415  # a plain import of this package must stay cheap

        return getattr(extractor, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
