"""The trained network: words of one window in, scores out. One onnxruntime call per window, one thread."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import LanguageError
from kg.language.labels import case_class
from kg.language.wordpiece import WordPiece

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WEIGHTS = Path(__file__).parent / "weights"
OUTPUTS = ("tags", "starts", "names", "arcs", "dependents", "heads")
_OUTER_CASE, _OPEN_GAP = 6, 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of each head in the order of their numbers, and what calibrates probabilities.

    `calibration_arcs` and `calibration_names` are (slope, shift) of the log odds, see `decode.calibrated`.
    """

    tags: tuple[str, ...]
    coarse: tuple[str, ...]
    features: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    calibration_arcs: tuple[float, float] = (1.0, 0.0)
    calibration_names: tuple[float, float] = (1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Word:
    """What the network reads of a word: its pieces, its case class for each of them, and the gap class before each
    (0 before all but the first)."""

    pieces: tuple[int, ...]
    cases: tuple[int, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Unnormalised scores of the n words of a window.

    `tags` (n, fine + coarse + features), `starts` (n,) of a sentence, `names` (n, BIO tag), `arcs` (n, n) dependent
    by head with the root on the diagonal; `dependents` (n, relation, width + 1) and `heads` (n, width) together give
    the relations, see `relations`.
    """

    tags: Floats
    starts: Floats
    names: Floats
    arcs: Floats
    dependents: Floats
    heads: Floats

    def relations(self, words: slice, heads: Ints) -> Floats:
        """Scores (word, relation) of the arcs from `words` to `heads`."""
        half = self.dependents[words]
        scores: Floats = np.einsum("nlk,nk->nl", half[:, :, :-1], self.heads[heads]) + half[:, :, -1]
        return scores


class Encoder:
    """The network with its vocabulary and labels."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """:raises LanguageError: if the weights are not there."""
        if not (folder / "model.onnx").exists():
            raise LanguageError(f"{folder}: the weights are missing; rebuild them: python -m kg.language.train")
        self.labels = _labels(folder)
        self.pieces = WordPiece((folder / "vocabulary.txt").read_text("utf8").splitlines())
        self._session = _session(folder / "model.onnx")
        self._words: dict[tuple[str, int], Word] = {}

    def word(self, text: str, gap: int) -> Word:
        """A word as the network reads it."""
        known = self._words.get((text, gap))
        if known is None:
            pieces = self.pieces.pieces(text)
            known = Word(pieces, (case_class(text),) * len(pieces), (gap, *[0] * (len(pieces) - 1)))
            if len(self._words) < 100_000:
                self._words[text, gap] = known
        return known

    def __call__(self, words: Sequence[Word]) -> Scores:
        """The scores of one window. It reads as the beginning of a text: the first gap does not count."""
        pieces, cases, gaps = [self.pieces.first], [_OUTER_CASE], [_OPEN_GAP]
        firsts = []
        for word in words:
            firsts.append(len(pieces))
            pieces += word.pieces
            cases += word.cases
            gaps += word.gaps
        gaps[1] = _OPEN_GAP
        lasts = [first - 1 for first in (*firsts[1:], len(pieces))]
        feeds = {
            "pieces": [*pieces, self.pieces.last],
            "cases": [*cases, _OUTER_CASE],
            "gaps": [*gaps, 0],
            "firsts": firsts,
            "lasts": lasts,
        }
        return Scores(*self._session.run(OUTPUTS, {k: np.array(v, dtype=np.int64) for k, v in feeds.items()}))


def _labels(folder: Path) -> Labels:
    read = json.loads((folder / "labels.json").read_text("utf8"))
    return Labels(**{k: tuple(v) if isinstance(v, list) else v for k, v in read.items()})


@cache
def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # onnxruntime's fused sum and norm is several times slower on a CPU than the two nodes that it replaces.
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
