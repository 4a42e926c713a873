"""Graphs of a few statements, for what is read back."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from kg import export, graph
from kg.model import Extraction, Statement
from tests.build import article

__all__ = ["HOSTILE", "of", "written"]

HOSTILE = (
    "'; DROP",
    'she said "no"',
    "back\\slash \\u0027}) DETACH DELETE n //",
    "line\nfeed\rreturn\ttab",
    "<b>&amp;]]></b><!-- -->",
    '=cmd("calc")',
    "'=1+1",
    "@handle",
    "\x00\x0b\x1f\x7f\x85",
    "\u2028 \U0001f600",
    "tick ` and ``",
    "*/ /* ; , | \x1f",
    "$(rm) {{x}} %s",
    " blanks ",
)
"""Names that end strings, cells, lines, comments and tags, start formulas, or cannot stand in XML."""


def of(*statements: Statement, **article_values: Any) -> graph.GraphWriter:
    """A graph of one article, ``a.txt``, that says these; other values of the article as given."""
    text = "".join(dict.fromkeys(piece.text for one in statements for piece in one.evidence))
    return graph.memory([Extraction(replace(article(text), **article_values), statements)])


def written(held: graph.Graph, format: str) -> bytes:
    """What an export gives."""
    stream = io.BytesIO()
    export.export(held, format, stream)
    return stream.getvalue()
