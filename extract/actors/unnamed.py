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
    if tag not in {"NN", "NNS", "NNPS"}:
        return []
    if (place := _place_told(scene, number, at)) is not None:
        return [placed_at(words, number, at, place)]
    if not acts(words, at):
        return []
    if named := _named_after(scene, number, at):
        told, owner = describe_words(words, at), _owner(scene, number, at)
        country = told.country or (owner.country if owner else None)
        for chain in (scene.chains[number] for number in named):
            chain.country, chain.sector = chain.country or country, chain.sector or told.sector
        return [placed_at(words, number, at, chain) for chain in named]
    noun = words.token(at).lemma.lower()
    if at and words.lowered[at - 1] in {"the", "these", "those", "both", "that", "this"}:
        told_before = _told_before(scene, number, noun)
        if told_before is not None:
            return [placed_at(words, number, at, told_before)]
    told = describe_words(words, at)
    country = told.country or (scene.main if told.sector in words.gazetteer.state_bound else None)
    chain = Chain(
        "person" if tag == "NN" and _is_person(words, noun) else "group",
        [told.name],
        country=country,
        sector=told.sector,
        gender=_gender(noun),
        noun=noun,
        plural=tag != "NN",
    )
    return [Placed(number, at, at + 1, at, scene.chains.begin(chain), told.span)]


def _owner(scene: Scene, number: int, at: int) -> Chain | None:
    """Whose "his" or "its" stands before a noun."""
    words = scene.sentences[number]
    for mention in scene.within(number):
        token = words.token(mention.head)
        if token.tag == "PRP$" and token.head == at:
            return scene.chains[mention.chain]
    return None


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


def _told_before(scene: Scene, number: int, noun: str) -> int | None:
    """The latest described by the same noun, or the body whose name ends in it: "the fleet"."""
    for mention in reversed(scene.recent(number - RECALL)):
        chain = scene.chains[mention.chain]
        if chain.noun == noun or (chain.kind == "organisation" and chain.surname.lower() == noun):
            return mention.chain
    return None


RECALL = 6
"""Sentences over which "the guards" are those told of before."""


def _is_person(words: Words, noun: str) -> bool:
    return longest(words.gazetteer.titles, (noun,), 0) is not None or noun.endswith(("man", "woman"))


def _gender(noun: str) -> str:
    if noun.endswith("woman"):
        return "f"
    return "m" if noun.endswith("man") and noun != "human" else ""
