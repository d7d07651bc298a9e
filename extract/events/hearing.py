"""What a second reader is asked about an issue, and how its answers join what the stages found."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from extract.events.link import Found
from extract.lexicon.reading import Lexicon
from extract.model import Event, Problem, Sentence, Timex
from extract.policy import SecondPolicy
from extract.second import Answer, Heard, Portion, Proposal, propose_all
from extract.times import read_times


def doubtful(events: Sequence[Event], policy: SecondPolicy) -> frozenset[int]:
    """The sentences with a row that the rules are not sure of, by their index in the issue."""
    return frozenset(event.sentence_no - 1 for event in events if event.confidence < policy.doubtful)


def portions_of(
    found: Found, text: str, policy: SecondPolicy, only: Collection[int] | None = None
) -> tuple[Portion, ...]:
    """What a second reader is asked about an issue.

    Args:
        found: what the stages found.
        text: of the issue, its furniture blanked.
        policy: how much is asked at once.
        only: the sentences that are asked about; None: all.
    """
    portions: list[Portion] = []
    first = 0
    for passage, sentences in enumerate(found.passages):
        for number, sentence in enumerate(sentences, first):
            if only is None or number in only:
                _add(portions, passage, number, _line(sentence, text), policy.most_characters)
        first += len(sentences)
    return tuple(portions)


def _line(sentence: Sentence, text: str) -> str:
    return " ".join(sentence.span.of(text).split())


def _add(portions: list[Portion], passage: int, number: int, line: str, most: int) -> None:
    """Adds a sentence to the last portion, if it follows there and can be held by it; else to a new one."""
    last = portions[-1] if portions else None
    follows = last is not None and last.passage == passage and last.numbers.stop == number
    if last is not None and follows and sum(map(len, last.sentences)) + len(line) <= most:
        portions[-1] = replace(last, sentences=(*last.sentences, line))
    else:
        portions.append(Portion(passage, number, (line,)))


def hear(
    found: Found, text: str, asked: Sequence[tuple[Portion, Answer]], lexicon: Lexicon, *, alone: bool
) -> tuple[Found, tuple[Problem, ...]]:
    """What was found, with what a second reader answered; and the problems of its answers.

    An expression of time that it quotes, and that was not found before, is read in its place.

    Args:
        found: what the stages found.
        text: of the issue, its furniture blanked.
        asked: what was asked, with the answers.
        lexicon: the types that are known, and how expressions of time are read.
        alone: whether only what it proposes can be an event.
    """
    sentences = tuple(sentence for passage in found.passages for sentence in passage)
    proposals, problems = propose_all(asked, text, sentences, lexicon.types)
    timexes, unread = _with_times(found, proposals, lexicon)
    read = frozenset(number for portion, _ in asked for number in portion.numbers)
    heard = Heard(proposals, read, alone=alone)
    return replace(found, timexes=timexes, heard=heard), (*problems, *unread)


def _with_times(
    found: Found, proposals: Sequence[Proposal], lexicon: Lexicon
) -> tuple[tuple[Timex, ...], tuple[Problem, ...]]:
    """The expressions of time with those that are quoted besides."""
    timexes, problems = list(found.timexes), []
    passages = [number for number, passage in enumerate(found.passages) for _ in passage]
    for proposal in proposals:
        span = proposal.time
        if span is None or any(timex.span.overlaps(span) for timex in timexes):
            continue
        passage = passages[proposal.sentence]
        read = read_times(
            found.issue.text,
            found.issue.day_of(passage),
            lexicon.times,
            spans=(span,),
            sentences=found.passages[passage],
            before=[timex for timex in timexes if timex.span.start < span.start],
        )
        if not read.timexes:
            message = f"{span.of(found.issue.text)!r} is no expression of time that is known: not taken."
            problems.append(Problem("llm", "llm-time", message, span))
        timexes = sorted((*timexes, *read.timexes), key=lambda timex: timex.span)
        problems += read.problems
    return tuple(timexes), tuple(problems)
