"""Says whom a pronoun stands for."""

from extract.actors.chains import Chain, Placed, head_of
from extract.actors.scene import REACH, Scene, tied
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
    beside = {m.chain for m in scene.within(number) if _same_clause(scene, number, at, m)}
    for mention in scene.recent(number - REACH):
        chain = scene.chains[mention.chain]
        fits = chain.kind == "person" and chain.gender in {"", gender}
        if chain.noun and scene.sentences[mention.sentence].label(mention.head) != "nsubj":
            continue
        if not fits or mention.chain in beside:
            continue
        value = _weight(scene, number, at, mention) + (2.0 if chain.gender == gender else 0.0)
        if value >= score:
            best, score = mention.chain, value
    return best


def _weight(scene: Scene, number: int, at: int, mention: Placed) -> float:
    """How likely a mention is meant by a pronoun: sentences back count most, then subjects, then nearness."""
    words = scene.sentences[mention.sentence]
    label = _standing(words, mention)
    joined = label == "conj" or _is_joined(words, mention)  # of several that do it together none is "he"
    owner = words.token(mention.head).label == "nmod:poss"
    subject = 0.0 if joined else 8.0 if owner else 20.0 if label == "nsubj" else 0.0
    if mention.sentence < number:
        return 100.0 - 30.0 * (number - mention.sentence) + subject + mention.first / len(words)
    if mention.first > at:  # only the main subject that a fronted phrase looks forward to
        fronted = label == "nsubj" and words.label(words.token(mention.head).head) == "root"
        return 95.0 if fronted and _fronted(words, at, mention.head) else 0.0
    aside = 24.0 if joined else 0.0 if subject else 12.0  # the subject before outranks an object beside
    return 100.0 + subject - aside - 0.2 * (at - mention.first)


def _standing(words: Words, mention: Placed) -> str:
    """The relation of a mention, its title with it, or of the noun it only names: "his rival, X, said"."""
    head = head_of(words, mention.first, mention.end)
    token = words.token(head)
    return words.label(token.head) if token.label in {"appos", "nmod:desc", "flat"} else words.label(head)


def _is_joined(words: Words, mention: Placed) -> bool:
    """Whether another is joined to a mention: of "X and Y" neither alone is "he"."""
    heads = range(mention.first, mention.end)
    return any(
        words.label(k) == "conj" and words.token(k).head in heads and words.token(k).pos in {"NOUN", "PROPN"}
        for k in range(mention.end, len(words))
    )


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
    governor = words.token(token.head)
    if words.label(token.head) == "acl" and mention.first <= governor.head < mention.end:
        return _is_relative(words, token.head)
    return verb == token.head or (
        words.label(mention.head) == "nsubj" and verb == _subject_verb(words, token.head)
    )


def _is_relative(words: Words, verb: int) -> bool:
    """Whether "who" or "whom" of a relative clause's own verb stands for the noun: "Kuchma, who met him"."""
    return any(
        token.head == verb and token.tag == "WP" and token.label != "nmod:poss"
        for token in words.sentence.tokens
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
    """For "it", "its": the body or state that was the latest subject, else one just named beside a person."""
    words = scene.sentences[number]
    idle = words.token(words.token(at).head).lemma in words.gazetteer.verbs.expletive
    if words.label(at) == "expl" and idle:
        return []
    for sentence in range(number, max(number - 2, -1), -1):
        subjects = _subjects(scene, sentence, at if sentence == number else None)
        if not subjects:
            continue
        last = subjects[0] if sentence < number else subjects[-1]
        found = _heads(scene, sentence, last)
        if found and scene.chains[found[0]].kind == "person" and sentence == number:
            beside = [m.chain for m in reversed(scene.within(number)) if last < m.head < at]
            beside += [chain for head in reversed(subjects) for chain in _heads(scene, number, head)]
            found = [chain for chain in beside if _thing(scene.chains[chain])]
        return [chain for chain in found if _thing(scene.chains[chain])][:1]
    return []


def _subjects(scene: Scene, sentence: int, limit: int | None) -> list[int]:
    """The subject tokens of a sentence up to a limit, relative pronouns left out."""
    words = scene.sentences[sentence]
    tokens = range(len(words) if limit is None else limit)
    return [k for k in tokens if words.label(k) == "nsubj" and words.token(k).tag not in {"WDT", "WP"}]


def _heads(scene: Scene, sentence: int, head: int) -> list[int]:
    """The chains that the phrase headed by a token stands for."""
    return [m.chain for m in scene.within(sentence) if m.first <= head < m.end]


def _thing(chain: Chain) -> bool:
    """Whether "it" may stand for a chain: a body, a state, a group in the singular."""
    one = bool(chain.noun) and not chain.plural
    return chain.kind in {"organisation", "place"} or (chain.kind == "group" and one)


def _plural(scene: Scene, number: int, at: int) -> list[int]:
    """For "they", "their": joined actors, or a group, that were the latest subject."""
    for sentence in range(number, max(number - 2, -1), -1):
        subjects = _subjects(scene, sentence, at if sentence == number else None)
        for subject in reversed(subjects):
            if found := _together(scene, sentence, subject):
                return found
        if subjects:
            return _group_before(scene, number, at) if sentence == number else []
    return []


def _group_before(scene: Scene, number: int, at: int) -> list[int]:
    """The group that was the latest object: "received the bankers and promised them"."""
    words = scene.sentences[number]
    for mention in reversed(scene.within(number)):
        is_object = words.label(mention.head) in {"obj", "iobj", "obl"} and mention.head < at
        if is_object and scene.chains[mention.chain].plural and not _same_clause(scene, number, at, mention):
            return [mention.chain]
    return []


def _together(scene: Scene, sentence: int, subject: int) -> list[int]:
    """The several that a subject stands for: those joined to it, or a group alone."""
    words = scene.sentences[sentence]
    here = sorted(scene.within(sentence), key=lambda mention: mention.first)
    own = next((m for m in here if m.first <= subject < m.end), None)
    if own is None:
        return []
    conjuncts = {k for k in range(len(words)) if words.label(k) == "conj" and words.token(k).head == subject}
    verb = words.token(subject).head
    joined = [m for m in here if m.first < verb and (m.head in conjuncts or _by_and(words, own, m))]
    chains = list(dict.fromkeys([m.chain for m in here if m.span == own.span] + [m.chain for m in joined]))
    if len(chains) > 1 or _several(scene.chains[own.chain]):
        return chains
    return []


def _by_and(words: Words, own: Placed, other: Placed) -> bool:
    return other.first > own.end and tied(words, own, other) and "and" in words.texts[own.end : other.first]


def _several(chain: Chain) -> bool:
    """Whether "they" may stand for a chain alone: a group in the plural, a body."""
    return chain.plural if chain.noun else chain.kind in {"group", "organisation"}
