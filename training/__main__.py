"""Makes the shipped language model, in two stages; see docs/language-model.md.

python -m training lists TREEBANKS --lookups spacy_lookups_data-1.0.5-py2.py3-none-any.whl
python -m training syntax TREEBANKS --out syntax.pt
python -m training events syntax.pt --treebanks TREEBANKS --gold ISSUES --out events.pt
python -m training export events.pt --out reader.bin

Further issues are learned by going on from a model file instead of syntax.pt.
"""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import torch

from extract.language import load_model
from extract.language.lemmas import LEMMAS_FILE
from extract.language.pieces import splitter
from extract.language.words import CLUSTERS_FILE, PLACES_FILE
from training.annotations import Annotated, annotated_files, fold_of, read_annotated
from training.batches import Sample
from training.checkpoints import Checkpoint, load, mean_of, save, tokenizer
from training.corpus import has_entities, read_part
from training.event_scores import HEADER, score_events
from training.events import (
    Maker,
    Split,
    document_samples,
    example_samples,
    news_samples,
    settle,
    train_events,
)
from training.export import packed, torch_reader
from training.lemmas import write_lemmas
from training.network import Network, seed_all
from training.readings import replaced, write_readings
from training.syntax import Labels, quick_scores, sample_of, sizes_of, train_syntax
from training.treebanks import TreebankSentence
from training.unpacking import checkpoint_of
from training.words import cut_clusters, list_places

HERE = Path(__file__).parent
CONFIG = HERE / "reader.toml"
OWN_SENTENCES = HERE / "own" / "digests_train.conllu"
PACKAGED = HERE.parent / "extract" / "models"
LEXICON = HERE.parent / "extract" / "lexicon" / "triggers"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(path_type=Path)

settings = click.option(
    "--config", "settings", default=CONFIG, type=FILE, help="How to train; reader.toml by default."
)
seeded = click.option("--seed", default=7, show_default=True, help="Of every random choice.")
threaded = click.option("--threads", default=2, show_default=True)


@click.group()
def main() -> None:
    """Train the reader: first `syntax`, then `events`; then `export`."""


@main.command()
@click.argument("treebanks", type=FOLDER)
@click.option("--out", type=NEW, required=True, help="The checkpoint to write.")
@seeded
@settings
@threaded
def syntax(treebanks: Path, out: Path, seed: int, settings: Path, threads: int) -> None:
    """First stage: tags, dependencies and names, from the folder TREEBANKS."""
    torch.set_num_threads(threads)
    seed_all(seed)
    config, split = read_config(settings), splitter(tokenizer())
    read = {name: read_part(treebank(treebanks, name)) for name in ("ewt_train", "gum_open_train", "ewt_dev")}
    labels = Labels.of([*read["ewt_train"], *read["gum_open_train"], *read_part(OWN_SENTENCES)])
    samples = treebank_samples(read["ewt_train"], read["gum_open_train"], labels, split, config)
    unseen = [sample_of(s, labels, split, "names") for s in read["ewt_dev"]]
    network = Network(sizes_of(labels))
    network.encoder.load_pretrained()

    def after_epoch(epoch: int) -> None:
        scores = quick_scores(network, unseen, config["data"]["pieces"])
        click.echo(f"epoch {epoch}: " + ", ".join(f"{name} {value:.2f}" for name, value in scores.items()))
        save(Checkpoint(labels, network.state_dict()), out)

    train_syntax(network, samples, config, seed, after_epoch, click.echo)


@main.command()
@click.argument("checkpoint", type=FILE)
@click.option(
    "--treebanks", type=FOLDER, required=True, help="Of the first stage: a batch now and then keeps syntax."
)
@click.option(
    "--gold", type=FOLDER, multiple=True, required=True, help="Annotated issues; may be given again."
)
@click.option(
    "--news", type=FILE, help="Sentences of which the main event's type and sides are known (JSON lines)."
)
@click.option("--parser", default="", help="The model that parses the issues; the shipped one by default.")
@click.option("--out", type=NEW, help="The checkpoint to write, trained on all folds.")
@click.option(
    "--oof", type=NEW, help="A folder for readings of each document by a network that never saw its fold."
)
@click.option(
    "--fold", "folds", type=int, multiple=True, help="Of --oof, this fold alone; may be given again."
)
@seeded
@settings
@threaded
def events(  # noqa: PLR0913, PLR0917  # the options of the command
    checkpoint: Path,
    treebanks: Path,
    gold: tuple[Path, ...],
    news: Path | None,
    parser: str,
    out: Path | None,
    oof: Path | None,
    folds: tuple[int, ...],
    seed: int,
    settings: Path,
    threads: int,
) -> None:
    """Second stage: events, from annotated issues, on the CHECKPOINT of the first, or on a model file."""
    torch.set_num_threads(threads)
    config, split, start = read_config(settings), splitter(tokenizer()), start_of(checkpoint)
    model, maker = load_model(parser), Maker(split, start.labels)
    documents = list(read_annotated(annotated_files(gold), model))
    kept = {document.name: list(document_samples(document, maker)) for document in documents}
    others = list(example_samples(LEXICON, model, maker, config["events"]["example_weight"]))
    others += list(news_samples(news, model, maker)) if news else []
    ewt, gum = (read_part(treebank(treebanks, name)) for name in ("ewt_train", "gum_open_train"))
    syntax = treebank_samples(ewt, gum, start.labels, split, config)
    click.echo(f"{len(documents)} documents, {sum(map(len, kept.values()))} sentences, {len(others)} others")

    def trained(without: int | None) -> Network:
        seed_all(seed)
        network = Network(sizes_of(start.labels))
        network.load_state_dict(start.weights)
        own = [s for name, samples in kept.items() if fold_of(name) != without for s in samples]
        samples = within([*own, *others], config)
        kept_up = syntax if without is None else []  # what only reads events can do without syntax
        train_events(network, samples, kept_up, config, seed, click.echo)
        if without is None:
            seed_all(seed)
            settle(network, start.weights, samples, config, seed)
        return network

    if out:
        save(Checkpoint(start.labels, trained(None).state_dict()), out)
    for fold in folds or (range(5) if oof else ()):
        reader = torch_reader(trained(fold), start.labels)
        for document in _of_fold(documents, fold):
            write_readings(reader, document, oof or Path())
        click.echo(f"fold {fold} read")


def _of_fold(documents: list[Annotated], fold: int) -> list[Annotated]:
    return [document for document in documents if fold_of(document.name) == fold]


@main.command()
@click.argument("checkpoints", type=FILE, nargs=-1, required=True)
@click.option("--out", type=NEW, required=True, help="The checkpoint to write.")
def mean(checkpoints: tuple[Path, ...], out: Path) -> None:
    """Write the mean of the weights of CHECKPOINTS, or model files: it errs less than the last of a training.

    One that is given again counts again.
    """
    save(mean_of([start_of(path) for path in checkpoints]), out)


@main.command()
@click.argument("checkpoint", type=FILE)
@click.option("--out", type=NEW, required=True, help="The model file to write (.bin).")
@click.option("--full", is_flag=True, help="Keep 32 bits, to see what 8 bits cost.")
def export(checkpoint: Path, out: Path, full: bool) -> None:  # noqa: FBT001  # click's
    """Pack a CHECKPOINT as the file that extraction reads."""
    out.write_bytes(packed(load(checkpoint), eight_bits=not full))
    click.echo(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


@main.command()
@click.argument("treebanks", type=FOLDER)
@click.option(
    "--lookups", type=FILE, required=True, help="Wheel of spacy-lookups-data 1.0.5, for the word clusters."
)
def lists(treebanks: Path, lookups: Path) -> None:
    """Write the lists beside the model anew: word clusters, places, and lemmas from the folder TREEBANKS."""
    cut_clusters(lookups, PACKAGED / CLUSTERS_FILE)
    list_places(PACKAGED / PLACES_FILE)
    names = ("ewt_train", "gum_open_train")
    write_lemmas((s for name in names for s in read_part(treebank(treebanks, name))), PACKAGED / LEMMAS_FILE)


@main.command()
@click.option(
    "--gold", type=FOLDER, multiple=True, required=True, help="Annotated issues; may be given again."
)
@click.option("--parser", default="", help="The model that parses the issues; the shipped one by default.")
@click.option("--oof", type=FOLDER, help="Readings made out of fold, instead of the model's own.")
@click.option("--kept-aside", is_flag=True, help="Measure the documents that are never trained on.")
@click.option(
    "--least", default=0.5, show_default=True, help="Probability from which a word counts as found."
)
def measure(gold: tuple[Path, ...], parser: str, oof: Path | None, kept_aside: bool, least: float) -> None:  # noqa: FBT001
    """Score readings of events against annotated issues, word by word."""
    files = annotated_files(gold, kept_aside=kept_aside)
    files = [file for file in files if not oof or (oof / file.name).is_file()]
    documents = list(read_annotated(files, load_model(parser)))
    if oof:
        documents = [replace(d, sentences=replaced(d.sentences, oof / f"{d.name}.json")) for d in documents]
    click.echo(HEADER)
    click.echo(score_events(documents, least).row())


def start_of(path: Path) -> Checkpoint:
    """What training goes on from: a checkpoint, or a packed model (.bin) as it is shipped."""
    return checkpoint_of(path) if path.suffix == ".bin" else load(path)


def read_config(path: Path) -> dict[str, Any]:
    """The settings of a training."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def treebank(folder: Path, name: str) -> Path:
    """The file of a treebank, plain or .xz."""
    return next(iter(sorted(folder.glob(f"{name}.conllu*"))))


def treebank_samples(
    ewt: tuple[TreebankSentence, ...],
    gum: tuple[TreebankSentence, ...],
    labels: Labels,
    split: Split,
    config: dict[str, Any],
) -> list[Sample]:
    """The sentences that the first stage learns from, the project's own among them."""
    own = read_part(OWN_SENTENCES) * config["data"]["times_own"]
    rows = [sample_of(sentence, labels, split, "names") for sentence in (*ewt, *own)]
    rows += [
        sample_of(sentence, labels, split, "entities" if has_entities(gum) else "names") for sentence in gum
    ]
    return within(rows, config)


def within(samples: list[Sample], config: dict[str, Any]) -> list[Sample]:
    """Those that are not too long to learn from."""
    return [sample for sample in samples if len(sample.pieces.ids) <= config["data"]["longest"]]


if __name__ == "__main__":
    main()
