"""What one run is to do: sources, database, days, speed."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Final, Literal

from extract.model import DayOptions
from extract.policy import POLICY
from extract.sources import Columns, Limits
from load import digest_of

Runner = Literal["processes", "dask"]

BATCH: Final = 400
"""Documents a Prefect task: its 30 ms of bookkeeping are then a thousandth of the task's time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of ingestion."""

    sources: tuple[str, ...]
    db_url: str
    days: DayOptions = field(default_factory=DayOptions)
    model: str | None = None
    """A spaCy pipeline to use instead of the packaged one."""
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
        """The run in words, for the ledger."""
        return " ".join(("ingest", *self.sources))
