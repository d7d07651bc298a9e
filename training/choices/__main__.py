"""Makes the learned choices from annotated issues: `python -m training.choices FOLDER...`."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.choices import write_choices
from extract.language import load_model
from extract.lexicon.reading import read_lexicon
from extract.policy import POLICY
from training.choices.learning import learn
from training.choices.reading import read_issues

PACKAGED = Path(__file__).parents[2] / "extract" / "models" / "choices.json"


@click.command()
@click.argument(
    "folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--readings",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="What readers that never saw the issue make of it (`python -m training events --oof`): give it for "
    "all issues that the shipped reader was trained on.",
)
@click.option("--out", type=click.Path(path_type=Path), default=PACKAGED, help="Where to write the choices.")
def main(folders: Sequence[Path], readings: Path | None, out: Path) -> None:
    """Learn the choices from the annotated issues of FOLDERS and write them to a file one can read.

    Example: python -m training.choices my-issues --out my-choices.json
    """
    lexicon = read_lexicon()
    issues = read_issues(folders, load_model(), lexicon, readings)
    click.echo(
        f"{len(issues)} issues, {sum(len(one.gold.events) for one in issues)} annotated events", err=True
    )
    read = learn(issues, lexicon, POLICY)
    unread = learn([one.without_readings for one in issues], lexicon, POLICY)
    for name, figure in read.figures.items():
        click.echo(
            f"{name}: right in {figure:.3f} by cross-validation, {unread.figures[name]:.3f} unread", err=True
        )
    write_choices(out, read.weights, unread.weights)


if __name__ == "__main__":
    main()
