"""Text made to hang a parser is read in time that grows with its length."""

import time

import pytest

from extract.issues import parse_issue, read_publications, split_items
from extract.model import RawIssue

KNOWN = read_publications()
SIZE = 25_000
"""Characters of the smaller of two texts; the larger has four times as many."""
MOST_GROWTH = 10.0
"""Four times the text takes a linear reader four times as long, a quadratic one sixteen times."""
NOTHING = 0.5
"""Seconds of the processor that are too few to compare."""

HEADER = "Publication: Monitor Volume: 1 Issue: 63\n\n"
PIECES = {
    "open": "(",
    "closed": ")",
    "both": "()",
    "citations": "He left. (AP, July 13) ",
    "capitals": "A",
    "spaced-capitals": "A ",
    "byline": "By A",
    "lines": "\n",
    "short-lines": "a\n",
    "headlines": "DUMA VOTES.\n",
    "title-case": "Duma Votes.\n\n",
    "headers": "Publication: Monitor Volume: 4 Issue: 134\n",
    "days": "07.14.1998\n",
    "digits": "1",
    "dashes": "- ",
    "glued": "theChechen",
    "letters": "a",
    "months": "July 13, ",
    "unclosed": "(AP, July 13; ",
    "datelines": "TOKYO, July 13 - ",
    "today": "was a today ",
    "notes": "(1) Interfax, July 13 ",
    "more": " MORE",
    "copyright": "Copyright (c) 1998\n",
}


def seconds(piece: str, size: int) -> float:
    raw = RawIssue(HEADER + "He left.\n" + piece * (size // len(piece)))
    started = time.process_time()
    for item in split_items(raw, KNOWN):
        parse_issue(item, KNOWN)
    return time.process_time() - started


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    # The faster of two: what else the machine does may slow one of them.
    small, large = (min(seconds(piece, size) for _ in range(2)) for size in (SIZE, 4 * SIZE))
    assert large < NOTHING or large < MOST_GROWTH * small
