"""The views of schema.sql in SQLAlchemy Core, with the types a client sees, read from schema.sql itself."""

from typing import Final

from sqlalchemy import Column, MetaData, Table

from load.relations import relations
from load.tables import KINDS

VIEWS = MetaData()
"""All views."""

for _relation in relations().values():
    if _relation.is_view:
        Table(_relation.name, VIEWS, *(Column(shown.name, KINDS[shown.kind]) for shown in _relation.columns))

event_log = VIEWS.tables["event_log"]
main_events = VIEWS.tables["main_events"]
runs = VIEWS.tables["runs"]
gdelt_events = VIEWS.tables["gdelt_events"]
polecat_events = VIEWS.tables["polecat_events"]

LINEAGE: Final = ("source_uri", "extractor_version", "run_id", "loaded_at")
"""The columns of `event_log` that say how a row came about."""

EVENT_COLUMNS: Final[tuple[str, ...]] = tuple(name for name in event_log.c.keys() if name not in LINEAGE)  # noqa: SIM118  # no dictionary
"""The columns of an event without its lineage: what `dateline extract` prints."""
