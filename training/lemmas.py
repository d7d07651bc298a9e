"""Writes the table of lemmas that regular inflection misses."""

import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from extract.language.lemmas import regular_lemma
from training.treebanks import TreebankSentence

_LEAST = 2
"""Occurrences from which a treebank's lemma outranks the rules: once may be a slip."""
_NO_WORDS = {"ADD", "CD", "FW", "GW", "LS", "NFP", "SYM", "XX", "AFX", "NNP"}


def write_lemmas(sentences: Iterable[TreebankSentence], target: Path) -> None:
    """Write one line "form, tag, lemma" for each lower-case form and tag whose usual lemma the rules miss."""
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.xpos not in _NO_WORDS and "_" not in word.lemma + word.form:
                seen[word.form.lower(), word.xpos][word.lemma] += 1
    lines = []
    for (form, tag), lemmas in sorted(seen.items()):
        lemma, count = min(lemmas.items(), key=lambda pair: (-pair[1], pair[0]))
        if count >= _LEAST and lemma != regular_lemma(form, tag):
            lines.append(f"{form}\t{tag}\t{lemma}")
    target.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
