"""lemminflect without spaCy, which it imports to hook into, where there is one: that takes a second.

Import `lemminflect` from here.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["lemminflect"]


class _Absent:
    """Finds that spaCy is not there."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:  # noqa: ARG004  # Python's
        """Say that spaCy cannot be imported, and nothing of any other module."""
        if name == "spacy":
            message = "not wanted here"
            raise ModuleNotFoundError(message, name=name)


@contextmanager
def _without_spacy() -> Iterator[None]:
    absent = _Absent()
    sys.meta_path.insert(0, absent)
    try:
        yield
    finally:
        sys.meta_path.remove(absent)


with _without_spacy():
    import lemminflect  # type: ignore[import-untyped]  # it has none
