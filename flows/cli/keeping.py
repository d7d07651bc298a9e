"""The command `quarantine`: documents that could not be ingested."""

from typing import TYPE_CHECKING

import click

from flows.cli.options import database_option, opened_store, reader_option
from flows.cli.printing import print_table

if TYPE_CHECKING:
    from flows.settings import Reader
    from load import Quarantined


@click.group()
def quarantine() -> None:
    """Show what could not be ingested, and why; try it again."""


@quarantine.command("list", epilog="\b\nExample:\n  dateline quarantine list")
@database_option
def list_all(db_url: str | None) -> None:
    """List the documents in quarantine, with the reason of each."""
    with opened_store(db_url) as store:
        found = store.quarantined()
    if not found:
        click.echo("No documents in quarantine", err=True)
    columns = ("id", "document", "stage", "reason", "attempts", "message")
    print_table(columns, [dict(zip(columns, values_of(document), strict=True)) for document in found])


def values_of(document: "Quarantined") -> tuple[object, ...]:
    """One document's line of the list."""
    short = document.quarantine_id[:12]
    return short, document.source_key, document.stage, document.reason, document.attempts, document.message


@quarantine.command(epilog="\b\nExample:\n  dateline quarantine show 3f2a")
@click.argument("quarantine_id", metavar="ID")
@database_option
def show(quarantine_id: str, db_url: str | None) -> None:
    """Show one document of the quarantine, with its content. The start of an ID will do."""
    with opened_store(db_url) as store:
        found = store.quarantined([quarantine_id])
    if not found:
        message = f"nothing in quarantine begins with {quarantine_id!r}: see `dateline quarantine list`"
        raise click.UsageError(message)
    for document in found:
        for name in (
            "quarantine_id",
            "source_key",
            "source_uri",
            "run_id",
            "stage",
            "reason",
            "message",
            "attempts",
        ):
            click.echo(f"{name}: {getattr(document, name)}")
        if document.span:
            click.echo(f"span: {document.span.start} to {document.span.end}")
        click.echo(f"quarantined_at: {document.quarantined_at}")
        if document.content is not None:
            click.echo()
            click.echo(document.content.decode("utf-8", "replace"))


@quarantine.command(
    epilog="\b\nExamples:\n  dateline quarantine retry\n  dateline quarantine retry 3f2a 77b0"
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@reader_option
@database_option
@click.pass_context
def retry(context: click.Context, ids: tuple[str, ...], reader: "Reader | None", db_url: str | None) -> None:
    """Try quarantined documents again, all of them or those named; those that succeed leave it."""
    from flows.cli.options import settings
    from flows.logs import set_up_unless_done
    from flows.quarantine import retry as try_again
    from flows.summary import left_line, outcome_line

    set_up_unless_done(settings().log_format)
    with opened_store(db_url) as store:
        waiting = [document.quarantine_id for document in store.quarantined()]
        missing = [given for given in ids if not any(full.startswith(given) for full in waiting)]
        if missing:
            message = f"nothing in quarantine begins with {missing[0]!r}: see `dateline quarantine list`"
            raise click.UsageError(message)
        known = settings()
        tally = try_again(
            store, ids or None, model=known.model, choices=known.choices, reader=reader or known.reader
        )
    click.echo(outcome_line(tally))
    if tally.left:
        click.echo(left_line(tally), err=True)
    context.exit(1 if tally.outcomes["quarantined"] or tally.left else 0)


@quarantine.command(
    epilog="\b\nExamples:\n  dateline quarantine drop 3f2a 77b0\n  dateline quarantine drop --all"
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Remove all of them.")
@database_option
def drop(ids: tuple[str, ...], *, everything: bool, db_url: str | None) -> None:
    """Remove documents from the quarantine without trying them again. The start of an ID will do."""
    if bool(ids) == everything:
        message = "name the IDs to drop, or --all"
        raise click.UsageError(message)
    with opened_store(db_url) as store:
        found = [document.quarantine_id for document in store.quarantined(None if everything else ids)]
        missing = [given for given in ids if not any(full.startswith(given) for full in found)]
        if missing:
            message = f"nothing in quarantine begins with {missing[0]!r}: see `dateline quarantine list`"
            raise click.UsageError(message)
        count = store.clear_quarantine(found)
    click.echo(f"{count} document{'' if count == 1 else 's'} dropped")
