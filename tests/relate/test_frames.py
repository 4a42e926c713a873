"""Who does what to whom, whatever the voice of the sentence."""

from __future__ import annotations

import pytest

from kg.relate.beside import is_passive
from kg.relate.frames import arguments, coordinated, governor, preposition, surface_subject
from tests.build import tree
from tests.relate.world import roles, token


def test_active():
    found = roles(
        "Verana|PROPN|nsubj>2 joined|VERB|root the|DET|det>4 League|PROPN|obj>2 in|ADP|case>6 1994|NUM|obl>2",
        "joined",
    )
    assert found == {"subj": ["Verana"], "obj": ["League"], "in": ["1994"]}


def test_passive():
    text = (
        "The|DET|det>2 League|PROPN|nsubj:pass>4 was|AUX|aux:pass>4 founded|VERB.VBN|root by|ADP|case>6"
        " Verana|PROPN|{}>4"
    )
    for agent in ("obl:agent", "obl"):
        assert roles(text.format(agent), "founded") == {"obj": ["League"], "subj": ["Verana"]}


def test_passive_participle_behind_a_noun():
    text = (
        "The|DET|det>2 truce|NOUN|nsubj>6 brokered|VERB.VBN|acl>2 by|ADP|case>5 Verana|PROPN|obl:agent>3"
        " holds|VERB|root"
    )
    assert roles(text, "brokered") == {"subj": ["Verana"], "obj": ["truce"]}


def test_present_participle_behind_a_noun():
    text = "The|DET|det>2 man|NOUN|nsubj>5 visiting|VERB.VBG|acl>2 Verana|PROPN|obj>3 left|VERB|root"
    assert roles(text, "visiting") == {"subj": ["man"], "obj": ["Verana"]}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Maren|PROPN|nsubj>2 arrived|VERB|root and|CCONJ|cc>4 met|VERB|conj>2 Lind|PROPN|obj>4",
            "met",
            {"subj": ["Maren"], "obj": ["Lind"]},
        ),
        (
            "Maren|PROPN|nsubj>2 plans|VERB|root to|PART|mark>4 visit|VERB.VB|xcomp>2 Solmark|PROPN|obj>4",
            "visit",
            {"subj": ["Maren"], "obj": ["Solmark"]},
        ),
        (
            "Verana|PROPN|nsubj>2 urged|VERB|root Solmark|PROPN|obj>2 to|PART|mark>5 attack|VERB.VB|xcomp>2"
            " Kelmoor|PROPN|obj>5",
            "attack",
            {"subj": ["Solmark"], "obj": ["Kelmoor"]},
        ),
        (
            "Maren|PROPN|nsubj>2 left|VERB|root after|SCONJ|mark>4 visiting|VERB.VBG|advcl>2 Solmark|PROPN|obj>4",
            "visiting",
            {"subj": ["Maren"], "obj": ["Solmark"]},
        ),
        (
            "Founded|VERB.VBN|advcl>6 by|ADP|case>3 Maren|PROPN|obl:agent>1 the|DET|det>5 League|PROPN|nsubj>6"
            " grew|VERB|root",
            "Founded",
            {"subj": ["Maren"], "obj": ["League"]},
        ),
        (
            "Maren|PROPN|nsubj>2 rose|VERB|root and|CCONJ|cc>5 Lind|PROPN|nsubj>5 met|VERB|conj>2 Berg|PROPN|obj>5",
            "met",
            {"subj": ["Lind"], "obj": ["Berg"]},
        ),
    ],
)
def test_a_subject_that_english_leaves_out_is_filled_in(text, word, expected):
    assert roles(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "The|DET|det>2 treaty|NOUN|nsubj>6 that|PRON|obj>5 Verana|PROPN|nsubj>5 signed|VERB|acl:relcl>2"
            " failed|VERB|root",
            "signed",
            {"subj": ["Verana"], "obj": ["treaty"]},
        ),
        (
            "The|DET|det>2 treaty|NOUN|nsubj>5 Verana|PROPN|nsubj>4 signed|VERB|acl:relcl>2 failed|VERB|root",
            "signed",
            {"subj": ["Verana"], "obj": ["treaty"]},
        ),
        (
            "Kelmoor|PROPN|nsubj>7 ~,|PUNCT|punct>5 which|PRON|obj>5 Verana|PROPN|nsubj>5 occupies|VERB|acl:relcl>1"
            " ~,|PUNCT|punct>1 protested|VERB|root",
            "occupies",
            {"subj": ["Verana"], "obj": ["Kelmoor"]},
        ),
        (
            "Kelmoor|PROPN|nsubj>7 ~,|PUNCT|punct>4 which|PRON|nsubj>4 left|VERB|acl:relcl>1 Verana|PROPN|obj>4"
            " ~,|PUNCT|punct>1 protested|VERB|root",
            "left",
            {"subj": ["Kelmoor"], "obj": ["Verana"]},
        ),
        (
            "Kelmoor|PROPN|nsubj>8 ~,|PUNCT|punct>5 which|PRON|nsubj:pass>5 was|AUX|aux:pass>5"
            " founded|VERB.VBN|acl:relcl>1"
            " by|ADP|case>7 Verana|PROPN|obl:agent>5 grew|VERB|root",
            "founded",
            {"subj": ["Verana"], "obj": ["Kelmoor"]},
        ),
    ],
)
def test_a_relative_clause_is_about_the_noun_before_it(text, word, expected):
    assert roles(text, word) == expected


def test_a_noun_has_its_owner_and_its_prepositions():
    text = (
        "Verana|PROPN|nmod:poss>3 ~'s|PART|case>1 visit|NOUN|nsubj>6 to|ADP|case>5 Solmark|PROPN|nmod>3"
        " ended|VERB|root"
    )
    assert roles(text, "visit") == {"poss": ["Verana"], "to": ["Solmark"]}


def test_a_noun_takes_its_subject_from_the_verb_that_carries_it():
    text = "Maren|PROPN|nsubj>2 held|VERB|root talks|NOUN|obj>2 with|ADP|case>5 Lind|PROPN|{}"
    for hung in ("nmod>3", "obl>2"):
        assert roles(text.format(hung), "talks") == {"subj": ["Maren"], "with": ["Lind"]}


def test_a_predicate_noun_has_a_subject():
    text = "Verana|PROPN|nsubj>4 is|AUX|cop>4 an|DET|det>4 ally|NOUN|root of|ADP|case>6 Solmark|PROPN|nmod>4"
    assert roles(text, "ally") == {"subj": ["Verana"], "of": ["Solmark"]}


def test_a_noun_in_apposition_knows_what_it_stands_beside():
    text = "Verana|PROPN|nsubj>6 ~,|PUNCT|punct>3 ally|NOUN|appos>1 of|ADP|case>5 Solmark|PROPN|nmod>3 grew|VERB|root"
    assert roles(text, "ally") == {"of": ["Solmark"], "appos": ["Verana"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met|VERB|root with|ADP|case>3 Lind|PROPN|obl>1", "with"),
        ("met|VERB|root together|ADV|case>4 with|ADP|fixed>2 Lind|PROPN|obl>1", "together_with"),
        ("met|VERB|root Lind|PROPN|obl>1", ""),
        ("left|VERB|root Lind|PROPN|nmod:poss>4 ~'s|PART|case>2 house|NOUN|obj>1", ""),
    ],
)
def test_the_preposition_of_a_phrase(text, expected):
    assert preposition(token(text, "Lind")) == expected


def test_voice():
    assert is_passive(token("Verana|PROPN|nsubj:pass>2 invaded|VERB.VBN|root", "invaded"))
    assert not is_passive(token("Verana|PROPN|nsubj>3 has|AUX|aux>3 invaded|VERB.VBN|root", "invaded"))


def test_a_clause_stands_between_a_noun_and_its_verb_or_not():
    text = (
        "Maren|PROPN|nsubj>2 saw|VERB|root members|NOUN|obj>2 of|ADP|case>5 parties|NOUN|nmod>3"
        " winning|VERB.VBG|acl>5"
        " votes|NOUN|obj>6"
    )
    doc = tree(text)
    assert governor(doc[4]) == doc[1]
    assert governor(doc[6]) == doc[5]
    assert governor(doc[1]) is None
    assert governor(tree("Talks|NOUN|appos>2 visit|NOUN|nsubj>3 ended|VERB|root")[0]) is None


def test_all_that_is_joined():
    text = (
        "Verana|PROPN|nsubj>6 ~,|PUNCT|punct>3 Solmark|PROPN|conj>1 and|CCONJ|cc>5 Kelmoor|PROPN|conj>{}"
        " met|VERB|root"
    )
    for head in (1, 3):
        assert [one.text for one in coordinated(tree(text.format(head))[0])] == ["Verana", "Solmark", "Kelmoor"]


# ------------------------------------------------------------------------------------------------ deep and wide


def chain(length, dep, pos="VERB"):
    """Words of which each hangs on the one before."""
    return tree(
        "Verana|PROPN|nsubj>2 "
        + " ".join(f"went|{pos}|{f'{dep}>{i}' if i > 1 else 'root'}" for i in range(1, length))
    )


@pytest.mark.parametrize("dep", ["conj", "xcomp", "acl:relcl", "advcl", "acl", "nmod", "appos", "ccomp", "obj"])
@pytest.mark.parametrize("pos", ["VERB", "NOUN"])
def test_a_tree_of_a_thousand_steps(dep, pos):
    last = chain(1000, dep, pos)[-1]
    assert isinstance(arguments(last), dict)
    assert isinstance(surface_subject(last), list)


@pytest.mark.parametrize("dep", ["conj", "nmod"])
def test_a_coordination_of_a_thousand_words(dep):
    doc = chain(1000, dep, "NOUN")
    assert len(list(coordinated(doc[1]))) == (999 if dep == "conj" else 1)
