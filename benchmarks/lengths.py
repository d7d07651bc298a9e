"""How the time of extraction grows with the length of a text, kind of text by kind.

    python -m benchmarks.lengths
    python -m benchmarks.lengths --length 20000 --doublings 3 digits "new names"

Prints a table of processor seconds at a length, at twice the length, and so on, and by how much the last
doubling multiplied them: 2 where the time grows with the length alone, 4 where it grows with its square.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Final

import click

from benchmarks.texts import KINDS, Text
from extract.extractor import Extractor, read_lexicon, shipped_choices
from extract.issues import NotAnIssueError
from extract.language import LanguageModel, load_model
from extract.policy import POLICY

SHORTEST: Final = 0.005
"""Seconds below which the clock is not believed."""


@click.command()
@click.argument("kinds", nargs=-1)
@click.option("--length", default=10_000, show_default=True, help="Characters of the shortest text.")
@click.option("--doublings", default=2, show_default=True)
def main(kinds: Sequence[str], *, length: int, doublings: int) -> None:
    """Measure each of KINDS, all of them by default."""
    extractor = extractor_of(load_model())
    seconds(extractor, "Nothing happened yesterday.")
    lengths = [length << times for times in range(doublings + 1)]
    click.echo(f"{'kind of text':26}" + "".join(f"{one:>10,}" for one in lengths) + "   last doubling")
    for kind in kinds or KINDS:
        taken = [seconds(extractor, KINDS[kind](one)) for one in lengths]
        factor = max(taken[-1], SHORTEST) / max(taken[-2], SHORTEST)
        click.echo(f"{kind:26}" + "".join(f"{one:10.3f}" for one in taken) + f"{factor:>14.1f} x")


def extractor_of(model: LanguageModel) -> Extractor:
    """The shipped extractor with a model."""
    return Extractor(read_lexicon(), model, POLICY, shipped_choices())


def seconds(extractor: Extractor, text: str) -> float:
    """Seconds of processor time that the extraction of a text takes; a text may be none to extract."""
    began = time.process_time()
    with suppress(NotAnIssueError):
        extractor.extract(text)
    return time.process_time() - began


AGAIN = 3
"""How often a long text is taken again that seems to take long."""
MUCH = 1.5
"""Times as much as is in proportion: what seems to take long."""


def growth(extractor: Extractor, text: Text, length: int, times: int) -> float:
    """By how much the time grows when the text grows `times` times; short times count as the shortest."""
    short, long = (partial(seconds, extractor, text(size)) for size in (length, length * times))
    below, above = max(min(short(), short()), SHORTEST), long()
    for _ in range(AGAIN):
        if above <= MUCH * times * below:
            break
        above = min(above, long())  # once more: the machine may have been busy
    return above / below


if __name__ == "__main__":
    main()
