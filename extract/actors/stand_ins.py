"""Finds what stands for an actor without naming it: pronouns, "the Japanese leader", "the two sides"."""

from collections.abc import Iterator, Sequence

from extract.actors.chains import Placed
from extract.actors.gazetteer import longest
from extract.actors.pronouns import pronoun_chains
from extract.actors.roles import Office
from extract.actors.scene import REACH, REMEMBERED, Scene, placed_at, tied
from extract.actors.unnamed import counted_at, unnamed_at
from extract.actors.words import Words


def stand_ins(scene: Scene, number: int, names: Sequence[Placed]) -> Iterator[Placed]:
    """The stand-ins of one sentence; each is added to the history as it is found."""
    words = scene.sentences[number]
    named = {at for name in names for at in range(name.first, name.end)}
    for at, token in enumerate(words.sentence.tokens):
        if token.tag in {"PRP", "PRP$"}:
            found = [placed_at(words, number, at, chain) for chain in pronoun_chains(scene, number, at)]
        elif token.tag == "CD":
            found = _pair(scene, number, at) or counted_at(scene, number, at)
        elif words.labels[at] not in _NO_HEAD and _may_stand(words, at):
            found = _at(scene, number, at, named=at in named)
        else:
            continue
        scene.history.extend(found)
        yield from found


_NO_HEAD = frozenset({"compound", "amod", "det", "case", "punct", "aux", "cop", "mark", "cc", "flat"})
"""Relations of words that head no phrase."""


def _may_stand(words: Words, at: int) -> bool:
    """Whether a word that is no pronoun may stand for an actor: a noun, or one that the lists tell of."""
    text, token, lists = words.lowered[at], words.token(at), words.gazetteer.words
    if not token.tag.startswith("NN") and text != "two" and text not in words.gazetteer.called:
        lemma = token.lemma.lower()
        if (
            lemma not in lists["partners"]
            and lemma not in lists["pairs.heads"]
            and lemma not in lists["sides"]
        ):
            return False
    return not _before_name(words, at)


def _at(scene: Scene, number: int, at: int, *, named: bool) -> list[Placed]:
    """Whom a word stands for that is no pronoun."""
    words = scene.sentences[number]
    found = _partner(scene, number, at)
    if not found and (words.token(at).tag == "NN" or words.lowered[at] in words.gazetteer.called):
        found = _description(scene, number, at)
    return found or _pair(scene, number, at) or ([] if named else unnamed_at(scene, number, at))


def _partner(scene: Scene, number: int, at: int) -> list[Placed]:
    """For "his guest", "his Russian host": the other of the two people last spoken of together."""
    words = scene.sentences[number]
    if words.token(at).lemma.lower() not in words.gazetteer.words["partners"]:
        return []
    owner = next(
        (mention for mention in scene.within(number) if _owns(words, mention.head, at)),
        None,
    )
    named = words.texts[at + 1 : at + 2] == (",",) and words.token(min(at + 2, len(words) - 1)).tag == "NNP"
    if owner is None or named:
        return []
    pair = _together(scene, number, at, persons=True)
    others = [chain for chain in pair if chain != owner.chain]
    return [placed_at(words, number, at, others[0])] if len(others) == 1 and len(pair) > 1 else []


def _owns(words: Words, owner: int, at: int) -> bool:
    """Whether a word says whose a noun is: "his" guest, "Belov's" host."""
    token = words.token(owner)
    return token.head == at and (token.tag == "PRP$" or token.label == "nmod:poss")


def _before_name(words: Words, at: int) -> bool:
    """Whether a title's noun belongs to the name after it."""
    after = at + 1
    return (words.label(at) == "nmod" and words.token(at).label == "nmod:desc") or (
        after < len(words) and words.token(after).tag.startswith("NNP")
    )


def _description(scene: Scene, number: int, at: int) -> list[Placed]:
    """For "the Japanese leader": the latest person of that country in such an office."""
    words = scene.sentences[number]
    first = at
    inside = {"JJ", "NN", "NNP", "POS", "NNPS", "HYPH"}
    acting = words.gazetteer.words["acting"]
    while first > 0 and (words.token(first - 1).tag in inside or words.lowered[first - 1] in acting):
        first -= 1
    definite = first > 0 and words.lowered[first - 1] in {"the", "that", "this"}
    owned = any(words.token(k).tag == "POS" for k in range(first, at))
    if not (definite or owned):
        return []
    country, start = _origin(words, first, at)
    phrase = " ".join((*words.lowered[start:at], words.token(at).lemma.lower()))
    if phrase.split()[0] in words.gazetteer.words["fresh.words"]:
        return []
    chain = _holder(scene, number, phrase, country)
    return [] if chain is None else [placed_at(words, number, at, chain, first=first - definite)]


def _origin(words: Words, first: int, at: int) -> tuple[str | None, int]:
    """The country a description begins with, and where the rest of it begins."""
    for table in (words.gazetteer.adjectives, words.gazetteer.names):
        if found := longest(table, words.texts, first):
            end = first + found[1]
            return found[0].country, min(end + (words.token(end).tag == "POS"), at) if end <= at else at
    return None, first


def _holder(scene: Scene, number: int, phrase: str, country: str | None) -> int | None:
    """The person mentioned latest whose office may be called by a phrase."""
    called = scene.sentences[number].gazetteer.called
    offices, modifiers = called.get(phrase), set[str]()
    if offices is None:
        *before, head = phrase.split()
        offices, modifiers = called.get(head, frozenset({head})) | {phrase}, set(before)
    for mention in scene.remembered():
        chain = scene.chains[mention.chain]
        if (
            not chain.offices
            or chain.kind != "person"
            or (country is not None and chain.country not in {country, None})
        ):
            continue
        if any(_is_called(office, offices, modifiers) for office, _ in chain.offices[-REMEMBERED:]):
            return mention.chain
    *deputising, top = phrase.split(maxsplit=1)
    lists = scene.sentences[number].gazetteer.words
    if lists["acting"].intersection(deputising):
        return _untold(scene, country or scene.main) if top in lists["top"] else None
    return _untold(scene, country) if country and phrase in lists["top"] else None


def _untold(scene: Scene, country: str | None) -> int | None:
    """The one official of a country whose office the tables suppose and the text does not tell."""
    found = {
        mention.chain
        for mention in scene.history[-REMEMBERED:]
        if (chain := scene.chains[mention.chain]).known is not None
        and (chain.kind, chain.country) == ("person", country)
        and chain.sector in {"GOV", "REB"}
        and not any(office.named for office, _ in chain.offices)
    }
    return found.pop() if len(found) == 1 else None


def _is_called(office: Office, titles: frozenset[str], modifiers: set[str]) -> bool:
    """Whether an office held still goes by one of the titles, and the text told of it by the modifiers."""
    title = office.title
    if office.tenure == "former" or not (
        title in titles or any(title.endswith(f" {other}") for other in titles)
    ):
        return False
    acting = {"acting"} if office.tenure in {"acting", "designate"} else set[str]()
    return modifiers <= acting | set(office.role.lower().split())


def _pair(scene: Scene, number: int, at: int) -> list[Placed]:
    """For "the two sides", "both leaders": the two actors last spoken of together."""
    words = scene.sentences[number]
    lists = words.gazetteer.words
    two = words.lowered[at] == "two" and words.lowered[at - 1 : at] == ("the",)
    if two and words.label(at) != "nummod":  # "the two met"
        return [placed_at(words, number, at, chain) for chain in _together(scene, number, at, persons=False)]
    lemma = words.token(at).lemma.lower()
    if lemma not in lists["pairs.heads"] and lemma not in lists["sides"]:
        return []
    before = {words.lowered[k]: k for k in range(max(0, at - 3), at)}
    counts = lists["counts"] | (lists["every"] if lemma in lists["sides"] else frozenset())
    counted = next((before[count] for count in sorted(counts) if count in before), None)
    if counted is None and not (lemma in lists["sides"] and "the" in before and at == before["the"] + 1):
        return []
    chains = _together(
        scene,
        number,
        at,
        persons=lemma in lists["persons"],
    )
    first = before.get("the", counted if counted is not None else at)
    return [placed_at(words, number, at, chain, first=first) for chain in chains]


def _together(scene: Scene, number: int, at: int, *, persons: bool) -> list[int]:
    """The latest two actors joined by "and", or by a subject and its "with"."""
    for sentence in range(number, max(number - REACH - 1, -1), -1):
        words = scene.sentences[sentence]
        near = [m for m in scene.within(sentence) if sentence < number or m.end <= at]
        near.sort(key=lambda mention: mention.first)
        for second in reversed(near):
            for first in near:
                if _partners(scene, first, second, persons=persons) and tied(words, first, second):
                    return [first.chain, second.chain]
    return []


def _partners(scene: Scene, first: Placed, second: Placed, *, persons: bool) -> bool:
    """Whether two mentions may be two sides: apart, of one kind, people of two countries."""
    one, two = scene.chains[first.chain], scene.chains[second.chain]
    if first.chain == second.chain or first.end > second.first:
        return False
    if persons:
        return one.kind == two.kind == "person"
    return (one.kind == "person") == (two.kind == "person")
