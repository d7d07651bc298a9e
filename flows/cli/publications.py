"""The command that lists the publications that are known."""

from typing import TYPE_CHECKING, Final

import click

from flows.cli.printing import print_rows

if TYPE_CHECKING:
    from extract.issues import Publication

COLUMNS: Final = ("publication", "about", "day", "numbers", "today_is", "names")
SHOWN: Final = ("publication", "about", "day", "numbers")


@click.command(
    epilog="""
\b
Examples:
  dateline publications
  dateline extract issue.txt --publication auto
"""
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="A table for reading; the others have every column.",
)
def publications(form: str) -> None:
    """List the known publications, and how the day of each is found.

    Any other text is read by a general profile: by the day that its head prints, else by its datelines.
    """
    from extract.issues import read_publications

    known = read_publications().known
    rows = (row_of(one) for one in sorted(known, key=lambda one: one.name))
    print_rows(rows, COLUMNS, SHOWN, form)  # type: ignore[arg-type]  # click holds it to the three


def row_of(publication: "Publication") -> dict[str, object]:
    """A publication as a row of `COLUMNS`."""
    return {
        "publication": publication.name,
        "about": publication.about,
        "day": how_day_is_told(publication),
        "numbers": {"mdy": "month first", "dmy": "day first", None: "as the text shows"}[
            publication.date_order
        ],
        "today_is": publication.today_is,
        "names": "; ".join(publication.names),
    }


def how_day_is_told(publication: "Publication") -> str:
    """What the publication day rests on, the strongest first.

    >>> from extract.issues import read_publications
    >>> how_day_is_told(read_publications().find("Monitor"))
    'printed, else calendar of volumes 1 to 7, else latest citation + 1 day'
    """
    ways = ["printed"]
    if volumes := sorted({stretch.volume for stretch in publication.stretches}):
        ways.append(f"calendar of volumes {volumes[0]} to {volumes[-1]}")
    lag = publication.lag_days
    ways.append(f"latest citation + {lag} day{'' if lag == 1 else 's'}" if lag else "dateline")
    return ", else ".join(ways)
