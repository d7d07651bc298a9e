"""Rows as an Excel workbook: dates are dates, numbers are numbers, and no text is run as a formula."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from load.rows import Row
from report.reading import Column

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # it carries no types

MOST_ROWS: Final = 1_048_575
"""Rows that a sheet of Excel holds below its head."""

WIDTHS: Final = {"sentence": 80.0, "event_id": 12.0}
"""Widths of columns in characters, where 16 is not right."""


class NoSpreadsheet(Exception):  # noqa: N818  # reads as what it is
    """The workbook cannot be written; the message says why and what to do."""


def write_spreadsheet(columns: Sequence[Column], rows: Iterable[Row], target: IO[bytes]) -> int:
    """Writes the rows to `target`, below a head that stays in sight and filters. Returns how many.

    Args:
        columns: The columns, in order.
        rows: The rows; a row goes to disk before the next is read.
        target: The file.

    Raises:
        NoSpreadsheet: xlsxwriter is missing, or there are more rows than a sheet holds.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415  # an extra, without types
    except ImportError:
        message = "XLSX needs the extra: pip install '.[xlsx]' in Dateline's folder"
        raise NoSpreadsheet(message) from None
    waiting, count = iter(rows), 0
    with xlsxwriter.Workbook(target, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("events")
        head = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTHS.get(column.name, 16.0))
            sheet.write_string(0, place, column.name, head)
        for count, row in enumerate(islice(waiting, MOST_ROWS), 1):
            for place, column in enumerate(columns):
                _write(sheet, count, place, row[column.name])
        sheet.autofilter(0, 0, count, len(columns) - 1)
    if next(waiting, None) is not None:
        message = f"a sheet holds {MOST_ROWS:,} rows and there are more: filter them, or use CSV or Parquet"
        raise NoSpreadsheet(message)
    return count


def _write(sheet: "Worksheet", row: int, column: int, value: Any) -> None:  # noqa: ANN401  # of the database
    """One cell; None leaves it empty."""
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case datetime():
            sheet.write_string(row, column, value.isoformat(sep=" "))
        case date():
            sheet.write_datetime(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
        case _:
            sheet.write_string(row, column, str(value))
