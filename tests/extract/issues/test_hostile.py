"""Text made to hang a parser is read in time that grows with its length."""

import time

import pytest

from extract.issues import parse_issue, split_items
from extract.model import RawIssue

SIZE = 100_000
"""Characters."""
MOST_SECONDS = 10.0
"""What is quadratic takes minutes; a loaded machine reads this much in a second or two."""

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


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_grows_with_length(piece: str) -> None:
    raw = RawIssue(HEADER + "He left.\n" + piece * (SIZE // len(piece)))
    started = time.perf_counter()
    for item in split_items(raw):
        parse_issue(item)
    assert time.perf_counter() - started < MOST_SECONDS
