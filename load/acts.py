"""Which reports of several issues tell one act: a pure function of the reports.

Duplicates are the first complaint about event data made by machine. Two reports are one act when they are of
one kind, name the same sides by identities that hold across issues, and their days fit. They are first put
together where they say the same; then a vaguer report ("last week", one side unnamed) joins the more exact
one that it fits, if there is just one. What comes out depends on the set of reports alone, never on their
order.

An identity is "kind:country:name", of a person also ":given name": "person:RUS:yeltsin:boris".
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

LONGEST_DAYS: Final = 92
"""Days of the longest span that is compared, a quarter: beyond it everything would fit everything."""

SIBLINGS: Final[Mapping[str, str]] = {"COOPERATE": "AGREE", "DISMISS": "RESIGN", "SANCTION": "COERCE"}
"""Types that tell one act in other words, each under the name of its sibling: who is asked to go resigns."""

MUTUAL: Final = frozenset({"CONSULT", "AGREE"})
"""Kinds whose sides may be named in either order."""

WORDY: Final = frozenset({"STATEMENT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "VOTE"})
"""Kinds of which the same sides do several a day: the words must be alike, too."""

VIOLENT: Final = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "COERCE"})
"""Types of which unnamed groups do several a day: the place must be told, and be the same."""

ALIKE: Final = 0.4
"""Share of the shorter sentence's content words that two reports of one utterance have in common."""

UNNAMED: Final = frozenset({"group", "country"})
"""Kinds of identity that many bear at once."""

ANYWHERE: Final = frozenset({"person", "group"})
"""Kinds of identity whose country a document may leave out."""

JOIN: Final = "; "

_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_FUNCTION_WORDS = frozenset({
    "about", "after", "against", "also", "been", "before", "being", "between", "both", "could", "does",
    "from", "have", "into", "more", "over", "said", "says", "should", "some", "such", "than", "that",
    "their", "them", "then", "there", "these", "they", "this", "those", "under", "upon", "were", "what",
    "when", "where", "which", "while", "will", "with", "would", "yesterday", "today",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "president",
})  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What one event says that tells acts apart. Days are counted from 1 January of the year 1."""

    event_id: str
    event_type: str
    event_mode: str | None
    status: str
    first: int
    last: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    sentence: str
    is_town: bool = False
    """Whether the place is as small as a town."""
    names: str = ""
    """The sides' names and the trigger: words of the sentence that any report of the act has."""

    @cached_property
    def kind(self) -> str:
        """The type, or the sibling under whose name it goes."""
        return SIBLINGS.get(self.event_type, self.event_type)

    @cached_property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """The identities of both sides; of a mutual act all on one."""
        both = frozenset(self.actors), frozenset(self.recipients)
        return (both[0] | both[1], frozenset()) if self.kind in MUTUAL else both

    @cached_property
    def where(self) -> str | None:
        """The place, where it tells acts apart: a visit to Iran may be the one to Tehran."""
        tells = self.event_type in VIOLENT or (self.kind == "CONSULT" and self.is_town)
        return self.place if tells else None

    @cached_property
    def mode(self) -> str | None:
        """The mode, where it tells acts apart: that of words is read out of them."""
        return None if self.kind in WORDY else self.event_mode

    @property
    def says(self) -> tuple[object, ...]:
        """All but the words: reports that agree in this say the same."""
        return self.kind, self.status, self.first, self.last, self.sides, self.mode, self.where

    @cached_property
    def words(self) -> frozenset[str]:
        """Beginnings of the sentence's content words, without the sides' names and the trigger."""
        return _content_words(self.sentence) - _content_words(self.names)

    @cached_property
    def exactness(self) -> tuple[int, ...]:
        """Greater: tells more."""
        actors, recipients = self.sides
        parts = sum(1 for one in actors | recipients for part in one.split(":") if part)
        told = bool(self.mode) + bool(self.where)
        return self.first - self.last, len(actors) + len(recipients), parts, told


@dataclass(frozen=True, slots=True)
class Grouped:
    """What act a report tells."""

    happening_id: str
    """The least event_id among the act's most exact reports."""
    fulfilled_by: str | None = None
    """Of a plan: the act that carried it out."""


def _content_words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _FUNCTION_WORDS)


def base_of(identity: str) -> str:
    """The identity without what a document may leave out: given names, and the country of people.

    >>> base_of("person:RUS:yeltsin:boris"), base_of("body:RUS:state-duma")
    ('person::yeltsin', 'body:RUS:state-duma')
    """
    kind, country, *rest = identity.split(":")
    return ":".join((kind, "" if kind in ANYWHERE else country, *rest[:1]))


def identities(joined: str | None) -> tuple[str, ...]:
    """The identities in a column of joined ones; unknown ones are left out.

    >>> identities("country:RUS; ; country:JPN")
    ('country:RUS', 'country:JPN')
    """
    return tuple(one for one in (joined or "").split(JOIN) if one)


def act_keys_of(
    event_type: str, actor_id: str | None, recipient_id: str | None, first: date | None, last: date | None
) -> tuple[str, ...]:
    """The keys under which events that may tell the same act are found; none where nothing can be compared.

    A vaguer report has no identity that the more exact one lacks, so that the two share its keys.

    >>> day = date(1998, 7, 13)
    >>> act_keys_of("RESIGN", "person:JPN:hashimoto:ryutaro", None, day, day)
    ('RESIGN person::hashimoto',)
    """
    if first is None or last is None or (last - first).days > LONGEST_DAYS:
        return ()
    kind = SIBLINGS.get(event_type, event_type)
    sides = identities(actor_id) + (identities(recipient_id) if kind in MUTUAL else ())
    return tuple(f"{kind} {base}" for base in sorted({base_of(one) for one in sides}))


def group(reports: Sequence[Report]) -> dict[str, Grouped]:
    """Which act each report tells.

    Args:
        reports: Reports that may tell the same acts, each with at least one actor, in any order.

    Returns:
        For each event_id its act.
    """
    clusters = _same_words(reports)
    index = _index(clusters)
    roots = [_root(cluster, index, cluster[0].status) for cluster in clusters]
    names = {id(cluster): min(report.event_id for report in cluster) for cluster in clusters}
    found: dict[str, Grouped] = {}
    for cluster, root in zip(clusters, roots, strict=True):
        act = root or cluster
        carried = _root(act, index, "occurred") if act[0].status == "planned" else None
        grouped = Grouped(names[id(act)], names[id(carried)] if carried else None)
        found.update((report.event_id, grouped) for report in cluster)
    return found


_Cluster = list[Report]
_Key = tuple[str, str, int, str, int]
"""Kind, status, side, one identity's base, first day."""
_Index = Mapping[_Key, Mapping[object, Sequence[_Cluster]]]
"""The clusters under each key, those together that say the same but for the words."""


def _same_words(reports: Iterable[Report]) -> list[_Cluster]:
    """Reports that say the same; of what is spoken, those whose words hang together."""
    alike: dict[object, _Cluster] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.event_id):
        alike[report.says if _is_told_apart(report) else report.event_id].append(report)
    clusters: list[_Cluster] = []
    for told in alike.values():
        clusters.extend(_connected(told) if told[0].kind in WORDY else [told])
    return clusters


def _connected(reports: _Cluster) -> list[_Cluster]:
    """The reports in parts that have words in common, directly or over others.

    Sets that share so much of the shorter one share one of its rarest words: only those are compared.
    """
    told: dict[frozenset[str], _Cluster] = defaultdict(list)
    for report in reports:
        told[report.words].append(report)
    silent = told.pop(frozenset(), [])
    if silent and reports[0].recipients:
        return [reports]
    parts: dict[frozenset[str], frozenset[str]] = {words: words for words in told}
    by_word = _by_word(told)
    for words in told:
        rarest = sorted(words, key=lambda word: (len(by_word[word]), word))
        enough = len(words) - math.ceil(ALIKE * len(words)) + 1
        for other in {other for word in rarest[:enough] for other in by_word[word]}:
            if len(words & other) >= ALIKE * min(len(words), len(other)):
                parts[_part(parts, other)] = _part(parts, words)
    connected: dict[frozenset[str], _Cluster] = defaultdict(list)
    for words, alike in told.items():
        connected[_part(parts, words)].extend(alike)
    return [*([one] for one in silent), *connected.values()]


def _by_word(told: Iterable[frozenset[str]]) -> Mapping[str, Sequence[frozenset[str]]]:
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for words in told:
        for word in words:
            found[word].append(words)
    return found


def _part(parts: dict[frozenset[str], frozenset[str]], words: frozenset[str]) -> frozenset[str]:
    """The words that stand for a part; the way there is made shorter for the next to ask."""
    while parts[words] is not words:
        parts[words] = words = parts[parts[words]]
    return words


def _is_alike(one: Report, other: Report) -> bool:
    """Whether the shorter sentence shares enough of its content words; one without any says nothing else."""
    fewer = min(len(one.words), len(other.words))
    if not fewer:
        return bool(one.recipients) and bool(other.recipients)
    return len(one.words & other.words) >= ALIKE * fewer


def _is_told_apart(report: Report) -> bool:
    """Whether the sides, or the place, keep it apart from another act of its kind on its day."""
    named = [one for one in report.actors + report.recipients if one.split(":")[0] not in UNNAMED]
    return report.event_type not in VIOLENT or bool(named) or bool(report.place)


def _index(clusters: Iterable[_Cluster]) -> _Index:
    index: dict[_Key, dict[object, list[_Cluster]]] = defaultdict(lambda: defaultdict(list))
    for cluster in clusters:
        one = cluster[0]
        for side, base in _bases(one):
            index[one.kind, one.status, side, base, one.first][one.says].append(cluster)
    return index


def _bases(report: Report) -> frozenset[tuple[int, str]]:
    """The identities of both sides, as far as reports of one act agree in them."""
    return frozenset(
        (side, base_of(one)) for side, identified in enumerate(report.sides) for one in identified
    )


def _root(cluster: _Cluster, index: _Index, status: str) -> _Cluster | None:
    """The one most exact cluster of the status that this one fits; None where there is none, or several."""
    roots = [one for one in _above(cluster, index, status) if not _above(one, index, status)]
    return roots[0] if len(roots) == 1 else None


def _above(cluster: _Cluster, index: _Index, status: str) -> list[_Cluster]:
    """The more exact clusters that this one fits."""
    vague = cluster[0]
    if not vague.sides[0] or not _is_told_apart(vague):
        return []
    return [
        other
        for alike in _near(vague, index, status)
        if (status != vague.status or alike[0][0].exactness > vague.exactness) and _fits(vague, alike[0][0])
        for other in alike
        if vague.kind not in WORDY or any(_is_alike(one, two) for one in cluster for two in other)
    ]


def _near(vague: Report, index: _Index, status: str) -> Iterable[Sequence[_Cluster]]:
    """The clusters within the report's days that have the rarest of its identities, too."""
    days = range(vague.first, vague.last + 1)
    found = (
        [index[key] for day in days if (key := (vague.kind, status, *base, day)) in index]
        for base in _bases(vague)
    )
    return [alike for told in min(found, key=lambda told: sum(map(len, told))) for alike in told.values()]


def _fits(vague: Report, exact: Report) -> bool:
    """Whether the exact report tells all that the vague one does, and contradicts nothing."""
    if not (vague.first <= exact.first and exact.last <= vague.last):
        return False
    for told in ((vague.where, exact.where), (vague.mode, exact.mode)):
        if None not in told and told[0] != told[1]:
            return False
    return all(_is_within(few, many) for few, many in zip(vague.sides, exact.sides, strict=True))


def _is_within(few: frozenset[str], many: frozenset[str]) -> bool:
    """Whether each identity is one of the others, or may be."""
    return all(one in many or any(_may_be(one, other) for other in many) for one in few)


def _may_be(one: str, other: str) -> bool:
    """Whether two identities differ only in what one of them leaves out."""
    if base_of(one) != base_of(other):
        return False
    parts = zip(one.split(":")[1:], other.split(":")[1:], strict=False)
    return all(left == right or not left or not right for left, right in parts)
