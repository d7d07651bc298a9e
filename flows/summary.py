"""What a run did, in words: for the terminal, and for Prefect's artifacts."""

from typing import Final

from flows.loading import Tally

READINGS: Final = {
    "publication": '"today" is the day the issue came out, "yesterday" the day before '
    "(--today-is dateline: the day before the dateline)",
    "dateline": '"today" is the dateline, read literally (--today-is publication: the day it came out)',
}
"""How a run read "today", and how to have the other."""


def reading_line(tally: Tally) -> str:
    """One line on the reading of "yesterday" that the issues were given; empty where there were none."""
    if not tally.readings:
        return ""
    usual, count = tally.readings.most_common(1)[0]
    line = f"Reading: {READINGS[usual]}"
    others = tally.readings.total() - count
    return f"{line}; the other reading in {others} issues" if others else line


def outcome_line(tally: Tally) -> str:
    """One line on the documents.

    >>> from collections import Counter
    >>> outcome_line(Tally(Counter(written=24, unchanged=1), events=300))
    '25 issues: 24 written, 1 unchanged; 300 events'
    """
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in tally.outcomes.most_common())
    line = f"{counted(tally.documents, 'issue')}: {outcomes or 'none'}; {counted(tally.events, 'event')}"
    return f"{line} from {tally.days[0]} to {tally.days[1]}" if tally.days else line


def problem_line(tally: Tally) -> str:
    """One line on the problems that were recorded; empty where there were none."""
    if not tally.problems:
        return ""
    codes = ", ".join(f"{count} {code}" for code, count in tally.problems.most_common())
    return f"{counted(tally.problems.total(), 'problem')} recorded (table problems): {codes}"


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "event"), counted(2, "event")
    ('1 event', '2 events')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def markdown_of(tally: Tally, db: str) -> str:
    """The run as a page for Prefect's interface."""
    rows = "\n".join(f"| {outcome} | {count:,} |" for outcome, count in tally.outcomes.most_common())
    lines = (f"# {outcome_line(tally)}", f"Database: `{db}`", f"| outcome | issues |\n|---|--:|\n{rows}")
    return "\n\n".join((*lines, reading_line(tally), problem_line(tally))).strip()


def put_aside_rows(tally: Tally) -> list[dict[str, str]]:
    """The documents put aside as a table for Prefect's interface."""
    return [{"document": key, "reason": message} for key, message in tally.put_aside]
