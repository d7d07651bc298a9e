"""Makes the shipped language model: `python -m training TREEBANKS --lookups WHEEL`."""

import sys
from pathlib import Path

import click

from extract.language.door import MODEL_FILE
from extract.language.lemmas import LEMMAS_FILE
from extract.language.words import CLUSTERS_FILE, PLACES_FILE
from training.lemmas import write_lemmas
from training.train import recipe_of, replace_file, sources, train_model
from training.treebanks import read_conllu
from training.words import cut_clusters, list_places

PACKAGED = Path(__file__).parents[1] / "extract" / "models"


@click.command()
@click.argument("treebanks", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--lookups",
    type=click.Path(exists=True, path_type=Path),
    help="Wheel of spacy-lookups-data 1.0.5, or the folder it is unpacked in: makes the word lists anew.",
)
@click.option("--seed", default=7, show_default=True, help="Of every random choice.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to write the model, if not into the package."
)
def main(treebanks: Path, lookups: Path | None, seed: int, out: Path | None) -> None:
    """Train the language model from the folder TREEBANKS and put it into the package.

    Example: python -m training ~/treebanks --lookups spacy_lookups_data-1.0.5-py2.py3-none-any.whl
    """
    recipe = recipe_of(treebanks, seed)
    if lookups:
        cut_clusters(lookups, PACKAGED / CLUSTERS_FILE)
        list_places(PACKAGED / PLACES_FILE)
        write_lemmas((s for path in sources(recipe) for s in read_conllu(path)), PACKAGED / LEMMAS_FILE)
    replace_file(out or PACKAGED / MODEL_FILE, train_model(recipe, progress=sys.stderr))


if __name__ == "__main__":
    main()
