"""The licences of what Dateline needs, held to a written list: `python -m supply.licences`.

The list is licences.toml: what is accepted of any distribution, and what of a single one, with the reason.
What is checked is what the distributions' own metadata say, no more.
"""

import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import metadata, version
from pathlib import Path
from typing import Final

from supply.dependencies import LOCK, locked, needed

LIST: Final = Path(__file__).with_name("licences.toml")


@dataclass(frozen=True, slots=True)
class Exemption:
    """A licence that one distribution may have, and why."""

    licence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The licences of the list, by every name that metadata give them, and the exemptions by distribution."""

    names: frozenset[str]
    exemptions: Mapping[str, Exemption]


def read_list(text: str) -> Accepted:
    """The written list, from its TOML."""
    read = tomllib.loads(text)
    names = {name for licence, others in read["accepted"].items() for name in (licence, *others)}
    return Accepted(frozenset(names), {name: Exemption(**one) for name, one in read["exemptions"].items()})


def licence_of(name: str) -> str:
    """What an installed distribution says of its licence; "" where it says nothing.

    Its SPDX expression counts first, then its classifiers, then the free field. Several classifiers don't
    tell whether all hold or any: they are read as all.
    """
    said = metadata(name)
    labels = [label for label in said.get_all("Classifier", []) if label.startswith("License ::")]
    classified = " AND ".join(label.rpartition(" :: ")[2] for label in labels)
    expression, free = (
        str(said[field]) if field in said else "" for field in ("License-Expression", "License")
    )
    return expression or classified or free.strip()


def parts(licence: str) -> list[str]:
    """The single licences of an expression.

    >>> parts("MPL-2.0 AND (Apache-2.0 OR MIT)")
    ['MPL-2.0', 'Apache-2.0', 'MIT']
    >>> parts("ISC License (ISCL)")
    ['ISC License (ISCL)']
    """
    found = re.split(r"\s+(?:AND|OR)\s+", licence)
    return [one if one.count("(") == one.count(")") else one.strip("()") for one in found]


def objection(name: str, licence: str, accepted: Accepted) -> str | None:
    """What is to be said against a distribution's licence; None where it may stay.

    An exemption holds for the licence that it names: under another one, the distribution is looked at anew.
    """
    exemption = accepted.exemptions.get(name)
    if exemption.licence == licence if exemption else accepted.names.issuperset(parts(licence)):
        return None
    told = f"is {first_line(licence)!r}, which is not accepted" if licence else "is not told"
    return f"{name}: its licence {told}; do without it, or write it into {LIST.name} with the reason"


def first_line(text: str) -> str:
    """What stands before the first line break: some metadata hold a whole licence."""
    return text.partition("\n")[0]


def main() -> int:
    """List every licence; tell those that are refused, and end with status 1 if there are any."""
    accepted = read_list(LIST.read_text("utf-8"))
    found = {name: licence_of(name) for name in needed(locked(LOCK.read_text("utf-8")))}
    for name, licence in found.items():
        mark = f"  (exempt: {accepted.exemptions[name].reason})" if name in accepted.exemptions else ""
        print(f"{name} {version(name)}: {first_line(licence)}{mark}")
    refused = [said for name, licence in found.items() if (said := objection(name, licence, accepted))]
    print(*refused, sep="\n", end="\n" if refused else "", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
