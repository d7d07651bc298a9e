"""The Prefect flow: read, extract, load.

A task takes some hundred documents; inside it the work is spread over processes or a Dask cluster, since a
Prefect task costs some 30 ms and a document a tenth of that. The ledger of runs stands in our own tables.
"""

import os
import shlex
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from prefect import Flow, flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas import FlowRun, State, TaskRun
from prefect.runtime import flow_run
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from extract.model import DayOptions, TodayIs
from extract.sources import Columns
from flows.documents import Document, documents, read_ahead
from flows.extraction import Extractor, InlineExtractor, Job, ProcessExtractor, chunks, ready
from flows.loading import Run, Tally, now, take_batch
from flows.plan import BATCH, Plan, Runner
from flows.settings import current_settings
from flows.summary import markdown_of, put_aside_rows
from load import Busy, EventStore, Unreachable

INTERRUPTED: Final = 130
"""Exit status of a run that Ctrl-C ended."""

SMALL: Final = 64
"""Documents up to which further processes cost more (each loads the model) than they save."""

Watch = Callable[[Tally], None]
"""Called with the tally of each document that is done."""

watch: ContextVar[Watch] = ContextVar("watch", default=lambda _: None)
"""Who watches the run that this context starts; a flow's parameters are for what a server can store."""


@contextmanager
def watching(who: Watch) -> Iterator[None]:
    """Has the runs of the block be watched."""
    token = watch.set(who)
    try:
        yield
    finally:
        watch.reset(token)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did."""

    run_id: str
    db: str
    """The database, without password."""
    tally: Tally
    dry_run: bool = False

    @property
    def exit_status(self) -> int:
        """0: all taken; 1: some document went to the quarantine."""
        return 1 if self.tally.outcomes["quarantined"] else 0


def notify(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001  # Prefect's form
    """Tells the command of DATELINE_ON_FAILURE of a run that failed: run and reason on its standard input."""
    command = current_settings().on_failure
    if command:
        message = f"{flow_run.name}: {state.message or state.name}\n"
        subprocess.run(shlex.split(command), input=message, text=True, check=False)  # noqa: S603  # the user's command


@flow(name="dateline-ingest", flow_run_name="ingest {sources}", on_failure=[notify], on_crashed=[notify])
def ingest(  # noqa: PLR0913, PLR0917  # a flow's parameters are its form in Prefect's interface
    sources: list[str],
    db_url: str | None = None,
    published: date | None = None,
    publication: str | None = None,
    today_is: TodayIs | None = None,
    workers: int = 0,
    runner: Runner = "processes",
    dask_address: str | None = None,
    since: date | None = None,
    limit: int | None = None,
    force: bool = False,  # noqa: FBT001, FBT002  # as above
    dry_run: bool = False,  # noqa: FBT001, FBT002  # as above
    model: str | None = None,
    batch: int = BATCH,
    columns: dict[str, str | None] | None = None,
) -> RunSummary:
    """Reads the issues of `sources`, extracts their events and loads them into the database.

    Args:
        sources: files, folders, globs, archives, URLs, or "-" for standard input.
        db_url: SQLAlchemy URL; None: DATELINE_DB_URL, else sqlite:///events.db.
        published: the publication day, if it is known.
        publication: the publication's profile.
        today_is: what "today" means: the day of publication, or the dateline.
        workers: extracting processes; 0: as many as there are cores, none for a small source.
        runner: where batches are extracted: processes of this machine, or a Dask cluster.
        dask_address: the cluster's scheduler; None: a cluster is started for the run.
        since: only issues published on this day or later.
        limit: at most so many documents.
        force: take also what was taken before at this version.
        dry_run: extract, but write nothing.
        model: a spaCy pipeline to use instead of the packaged one.
        batch: documents a task.
        columns: which columns of tables hold what: text, title, date, id, link; others are guessed.

    Returns:
        What became of the documents.

    Raises:
        load.StoreError: the database cannot be used; says why and what to do.

    >>> ingest(["examples/v4-134-moscow-tokyo.txt"], "sqlite:///events.db").exit_status  # doctest: +SKIP
    0
    """
    settings = current_settings()
    plan = Plan(
        sources=tuple(sources),
        db_url=db_url or settings.db_url,
        days=DayOptions(published, publication, today_is),
        model=model or settings.model,
        workers=workers or settings.workers,
        runner=runner,
        dask_address=dask_address,
        since=since,
        limit=limit,
        force=force,
        dry_run=dry_run,
        batch=batch,
        limits=settings.limits,
        columns=Columns(**(columns or {})),
    )
    summary = carry_out(plan)
    create_markdown_artifact(
        markdown_of(summary.tally, summary.db), key="dateline-run", description="Run summary"
    )
    if summary.tally.put_aside:
        create_table_artifact(
            put_aside_rows(summary.tally), key="dateline-quarantine", description="Quarantined"
        )
    return summary


def ingest_plan(plan: Plan) -> RunSummary:
    """Runs the flow for a plan."""
    summary: RunSummary = ingest(**parameters_of(plan))
    return summary


def parameters_of(plan: Plan) -> dict[str, Any]:
    """The flow's parameters that make this plan, fit to be stored as JSON."""
    return {
        "sources": list(plan.sources),
        "db_url": plan.db_url,
        "published": plan.days.published and plan.days.published.isoformat(),
        "publication": plan.days.publication,
        "today_is": plan.days.today_is,
        "workers": plan.workers,
        "runner": plan.runner,
        "dask_address": plan.dask_address,
        "since": plan.since and plan.since.isoformat(),
        "limit": plan.limit,
        "force": plan.force,
        "dry_run": plan.dry_run,
        "model": plan.model,
        "batch": plan.batch,
        "columns": asdict(plan.columns),
    }


def carry_out(plan: Plan) -> RunSummary:
    """Opens the database, takes all documents, closes the run in the ledger.

    Raises:
        load.StoreError: the database cannot be used.
    """
    with ExitStack() as stack:
        store = stack.enter_context(EventStore(target_of(plan, stack)))
        store.init()
        run = Run(plan, run_name(), ready(plan.model))
        stack.enter_context(in_ledger(run, store))
        waiting = read_ahead(documents(plan))
        first = list(islice(waiting, SMALL + 1))
        extractor = extractor_for(plan, len(first), stack)
        tally = Tally()
        for number, batch in enumerate(chunks(chain(first, waiting), plan.batch), 1):
            tally += take(number, unseen(Work(batch, run, store, extractor)))
    return RunSummary(run.run_id, store.address, tally, plan.dry_run)


def target_of(plan: Plan, stack: ExitStack) -> str:
    """The URL of the database to write; a dry run's is a file that goes with it."""
    if not plan.dry_run:
        return plan.db_url
    folder = stack.enter_context(TemporaryDirectory(prefix="dateline-dry-run-"))
    return f"sqlite:///{Path(folder) / 'events.db'}"


def run_name() -> str:
    """The run's name in our ledger: the flow run's id, so that both can be found from each other."""
    return str(flow_run.id or uuid.uuid4())


@contextmanager
def in_ledger(run: Run, store: EventStore) -> Iterator[None]:
    """Enters the run before it writes, and its end, however it ends."""
    plan = run.plan
    store.start_run(
        run.run_id,
        command=plan.command,
        version=run.version,
        options_digest=plan.options_digest,
        options=plan.options,
        now=now(),
    )
    status = 1
    try:
        yield
        status = 0
    except KeyboardInterrupt:
        status = INTERRUPTED
        raise
    finally:
        quarantined = status == 0 and any(r.quarantined for r in store.runs(1) if r.run_id == run.run_id)
        store.finish_run(run.run_id, exit_status=1 if quarantined else status, now=now())


def extractor_for(plan: Plan, size: int, stack: ExitStack) -> Extractor:
    """Who extracts: this process for a small source, several for a large one, or a cluster."""
    job = Job(plan.days, plan.model)
    if plan.runner == "dask":
        from flows.cluster import DaskExtractor  # noqa: PLC0415  # an extra, needed here alone

        return stack.enter_context(DaskExtractor(job, plan.workers, plan.dask_address))
    workers = plan.workers or (len(os.sched_getaffinity(0)) if size > SMALL else 1)
    return InlineExtractor(job) if workers == 1 else stack.enter_context(ProcessExtractor(job, workers))


@dataclass(frozen=True, slots=True)
class Work:
    """A batch of documents and what a task needs to take it; nothing of it goes to Prefect's server."""

    batch: list[Document]
    run: Run
    store: EventStore
    extractor: Extractor


def will_pass(_task: Task[..., Tally], _run: TaskRun, state: State[Tally]) -> bool:
    """Whether trying again may help: the database was busy or out of reach."""
    failure = state.result(raise_on_failure=False)
    return isinstance(failure, Busy | Unreachable)


@task(
    name="take-batch",
    task_run_name="batch {number}",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=3,
    retry_delay_seconds=[1, 5, 25],
    retry_condition_fn=will_pass,
)
def take(number: int, work: Work) -> Tally:  # noqa: ARG001  # number names the run
    """Takes a batch of documents; taken again, it changes nothing that stands."""
    seen = watch.get()
    tally = Tally()
    for part in take_batch(work.batch, work.run, work.store, work.extractor):
        tally += part
        seen(part)
    return tally


def unseen(work: Work) -> Work:
    """The work, which Prefect hands to the task as it is, without looking into it for futures."""
    return cast("Work", quote(work))
