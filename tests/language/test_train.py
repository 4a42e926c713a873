"""Training: seeded, resumable, and the exported graph says what the network says."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("onnx", reason="the extra `train` is not installed")

from kg.language.encoder import WEIGHTS, Encoder  # noqa: E402
from kg.language.train import loop  # noqa: E402
from kg.language.train.__main__ import configuration  # noqa: E402
from kg.language.train.batches import Batcher, Labels  # noqa: E402
from kg.language.train.export import export, restore  # noqa: E402
from kg.language.train.net import Network, Sizes  # noqa: E402
from kg.language.train.sample import Name, Sample  # noqa: E402
from kg.language.wordpiece import WordPiece  # noqa: E402

VERB = ("VBD", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin")
NAME = ("NNP", "PROPN", "Number=Sing")
SENTENCE = Sample(
    ("Ana", "Diaz", "visited", "Vienna", "."),
    (1, 1, 1, 1, 0),
    (2, 0, 2, 2, 2),
    ("nsubj", "flat", "root", "obj", "punct"),
    (NAME, NAME, VERB, NAME, (".", "PUNCT", "_")),
    (Name(0, 2, ("PERSON",)), Name(3, 4, ("GPE",))),
    (0,) * 5,
)
LABELS = Labels.of([SENTENCE] * 3)


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    return (WEIGHTS / "vocabulary.txt").read_text("utf8").splitlines()


def network(vocabulary: list[str]) -> Network:
    torch.manual_seed(1)
    counts = [len(v) for v in asdict(LABELS).values()]
    return Network(Sizes(*counts, adapt=8, label=4, vocabulary=len(vocabulary)))


def run(vocabulary: list[str], folder: Path, parts: list[int]) -> Any:
    """The weights after a run that was stopped after each of `parts` steps and resumed."""
    config = configuration()
    config["schedule"] |= {"warmup": 1, "evaluate_every": 100, "epochs": 4.0}
    folder.mkdir()
    for steps in parts:
        batcher = Batcher(LABELS, WordPiece(vocabulary), config)
        trainer = loop.Trainer(network(vocabulary), batcher, lambda epoch: [[SENTENCE] * 3], config, folder)
        trainer.run({}, until=steps)
    return torch.load(folder / "last.pt", weights_only=False)["network"]


def test_a_resumed_run_goes_on_where_it_stopped(vocabulary: list[str], tmp_path: Path) -> None:
    whole = run(vocabulary, tmp_path / "whole", [4])
    parts = run(vocabulary, tmp_path / "parts", [2, 4])
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_a_batch_masks_what_is_not_annotated(vocabulary: list[str]) -> None:
    batcher = Batcher(LABELS, WordPiece(vocabulary), configuration())
    half = Sample(
        SENTENCE.words, SENTENCE.gaps, (-1,) * 5, ("",) * 5, (None,) * 5, SENTENCE.names, (0, 0, 1, 2, 0), ""
    )
    gold = batcher.tensors([[SENTENCE], [half]], None)
    assert gold["heads"][0].tolist() == [2, 0, 2, 2, 2]
    assert (gold["heads"][1] == -100).all()
    assert (gold["tag"][1] == -100).all()
    losses = loop.step_losses(network(vocabulary).eval(), gold)
    assert all(torch.isfinite(v) for v in losses.values())


def test_the_exported_graph_agrees_with_the_network(vocabulary: list[str], tmp_path: Path) -> None:
    trained_network = network(vocabulary)
    torch.save({"network": trained_network.state_dict()}, tmp_path / "last.pt")
    (tmp_path / "labels.json").write_text(json.dumps(asdict(LABELS)))
    target = tmp_path / "weights"
    export(tmp_path / "last.pt", tmp_path / "labels.json", WEIGHTS / "vocabulary.txt", target, quantize=False)
    encoder = Encoder(target)
    scores = encoder([encoder.word(w, g) for w, g in zip(SENTENCE.words, SENTENCE.gaps, strict=True)])
    batcher = Batcher(LABELS, WordPiece(vocabulary), configuration())
    gold = batcher.tensors([[SENTENCE]], None)
    restored = restore(trained_network.state_dict(), asdict(LABELS))
    with torch.no_grad():
        out = restored(*(gold[k] for k in ("pieces", "cases", "gaps", "firsts", "lasts", "mask")))
    for given, wanted in zip((scores.tags, scores.starts, scores.names, scores.arcs), out, strict=False):
        np.testing.assert_allclose(given, wanted[0].numpy(), atol=2e-4)
