"""Training sentences to tensors: windows of sentences, noise, masks where a layer is not annotated."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from kg.language.labels import BIO_TAGS, case_class
from kg.language.train import augment, frames
from kg.language.train.sample import UNKNOWN, Sample
from kg.language.wordpiece import WordPiece

Config = dict[str, Any]
IGNORE = -100
_PIECE_KEYS = ("pieces", "cases", "gaps")
_WORD_KEYS = (*("firsts", "lasts", "tag", "coarse", "features", "heads", "relations", "names", "sentence", "starts"),)


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of each head, in the order of their numbers."""

    tags: tuple[str, ...]
    coarse: tuple[str, ...]
    features: tuple[str, ...]
    relations: tuple[str, ...]

    @classmethod
    def of(cls, samples: list[Sample], least: int = 3) -> Labels:
        """The classes seen at least `least` times (relations: in any case)."""
        layers: list[Counter[str]] = [Counter(), Counter(), Counter()]
        relations: Counter[str] = Counter()
        for sample in samples:
            for tag, relation in zip(sample.tags, sample.relations, strict=True):
                if tag:
                    for counter, value in zip(layers, tag, strict=True):
                        counter[value] += 1
                    relations[relation] += 1
        kept = [tuple(sorted(v for v, n in c.items() if n >= least)) for c in layers]
        return cls(kept[0], kept[1], kept[2], tuple(sorted(r for r, n in relations.items() if n >= least)))


class Batcher:
    """Makes the batches of an epoch."""

    def __init__(self, labels: Labels, pieces: WordPiece, config: Config) -> None:
        self._pieces, self._config = pieces, config
        self._tag = {v: i for i, v in enumerate(labels.tags)}
        self._coarse = {v: i for i, v in enumerate(labels.coarse)}
        self._features = {v: i for i, v in enumerate(labels.features)}
        self._relation = {v: i for i, v in enumerate(labels.relations)}
        bits = torch.arange(len(BIO_TAGS))
        self._bits = (1 << bits).long()

    def epoch(self, documents: list[list[Sample]], chance: random.Random) -> list[list[list[Sample]]]:
        """All sentences once, changed by noise, as batches of windows."""
        windows: list[tuple[int, list[Sample]]] = []
        for document in documents:
            changed = [self._noisy(sample, chance) for sample in document]
            windows += self._windows(changed, chance)
        windows.sort(key=lambda w: w[0] + chance.random() * 8)
        batches: list[list[list[Sample]]] = [[]]
        widest = 0
        for size, window in windows:
            widest = max(widest, size)
            if batches[-1] and widest * (len(batches[-1]) + 1) > self._config["data"]["batch"]:
                batches.append([])
                widest = size
            batches[-1].append(window)
        chance.shuffle(batches)
        return batches

    def plain(self, documents: list[list[Sample]]) -> list[list[list[Sample]]]:
        """All sentences as they are, as batches of full windows."""
        windows = []
        for document in documents:
            window: list[Sample] = []
            size = 0
            for sample in document:
                pieces = sum(len(self._pieces.pieces(w)) for w in sample.words)
                if window and size + pieces > self._config["data"]["window"]:
                    windows.append(window)
                    window, size = [], 0
                if pieces < 500:
                    window.append(sample)
                    size += pieces
            windows.append(window)
        return [windows[i : i + 4] for i in range(0, len(windows), 4)]

    def _noisy(self, sample: Sample, chance: random.Random) -> Sample:
        noise = self._config["noise"]
        sample = augment.swap_names(sample, chance, noise["swap"], noise["place"], noise["title"])
        if chance.random() < noise["title"]:
            sample = frames.apposed(sample, chance)
        if chance.random() < noise["lead"]:
            sample = frames.led(sample, chance)
        if chance.random() < noise["wrap"]:
            sample = frames.quoted(sample, chance)
        if chance.random() < noise["case"]:
            sample = augment.other_case(sample, chance)
        if frames.ends_in_a_stop(sample) and chance.random() < noise["stop"]:
            sample = frames.without_last(sample)
        return sample

    def _windows(self, document: list[Sample], chance: random.Random) -> Iterator[tuple[int, list[Sample]]]:
        """Runs of sentences that fit in a window, with their number of pieces."""
        limit, longest = self._config["data"]["window"], self._config["data"]["longest"]
        lines = chance.random() < self._config["noise"]["lines"]
        window: list[Sample] = []
        size, room = 0, limit
        for sample in document:
            pieces = sum(len(self._pieces.pieces(w)) for w in sample.words)
            if pieces > longest:
                continue
            if window and size + pieces > room:
                yield size, self._broken(window, lines, chance)
                window, size = [], 0
                room = limit if chance.random() < 0.7 else chance.randint(30, limit)
            window.append(sample)
            size += pieces
        if window:
            yield size, self._broken(window, lines, chance)

    def _broken(self, window: list[Sample], lines: bool, chance: random.Random) -> list[Sample]:
        """The window with its paragraph marks as one line break or none, or broken at words as in old mail."""
        if lines:
            mark = 2 if chance.random() < 0.5 else 1
            window = [replace(s, gaps=tuple(mark if g == 3 else g for g in s.gaps)) for s in window]
        if chance.random() < 0.03:
            width = chance.randint(8, 14)
            window = [
                replace(s, gaps=tuple(2 if g == 1 and i % width == width - 1 else g for i, g in enumerate(s.gaps)))
                for s in window
            ]
        return window

    def tensors(self, batch: list[list[Sample]], chance: random.Random | None) -> dict[str, Tensor]:
        """The batch as tensors; with `chance`, some pieces are hidden."""
        rows = [self._row(window, chance) for window in batch]
        piece_count = max(len(r["pieces"]) for r in rows)
        word_count = max(len(r["firsts"]) for r in rows)
        found: dict[str, Tensor] = {}
        for key in rows[0]:
            width = piece_count if key in _PIECE_KEYS else word_count
            fill = 0 if key in ("pieces", "cases", "gaps", "firsts", "lasts") else IGNORE
            if key in ("names", "sentence"):
                fill = -1
            found[key] = torch.tensor([r[key] + [fill] * (width - len(r[key])) for r in rows])
        lengths = torch.tensor([len(r["pieces"]) for r in rows])
        padding = torch.arange(piece_count)[None] >= lengths[:, None]
        found["mask"] = torch.zeros(padding.shape).masked_fill(padding, -1e4)[:, None, None]
        return found

    def _row(self, window: list[Sample], chance: random.Random | None) -> dict[str, list[int]]:
        row: dict[str, list[int]] = {key: [] for key in (*_PIECE_KEYS, *_WORD_KEYS)}
        self._add(row, [self._pieces.first], 6, 3)
        for number, sample in enumerate(window):
            at = len(row["firsts"])
            for i, word in enumerate(sample.words):
                numbers = list(self._pieces.pieces(word))
                if chance and chance.random() < self._config["noise"]["mask"]:
                    numbers = [self._pieces.mask] * len(numbers)
                row["firsts"].append(len(row["pieces"]))
                gap = 3 if at + i == 0 else sample.gaps[i]
                self._add(row, numbers, case_class(word), gap)
                row["lasts"].append(len(row["pieces"]) - 1)
                tag = sample.tags[i]
                row["tag"].append(self._tag.get(tag[0], IGNORE) if tag else IGNORE)
                row["coarse"].append(self._coarse.get(tag[1], IGNORE) if tag else IGNORE)
                row["features"].append(self._features.get(tag[2], IGNORE) if tag else IGNORE)
                head = sample.heads[i]
                row["heads"].append(IGNORE if head == UNKNOWN else head + at)
                relation = self._relation.get(sample.relations[i], IGNORE)
                row["relations"].append(IGNORE if head == UNKNOWN else relation)
                row["sentence"].append(number)
                row["starts"].append(int(i == 0))
            row["names"] += sample.name_masks()
        self._add(row, [self._pieces.last], 6, 0)
        return row

    @staticmethod
    def _add(row: dict[str, list[int]], numbers: list[int], case: int, gap: int) -> None:
        row["pieces"] += numbers
        row["cases"] += [case] * len(numbers)
        row["gaps"] += [gap] + [0] * (len(numbers) - 1)


def losses(out: tuple[Tensor, ...], gold: dict[str, Tensor], sizes: tuple[int, int, int]) -> dict[str, Tensor]:
    """The loss of each layer, averaged over the words that have it."""
    tags, starts, names, arcs, half, head = out
    cross = torch.nn.functional.cross_entropy
    fine, coarse, features = torch.split(tags, list(sizes), -1)
    found = {}
    for key, scores in (("tag", fine), ("coarse", coarse), ("features", features)):
        found[key] = cross(scores.transpose(1, 2), gold[key], ignore_index=IGNORE)
    real = gold["sentence"] >= 0
    same = gold["sentence"][:, :, None] == gold["sentence"][:, None, :]
    arcs = arcs.float().masked_fill(~same, -1e4)
    found["arc"] = cross(arcs.transpose(1, 2), gold["heads"], ignore_index=IGNORE)
    heads = gold["heads"].clamp(min=0)
    chosen = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
    relation = (half[..., :-1] * chosen[:, :, None]).sum(-1) + half[..., -1]
    found["relation"] = cross(relation.transpose(1, 2), gold["relations"], ignore_index=IGNORE)
    bits = (gold["names"].clamp(min=0)[..., None] >> torch.arange(names.shape[-1])) & 1
    allowed = names.masked_fill(bits == 0, -1e4)
    known = real & (bits.sum(-1) < names.shape[-1])
    gap = names.logsumexp(-1) - allowed.logsumexp(-1)
    found["name"] = (gap * known).sum() / known.sum().clamp(min=1)
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    found["sentence"] = bce(starts[real], gold["starts"][real].float())
    return {k: torch.nan_to_num(v) for k, v in found.items()}
