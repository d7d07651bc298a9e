"""One issue's raw text to its events: every stage in order, trouble kept as values."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from typing import TypeVar

from extract.actors import find_actors, gazetteer
from extract.events.link import Found, link
from extract.events.modality import load_modality
from extract.issues import (
    NotAnIssueError,
    Publications,
    parse_issue,
    read_publications,
    readable_text,
)
from extract.language import LanguageModel, load_model
from extract.model import (
    Cast,
    DayOptions,
    Extraction,
    Issue,
    Problem,
    RawIssue,
    Sentence,
    Span,
    Timex,
    Trigger,
)
from extract.policy import POLICY, Policy
from extract.times import find_timexes
from extract.times.rules import standard_lexicon
from extract.triggers import find_triggers, load_lexicon

_Result = TypeVar("_Result")
_Sentences = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """An issue with what parsing it met."""

    issue: Issue
    problems: tuple[Problem, ...]


_Read = tuple[_Parsed, Sequence[_Sentences]]
"""An issue with its sentences by passage."""


def extract_issue(
    raw: RawIssue | str | bytes,
    *,
    options: DayOptions | None = None,
    policy: Policy = POLICY,
    model: LanguageModel | None = None,
) -> Extraction:
    """Find who did what to whom, when, and whether it happened, in one issue.

    Args:
        raw: the issue, or just its text.
        options: what the caller says of its days.
        policy: the numbers that steer decisions.
        model: the language model; the shipped one by default.

    Raises:
        NotAnIssueError: there is no text to read.
        ValueError: `options` name an unknown publication.

    >>> from datetime import date
    >>> extraction = extract_issue(
    ...     "Kirienko and Obuchi yesterday signed three agreements.",
    ...     options=DayOptions(published=date(1998, 7, 14)),
    ... )
    >>> [(event.event_type, event.status, str(event.first_day)) for event in extraction.events]
    [('AGREE', 'occurred', '1998-07-13')]
    """
    _read_lexicons()
    issue, problems = parse_issue(_raw(raw), known_publications(), options=options)
    return next(iter(_extract_parsed([_Parsed(issue, problems)], policy, model or load_model())))


def extract_issues(
    raws: Iterable[RawIssue | str | bytes],
    *,
    options: DayOptions | None = None,
    policy: Policy = POLICY,
    model: LanguageModel | None = None,
) -> Iterator[Extraction | Problem]:
    """Extract many issues, lazily and in order, the language model working on many at once.

    Yields:
        For each issue its extraction, the same as `extract_issue` gives; or the `Problem` why it is none.

    Raises:
        ValueError: `options` name an unknown publication.

    >>> [type(result).__name__ for result in extract_issues(["Rebels seized the town.", b""])]
    ['Extraction', 'Problem']
    """
    model = model or load_model()
    _read_lexicons()
    publications = known_publications()
    waiting = iter(raws)
    while batch := [_parse(_raw(raw), publications, options) for raw in islice(waiting, policy.issues_at_once)]:
        done = iter(
            _extract_parsed([parsed for parsed in batch if isinstance(parsed, _Parsed)], policy, model)
        )
        for parsed in batch:
            yield parsed if isinstance(parsed, Problem) else next(done)


def version(model: LanguageModel | None = None) -> str:
    """The extractor's version: of the code, then digests of the lexicon and of the language model.

    Equal versions give equal rows, to the byte.

    >>> len(version().split("+")[1].split(".")), version().startswith(metadata.version("dateline"))
    (2, True)
    """
    model = model or load_model()
    return f"{metadata.version('dateline')}+{_lexicon_digest()}.{model.digest}"


@cache
def _lexicon_digest() -> str:
    """Of all files of the lexicon, names and contents: 12 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=6)
    for name, content in sorted(_contents(files("extract.lexicon"))):
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _contents(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    """The names and contents of a folder's tables, subfolders included."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from ((f"{entry.name}/{name}", content) for name, content in _contents(entry))
        elif entry.name.endswith((".toml", ".csv")):
            yield entry.name, entry.read_bytes()


@cache
def known_publications() -> Publications:
    """The publications of the packaged lexicon, read once."""
    return read_publications()


def _read_lexicons() -> None:
    """Read every lexicon, once: a broken one must raise, and not pass for trouble with a passage."""
    gazetteer()
    load_lexicon()
    load_modality()
    known_publications()
    standard_lexicon()


def _raw(raw: RawIssue | str | bytes) -> RawIssue:
    return raw if isinstance(raw, RawIssue) else RawIssue(raw)


def _parse(raw: RawIssue, publications: Publications, options: DayOptions | None) -> _Parsed | Problem:
    """The parsed issue, or why it is none."""
    try:
        issue, problems = parse_issue(raw, publications, options=options)
    except NotAnIssueError as refused:
        return refused.problem
    return _Parsed(issue, problems)


def _extract_parsed(batch: Sequence[_Parsed], policy: Policy, model: LanguageModel) -> Iterator[Extraction]:
    """Read the passages of all issues at once, then find and link the events of each."""
    made_by = version(model)
    for parsed, passages in _read(batch, model):
        yield _extract(parsed, passages, policy, made_by)


def _read(batch: Sequence[_Parsed], model: LanguageModel) -> list[_Read]:
    """Each issue with its sentences by passage, all passages read together."""
    texts = ((readable_text(parsed.issue), _spans(parsed.issue)) for parsed in batch)
    try:
        return list(zip(batch, model.parse_passages(texts), strict=True))
    except Exception as failure:  # noqa: BLE001  # one unreadable passage must not lose the batch
        return _read_singly(batch, model, failure)


def _read_singly(batch: Sequence[_Parsed], model: LanguageModel, failure: Exception) -> list[_Read]:
    """Each passage read by itself: none where the model fails on it, with a problem that says so.

    Where every single one can be read, the first issue keeps why all together could not.
    """
    told: list[list[Problem]] = [[] for _ in batch]
    read = []
    for parsed, problems in zip(batch, told, strict=True):
        text = readable_text(parsed.issue)
        read.append(
            tuple(
                _guarded(partial(_read_passage, text, span, model), "language", span, problems) or ()
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


def _read_passage(text: str, span: Span, model: LanguageModel) -> _Sentences:
    """The sentences of one passage."""
    return next(model.parse_passages([(text, (span,))]))[0]


def _extract(parsed: _Parsed, passages: Sequence[_Sentences], policy: Policy, version: str) -> Extraction:
    """All that one issue gives, from its sentences by passage."""
    issue, problems = parsed.issue, list(parsed.problems)
    passages = tuple(_without_lists(passage, policy, problems) for passage in passages)
    sentences = tuple(sentence for passage in passages for sentence in passage)
    timexes = _find_timexes(issue, passages, problems)
    cast = _guarded(partial(find_actors, issue, sentences), "actors", None, problems) or Cast()
    found = Found(issue, passages, timexes, cast, _find_triggers(issue, passages, problems))
    linked = partial(link, found, modality=load_modality(), policy=policy)
    events = _guarded(linked, "events", None, problems) or ()
    return Extraction(
        issue=issue,
        timexes=timexes,
        actors=cast.actors,
        mentions=cast.mentions,
        roles=cast.roles,
        events=events,
        problems=tuple(problems),
        version=version,
    )


def _find_timexes(issue: Issue, passages: Sequence[_Sentences], problems: list[Problem]) -> tuple[Timex, ...]:
    """The time expressions of all passages; each goes on from the one before it in its paragraph."""
    found: list[Timex] = []
    for passage, (span, sentences) in enumerate(zip(_spans(issue), passages, strict=True)):
        find = partial(
            find_timexes, issue.text, issue.day_of(passage), spans=(span,), sentences=sentences, before=found
        )
        found.extend(_guarded(find, "times", span, problems) or ())
    return tuple(found)


def _find_triggers(
    issue: Issue, passages: Sequence[_Sentences], problems: list[Problem]
) -> tuple[Trigger, ...]:
    """The triggers of all passages, each read by itself; their sentences counted over the issue."""
    found: list[Trigger] = []
    before = 0
    for span, sentences in zip(_spans(issue), passages, strict=True):
        triggers = _guarded(partial(find_triggers, sentences), "triggers", span, problems) or ()
        found.extend(replace(trigger, sentence=trigger.sentence + before) for trigger in triggers)
        before += len(sentences)
    return tuple(found)


def _guarded(
    work: Callable[[], _Result], stage: str, span: Span | None, problems: list[Problem]
) -> _Result | None:
    """What `work` gives; on failure None, and a problem that says where."""
    try:
        return work()
    except Exception as failure:  # noqa: BLE001  # a passage that trips a stage must not lose the issue
        message = f"{_in_words(failure)}; nothing was taken from here. Please report the text."
        problems.append(Problem(stage, "stage-failed", message, span))
        return None


def _in_words(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"


def _spans(issue: Issue) -> tuple[Span, ...]:
    return tuple(passage.span for passage in issue.passages)


def _without_lists(sentences: _Sentences, policy: Policy, problems: list[Problem]) -> _Sentences:
    """The sentences that are short enough to be sentences."""
    for sentence in sentences:
        if len(sentence.tokens) > policy.most_words:
            message = f"{len(sentence.tokens)} words without a full stop: taken for a list, not read."
            problems.append(Problem("pipeline", "sentence-too-long", message, sentence.span))
    return tuple(sentence for sentence in sentences if len(sentence.tokens) <= policy.most_words)
