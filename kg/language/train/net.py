"""The multi-task network: MiniLM with heads for tags, arcs, names and sentence starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.language.labels import BIO_TAGS, CASE_CLASSES, GAP_CLASSES

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
TASKS = ("tag", "parse", "name", "sentence")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many classes each head has, and the widths of its layers."""

    tags: int
    coarse: int
    features: int
    relations: int
    adapt: int
    label: int
    vocabulary: int = 30522


class OneWindow(torch.autograd.Function):
    """Attention of one window without padding. Exported it is one node of onnxruntime instead of a dozen."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """:param q, k, v: (batch, piece, width)"""
        batch, length, _ = q.shape
        q, k, v = (x.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for x in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, length, WIDTH)

    @staticmethod
    def symbolic(graph: Any, q: Any, k: Any, v: Any) -> Any:
        """The node."""
        return graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS).setType(q.type())


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        mixed = self._one(x) if mask is None else self._many(x, mask)
        x = self.norm1(x + self.out(mixed))
        inner = self.down(F.gelu(self.up(x)))
        result: Tensor = self.norm2(x + F.dropout(inner, self.dropout, self.training))
        return result

    def _one(self, x: Tensor) -> Tensor:
        mixed: Tensor = OneWindow.apply(*self.qkv(x).split(WIDTH, -1))  # type: ignore[no-untyped-call]
        return mixed

    def _many(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask
        return (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)


class Network(nn.Module):
    """Pieces in, scores for each word out; see `forward`."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.sizes = sizes
        self.words = nn.Embedding(sizes.vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASE_CLASSES, WIDTH)
        self.gaps = nn.Embedding(GAP_CLASSES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(len(TASKS), LAYERS + 1))
        self.dropout, self.head_dropout = dropout, head_dropout
        self.tags = nn.Linear(WIDTH, sizes.tags + sizes.coarse + sizes.features)
        self.sentence = nn.Linear(WIDTH, 1)
        self.name_in = nn.Linear(WIDTH, sizes.adapt)
        self.name_out = nn.Linear(sizes.adapt, len(BIO_TAGS))
        self.dependent = nn.Linear(WIDTH, sizes.adapt + sizes.label)
        self.head = nn.Linear(WIDTH, sizes.adapt + sizes.label)
        self.arc = nn.Linear(sizes.adapt, sizes.adapt)
        self.arc_prior = nn.Linear(sizes.adapt, 1)
        self.relation = nn.Linear(sizes.label, sizes.relations * sizes.label)
        self.relation_prior = nn.Linear(sizes.label, sizes.relations)
        for table in (self.cases, self.gaps):
            nn.init.zeros_(table.weight)
        nn.init.normal_(self.relation.weight, std=0.02)

    def encode(
        self, pieces: Tensor, cases: Tensor, gaps: Tensor, firsts: Tensor, lasts: Tensor, mask: Tensor | None
    ) -> Tensor:
        """A mix of all layers for each task, (task, batch, word, width)."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(positions)[None] + self.cases(cases) + self.gaps(gaps)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        words = [_at(x, firsts) + _at(x, lasts)]
        for layer in self.layers:
            x = layer(x, mask)
            words.append(_at(x, firsts) + _at(x, lasts))
        weights = self.mix.softmax(-1) * 0.5
        mixed = weights @ torch.stack(words).flatten(1)
        return mixed.reshape(len(TASKS), *words[0].shape)

    def forward(
        self, pieces: Tensor, cases: Tensor, gaps: Tensor, firsts: Tensor, lasts: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Scores of a batch of windows.

        :param pieces: (batch, piece), with case and gap class of each piece's word
        :param firsts, lasts: (batch, word): the place of each word's first and last piece
        :param mask: (batch, 1, 1, piece), 0 or minus infinity; None if nothing is padding
        :returns: tags (batch, word, fine + coarse + features); sentence starts (batch, word); names (batch, word,
            BIO tag); arcs (batch, dependent, head), the root on the diagonal; and the two halves of the relation
            scores: (batch, word, relation, width + 1) of the dependent and (batch, word, width) of the head
        """
        words = self.encode(pieces, cases, gaps, firsts, lasts, mask)
        words = F.dropout(words, self.head_dropout, self.training)
        tag, parse, name, sentence = words.unbind(0)
        names = self.name_out(self._drop(F.gelu(self.name_in(name))))
        dependent = self._drop(F.gelu(self.dependent(parse)))
        head = self._drop(F.gelu(self.head(parse)))
        wide = self.sizes.adapt
        arcs = self.arc(dependent[..., :wide]) @ head[..., :wide].transpose(-1, -2)
        arcs = arcs * wide**-0.5 + self.arc_prior(head[..., :wide]).transpose(-1, -2)
        narrow = dependent[..., wide:]
        half = self.relation(narrow).view(*narrow.shape[:2], self.sizes.relations, self.sizes.label)
        half = torch.cat([half, self.relation_prior(narrow)[..., None]], -1)
        return self.tags(tag), self.sentence(sentence).squeeze(-1), names, arcs, half, head[..., wide:]

    def _drop(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.head_dropout, self.training)


def _at(x: Tensor, places: Tensor) -> Tensor:
    """Rows of each window: (batch, piece, width) at (batch, word). One window alone exports to a faster graph."""
    if x.shape[0] == 1:
        return x[:, places[0]]
    return x.gather(1, places[:, :, None].expand(-1, -1, x.shape[-1]))


def load_encoder(network: Network, path: Path) -> None:
    """Fills the encoder with the weights of MiniLM-L6 (model.safetensors)."""
    from safetensors.torch import load_file

    weights: dict[str, Any] = load_file(str(path))
    words = weights["embeddings.word_embeddings.weight"]
    state = {
        "words.weight": words + weights["embeddings.token_type_embeddings.weight"][0],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    ours = ("out", "norm1", "up", "down", "norm2")
    theirs = (
        "attention.output.dense",
        "attention.output.LayerNorm",
        "intermediate.dense",
        "output.dense",
        "output.LayerNorm",
    )
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            state[f"layers.{number}.qkv.{kind}"] = torch.cat(parts)
            for mine, its in zip(ours, theirs, strict=True):
                state[f"layers.{number}.{mine}.{kind}"] = weights[f"{at}{its}.{kind}"]
    missing = network.load_state_dict(state, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"{path}: unexpected weights {missing.unexpected_keys[:3]}")
