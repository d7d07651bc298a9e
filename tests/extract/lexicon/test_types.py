"""A type of event is one entry, and the database knows the same types."""

from pathlib import Path

import pytest
from sqlalchemy import select

from extract.lexicon.types import EventType
from load import EventStore
from load.tables import event_types
from tests.shipped import LEXICON


def test_the_database_knows_the_types_of_the_lexicon(tmp_path: Path) -> None:
    with EventStore(f"sqlite:///{tmp_path / 'events.db'}") as store:
        store.init()
        rows = store.rows(select(event_types))
    stored = {(row["event_type"], row["quad_class"], row["plover"], row["meaning"]) for row in rows}
    kinds = LEXICON.types.values()
    assert stored == {
        (kind.name, kind.quad_class, kind.quad_class is not None, kind.meaning) for kind in kinds
    }


@pytest.mark.parametrize("kind", LEXICON.types.values(), ids=lambda kind: kind.name)
def test_sited_modes_are_modes_of_the_type(kind: EventType) -> None:
    assert kind.sited <= kind.modes
