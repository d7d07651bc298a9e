"""Where the verb that governs an expression looks: by the parse where there is one, else by its words."""

from bisect import bisect_right
from dataclasses import replace

from extract.model import Sentence, Span, Token
from extract.times.lexicon import TimeLexicon
from extract.times.policy import TimesPolicy
from extract.times.readings import BEHIND, UNKNOWN_LOOK, Direction, Found, Look
from extract.times.words import Words, ends_sentence

_BOUNDARIES = frozenset('.?!;:¶"“”()\u2013\u2014')
_AS_EARLY_AS = frozenset({("as", "early", "as"), ("as", "soon", "as"), ("as", "late", "as")})
_DEADLINES = frozenset({"by", "before", "until", "till", "starting", "beginning", "than"})
# Prepositions that put what the verb tells into the time that follows.
_ADVERBIAL = frozenset({"in", "on", "at", "during"})


def look_of(found: Found, policy: TimesPolicy, sentences: tuple[Sentence, ...]) -> Look:
    """Where the verb looks that governs an expression.

    Args:
        found: the expression, in its passage; its lexicon has the words that tell.
        policy: how far words are asked.
        sentences: in the order of the text; empty: judged by words.
    """
    lexicon, words, first, stop = found.lexicon, found.words, found.first, found.stop
    if _is_of_a_deed(found):
        return BEHIND
    if deadline := _deadline(lexicon, policy, words, first):
        return Look(deadline, governs=True)
    if _dates_what_was_said(lexicon, policy, words, first, stop):
        return BEHIND
    sentence = _sentence_at(sentences, found.span.start)
    parsed = _by_parse(lexicon, policy, sentence, found.span) if sentence is not None else UNKNOWN_LOOK
    by_words = _by_words(lexicon, policy, words, first, stop)
    if parsed.direction != "unknown":
        # A present tense stands in no list of words: "the contract expires in May".
        silent = {"unknown"} if parsed.direction == "future" else set()
        # Unless the words of the clause say so too, the parse may have hung the expression on another verb.
        return replace(parsed, governs=parsed.governs and by_words in {parsed.direction, *silent})
    before = words.lower[first - 1] if first else ""
    if by_words == "unknown" and before in _DEADLINES:
        return Look("future")
    return Look(by_words, governs=sentence is None and before in _ADVERBIAL)


def _is_of_a_deed(found: Found) -> bool:
    """Whether an expression belongs to what must have been: "Friday's raid", "more than Monday's close"."""
    owns = found.words.lower[found.stop : found.stop + 2] in _POSSESSIVES
    if owns and found.word_before() in _MEASURED_BY:
        return True
    behind = found.words.lower[found.stop + 2 : found.stop + 4] if owns else (found.word_after(),)
    return not found.lexicon.classes["DEED_NOUN"].keys().isdisjoint(behind)


def looks_ahead_of_speech(found: Found, policy: TimesPolicy) -> bool:
    """Whether the clause about an expression looks ahead of the day of speech, not of a day in a story.

    "Will open in May", "is set for Friday", "is on show through November 30"; "would" and "was to" look ahead
    from the story.
    """
    lexicon, words, first, stop = found.lexicon, found.words, found.first, found.stop
    begin, end = first, stop
    while begin > max(0, first - policy.words_before) and not _is_boundary(lexicon, words, begin - 1):
        begin -= 1
    while end < min(len(words.lower), stop + policy.words_behind) and not _is_boundary(lexicon, words, end):
        end += 1
    classes = lexicon.classes
    clause = words.lower[begin:end]
    if not classes["WILL_WORD"].keys().isdisjoint(clause):
        return True
    for at, word in enumerate(clause):
        if word in classes["PRESENT_BE"]:
            behind = clause[at + 1 : at + 4]
            if "to" in behind or not classes["PLAN_WORD"].keys().isdisjoint(behind):
                return True
            return words.lower[max(0, first - 1)] in {"through", "until", "till"}
    return False


def _deadline(lexicon: TimeLexicon, policy: TimesPolicy, words: Words, first: int) -> Direction | None:
    """Where the words before an expression settle it.

    "as early as", "due on", "effective", "called a strike for" look ahead, "until" does behind what is put
    off; "since" looks back.
    """
    lead = words.lower[max(0, first - 3) : first]
    if lead[-1:] == ("since",):
        return "past"
    put_off = lead[-1:] in {("until",), ("till",), ("through",)} and not lexicon.classes[
        "DEFER_WORD"
    ].keys().isdisjoint(words.lower[max(0, first - policy.deferral_words) : first])
    due = _is_called(lexicon, policy, words, first) or not lexicon.classes["DUE_WORD"].keys().isdisjoint(
        lead[-2:]
    )
    return "future" if put_off or due or lead in _AS_EARLY_AS else None


def _is_called(lexicon: TimeLexicon, policy: TimesPolicy, words: Words, first: int) -> bool:
    """Whether the clause calls others to something for a day: "called a general strike for Monday"."""
    if words.lower[max(0, first - 1)] != "for":
        return False
    begin = first - 1
    while begin > max(0, first - policy.deferral_words) and not _is_boundary(lexicon, words, begin - 1):
        begin -= 1
    return not lexicon.classes["CALL_WORD"].keys().isdisjoint(words.lower[begin:first])


def _dates_what_was_said(
    lexicon: TimeLexicon, policy: TimesPolicy, words: Words, first: int, stop: int
) -> bool:
    """Whether an expression stands where it dates a report, not what is reported.

    "said on Thursday it would close", "told reporters Friday", "said in a statement Monday that".
    """
    if words.lower[stop : stop + 2] in _POSSESSIVES:
        return False
    between: list[str] = []
    for at in range(first - 1, max(-1, first - policy.report_words), -1):
        word = words.lower[at]
        if word in lexicon.classes["SAID_WORD"]:
            told = word == "told" or not between or between[-1] in _OCCASIONS
            return told and words.lower[max(0, at - 1)] not in _NOT_YET_SAID
        if word in _BOUNDARIES or word in _CLAUSE_OPENERS or word == ",":
            return False
        between.append(word)
    return False


# What may stand behind the verb of a report without opening what is reported.
_OCCASIONS = frozenset({"on", "late", "early", "in", "at", "during", "by", "from", "after", "here", "again"})
_CLAUSE_OPENERS = frozenset(
    {
        "that",
        "it",
        "he",
        "she",
        "they",
        "we",
        "would",
        "will",
        "to",
        "which",
        "who",
        "and",
        "but",
        "was",
        "were",
    }
)
# Before what a measure is taken by: "more than Monday's close".
_MEASURED_BY = frozenset({"than", "from"})
# "To be announced", "will say": not yet said.
_NOT_YET_SAID = frozenset({"be", "being", "is", "are"})
_POSSESSIVES = frozenset({("'", "s"), ("\u2019", "s")})


def _by_words(lexicon: TimeLexicon, policy: TimesPolicy, words: Words, first: int, stop: int) -> Direction:
    """The direction of the nearest verb of the clause, first before the expression, then behind it."""
    for at in range(first - 1, max(-1, first - policy.words_before), -1):
        if _is_boundary(lexicon, words, at):
            break
        if (direction := _of_word(lexicon, policy, words, at)) != "unknown":
            return direction
    inserted = words.lower[stop : stop + 1] == (",",) and not _opens_clause(policy, words, first)
    for at in range(stop, min(len(words.lower), stop + policy.words_behind)):
        # "Inflation, 0.8 percent in July, may reach 10": what is inserted has no verb.
        if inserted or _is_boundary(lexicon, words, at):
            break
        if (direction := _of_word(lexicon, policy, words, at)) != "unknown":
            return direction
    return "unknown"


def _is_boundary(lexicon: TimeLexicon, words: Words, at: int) -> bool:
    """Whether a clause ends with a word; the full stop of "U.S." ends none."""
    word = words.lower[at]
    if word == ".":
        return ends_sentence(words, at, lexicon.classes["ABBREVIATION"])
    return word in _BOUNDARIES


def _opens_clause(policy: TimesPolicy, words: Words, first: int) -> bool:
    """Whether an expression opens its clause, but for a few words: "In July,", "But by late May,"."""
    begin = first
    while begin > max(0, first - policy.clause_opening_words) and words.lower[begin - 1] not in _BOUNDARIES:
        begin -= 1
    return first - begin < policy.clause_opening_words


def _of_word(lexicon: TimeLexicon, policy: TimesPolicy, words: Words, at: int) -> Direction:
    """Where one word looks; a participle looks where its auxiliary does."""
    word = words.lower[at]
    if is_had(lexicon, words, at):
        return "past"
    if word == "d" and at and words.lower[at - 1] in lexicon.classes["APOSTROPHE"]:
        return "future"
    looks_ahead = _looks_ahead(lexicon, words, at) or word in lexicon.classes["PLAN_WORD"]
    if looks_ahead or _is_infinitive(lexicon, words, at):
        return "future"
    if word not in lexicon.classes["PAST_WORD"] and not (word.endswith("ed") and len(word) > len("need")):
        return "unknown"
    for behind in range(at - 1, max(-1, at - 1 - policy.auxiliary_words), -1):
        before = words.lower[behind]
        if _looks_ahead(lexicon, words, behind):
            return "future"
        if before in lexicon.classes["PAST_WORD"] or before in _BOUNDARIES:
            break
    return "future" if words.lower[max(0, at - 2) : at] == ("to", "be") else "past"


def is_had(lexicon: TimeLexicon, words: Words, at: int) -> bool:
    """Whether a word is the "had" of a past perfect, spelled out or as in "they'd met".

    In "had the registers burned" and "had two sons" it is none.
    """
    lower = words.lower
    if lower[at] == "had":
        behind = next(iter(lower[at + 1 : at + 2]), "")
        return (
            behind not in _DETERMINERS
            and not behind[:1].isdigit()
            and behind not in lexicon.classes["CARDINAL"]
        )
    if lower[at] != "d" or not at or lower[at - 1] not in lexicon.classes["APOSTROPHE"]:
        return False
    verb = next(
        (word for word in lower[at + 1 : at + 3] if not word.endswith("ly") and word not in _BETWEEN), ""
    )
    return verb in lexicon.classes["PAST_WORD"] or verb.endswith("ed")


_DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "no",
        "to",
        "some",
        "many",
        "few",
        "him",
        "them",
    }
)
_BETWEEN = frozenset({"not", "never", "already", "just", "also", "once", "twice"})


def _looks_ahead(lexicon: TimeLexicon, words: Words, at: int) -> bool:
    """Whether a word is an auxiliary that looks ahead; "May" with a capital is the month."""
    word = words.lower[at]
    return word in lexicon.classes["FUTURE_WORD"] and not (
        word == "may" and words.text[words.starts[at]].isupper()
    )


def _is_infinitive(lexicon: TimeLexicon, words: Words, at: int) -> bool:
    """Whether a "to" stands before a verb: "to meet"."""
    if words.lower[at] != "to" or at + 1 == len(words.lower):
        return False
    return words.lower[at + 1] in lexicon.classes["INFINITIVE"]


def _sentence_at(sentences: tuple[Sentence, ...], offset: int) -> Sentence | None:
    """The sentence that covers a character."""
    at = bisect_right(sentences, offset, key=lambda sentence: sentence.span.start) - 1
    if at < 0 or offset >= sentences[at].span.end:
        return None
    return sentences[at]


def _by_parse(lexicon: TimeLexicon, policy: TimesPolicy, sentence: Sentence, span: Span) -> Look:
    """Where the first verb above the expression looks that tells; one that it hangs on governs it."""
    tokens = sentence.tokens
    inside = [at for at, token in enumerate(tokens) if span.overlaps(token.span)]
    if not inside:
        return UNKNOWN_LOOK
    # The expression's own head is the word whose own head lies outside.
    at = next((at for at in inside if tokens[at].head not in inside or tokens[at].head == at), inside[0])
    governs = _is_adverbial(tokens, at)
    first_verb = tokens[at].label.startswith(("obl", "nmod")) and tokens[at].label != "nmod:poss"
    for step in range(policy.heads_above):
        above = tokens[at].head
        if above == at:
            break
        at = above
        if (direction := _of_governor(lexicon, tokens, at, nearest=first_verb)) != "unknown":
            return Look(direction, governs and step == 0)
        if tokens[at].label == "appos":
            # "Inflation, 0.8 percent in July, may reach 10": the verb tells nothing of what is inserted.
            return UNKNOWN_LOOK
        first_verb = first_verb and tokens[at].pos in _NOUNS and tokens[at].label.startswith(("obl", "obj"))
    return UNKNOWN_LOOK


_NOUNS = frozenset({"NOUN", "PROPN"})


def _is_adverbial(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an expression tells when: "in May", "on Monday", but not "the May accord", "from May"."""
    if not tokens[at].label.startswith("obl"):
        return False
    cases = [token.text.lower() for token in tokens if token.head == at and token.label == "case"]
    return all(case in _ADVERBIAL for case in cases)


def _of_governor(lexicon: TimeLexicon, tokens: tuple[Token, ...], at: int, *, nearest: bool) -> Direction:
    """Where a word above an expression looks, by its tag, its auxiliaries and what modifies it."""
    token = tokens[at]
    below = [other for index, other in enumerate(tokens) if other.head == at and index != at]
    auxiliaries = [other for other in below if other.label.startswith(("aux", "cop"))]
    words = {other.text.lower() for other in auxiliaries}
    if "had" in words or (words & _CLIPPED_HAD and token.tag in {"VBN", "VBD"}):
        # What had been scheduled lies behind, or has been put off.
        return "past"
    plans = lexicon.classes["PLAN_WORD"]
    if (
        token.text.lower() in plans
        and not _is_set_free(token, below)
        and not (nearest and token.tag == "VBD")
    ) or any(other.text.lower() in plans for other in below if other.pos == "ADJ"):
        return "future"
    tags = {other.tag for other in auxiliaries}
    if words & {"have", "has"} or "VBD" in tags or _was_able(lexicon, tokens, at, words):
        return "past"
    if any(word in lexicon.classes["FUTURE_WORD"] for word in words):
        return "future"
    if token.pos in {"VERB", "AUX"}:
        return _of_tag(lexicon, token, below, auxiliaries if nearest else None)
    return "unknown"


def _was_able(lexicon: TimeLexicon, tokens: tuple[Token, ...], at: int, auxiliaries: set[str]) -> bool:
    """Whether "could" tells what was: "could not agree", "neither could be found", "could be heard"."""
    if "could" not in auxiliaries:
        return False
    if tokens[at].lemma in lexicon.classes["SENSE_VERB"] and "be" in auxiliaries:
        return True
    return any(
        token.text.lower() in lexicon.classes["NEGATIVE_WORD"] for token in tokens[max(0, at - _NEGATED) : at]
    )


# Words before a verb among which what denies it stands.
_NEGATED = 10
_CLIPPED_HAD = frozenset({"'d", "\u2019d", "d"})


def _is_set_free(verb: Token, below: list[Token]) -> bool:
    """Whether "set" tells a deed, not a plan: "was set free in May", "set up in May"."""
    return verb.lemma == "set" and any(
        other.label in {"obj", "compound:prt"} or (other.label == "xcomp" and other.pos != "VERB")
        for other in below
    )


def _of_tag(
    lexicon: TimeLexicon, verb: Token, below: list[Token], auxiliaries: list[Token] | None
) -> Direction:
    """Where a verb without telling auxiliaries looks.

    A present tense looks ahead only where it governs the expression itself: "they meet Monday".
    `auxiliaries` is None where it does not.
    """
    if verb.tag in {"VB", "VBN"} and any(other.text.lower() == "to" for other in below):
        return "future"
    demanded = verb.tag == "VB" and verb.label in {"ccomp", "acl"} and not auxiliaries
    if demanded and any(other.text.lower() == "that" and other.label == "mark" for other in below):
        # "An order that he stay until Friday": what is demanded lies ahead.
        return "future"
    if verb.tag == "VBN" and verb.label == "xcomp" and not auxiliaries:
        # "Schools will stay closed until Thursday": the participle has no tense of its own.
        return "unknown"
    if verb.tag in {"VBD", "VBN"}:
        return "past"
    held = verb.lemma in lexicon.classes["HELD_WORD"] and any(other.label == "obj" for other in below)
    if auxiliaries is None or (verb.lemma in lexicon.classes["REPORT_WORD"] and not held):
        return "unknown"
    return "future" if verb.tag in {"VBZ", "VBP"} or (verb.tag == "VBG" and auxiliaries) else "unknown"
