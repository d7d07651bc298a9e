"""An event mention: a candidate that tells an event, with what was chosen of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from extract.choices import Reason
from extract.events.candidate import Candidate
from extract.events.draft import Days
from extract.events.participants import NO_SIDES, Sides
from extract.events.status import Verdict
from extract.events.when import Tense
from extract.lexicon.types import EventType
from extract.model import Trigger

_PLAIN_ACTOR = ("subject", "possessive", "by", "compound")
_PLAIN_RECIPIENT = ("object", "indirect", "with", "to", "against", "on", "at", "from", "for")


@dataclass(frozen=True, slots=True)
class EventMention:
    """What is known of an event where the text tells it."""

    candidate: Candidate
    kind: EventType
    verdict: Verdict
    """Its status, and the rules that spoke to it."""
    tense: Tense
    sides: Sides = NO_SIDES
    days: Days = field(default_factory=Days)
    likely: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """The probability of each choice: type, status, actor, recipient, days."""
    reasons: tuple[Reason, ...] = ()
    """What counted most in each choice."""
    by_rules: bool = True
    """Whether it is an event without a second reader's word, too."""

    @property
    def frame(self) -> Trigger:
        """The word's frame: that of the lexicon's sense, or a plain one."""
        return frame_of(self.candidate, self.kind)


def frame_of(candidate: Candidate, kind: EventType) -> Trigger:
    """The lexicon's sense under the chosen type; where that differs, or there is none, a plain frame."""
    sense = candidate.sense
    if sense is not None and sense.event_type == kind.name:
        return sense
    return Trigger(
        span=candidate.span,
        sentence=candidate.sentence,
        token=candidate.token,
        event_type=kind.name,
        event_mode=None,
        cameo_code=None,
        actor=sense.actor if sense is not None else _PLAIN_ACTOR,
        recipient=sense.recipient if sense is not None else _PLAIN_RECIPIENT,
        mutual=kind.mutual,
        rule=sense.rule if sense is not None else "reader",
        weight=0.0,
    )
