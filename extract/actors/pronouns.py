"""Says whom a pronoun stands for."""

from extract.actors.chains import Chain, Placed
from extract.actors.scene import REACH, Scene
from extract.actors.words import Words


def pronoun_chains(scene: Scene, number: int, at: int) -> list[int]:
    """The chains that the pronoun at a token stands for; empty where none is likely."""
    text = scene.sentences[number].lowered[at]
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
