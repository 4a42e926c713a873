"""Fits how sure the exported network says it is to how often it is right, on the development sets."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import torch

from kg.language.certainty import confidence
from kg.language.evaluate import pipeline
from kg.language.scoring import Place, text_of
from kg.language.train.corpora import ewt
from kg.language.train.gum import gum
from kg.language.train.sample import Sample

Pairs = list[tuple[float, bool]]


def calibrate(corpora: Path, weights: Path, documents: int = 60) -> None:
    """Writes calibration_arcs and calibration_names into labels.json, from `documents` texts of each set."""
    path = weights / "labels.json"
    labels = json.loads(path.read_text("utf8"))
    labels |= {"calibration_arcs": [1.0, 0.0], "calibration_names": [1.0, 0.0]}
    path.write_text(json.dumps(labels, indent=0) + "\n", "utf8")
    arcs, names = seen(corpora, weights, documents)
    labels["calibration_arcs"] = fit(arcs)
    labels["calibration_names"] = fit(names)
    path.write_text(json.dumps(labels, indent=0) + "\n", "utf8")


def seen(corpora: Path, weights: Path, documents: int) -> tuple[Pairs, Pairs]:
    """(probability, right) of arcs and of names."""
    nlp = pipeline(weights)
    arcs: Pairs = []
    names: Pairs = []
    for samples in (ewt(corpora, "dev"), gum(corpora, "dev")):
        texts = [list(group) for _, group in groupby(samples, key=lambda s: s.document)][:documents]
        for chosen in texts:
            text, places = text_of(chosen)
            doc = nlp(text)
            sure = confidence(doc)
            if sure is None:
                continue
            heads = _heads(chosen, places)
            for token in doc:
                place = (token.idx, token.idx + len(token))
                if place in heads:
                    arcs.append((sure.arcs[token.i], heads[place] == token.head.idx))
            marked = _marked(chosen, places)
            for entity in doc.ents:
                labels = marked.get((entity.start_char, entity.end_char), ())
                if entity.label_ in ("PERSON", "ORG", "GPE", "LOC", "FACILITY"):
                    names.append((sure.names[entity.start, entity.end], entity.label_ in labels))
    return arcs, names


def _heads(samples: list[Sample], places: list[list[Place]]) -> dict[Place, int]:
    return {
        place: row[sample.heads[i]][0]
        for sample, row in zip(samples, places, strict=True)
        for i, place in enumerate(row)
    }


def _marked(samples: list[Sample], places: list[list[Place]]) -> dict[Place, tuple[str, ...]]:
    return {
        (row[name.start][0], row[name.end - 1][1]): name.labels
        for sample, row in zip(samples, places, strict=True)
        for name in sample.names
    }


def fit(pairs: Pairs) -> list[float]:
    """Slope and shift of the log odds that make the pairs likeliest (logistic regression)."""
    odds = torch.logit(torch.tensor([p for p, _ in pairs], dtype=torch.float64), eps=1e-4)
    right = torch.tensor([float(r) for _, r in pairs], dtype=torch.float64)
    line = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([line], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(odds * line[0] + line[1], right)
        wrong.backward()  # type: ignore[no-untyped-call]
        return wrong

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return [round(value, 4) for value in line.tolist()]
