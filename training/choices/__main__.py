"""Makes the learned choices from annotated issues: `python -m training.choices FOLDER...`."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.choices import read_choices, write_choices
from extract.language import load_model
from extract.lexicon.reading import read_lexicon
from extract.policy import POLICY
from training.choices.learning import UNLEARNED, learn
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
@click.option(
    "--model",
    default="",
    help="The model that reads the issues, which must not have seen them; the shipped one by default.",
)
@click.option(
    "--known",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=PACKAGED,
    help="Choices learned from other issues, to go on from; the shipped ones by default.",
)
@click.option(
    "--seen",
    "seen_folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Issues that the reader was trained on: they teach days alone, and nothing of its readings.",
)
@click.option("--anew", is_flag=True, help="Go on from none: learn from FOLDERS alone.")
@click.option("--out", type=click.Path(path_type=Path), default=PACKAGED, help="Where to write the choices.")
def main(  # noqa: PLR0913, PLR0917  # an option each
    folders: Sequence[Path],
    readings: Path | None,
    model: str,
    known: Path,
    seen_folders: Sequence[Path],
    out: Path,
    *,
    anew: bool,
) -> None:
    """Learn the choices from the annotated issues of FOLDERS and write them to a file one can read.

    Weights move away from what is known only as far as FOLDERS ask for it, so that ten issues do some good
    and no harm. FOLDERS must hold nothing that the known choices were learned from.

    Example: python -m training.choices my-issues --out my-choices.json
    """
    lexicon = read_lexicon()
    issues = read_issues(folders, load_model(model), lexicon, readings)
    seen = read_issues(seen_folders, load_model(model), lexicon)
    click.echo(
        f"{len(issues)} issues, {sum(len(one.gold.events) for one in issues)} annotated events", err=True
    )
    past = UNLEARNED if anew else read_choices(known)
    read = learn(issues, lexicon, POLICY, past.by_name, seen)
    unread_seen = [one.without_readings for one in seen]
    unread = learn([one.without_readings for one in issues], lexicon, POLICY, past.unread, unread_seen)
    for name, figure in read.figures.items():
        click.echo(
            f"{name}: right in {figure:.3f} by cross-validation, {unread.figures[name]:.3f} unread", err=True
        )
    write_choices(out, read.weights, unread.weights)


if __name__ == "__main__":
    main()
