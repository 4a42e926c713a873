"""Who says that somebody must do something asks for it; whose words are the article's own ask for nothing."""

from __future__ import annotations

import pytest

from kg.relate import relate
from tests.build import scene, tree
from tests.relate.world import ONTOLOGY, short

ACTORS = {"Maren": "Person", "Verana": "Country", "Solmark": "Country"}
SAID = (
    "Maren|PROPN|nsubj>2 said=say|VERB|root that|SCONJ|mark>6 Verana|PROPN|nsubj>6"
    " {aux}|AUX|aux>6 withdraw|VERB|ccomp>2"
)


@pytest.fixture
def told(patterns):
    """The statements of a tree about those of ``ACTORS`` whom it names, in short form."""

    def tell(text):
        actors = {name: type for name, type in ACTORS.items() if f"{name}|" in text}
        parsed, resolution = scene(tree(text), actors)
        return short(relate(parsed, resolution, ontology=ONTOLOGY, book=patterns)[0])

    return tell


@pytest.mark.parametrize("aux", ["must", "should", "ought"])
def test_what_a_speaker_says_that_somebody_must_do(told, aux):
    assert told(SAID.format(aux=aux)) == ["Maren calledOn Verana"]


@pytest.mark.parametrize("aux", ["may", "will", "could"])
def test_what_may_or_will_be_is_no_request(told, aux):
    assert told(SAID.format(aux=aux)) == []


def test_the_articles_own_voice_asks_for_nothing(told):
    assert told("Verana|PROPN|nsubj>3 must|AUX|aux>3 withdraw|VERB|root") == []


def test_nobody_asks_himself(told):
    assert told(SAID.format(aux="must").replace("Verana", "Maren")) == []
