"""An event mention: a candidate that tells an event, with what was chosen of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from extract.choices import Reason
from extract.events.candidate import Candidate
from extract.events.draft import Days
from extract.events.sides import NO_SIDES, Sides
from extract.events.status import Verdict
from extract.events.when import Tense
from extract.lexicon.types import EventType
from extract.model import Trigger


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
    def trigger(self) -> Trigger:
        """The lexicon's sense under the chosen type; where that differs, or there is none, the bare word."""
        candidate, sense = self.candidate, self.candidate.sense
        if sense is not None and sense.event_type == self.kind.name:
            return sense
        return Trigger(
            span=candidate.span,
            sentence=candidate.sentence,
            token=candidate.token,
            event_type=self.kind.name,
            event_mode=None,
            cameo_code=None,
            rule=sense.rule if sense is not None else "reader",
            weight=0.0,
        )
