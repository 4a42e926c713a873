"""Organizations and their parts: acronyms, countries in names, short forms, types."""

from __future__ import annotations

import pytest

from tests.resolve.conftest import ids, the


def test_acronym_in_brackets_joins_and_wins_over_a_known_one(who):
    found = who("The [Alliance for Ecological Studies|ORG] ([AES|ORG]) met. [AES|ORG] said so.")
    assert len(set(ids(found, 3))) == 1
    assert the(found, 2).label == "Alliance for Ecological Studies"
    assert the(who("[AES|ORG] said so."), 0).id == "alliance-of-sahel-states"


def test_initials_of_a_body_that_the_article_names_win_over_a_known_acronym(who):
    found = who("The [Alliance for European Song|ORG] met. [AES|ORG] said so.")
    assert ids(found, 2)[0] == ids(found, 2)[1]


def test_acronym_inside_the_mention(who):
    found = who("The [Ruritanian Trade Forum (RTF)|ORG]. [RTF|ORG] said so.")
    assert ids(found, 2)[0] == ids(found, 2)[1]
    assert the(found, 0).label == "Ruritanian Trade Forum"


def test_acronym_in_the_middle_of_a_name_is_left_out(who):
    found = who("The [Ruritanian Trade Forum (RTF) Fund|ORG]; [Ruritanian Trade Forum Fund|ORG]")
    assert ids(found, 2)[0] == ids(found, 2)[1]


def test_bracket_that_explains_something_else_joins_nothing(who):
    found = who("The [Sea Forum|ORG] ([Malta|GPE]). [Malta|GPE] said so.")
    assert ids(found, 3)[1:] == [("malta",)] * 2


BODIES = (
    "the [Moldovan State Audit Office|ORG]",
    "the [State Audit Office of Moldova|ORG]",
    "the [State Audit Office of the Republic of Moldova|ORG]",
    "[Moldova’s State Audit Office|ORG]",
    "[Moldova|GPE]: the [State Audit Office|ORG]",
)


def test_body_with_and_without_its_country_is_one_in_an_article(who):
    found = who("; ".join(BODIES))
    assert len({the(found, index).id for index in (0, 1, 2, 3, 5)}) == 1
    assert the(found, 0).type == "GovernmentBody"


def test_body_with_and_without_its_country_is_one_across_articles(who):
    assert len({who(text).of(text.count("[") - 1)[0].id for text in BODIES}) == 1


def test_organ_of_an_organization_is_of_no_country(who):
    alone = the(who("the [ECOWAS Parliament|ORG]"), 0).id
    assert the(who("[Ghana|GPE] left the [ECOWAS Parliament|ORG]"), 1).id == alone


def test_bodies_of_two_countries_stay_apart(who):
    found = who("[Kenyan Energy Ministry|ORG]; [Ministry of Energy of Ghana|ORG]; [Ghana's Energy Ministry|ORG]")
    kenya, ghana, same = ids(found, 3)
    assert kenya != ghana
    assert ghana == same


def test_country_inside_a_proper_name_stays_in_it(who):
    found = who("[“Moldova” newspaper|ORG] and the [Bank of Moldova Plus|ORG]")
    assert the(found, 0).id.startswith("moldova-newspaper-")
    assert the(found, 0).label == "Moldova newspaper"
    assert the(found, 0).type == "MediaOutlet"


def test_short_form_of_one_longer_name(who):
    found = who("[Zephyr Aviation|ORG] sold jets; [Zephyr|ORG] hired.")
    assert ids(found, 2)[0] == ids(found, 2)[1]
    apart = who("[Zephyr Aviation|ORG], [Zephyr Bank|ORG] and [Zephyr|ORG]")
    assert len(set(ids(apart, 3))) == 3


@pytest.mark.parametrize(
    ("name", "label", "type_"),
    [
        ("Ministry of Rivers", "ORG", "GovernmentBody"),
        ("University of Ruritania", "ORG", "Organization"),
        ("Fourth Mountain Brigade", "ORG", "ArmedForce"),
        ("Ruritanian Farmers Party", "ORG", "PoliticalParty"),
        ("Caspi Drilling and Oil", "ORG", "Company"),
        ("Treaty on Shared Rivers", "AGREEMENT", "Agreement"),
        ("Tbilisi Water Summit", "EVENT", "Event"),
        ("River dispute", "CONFLICT", "Conflict"),
        ("Spanish Armed Forces", "ORG", "ArmedForce"),
        ("Council of River Ministers", "ORG", "InternationalOrganization"),
        ("Mission to Rivers", "ORG", "GovernmentBody"),
        ("ECOWAS Commission", "ORG", "InternationalOrganization"),
        ("River Charter", "FACILITY", "Agreement"),
        ("The Long War", "WORK", "Work"),
        ("Observer Mission in Ruritania", "OPERATION", "MilitaryOperation"),
        ("Operation Calm Lake", "OPERATION", "MilitaryOperation"),
        ("Alpha-Beta pipeline", "FACILITY", "Infrastructure"),
        ("Ruritania Times", "ORG", "MediaOutlet"),
        ("Clean Rivers programme", "PROGRAMME", "Programme"),
        ("Organization of River States", "ORG", "InternationalOrganization"),
        ("State River Council", "ORG", "GovernmentBody"),
        ("Rivertown", "GPE", "City"),
        ("Upper Ruritania Province", "GPE", "Region"),
        ("The Long River", "WORK", "Work"),
        ("Ruritanians", "NORP", "Organization"),
        ("Zorbl", "ORG", "Organization"),
    ],
)
def test_type_by_the_words_of_the_name_and_its_label(who, name, label, type_):
    assert the(who(f"[{name}|{label}] came up."), 0).type == type_
