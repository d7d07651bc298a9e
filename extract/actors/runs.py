"""Finds where runs of capitalised words begin and end: the stuff that names are cut from."""

from extract.actors.gazetteer import longest
from extract.actors.words import Words


def run_end(words: Words, at: int) -> int:
    """Where a run of capitalised words that begins at `at` ends; `at` itself where none begins."""
    if not _capital(words, at):
        return at
    end = at + 1
    while end < len(words):
        if title := title_at(words, end - 1) - 1:  # "Secretary of State"
            end += max(title, 0)
            if end >= len(words):
                break
        if _capital(words, end):
            end += 1
        elif (reach := _joined(words, at, end)) > end:
            end = reach
        else:
            break
    return end


def _capital(words: Words, at: int) -> bool:
    """Whether a word may be part of a name."""
    text = words.texts[at]
    if text in words.gazetteer.words["particles"] and longest(words.gazetteer.names, words.texts, at):
        return True  # "al-Shabaab"
    if not text[0].isupper() or words.token(at).pos in {"SYM", "NUM"} or text.endswith("$"):
        return False
    if words.within(at, "never.words"):
        return _starts_known(words, at)
    if at and words.texts[at - 1] not in _OPENERS and (words.texts[at - 1] != "-" or words.touches(at)):
        return words.token(at).pos not in {"PRON", "DET", "AUX"} or words.token(at).tag == "NNP"
    token = words.token(at)
    return token.tag.startswith("NNP") or bool(token.name) or _starts_known(words, at)


_OPENERS = frozenset({'"', "``", "'", ":", "(", "[", "--", "\u201c", "\u2018", "\u2013"})
"""After these a capital says little, as at the beginning of a sentence."""


def _starts_known(words: Words, at: int) -> bool:
    tables = words.gazetteer
    if longest(tables.adjectives, words.texts, at) or longest(tables.peoples, words.texts, at):
        return True
    known = longest(tables.names, words.texts, at)
    if known is None:
        titled = title_at(words, at)
        surname = words.texts[at] in tables.surnames and words.texts[at].endswith(
            tuple(tables.words["endings"])
        )
        return titled > 1 or surname or words.texts[at] in tables.first_names
    return (
        known[1] > 1
        or known[0].kind != "organisation"
        or words.token(at).pos in {"PROPN", "X"}
        or words.texts[at].isupper()
    )


def _joined(words: Words, first: int, at: int) -> int:
    """The end of a stretch of small words that carries a name on to its next capital; `at` if it does not."""
    tables = words.gazetteer
    if words.texts[at] == "-" and words.touches(at):
        follows = at + 1 < len(words) and words.touches(at + 1) and words.texts[at + 1][0].isalpha()
        return at + 2 if follows and words.texts[at + 1][0].isupper() else _hyphened(words, at)
    if words.within(at, "particles"):
        to = at + 2 if words.texts[at + 1 : at + 2] == ("-",) else at + 1  # "al-Assad"
        return to + 1 if to < len(words) and _capital(words, to) else at
    if words.texts[at].lower().startswith(("al-", "el-", "ul-")):
        return at + 1
    if words.within(at, "joined.words") and any(
        words.texts[k] in tables.words["joined.heads"] for k in range(first, at)
    ):
        reach = at + 1
        while reach < len(words) and words.texts[reach] in {"the", "of", "a", "an"}:
            reach += 1
        ahead = reach < len(words) and _capital(words, reach)
        if ahead and (words.texts[at] in {"of", "for"} or _ministerial(words, first, at)):
            return reach + 1 if not _begins_other(words, at, reach) else at
    return at


def _hyphened(words: Words, at: int) -> int:
    """Takes a lower-case second part into a person's name: "Kim Dae-jung"."""
    follows = at + 1 < len(words) and words.touches(at + 1) and words.texts[at + 1].isalpha()
    return at + 2 if follows and words.token(at + 1).pos == "PROPN" else at


def _ministerial(words: Words, first: int, at: int) -> bool:
    """Whether "of" or "for" came before: only then may "and", "on" run on ("Ministry of Labor and Trade")."""
    return words.texts[at] == "on" or any(words.texts[k] in {"of", "for"} for k in range(first, at))


def _begins_other(words: Words, at: int, reach: int) -> bool:
    """Whether a known name after "and" is another: "the Ministry of Defense and Japan"."""
    known = longest(words.gazetteer.names, words.texts, reach)
    title = longest(words.gazetteer.titles, words.lowered, reach)
    return words.texts[at] in {"and", "in", "to"} and (known is not None or title is not None)


def title_at(words: Words, at: int) -> int:
    """How many words of a title stand at `at`."""
    title = longest(words.gazetteer.titles, words.lowered, at)
    return title[1] if title else 0
