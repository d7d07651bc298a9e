"""Second readers without a server: what they tell is made up by the test."""

from collections.abc import Callable, Sequence
from typing import Any

from extract.second import Answer, Mode, Portion, SecondReader, Unheard
from extract.second.answers import told_of

Event = dict[str, Any]


def reader(mode: Mode, tells: Callable[[Portion], Sequence[Event]]) -> SecondReader:
    """A second reader that tells these events of a portion."""

    def ask(portions: Sequence[Portion], _others: int) -> Sequence[Answer | Unheard]:
        return [told_of(tells(portion)) for portion in portions]

    return SecondReader(mode, "made-up", "0" * 12, ask)


def telling(words: dict[str, Event]) -> Callable[[Portion], Sequence[Event]]:
    """Tells the event of each word wherever it stands in a sentence."""

    def tells(portion: Portion) -> Sequence[Event]:
        return [
            {"sentence": number, "trigger": word, "status": "occurred", **event}
            for number, text in enumerate(portion.sentences, 1)
            for word, event in words.items()
            if word in text
        ]

    return tells
