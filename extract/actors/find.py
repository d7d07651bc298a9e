"""Finds who acts in an issue: `find_actors`."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extract.actors.chains import Chain, Chains, Placed, fill_countries, head_of, main_country, with_possessor
from extract.actors.gazetteer import INTERNATIONAL, Gazetteer, longest
from extract.actors.names import Name, find_names
from extract.actors.roles import Office, body_after, office_after, office_before, office_given
from extract.actors.scene import Scene
from extract.actors.stand_ins import stand_ins
from extract.actors.words import Words, words_of
from extract.model import Actor, ActorMention, ActorRole, Cast, Issue, Sentence, Span

FORMER = "ELI"
"""PLOVER's sector of those who held a state's office once."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An office that a sentence gives to a chain."""

    chain: int
    sentence: int
    office: Office


def find_actors(issue: Issue, sentences: Sequence[Sentence], tables: Gazetteer) -> Cast:
    """Who acts in an issue, under which names, in which offices.

    Args:
        issue: gives the items, within which pronouns look back, and the day the text speaks from.
        sentences: all sentences of the issue's passages, in the order of the text.
        tables: what is known of names.

    Returns:
        The cast: mentions in the order of the text. A mention of a person covers the title written before
        the name; pronouns and descriptions that stand for an actor are mentions too; where one stands for
        two actors there are two mentions of its span.
    """
    ready = [words_of(sentence, tables) for sentence in sentences]
    chains = Chains()
    placed: list[Placed] = []
    given: list[_Given] = []
    for number, words in enumerate(ready):
        _read_names(chains, words, number, placed, given)
    passages = _passages_of(issue, sentences)
    for item in _items(issue, passages):
        inside = [mention for mention in placed if mention.sentence in item]
        adjectives = [country for number in item for country in _adjective_countries(ready[number])]
        if main := main_country(chains, inside, adjectives):
            fill_countries(chains, inside, main, tables.state_bound)
        placed += _read_stand_ins(chains, ready, item, inside, main)
    days = [issue.reference_day if passage is None else issue.day_of(passage) for passage in passages]
    return _cast(chains, placed, given, ready, days)


def _passages_of(issue: Issue, sentences: Sequence[Sentence]) -> list[int | None]:
    """The passage of each sentence; None where it stands in none."""
    starts = [passage.span.start for passage in issue.passages]
    found = [bisect_right(starts, sentence.span.start) - 1 for sentence in sentences]
    return [
        passage if passage >= 0 and issue.passages[passage].span.overlaps(sentence.span) else None
        for passage, sentence in zip(found, sentences, strict=True)
    ]


def _items(issue: Issue, passages: Sequence[int | None]) -> list[range]:
    """The sentences of each item: those under one headline."""
    heads = [None if passage is None else issue.passages[passage].headline for passage in passages]
    starts = [k for k in range(len(heads)) if k == 0 or heads[k] != heads[k - 1]]
    return (
        [range(start, end) for start, end in zip(starts, [*starts[1:], len(heads)], strict=True)]
        if starts
        else []
    )


def _adjective_countries(words: Words) -> Iterable[str]:
    adjectives = words.gazetteer.adjectives
    for k in [k for k, text in enumerate(words.texts) if text in adjectives]:
        found = longest(adjectives, words.texts, k)
        if found and found[0].country:
            yield found[0].country


def _read_names(chains: Chains, words: Words, number: int, placed: list[Placed], given: list[_Given]) -> None:
    """Joins the names of one sentence to the chains, with the offices written beside them."""
    names = find_names(words)
    before = {name.first: office_before(words, name, names) for name in names if name.kind == "person"}
    owner: Name | None = None
    last = -1
    for found in names:
        if _in_title(words, found, before):
            continue
        owned = owner is not None and owner.end + 1 == found.first and words.texts[owner.end] in {"'s", "'"}
        name = _with_owner(words, found, owner) if owned and owner is not None else found
        if owner is not None and _abbreviates(words, found, owner):
            chains.alias(last, found)
        chain = chains.join(name)
        if owned and found.kind in {"organisation", "person"}:
            _belong(chains[chain], chains[last])
        if chains[chain].country is None and _of_some_state(words, found):
            chains[chain].country = _located(words, found, names)
        placed.append(_place(words, number, name, before.get(found.first), chain))
        offices = (before.get(found.first), _after(words, found, names))
        given += [_Given(chain, number, office) for office in offices if office]
        owner, last = found, chain
    if names:
        _inherit(chains, placed, given, number, words.gazetteer)


def _belong(body: Chain, owner: Chain) -> None:
    """Gives a body what it lacks of its owner's: "Hashimoto's party" is Japan's."""
    if owner.kind != "person" or body.kind == "organisation":
        body.country = body.country or owner.country
    if owner.kind == body.kind == "organisation":
        body.sector = body.sector or owner.sector


def _after(words: Words, name: Name, names: Sequence[Name]) -> Office | None:
    """What the words after a name say of its bearer, where the tables do not know it."""
    if name.kind == "person":
        return office_after(words, name, names) or office_given(words, name, names)
    return body_after(words, name, names) if name.kind == "organisation" and name.known is None else None


def _in_title(words: Words, name: Name, before: Mapping[int, Office | None]) -> bool:
    """Whether a place only tells where a title is from: "Moscow Mayor", "U.S. Secretary of State"."""
    if name.kind != "place" or words.texts[name.end : name.end + 1] == ("'s",):
        return False
    return any(office and office.first <= name.first and name.end <= office.end for office in before.values())


def _located(words: Words, name: Name, names: Sequence[Name]) -> str | None:
    """The country of the place right after a name: "Supreme Court of India", "Police in Japan"."""
    linked = {"organisation": {"of", "in", "at"}, "person": {"of"}}.get(name.kind, set())
    if name.end >= len(words) or words.texts[name.end] not in linked:
        return None
    return next((n.country for n in names if name.end < n.first <= name.end + 2 and n.kind == "place"), None)


def _with_owner(words: Words, name: Name, owner: Name) -> Name:
    plain = name.kind == "organisation" and name.country is None and name.sector != "IGO"
    return with_possessor(name, owner, words) if plain and owner.kind == "place" else name


def _abbreviates(words: Words, name: Name, full: Name) -> bool:
    """Whether a name in brackets is short for the body right before them: "Baltic Committee (BC)"."""
    bracketed = full.end + 1 == name.first and words.texts[full.end] == "("
    return bracketed and full.kind == "organisation" and name.text.isupper() and name.text[0] == full.text[0]


def _of_some_state(words: Words, name: Name) -> bool:
    """Whether a place after a name may tell its country; not for bodies known to act in many."""
    if name.known is None:
        return name.sector != INTERNATIONAL
    return name.sector in words.gazetteer.state_bound


def _place(words: Words, number: int, name: Name, before: Office | None, chain: int) -> Placed:
    """The mention of a name: a person's takes in the title before it, but no possessor of that."""
    first = name.first
    if before and (before.end == first or words.texts[before.end] == "-"):
        owned = [k + 1 for k in range(before.first, before.end) if words.token(k).tag == "POS"]
        first = owned[-1] if owned else before.first
    span = Span(words.token(first).span.start, name.span.end)
    return Placed(number, first, name.end, head_of(words, name.first, name.end), chain, span)


def _inherit(  # the sentence's state
    chains: Chains, placed: Sequence[Placed], given: Sequence[_Given], number: int, tables: Gazetteer
) -> None:
    """Writes a sentence's offices onto their holders: country, sector, gender."""
    here = [mention for mention in placed if mention.sentence == number]
    for gift in given:
        if gift.sentence != number:
            continue
        chain, office = chains[gift.chain], gift.office
        chain.offices.append((office, number))
        country, sector = office.country, office.sector
        if office.possessor is not None:
            boss = next((m.chain for m in reversed(here) if m.end <= office.possessor), None)
            country = country or (chains[boss].country if boss is not None else None)
            sector = sector or (chains[boss].sector if boss is not None else None)
        if office.country and (chain.country is None or _misknown(chain, office)):
            chain.known, chain.country = None, office.country
        chain.country = chain.country or country
        if sector and office.tenure != "former" and (office.named or chain.sector is None):
            chain.sector = sector
        chain.sector = chain.sector or (FORMER if sector in tables.state_bound else sector)
        chain.gender = chain.gender or office.gender


def _misknown(chain: Chain, office: Office) -> bool:
    """Whether a bare surname was taken for a well-known bearer's, whose country the text contradicts."""
    if chain.known is None:
        return False
    return chain.kind == "person" and len(chain.name.split()) == 1 and chain.country != office.country


def _read_stand_ins(
    chains: Chains, ready: Sequence[Words], item: range, inside: Sequence[Placed], main: str | None
) -> list[Placed]:
    """The pronouns and descriptions of an item, each resolved by what came before it."""
    names: dict[int, list[Placed]] = {}
    for mention in inside:
        names.setdefault(mention.sentence, []).append(mention)
        _guess_gender(chains, mention.chain, ready[mention.sentence].gazetteer)
    scene = Scene(chains, ready, main, [])
    found: list[Placed] = []
    for number in item:
        scene.history.extend(names.get(number, ()))
        found += stand_ins(scene, number, names.get(number, ()))
    return found


def _guess_gender(chains: Chains, number: int, tables: Gazetteer) -> None:
    chain = chains[number]
    if chain.kind == "person" and not chain.gender:
        first = (chain.known.name if chain.known else chain.name).split()[0]
        chain.gender = tables.first_names.get(first, "")


def _cast(
    chains: Chains,
    placed: Sequence[Placed],
    given: Iterable[_Given],
    ready: Sequence[Words],
    days: Sequence[date | None],
) -> Cast:
    """The frozen cast: all named, and of those only described the ones referred to again."""
    times = Counter(mention.chain for mention in placed)
    kept = [n for n, chain in enumerate(chains.chains) if not chain.noun or times[n] > 1]
    numbers = {chain: actor for actor, chain in enumerate(kept)}
    ordered = sorted(placed, key=lambda mention: (mention.span.start, mention.span.end))
    return Cast(
        tuple(_actor(chains[n]) for n in kept),
        tuple(ActorMention(m.span, numbers[m.chain]) for m in ordered if m.chain in numbers),
        tuple(_role(chains, gift, ready, days, numbers[gift.chain]) for gift in given if gift.office.named),
    )


def _actor(chain: Chain) -> Actor:
    return Actor(chain.name, chain.kind, chain.country, chain.sector)


def _role(
    chains: Chains, gift: _Given, ready: Sequence[Words], days: Sequence[date | None], actor: int
) -> ActorRole:
    office, words = gift.office, ready[gift.sentence]
    span = Span(words.token(office.first).span.start, words.token(office.end - 1).span.end)
    country = office.country or chains[gift.chain].country
    return ActorRole(actor, office.role, country, days[gift.sentence], office.tenure, span)
