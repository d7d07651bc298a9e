"""An archive of any size, made up by a seeded chance: items as a digest prints them, each with its own text.

    python -m benchmarks.archive FOLDER --items 2000

Length, citations, dates and furniture are those of the Monitor's years; the sentences stand in archive.toml.
They hold more events than news does, so that speeds measured on them are on the careful side.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import click

from extract.issues import parse_issue, read_publications
from extract.model import RawIssue

WORDS: Final = (110, 350)
"""Length of an item, less what its last passage goes beyond it: 150 to 400 words in all."""

ITEMS_AN_ISSUE: Final = 5
FIRST_VOLUME: Final = 3
"""Volumes 1 and 2 cite by numbers and lose spaces; from the third on all look alike."""

VOLUMES: Final = 5
ISSUES_A_VOLUME: Final = 230
SENTENCES_A_PASSAGE: Final = (3, 6)
ITEMS_A_FOLDER: Final = 1000
_SLOT: Final = re.compile(r"\{(?P<slot>[a-z]+)\}")


def item(number: int, seed: int = 0) -> str:
    """The text of item `number`: the same for the same arguments, on every machine.

    >>> item(7) == item(7), item(7) == item(8)
    (True, False)
    >>> 150 <= len(item(7).split()) <= 460
    True
    """
    chance = random.Random(f"{seed}:{number}")  # noqa: S311  # no secret
    volume, issue = place_of(number)
    day = published_on(volume, issue)
    passages = [passage(chance, day)]
    wanted = chance.randint(*WORDS)
    while sum(len(words.split()) for words in passages) < wanted:
        passages.append(passage(chance, day))
    body = "\n\n".join(passages)
    header = f"Publication: Monitor Volume: {volume} Issue: {issue}"
    top = filled("headlines", chance, day).upper()
    below = filled("headlines", chance, day).upper()
    return f"{top}\n\n{header}\n\n{body}\n\nThe decree bears the number {seed}-{number}.\n\n{below}\n"


def place_of(number: int) -> tuple[int, int]:
    """Volume and issue of an item; items go on in turns where the volumes are full.

    >>> place_of(0), place_of(5), place_of(1150)
    ((3, 1), (3, 2), (4, 1))
    """
    volume, issue = divmod(number // ITEMS_AN_ISSUE, ISSUES_A_VOLUME)
    return FIRST_VOLUME + volume % VOLUMES, 1 + issue


@cache
def published_on(volume: int, issue: int) -> date:
    """The publication day by the calendar of issues."""
    content = f"Publication: Monitor Volume: {volume} Issue: {issue}\n\nNothing happened."
    return parse_issue(RawIssue(content), read_publications())[0].published_on or date(1998, 1, 1)


def passage(chance: random.Random, day: date) -> str:
    """Some sentences and the citation that closes them."""
    count = chance.randint(*SENTENCES_A_PASSAGE)
    told = [filled("sentences", chance, day) for _ in range(count)]
    sources = ", ".join(chance.sample(words()["agencies"], chance.choice((1, 2))))
    cited = day - timedelta(days=1)
    return f"{' '.join(told)} ({sources}, {cited:%B} {cited.day})"


def filled(table: str, chance: random.Random, day: date) -> str:
    """A sentence of the table with every slot filled, its first letter large."""
    choices = choose(chance, day)
    text = chance.choice(words()[table])
    while _SLOT.search(text):
        text = _SLOT.sub(lambda slot: choices[slot["slot"]], text)
    return text[0].upper() + text[1:]


def choose(chance: random.Random, day: date) -> Mapping[str, str]:
    """What the slots of one sentence hold."""
    known = words()
    who, whom = chance.sample(known["people"], 2)
    state, other = chance.sample(known["states"], 2)
    town, place = chance.sample(known["towns"], 2)
    near = day + timedelta(days=chance.randint(-40, 40))
    return {
        "who": who,
        "whom": whom,
        "short": who.split()[-1],
        "shorter": whom.split()[-1],
        "state": state,
        "other": other,
        "town": town,
        "place": place,
        "people": chance.choice(known["peoples"]),
        "body": chance.choice(known["bodies"]),
        "thing": chance.choice(known["things"]),
        "past": chance.choice(known["past"]),
        "ahead": chance.choice(known["ahead"]),
        "weekday": f"{near:%A}",
        "month": f"{near:%B}",
        "count": str(chance.randint(2, 19)),
        "number": str(chance.randint(4, 28)),
        "sum": str(chance.randint(15, 900)),
    }


@cache
def words() -> Mapping[str, list[str]]:
    """The tables of archive.toml."""
    tables: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("archive.toml").read_text("utf-8"))
    return tables


def write_archive(folder: Path, items: int, seed: int = 0) -> int:
    """Writes so many items into `folder`, a file each, a thousand a subfolder.

    Returns:
        How many words they have.
    """
    count = 0
    for number, (path, text) in enumerate(files(folder, items, seed)):
        if number % ITEMS_A_FOLDER == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        count += len(text.split())
    return count


def files(folder: Path, items: int, seed: int) -> Iterator[tuple[Path, str]]:
    """The path of each item and its text."""
    for number in range(items):
        yield folder / f"{number // ITEMS_A_FOLDER:04}" / f"{number:06}.txt", item(number, seed)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--items", default=2000, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(folder: Path, items: int, seed: int) -> None:
    """Make an archive in FOLDER."""
    click.echo(f"{items:,} items, {write_archive(folder, items, seed):,} words in {folder}")


if __name__ == "__main__":
    main()
