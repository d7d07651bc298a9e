"""The Prefect flow: read, extract, load.

A task takes some hundred documents; inside it the work is spread over processes or a Dask cluster, since a
Prefect task costs some 30 ms and a document a tenth of that. The ledger of runs stands in our own tables.
"""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from prefect import Flow, flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas import FlowRun, State, TaskRun
from prefect.exceptions import TerminationSignal
from prefect.runtime import flow_run
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from extract.second import versioned
from extract.sources import Limits
from flows.bounds import Bounds
from flows.documents import Document, documents, read_ahead
from flows.ending import Ended, closing_undisturbed
from flows.extraction import Extractor, InlineExtractor, Job, chunks, ready
from flows.llm.extracting import SecondExtractor
from flows.llm.reading import require_second, second_reader, spending_of
from flows.loading import Loading, Tally, now, take_batch
from flows.logs import set_up_unless_done
from flows.notifying import notify
from flows.plan import Plan
from flows.settings import current_settings
from flows.sources import require_sources
from flows.summary import RunSummary, markdown_of, put_aside_rows, report
from flows.workers import Crew, ProcessExtractor
from load import Busy, EventStore, Unreachable

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


def on_failure(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001  # Prefect's form
    """Tells the command of DATELINE_ON_FAILURE of a run that failed."""
    notify(f"{flow_run.name}: {state.message or state.name}")


@flow(
    name="dateline-ingest",
    flow_run_name="{plan.command}",
    on_failure=[on_failure],
    on_crashed=[on_failure],
)
def ingest(plan: Plan) -> RunSummary:
    """Reads the issues of the plan's sources, extracts their events and loads them into the database.

    Args:
        plan: what to do; Prefect makes it of JSON, too, and shows it as a form.

    Returns:
        What became of the documents.

    Raises:
        load.StoreError: the database cannot be used; says why and what to do.

    >>> plan = Plan(("examples/v4-134-moscow-tokyo.txt",), "sqlite:///events.db")
    >>> ingest(plan).exit_status  # doctest: +SKIP
    0
    """
    set_up_unless_done(current_settings().log_format)
    summary = carry_out(settled(plan))
    create_markdown_artifact(
        markdown_of(summary.tally, summary.db), key="dateline-run", description="Run summary"
    )
    if summary.tally.put_aside:
        create_table_artifact(
            put_aside_rows(summary.tally), key="dateline-quarantine", description="Quarantined"
        )
    return summary


@contextmanager
def ended_by_prefect() -> Iterator[None]:
    """Tells SIGTERM, which Prefect catches while a flow runs, as `Ended`: so the ledger knows it."""
    try:
        yield
    except TerminationSignal as caught:
        raise Ended from caught


def settled(plan: Plan) -> Plan:
    """The plan with what it leaves open taken from the settings of this process."""
    known = current_settings()
    return replace(
        plan,
        sources=tuple(plan.sources),
        db_url=plan.db_url or known.db_url,
        model=plan.model or known.model,
        choices=plan.choices or known.choices,
        reader=plan.reader or known.reader,
        workers=plan.workers or known.workers,
        limits=known.limits if plan.limits == Limits() else plan.limits,
        bounds=known.bounds if plan.bounds == Bounds() else plan.bounds,
    )


def carry_out(plan: Plan) -> RunSummary:
    """Opens the database, takes all documents, closes the run in the ledger.

    Raises:
        load.StoreError: the database cannot be used.
        SettingsError: a source is not there.
    """
    require_sources(plan.sources, patterns=False)
    reader, asked = plan.reader or "rules", current_settings().llm
    require_second(reader, asked, runner=plan.runner)
    run_id = run_name()
    second = second_reader(reader, asked, run_id)
    with ExitStack() as stack:
        crew = crew_for(plan, stack)  # starts while the database is looked at
        store = stack.enter_context(EventStore(target_of(plan, stack)))
        store.init()
        version = crew.version if crew else versioned(ready(plan.model, plan.choices), second)
        run = stack.enter_context(store.run(plan.order(run_id, version), clock=now))
        stack.enter_context(closing_undisturbed())
        stack.enter_context(ended_by_prefect())
        waiting = read_ahead(documents(plan))
        first = list(islice(waiting, SMALL + 1))
        extractor = (
            SecondExtractor(job_of(plan), second) if second else extractor_for(plan, len(first), crew, stack)
        )
        loading = Loading(plan, version, store, run, extractor)
        tally = Tally()
        for number, batch in enumerate(chunks(chain(first, waiting), plan.batch), 1):
            tally += take(number, unseen(Work(batch, loading)))
            if tally.left:
                break
    spent = None if second is None else spending_of(asked, run_id)
    summary = RunSummary(run_id, store.address, tally, plan.dry_run, spent)
    report(plan.command, summary)
    return summary


def target_of(plan: Plan, stack: ExitStack) -> str:
    """The URL of the database to write; a dry run's is a file that goes with it."""
    if not plan.dry_run:
        return plan.db_url or current_settings().db_url
    folder = stack.enter_context(TemporaryDirectory(prefix="dateline-dry-run-"))
    return f"sqlite:///{Path(folder) / 'events.db'}"


def run_name() -> str:
    """The run's name in our ledger: the flow run's id, so that both can be found from each other."""
    return str(flow_run.id or uuid.uuid4())


def job_of(plan: Plan) -> Job:
    """What the plan has each extracting process know."""
    return Job(plan.days, plan.model, plan.choices, plan.bounds)


def crew_for(plan: Plan, stack: ExitStack) -> Crew | None:
    """The processes that extract, the first of them started; None on a cluster, or where none is wanted.

    One process without a bound on time needs no watch: it is this one.
    """
    here = plan.workers == 1 and not plan.bounds.document_seconds
    here = here or plan.reader not in {None, "rules"}  # a second reader asks about many documents at once
    return None if plan.runner == "dask" or here else stack.enter_context(Crew(job_of(plan)))


def extractor_for(plan: Plan, size: int, crew: Crew | None, stack: ExitStack) -> Extractor:
    """Who extracts: one process for a small source, several for a large one, or a cluster."""
    if plan.runner == "dask":
        from flows.cluster import DaskExtractor  # noqa: PLC0415  # an extra, needed here alone

        return stack.enter_context(DaskExtractor(job_of(plan), plan.workers, plan.dask_address))
    workers = plan.workers or (len(os.sched_getaffinity(0)) if size > SMALL else 1)
    return stack.enter_context(ProcessExtractor(crew, workers)) if crew else InlineExtractor(job_of(plan))


@dataclass(frozen=True, slots=True)
class Work:
    """A batch of documents and what a task needs to take it; nothing of it goes to Prefect's server."""

    batch: list[Document]
    loading: Loading


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
    for part in take_batch(work.batch, work.loading):
        tally += part
        seen(part)
    return tally


def unseen(work: Work) -> Work:
    """The work, which Prefect hands to the task as it is, without looking into it for futures."""
    return cast("Work", quote(work))
