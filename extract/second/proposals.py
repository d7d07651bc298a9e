"""From what a model tells to proposals: every quotation is found in the text, or dropped with a problem."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extract.model import STATUSES, Problem, Sentence, Span, Status
from extract.second.answers import shown
from extract.second.quotations import occurrences
from extract.second.records import Answer, Portion, Proposal, Told


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words of a portion are looked for."""

    text: str
    portion: Portion
    sentences: Sequence[Sentence]
    """Of the issue."""

    def near(self, sentence: int) -> Iterator[int]:
        """A sentence, then those before it, the nearest first, then those after it."""
        yield sentence
        yield from reversed(range(self.portion.first, sentence))
        yield from range(sentence + 1, self.portion.numbers.stop)

    def found(self, words: str, sentence: int) -> Span | None:
        """The words at their nearest place to a sentence."""
        places = (span for number in self.near(sentence) for span in self.inside(words, number))
        return next(places, None)

    def inside(self, words: str, sentence: int) -> Iterator[Span]:
        """All places of the words in a sentence."""
        return occurrences(words, self.text, self.sentences[sentence].span)

    @property
    def span(self) -> Span:
        """The whole portion."""
        first, last = self.portion.numbers[0], self.portion.numbers[-1]
        return Span(self.sentences[first].span.start, self.sentences[last].span.end)


Found = tuple[tuple[Proposal, ...], tuple[Problem, ...]]


def propose_all(
    asked: Sequence[tuple[Portion, Answer]], text: str, sentences: Sequence[Sentence], types: Collection[str]
) -> Found:
    """The proposals of all portions of an issue, in the order of their triggers, and the problems."""
    proposals: list[Proposal] = []
    problems: list[Problem] = []
    for portion, answer in asked:
        found, met = propose(portion, answer, text, sentences, types)
        proposals += found
        problems += met
    return tuple(sorted(proposals, key=lambda one: one.trigger)), tuple(problems)


def propose(
    portion: Portion, answer: Answer, text: str, sentences: Sequence[Sentence], types: Collection[str]
) -> Found:
    """What of an answer stands in the text.

    Args:
        portion: what was asked about.
        answer: what the model told.
        text: of the issue, that the spans point into.
        sentences: of the issue.
        types: the event types that are known.

    Returns:
        At most one proposal for each trigger; and a problem for whatever was dropped: an event without a
        trigger in the text, of no known type or status, or told twice; words of sides or times that are not
        there.
    """
    place = _Place(text, portion, sentences)
    problems = [Problem(one.stage, one.code, one.message, place.span) for one in answer.problems]
    proposals: dict[Span, Proposal] = {}
    for told in answer.told:
        fault = _fault(told, types)
        found = None if fault else _trigger(told, place, proposals)
        if fault is None and found is None:
            fault = _trigger_fault(told, place)
        if fault or found is None:
            problems.append(_dropped(told, fault or "", place))
            continue
        proposals[found[1]] = _proposal(told, *found, place, problems)
    return tuple(proposals.values()), tuple(dict.fromkeys(problems))


def _fault(told: Told, types: Collection[str]) -> str | None:
    """Why an event cannot be used, whatever the text says."""
    if told.event_type not in types:
        return f"llm-type: there is no type {shown(told.event_type)}"
    if told.status not in STATUSES:
        return f"llm-status: there is no status {shown(told.status)}"
    return None


def _trigger(told: Told, place: _Place, taken: Collection[Span]) -> tuple[int, Span] | None:
    """The sentence and the span of an event's word; of several alike the first that is not taken."""
    own = place.portion.first + told.sentence - 1
    for number in place.near(own) if own in place.portion.numbers else place.portion.numbers:
        for span in place.inside(told.trigger, number):
            if not any(span.overlaps(other) for other in taken):
                return number, span
    return None


def _trigger_fault(told: Told, place: _Place) -> str:
    if any(True for number in place.portion.numbers for _ in place.inside(told.trigger, number)):
        return "llm-repeated: it was told before"
    return f"llm-invented: the text has no {shown(told.trigger)}"


def _proposal(told: Told, sentence: int, trigger: Span, place: _Place, problems: list[Problem]) -> Proposal:
    """The event with the spans of its quotations; those that the text lacks go to `problems`."""

    def spans(words: Sequence[str], what: str) -> tuple[Span, ...]:
        found = [(quoted, place.found(quoted, sentence)) for quoted in words]
        for quoted, span in found:
            if span is None:
                message = f"{what} of {shown(told.trigger)}: the text has no {shown(quoted)}: left out."
                problems.append(Problem("llm", "llm-invented", message, trigger))
        return tuple(dict.fromkeys(span for _, span in found if span is not None))

    status: Status = next(one for one in STATUSES if one == told.status)
    return Proposal(
        sentence=sentence,
        trigger=trigger,
        event_type=told.event_type,
        status=status,
        time=next(iter(spans((told.time,) if told.time else (), "time")), None),
        undated=told.time is None,
        actors=spans(told.actors, "actor"),
        recipients=spans(told.recipients, "recipient"),
    )


def _dropped(told: Told, fault: str, place: _Place) -> Problem:
    code, _, why = fault.partition(": ")
    return Problem("llm", code, f"event {shown(told.trigger)} dropped: {why}.", place.span)
