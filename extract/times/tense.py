"""Where the verb that governs an expression looks: by the words about it, or by the parse where there is one."""

from extract.model import Sentence
from extract.times.readings import Direction
from extract.times.words import Words

_BOUNDARIES = frozenset('.?!;:¶"“”()')
_FUTURE = frozenset("will shall would ll wo going may might could should must scheduled planned plans plan expected expects expect due set intends intend hopes hope wants aims upcoming tomorrow promised vowed pledged".split())
_PAST = frozenset("said was were had did told came went took made met began left became won lost held gave got saw found fell rose sent set put led ran spoke wrote killed died been has have".split())
_LOOK_BACK = 25
_LOOK_AHEAD = 20


def direction_of(words: Words, first: int, stop: int, sentences: tuple[Sentence, ...]) -> Direction:
    """The direction of the nearest verb of the clause, first before the expression, then behind it."""
    del sentences
    for at in range(first - 1, max(-1, first - _LOOK_BACK), -1):
        if words.lower[at] in _BOUNDARIES:
            break
        if (direction := _of_word(words, at)) != "unknown":
            return direction
    for at in range(stop, min(len(words.lower), stop + _LOOK_AHEAD)):
        if words.lower[at] in _BOUNDARIES:
            break
        if (direction := _of_word(words, at)) != "unknown":
            return direction
    return "unknown"


def _of_word(words: Words, at: int) -> Direction:
    """Where one word looks."""
    word = words.lower[at]
    if word in _FUTURE:
        return "future"
    if word in _PAST or (word.endswith("ed") and len(word) > len("seed")):
        return "past"
    return "unknown"
