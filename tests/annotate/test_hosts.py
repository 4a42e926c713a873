"""Of which country a minister is by whom he receives, goes with or sends."""

from __future__ import annotations

import pytest

from tests.annotate.reading import posts_in

VISIT = (
    "Solmarker|ADJ|amod>2 Premier|PROPN|nmod:desc>3 Ilse|PROPN|nsubj>5 Maren|PROPN|flat>3 landed=land|VERB|root"
    " in|ADP|case>7 {}|PROPN|obl>5\n"
)
RECEIVED = (
    "Maren|PROPN|nsubj:pass>3 was=be|AUX|aux:pass>3 {}|VERB|root by|ADP|case>6 {}|PROPN|nmod:desc>6"
    " Tove|PROPN|obl:agent>3 Lind|PROPN|flat>6"
)


@pytest.mark.parametrize(
    ("place", "verb", "post", "country"),
    [
        ("Verana", "received=receive", "President", "Verana"),
        ("Verana", "accompanied=accompany", "Minister", "Solmarker"),
    ],
)
def test_who_receives_is_of_the_country_where_that_is_and_who_goes_along_of_that_of_the_guest(
    place, verb, post, country
):
    found = posts_in(VISIT.format(place) + RECEIVED.format(verb, post))
    assert (post, "Tove Lind", country) in found


def test_whose_greetings_an_envoy_conveys_is_of_his_country():
    text = (
        "Solmarker|ADJ|amod>2 Minister|PROPN|nmod:desc>3 Ilse|PROPN|nsubj>5 Maren|PROPN|flat>3"
        " conveyed=convey|VERB|root greetings=greeting|NOUN.NNS|obj>5 of|ADP|case>9 President|PROPN|nmod:desc>9"
        " Tove|PROPN|nmod>6 Lind|PROPN|flat>9"
    )
    assert ("President", "Tove Lind", "Solmarker") in posts_in(text)
