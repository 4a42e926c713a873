"""What the authority finds by the names that texts use."""

from __future__ import annotations

import csv
import time

import pytest

from kg import authority, ontology
from kg.authority import entity_of
from kg.errors import OntologyError


@pytest.fixture(scope="module")
def known():
    return authority.load()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("United States of America", "united-states"),
        ("the U.S.", "united-states"),
        ("America's", "united-states"),
        ("UK", "united-kingdom"),
        ("UAE", "united-arab-emirates"),
        ("Türkiye", "turkey"),
        ("Cote d'Ivoire", "ivory-coast"),
        ("DR Congo", "democratic-republic-of-the-congo"),
        ("Kosovo", "kosovo"),
        ("Taiwan", "taiwan"),
        ("State of Palestine", "palestine"),
        ("U.N.", "united-nations"),
        ("D8", "d-8-organization-for-economic-cooperation"),
        ("OPEC+", "opec-plus"),
        ("PfP", "partnership-for-peace"),
        ("Organization for Security and Cooperation in Europe", "osce"),
        ("Kiev", "kyiv"),
        ("Nagorno-Karabakh", "nagorno-karabakh"),
        ("Nagorno-Karabakh conflict", "nagorno-karabakh-conflict"),
        ("Non-Proliferation Treaty", "treaty-on-the-non-proliferation-of-nuclear-weapons"),
        ("AFP", "agence-france-presse"),
    ],
)
def test_names_in_many_spellings(known, name, id):
    assert known.find(name).id == id


@pytest.mark.parametrize("name", ["us", "turkey", "who", "Unknownia", "", "the", "pfp"])
def test_what_is_no_known_name(known, name):
    assert known.find(name) is None


def test_label_decides_for_people_and_shared_names(known):
    assert known.find("Jordan", label="PERSON") is None
    assert known.find("Jordan", label="GPE").id == "jordan"
    assert known.find("Shell") is None
    assert known.find("Shell", label="ORG").id == "shell-plc"
    assert known.find("Nice", label="GPE").country == "france"


def test_name_that_several_share_is_nobody_but_has_candidates(known):
    assert known.find("Congo", label="GPE") is None
    assert [one.id for one in known.candidates("Congo")] == [
        "democratic-republic-of-the-congo",
        "republic-of-the-congo",
    ]


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Azerbaijani", "azerbaijan"),
        ("French", "france"),
        ("Nigerien", "niger"),
        ("Nigerian", "nigeria"),
        ("Dutch", "netherlands"),
        ("Filipinos", "philippines"),
        ("South Korean", "south-korea"),
        ("Burkinabé", "burkina-faso"),
    ],
)
def test_demonyms(known, word, country):
    assert known.demonym(word).id == country


def test_demonyms_need_a_capital(known):
    assert known.demonym("polish") is None
    assert known.demonym("Congolese") is None  # of two countries


def test_every_country_of_today_has_a_demonym_and_a_seat(known):
    former = {"soviet-union", "yugoslavia", "czechoslovakia", "east-germany", "serbia-and-montenegro"}
    without = {
        "democratic-republic-of-the-congo",
        "republic-of-the-congo",
        "central-african-republic",
        "dominica",
        "holy-see",
    }
    countries = [one for one in known if one.type == "Country" and one.id not in former]
    assert len(countries) > 195
    assert {one.id for one in countries if not one.demonyms} == without
    seats = {one.seat_of for one in known if one.seat_of}
    city_states = {"singapore", "monaco", "san-marino", "djibouti", "western-sahara", "belgium"}
    assert {one.id for one in countries} - seats == city_states


@pytest.mark.parametrize(
    ("place", "actor"),
    [
        ("baku", "azerbaijan"),
        ("brussels", "european-union"),
        ("kremlin", "russia"),
        ("pentagon", "united-states-department-of-defense"),
    ],
)
def test_seats(known, place, actor):
    assert known.seat_of(place).id == actor


def test_no_seat_for_other_cities_and_unknown_ids(known):
    assert known.seat_of("geneva") is None
    assert known.seat_of("nowhere") is None


def test_phrases_are_names_as_written_and_lead_back(known):
    phrases = dict(known.phrases())
    assert {
        "UN",
        "U.N.",
        "Brasilia",
        "Brasília",
        "People's Republic of China",
        "People’s Republic of China",
    } <= phrases.keys()
    assert not {"Shell", "Male", "Congo", "Nice", "Azerbaijani"} & phrases.keys()
    assert list(phrases) == sorted(phrases)
    assert all(known.find(phrase) is one for phrase, one in phrases.items())


def test_types_are_classes_of_the_ontology(known):
    assert {one.type for one in known} <= set(ontology.load().classes)


def test_wikidata_ids_are_those_of_rigour(known):
    territories = pytest.importorskip("rigour.territories", reason="rigour, of the extra train, is not installed")
    with_id = [one for one in known if one.wikidata]
    assert len(with_id) > 200
    for one in with_id:
        territory = territories.get_territory_by_qid(one.wikidata)
        names = {territory.name, territory.full_name, territory.in_sentence}
        assert any(known.find(name) is one or one in known.candidates(name) for name in names), one.id


def test_entity_of_a_known_actor(known):
    entity = entity_of(known.get("nato"))
    assert (entity.id, entity.label, entity.type) == ("nato", "NATO", "InternationalOrganization")
    assert list(entity.aliases) == sorted(entity.aliases)
    assert "NATO" not in entity.aliases
    assert entity_of(known.get("france")).wikidata == "Q142"


def test_loading_is_quick_and_done_once(known):
    assert authority.load() is known
    authority.lookup._load.cache_clear()
    start = time.process_time()
    authority.load()
    assert time.process_time() - start < 0.5  # 0.1 on a quiet machine


def test_every_file_names_its_source_and_date():
    folder = ontology.folder() / "authority"
    for path in sorted(folder.iterdir()):
        head = "".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
        assert "2026" in head, path.name


def test_files_are_sorted_by_id():
    for path in sorted((ontology.folder() / "authority").glob("*.csv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        ids = [row["id"] for row in csv.DictReader(lines)]
        assert ids == sorted(ids), path.name


# ------------------------------------------------------------------------------------------- a user's own file

HEAD = "# mine\nid,label,type,aliases,acronyms,shared,wikidata,seat_of\n"


def own(tmp_path, *rows):
    path = tmp_path / "own.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return authority.load([path])


def test_own_file_adds_actors_and_names(tmp_path, known):
    mine = own(tmp_path, "zorbl,Zorbl Works,Company,,ZRBL,,,", "nato,,,The Pact of Mine,,,,")
    assert mine.find("ZRBL").label == "Zorbl Works"
    assert mine.find("Pact of Mine").id == "nato"
    assert mine.find("NATO").aliases[-1] == "The Pact of Mine"
    assert known.find("ZRBL") is None
    assert len(mine) == len(known) + 1


def test_name_put_under_shared_is_given_away(tmp_path):
    mine = own(tmp_path, "nato,,,,,NATO,,", "zorbl,Zorbl,Company,,NATO,,,")
    assert mine.find("NATO").id == "zorbl"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("nato,,Company,,,,,", "own.csv:3: nato has the type 'InternationalOrganization'; this row says 'Company'"),
        ("france,,,,,,Q1,", "own.csv:3: france has the wikidata 'Q142'; this row says 'Q1'"),
        ("zorbl,,Company,,,,,", "own.csv:3: zorbl is new here, and needs a label and a type"),
        ("zorbl,Zorbl,Kompany,,,,,", "own.csv:3: 'Kompany' is no type here"),
        ("Zor bl,Zorbl,Company,,,,,", "own.csv:3: 'Zor bl' is no id"),
        ("zorbl,Zorbl,Company,,,,1065,", "own.csv:3: '1065' is no Wikidata id"),
        ("zorbl,Zorbl,City,,,,,nowhere", "own.csv:3: seat_of is 'nowhere', and no row has that id"),
        ("zorbl,Zorbl,Company,,,,,,,", "own.csv:3: more fields than columns"),
        ("zorbl,Zorbl,Company,,NATO,,,", "own.csv:3: zorbl claims the acronym 'NATO' of nato (organizations.csv:"),
        ("zorbl,France,Company,,,,,", "own.csv:3: zorbl claims the name 'france' of france (countries.csv:"),
    ],
)
def test_contradiction_is_refused_with_file_and_line(tmp_path, row, complaint):
    with pytest.raises(OntologyError) as refused:
        own(tmp_path, row)
    assert complaint in str(refused.value)


def test_unknown_column_and_missing_file_are_refused(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("id,label,colour\nzorbl,Zorbl,red\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"own\.csv:1: columns are"):
        authority.load([path])
    with pytest.raises(OntologyError, match="cannot be read"):
        authority.load([tmp_path / "none.csv"])
