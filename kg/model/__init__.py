"""The nouns: every value that crosses a stage border, and nothing else.

    Article  --annotate-->  Parsed  --resolve-->  Resolution  --relate-->  Statement

Offsets are half-open and count Unicode code points of ``Article.text``. Values are frozen: a stage makes new
ones. Two carriers hold a whole article on its way: ``Parsed`` (whose ``Doc`` in ``tree.py`` holds that of spaCy) and
``Resolution``.
"""

from __future__ import annotations

from kg.model.annotation import Mention, Parsed, Quotation, TimeExpression, Title
from kg.model.identity import Decision, Entity, Identities, Resolution, Stands, Verdict
from kg.model.statement import (
    Appearance,
    Attribution,
    Evidence,
    Extraction,
    Gap,
    Interval,
    Read,
    Statement,
    Status,
    Unresolved,
    merged,
)
from kg.model.text import Article, Citation, Dropped, PartialDate, Published, Refused, Skipped, TextSpan

__all__ = [
    "Appearance",
    "Article",
    "Attribution",
    "Citation",
    "Decision",
    "Dropped",
    "Entity",
    "Evidence",
    "Extraction",
    "Gap",
    "Identities",
    "Interval",
    "Mention",
    "Parsed",
    "PartialDate",
    "Published",
    "Quotation",
    "Read",
    "Refused",
    "Resolution",
    "Skipped",
    "Stands",
    "Statement",
    "Status",
    "TextSpan",
    "TimeExpression",
    "Title",
    "Unresolved",
    "Verdict",
    "merged",
]
