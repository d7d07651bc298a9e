"""Measures expressions of time on a folder of TimeML files, beside dateparser's own search.

    python -m benchmarks.times FOLDER [--no-model] [--no-peer] [--rules]

Figures are those of TempEval-3: strict (same span), overlapping, type and value F1, counts pooled over
documents, values compared as strings. The fifth of the documents whose name has a digest divisible by five is
told beside the rest, so that rules can be worked on with the rest alone. KB a second are thousand characters
on one core, CPU time, once everything is loaded.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

from benchmarks.timeml import Document, Expression, Tally, compare, read_documents
from extract.language import load_model
from extract.model import Sentence
from extract.times import find_timexes, read_time_lexicon

Finder = Callable[[list[Document]], Iterator[tuple[Expression, ...]]]
"""Documents to the expressions found in each."""

FIFTHS = 5
LEXICON = read_time_lexicon()


def by_rules(documents: list[Document]) -> Iterator[tuple[Expression, ...]]:
    """Our rules, the tense told by words."""
    for document in documents:
        yield _found(document, ())


def by_rules_and_model(documents: list[Document]) -> Iterator[tuple[Expression, ...]]:
    """Our rules, the tense told by the language model; its time is counted."""
    parses = load_model().parse(document.text for document in documents)
    for document, sentences in zip(documents, parses, strict=True):
        yield _found(document, sentences)


def by_dateparser(documents: list[Document]) -> Iterator[tuple[Expression, ...]]:
    """What `dateparser.search` makes of the same text: it gives words and a day, but no place and no type."""
    from dateparser.search import search_dates  # noqa: PLC0415  # only where the peer runs

    for document in documents:
        settings = {"RELATIVE_BASE": datetime.combine(document.said, clock(12))} if document.said else {}
        told = search_dates(document.text, languages=["en"], settings=settings) or []
        days = ((words, "DATE", day.date().isoformat()) for words, day in told)
        yield tuple(located(document.text, days))


def located(text: str, told: Iterable[tuple[str, str, str]]) -> Iterator[Expression]:
    """Expressions of which a peer tells words, type and value, where these words stand next in the text."""
    at = 0
    for words, kind, value in told:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield Expression(start, at, kind, value)


def _found(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Expression, ...]:
    """Our expressions of a document."""
    timexes = find_timexes(document.text, document.said, LEXICON, sentences=sentences)
    return tuple(Expression(t.span.start, t.span.end, t.type, t.value, t.rule) for t in timexes)


def is_held_out(document: Document) -> bool:
    """Whether a document belongs to the fifth that rules are not worked on with."""
    return int(hashlib.sha256(document.name.encode()).hexdigest(), 16) % FIFTHS == 0


def measure(name: str, finder: Finder, documents: list[Document]) -> Tally:
    """Prints a system's lines, and gives its tally over all documents."""
    list(finder(documents[:1]))
    begun = time.process_time()
    found = list(finder(documents))
    seconds = time.process_time() - begun
    tallies = {"all": Tally(), "held out": Tally(), "rest": Tally()}
    for document, expressions in zip(documents, found, strict=True):
        for part in ("all", "held out" if is_held_out(document) else "rest"):
            compare(tallies[part], document.expressions, expressions)
    speed = sum(len(document.text) for document in documents) / 1000 / max(seconds, 1e-9)
    for part, tally in tallies.items():
        figures = (tally.strict, tally.overlapping, tally.type_right, tally.value_right)
        row = "  ".join(f"{tally.f1(figure):6.1f}" for figure in figures)
        print(f"{name:18} {part:9} {tally.gold:6} {tally.found:6}  {row}  {speed:7.0f}")  # noqa: T201
    return tallies["all"]


def print_confusion(tally: Tally) -> None:
    """Prints annotated classes against found ones."""
    classes = ["DATE", "TIME", "DURATION", "SET", "-"]
    print("\nannotated \\ found" + "".join(f"{name:>10}" for name in classes))  # noqa: T201
    for one in classes:
        counts = "".join(f"{tally.classes[one, other]:10}" for other in classes)
        print(f"{one:17}{counts}")  # noqa: T201


def print_rules(tally: Tally) -> None:
    """Prints how each rule fared, the most used first."""
    kinds = ["right", "wrong value", "spurious"]
    used = {rule: [tally.rules[rule, kind] for kind in kinds] for rule, _ in tally.rules}
    print("\n" + f"{'rule':28}" + "".join(f"{kind:>13}" for kind in kinds))  # noqa: T201
    for rule, counts in sorted(used.items(), key=lambda entry: -sum(entry[1])):
        print(f"{rule:28}" + "".join(f"{count:13}" for count in counts))  # noqa: T201


def main() -> int:
    """Runs the benchmark; 2 where the folder holds no TimeML."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-model", action="store_true", help="leave out the language model")
    parser.add_argument("--no-peer", action="store_true", help="leave out dateparser's search")
    parser.add_argument("--rules", action="store_true", help="tell how each rule fared")
    options = parser.parse_args()
    documents = list(read_documents(options.folder))
    if not documents:
        print(f"no TimeML file (*.tml) in {options.folder}", file=sys.stderr)  # noqa: T201
        return 2
    # Loads the lexicon and the libraries that few texts need.
    find_timexes("Two weeks ago, on 7/13/98, before Thanksgiving.", date(1998, 7, 14), LEXICON)
    print(  # noqa: T201
        f"{'system':18} {'documents':9} {'gold':>6} {'found':>6}  strict  overlap   type   value     KB/s"
    )
    tally = measure("rules", by_rules, documents)
    if not options.no_model:
        tally = measure("rules and model", by_rules_and_model, documents)
    if not options.no_peer:
        measure("dateparser.search", by_dateparser, documents)
    print_confusion(tally)
    if options.rules:
        print_rules(tally)
    return 0


if __name__ == "__main__":
    sys.exit(main())
