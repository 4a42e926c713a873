"""A checkpoint as the files that the package ships: an int8 ONNX graph, labels, vocabulary, lemma tables."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from kg.language.labels import BIO_TAGS
from kg.language.train.net import Network, Sizes

INPUTS = ("pieces", "cases", "gaps", "firsts", "lasts")
OUTPUTS = ("tags", "starts", "names", "arcs", "dependents", "heads")


class _Window(nn.Module):
    """The network on one window: no batch, no padding."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, cases: Tensor, gaps: Tensor, firsts: Tensor, lasts: Tensor
    ) -> tuple[Tensor, ...]:
        out = self.network(pieces[None], cases[None], gaps[None], firsts[None], lasts[None])
        return tuple(scores[0] for scores in out)


def export(checkpoint: Path, labels: Path, vocabulary: Path, target: Path, quantize: bool = True) -> None:
    """Writes model.onnx, labels.json, vocabulary.txt and lemmas.json.gz to `target`, each in one move.

    :param quantize: False leaves all weights as they were trained (float32, four times the size)
    """
    names = json.loads(labels.read_text())
    state = torch.load(checkpoint, weights_only=False, map_location="cpu")
    network = restore(state["network"], names)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as made:
        raw, small = Path(made, "raw.onnx"), Path(made, "model.onnx")
        to_onnx(network, raw)
        if quantize:
            to_int8(raw, small)
        else:
            small = raw
        Path(made, "labels.json").write_text(json.dumps(names | {"names": BIO_TAGS}, indent=0) + "\n")
        shutil.copy(vocabulary, Path(made, "vocabulary.txt"))
        Path(made, "lemmas.json.gz").write_bytes(lemma_tables())
        small.rename(target / "model.onnx")
        for name in ("labels.json", "vocabulary.txt", "lemmas.json.gz"):
            Path(made, name).rename(target / name)


def restore(state: dict[str, Tensor], labels: dict[str, Any]) -> Network:
    """The network of a checkpoint, ready to predict."""
    adapt, label = state["arc.weight"].shape[0], state["relation.weight"].shape[1]
    counts = {key: len(labels[key]) for key in ("tags", "coarse", "features", "relations")}
    network = Network(Sizes(**counts, adapt=adapt, label=label, vocabulary=state["words.weight"].shape[0]))
    network.load_state_dict(state)
    return network.eval()


def to_onnx(network: Network, path: Path) -> None:
    window = _Window(network).eval()
    pieces = torch.arange(100, 116)
    words = torch.arange(1, 13)
    axes = {name: {0: "piece" if name in INPUTS[:3] else "word"} for name in (*INPUTS, *OUTPUTS)}
    axes["arcs"][1] = "word"
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            window,
            (pieces, pieces * 0, pieces * 0, words, words + 1),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def to_int8(source: Path, target: Path) -> None:
    """Matrices to int8 per channel; word embeddings to int8 rows with a scale each."""
    from onnxruntime.quantization import QuantType, quant_pre_process, quantize_dynamic

    with tempfile.TemporaryDirectory() as made:
        ready = Path(made, "ready.onnx")
        quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(target),
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    model = onnx.load(str(target))
    shrink_embedding(model)
    onnx.save(model, str(target))


def shrink_embedding(model: onnx.ModelProto) -> None:
    """Replaces the gather from the word table by one from int8 rows, cast and scaled."""
    graph = model.graph
    table = max(graph.initializer, key=lambda t: int(np.prod(t.dims)))
    rows = numpy_helper.to_array(table)
    scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
    small = np.clip(np.rint(rows / scale), -127, 127).astype(np.int8)
    at, gather = next((i, n) for i, n in enumerate(graph.node) if n.op_type == "Gather" and n.input[0] == table.name)
    index, out = gather.input[1], gather.output[0]
    nodes = [
        helper.make_node("Gather", ["word_rows", index], ["word_int8"]),
        helper.make_node("Cast", ["word_int8"], ["word_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["word_scale", index], ["word_scales"]),
        helper.make_node("Mul", ["word_float", "word_scales"], [out]),
    ]
    graph.initializer.remove(table)
    graph.initializer.append(numpy_helper.from_array(small, "word_rows"))
    graph.initializer.append(numpy_helper.from_array(scale, "word_scale"))
    graph.node.remove(gather)
    for offset, node in enumerate(nodes):
        graph.node.insert(at + offset, node)


def lemma_tables() -> bytes:
    """Exceptions, suffix rules and known words of English, from spacy-lookups-data (after WordNet), compressed."""
    import spacy_lookups_data  # type: ignore[import-untyped]

    folder = Path(spacy_lookups_data.__file__).parent / "data"

    def read(name: str) -> Any:
        return json.loads(gzip.decompress((folder / f"en_lemma_{name}.json.gz").read_bytes()))

    kinds = ("noun", "verb", "adj", "adv")
    tables = {
        "exceptions": {k: read("exc").get(k, {}) for k in kinds},
        "rules": {k: read("rules").get(k, []) for k in kinds},
        "known": {k: " ".join(sorted(read("index").get(k, []))) for k in kinds},
    }
    text = json.dumps(tables, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(text.encode("utf8"), 9, mtime=0)
