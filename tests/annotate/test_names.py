"""Names: what the pipeline found and the authority knows, put right by what the language of names tells."""

from __future__ import annotations

import pytest

from kg.annotate.gazetteer import Gazetteer
from kg.annotate.names import names
from kg.authority.known import Known
from tests.annotate.world import GAZETTEER
from tests.build import authority, blank, tree


def named(text, **labels):
    """(words, label) of each name; keywords are what the pipeline found, ``_`` for a blank."""
    doc = tree(text, {words.replace("_", " "): label for words, label in labels.items()})
    found = names(doc, GAZETTEER)
    for name in found:
        assert doc.text[name.span.start : name.span.end] == name.text == doc[name.start : name.end].text
        assert name.kind == "name"
    return [(name.text, name.label) for name in found]


# ---------------------------------------------------------------------------------------------- edges of names


@pytest.mark.parametrize("title", ["President", "Mr.", "General", "Sheikh", "Former", "Dr"])
def test_a_title_is_no_part_of_a_persons_name(title):
    text = f"{title}|PROPN|compound>2 Ilse|PROPN|nsubj>4 Maren|PROPN|flat>2 spoke|VERB|root"
    assert named(text, **{f"{title}_Ilse_Maren": "PERSON"}) == [("Ilse Maren", "PERSON")]


def test_a_name_keeps_how_sure_the_pipeline_is_of_it():
    text = "President|PROPN|compound>2 Ilse|PROPN|nsubj>4 Maren|PROPN|flat>2 spoke|VERB|root"
    doc = tree(text, {"President Ilse Maren": "PERSON"})
    doc.sure = {(0, 3): 0.75}
    assert [(name.text, name.probability) for name in names(doc, GAZETTEER)] == [("Ilse Maren", 0.75)]


def test_a_title_alone_names_nobody():
    assert named("The|DET|det>2 President|PROPN|nsubj>3 spoke|VERB|root", President="PERSON") == []


def test_article_possessive_and_marks_are_cut_from_a_name():
    text = "The|DET|det>2 Forum|PROPN|nmod:poss>4 ~'s|PART|case>2 members|NOUN|root"
    assert named(text, **{"The_Forum's": "ORG"}) == [("Forum", "ORG")]


def test_marks_alone_are_no_name():
    assert named("“|PUNCT|root ~—|PUNCT|punct>1 ~”|PUNCT|punct>1", **{"“—”": "ORG"}) == []


def test_a_word_that_names_nobody_by_itself():
    assert named("Western|ADJ|amod>2 countries|NOUN|root", Western="NORP") == []


# ------------------------------------------------------------------------------------ pipeline and authority


def test_a_known_name_is_found_where_the_pipeline_saw_none():
    text = "Verana|PROPN|nsubj>2 joined|VERB|root the|DET|det>5 Strait|PROPN|compound>5 League|PROPN|obj>2"
    assert named(text) == [("Verana", "GPE"), ("Strait League", "ORG")]


def test_a_known_name_that_ends_the_text_and_begins_a_longer_one():
    known = [Known(name, name, "Country") for name in ("Verana", "Verana North Shore")]
    (found,) = Gazetteer(authority(*known), blank()).find(tree("He|PRON|nsubj>2 left|VERB|root Verana|PROPN|obj>2"))
    assert found.text == "Verana"


def test_a_known_name_replaces_a_part_of_it():
    assert named("The|DET|det>3 Strait|PROPN|compound>3 League|PROPN|root", Strait="LOC") == [
        ("Strait League", "ORG")
    ]


def test_a_known_label_wins_over_the_pipelines():
    assert named("Verana|PROPN|nsubj>2 spoke|VERB|root", Verana="PERSON") == [("Verana", "GPE")]


def test_a_longer_name_of_the_pipeline_keeps_the_known_one_inside():
    text = "Verana|PROPN|compound>2 Telecom|PROPN|nsubj>3 spoke|VERB|root"
    assert named(text, Verana_Telecom="ORG") == [("Verana Telecom", "ORG"), ("Verana", "GPE")]


def test_a_known_name_that_is_the_beginning_of_a_longer_one_is_none():
    text = "The|DET|det>3 Atlantic|PROPN|compound>3 Forum|PROPN|nsubj>4 met|VERB|root"
    gazetteer = Gazetteer(authority(Known("atlantic", "The Atlantic", "MediaOutlet")), blank())
    doc = tree(text, {"The Atlantic Forum": "ORG"})
    assert [name.text for name in names(doc, gazetteer)] == ["Atlantic Forum"]
    doc = tree("The|DET|det>2 Atlantic|PROPN|nsubj>3 reported|VERB|root", {"Atlantic": "ORG"})
    assert [name.text for name in names(doc, gazetteer)] == ["The Atlantic"]


def test_a_person_that_swallowed_the_organization_before_is_cut():
    text = "SL|PROPN|compound>2 Ilse|PROPN|nsubj>4 Maren|PROPN|flat>2 spoke|VERB|root"
    assert named(text, SL_Ilse_Maren="PERSON") == [("SL", "ORG"), ("Ilse Maren", "PERSON")]


def test_a_person_may_be_called_like_a_country():
    text = "Solmark|PROPN|nsubj>3 Smith|PROPN|flat>1 spoke|VERB|root"
    assert ("Solmark Smith", "PERSON") in named(text, Solmark_Smith="PERSON")
    assert ("Smith", "PERSON") not in named(text, Solmark_Smith="PERSON")


def test_an_acronym_that_goes_on_behind_a_hyphen_is_another_name():
    assert named("Rule|NOUN|nsubj>5 SL|PROPN|appos>1 ~-|PUNCT|punct>2 ~2720|NUM|flat>2 holds|VERB|root") == []


def test_a_known_name_in_small_letters_is_a_word():
    assert named("the|DET|det>3 strait|NOUN|compound>3 league|NOUN|root") == []


def test_nations_are_found_by_their_adjectives_and_nouns():
    text = "A|DET|det>3 Veran|ADJ|amod>3 ship|NOUN|nsubj>4 met|VERB|root two|NUM|nummod>6 Solmarkers|PROPN|obj>4"
    assert named(text) == [("Veran", "NORP"), ("Solmarkers", "NORP")]


def test_an_adjective_of_no_nation_is_no_name():
    assert named("Straitish|ADJ|amod>2 ships|NOUN|root", Straitish="NORP") == []


# ------------------------------------------------------------------------------------------------ longer names


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "«»"])
def test_a_quoted_name_beside_newspaper_is_the_newspaper_and_no_country(opening, closing):
    text = (
        f"The|DET|det>5 {opening}|PUNCT|punct>3 ~Solmark|PROPN|compound>5 ~{closing}|PUNCT|punct>3"
        " newspaper|NOUN|nsubj>6"
        " wrote|VERB|root"
    )
    assert named(text) == [(f"{opening}Solmark{closing} newspaper", "ORG")]


def test_quoted_words_that_are_no_name_make_no_newspaper():
    text = "A|DET|det>5 “|PUNCT|punct>3 ~free|ADJ|amod>5 ~”|PUNCT|punct>3 newspaper|NOUN|root"
    assert named(text) == []


def test_capitals_that_go_on_behind_a_bracket_belong_to_one_longer_name():
    text = (
        "The|DET|det>8 Veran|PROPN|compound>3 Army|PROPN|compound>8 (|PUNCT|punct>5 ~VA|PROPN|appos>3"
        " ~)|PUNCT|punct>5"
        " Trust|PROPN|compound>8 Fund|PROPN|nsubj>9 grew|VERB|root"
    )
    found = named(text, Veran_Army="ORG", VA="ORG", Trust_Fund="ORG")
    assert found == [("Veran Army (VA) Trust Fund", "PROGRAMME"), ("Veran Army", "ORG"), ("VA", "ORG")]


def test_letters_in_brackets_are_the_name_before_them():
    text = (
        "The|DET|det>3 Tide|PROPN|compound>3 Forum|PROPN|nsubj>7 (|PUNCT|punct>5 ~TF|PROPN|appos>3"
        " ~)|PUNCT|punct>5 met|VERB|root"
    )
    assert named(text, Tide_Forum="EVENT") == [("Tide Forum", "EVENT"), ("TF", "EVENT")]


def test_letters_in_brackets_tell_where_an_unseen_name_begins():
    text = (
        "The|DET|det>3 Strait|PROPN|compound>3 Court|PROPN|nsubj>9 of|ADP|case>5 Appeal|PROPN|nmod>3 (|PUNCT|punct>7"
        " ~SCA|PROPN|appos>3 ~)|PUNCT|punct>7 met|VERB|root\nThe|DET|det>2 SCA|PROPN|nsubj>3 rose|VERB|root"
    )
    assert named(text) == [("Strait Court of Appeal", "ORG"), ("SCA", "ORG"), ("SCA", "ORG")]


def test_letters_in_brackets_that_the_words_do_not_spell_name_nothing():
    text = (
        "The|DET|det>3 Tide|PROPN|compound>3 Forum|PROPN|nsubj>7 (|PUNCT|punct>5 ~XQ|PROPN|appos>3"
        " ~)|PUNCT|punct>5 met|VERB|root"
    )
    assert named(text) == []


@pytest.mark.parametrize(
    ("owner", "institution"),
    [
        ("Verana|PROPN|compound>2", "Parliament"),
        ("Veran|ADJ|amod>2", "Embassy"),
        ("Veran|ADJ|amod>2", "Government"),
    ],
)
def test_a_capitalised_institution_of_a_country_is_a_name(owner, institution):
    name = owner.split("|")[0]
    found = named(f"{owner} {institution}|PROPN|nsubj>3 met|VERB|root")
    assert (institution, "ORG") in found or (f"{name} {institution}", "ORG") in found
    assert (name, "NORP" if name == "Veran" else "GPE") in found


def test_a_mission_to_somebody_is_named_with_him():
    text = (
        "Solmark|PROPN|nmod:poss>3 ~'s|PART|case>1 Mission|PROPN|nsubj>8 to|ADP|case>7 the|DET|det>7"
        " Strait|PROPN|compound>7"
        " League|PROPN|nmod>3 wrote|VERB|root"
    )
    assert ("Mission to the Strait League", "ORG") in named(text)


def test_an_institution_in_small_letters_or_of_nobody_is_none():
    assert named("The|DET|det>2 Parliament|PROPN|nsubj>3 met|VERB|root") == []
    assert named("The|DET|det>3 Veran|ADJ|amod>3 parliament|NOUN|nsubj>4 met|VERB|root") == [("Veran", "NORP")]


# ------------------------------------------------------------------------------------------------------- heads

CONFLICT = (
    "The|DET|det>5 {0}|PROPN|compound>5 ~-|PUNCT|punct>2 ~{1}|PROPN|compound>5 {2}|NOUN|nsubj>6 ended|VERB|root"
)


@pytest.mark.parametrize(("head", "label"), [("conflict", "CONFLICT"), ("war", "CONFLICT"), ("treaty", "AGREEMENT")])
def test_countries_that_a_hyphen_joins_and_a_head_are_one_name_with_the_countries_in_it(head, label):
    found = named(CONFLICT.format("Verana", "Solmark", head))
    assert found == [(f"Verana-Solmark {head}", label), ("Verana", "GPE"), ("Solmark", "GPE")]


def test_a_name_that_the_pipeline_saw_whole_still_holds_its_countries():
    found = named(CONFLICT.format("Verana", "Solmark", "conflict"), **{"Verana-Solmark_conflict": "CONFLICT"})
    assert found == [("Verana-Solmark conflict", "CONFLICT"), ("Verana", "GPE"), ("Solmark", "GPE")]


def test_a_noun_of_no_kind_makes_no_longer_name():
    assert named(CONFLICT.format("Verana", "Solmark", "friendship")) == [("Verana", "GPE"), ("Solmark", "GPE")]


def test_a_person_and_a_nation_take_no_head():
    names = named("The|DET|det>3 Veran|ADJ|amod>3 summit|NOUN|root")
    assert names == [("Veran", "NORP"), ("summit", "EVENT")]
    text = "The|DET|det>3 Maren|PROPN|compound>3 agreement|NOUN|root"
    assert named(text, Maren="PERSON") == [("Maren", "PERSON")]


# --------------------------------------------------------------------------------------------- names said again


def test_a_surname_alone_is_the_person_again():
    text = (
        "Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1 spoke|VERB|root\nThen|ADV|advmod>3 Maren|PROPN|nsubj>3 left|VERB|root"
    )
    assert named(text, Ilse_Maren="PERSON") == [("Ilse Maren", "PERSON"), ("Maren", "PERSON")]


def test_a_name_of_several_words_is_found_again_and_a_single_word_is_not():
    text = (
        "The|DET|det>3 Tide|PROPN|compound>3 Forum|PROPN|nsubj>6 and|CCONJ|cc>5 Hope|PROPN|conj>3 met|VERB|root\n"
        "The|DET|det>3 Tide|PROPN|compound>3 Forum|PROPN|nsubj>4 praised|VERB|root Hope|NOUN|obj>4"
    )
    found = named(text, Tide_Forum="ORG", Hope="ORG")
    assert found == [("Tide Forum", "ORG"), ("Hope", "ORG"), ("Tide Forum", "ORG")]


def test_a_capital_title_and_capital_words_are_a_person_that_the_pipeline_missed():
    text = "Then|ADV|advmod>5 President|PROPN|compound>3 Ilse|PROPN|nsubj>5 Maren|PROPN|flat>3 spoke|VERB|root"
    assert named(text) == [("Ilse Maren", "PERSON")]
    assert named("The|DET|det>3 Foreign|PROPN|compound>3 Minister|PROPN|nsubj>4 spoke|VERB|root") == []
