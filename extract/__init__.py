"""Text of news digests to events: who did what to whom, when, and did it happen.

>>> from extract import extract_issue
>>> extraction = extract_issue("Rebels attacked the town on 3 March 1998.")
>>> [(event.event_type, str(event.first_day)) for event in extraction.events]
[('ASSAULT', '1998-03-03')]
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.pipeline import extract_issue, extract_issues, version

__all__ = ["extract_issue", "extract_issues", "version"]


def __getattr__(name: str) -> object:
    """Load the pipeline, and with it the NLP library, when it is first asked for."""
    if name in __all__:
        from extract import pipeline  # noqa: PLC0415  # a plain import of this package must stay cheap

        return getattr(pipeline, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
