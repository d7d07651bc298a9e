"""Which distributions Dateline needs when it runs: those of the lock that it leads to here."""

from collections.abc import Collection, Iterator
from importlib.metadata import distribution, metadata
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK: Final = Path(__file__).parents[1] / "requirements.lock"

WORKSHOP: Final = frozenset({"dev", "training"})
"""Extras for those who change Dateline, not for those who run it."""


def locked(lock: str) -> dict[str, str]:
    r"""The version of each distribution that the text of a lock file has for this Python and platform.

    >>> locked("Attrs==26.1.0 \\\n    --hash=sha256:0\nold==1.0 ; python_version < '3'\n")
    {'attrs': '26.1.0'}
    """
    lines = [line.rstrip(" \\") for line in lock.splitlines() if line[:1].isalnum()]
    pins = [Requirement(line) for line in lines]
    return {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }


def run_extras() -> frozenset[str]:
    """The extras that users install."""
    return frozenset(metadata("dateline").get_all("Provides-Extra", [])) - WORKSHOP


def required(name: str, extra: str) -> Iterator[Requirement]:
    """What a distribution asks for here when it is installed with an extra; "" for none."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def needed(lock: Collection[str]) -> tuple[str, ...]:
    """The names, out of those locked, that Dateline with all extras of users leads to, sorted.

    An extra that is not locked, such as `s3`, is whatever its users install.
    """
    waiting = [("dateline", extra) for extra in ("", *run_extras())]
    seen: set[tuple[str, str]] = set()
    while waiting:
        for requirement in required(*waiting.pop()):
            name = str(canonicalize_name(requirement.name))
            new = {(name, extra) for extra in ("", *requirement.extras)} - seen if name in lock else set()
            seen |= new
            waiting += new
    return tuple(sorted({name for name, _ in seen}))
