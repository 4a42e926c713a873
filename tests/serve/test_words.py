"""What the pages of a server say of a statement."""

from __future__ import annotations

from dataclasses import replace

from kg.model.shown import headline
from kg.serve import words
from kg.serve.reading import Paper, Piece
from tests.build import evidence, interval, statement

TOLD = evidence("Verana joined the League in 1994.", start_text="1994")
SAID = statement("Verana", "memberOf", "League", TOLD, interval=interval("1994"))


def test_a_sentence_marks_the_words_for_the_time_too():
    piece = Piece(TOLD, Paper("a", "a.txt", None, None, None, None), "e1")
    assert ("qualifier", "1994") in words.parts(piece, SAID)
    assert "".join(text for _, text in words.parts(piece, SAID)) == TOLD.text


def test_a_statement_is_told_as_everywhere_else_in_the_words_of_the_ontology():
    assert words.headline(SAID) == "Verana member of League"
    assert words.when(SAID) == ["since 1994"]
    assert headline(SAID) == str(SAID) == "Verana memberOf League · since 1994 · asserted"
    assert headline(replace(SAID, role="founder")) == "Verana memberOf League · “founder” · since 1994 · asserted"
    loose = statement("Verana", "relatedTo", "League", TOLD, predicate="sail with")
    assert words.headline(loose) == "Verana related to (sail with) League"
