"""News-like English articles of any number: a corpus to measure with, and none to learn from.

    PYTHONPATH=. python tests/benchmarks/corpus.py 1000 news.jsonl
    PYTHONPATH=. python tests/benchmarks/corpus.py 1000 news/

An article is a headline, a dateline and about 400 words in paragraphs, now and then with the boilerplate of a web
page. It hangs on the seed and its number alone: the first hundred of a thousand are the hundred. Who is spoken of
follows Zipf's law: a few persons and bodies are in very many articles, most in one or two, and the more articles the
more of them there are. Countries are real ones; persons, bodies and papers are made up of parts.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

__all__ = ["CHIEFS", "POSTS", "SEED", "Item", "articles", "cast", "write"]

SEED = 20261122
WORDS = 400
"""Words of an article, about."""

COUNTRIES = """
    France/French/Paris Germany/German/Berlin Italy/Italian/Rome Spain/Spanish/Madrid Poland/Polish/Warsaw
    Sweden/Swedish/Stockholm Norway/Norwegian/Oslo Finland/Finnish/Helsinki Portugal/Portuguese/Lisbon
    Greece/Greek/Athens Hungary/Hungarian/Budapest Austria/Austrian/Vienna Turkey/Turkish/Ankara Egypt/Egyptian/Cairo
    Kenya/Kenyan/Nairobi Ghana/Ghanaian/Accra Nigeria/Nigerian/Abuja Morocco/Moroccan/Rabat Brazil/Brazilian/Brasília
    Chile/Chilean/Santiago Peru/Peruvian/Lima Colombia/Colombian/Bogotá Mexico/Mexican Canada/Canadian/Ottawa
    Japan/Japanese/Tokyo India/Indian Vietnam/Vietnamese/Hanoi Indonesia/Indonesian/Jakarta Pakistan/Pakistani
    Australia/Australian/Canberra Georgia/Georgian/Tbilisi Armenia/Armenian/Yerevan Kazakhstan/Kazakh/Astana
    Ukraine/Ukrainian/Kyiv Serbia/Serbian/Belgrade Romania/Romanian/Bucharest
"""
GIVEN = """
    Anna/she Peter/he Maria/she Omar/he Laura/she David/he Elena/she Thomas/he Sofia/she Daniel/he Nadia/she Karl/he
    Irene/she Victor/he Julia/she Martin/he Fatima/she Paul/he Clara/she Ivan/he Helen/she Samuel/he Rosa/she
"""
SYLLABLES = """
    ka ve ro lin ta mor est an du bel sor min pra no el gar tov ris hal den wick ser ol bran mel
"""
FIELDS = ("Energy", "Trade", "Maritime", "Banking", "Health", "Water", "Railway", "Steel", "Research", "Aviation")
COMPANIES = ("Group", "Corporation", "Holdings", "Industries", "Partners")
BODIES = ("Council", "Union", "Federation", "Alliance", "Association", "Institute", "Foundation")
POSTS = ("foreign minister", "finance minister", "defence minister", "interior minister", "energy minister")
CHIEFS = ("chief executive", "chairman", "president", "director", "spokesperson")
PAPERS = ("Courier", "Herald", "Observer", "Gazette")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

LEADS = """
{A} and {B} signed an agreement on {topic} in {city} on {day}, officials said.
{P}, the {post} of {A}, met {Q}, the {chief} of {X}, in {city} on {day} to discuss {topic}.
{A} has joined the {U}, a body founded in {year} with its seat in {city}, after two years of talks.
The {U} imposed sanctions on {X} on {day} over its role in {topic}, a decision that {A} criticized at once.
{X} said on {day} that it had bought {Y}, a company based in {city}, for {n} million euros.
{P} was appointed {chief} of {X} on {day}, succeeding {Q}, who resigned in {month}.
"""
BODY = """
"We support {B} in this dispute," {P} told reporters in {city}, adding that {A} would send {n} engineers by {month}.
{Q}, who has headed {X} since {year}, said that the company had invested {n} million euros in {B}.
In {year}, {A} and {B} founded the {U}, which has {n} members and is financed by {X}.
{P} accused {B} of breaking the agreement, a charge that the {b} government rejected on {day}.
According to {Q}, {X} owns {small} percent of {Y} and plans to sell its share next year.
The {a} government, which supports the {U}, called on {B} to withdraw its complaint.
{A} will not leave the {U}, {P} said, although {B} has threatened to do so several times.
After the meeting, {P} travelled to {city}, where {he} held talks with the {b} {post}, {R}.
{R}, a former {chief} of {Y}, has criticized the {U} since {year} for what {heR} calls its silence.
"{X} is a reliable partner of our country," said {R}, the {b} {post}, at a conference in {city}.
{Y}, a subsidiary of {X}, supplied the {a} army with {n} vehicles between {year} and {later}.
The two countries have been allies since {year}, but relations cooled when {A} expelled {small} {b} diplomats.
{Q} met {R} on the sidelines of the summit; both sides described the talks as useful.
If the {U} approves the plan, {X} could open an office in {city} before the end of the year.
{B} denied on {day} that it had paid {Y}, and said that the report was based on forged papers.
{P}, born in {city} in {early}, studied law and worked for {X} before {he} became {post} in {year}.
Analysts at the {V} expect that trade between {A} and {B} will grow by {small} percent a year.
The {V}, led by {Q}, welcomed the step and urged {A} to publish the contract with {X}.
It was the first visit of a {b} {post} to {city} since {year}, when {A} closed its embassy there.
{X} and {Y} signed a contract worth {n} million euros in {month}, under which {Y} will build {small} ships.
Since {month}, the {U} has sent observers to {city}, and {A} has provided them with aircraft.
{R} praised {P} for the decision and promised that {B} would back {A} at the next session of the {U}.
A court in {city} fined {Y} {n} million euros in {year}; {X}, which owned the company at the time, has appealed.
"Nobody has asked {B} to leave the {U}," {Q} said on {day}, "and nobody in {city} wants that."
The {b} parliament is to vote on {day} on whether the country will become a member of the {U}.
{P} thanked the {V} and its {chief}, {R}, for their mediation between {A} and {B}.
"""
PLAIN = """
The talks lasted longer than expected, and neither side wanted to speak of a breakthrough.
Prices have risen sharply since the spring, which makes the question more urgent than a year ago.
About {n} people gathered in front of the building, some of them with banners, before rain drove them away.
What this means for the workers, many of whom have been waiting for months, remains unclear.
The paper, of which a copy was seen by this newspaper, runs to {n} pages and leaves many questions open.
Engineers, who had warned of the cracks for years, were not surprised when the old bridge was closed to lorries.
Whoever wants to cross the river now has to take the ferry, which runs every half hour and is often full.
The harbour, once among the busiest on the coast, handles less than a third of what passed through it in {year}.
In the villages along the line, where every second house stands empty, few expect that the trains will return.
The minutes, which fill {n} pages, were to remain secret until {later}, but parts of them soon found their way out.
Farmers complained that the new rules, written far from the fields, would cost them more than a bad harvest.
While the rooms were being prepared, the interpreters waited in the corridor and read the papers of the day before.
The first figures, published late in the evening, were lower than even the most careful observers had predicted.
Nobody knows how many of the machines still work, because the records were lost in a fire in {year}.
It had snowed during the night, and the road to the airport was open again only towards noon.
Shops in the centre closed early, although the police had said that there was no reason to worry.
By the time the last speaker had finished, half of the seats were empty and the coffee was cold.
It is not the first attempt: similar plans failed in {year} and again in {later}, mostly for lack of money.
"""
TOPICS = ("gas deliveries", "border traffic", "fishing rights", "railway links", "arms exports", "grain transport")
HEADLINES = """
{A} and {B} move closer on {topic}
{U} in dispute with {A}
{P} travels to {city}
{X} plans to take over {Y}
"""
BOILERPLATE = """
Sign up for our daily newsletter and never miss a story.
Share this article on social media
Read more: our full coverage of the week
© {year} {paper}. All rights reserved.
"""


@dataclass(frozen=True, slots=True)
class Item:
    """One article as a line of JSON would give it."""

    title: str
    date: str
    publisher: str
    text: str


def articles(count: int, *, seed: int = SEED, start: int = 0) -> Iterator[Item]:
    """Articles by number, ``count`` of them from ``start`` on."""
    return (_Writer(random.Random(f"{seed}/{number}"), number, seed).item() for number in range(start, start + count))


def cast(number: int, *, seed: int = SEED) -> dict[str, str]:
    """Who is spoken of in the article of this number, by the slots of the templates."""
    return _Writer(random.Random(f"{seed}/{number}"), number, seed).cast


def write(count: int, path: Path, *, seed: int = SEED) -> Path:
    """The corpus as one ``.jsonl``, else as a folder of ``.txt``, a thousand in each folder below it."""
    if path.suffix == ".jsonl":
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as lines:
            for item in articles(count, seed=seed):
                told = {"title": item.title, "date": item.date, "publisher": item.publisher, "text": item.text}
                lines.write(json.dumps(told, ensure_ascii=False) + "\n")
        return path
    for number, item in enumerate(articles(count, seed=seed)):
        file = path / f"{number // 1000:04}" / f"{number:07}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f"{item.title}\n\n{item.publisher}, {item.date}\n\n"
        file.write_text(head + item.text + "\n", encoding="utf-8", newline="\n")
    return path


class _Writer:
    """Writes one article: who and where is drawn once, so that it speaks of the same few all through."""

    def __init__(self, rng: random.Random, number: int, seed: int) -> None:
        self.rng, self.seed = rng, seed
        self.reach = 40 + 4 * (number + 1) ** 0.8  # actors of a kind that news knows of by then
        self.day = date(2005, 1, 3) + timedelta(days=rng.randrange(7000))
        one, other = rng.sample(_lines(COUNTRIES.split()), 2)
        known: dict[str, str] = {}
        while len(known) < 3:
            known.update([self._person()])
        people = dict(zip("PQR", known.items(), strict=True))
        self.cast = {slot: name for slot, (name, _) in people.items()}
        self.cast |= {"he": people["P"][1], "heR": people["R"][1]}
        self.cast |= {"X": self._company(), "Y": self._company(), "U": self._body(), "V": self._body()}
        self.cast |= {"A": one[0], "a": one[1], "B": other[0], "b": other[1], "topic": rng.choice(TOPICS)}
        self.cast["paper"] = f"{_word(rng, 2)} {rng.choice(PAPERS)}"
        self.cities = [country[2] for country in (one, other) if len(country) > 2] + [_word(rng, 2)]

    def item(self) -> Item:
        """The article."""
        rng, paragraphs = self.rng, list[str]()
        told = [self._filled(rng.choice(_sentences(LEADS)))]
        sentences = rng.sample(_sentences(BODY), len(_sentences(BODY)))
        between = rng.sample(_sentences(PLAIN), len(_sentences(PLAIN)))
        waiting = [one for pair in zip(sentences, between, strict=False) for one in pair]
        while waiting and sum(len(one.split()) for one in told) < WORDS:
            told.append(self._filled(waiting.pop(0)))
        while told:
            size = rng.choice((1, 2, 2, 3))
            paragraphs.append(" ".join(told[:size]))
            told = told[size:]
        city = rng.choice(self.cities)
        paragraphs[0] = f"{city.upper()}, {self.day.day} {self.day:%B} – {paragraphs[0]}"
        if rng.random() < 0.3:
            paragraphs.insert(
                rng.randrange(1, len(paragraphs) + 1), self._filled(rng.choice(_sentences(BOILERPLATE)))
            )
        title = self._filled(rng.choice(_sentences(HEADLINES)))
        return Item(title, self.day.isoformat(), self.cast["paper"], "\n\n".join(paragraphs))

    def _filled(self, template: str) -> str:
        text = re.sub(r"\{(\w+)\}", lambda slot: self.cast.get(slot[1]) or self._drawn(slot[1]), template)
        return text[0].upper() + text[1:]

    def _drawn(self, slot: str) -> str:
        """What is another each time."""
        rng, year = self.rng, self.rng.randrange(1995, 2004)
        return {
            "city": lambda: rng.choice(self.cities),
            "day": lambda: rng.choice(DAYS),
            "month": lambda: f"{date(2000, rng.randrange(1, 13), 1):%B}",
            "year": lambda: str(year),
            "later": lambda: str(year + rng.randrange(9, 12)),
            "early": lambda: str(rng.randrange(1945, 1980)),
            "n": lambda: str(rng.randrange(20, 900)),
            "small": lambda: str(rng.randrange(3, 49)),
            "post": lambda: rng.choice(POSTS),
            "chief": lambda: rng.choice(CHIEFS),
        }[slot]()

    def _rank(self) -> int:
        """The place of an actor among all of its kind by how often it is spoken of: Zipf's law."""
        return int(math.exp(self.rng.random() * math.log(self.reach)))

    def _person(self) -> tuple[str, str]:
        rng = random.Random(f"{self.seed}/person/{self._rank()}")
        given, pronoun = rng.choice(GIVEN.split()).split("/")
        return f"{given} {_word(rng, rng.choice((2, 3)))}", pronoun

    def _company(self) -> str:
        rng = random.Random(f"{self.seed}/company/{self._rank()}")
        return f"{_word(rng, 2)} {rng.choice(FIELDS)} {rng.choice(COMPANIES)}"

    def _body(self) -> str:
        rng = random.Random(f"{self.seed}/body/{self._rank()}")
        return f"{_word(rng, rng.choice((2, 3)))} {rng.choice(FIELDS)} {rng.choice(BODIES)}"


def _word(rng: random.Random, syllables: int) -> str:
    """A name that nobody has; no syllable twice in a row."""
    parts = rng.choices(SYLLABLES.split(), k=syllables)
    return "".join([parts[0], *(other for one, other in pairwise(parts) if one != other)]).title()


def _sentences(templates: str) -> list[str]:
    return templates.strip().splitlines()


def _lines(words: list[str]) -> list[list[str]]:
    return [word.split("/") for word in words]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int)
    parser.add_argument("path", type=Path, help="a .jsonl file, or a folder for .txt files")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    write(chosen.articles, chosen.path, seed=chosen.seed)


if __name__ == "__main__":
    main()
