"""Measures identity on generated news whose actors are known:

    python tests/benchmarks/actors.py [--show] [ARTICLES ...]

Articles name actors in full, without marks, in another transliteration, with a middle initial, misspelt, with the
initial alone, by title and surname alone; some names are borne by two persons of two countries. Each size is built
from nothing, by the pipeline that users have. Counted are pairs of appearances (an actor in an article):
precision is the share of pairs with one id that are one actor, recall the share of pairs of one actor that have one
id. The number of actors grows with that of the articles, one for two.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from kg import identity, ingest, ontology, pipeline
from kg.model import Article, Extraction, Identities, PartialDate

SEED = 20261122
DEMONYMS = {
    "Poland": "Polish", "Czechia": "Czech", "Slovakia": "Slovak", "Bulgaria": "Bulgarian", "Turkey": "Turkish",
    "Azerbaijan": "Azerbaijani", "Uzbekistan": "Uzbek", "Kazakhstan": "Kazakh", "Spain": "Spanish",
    "Mexico": "Mexican",
    "Colombia": "Colombian", "Chile": "Chilean", "Germany": "German", "Sweden": "Swedish", "Norway": "Norwegian",
    "Denmark": "Danish", "Egypt": "Egyptian", "Jordan": "Jordanian", "Iraq": "Iraqi", "Morocco": "Moroccan",
    "Ukraine": "Ukrainian", "Serbia": "Serbian", "Georgia": "Georgian", "Armenia": "Armenian",
}  # fmt: skip
REGIONS = {
    ("Poland", "Czechia", "Slovakia", "Bulgaria"): (
        "Jakub Tomasz Marek Pavel Milan Zuzana Katarzyna Magdalena Jiří Łukasz Stanislav Elżbieta Radoslav Ivana",
        "Kowalczyk Wiśniewski Dvořák Novotný Horváth Dimitrov Todorov Zieliński Kučera Procházka Szymański "
        "Lewandowski Jankowski Sedláček Pospíšil Krajčí Hudák Baláž Petkov Stoyanov Wójcik Mazur Krawczyk "
        "Pawlak Sikora Walczak Baran Michalski Kaczmarek Wróbel Kovařík Beneš Fiala Urban Šimek Kolář Hanzel "
        "Ivanov Georgiev Marinov",
    ),
    ("Turkey", "Azerbaijan", "Uzbekistan", "Kazakhstan"): (
        "Mehmet Yusuf Emre Elchin Rashid Farhad Gülşen Nigar Timur Askar Bekzat Zhanar Orhan Selim Vugar",
        "Yıldırım Öztürk Aslan Aliyev Huseynov Rahimov Karimov Nazarov Tursunov Demirtaş Çelik Kaya Ismayilov "
        "Suleymanov Akhmetov Zhaksybekov Omarov Polat Erdem Aydın Guliyev Abdullayev Yusupov Sadykov Koç "
        "Arslan Doğan Kurt Özkan Şimşek Aksoy Bayramov Veliyev Jafarov Orujov Toktarov Mirzaev Ergashev "
        "Bekmurodov Tulegenov",
    ),
    ("Spain", "Mexico", "Colombia", "Chile"): (
        "Carlos Javier Álvaro Beatriz Lucía Marta Andrés Ignacio Rodrigo Ximena Gabriela Esteban Raúl Inés",
        "Fernández Gutiérrez Márquez Villanueva Restrepo Valenzuela Ibáñez Cárdenas Peñalosa Echeverri "
        "Zambrano Montoya Salgado Quintana Sepúlveda Arriaga Benítez Urrutia Caballero Escobedo Lozano Medina "
        "Navarro Olivares Herrera Aguilar Delgado Rojas Figueroa Contreras Espinoza Sandoval Maldonado "
        "Fuentes Pacheco Cervantes Velasco Orozco Bustamante Carrasco",
    ),
    ("Germany", "Sweden", "Norway", "Denmark"): (
        "Jürgen Lars Anders Søren Birgit Ingrid Matthias Karin Håkan Torsten Ulrike Mikkel Henrik Astrid Jörg",
        "Schneider Lindqvist Bergström Sørensen Hoffmann Åkesson Nørgaard Brandt Zimmermann Haugen Dahlberg "
        "Krüger Vogel Lindholm Halvorsen Kristiansen Bäcker Schröder Mortensen Engström Rosenberg Westergaard "
        "Thorvaldsen Keller Wagner Becker Schulz Koch Richter Wolf Neumann Holmgren Sandberg Nyström Hedlund "
        "Solberg Bakken Jakobsen Madsen Holst",
    ),
    ("Egypt", "Jordan", "Iraq", "Morocco"): (
        "Khalid Yousef Mahmoud Nadia Layla Tariq Hisham Rania Samir Ibrahim Fouad Zainab Karim Walid Amina",
        "Haddad al-Otaibi el-Masri Benjelloun Mansour al-Khatib Shaheen Nasser Khalil Zaki Qasim al-Tamimi "
        "Bakkali Fahmy Hamdan Jaber Darwish al-Rubaie Sabri Tahir Ghali Rashwan Lahlou Saadi Suleiman Abbas "
        "Farouk Shawky Halabi Najjar Sawalha Rifai Majali al-Janabi al-Saadi Tazi Idrissi Berrada Chraibi "
        "Othman",
    ),
    ("Ukraine", "Serbia", "Georgia", "Armenia"): (
        "Oleksandr Andriy Dmytro Nikola Jelena Giorgi Davit Armen Tigran Nino Vuk Milica Serhiy Iryna Ana",
        "Tkachenko Shevchuk Kovalenko Jovanović Petrović Stojanović Beridze Kapanadze Sargsyan Hakobyan "
        "Grigoryan Bondarenko Melnyk Lysenko Đorđević Nikolić Lomidze Gelashvili Harutyunyan Karapetyan "
        "Kravchenko Marković Vasylenko Moroz Savchenko Rudenko Polishchuk Hrytsenko Ostapenko Pavlović Ilić "
        "Kostić Lazarević Kiknadze Tsereteli Maisuradze Vardanyan Avetisyan Ghazaryan Manukyan",
    ),
}
POSTS = ("Foreign Minister", "Defence Minister", "Finance Minister", "Energy Minister", "Interior Minister")
ROLES = ("chief executive", "chairman", "director", "president", "spokesman")
KINDS = "Energy Shipping Bank Airlines Steel Telecom Foundation Institute Mining Insurance"
STEMS = "Nord Balt Astra Vela Orion Cargo Terra Silva Marin Polar Vesta Luma Aqua Ferro Helio Corvus Delta Sigma"
ENDS = "via tex mar lux nova dyn port gen star line flux ron val cor dan"
LEGAL = ("", " Ltd", " AG", " PLC", " Group")
CITIES = ("Vienna", "Geneva", "Doha", "Istanbul", "Brussels", "Nairobi", "Singapore", "Astana")
VARIANTS = {"full": 68, "plain": 8, "sounds": 8, "middle": 5, "slip": 4, "initial": 3, "surname": 4}


@dataclass(frozen=True)
class Actor:
    key: str
    name: str
    country: str = ""
    role: str = ""
    body: str = ""
    middle: str = ""
    person: bool = True


@dataclass
class News:
    """Generated articles, and whom each name in each of them means."""

    articles: list[Article] = field(default_factory=list)
    meant: dict[tuple[str, str], str] = field(default_factory=dict)


def main() -> int:
    """Prints one line for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=int, nargs="*", default=[1000, 10000], help="sizes")
    options.add_argument("--show", action="store_true", help="print what became two, and what one")
    args = options.parse_args()
    using, terms = pipeline.tools(), ontology.load()
    print("articles  actors  appearances  precision  recall  undecided  to read  to decide who is one (per article)")
    for size in args.articles:
        world = news(size)
        started = time.process_time()
        extractions = list(pipeline.extract(world.articles, using))
        read = time.process_time() - started
        started = time.process_time()
        found = identity.identify(extractions, terms)
        took = time.process_time() - started
        clusters = appearances(extractions, found, world)
        precision, recall = pairwise(clusters)
        actors = len({actor for _, actor in clusters})
        open_ = sum(decision.verdict == "undecided" for decision in found.decisions)
        print(
            f"{size:8}  {actors:6}  {len(clusters):11}  {precision:9.3f}  {recall:6.3f}  {open_:9}  {read:6.1f} s"
            f"  {took:6.2f} s ({1000 * took / size:.2f} ms)"
        )
        if args.show:
            show(clusters)
    return 0


def news(size: int) -> News:
    """So many articles about half as many actors."""
    chance = random.Random(SEED)
    persons, bodies = actors(max(20, size // 2), chance)
    world = News()
    for number in range(size):
        source = f"{number:06}.txt"
        text, names = story(chance, persons, bodies)
        world.articles.append(ingest.article_from_text(text, source=source, published=PartialDate("2025-05-12")))
        world.meant.update(((source, name), actor.key) for name, actor in names.items())
    return world


def actors(count: int, chance: random.Random) -> tuple[list[Actor], list[Actor]]:
    """Seven persons for three organizations; three in a hundred persons share their name with one of elsewhere."""
    names = [stem + end + " " + kind for stem, end, kind in product(STEMS.split(), ENDS.split(), KINDS.split())]
    bodies = [Actor(f"body{i}", name, person=False) for i, name in enumerate(chance.sample(names, count * 3 // 10))]
    people = [
        (f"{given} {surname}", countries)
        for countries, (givens, surnames) in REGIONS.items()
        for given, surname in product(givens.split(), surnames.split())
    ]
    wanted = count - len(bodies)
    chosen = chance.sample(people, min(wanted, len(people)))
    chosen += [
        (chosen[i][0], tuple({c for place in REGIONS for c in place} - {*chosen[i][1]})) for i in range(wanted // 33)
    ]
    persons = []
    for i, (name, countries) in enumerate(chosen):
        body = chance.choice(bodies).name if chance.random() < 0.5 else ""
        role = chance.choice(ROLES if body else POSTS)
        country, middle = chance.choice(sorted(countries)), chance.choice("ABDEFGKLMNPRST")
        persons.append(Actor(f"person{i}", name, country, role, body, middle))
    return persons, bodies


def story(chance: random.Random, persons: list[Actor], bodies: list[Actor]) -> tuple[str, dict[str, Actor]]:
    """An article of three sentences and the names in it. No two of its persons share a surname."""
    one, two, three = chance.sample(persons, 3)
    while len({actor.name.split()[-1] for actor in (one, two, three)}) < 3:
        one, two, three = chance.sample(persons, 3)
    first, second, third = (variant(actor, chance) for actor in (one, two, three))
    body = chance.choice(bodies)
    called = body.name + chance.choice(LEGAL)
    names = {first: one, second: two, third: three, called: body}
    names |= {
        actor.body: next(b for b in bodies if b.name == actor.body) for actor in (one, two, three) if actor.body
    }
    city, day = chance.choice(CITIES), chance.choice(("Monday", "Tuesday", "Thursday"))
    return (
        f"{presented(one, first)} met {presented(two, second)} in {city} on {day}.\n\n"
        f"{first.split()[-1]} praised {called}.\n\n"
        f"{presented(three, third)} signed a contract with {called} last year.\n"
    ), names


def presented(actor: Actor, name: str) -> str:
    """A person with the post, as news name those whom readers may not know."""
    if not actor.body:
        return f"{actor.role} {name} of {actor.country}"
    nation = DEMONYMS[actor.country]
    return f"{name}, a{'n' * (nation[0] in 'AEIOU')} {nation} businessman and {actor.role} of {actor.body},"


def variant(actor: Actor, chance: random.Random) -> str:
    """One of the ways in which newspapers write a name."""
    given, surname = actor.name.split()
    match chance.choices(list(VARIANTS), list(VARIANTS.values()))[0]:
        case "plain":
            return plain(actor.name)
        case "sounds":
            return sounds(plain(actor.name))
        case "middle":
            return f"{given} {actor.middle}. {surname}"
        case "slip":
            return f"{given} {slip(surname, chance)}"
        case "initial":
            return f"{given[0]}. {surname}"
        case "surname" if not actor.body:
            return surname
    return actor.name


def plain(name: str) -> str:
    name = name.translate(str.maketrans("łŁıøØđĐ", "lLioOdD"))
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def sounds(name: str) -> str:
    """Another transliteration."""
    for one, other in (
        ("iy", "y"),
        ("Kh", "H"),
        ("Yu", "Iu"),
        ("ou", "u"),
        ("Sh", "Ch"),
        ("ks", "x"),
        ("el-", "al-"),
    ):
        name = name.replace(one, other)
    return name.replace("y ", "i ") if " " in name else name


def slip(word: str, chance: random.Random) -> str:
    """Two letters exchanged, one left out or one doubled, not the first."""
    if len(word) < 6:
        return word
    at = chance.randrange(2, len(word) - 2)
    kinds = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
    )
    return chance.choice(kinds)


def appearances(extractions: Iterable[Extraction], found: Identities, world: News) -> list[tuple[str, str]]:
    """(Id that stands for it, actor) of every actor that an article was read to name."""
    return list(_appearances(extractions, found, world))


def _appearances(extractions: Iterable[Extraction], found: Identities, world: News) -> Iterator[tuple[str, str]]:
    for extraction in extractions:
        source = extraction.article.source
        for appearance in extraction.appearances:
            actors = {world.meant.get((source, name)) for name in appearance.names} - {None}
            for actor in actors:
                yield found.of(appearance.entity.id, source), actor


def pairwise(clusters: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall of pairs."""
    both = Counter(clusters)
    ids, actors = Counter(), Counter()
    for (id, actor), count in both.items():
        ids[id] += count
        actors[actor] += count

    def pairs(counts: Iterable[int]) -> int:
        return sum(count * (count - 1) // 2 for count in counts)

    right = pairs(both.values())
    return right / max(1, pairs(ids.values())), right / max(1, pairs(actors.values()))


def show(clusters: Iterable[tuple[str, str]]) -> None:
    ids, actors = defaultdict(Counter), defaultdict(Counter)
    for id, actor in clusters:
        ids[id][actor] += 1
        actors[actor][id] += 1
    for name, groups in (("one id, several actors", ids), ("one actor, several ids", actors)):
        print(name)
        for key, found in sorted(groups.items(), key=lambda item: -len(item[1]))[:60]:
            if len(found) > 1:
                print("   ", key, dict(found))


if __name__ == "__main__":
    sys.exit(main())
