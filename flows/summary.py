"""What a run did, in words: for the terminal, and for Prefect's artifacts."""

from dataclasses import dataclass
from typing import Final

from flows.llm.memory import Spending
from flows.loading import Tally
from flows.logs import RUN_LOG
from flows.notifying import notify

READINGS: Final = {
    "publication": '"today" is the day the issue came out, "yesterday" the day before it '
    "(--today-is dateline: the day before the dateline)",
    "dateline": '"today" is the dateline, read literally (--today-is publication: the day it came out)',
}
"""How a run read "today", and how to have the other."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did."""

    run_id: str
    db: str
    """The database, without password."""
    tally: Tally
    dry_run: bool = False
    second: Spending | None = None
    """What a second reader asked and spent; None without one."""

    @property
    def exit_status(self) -> int:
        """0: all taken; 1: some document went to the quarantine, or was left for the next run."""
        return 1 if self.tally.outcomes["quarantined"] or self.tally.left else 0

    @property
    def facts(self) -> dict[str, object]:
        """The run as one JSON object."""
        tally = self.tally
        return {
            "run_id": self.run_id,
            "db": self.db,
            "documents": tally.documents,
            "outcomes": dict(tally.outcomes),
            "events": tally.events,
            "problems": dict(tally.problems),
            "today_is": dict(tally.readings),
            "publications": dict(tally.publications),
            "dry_run": self.dry_run,
            "exit_status": self.exit_status,
            **({} if self.second is None else {"second_reader": self.second.facts}),
        }


def report(command: str, summary: RunSummary) -> None:
    """Says in the log what a run did, and tells somebody of trouble that the run itself survived."""
    RUN_LOG.info("%s", run_line(command, summary.tally), extra={"facts": summary.facts})
    trouble = trouble_of(summary.tally)
    if trouble and not summary.dry_run:
        notify(f"{command}: {trouble}")


def reading_line(tally: Tally) -> str:
    """One line on the reading of "yesterday" that the issues were given; empty where there were none."""
    if not tally.readings:
        return ""
    usual, count = tally.readings.most_common(1)[0]
    line = f"Reading: {READINGS[usual]}"
    others = tally.readings.total() - count
    return f"{line}; the other reading in {others} issues" if others else line


def publication_line(tally: Tally) -> str:
    """One line on the publications that were recognised; empty where nothing was read.

    >>> from collections import Counter
    >>> publication_line(Tally(publications=Counter({"Monitor": 24, "": 1})))
    'Publications: Monitor in 24 issues, none that is known in 1 issue'
    """
    told = (
        f"{name or 'none that is known'} in {counted(count, 'issue')}"
        for name, count in tally.publications.most_common()
    )
    return f"Publications: {', '.join(told)}" if tally.publications else ""


def outcome_line(tally: Tally) -> str:
    """One line on the documents.

    >>> from collections import Counter
    >>> outcome_line(Tally(Counter(written=24, unchanged=1), events=300))
    '25 issues: 24 written, 1 unchanged; 300 events'
    """
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in tally.outcomes.most_common())
    line = f"{counted(tally.documents, 'issue')}: {outcomes or 'none'}; {counted(tally.events, 'event')}"
    return f"{line} from {tally.days[0]} to {tally.days[1]}" if tally.days else line


def run_line(command: str, tally: Tally) -> str:
    """One line for the log on a run that has ended.

    >>> from collections import Counter
    >>> run_line("ingest inbox", Tally(Counter(written=1), events=7))
    'ingest inbox: 1 issue: 1 written; 7 events'
    """
    return f"{command}: {outcome_line(tally)}"


def trouble_of(tally: Tally) -> str:
    """What to report about a run that has ended; empty if nothing.

    >>> trouble_of(Tally())
    'found nothing to ingest: check the sources'
    """
    if not tally.documents:
        return "found nothing to ingest: check the sources"
    aside = tally.outcomes["quarantined"]
    if not aside:
        return left_line(tally)
    reasons = "".join(f"\n  {message}" for _, message in tally.put_aside)
    return f"{counted(aside, 'document')} could not be ingested: see `dateline quarantine list`{reasons}"


def left_line(tally: Tally) -> str:
    """One line on documents that are left for the next run; empty where none is.

    >>> left_line(Tally(left="a.txt: the limit of tokens is reached"))
    'Left for the next run, with all that follow: a.txt: the limit of tokens is reached'
    """
    return f"Left for the next run, with all that follow: {tally.left}" if tally.left else ""


def second_line(second: Spending | None) -> str:
    """One line on a second reader; empty without one.

    >>> second_line(Spending(sentences=100, asked=20, known=4, calls=6, tokens=31000))
    'Second reader: 24 of 100 sentences read, 4 of them before; 6 requests, 31,000 tokens'
    """
    if second is None:
        return ""
    read = second.asked + second.known
    return (
        f"Second reader: {read:,} of {counted(second.sentences, 'sentence')} read, {second.known:,} of them "
        f"before; {counted(second.calls, 'request')}, {counted(second.tokens, 'token')}"
    )


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
