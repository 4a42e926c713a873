"""Who does what to whom, whatever the voice of the sentence."""

from __future__ import annotations

import pytest

from kg.relate.beside import is_passive, named_as
from kg.relate.frames import arguments, coordinated, governor, preposition, surface_subject
from kg.relate.reciprocal import reciprocal
from tests.build import tree


def roles(text, word):
    """role -> words, of the token that is this word."""
    return {role: [head.text for head in heads] for role, heads in arguments(token(text, word)).items() if heads}


def token(text, word):
    return next(one for one in tree(text) if one.text == word)


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


@pytest.mark.parametrize("subject", ["nsubj", "nsubj:outer"])
def test_what_a_noun_is_said_to_be(subject):
    text = f"Verana|PROPN|nmod:poss>3 's|PART|case>1 ally|NOUN|{subject}>5 is|AUX|cop>5 Solmark|PROPN|root"
    assert roles(text, "ally")["is"] == ["Solmark"]


def test_where_a_noun_is_said_to_be():
    text = "The|DET|det>2 seat|NOUN|nsubj>5 is|AUX|cop>5 in|ADP|case>5 Kelmoor|PROPN|root"
    found = roles(text, "seat")
    assert found["in"] == ["Kelmoor"]
    assert "is" not in found


def test_whom_a_group_includes():
    text = "Its|PRON|nmod:poss>2 partners=partner|NOUN.NNS|nsubj>3 include|VERB|root Maren|PROPN|obj>3"
    assert roles(text, "partners")["is"] == ["Maren"]


def test_between_whom_something_breaks_out():
    text = (
        "War|NOUN|nsubj>2 broke=break|VERB|root out|ADP|compound:prt>2 between|ADP|case>5 Verana|PROPN|obl>2"
        " and|CCONJ|cc>7 Solmark|PROPN|conj>5"
    )
    assert roles(text, "War")["between"] == ["Verana"]


@pytest.mark.parametrize(("word", "tag", "described"), [("allies", "NNS", "Verana"), ("ally", "NN", "Solmark")])
def test_a_plural_apposition_describes_all_that_are_joined(word, tag, described):
    text = (
        "Verana|PROPN|nsubj>7 and|CCONJ|cc>3 Solmark|PROPN|conj>1 ,|PUNCT|punct>5"
        f" {word}=ally|NOUN.{tag}|appos>3 ,|PUNCT|punct>5 met|VERB|root"
    )
    assert roles(text, word)["appos"] == [described]


def test_which_is_the_nearest_name_behind_an_apposition():
    text = (
        "Maren|PROPN|nsubj>12 ,|PUNCT|punct>4 the|DET|det>4 heir|NOUN|appos>1 to|ADP|case>6 Kelmoor|PROPN|nmod>4"
        " ,|PUNCT|punct>10 which|PRON|obj>10 Verana|PROPN|nsubj>10 founded|VERB|acl:relcl>1 ,|PUNCT|punct>1"
        " closed|VERB|root"
    )
    assert roles(text, "founded") == {"subj": ["Verana"], "obj": ["Kelmoor"]}


def test_the_name_behind_formerly_was_that_of_the_name_before():
    text = (
        "Maren|PROPN|nsubj>6 ,|PUNCT|punct>4 formerly|ADV|advmod>4 Lind|PROPN|appos>1 ,|PUNCT|punct>4 grew|VERB|root"
    )
    assert roles(text, "formerly") == {"appos": ["Maren"]}


def test_each_other_stands_for_those_that_the_subject_joins():
    text = "Verana|PROPN|nsubj>4 and|CCONJ|cc>3 Solmark|PROPN|conj>1 {}|VERB|root {}|DET|obj>4 {}|ADJ|fixed>5"
    for words in (("each", "other"), ("one", "another")):
        found = reciprocal(token(text.format("blamed", *words), words[0]))
        assert [one.text for one in found] == ["Verana", "Solmark"]
    assert reciprocal(token(text.format("blamed", "each", "person"), "each")) == []


def test_the_first_to_do_it_did_it():
    text = (
        "Verana|PROPN|nsubj>5 was=be|AUX|cop>5 the|DET|det>5 first|ADJ|amod>5 state|NOUN|root"
        " to|PART|mark>7 join|VERB.VB|acl>5 it|PRON|obj>7"
    )
    assert roles(text, "join")["subj"] == ["Verana"]


def test_an_apposition_that_looks_like_a_clause():
    text = (
        "Verana|PROPN|nsubj>9 ,|PUNCT|punct>6 long|ADV|advmod>6 the|DET|det>6 biggest|ADJ|amod>6"
        " donor|NOUN|parataxis>1"
        " ,|PUNCT|punct>1 soon|ADV|advmod>9 left=leave|VERB|root"
    )
    assert roles(text, "donor")["appos"] == ["Verana"]


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        (
            "The|DET|det>2 latest|ADJ|nsubj>7 to|PART|mark>4 join|VERB.VB|acl>2 League|PROPN|obj>4 was|AUX|cop>7"
            " Verana|PROPN|root",
            "join",
            "Verana",
        ),
        (
            "Verana|PROPN|nsubj>4 was|AUX|cop>4 the|DET|det>4 first|ADJ|root to|PART|mark>6 join|VERB.VB|acl>4"
            " League|PROPN|obj>6",
            "join",
            "Verana",
        ),
        (
            "Norg|PROPN|nsubj>4 is|AUX|cop>4 the|DET|det>4 firm|NOUN|root that|PRON|nsubj>6 bought|VERB|acl:relcl>4"
            " Tarn|PROPN|obj>6",
            "bought",
            "Norg",
        ),
        (
            "Norg|PROPN|nsubj>5 is|AUX|cop>5 not|PART|advmod>5 the|DET|det>5 firm|NOUN|root that|PRON|nsubj>7"
            " bought|VERB|acl:relcl>5 Tarn|PROPN|obj>7",
            "bought",
            "firm",
        ),
    ],
)
def test_who_a_noun_is_said_to_be_does_what_is_told_behind_it(text, word, who):
    assert roles(text, word)["subj"] == [who]


def test_one_of_several_stands_for_them():
    text = (
        "Verana|PROPN|nsubj>8 ,|PUNCT|punct>1 one|NUM|appos>1 of|ADP|case>5 founders|NOUN.NNS|nmod>3"
        " of|ADP|case>7 League|PROPN|nmod>5 left|VERB|root"
    )
    assert roles(text, "founders")["appos"] == ["Verana"]


def test_who_decides_does_it():
    found = roles(
        "Verana|PROPN|nsubj>2 hailed|VERB|root the|DET|det>4 decision|NOUN|obj>2 of|ADP|case>6 Kelmoor|PROPN|nmod>4 "
        "to|PART|mark>8 invest|VERB|acl>4",
        "invest",
    )
    assert found["subj"] == ["Kelmoor"]


def test_which_is_not_the_post_that_somebody_has():
    found = roles(
        "Kelmoor|PROPN|nsubj>4 was|AUX|cop>4 the|DET|det>4 owner|NOUN|root of|ADP|case>6 Solgas|PROPN|nmod>4 "
        ",|PUNCT|punct>10 which|PRON|obj>10 it|PRON|nsubj>10 sold|VERB|acl:relcl>4",
        "sold",
    )
    assert found["obj"] == ["Solgas"]


SAID = (
    "Verana|PROPN|nsubj>2 joined=join|VERB.VBD|ccomp>{say} League|PROPN|obj>2 ~,|PUNCT|punct>2 Maren|PROPN|nsubj>6"
    " said=say|VERB.VBD|root {comma}during|ADP|case>{visit} visit|NOUN|obl>2"
)


@pytest.mark.parametrize(("comma", "whose"), [("", "Maren"), ("~,|PUNCT|punct>2 ", "Verana")])
def test_what_stands_behind_said_is_of_who_says_it(comma, whose):
    doc = tree(SAID.format(say=6, comma=comma, visit=9 if comma else 8))
    assert [head.text for head in arguments(doc[len(doc) - 1])["subj"]] == [whose]


OPENED = (
    "A|DET|det>2 graduate|NOUN|{}>7 of|ADP|case>4 Kelmoor|PROPN|nmod>2 ~,|PUNCT|punct>2 she|PRON|nsubj>7"
    " joined=join|VERB|root Verana|PROPN|obj>7"
)


@pytest.mark.parametrize("dep", ["nsubj", "obl:unmarked", "dislocated"])
def test_a_noun_before_the_subject_describes_it(dep):
    found = roles(OPENED.format(dep), "graduate")
    assert found["opening"] == ["she"]
    assert "she" in found["appos"]


def test_a_phrase_before_the_subject_does_not():
    text = "At|ADP|case>2 noon|NOUN|obl>5 ~,|PUNCT|punct>2 she|PRON|nsubj>5 left=leave|VERB|root"
    assert "opening" not in roles(text, "noon")


def test_a_name_takes_nothing_from_its_verb_that_stands_apart():
    text = "Maren|PROPN|nsubj:pass>3 was|AUX|aux:pass>3 taught=teach|VERB.VBN|root at|ADP|case>5 Kelmoor|PROPN|obl>3"
    assert "at" not in roles(text, "Maren")


def test_a_word_that_parsers_cut_at_its_hyphen():
    text = "The|DET|det>4 secretary|NOUN|compound>4 ~-|PUNCT|punct>2 ~general|NOUN|nsubj>5 left=leave|VERB|root"
    assert named_as(token(text, "general")) == {"general", "secretary-general"}
    assert named_as(token(text, "secretary")) == {"secretary"}
