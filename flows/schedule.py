"""Scheduled ingestion: serves the flow, and starts a server if there is none."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from flows.ending import ended_by_signals
from flows.logs import LOG
from flows.server import prefect_server
from flows.settings import DEFAULT_DB_URL, SettingsError
from flows.sources import require_sources
from load import EventStore

if TYPE_CHECKING:
    from flows.plan import Plan


def schedule(plan: "Plan", cron: str, name: str, timezone: str = "UTC") -> None:
    """Serves the ingest flow on a cron schedule until it is stopped; runs of one schedule never overlap.

    Args:
        plan: what each run does.
        cron: five fields.
        name: the deployment's name in Prefect.
        timezone: whose clock the fields go by, as the tz database names it; over a change to or from daylight
            saving the hour stays that of the clock on the wall.

    Raises:
        SettingsError: `cron` is no schedule, there is no such time zone or source, or the server does not
            start.
        load.StoreError: the database cannot be used.
    """
    check_cron(cron)
    check_timezone(timezone)
    require_sources(plan.sources, patterns=False)
    with EventStore(plan.db_url or DEFAULT_DB_URL) as store:
        store.init()
    # Prefect hears SIGTERM from when it serves on; before that, we do.
    with ended_by_signals(), prefect_server(for_one_run=False) as wait_for_server:
        from prefect.schedules import Cron  # noqa: PLC0415  # heavy
        from prefect.settings import PREFECT_API_URL  # noqa: PLC0415  # as above
        from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415  # while the server starts

        from flows.ingest import ingest  # noqa: PLC0415  # as above
        from flows.service import Service  # noqa: PLC0415  # as above

        wait_for_server()
        facts = {
            "deployment": f"{ingest.name}/{name}",
            "cron": cron,
            "timezone": timezone,
            "server": PREFECT_API_URL.value(),
        }
        LOG.info(
            "Serving %(deployment)s on %(cron)r (%(timezone)s) at %(server)s; Ctrl-C ends it",
            facts,
            extra={"facts": facts},
        )
        runner = Service(name=name, limit=1)  # two runs on one database would only wait for one another
        runner.add_flow(
            ingest,
            name=name,
            schedule=Cron(cron, timezone=timezone),
            parameters={"plan": plan.as_json()},
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        asyncio.run(runner.start())


def check_cron(cron: str) -> None:
    """Refuses a cron expression that is not valid.

    Raises:
        SettingsError: says what is wrong.
    """
    try:
        CronSim(cron, datetime.now(UTC))
    except CronSimError as error:
        message = f"--cron {cron!r} is not a schedule: give five fields, such as '0 7 * * 1-5'"
        raise SettingsError(message) from error


def check_timezone(name: str) -> None:
    """Refuses an unknown time zone.

    Raises:
        SettingsError: says what is wrong.
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"--timezone {name!r} is not a known time zone: write it as Europe/Kyiv or UTC"
        raise SettingsError(message) from error
