"""Speed and accuracy of the language model.

    python -m benchmarks.language speed                      # on a text of the project's own
    python -m benchmarks.language accuracy FOLDER-OR-FILE    # on treebanks in CoNLL-U, plain or .xz
    python -m benchmarks.language errors FILE                # which relations are missed, most frequent first

Names are scored where the treebank has them: `Name=B-PER` in the last column, an entity layer like GUM's,
or a file "uner_X.iob2" beside "X.conllu". BLAS is held to one thread, so that a figure is one of one core.
"""

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1"))

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from extract.language import LanguageModel, load_model
from training.corpus import read_part
from training.measure import HEADER, base_label, measure_raw, measure_words
from training.treebanks import TreebankSentence

DIGESTS = Path(__file__).parents[1] / "tests" / "extract" / "language" / "data" / "digests_test.conllu"


@click.group()
def main() -> None:
    """Measure the language model."""


@main.command()
@click.option(
    "--model", "name", default="", help="A spaCy model or a file of training; else the shipped one."
)
@click.option("--beside", default="", help="Another model, measured in turn with the first.")
@click.option("--words", default=50_000, show_default=True, help="Length of the text.")
@click.option("--rounds", default=3, show_default=True)
def speed(name: str, beside: str, words: int, rounds: int) -> None:
    """Words per second of processor time: division into sentences and words, the model, records."""
    models = [_loaded(model) for model in ([name, beside] if beside else [name])]
    texts = list(_texts(words))
    for _ in range(rounds):
        rates = [_rate(lambda model=model: _parse(model, texts)) for model in models]  # type: ignore[misc]  # mypy's
        click.echo("   ".join(f"{rate:8,.0f} words/s" for rate in rates))


def _loaded(name: str) -> LanguageModel:
    started = time.process_time()
    model = load_model(name)
    next(iter(model.parse(["Troops withdrew from the town."])))
    click.echo(
        f"{name or 'the shipped model'}: loaded in {time.process_time() - started:.2f} s of processor time"
    )
    return model


def _parse(model: LanguageModel, texts: Sequence[str]) -> int:
    return sum(len(sentence.tokens) for text in model.parse(texts) for sentence in text)


def _texts(words: int) -> Iterator[str]:
    """Issues of about 500 words, made of the digest sentences in turning order."""
    sentences = [sentence.text for sentence in read_part(DIGESTS)]
    for start in range(words // 500):
        turned = sentences[start % 100 :] + sentences[: start % 100]
        yield " ".join(turned[:22])


def _rate(count: Callable[[], int]) -> float:
    started = time.process_time()
    words = count()
    return words / (time.process_time() - started)


@main.command()
@click.argument("treebanks", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--model", "name", default="", help="A spaCy model or a file of training; else the shipped one."
)
def accuracy(treebanks: Sequence[Path], name: str) -> None:
    """Scores on treebanks, on gold words and on raw text; without an argument, on the digest sentences."""
    model = load_model(name)
    click.echo(f"{'':24} {HEADER} | raw: words | sents |   UAS |   LAS")
    for file in _files(treebanks):
        sentences = read_part(file)
        raw = measure_raw(model, sentences)
        running = f"{raw.words:10.2f} | {raw.sentences:5.2f} | {raw.uas:5.2f} | {raw.las:5.2f}"
        click.echo(f"{file.name.partition('.')[0]:24} {measure_words(model, sentences).row()} | {running}")


def _files(treebanks: Sequence[Path]) -> Iterator[Path]:
    for path in treebanks or [DIGESTS]:
        yield from sorted(path.glob("*_test.conllu*")) if path.is_dir() else [path]


@main.command()
@click.argument("treebank", type=click.Path(exists=True, path_type=Path), default=DIGESTS)
@click.option("--show", default=0, help="Also print this many sentences with their errors.")
def errors(treebank: Path, show: int) -> None:
    """Missed relations of a treebank, as gold > found, most frequent first."""
    model, sentences = load_model(), read_part(treebank)
    counts: Counter[str] = Counter()
    for number, (sentence, found) in enumerate(zip(sentences, _parsed(model, sentences), strict=True)):
        counts.update(kind for kind, _ in found)
        if number < show and found:
            click.echo(f"{sentence.text}\n    {'; '.join(words for _, words in found)}")
    for kind, count in counts.most_common(30):
        click.echo(f"{count:5}  {kind}")


def _parsed(model: LanguageModel, sentences: Sequence[TreebankSentence]) -> Iterator[list[tuple[str, str]]]:
    """The wrong arcs of each sentence: what kind of error, and in words."""
    parses = model.parse_words([word.form for word in sentence.words] for sentence in sentences)
    for sentence, parse in zip(sentences, parses, strict=True):
        found = []
        for word, token in zip(sentence.words, parse.tokens, strict=True):
            right, wrong = base_label(word.label), base_label(token.label)
            if (word.head, right) != (token.head, wrong):
                heads = sentence.words[word.head].form, parse.tokens[token.head].text
                told = f"{token.text}: {word.label} of {heads[0]}, not {token.label} of {heads[1]}"
                found.append((f"{right} > {'other head' if right == wrong else wrong}", told))
        yield found


if __name__ == "__main__":
    main()
