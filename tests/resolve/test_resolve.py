"""Who is one, who is another, and what becomes no entity at all."""

from __future__ import annotations

import pytest

from tests.resolve.conftest import ids, the

# ------------------------------------------------------------------------------------------------ known actors


def test_known_actor_keeps_its_clean_id_in_every_spelling(who):
    found = who("[NATO|ORG], the [North Atlantic Treaty Organization|ORG], [Nato|ORG] and the [Alliance|]", {3: (0,)})
    assert ids(found, 4) == [("nato",)] * 4
    assert the(found, 0).type == "InternationalOrganization"
    assert "North Atlantic Alliance" in the(found, 0).aliases


def test_person_is_never_a_country(who):
    found = who("[Jordan|PERSON] flew to [Jordan|GPE].")
    assert the(found, 0).type == "Person"
    assert the(found, 1).id == "jordan"


def test_adjective_of_a_country_is_the_country(who):
    found = who("The [Nigerien|NORP] and [Nigerian|NORP] sides")
    assert ids(found, 2) == [("niger",), ("nigeria",)]


def test_legal_form_and_order_of_words_do_not_hide_a_known_actor(who):
    found = who("[SOCAR LLC|ORG]; [Security Council of the Russian Federation|ORG]; [Russia's Security Council|ORG]")
    assert ids(found, 3) == [("socar",), ("security-council-of-russia",), ("security-council-of-russia",)]


def test_a_name_that_others_have_too_is_that_of_its_owner(who):
    found = who(
        "[Russia|GPE]'s [Security Council|ORG], [Verana|GPE]'s [Security Council|ORG], the [Security Council|ORG]"
    )
    assert [ids(found, 5)[at] for at in (1, 4)] == [
        ("security-council-of-russia",),
        ("united-nations-security-council",),
    ]
    assert ids(found, 5)[3] not in ids(found, 5)[1::3]


def test_region_named_with_the_word_region(who):
    assert the(who("in [Abkhazia region|GPE]"), 0).id == "abkhazia"
    assert the(who("in [Kyiv region|GPE]"), 0).id != "kyiv"


def test_known_actor_with_its_own_noun_behind_it(who):
    found = who(
        "the [COP28 conference|EVENT], the [NATO alliance|ORG], the [Partnership for Peace program|PROGRAMME]"
    )
    assert ids(found, 3) == [("cop28",), ("nato",), ("partnership-for-peace",)]


def test_noun_with_a_capital_is_the_known_one_called_so(who):
    found = who("[NATO|ORG] met the [OSCE|ORG]. The [Alliance|ORG] and the [Organization|ORG] agreed.")
    assert ids(found, 4)[2:] == [("nato",), ("osce",)]
    assert who("The [Alliance|ORG] agreed.").entities == {}


def test_seats_tell_who_acts_through_a_city(who):
    found = who("[Ankara|GPE], [Brussels|GPE] and the [Kremlin|FACILITY] agreed in [Geneva|GPE].")
    assert {place: actor.id for place, actor in found.seats.items()} == {
        "ankara": "turkey",
        "brussels": "european-union",
        "kremlin": "russia",
    }


# ----------------------------------------------------------------------------------------------------- persons


def test_person_in_full_then_by_surname_title_and_initial(who):
    found = who(
        "[Maria L. Torres Jr.|PERSON] [Maria Torres|PERSON] [Torres|PERSON] [Dr. Torres|PERSON] [M. Torres|PERSON]"
    )
    assert len(set(ids(found, 5))) == 1
    assert the(found, 0).label == "Maria L. Torres Jr."
    assert "Torres: surname of Maria L. Torres Jr." in the(found, 0).because


def test_two_of_one_surname_stay_apart_and_the_surname_is_the_last_one_named(who):
    found = who("[Omar Haddad|PERSON] spoke. [Haddad|PERSON] left. [Rana Haddad|PERSON] came. [Haddad|PERSON] sat.")
    omar, first, rana, second = ids(found, 4)
    assert omar != rana
    assert (first, second) == (omar, rana)


def test_initial_that_fits_two_is_neither(who):
    found = who("[J. Lind|PERSON], [Jan Lind|PERSON] and [Jon Lind|PERSON]")
    assert len(set(ids(found, 3))) == 3


@pytest.mark.parametrize(
    ("full", "short"), [("Ursula von der Ahe", "von der Ahe"), ("Li Wenhao", "Li"), ("Khalid bin Omar", "bin Omar")]
)
def test_surname_of_several_words_or_in_front(who, full, short):
    found = who(f"[{full}|PERSON] came; [{short}|PERSON] spoke.")
    assert ids(found, 2)[0] == ids(found, 2)[1]


def test_surname_with_a_wrong_label_is_the_person(who):
    found = who("[Nino Kalandia|PERSON] won. [Kalandia|GPE] thanked the [Kalandia government|ORG].")
    assert ids(found, 3)[0] == ids(found, 3)[1] != ids(found, 3)[2]


def test_organization_taken_for_a_person_is_the_organization_that_the_article_names(who):
    found = who("[Leonardo S.p.A.|ORG] sells; [Leonardo|PERSON] hires.")
    assert ids(found, 2)[0] == ids(found, 2)[1]
    apart = who("[Leonardo S.p.A.|ORG] hired [Ugo Leonardo|PERSON]. [Leonardo|PERSON] is glad.")
    assert ids(apart, 3)[1] == ids(apart, 3)[2]


def test_given_name_that_two_have_is_neither(who):
    found = who("[Aydin Sadiq|PERSON], [Aydin Karim|PERSON] and [Aydin|PERSON]")
    assert len(set(ids(found, 3))) == 3


def test_titles_are_no_part_of_a_name(who):
    found = who("[General Tom Okoro|PERSON]; the [President|PERSON]")
    assert the(found, 0).label == "Tom Okoro"
    assert found.of(1) == ()


# ----------------------------------------------------------------------------------------- references and junk


def test_references_follow_to_the_end_and_may_stand_for_several(who):
    found = who("[Armenia|GPE] and [Georgia|GPE]; [the two|] said [they|] agreed", {2: (0, 1), 3: (2,)})
    assert ids(found, 4)[2:] == [("armenia", "georgia")] * 2


def test_references_in_a_circle_end(who):
    assert who("[he|] and [him|]", {0: (1,), 1: (0,)}).entities == {}


def test_reference_that_leads_nowhere_leaves_a_name_its_own(who):
    assert the(who("[it|] is [Kenya|GPE]", {1: (0,)}), 1).id == "kenya"


@pytest.mark.parametrize(
    "text", ["px", "2024", "www.example.org", "https://example.org/A", "“”", "-", "turkey", "X" * 200]
)
def test_junk_is_no_entity(who, text):
    assert who(f"so [{text}|ORG] it").entities == {}


@pytest.mark.parametrize("text", ["NATO Allies", "Turkic-Speaking Countries", "Senior Officials"])
def test_many_are_no_one(who, text):
    assert who(f"[{text}|ORG] agreed").entities == {}


def test_lone_parliament_is_that_of_the_country(who):
    found = who("[Kenya|GPE] waits. The [Parliament|ORG] votes. The [Kenyan Parliament|ORG] voted.")
    assert ids(found, 3)[1] == ids(found, 3)[2]


def test_pronoun_without_antecedent_is_no_entity(who):
    assert who("[he|] left").entities == {}


# ------------------------------------------------------------------------------------------------------- ids


def test_one_full_name_is_one_id_however_it_is_written(who):
    written = ["Zoë Müller", "ZOE MULLER", "the Zoe Muller", "Zoe Muller’s"]
    assert len({the(who(f"[{name}|PERSON] came."), 0).id for name in written}) == 1


def test_id_does_not_depend_on_what_else_the_article_names(who):
    alone = the(who("[Delta Shipping|ORG]"), 0).id
    assert the(who("[Kenya|GPE] praised [Ana Lopez|PERSON] of [Delta Shipping|ORG]"), 2).id == alone


def test_id_tells_the_name_and_ends_in_a_hash_that_stays(who):
    assert the(who("[Ana Lopez|PERSON]"), 0).id == "ana-lopez-e0a22f8d"


def test_long_id_is_cut_between_words(who):
    name = "Interregional Commission for the Shared Management of Transboundary Rivers and Lakes"
    assert the(who(f"the [{name}|ORG]"), 0).id.startswith("interregional-commission-for-the-shared-management-of-")
    assert len(the(who(f"the [{name}|ORG]"), 0).id) <= 69
    assert len(the(who(f"the [{'Z' * 90}|ORG]"), 0).id) == 69


def test_person_and_company_of_one_name_are_two(who):
    found = who("[Delta Lopez|PERSON] runs [Delta Lopez|ORG]")
    assert the(found, 0).id != the(found, 1).id


def test_words_without_a_capital_mean_another_thing_in_each_article(who):
    one, other = who("a [peace agreement|AGREEMENT]"), who("that [peace agreement|AGREEMENT]")
    assert the(one, 0).id != the(other, 0).id


def test_label_is_the_fullest_name_as_written_and_the_others_are_aliases(who):
    found = who("[Delta|ORG]; the [Delta Shipping|ORG]; [Delta Shipping’s|ORG]")
    assert the(found, 1).label == "Delta Shipping"
    assert the(found, 1).aliases == ("Delta",)


# ----------------------------------------------------------------------------------------- names that several have


def test_a_party_of_a_country_that_the_text_does_not_speak_of_is_another(who):
    assert the(who("[Portugal|GPE]'s [Socialist Party|ORG]"), 1).id != "socialist-party-france"
    assert the(who("[France|GPE]'s [Socialist Party|ORG]"), 1).id == "socialist-party-france"


def test_a_party_is_the_one_of_a_country_of_the_text(who):
    assert the(who("[Nigeria|GPE]'s [People's Democratic Party|ORG]"), 1).id == "peoples-democratic-party-nigeria"
    assert the(who("[Turkey|GPE]'s [People's Democratic Party|ORG]"), 1).id == "peoples-democratic-party"


def test_a_party_in_the_plural_and_in_the_singular_is_one(who):
    found = who("The [Social Democrats|ORG], the [Greens|ORG] and [Social Democrat|ORG] leader X")
    assert the(found, 0) == the(found, 2)
    assert the(found, 1).type == "PoliticalParty"


def test_a_surname_that_is_a_country_too(who):
    found = who("[Luis Montenegro|PERSON] won. [Montenegro|GPE] spoke.")
    assert ids(found, 2)[0] == ids(found, 2)[1]
    found = who("[Luis Montenegro|PERSON] won. The [Montenegrin|NORP] side and [Montenegro|GPE] spoke.")
    assert the(found, 2).id == "montenegro"
