"""Reads annotated issues as the program reads them: everything that is found before the first choice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.events.link import Found
from extract.extractor import Extractor
from extract.language import LanguageModel
from extract.lexicon.reading import Lexicon
from extract.model import DayOptions, RawIssue
from training.choices.gold import GoldIssue, read_folder
from training.readings import replaced


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """An annotated issue with what the program's stages found in it."""

    gold: GoldIssue
    found: Found

    @property
    def without_readings(self) -> "ReadIssue":
        """The same as a language model leaves it that reads no events."""
        passages = tuple(
            tuple(replace(sentence, events=()) for sentence in passage) for passage in self.found.passages
        )
        return replace(self, found=replace(self.found, passages=passages))


def read_issues(
    folders: Sequence[Path], model: LanguageModel, lexicon: Lexicon, readings: Path | None = None
) -> list[ReadIssue]:
    """All issues of some folders that are not kept aside.

    Args:
        folders: of NAME.txt and NAME.json pairs.
        model: the language model.
        lexicon: what words mean.
        readings: a folder of NAME.json as `python -m training events --oof` writes them.
    """
    extractor = Extractor(lexicon, model)
    return [
        ReadIssue(gold, _found(gold, extractor, readings))
        for folder in folders
        for gold in read_folder(folder)
    ]


def _found(gold: GoldIssue, extractor: Extractor, readings: Path | None) -> Found:
    raw = RawIssue(gold.text, source_key=f"{gold.name}.txt")
    found = extractor.find(raw, options=DayOptions(published=gold.published_on))
    path = None if readings is None else readings / f"{gold.name}.json"
    if path is None or not path.is_file():
        return found
    return replace(found, passages=tuple(replaced(passage, path) for passage in found.passages))
