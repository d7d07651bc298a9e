"""Rows as a Parquet file that keeps every type: dates, numbers, booleans."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from sqlalchemy import Boolean, Date, DateTime, Double, Integer
from sqlalchemy.types import TypeEngine

from load.rows import Row
from report.reading import Column

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]  # it carries no types

ROWS_A_GROUP: Final = 10_000
"""Rows written at a time: some 10 MB of memory."""


class NoParquet(Exception):  # noqa: N818  # reads as what it is
    """The library that writes Parquet is not installed; the message says how to get it."""


def write_parquet(columns: Sequence[Column], rows: Iterable[Row], target: IO[bytes]) -> int:
    """Writes the rows to `target`. Returns how many.

    Raises:
        NoParquet: pyarrow is missing.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra, and slow to import
        import pyarrow.parquet as pq  # type: ignore[import-untyped] # noqa: PLC0415  # as above
    except ImportError:
        message = "Parquet needs the extra: pip install '.[parquet]' in Dateline's folder"
        raise NoParquet(message) from None
    schema = pa.schema([(column.name, _type(column.kind, pa)) for column in columns])
    waiting, count = iter(rows), 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        while group := list(islice(waiting, ROWS_A_GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


def _type(kind: TypeEngine[object], pa: Any) -> "pa.DataType":  # noqa: ANN401  # the module itself
    """Arrow's type for one of the types of `load.views`."""
    match kind:
        case Boolean():
            return pa.bool_()
        case DateTime():
            return pa.timestamp("ms", tz="UTC")
        case Date():
            return pa.date32()
        case Double():
            return pa.float64()
        case Integer():
            return pa.int64()
        case _:
            return pa.string()
