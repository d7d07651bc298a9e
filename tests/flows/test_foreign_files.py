"""Models, choices and lexicons come from outside: a torn or foreign one is refused with a clear word."""

import io
import json
import pickle
import shutil
import zipfile
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from random import Random

import pytest

from extract.choices import ChoicesError, read_choices
from extract.choices.choice import SHIPPED
from extract.extractor import read_lexicon
from extract.language import LanguageModelError, load_model
from extract.language.door import MODEL_FILE
from extract.lexicon import LexiconError
from extract.lexicon.files import SHIPPED as LEXICON
from tests.flows.conftest import Run

MODEL = (files("extract.models") / MODEL_FILE).read_bytes()
CHOICES = SHIPPED.read_bytes()
NOISE = Random(1).randbytes(5000)


class Armed:
    """Its pickle would run a command, were it ever loaded."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        """What loading the pickle calls."""
        return pytest.fail, ("the pickle was loaded",)


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


def with_member(name: str, content: bytes) -> bytes:
    """The shipped model with another member of that name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(MODEL)) as shipped, zipfile.ZipFile(buffer, "w") as archive:
        for member in shipped.namelist():
            archive.writestr(member, content if member == name else shipped.read(member))
    return buffer.getvalue()


MODELS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "truncated": lambda: MODEL[: len(MODEL) // 2],
    "with its end alone": lambda: MODEL[-2000:],
    "random bytes": lambda: NOISE,
    "text": lambda: b"a model, honestly",
    "a pickle": lambda: pickle.dumps(Armed()),
    "JSON": lambda: b'{"tags": []}',
    "an archive of something else": lambda: zipped(readme_txt=b"hello"),
    "an archive without a network": lambda: with_member("network.onnx", b""),
    "a network of random bytes": lambda: with_member("network.onnx", NOISE),
    "labels of another shape": lambda: with_member("labels.json", b"[1, 2]"),
    "labels of another model": lambda: with_member(
        "labels.json", b'{"tags": ["NN_NOUN"], "relations": ["root"], "names": ["O"]}'
    ),
    "labels that are no JSON": lambda: with_member("labels.json", b"\xff\xfe"),
    "a vocabulary that is none": lambda: with_member("vocabulary.json", b"{}"),
    "relations that are a pickle": lambda: with_member("relations.npz", pickle.dumps(Armed())),
    "relations of an array of objects": lambda: with_member("relations.npz", NOISE),
}


@pytest.mark.parametrize("what", MODELS)
def test_a_model_is_refused_that_is(what: str, tmp_path: Path) -> None:
    path = tmp_path / "own.bin"
    path.write_bytes(MODELS[what]())
    with pytest.raises(
        LanguageModelError, match=r"own\.bin: no language model of this version .*python -m training"
    ):
        load_model(str(path))


CHOICES_OF_OTHERS: dict[str, bytes] = {
    "empty": b"",
    "truncated": CHOICES[: len(CHOICES) // 2],
    "random bytes": NOISE,
    "a pickle": pickle.dumps(Armed()),
    "a list": b"[]",
    "a number": b"7",
    "JSON of another shape": b'{"choices": {"type": [1]}, "unread": {}}',
    "without its choices": b'{"choices": {}, "unread": {}}',
    "words for weights": json.dumps(
        {
            key: {name: {"own": "much"} for name in table}
            for key, table in json.loads(CHOICES).items()
            if isinstance(table, dict)
        }
    ).encode(),
    "weights that are no numbers": CHOICES.replace(b": 0.", b': NaN, "x": 0.', 1),
    "nested without end": b"[" * 100_000,
}


@pytest.mark.parametrize("what", CHOICES_OF_OTHERS)
def test_choices_are_refused_that_are(what: str, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(CHOICES_OF_OTHERS[what])
    with pytest.raises(ChoicesError, match=r"own\.json"):
        read_choices(path)


PUBLICATION = "publications/chechnya_weekly.toml"
TORN: dict[str, tuple[str, Callable[[bytes], bytes] | None]] = {
    "a file that is missing": ("verbs.toml", None),
    "a file that is empty": ("types.toml", lambda _: b""),
    "a file that is cut": ("verbs.toml", lambda content: content[: content.rindex(b'"')]),
    "random bytes": ("language.toml", lambda _: NOISE),
    "a table of another shape": ("language.toml", lambda _: b"starters = 7\n"),
    "rows of another shape": ("countries.csv", lambda _: b"a,b\n1,2\n"),
    "a row too short": ("titles.csv", lambda content: content + b"alone\n"),
    "a publication that is none": (PUBLICATION, lambda _: b"x = 1\n"),
    "a pattern that is none": (PUBLICATION, lambda content: content.replace(b"regex = '", b"regex = '(")),
    "a pattern that its examples disown": (
        PUBLICATION,
        lambda content: content.replace(b"regex = '", b"regex = 'x"),
    ),
}


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """A copy of the shipped lexicon."""
    with as_file(LEXICON) as shipped:
        return Path(shutil.copytree(shipped, tmp_path / "lexicon"))


@pytest.mark.parametrize("what", TORN)
def test_a_lexicon_is_refused_that_has(what: str, lexicon: Path) -> None:
    name, change = TORN[what]
    path = lexicon / name
    content = path.read_bytes()
    path.unlink()
    if change:
        path.write_bytes(change(content))
    with pytest.raises(LexiconError) as refused:
        read_lexicon(lexicon)
    assert str(refused.value).count(": ") >= 1
    assert "Error" not in str(refused.value)


def test_an_empty_folder_is_no_lexicon(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="is missing"):
        read_lexicon(tmp_path)


@pytest.mark.parametrize("setting", ["DATELINE_MODEL", "DATELINE_CHOICES"])
def test_a_command_says_so_and_does_nothing(dateline: Run, tmp_path: Path, setting: str) -> None:
    torn = tmp_path / "torn.bin"
    torn.write_bytes(NOISE)
    (tmp_path / "a.txt").write_text("Rebels seized the town.")
    done = dateline("extract", "a.txt", **{setting: str(torn)})
    assert (done.status, done.output) == (2, "")
    assert "torn.bin" in done.messages
    assert "Traceback" not in done.messages
