"""The training loop: seeded, with checkpoints, resumable at the last one."""

from __future__ import annotations

import random
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import nn

from kg.language.train.batches import IGNORE, Batcher, Config, losses
from kg.language.train.net import Network
from kg.language.train.sample import Sample

Documents = Callable[[int], list[list[Sample]]]


class Trainer:
    """One run over the documents; leaves last.pt and best.pt in its folder, and resumes at last.pt."""

    def __init__(
        self, network: Network, batcher: Batcher, documents: Documents, config: Config, folder: Path
    ) -> None:
        """:param documents: epoch number -> the documents of that epoch, lists of sentences"""
        self._network, self._batcher, self._documents = network, batcher, documents
        self._config, self._folder = config, folder
        self._optimizer = torch.optim.AdamW(groups(network, config), betas=(0.9, 0.98), eps=1e-6, fused=True)
        per_epoch = len(batcher.epoch(documents(0), random.Random(config["seed"])))
        self._total = int(per_epoch * config["schedule"]["epochs"])
        self._rate = torch.optim.lr_scheduler.LambdaLR(self._optimizer, self._share)
        self._step, self._epoch, self._done, self._best = 0, 0, 0, 0.0
        self._sums: dict[str, float] = {}
        if (folder / "last.pt").exists():
            self._resume(torch.load(folder / "last.pt", weights_only=False))

    def run(self, dev: dict[str, list[Sample]], until: int | None = None) -> None:
        """Trains to the end, or to step `until`.

        :param dev: sets that are scored now and then; the sum of the scores chooses best.pt
        """
        every, end = self._config["schedule"]["evaluate_every"], until or self._total
        while self._step < end:
            chance = random.Random(f"{self._config['seed']}-{self._epoch}")
            for batch in self._batcher.epoch(self._documents(self._epoch), chance)[self._done :]:
                seed = f"{self._config['seed']}-{self._step}"
                torch.manual_seed(zlib.crc32(seed.encode()))
                self._learn(self._batcher.tensors(batch, random.Random(seed)))
                if self._step % 100 == 0:
                    shown = " ".join(f"{k} {v / 100:.3f}" for k, v in self._sums.items())
                    say(f"{self._step}/{self._total} {shown}")
                    self._sums = {}
                if self._step % every == 0 or self._step == end:
                    self._check(dev)
                if self._step == end:
                    return
            self._epoch, self._done = self._epoch + 1, 0

    def _share(self, step: int) -> float:
        """The share of the full rate: up over the warm-up, then down to nothing."""
        warm = self._config["schedule"]["warmup"]
        return float(min((step + 1) / warm, max(0.0, (self._total - step) / (self._total - warm))))

    def _learn(self, gold: dict[str, torch.Tensor]) -> None:
        self._network.train()
        parts = step_losses(self._network, gold)
        loss = sum((self._config["loss"][k] * v for k, v in parts.items()), torch.zeros(()))
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([p for g in self._optimizer.param_groups for p in g["params"]], 1.0)
        self._optimizer.step()
        self._rate.step()
        self._step, self._done = self._step + 1, self._done + 1
        for key, value in parts.items():
            self._sums[key] = self._sums.get(key, 0.0) + value.item()

    def _check(self, dev: dict[str, list[Sample]]) -> None:
        scores = {name: quick(self._network, self._batcher, samples) for name, samples in dev.items()}
        say(f"dev {self._step}: " + "; ".join(f"{n} {s}" for n, s in scores.items()))
        total = sum(sum(s.values()) for s in scores.values())
        state = {
            "network": self._network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "rate": self._rate.state_dict(),
            "place": (self._step, self._epoch, self._done),
            "best": max(self._best, total),
        }
        save(state, self._folder / "last.pt")
        if total > self._best:
            self._best = total
            save({"network": state["network"], "scores": scores}, self._folder / "best.pt")

    def _resume(self, state: dict[str, Any]) -> None:
        self._network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._rate.load_state_dict(state["rate"])
        self._step, self._epoch, self._done = state["place"]
        self._best = state["best"]


def groups(network: Network, config: Config) -> list[dict[str, Any]]:
    """Parameters with their rates: the encoder's small, the heads' large, word embeddings frozen."""
    network.words.weight.requires_grad_(False)
    encoder: list[nn.Parameter] = []
    heads: list[nn.Parameter] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            old = name.startswith(("layers.", "positions.", "norm."))
            (encoder if old else heads).append(parameter)
    rates = config["schedule"]
    return [
        {"params": encoder, "lr": rates["encoder_rate"], "weight_decay": 0.01},
        {"params": heads, "lr": rates["head_rate"], "weight_decay": 0.01},
    ]


def step_losses(network: Network, gold: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The loss of each layer."""
    sizes = (network.sizes.tags, network.sizes.coarse, network.sizes.features)
    return losses(forward(network, gold), gold, sizes)


def forward(network: Network, gold: dict[str, torch.Tensor]) -> tuple[torch.Tensor, ...]:
    """The scores of a batch; matrices are multiplied in bfloat16, twice as fast here."""
    inputs = (gold[k] for k in ("pieces", "cases", "gaps", "firsts", "lasts", "mask"))
    with torch.autocast("cpu", torch.bfloat16):
        out = network(*inputs)
    return tuple(scores.float() for scores in out)


@torch.no_grad()
def quick(network: Network, batcher: Batcher, samples: list[Sample]) -> dict[str, float]:
    """Scores on gold words and sentences, greedy: arcs with labels, coarse tags, names (F, exact), in per cent."""
    network.eval()
    right, seen = {"las": 0, "coarse": 0}, {"las": 0, "coarse": 0}
    names = [0, 0, 0]
    for batch in batcher.plain([samples]):
        gold = batcher.tensors(batch, None)
        tags, _, bio, arcs, half, head = forward(network, gold)
        same = gold["sentence"][:, :, None] == gold["sentence"][:, None, :]
        heads = arcs.masked_fill(~same, -1e4).argmax(-1)
        chosen = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        relation = ((half[..., :-1] * chosen[:, :, None]).sum(-1) + half[..., -1]).argmax(-1)
        coarse = tags[..., network.sizes.tags : network.sizes.tags + network.sizes.coarse].argmax(-1)
        known = gold["relations"] != IGNORE
        right["las"] += int(((heads == gold["heads"]) & (relation == gold["relations"]) & known).sum())
        seen["las"] += int(known.sum())
        known = gold["coarse"] != IGNORE
        right["coarse"] += int(((coarse == gold["coarse"]) & known).sum())
        seen["coarse"] += int(known.sum())
        names = [old + new for old, new in zip(names, name_hits(bio.argmax(-1), gold), strict=True)]
    found = {k: round(100 * right[k] / seen[k], 2) for k in right if seen[k]}
    found["names"] = round(200 * names[0] / max(1, 2 * names[0] + names[1] + names[2]), 2)
    return found


def name_hits(best: torch.Tensor, gold: dict[str, torch.Tensor]) -> tuple[int, int, int]:
    """Names found, wrong and missed: a name counts as found when all its tags are among the allowed ones."""
    hits = wrong = missed = 0
    for row, masks, sentences in zip(best.tolist(), gold["names"].tolist(), gold["sentence"].tolist(), strict=True):
        count = sum(s >= 0 for s in sentences)
        row, masks = row[:count], masks[:count]
        guess = _spans([(t, t % 2 == 1) for t in row])
        truth = _spans([(0 if m & 1 else 1, bool(m & _BEGIN)) for m in masks])
        allowed = {(s, e) for s, e in truth}
        for start, end in guess:
            fits = all(masks[i] >> row[i] & 1 for i in range(start, end))
            if (start, end) in allowed and fits:
                hits += 1
            elif not fits:
                wrong += 1
        found = {(s, e) for s, e in guess if all(masks[i] >> row[i] & 1 for i in range(s, e))}
        missed += len(allowed - found)
    return hits, wrong, missed


_BEGIN = sum(1 << (1 + 2 * i) for i in range(12))


def _spans(tags: list[tuple[int, bool]]) -> list[tuple[int, int]]:
    found, start = [], -1
    for i, (tag, begins) in enumerate([*tags, (0, False)]):
        if start >= 0 and (not tag or begins):
            found.append((start, i))
            start = -1
        if tag and start < 0:
            start = i
    return found


def save(state: dict[str, Any], path: Path) -> None:
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def say(message: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {message}\n")
    sys.stderr.flush()
