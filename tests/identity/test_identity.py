"""Which entities of different articles become one, which stay two, and why."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from kg import graph, ontology
from kg.errors import UsageError
from kg.identity import called, doubts, identify, profiles
from kg.model import Appearance, Decision, Entity, Extraction, Identities, Statement, Verdict
from tests.build import article, entity, evidence, statement

SAME, DIFFERENT, UNDECIDED = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED
VERANA, MARUND, PORTO = entity("Verana"), entity("Marund"), entity("Porto Lume")
PORT = entity("Port Office", "GovernmentBody")


def person(name: str, id: str = "") -> Entity:
    """Somebody whom no authority knows; the id as resolution mints it."""
    return Entity(id or f"{name.lower().replace(' ', '-')}-{len(name):08x}", name, "Person")


def company(name: str) -> Entity:
    return Entity(f"{name.lower().replace(' ', '-')}-{len(name):08x}", name, "Company")


def post(who: Entity, role: str, where: Entity) -> Statement:
    return statement(who, "holdsPositionIn", where, role=role)


def reading(source: str, *told: Statement | Entity) -> Extraction:
    """An article that says so, and names whoever is in it."""
    statements = [one for one in told if isinstance(one, Statement)]
    named = [one for one in told if isinstance(one, Entity)]
    named += [end for one in statements for end in (one.subject, one.object)]
    return Extraction(
        article(f"{source} says so.", source=source),
        tuple(replace(one, evidence=(evidence(f"{source} says so.", source),)) for one in statements),
        tuple(Appearance(one, (one.label,)) for one in dict.fromkeys(named)),
    )


def decided(*readings: Extraction, judged: tuple[Decision, ...] = ()) -> Identities:
    return identify(readings, ontology.load(), judged)


def verdicts(found: Identities) -> list[Verdict]:
    return [decision.verdict for decision in found.decisions]


def test_a_misspelt_name_is_the_same_person():
    found = decided(
        reading("a.txt", post(person("Tarik Sorensen"), "envoy", PORT)),
        reading("b.txt", post(person("Tarik Sorennsen"), "envoy", PORT)),
    )
    assert found.replaced == {"tarik-sorensen-0000000e": "tarik-sorennsen-0000000f"}
    assert verdicts(found) == [SAME]
    assert "both envoy in port-office" in found.decisions[0].because


def test_two_of_one_surname_stay_two():
    assert decided(reading("a.txt", person("Lena Brandt")), reading("b.txt", person("Karl Brandt"))) == Identities()


def test_a_known_actor_stands_for_its_other_spellings():
    other = Entity("the-port-office-0000aaaa", "The Port Ofice", "GovernmentBody")
    found = decided(reading("a.txt", PORT), reading("b.txt", other))
    assert found.replaced == {"the-port-office-0000aaaa": "port-office"}


def test_two_known_actors_are_never_joined():
    found = decided(reading("a.txt", PORT), reading("b.txt", entity("Port Offices", "GovernmentBody")))
    assert found == Identities()


def test_who_stand_in_one_statement_are_two():
    twins = statement(person("Lena Brandt"), "siblingOf", person("Lena Brandtt"))
    assert decided(reading("a.txt", twins)) == Identities()


def test_who_are_named_side_by_side_are_not_joined_unseen():
    found = decided(reading("a.txt", person("Lena Brandt"), person("Lena Brant")))
    assert found.replaced == {}
    assert verdicts(found) == [UNDECIDED]
    assert "told apart in a.txt" in found.decisions[0].because


def test_one_article_may_write_one_name_in_two_ways():
    found = decided(reading("a.txt", person("Yusuf Çelik"), person("Yousuf Celik")))
    assert verdicts(found) == [SAME]


def test_a_surname_alone_is_somebody_only_by_post_or_neighbour():
    full = reading("a.txt", post(person("Lena Brandt"), "harbour chief", PORT))
    lone = person("Brandt", "brandt-11111111")
    assert decided(full, reading("b.txt", post(lone, "harbour chief", PORT))).replaced == {
        "brandt-11111111": "lena-brandt-0000000b"
    }
    assert verdicts(decided(full, reading("b.txt", lone))) == [UNDECIDED]


def test_a_surname_of_two_as_likely_is_nobody_s():
    found = decided(
        reading("a.txt", post(person("Lena Brandt"), "envoy", PORT)),
        reading("b.txt", post(person("Karl Brandt"), "envoy", PORT)),
        reading("c.txt", post(person("Brandt", "brandt-11111111"), "envoy", PORT)),
    )
    assert found.replaced == {}
    assert all("as likely" in decision.because for decision in found.decisions)


def test_one_name_of_two_countries_is_split():
    ali = person("Ali Hassan")
    found = decided(
        reading("a.txt", post(ali, "foreign minister", VERANA)),
        reading("b.txt", post(ali, "footballer", MARUND)),
        reading("c.txt", ali),
    )
    assert sorted(found.split) == [(ali.id, "a.txt"), (ali.id, "b.txt")]
    assert found.of(ali.id, "a.txt").startswith("ali-hassan-of-verana-")
    assert found.of(ali.id, "b.txt").startswith("ali-hassan-of-marund-")
    assert found.of(ali.id, "c.txt") == ali.id
    assert set(verdicts(found)) == {UNDECIDED}


def test_a_country_that_one_article_of_many_gives_is_a_mistake():
    ali = person("Ali Hassan")
    many = [reading(f"{number}.txt", post(ali, "foreign minister", VERANA)) for number in range(3)]
    assert decided(*many, reading("odd.txt", post(ali, "envoy", MARUND))) == Identities()


def test_companies_two_letters_apart_are_for_people_to_judge():
    found = decided(reading("a.txt", company("Vestacor Bank")), reading("b.txt", company("Vestaron Bank")))
    assert found.replaced == {}
    assert verdicts(found) == [UNDECIDED]


def test_two_names_that_many_articles_write_are_two():
    seldom = [reading("0.txt", company("Silvadan Energy")), reading("1.txt", company("Silvadyn Energy"))]
    assert verdicts(decided(*seldom)) == [SAME]
    often = [
        reading(f"{name}{number}.txt", company(f"{name} Energy"))
        for name in ("Silvadan", "Silvadyn")
        for number in range(3)
    ]
    assert verdicts(decided(*often)) == [UNDECIDED]


def test_the_order_of_articles_does_not_matter():
    names = ("Lena Brandt", "Lena Brant", "L. Brandt", "Lena M. Brandt", "Karl Brandt", "Karl Brand", "Brandt")
    readings = [
        reading(f"{number}.txt", post(person(name), "envoy" if number % 2 else "chief", PORT))
        for number, name in enumerate(names)
    ]
    found = decided(*readings)
    assert found.replaced
    for seed in range(5):
        Random(seed).shuffle(readings)
        assert decided(*readings) == found


def test_an_unrelated_article_changes_nothing():
    readings = [reading("a.txt", person("Lena Brandt")), reading("b.txt", person("Lena Brant"))]
    assert decided(*readings, reading("c.txt", post(person("Ugo Salvi"), "mayor", PORTO))) == decided(*readings)


# --------------------------------------------------------------------------------------- what people judged

ONE, OTHER, THIRD = (f"{name}-{len(name) + 5:08x}" for name in ("lena-brandt", "lena-brant", "lena-brand"))


def three() -> list[Extraction]:
    return [
        reading("a.txt", Entity(ONE, "Lena Brandt", "Person")),
        reading("b.txt", Entity(OTHER, "Lena Brant", "Person")),
        reading("c.txt", Entity(THIRD, "Lena Brand", "Person")),
    ]


def judgement(one: str, other: str, verdict: Verdict) -> Decision:
    return Decision(*sorted((one, other)), verdict, "judged so", None, "anna")


def test_a_judgement_wins_over_the_score_and_flips_only_what_it_names():
    free = decided(*three())
    assert set(free.replaced.values()) == {ONE}
    held = decided(*three(), judged=(judgement(ONE, OTHER, DIFFERENT),))
    assert held.of(ONE) != held.of(OTHER)
    assert held.of(THIRD) in (ONE, OTHER)
    assert [one for one in held.decisions if one.by == "anna"] == [judgement(ONE, OTHER, DIFFERENT)]
    assert any("were judged apart" in one.because for one in held.decisions if one.verdict is UNDECIDED)


def test_judged_the_same_whatever_the_names():
    readings = [reading("a.txt", person("Lena Brandt")), reading("b.txt", person("Maria Ruiz"))]
    pair = judgement(person("Lena Brandt").id, person("Maria Ruiz").id, SAME)
    assert len(decided(*readings, judged=(pair,)).replaced) == 1


def test_judgements_that_contradict_each_other_are_told():
    judged = (judgement(ONE, OTHER, SAME), judgement(OTHER, THIRD, SAME), judgement(ONE, THIRD, DIFFERENT))
    found = decided(*three(), judged=judged)
    told = [decision for decision in found.decisions if "contradict each other" in decision.because]
    assert len(told) == 1
    assert told[0].verdict is UNDECIDED
    assert found.of(ONE) != found.of(THIRD)


def test_a_judgement_about_nobody_here_waits():
    assert decided(*three(), judged=(judgement("nobody-1", "nobody-2", SAME),)) == decided(*three())


# ---------------------------------------------------------------------------------------- for people to look at


def test_doubts_show_both_sides_with_their_sentences():
    readings = [
        reading("a.txt", post(person("Lena Brandt"), "envoy", VERANA)),
        reading("b.txt", post(person("Lena Brant"), "envoy", MARUND)),
    ]
    store = graph.memory(readings)
    store.identify(decided(*readings))
    found = doubts(store, ontology.load())
    sides = {side.profile.label: side.sentences for doubt in found for side in (doubt.one, doubt.other)}
    assert sides == {
        "Lena Brandt": (("a.txt", "a.txt says so."),),
        "Lena Brant": (("b.txt", "b.txt says so."),),
    }


def test_an_entity_is_found_by_id_label_or_name_and_errors_tell_what_there_is():
    known = profiles(three(), ontology.load())
    assert called(known, ONE) is called(known, f"id:{ONE}") is called(known, "lena brandt")
    with pytest.raises(UsageError, match=r"no entity is called 'Lena Brend'; did you mean Lena Bran"):
        called(known, "Lena Brend")
    twins = profiles([reading("a.txt", *(Entity(f"x-{n}", "Ann Li", "Person") for n in (1, 2)))], ontology.load())
    with pytest.raises(UsageError, match=r"may be id:x-1 \(Ann Li, Person\), id:x-2"):
        called(twins, "Ann Li")
