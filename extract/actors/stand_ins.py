"""Finds what stands for an actor without naming it: pronouns, "the Japanese leader", "the two sides"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.actors.chains import Chain, Chains, Placed
from extract.actors.descriptions import describe_words
from extract.actors.gazetteer import longest
from extract.actors.sectors import acts
from extract.actors.words import Words
from extract.model import ActorKind, Span

REACH = 3
"""Sentences that a pronoun may look back."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What has been mentioned so far in an item, in the order of the text."""

    chains: Chains
    sentences: Sequence[Words]
    main: str | None
    """The country that the item speaks of most."""
    history: list[Placed]


def stand_ins(scene: Scene, number: int, names: Sequence[Placed]) -> Iterator[Placed]:
    """The stand-ins of one sentence; each is added to the history as it is found."""
    words = scene.sentences[number]
    named = {at for name in names for at in range(name.first, name.end)}
    for at in range(len(words)):
        for placed in _at(scene, number, at, named=at in named):
            scene.history.append(placed)
            yield placed


def _at(scene: Scene, number: int, at: int, *, named: bool) -> list[Placed]:
    words = scene.sentences[number]
    tag, text = words.token(at).tag, words.lowered[at]
    if tag in {"PRP", "PRP$"}:
        found = _pronoun(scene, number, at, text)
        return [_placed(words, number, at, chain) for chain in found]
    if words.label(at) in _NO_HEAD or _before_name(words, at):
        return []
    found_here: list[Placed] = []
    if tag == "NN" or text in words.gazetteer.called:
        found_here = _description(scene, number, at)
    return found_here or _pair(scene, number, at) or ([] if named else _unnamed(scene, number, at))


_NO_HEAD = frozenset({"compound", "amod", "det", "case", "punct", "aux", "cop", "mark", "cc", "flat"})


def _unnamed(scene: Scene, number: int, at: int) -> list[Placed]:
    """A group or person only described: the one told of before ("the guards"), or a new one."""
    words = scene.sentences[number]
    tag = words.token(at).tag
    if tag not in {"NN", "NNS", "NNPS"} or not acts(words, at):
        return []
    noun = words.token(at).lemma.lower()
    determiner = words.lowered[at - 1] if at else ""
    if determiner in {"the", "these", "those", "both", "that", "this"}:
        for mention in reversed(scene.history):
            if number - mention.sentence > RECALL:
                break
            if scene.chains[mention.chain].noun == noun:
                return [_placed(words, number, at, mention.chain)]
    told = describe_words(words, at)
    country = told.country or (scene.main if told.sector in words.gazetteer.state_bound else None)
    kind: ActorKind = "person" if tag == "NN" and _is_person(words, noun) else "group"
    chain = Chain(kind, [told.name], None, country, told.sector, _gender(noun), noun=noun, plural=tag != "NN")
    return [Placed(number, at, at + 1, at, scene.chains.begin(chain), told.span)]


RECALL = 6
"""Sentences over which "the guards" are those told of before."""


def _is_person(words: Words, noun: str) -> bool:
    return longest(words.gazetteer.titles, (noun,), 0) is not None or noun.endswith(("man", "woman"))


def _gender(noun: str) -> str:
    if noun.endswith("woman"):
        return "f"
    return "m" if noun.endswith("man") and noun != "human" else ""


def _placed(words: Words, number: int, at: int, chain: int, *, first: int | None = None) -> Placed:
    """A mention that ends with its head at `at`, and begins there or at `first`."""
    first = at if first is None else first
    span = Span(words.token(first).span.start, words.token(at).span.end)
    return Placed(number, first, at + 1, at, chain, span)


def _pronoun(scene: Scene, number: int, at: int, text: str) -> list[int]:
    lists = scene.sentences[number].gazetteer.words
    if text in lists["m"] or text in lists["f"]:
        gender = "m" if text in lists["m"] else "f"
        chain = _person(scene, number, at, gender)
        return [] if chain is None else [chain]
    if text in lists["n"]:
        return _neuter(scene, number, at)
    return _plural(scene, number, at) if text in lists["plural"] else []


def _person(scene: Scene, number: int, at: int, gender: str) -> int | None:
    """The best antecedent of "he" or "she": near, a subject, of that gender, not of the same verb."""
    best, score = None, 0.0
    for mention in scene.history:
        chain = scene.chains[mention.chain]
        fits = chain.kind == "person" and chain.gender in {"", gender}
        if chain.noun and scene.sentences[mention.sentence].label(mention.head) != "nsubj":
            continue
        if not fits or number - mention.sentence > REACH or _same_clause(scene, number, at, mention):
            continue
        value = _weight(scene, number, at, mention) + (2.0 if chain.gender == gender else 0.0)
        if value >= score:
            best, score = mention.chain, value
    return best


def _weight(scene: Scene, number: int, at: int, mention: Placed) -> float:
    """How likely a mention is meant by a pronoun: sentences back count most, then subjects, then nearness."""
    words = scene.sentences[mention.sentence]
    label = _standing(words, mention.head)
    subject = (
        20.0
        if label == "nsubj"
        else 8.0
        if label == "conj" or words.token(mention.head).label == "nmod:poss"
        else 0.0
    )
    if mention.sentence < number:
        return 100.0 - 30.0 * (number - mention.sentence) + subject + mention.first / len(words)
    if mention.first > at:  # only the main subject that a fronted phrase looks forward to
        fronted = label == "nsubj" and words.label(words.token(mention.head).head) == "root"
        return 95.0 if fronted and _fronted(words, at, mention.head) else 0.0
    return 100.0 + subject - 0.2 * (at - mention.first)


def _standing(words: Words, head: int) -> str:
    """The relation of a mention, or of the noun it only names: "his rival, X, said"."""
    token = words.token(head)
    return words.label(token.head) if token.label in {"appos", "nmod:desc", "flat"} else words.label(head)


def _fronted(words: Words, at: int, subject: int) -> bool:
    """Whether a pronoun stands in a phrase before the main subject: "In his speech, Hashimoto ..."."""
    verb = words.token(subject).head
    seen = at
    for _ in range(len(words)):
        if words.token(seen).head in {seen, verb}:
            break
        seen = words.token(seen).head
    return words.label(seen) in {"obl", "advcl", "dep", "obj"} and "," in words.texts[at:subject]


def _same_clause(scene: Scene, number: int, at: int, mention: Placed) -> bool:
    """Whether pronoun and mention depend on one verb: "Lebed met him" is not Lebed."""
    words = scene.sentences[number]
    token = words.token(at)
    if mention.sentence != number or token.tag == "PRP$" or token.text.lower().endswith("self"):
        return False
    verb = words.token(mention.head).head
    return verb == token.head or (
        words.label(mention.head) == "nsubj" and verb == _subject_verb(words, token.head)
    )


def _subject_verb(words: Words, at: int) -> int:
    """The verb whose subject a joined verb without its own shares: "phoned and told him"."""
    for _ in range(len(words)):
        own = any(token.head == at and token.label.startswith("nsubj") for token in words.sentence.tokens)
        if own or words.label(at) not in {"conj", "xcomp"}:
            break
        at = words.token(at).head
    return at


def _neuter(scene: Scene, number: int, at: int) -> list[int]:
    """For "it", "its": the body or state that was the latest subject, if a body or state it was."""
    if scene.sentences[number].label(at) == "expl":
        return []
    for sentence in range(number, max(number - 2, -1), -1):
        words = scene.sentences[sentence]
        limit = at if sentence == number else len(words)
        subjects = [
            k for k in range(limit) if words.label(k) == "nsubj" and words.token(k).tag not in {"WDT", "WP"}
        ]
        if subjects:
            last = subjects[0] if sentence < number else subjects[-1]
            found = [m.chain for m in scene.history if m.sentence == sentence and m.head == last]
            return [chain for chain in found if _thing(scene.chains[chain])][:1]
    return []


def _thing(chain: Chain) -> bool:
    """Whether "it" may stand for a chain: a body, a state, a group in the singular."""
    return chain.kind in {"organisation", "place"} or (
        chain.kind == "group" and bool(chain.noun) and not chain.plural
    )


def _plural(scene: Scene, number: int, at: int) -> list[int]:
    """For "they", "their": joined actors, or a group, that were the latest subject."""
    for sentence in range(number, max(number - 2, -1), -1):
        words = scene.sentences[sentence]
        limit = at if sentence == number else len(words)
        subjects = [
            k
            for k in range(limit)
            if words.label(k) == "nsubj" and words.token(k).tag not in {"WDT", "WP", "PRP"}
        ]
        for subject in reversed(subjects):
            together = [
                m.chain
                for m in scene.history
                if m.sentence == sentence and _joined_to(words, m.head, subject)
            ]
            if len(together) > 1:
                return list(dict.fromkeys(together))
            single = [m.chain for m in scene.history if m.sentence == sentence and m.head == subject]
            if single and _several(scene.chains[single[0]]):
                return single[:1]
        if subjects:
            return []
    return []


def _several(chain: Chain) -> bool:
    """Whether "they" may stand for a chain alone: a group in the plural, a body."""
    return chain.plural if chain.noun else chain.kind in {"group", "organisation"}


def _joined_to(words: Words, head: int, subject: int) -> bool:
    return head == subject or (words.label(head) == "conj" and words.token(head).head == subject)


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
    while first > 0 and words.token(first - 1).tag in {"JJ", "NN", "NNP", "POS", "NNPS", "HYPH"}:
        first -= 1
    definite = first > 0 and words.lowered[first - 1] in {"the", "that", "this"}
    owned = any(words.token(k).tag == "POS" for k in range(first, at))
    if not (definite or owned):
        return []
    country, start = _origin(words, first, at)
    phrase = " ".join(words.token(k).lemma.lower() for k in range(start, at + 1))
    if phrase.split()[0] in words.gazetteer.words["fresh.words"]:
        return []
    chain = _holder(scene, number, phrase, country)
    return [] if chain is None else [_placed(words, number, at, chain, first=first - definite)]


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
    for mention in reversed(scene.history):
        chain = scene.chains[mention.chain]
        if chain.kind != "person" or (country is not None and chain.country not in {country, None}):
            continue
        for office, _ in chain.offices:
            fits = _called(office.title, offices) and modifiers <= set(office.role.lower().split())
            if fits and office.tenure != "former":
                return mention.chain
        leads = chain.known is not None and chain.sector in {"GOV", "REB"} and phrase == "leader" and country
        if leads and chain.country == country:
            return mention.chain
    return None


def _called(title: str, offices: frozenset[str]) -> bool:
    return title in offices or any(title.endswith(f" {office}") for office in offices)


def _pair(scene: Scene, number: int, at: int) -> list[Placed]:
    """For "the two sides", "both leaders": the two actors last spoken of together."""
    words = scene.sentences[number]
    lists = words.gazetteer.words
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
    return [_placed(words, number, at, chain, first=first) for chain in chains]


def _together(scene: Scene, number: int, at: int, *, persons: bool) -> list[int]:
    """The latest two actors joined by "and", or by a subject and its "with"."""
    for sentence in range(number, max(number - REACH - 1, -1), -1):
        words = scene.sentences[sentence]
        near = [m for m in scene.history if m.sentence == sentence and (sentence < number or m.end <= at)]
        near = [m for m in near if not persons or scene.chains[m.chain].kind == "person"]
        for second in reversed(near):
            for first in near:
                alike = (scene.chains[first.chain].kind == "person") == (
                    scene.chains[second.chain].kind == "person"
                )
                apart = first.chain != second.chain and first.end <= second.first
                if alike and apart and _tied(words, first, second):
                    return [first.chain, second.chain]
    return []


def _tied(words: Words, one: Placed, two: Placed) -> bool:
    """Whether two mentions are joined by "and", or one does something "with" the other."""
    if words.texts[one.end : two.first] in {("and",), (",", "and")}:
        return True
    inside = range(two.first, two.end)
    if any(words.label(k) == "conj" and one.first <= words.token(k).head < one.end for k in inside):
        return True
    between = range(one.end, two.first)
    linked = any(words.texts[k] == "with" and words.token(k).head in inside for k in between)
    return linked and any(words.label(k) in {"nsubj", "nmod"} for k in range(one.first, one.end))
