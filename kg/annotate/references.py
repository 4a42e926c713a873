"""What stands for a name said elsewhere: "he", "its", "the Alliance", "the Secretary General", "the two countries".

Wrong is worse than none: each rule gives an antecedent only where the text leaves one reading that is far likelier
than the others, and none otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span, Token

from kg.annotate.gazetteer import LABEL_OF_TYPE, mention
from kg.annotate.titles import is_title
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention, Quotation, TextSpan, Title
from kg.ontology import Ontology

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_LOOK_BACK = 8
"""Sentences that a pronoun may be away from its name, where none between names another person."""
_NEAR = 2
"""Sentences in which a subject is preferred to a person said later."""
_TYPE_OF_LABEL = {label: kind for kind, label in LABEL_OF_TYPE.items()} | {
    "GPE": "Country",
    "ORG": "Organization",
    "NORP": "Country",
}
_PAIRS = frozenset(
    {"country", "side", "leader", "minister", "president", "party", "nation", "state", "neighbour", "neighbor"}
)


@dataclass(slots=True)
class Discourse:
    """A document's names as a reader has them in mind while reading on."""

    doc: Doc
    authority: Authority
    ontology: Ontology
    mentions: list[Mention]
    titles: Sequence[Title]
    refers: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _sentence: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sentence = {token.i: number for number, sent in enumerate(self.doc.sents) for token in sent}

    def before(self, token: Token, reach: int) -> Iterator[list[int]]:
        """Mentions before a token, sentence by sentence backwards, the token's own sentence first."""
        here = self._sentence[token.i]
        for number in range(here, max(-1, here - reach - 1), -1):
            yield [i for i, m in enumerate(self.mentions) if self._sentence[m.start] == number and m.end <= token.i]

    def name_of(self, index: int) -> str:
        """What a mention is about, by the name at the end of its references."""
        seen = {index}
        while index in self.refers and len(self.refers[index]) == 1 and self.refers[index][0] not in seen:
            index = self.refers[index][0]
            seen.add(index)
        return self.mentions[index].text

    def type_of(self, index: int) -> str:
        """The class of what a mention names, as far as the authority and its label tell."""
        one = self.mentions[index]
        if one.label == "NORP":
            return "Country" if self.authority.demonym(one.text) else "Organization"
        known = self.authority.find(one.text, label=one.label)
        return (
            known.type if known else ("City" if one.label == "GPE" else _TYPE_OF_LABEL.get(one.label, "Organization"))
        )

    def same(self, one: int, other: int) -> bool:
        """Two mentions that name one actor, as far as the authority and the words tell."""
        return _country(self, one) == _country(self, other)

    def is_main(self, index: int) -> bool:
        """What the text names most often."""
        counts = Counter(m.text for m in self.mentions if m.kind == "name" and m.label not in ("PERSON", "NORP"))
        return bool(counts) and counts[self.name_of(index)] == max(counts.values())

    def is_subject(self, index: int) -> bool:
        """A subject, or a speaker in an inverted "said X"."""
        root = self.root(index)
        inverted = root.dep_ == "obj" and root.head.lemma_ in words().saying and root.i > root.head.i
        return root.dep_ in _SUBJECTS or inverted

    def root(self, index: int) -> Token:
        """The token by which a mention hangs in its sentence, titles before it skipped."""
        one = self.mentions[index]
        token = self.doc[one.start : one.end].root
        while (
            token.dep_ in ("flat", "nmod:desc", "appos", "compound")
            and is_title(token.head)
            and token.head.sent == token.sent
        ):
            token = token.head
        return token

    def add(self, span: Span, label: str, kind: str, antecedents: tuple[int, ...]) -> None:
        """A reference found."""
        self.refers[len(self.mentions)] = antecedents
        self.mentions.append(mention(span, label, kind))


def references(
    doc: Doc, names: Sequence[Mention], titles: Sequence[Title], authority: Authority, ontology: Ontology
) -> Discourse:
    """All that refers back, added behind the names; ``refers`` of the result tells what to."""
    discourse = Discourse(doc, authority, ontology, list(names), titles)
    taken = {i for m in names for i in range(m.start, m.end)} | _title_tokens(doc, titles)
    for token in doc:
        if token.i in taken:
            continue
        if token.lower_ in words().pronouns and token.dep_ != "expl":
            _pronoun(discourse, token)
        elif token.lower_ in words().plural_pronouns:
            _plural(discourse, token)
        elif token.lower_ in words().numbers and _is_definite(token):
            _numbered(discourse, token)
        elif token.pos_ in ("NOUN", "PROPN", "ADJ") and _is_definite(token):
            _description(discourse, token)
    return discourse


def _title_tokens(doc: Doc, titles: Sequence[Title]) -> set[int]:
    spans = (doc.char_span(title.span.start, title.span.end, alignment_mode="expand") for title in titles)
    return {token.i for span in spans if span is not None for token in span}


# ------------------------------------------------------------------------------------------------- pronouns


def _pronoun(discourse: Discourse, token: Token) -> None:
    is_person = words().pronouns[token.lower_]
    found = _person(discourse, token) if is_person else _thing(discourse, token)
    if found is not None:
        discourse.add(discourse.doc[token.i : token.i + 1], discourse.mentions[found].label, "pronoun", (found,))


def _plural(discourse: Discourse, token: Token) -> None:
    """ "they": the joined names, or the troops, sides and people of a country, that are the subject before."""
    for number, candidates in enumerate(discourse.before(token, 1)):
        subjects = [i for i in candidates if discourse.mentions[i].kind == "name" and _heads_plural(discourse, i)]
        if subjects:
            root = discourse.root(subjects[-1] if number == 0 else subjects[0])
            found = _joined(discourse, root) if root.dep_ in _SUBJECTS else (subjects[-1],)
            discourse.add(discourse.doc[token.i : token.i + 1], discourse.mentions[found[0]].label, "pronoun", found)
            return


def _heads_plural(discourse: Discourse, index: int) -> bool:
    root = discourse.root(index)
    if root.dep_ in _SUBJECTS:
        return len(_joined(discourse, root)) > 1
    return root.dep_ in ("amod", "nmod:poss", "compound") and root.head.dep_ in _SUBJECTS and root.head.tag_ == "NNS"


def _joined(discourse: Discourse, root: Token) -> tuple[int, ...]:
    """The names of a coordination, by its first head."""
    heads = {root.i, *(child.i for child in root.children if child.dep_ == "conj")}
    return tuple(
        i
        for i, m in enumerate(discourse.mentions)
        if m.kind == "name" and discourse.root(i).i in heads and m.label != "NORP"
    )


def _numbered(discourse: Discourse, token: Token) -> None:
    """ "the three": the last coordination of just so many names."""
    wanted = words().numbers[token.lower_]
    if wanted < 2 or token.dep_ == "nummod":
        return
    for i in reversed(range(len(discourse.mentions))):
        root = discourse.root(i)
        if (
            discourse.mentions[i].end <= token.i
            and root.dep_ != "conj"
            and len(group := _joined(discourse, root)) == wanted
        ):
            discourse.add(
                discourse.doc[token.i : token.i + 1], discourse.mentions[group[0]].label, "description", group
            )
            return


def _person(discourse: Discourse, token: Token) -> int | None:
    """The subject said last; without one, the only person of the nearest sentence that names any."""
    others: list[int] = []
    for number, candidates in enumerate(discourse.before(token, _LOOK_BACK)):
        people = [i for i in candidates if discourse.mentions[i].label == "PERSON" and _may_be(discourse, i, token)]
        subjects = [i for i in people if discourse.is_subject(i)]
        if subjects:
            return subjects[-1] if number == 0 else subjects[0]
        others = others or people
        if others and number >= _NEAR:
            break
    return others[0] if len({discourse.name_of(i) for i in others}) == 1 else None


def _may_be(discourse: Discourse, index: int, pronoun: Token) -> bool:
    """An object is not its own subject ("X met him"), nor is "his" brother himself."""
    root = discourse.root(index)
    if pronoun.lower_ in ("him", "her") and pronoun.dep_ in ("obj", "iobj", "obl"):
        return not (root.head == pronoun.head and root.dep_ in _SUBJECTS)
    return pronoun not in root.subtree


def _thing(discourse: Discourse, token: Token) -> int | None:
    """ "its": the subject of the clause, else the nearest before; "it": the subject said last, at most a sentence away."""
    for number, candidates in enumerate(discourse.before(token, 1)):
        things = [
            i
            for i in candidates
            if discourse.mentions[i].label not in ("PERSON", "NORP") and _stands_alone(discourse, i)
        ]
        things = [i for i in things if _may_be(discourse, i, token)]
        subjects = [i for i in things if discourse.is_subject(i)]
        if subjects:
            return subjects[-1] if number == 0 else subjects[0]
        if things and token.lower_ == "its" and (number == 0 or discourse.is_main(things[-1])):
            return things[-1]
    return None


def _stands_alone(discourse: Discourse, index: int) -> bool:
    """Not a part of a longer name, nor a mere attribute of the next noun."""
    one = discourse.mentions[index]
    inside = any(m.start <= one.start and one.end <= m.end and m is not one for m in discourse.mentions)
    return not inside and discourse.doc[one.start : one.end].root.dep_ not in ("compound", "amod")


# --------------------------------------------------------------------------------------------- descriptions


def _is_definite(token: Token) -> bool:
    return any(
        child.dep_.startswith("det") and child.lower_ in ("the", "this", "that", "both", "these")
        for child in token.children
    )


def _description(discourse: Discourse, token: Token) -> None:
    noun = token.lemma_.lower()
    start = min(child.i for child in token.children if child.dep_.startswith("det"))
    beside = [child for child in token.children if child.dep_ in ("amod", "compound", "nmod:poss", "nmod:desc")]
    if noun in _PAIRS and _counts_two(token):
        found = _pair(discourse, token, noun)
    elif _is_post(token):
        found = _titled(discourse, token, beside)
    elif any(child.dep_ in ("nmod", "acl:relcl", "acl", "appos") and child.i > token.i for child in token.children):
        return  # "the country that ...", "the alliance of X with Y": told here, not said before
    else:
        found = _kind(discourse, token, noun, {child.lower_ for child in beside})
    if found:
        discourse.add(discourse.doc[start : token.i + 1], discourse.mentions[found[0]].label, "description", found)


def _is_post(token: Token) -> bool:
    """A title as a reference: "the minister", "the Secretary General" (its head may be either word)."""
    return is_title(token) or (
        token.lower_ in words().after_title
        and any(is_title(child) for child in token.children if child.dep_ in ("compound", "amod"))
    )


def _counts_two(token: Token) -> bool:
    return any(child.lower_ in ("two", "both") for child in token.children) or token.lower_ == "sides"


def _pair(discourse: Discourse, token: Token, noun: str) -> tuple[int, ...]:
    """The two that were named last, where they are exactly two."""
    wanted = (
        ("Country",)
        if noun in ("country", "nation", "state", "neighbour", "neighbor")
        else ("Country", "Organization", "Person")
    )
    if noun in ("leader", "minister", "president"):
        wanted = ("Person",)
    latest: dict[str, int] = {}
    for candidates in discourse.before(token, 2):
        for i in candidates:
            if any(discourse.ontology.is_a(discourse.type_of(i), kind) for kind in wanted):
                latest.setdefault(discourse.name_of(i), i)
        if len(latest) >= 2:
            break
    return tuple(sorted(latest.values())) if len(latest) == 2 else ()


def _titled(discourse: Discourse, token: Token, beside: Sequence[Token]) -> tuple[int, ...]:
    """ "the Secretary General": the person whose title has all these words; none where two people answer to them.

    A name in it ("the NATO Secretary General") is the body of that title, and tells it where the title did not.
    """
    bodies = {
        i: index for index, m in enumerate(discourse.mentions) if m.kind == "name" for i in range(m.start, m.end)
    }
    body = next((bodies[child.i] for child in beside if child.i in bodies), None)
    said = {child.lower_ for child in beside if child.i not in bodies} - words().former
    fitting = [
        title
        for title in discourse.titles
        if token.lower_ in _post(title)
        and said <= set(title.text.lower().split())
        and title.span.start < token.idx
        and (body is None or title.body is None or discourse.same(title.body, body))
    ]
    if len({_surname(discourse, title) for title in fitting}) != 1:
        return ()
    if body is not None:
        start = min([token.i, *(child.i for child in beside if child.i not in bodies)])
        span = discourse.doc[start : token.i + 1]
        discourse.titles = [
            *discourse.titles,
            Title(TextSpan(span.start_char, span.end_char), span.text, fitting[-1].person, body),
        ]
    return (fitting[-1].person,)


def _post(title: Title) -> list[str]:
    """The words of the post itself: of "assistant to the president" only "assistant"."""
    return re.split(r" (?:to|of|for) ", title.text.lower())[0].split()


def _kind(discourse: Discourse, token: Token, noun: str, beside: set[str]) -> tuple[int, ...]:
    """ "the bloc": the last name that can be called so; a country: the one that the text is about, where it names several."""
    kinds = words().descriptions.get(noun, ())
    fitting = [
        i
        for i, m in enumerate(discourse.mentions)
        if m.end <= token.i and m.kind == "name" and _can_be(discourse, i, noun, kinds)
    ]
    if beside:  # "the draft agreement", "the Nordic bloc": only a name that has these words
        fitting = [i for i in fitting if _answers(discourse, i, beside)]
    if not fitting:
        return ()
    if "Country" not in kinds:
        counts = Counter(discourse.name_of(i) for i in fitting)
        clear = (
            [
                i
                for i in fitting
                if counts[discourse.name_of(i)] >= 2 * max(counts[n] for n in counts if n != discourse.name_of(i))
            ]
            if len(counts) > 1
            else fitting
        )
        return ((clear or fitting)[-1],)
    near = [i for group in discourse.before(token, 1) for i in group if i in fitting]
    subjects = [i for i in near if discourse.is_subject(i)]
    if subjects:
        return (subjects[-1],)
    if len({discourse.name_of(i) for i in near}) == 1:
        return (near[-1],)
    ((name, _),) = Counter(discourse.name_of(i) for i in fitting).most_common(1)
    return (next(i for i in reversed(fitting) if discourse.name_of(i) == name),)


def _answers(discourse: Discourse, index: int, beside: set[str]) -> bool:
    """The words before the noun are in the name, or tell its country ("the British company")."""
    one = discourse.mentions[index]
    if beside <= set(one.text.lower().split()):
        return True
    known = discourse.authority.find(one.text, label=one.label)
    nations = [discourse.authority.demonym(word.title()) for word in beside]
    return known is not None and all(nation is not None and nation.id == known.country for nation in nations)


def _can_be(discourse: Discourse, index: int, noun: str, kinds: Sequence[str]) -> bool:
    one = discourse.mentions[index]
    if one.label in ("NORP", "PERSON"):
        return False
    known = discourse.authority.find(one.text, label=one.label)
    if noun in one.text.lower().split() and one.text.lower() != noun:
        return True
    if known:
        return noun in known.nouns or any(discourse.ontology.is_a(known.type, kind) for kind in kinds)
    guess = _TYPE_OF_LABEL.get(one.label, "Organization")
    return guess != "Country" and any(discourse.ontology.is_a(kind, guess) or kind == guess for kind in kinds)


# ------------------------------------------------------------------------------------------ the first person


def first_persons(discourse: Discourse, quotations: Sequence[Quotation]) -> None:
    """ "I" in a quotation is its speaker, "we" those whom the speaker's post speaks for."""
    for quotation in quotations:
        if quotation.speaker is None:
            continue
        span = discourse.doc.char_span(quotation.span.start, quotation.span.end, alignment_mode="expand")
        for token in span if span is not None else ():
            if token.lower_ in words().speaker:
                discourse.add(discourse.doc[token.i : token.i + 1], "PERSON", "pronoun", (quotation.speaker,))
            elif token.lower_ in words().speakers and (body := _spoken_for(discourse, quotation.speaker)) is not None:
                label = discourse.mentions[body].label
                discourse.add(discourse.doc[token.i : token.i + 1], label, "pronoun", (body,))


def _spoken_for(discourse: Discourse, speaker: int) -> int | None:
    surname = discourse.name_of(speaker).split()[-1]
    for title in discourse.titles:
        if title.body is not None and not title.over and discourse.mentions[title.person].text.split()[-1] == surname:
            return title.body
    return None


def with_context(discourse: Discourse, place: str | None) -> tuple[Title, ...]:
    """Titles of a state that name no country ("Foreign Minister X") get the one that the text is about.

    Only where one country makes up half of what the text says of countries, or most of it in a text from its capital
    (``place``, the dateline's), and no other person holds that post of it.
    """
    discourse.titles = _counterparts(discourse)
    countries = [
        i for i, m in enumerate(discourse.mentions) if m.kind == "name" and discourse.type_of(i) == "Country"
    ]
    counts = Counter(_country(discourse, i) for i in countries)
    if not counts:
        return tuple(discourse.titles)
    (main, times), *_ = counts.most_common()
    if times * 2 < len(countries) and _country_of(discourse.authority, place) != main:
        return tuple(discourse.titles)
    index = next(i for i in countries if _country(discourse, i) == main)
    first = _first_of_state(discourse)
    holders = {
        (title.text.lower(), _surname(discourse, title))
        for title in discourse.titles
        if title.body is None or _country(discourse, title.body) == main
    }
    return tuple(
        replace(title, body=index)
        if title in first and sum(text == title.text.lower() for text, _ in holders) == 1
        else title
        for title in discourse.titles
    )


def _counterparts(discourse: Discourse) -> list[Title]:
    """ "X's French counterpart" holds the post that was named just before."""
    result: list[Title] = []
    for title in discourse.titles:
        before = [t for t in result if t.person != title.person and t.span.start < title.span.start]
        result.append(
            replace(title, text=before[-1].text) if title.text.lower().endswith("counterpart") and before else title
        )
    return result


def _first_of_state(discourse: Discourse) -> set[Title]:
    """The titles of a state without a country that stand first in their sentence, and those joined to them by "and".

    Who is met by an office-holder of one country is most often that of another.
    """
    found: set[Title] = set()
    latest: tuple[int, Title] | None = None
    for title in discourse.titles:
        span = discourse.doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if span is None or not _is_of_state(title):
            continue
        sentence = span.sent.start
        joined = latest is not None and discourse.doc.text[: title.span.start].rstrip().endswith((" and", ","))
        if title.body is None and (latest is None or latest[0] != sentence or (joined and latest[1] in found)):
            found.add(title)
        latest = (sentence, title)
    return found


def _country_of(authority: Authority, place: str | None) -> str | None:
    """The id of the country that a place is the capital of, or is itself; None where nobody knows."""
    known = authority.find(place, label="GPE") if place else None
    seat = authority.seat_of(known.id) if known else None
    return seat.id if seat else known.id if known else None


def _country(discourse: Discourse, index: int) -> str:
    one = discourse.mentions[index]
    known = (
        discourse.authority.demonym(one.text)
        if one.label == "NORP"
        else discourse.authority.find(one.text, label=one.label)
    )
    return known.id if known else one.text


def _surname(discourse: Discourse, title: Title) -> str:
    return discourse.mentions[title.person].text.split()[-1]


def _is_of_state(title: Title) -> bool:
    return bool(words().state_posts & set(title.text.lower().split()))
