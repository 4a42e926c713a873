"""Annotating, resolving and relating never fail, whatever a parser makes of a text; what comes out is sound."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import ontology
from kg.annotate import Annotator
from kg.model import merged
from kg.model.tree import Span
from kg.relate import read, relate
from kg.resolve import resolve
from tests.annotate.world import AUTHORITY
from tests.build import article, blank, tree

ONTOLOGY = ontology.load()
BOOK = read(ONTOLOGY)
ANNOTATOR = Annotator(blank(), AUTHORITY, ONTOLOGY)

DEPS = [
    *(
        "nsubj",
        "nsubj:pass",
        "obj",
        "iobj",
        "obl",
        "obl:agent",
        "nmod",
        "nmod:poss",
        "compound",
        "amod",
        "appos",
        "acl",
    ),
    *("acl:relcl", "advcl", "ccomp", "xcomp", "conj", "cc", "case", "mark", "det", "flat", "nmod:desc", "cop", "aux"),
    *("aux:pass", "advmod", "parataxis", "punct", "csubj", "dep", "nummod", "expl", "fixed", "compound:prt"),
]
NAMES = ["Verana|PROPN", "Solmark|PROPN", "Kelmoor|PROPN", "SL|PROPN", "Maren|PROPN", "Veran|ADJ", "Ilse|PROPN"]
VERBS = [
    "joined=join|VERB",
    "met=meet|VERB",
    "visited=visit|VERB",
    "said=say|VERB",
    "denied=deny|VERB",
    "left=leave|VERB",
]
NOUNS = [
    "president|NOUN",
    "countries=country|NOUN",
    "alliance|NOUN",
    "conflict|NOUN",
    "talks=talk|NOUN",
    "member|NOUN",
]
WORDS = [
    *(NAMES * 2 + VERBS * 2 + NOUNS),
    *(
        "Secretary|PROPN",
        "General|PROPN",
        "of|ADP",
        "to|ADP",
        "with|ADP",
        "between|ADP",
        "the|DET",
        "two|NUM",
        "be|AUX",
    ),
    *("plans=plan|VERB", "led=lead|VERB.VBN", "will|AUX", "not|PART", "no|DET", "which|PRON", "who|PRON", "he|PRON"),
    *(
        "its|PRON",
        "they|PRON",
        "we|PRON",
        "I|PRON",
        "and|CCONJ",
        "-|PUNCT",
        ",|PUNCT",
        "’s|PART",
        "“|PUNCT",
        "”|PUNCT",
    ),
    *("(|PUNCT", ")|PUNCT", "in|ADP", "since|ADP", "1994|NUM", "May|PROPN", "Monday|PROPN", "last|ADJ", "year|NOUN"),
    *("former|ADJ", "ally|NOUN", "visit|NOUN", "according|VERB", "🙂|SYM", "newspaper|NOUN", "counterpart|NOUN"),
]


@st.composite
def any_trees(draw):
    """Any words, each hanging on any other: a tree, if a strange one."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    order = draw(st.permutations(range(len(words))))
    heads = {order[0]: None} | {one: draw(st.sampled_from(order[:place])) for place, one in enumerate(order) if place}
    deps = [draw(st.sampled_from(DEPS)) for _ in words]
    return " ".join(
        f"{word}|root" if heads[index] is None else f"{word}|{deps[index]}>{heads[index] + 1}"
        for index, word in enumerate(words)
    )


@st.composite
def clauses(draw):
    """Somebody does something to somebody, and any two words more that hang anywhere."""
    subject, object_, verb = draw(st.sampled_from(NAMES)), draw(st.sampled_from(NAMES)), draw(st.sampled_from(VERBS))
    words = [f"{subject}|nsubj>2", f"{verb}|root", f"{object_}|{draw(st.sampled_from(['obj', 'obl', 'conj']))}>2"]
    for _ in range(draw(st.integers(0, 4))):
        words.append(
            f"{draw(st.sampled_from(WORDS))}|{draw(st.sampled_from(DEPS))}>{draw(st.integers(1, len(words)))}"
        )
    return " ".join(words)


def sentences():
    """Sentences that mostly tell something."""
    return clauses() | clauses() | any_trees()


def extracted(doc):
    """The annotations and statements of a parse."""
    parsed = ANNOTATOR.annotate_doc(article(doc.text), doc)
    resolution = resolve(parsed, authority=AUTHORITY, ontology=ONTOLOGY)
    return parsed, *relate(parsed, resolution, ontology=ONTOLOGY, book=BOOK)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sentences(), min_size=1, max_size=3), st.data())
def test_any_tree_is_read_and_what_comes_out_is_sound(lines, data):
    doc = tree("\n".join(lines))
    if len(doc) > 1:
        start = data.draw(st.integers(0, len(doc) - 2))
        label = data.draw(st.sampled_from(["PERSON", "ORG", "GPE", "NORP", "EVENT", "WORK"]))
        doc.ents = [Span(doc, start, start + 2, label)]
    parsed, statements, gaps = extracted(doc)
    for mention in parsed.mentions:
        assert (
            doc[mention.start : mention.end].text == mention.text == doc.text[mention.span.start : mention.span.end]
        )
    for index, meant in parsed.refers.items():
        assert meant
        assert index not in meant
        assert all(0 <= one < len(parsed.mentions) for one in meant)
    assert statements == merged(statements)
    for one in statements:
        assert one.subject.id != one.object.id
        assert ONTOLOGY.fits(one.relation, one.subject.type, one.object.type)
        assert (one.predicate is not None) == (one.relation == "relatedTo")
        for piece in one.evidence:
            assert doc.text[piece.span.start : piece.span.end] == piece.text
            assert doc.text[piece.object.start : piece.object.end] == piece.object_mention
            assert 0 <= piece.confidence <= 1
    for gap in gaps:
        assert doc.text[gap.span.start : gap.span.end] == gap.text
        assert len(gap.actors) >= 2


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(sentences())
def test_the_same_tree_gives_the_same(line):
    first, again = extracted(tree(line)), extracted(tree(line))
    assert first[1:] == again[1:]
    assert (first[0].mentions, first[0].titles, first[0].refers) == (
        again[0].mentions,
        again[0].titles,
        again[0].refers,
    )


@pytest.mark.parametrize(
    "text", ["", ".|PUNCT|root", "⏎|SPACE|root", "Verana|PROPN|root", "🙂|SYM|root", "“|PUNCT|root ~”|PUNCT|punct>1"]
)
def test_next_to_nothing(text):
    parsed, statements, gaps = extracted(tree(text))
    assert (statements, gaps) == ([], [])
    assert len(parsed.mentions) == text.count("Verana")
