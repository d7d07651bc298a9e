"""The network reads a sentence alike in any company and, within bounds, on any processor."""

from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest

from extract.language.door import MODEL_FILE
from extract.language.reader import Reader, Reading, unpacked
from extract.model import EVENT_TYPES, STATUSES
from training.treebanks import read_conllu

DIGESTS = Path(__file__).parent / "data" / "digests_test.conllu"
ARREST = ["Police", "arrested", "three", "rebels", "in", "Osh", "on", "Monday", "."]


@pytest.fixture(scope="module")
def archive() -> bytes:
    return (files("extract.models") / MODEL_FILE).read_bytes()


@pytest.fixture(scope="module")
def reader(archive: bytes) -> Reader:
    return unpacked(archive)


@pytest.fixture(scope="module")
def sentences() -> list[list[str]]:
    return [[word.form for word in sentence.words] for sentence in read_conllu(DIGESTS)]


def test_readings_come_in_the_order_of_the_sentences(reader: Reader, sentences: list[list[str]]) -> None:
    assert [len(reading.heads) for reading in reader.read(sentences)] == list(map(len, sentences))


def test_every_reading_is_a_tree_with_one_root(reader: Reader, sentences: list[list[str]]) -> None:
    for reading in reader.read(sentences):
        assert sum(head == at for at, head in enumerate(reading.heads)) == 1
        assert [label == "root" for label in reading.relations] == [
            h == at for at, h in enumerate(reading.heads)
        ]


def test_the_same_text_is_read_the_same_each_time(reader: Reader, sentences: list[list[str]]) -> None:
    assert reader.read(sentences) == reader.read(sentences)


def test_nothing_is_read_of_nothing(reader: Reader) -> None:
    assert reader.read([]) == []


def test_an_event_word_has_a_type_a_status_and_sides(reader: Reader) -> None:
    (reading,) = reader.read([ARREST])
    (event,) = (event for event in reading.events if event.token == ARREST.index("arrested"))
    assert EVENT_TYPES[event.types.index(max(event.types))] == "COERCE"
    assert STATUSES[event.statuses.index(max(event.statuses))] == "occurred"
    assert event.actor.index(max(event.actor)) == 2 + ARREST.index("Police")
    assert event.recipient.index(max(event.recipient)) == 2 + ARREST.index("rebels")


def test_probabilities_add_up(reader: Reader, sentences: list[list[str]]) -> None:
    events = list(chain.from_iterable(reading.events for reading in reader.read(sentences)))
    assert events
    for event in events:
        assert sum(event.types) == pytest.approx(event.event, abs=1e-4)
        rows = (
            event.statuses,
            event.days,
            (*event.actor, *event.actor_before),
            (*event.recipient, *event.recipient_before),
        )
        assert all(sum(row) == pytest.approx(1, abs=1e-4) for row in rows)


def test_one_whom_a_pronoun_stands_for_is_found_in_the_sentence_before(reader: Reader) -> None:
    first = ["Putin", "met", "Kuchma", "in", "Kyiv", "."]
    reading = reader.read([first, ["He", "promised", "him", "gas", "."]])[1]
    (event,) = (event for event in reading.events if event.token == 1)
    nearest = max(range(len(first)), key=event.recipient_before.__getitem__)
    assert first[len(first) - 1 - nearest] == "Kuchma"


def test_no_more_is_read_before_a_sentence_than_the_text_has(reader: Reader) -> None:
    short, long = reader.read([["He", "resigned", "."], ARREST])
    assert {len(event.actor_before) for event in short.events} == {0}
    assert {len(event.actor_before) for event in long.events} == {3}


def test_a_sentence_too_long_for_the_network_is_one_tree_still(reader: Reader) -> None:
    words = [*ARREST[:-1], "and"] * 50
    (reading,) = reader.read([words])
    assert len(reading.heads) == len(words)
    assert sum(head == at for at, head in enumerate(reading.heads)) == 1
    assert all(len(event.actor) == 2 + len(words) for event in reading.events)
    assert {event.token for event in reading.events} & set(range(300, 400))


def test_words_of_many_pieces_are_read_in_parts_that_the_network_can_take(reader: Reader) -> None:
    words = ["!" * 40] * 140
    (reading,) = reader.read([words])
    assert len(reading.heads) == len(words)
    assert sum(head == at for at, head in enumerate(reading.heads)) == 1


def test_arithmetic_in_another_order_changes_next_to_nothing(
    archive: bytes, reader: Reader, sentences: list[list[str]]
) -> None:
    """What another processor may change: rounding. Eight bits carry it further than thirty-two would."""
    other = unpacked(archive, optimised=False).read(sentences)
    words = sum(map(len, sentences))
    assert differing(reader.read(sentences), other, "heads") <= 0.005 * words
    assert differing(reader.read(sentences), other, "tags") <= 0.005 * words
    assert differing(reader.read(sentences), other, "names") <= 0.005 * words


def differing(some: list[Reading], others: list[Reading], field: str) -> int:
    pairs = chain.from_iterable(
        zip(getattr(one, field), getattr(other, field), strict=True)
        for one, other in zip(some, others, strict=True)
    )
    return sum(left != right for left, right in pairs)
