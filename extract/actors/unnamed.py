"""Keeps groups and people who are only described in mind, so that the text may come back to them."""

from extract.actors.chains import Chain, Placed
from extract.actors.descriptions import describe_words
from extract.actors.gazetteer import longest
from extract.actors.scene import Scene, placed_at
from extract.actors.sectors import acts
from extract.actors.words import Words


def unnamed_at(scene: Scene, number: int, at: int) -> list[Placed]:
    """A group or person only described: the one told of before ("the guards"), or a new one."""
    words = scene.sentences[number]
    tag = words.token(at).tag
    if tag == "NNP":
        return _office(scene, number, at)
    if tag not in {"NN", "NNS", "NNPS"}:
        return []
    stood_for = _place_told(scene, number, at)
    if stood_for is None:
        stood_for = _of_owner(scene, number, at)
    if stood_for is not None:
        return [placed_at(words, number, at, stood_for)]
    return _described(scene, number, at) if acts(words, at) else []


def _described(scene: Scene, number: int, at: int) -> list[Placed]:
    """Whom a noun of people or bodies describes."""
    words = scene.sentences[number]
    if named := _named_after(scene, number, at):
        told, owner = describe_words(words, at), _owner(scene, number, at)
        country = told.country or (None if owner is None else scene.chains[owner].country)
        for chain in (scene.chains[number] for number in named):
            chain.country, chain.sector = chain.country or country, chain.sector or told.sector
        return [placed_at(words, number, at, chain) for chain in named]
    noun, told = words.token(at).lemma.lower(), describe_words(words, at)
    if at and words.lowered[at - 1] in {"the", "these", "those", "both", "that", "this"}:
        told_before = _told_before(scene, number, at, told.name)
        if told_before is not None:
            return [placed_at(words, number, at, told_before)]
    country = told.country or (scene.main if told.sector in words.gazetteer.state_bound else None)
    one = words.token(at).tag == "NN"
    chain = Chain(
        "person" if one and _is_person(words, noun) else "group",
        [told.name],
        country=country,
        sector=told.sector,
        gender=_gender(noun),
        noun=noun,
        plural=not one,
    )
    return [Placed(number, at, at + 1, at, scene.chains.begin(chain), told.span)]


def _office(scene: Scene, number: int, at: int) -> list[Placed]:
    """The holder of an office written as a name, whom the text does not name: "the Secretary-General"."""
    words = scene.sentences[number]
    starts = (k for k in range(max(at - OFFICE_WORDS, 0) + 1, at + 1) if words.lowered[k - 1] == "the")
    for first in starts:
        title = longest(words.gazetteer.titles, words.lowered, first)
        if title is None or title[0].kind != "office" or first + title[1] != at + 1:
            continue
        name = words.written(first, at + 1)
        known = next((m.chain for m in scene.remembered() if scene.chains[m.chain].noun == name), None)
        if known is None:
            known = scene.chains.begin(Chain("person", [name], sector=title[0].sector, noun=name))
        return [placed_at(words, number, at, known, first=first)]
    return []


OFFICE_WORDS = 5
"""Words of "the Deputy Prime Minister" before its end."""


def _owner(scene: Scene, number: int, at: int) -> int | None:
    """The chain of whose "his" or "its" stands before a noun."""
    words = scene.sentences[number]
    for mention in scene.within(number):
        token = words.token(mention.head)
        if token.tag == "PRP$" and token.head == at:
            return mention.chain
    return None


def _of_owner(scene: Scene, number: int, at: int) -> int | None:
    """Whom a noun with an owner stands for: "his country" his state, "its members" the body itself."""
    words = scene.sentences[number]
    noun, lists = words.token(at).lemma.lower(), words.gazetteer.words
    state = "country" in words.gazetteer.places_told.get(noun, ())
    if (not state and noun not in lists["belonging"]) or words.token(at - 1).tag != "PRP$":
        return None
    owner = _owner(scene, number, at)
    chain = None if owner is None else scene.chains[owner]
    if chain is None or not state:
        return owner if chain is not None and chain.kind == "organisation" else None
    place = words.gazetteer.countries.get(chain.country or "")
    return None if place is None else scene.chains.of_place(place)


def _named_after(scene: Scene, number: int, at: int) -> list[int]:
    """Whom an appositive names: "his Russian counterpart, Boris Yeltsin"; of a plural all that it joins."""
    words = scene.sentences[number]
    if words.texts[at + 1 : at + 2] != (",",):
        return []
    people = {
        mention.first: mention
        for mention in scene.within(number)
        if scene.chains[mention.chain].kind == "person"
    }
    found, start = [], at + 2
    while start in people and _closes(words, at, people[start]):
        found.append(people[start].chain)
        end = people[start].end
        if words.token(at).tag == "NN" or words.texts[end : end + 1] not in {(",",), ("and",)}:
            break
        start = end + 1
    return found


def _closes(words: Words, at: int, name: Placed) -> bool:
    """Whether a name after a comma describes the noun before: "his deputy, X, left"."""
    tied = words.label(name.head) == "appos" and words.token(name.head).head == at
    return tied or not words.texts[name.end : name.end + 1] or words.texts[name.end] in CLOSING


CLOSING = frozenset({",", ".", ")", ";", "and", "both"})
"""What may follow the name of an appositive."""


def _place_told(scene: Scene, number: int, at: int) -> int | None:
    """The place that "the capital", "the country" stands for: the latest told of that is one."""
    words = scene.sentences[number]
    roles = words.gazetteer.places_told.get(words.lowered[at])
    if roles is None or words.lowered[at - 1 : at] not in {("the",), ("that",), ("this",)}:
        return None
    for mention in reversed(scene.recent(number - RECALL)):
        known = scene.chains[mention.chain].known
        if known is not None and known.role in roles:
            return mention.chain
    return None


def _told_before(scene: Scene, number: int, at: int, name: str) -> int | None:
    """The latest described by the noun in the same number, or the body whose name ends in it: "the fleet".

    What follows "of" tells two apart: "the head of state" is no "head of the commission".
    """
    words = scene.sentences[number]
    noun, plural = words.token(at).lemma.lower(), words.token(at).tag != "NN"
    whose = name.partition(" of ")[2]
    for mention in reversed(scene.recent(number - RECALL)):
        chain = scene.chains[mention.chain]
        if chain.kind == "organisation" and chain.surname.lower() == noun:
            return mention.chain
        if chain.noun == noun and chain.plural == plural and whose in {"", chain.name.partition(" of ")[2]}:
            return mention.chain
    return None


def counted_at(scene: Scene, number: int, at: int) -> list[Placed]:
    """For "the four": the latest group told of in that number, "four nurses"."""
    words = scene.sentences[number]
    if words.lowered[at - 1 : at] != ("the",) or words.label(at) in {"nummod", "compound"}:
        return []
    for mention in reversed(scene.recent(number - RECALL)):
        chain = scene.chains[mention.chain]
        if chain.plural and chain.name.split()[0].lower() == words.lowered[at]:
            return [placed_at(words, number, at, mention.chain)]
    return []


RECALL = 6
"""Sentences over which "the guards" are those told of before."""


def _is_person(words: Words, noun: str) -> bool:
    return longest(words.gazetteer.titles, (noun,), 0) is not None or noun.endswith(("man", "woman"))


def _gender(noun: str) -> str:
    if noun.endswith("woman"):
        return "f"
    return "m" if noun.endswith("man") and noun != "human" else ""
