"""What one run should do: sources, database, days, speed.

An option of a run is said here, and once more where the command line has it.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final, Literal

from extract.model import DayOptions
from extract.policy import POLICY
from extract.sources import Columns, Limits
from flows.bounds import Bounds
from flows.settings import Reader
from load import RunOrder, digest_of

Runner = Literal["processes", "dask"]

BATCH: Final = 400
"""Documents a Prefect task: its 30 ms of bookkeeping are then a thousandth of the task's time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of ingestion."""

    sources: tuple[str, ...]
    """Files, folders, globs, archives, URLs, or "-" for standard input."""
    db_url: str | None = None
    """The database, as a SQLAlchemy URL; None: DATELINE_DB_URL, else sqlite:///events.db."""
    days: DayOptions = field(default_factory=DayOptions)
    model: str | None = None
    """A language model to use instead of the packaged one."""
    choices: str | None = None
    """A file of choices to use instead of the packaged one."""
    reader: Reader | None = None
    """Who proposes events; None: DATELINE_READER, else the rules. How a language model is asked, its key
    above all, stands in the settings of the process that runs it, and nowhere in the plan."""
    workers: int = 0
    """Extracting processes; 0: as many as there are cores, or none for a small source."""
    runner: Runner = "processes"
    dask_address: str | None = None
    """A Dask scheduler; None has the run start a cluster of its own."""
    since: date | None = None
    """Only issues published on this day or later."""
    limit: int | None = None
    """At most so many documents."""
    force: bool = False
    """Take also what was taken before at this version."""
    dry_run: bool = False
    """Extract, but write nothing."""
    batch: int = BATCH
    limits: Limits = field(default_factory=Limits)
    bounds: Bounds = field(default_factory=Bounds)
    """What one document may cost."""
    columns: Columns = field(default_factory=Columns)
    """Which columns of tables and records hold what."""

    @property
    def options(self) -> str:
        """The options that decide what rows say, as JSON."""
        return json.dumps(asdict(self.days), default=str, sort_keys=True)

    @property
    def options_digest(self) -> str:
        """Digest of what decides, beside text and version, what rows say: day options and policy."""
        policy = json.dumps(asdict(POLICY), default=sorted, sort_keys=True)
        return digest_of(f"{self.options}\n{policy}")

    @property
    def command(self) -> str:
        """The run in words, for the ledger and for Prefect."""
        return " ".join(("ingest", *self.sources))

    def order(self, run_id: str, version: str) -> RunOrder:
        """What the run is entered under in the ledger."""
        return RunOrder(
            run_id,
            command=self.command,
            version=version,
            options_digest=self.options_digest,
            options=self.options,
            overwrite_newer=self.force,
        )

    def as_json(self) -> dict[str, Any]:
        """The plan as JSON has it: what a deployment keeps, and the flow takes.

        >>> Plan(("inbox",), since=date(1998, 7, 1)).as_json()["since"]
        '1998-07-01'
        """
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return plain
