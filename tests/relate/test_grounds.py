"""The words that made a statement what it is, and those for who says it: `kg why` marks them."""

from __future__ import annotations

import pytest

from tests.relate.world import ACTORS, told


@pytest.mark.parametrize(
    ("text", "status", "cue", "by"),
    [
        ("Verana|PROPN|nsubj>2 joined=join|VERB|root League|PROPN|obj>2", "asserted", None, None),
        ("Verana|PROPN|nsubj>3 may|AUX|aux>3 join|VERB.VB|root League|PROPN|obj>3", "possible", "may", None),
        ("Verana|PROPN|nsubj>3 will|AUX|aux>3 join|VERB.VB|root League|PROPN|obj>3", "planned", "will", None),
        (
            "Verana|PROPN|nsubj>4 may|AUX|aux>4 not|PART|advmod>4 join|VERB.VB|root League|PROPN|obj>4",
            "negated",
            "not",
            None,
        ),
        (
            "Verana|PROPN|nsubj>6 is=be|AUX|cop>6 no|ADV|advmod>4 longer=long|ADV|advmod>6 a|DET|det>6"
            " member|NOUN|root of|ADP|case>8 League|PROPN|nmod>6",
            "negated",
            "no longer",
            None,
        ),
        (
            "Maren|PROPN|nsubj>2 said=say|VERB|root that|SCONJ|mark>5 Verana|PROPN|nsubj>5"
            " joined=join|VERB|ccomp>2 League|PROPN|obj>5",
            "reported",
            "said",
            "Maren",
        ),
        (
            "According=accord|VERB|case>3 to|ADP|fixed>1 Maren|PROPN|obl>5 Verana|PROPN|nsubj>5"
            " joined=join|VERB|root League|PROPN|obj>5",
            "reported",
            "According to",
            "Maren",
        ),
        ("Verana|PROPN|nsubj>2 left=leave|VERB|root League|PROPN|obj>2", "negated", "left", None),
    ],
)
def test_each_status_has_its_words(patterns, text, status, cue, by) -> None:
    (one,) = told(text, {name: kind for name, kind in ACTORS.items() if f"{name}|" in text}, patterns)
    (piece,) = one.evidence
    assert (one.status.value, piece.status_text, piece.by_text) == (status, cue, by)


def test_of_a_negated_object_the_negation_is_shown_and_not_the_noun(patterns) -> None:
    text = (
        "Maren|PROPN|nsubj>2 held=hold|VERB|root no|DET|det>4 talks=talk|NOUN|obj>2 with|ADP|case>6 Lind|PROPN|obl>2"
    )
    (one,) = told(text, {"Maren": "Person", "Lind": "Person"}, patterns)
    assert (one.status.value, one.evidence[0].status_text) == ("negated", "no")
