"""Whom an article credits, and what only looks like a credit."""

from __future__ import annotations

import pytest

from kg.ingest import article_from_text
from kg.ingest.credits import credited

TEXT = "Norway joined the alliance. Its neighbours praised the step."


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        (f"OSLO, March 3 (Reuters) - {TEXT}", ("Reuters",)),
        (f"BAKU, Azerbaijan, March 1. /Trend/. {TEXT}", ("Trend",)),
        (f"OSLO (AP) — {TEXT}", ("Associated Press",)),
        (f"A headline\n\nSource: Xinhua\n\n{TEXT}", ("Xinhua",)),
        (f"A headline\n\nBy The Associated Press\n\n{TEXT}", ("Associated Press",)),
        (f"{TEXT}\n\n© Agence France-Presse", ("Agence France-Presse",)),
        (f"{TEXT}\n\nCopyright 2024 The Associated Press. All rights reserved.", ("Associated Press",)),
        (f"{TEXT} (Reuters)", ("Reuters",)),
        (f"{TEXT}\n\nWith files from AFP and Reuters", ("Agence France-Presse", "Reuters")),
        (f"{TEXT}\n\nHe told Reuters.", ()),
        (f"The Associated Press (AP) said so. {TEXT}", ()),
        (f"Report\n\nTrend watchers met. {TEXT}", ()),
        (TEXT, ()),
    ],
)
def test_agencies_are_credited_in_a_dateline_on_a_line_and_after_the_end(text, agencies):
    assert credited(article_from_text(text, source="a.txt", publisher="Daily")) == agencies
