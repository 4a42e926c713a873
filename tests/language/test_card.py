"""The scores as Markdown: ours alone, or with the yardstick's beside them."""

from __future__ import annotations

from pathlib import Path

from kg.language import card
from kg.language.card import Measured
from kg.language.scoring import Count, Tally

OURS = Measured(
    {"EWT test": Tally({"LAS": Count(9, 10, 10), "name ORG": Count(1, 2, 2)})}, (2, 3), (7, 8), (1, 1), 5000
)
CNN = Measured({"EWT test": Tally({"LAS": Count(8, 10, 10)})}, (0, 3), (4, 8), (0, 1), 9000)


def test_our_scores_alone() -> None:
    shown = card.shown(OURS, None)
    assert shown[0].splitlines()[:2] == ["| | EWT test |", "|---|---|"]
    assert "| LAS | 90.0 |" in shown[0]
    assert "| name ORG | 50.0 (2) |" in shown[0]
    assert shown[1:] == [
        "",
        "- speaker of an inverted quotation (own held-out): 2 of 3",
        "- persons found (own held-out): 7 of 8; after a title: 1 of 1",
        "- 5000 words per CPU second (documents)",
    ]


def test_the_yardstick_stands_beside_ours() -> None:
    text = "\n".join(card.shown(OURS, CNN))
    assert "| | EWT test | EWT test, CNN |\n|---|---|---|\n" in text
    assert "| LAS | 90.0 | 80.0 |" in text
    assert "| name ORG | 50.0 (2) |  |" in text
    assert card.YARDSTICK in text
    assert "2 of 3 (CNN: 0)" in text
    assert "7 of 8 (CNN: 4); after a title: 1 of 1 (CNN: 0)" in text
    assert "5000 words per CPU second (documents) (CNN: 9000)" in text


def test_a_card_keeps_what_stands_around_the_scores(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(
        "before\n<!-- scores: python -m kg.language.evaluate --card -->\nold\n<!-- end of scores -->\nafter\n"
    )
    card.write("new\n", path)
    text = path.read_text("utf8")
    assert text.startswith("before\n<!-- scores")
    assert "\nnew\n" in text
    assert "old" not in text
    assert text.endswith("<!-- end of scores -->\nafter\n")
