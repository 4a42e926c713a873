"""A document's names as a reader has them in mind while reading on."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kg.annotate.mentions import mention, within
from kg.annotate.profiles import FullNames, Profile, profiles
from kg.annotate.tokens import is_title, text_at
from kg.annotate.words import words
from kg.authority import Authority, Known
from kg.model import Mention, Title
from kg.model.tree import Doc, Span, Token
from kg.ontology import Ontology

SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_TITLED: Final = frozenset({"flat", "nmod:desc", "appos", "compound"})
_NOTHING: Final = Profile()


@dataclass(slots=True)
class Discourse:
    """The mentions of a document, and what is known of each. References are added while they are found.

    Mentions go by their index in ``mentions``; ``refers`` tells what the references among them stand for.
    """

    doc: Doc
    authority: Authority
    ontology: Ontology
    mentions: list[Mention]
    titles: Sequence[Title]
    refers: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _sentence: dict[int, int] = field(init=False)
    _told: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    _full_names: FullNames = field(init=False)
    _profiles: dict[str, Profile] = field(init=False)
    _full: Mapping[str, str] = field(init=False)
    _named: Mapping[int, Sequence[int]] = field(init=False)
    _told_as: Mapping[str, Sequence[int]] = field(init=False)
    _inside: Container[tuple[int, int]] = field(init=False)
    _known: dict[tuple[str, str], Known | None] = field(default_factory=dict)
    _roots: dict[tuple[int, int], Token] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sentence = {token.i: number for number, sent in enumerate(self.doc.sents) for token in sent}
        self._full_names = FullNames(self.mentions)
        self._profiles = profiles(self.doc, self.mentions, self.titles, self.authority, self._full_names)
        self._full = dict(_abbreviated(self.doc, self.mentions))
        for index in range(len(self.mentions)):
            self._place(index)
        self._inside = within(one for one in self.mentions if one.kind == "name")
        self._named = _by_root(self)
        self._told_as = _by_noun(self)

    def refer(self, span: Span, kind: str, antecedents: tuple[int, ...], label: str | None = None) -> None:
        """Adds a reference, labelled like the first of its antecedents; nothing where there are none."""
        if antecedents:
            self.refers[len(self.mentions)] = antecedents
            self.mentions.append(mention(span, label or self.mentions[antecedents[0]].label, kind))
            self._full_names.add(self.mentions[-1])
            self._place(len(self.mentions) - 1)

    def _place(self, index: int) -> None:
        """Puts a mention into its sentence, in order of place and longer before shorter."""
        one = self.mentions[index]
        insort(self._told.setdefault(self._sentence[one.start], []), (one.start, -one.end, index))

    def before(self, token: Token, reach: int) -> Iterator[list[int]]:
        """Mentions before a token, sentence by sentence backwards, the token's own sentence first; each in order."""
        here = self._sentence[token.i]
        for number in range(here, max(-1, here - reach - 1), -1):
            yield [i for _, end, i in self._told.get(number, ()) if -end <= token.i]

    def origin(self, index: int) -> int:
        """The mention at the end of a chain of references; of several, the reference to them."""
        seen = {index}
        while len(ones := self.refers.get(index, ())) == 1 and ones[0] not in seen:
            index = ones[0]
            seen.add(index)
        return index

    def name_of(self, index: int) -> str:
        """What a mention is about, by the name at the end of its references."""
        return self.mentions[self.origin(index)].text

    def is_inside(self, index: int) -> bool:
        """Part of a longer name."""
        return (self.mentions[index].start, self.mentions[index].end) in self._inside

    def named_at(self, tokens: Iterable[int]) -> list[int]:
        """The names that hang in their sentence by one of these tokens, no nations."""
        return sorted(index for token in tokens for index in self._named.get(token, ()))

    def told_as(self, noun: str) -> Sequence[int]:
        """The names, no persons or nations, that have this word in them, beside them, or in what is known of them."""
        return self._told_as.get(noun, ())

    def profile(self, index: int) -> Profile:
        """What the text tells of whom a mention is about."""
        return self._profiles.get(self.full_name(index), _NOTHING)

    def full_name(self, index: int) -> str:
        """The name of whom a mention is about: of a person the full one, where the text told it before."""
        return self._full_names.of(self.mentions[self.origin(index)])

    def surname(self, index: int) -> str:
        """The last word of a mention."""
        return self.mentions[index].text.split()[-1]

    def known(self, index: int) -> Known | None:
        """What the authority knows by a mention's words; the country of a nation's."""
        one = self.mentions[index]
        asked = (one.text, one.label)
        if asked not in self._known:
            self._known[asked] = (
                self.authority.demonym(one.text)
                if one.label == "NORP"
                else self.authority.find(one.text, label=one.label)
                or (self.authority.find(self._full[one.text], label=one.label) if one.text in self._full else None)
            )
        return self._known[asked]

    def opens_paragraph(self, token: Token) -> bool:
        """Is this the first sentence of a paragraph, but not of the text?"""
        start = token.sent.start
        blank = self.doc[start : start + 1] if token.sent[0].is_space else self.doc[max(0, start - 1) : start]
        return start > 0 and "\n" in blank.text_with_ws

    def is_one(self, index: int) -> bool:
        """Stands for one; "they" and "the two" do not."""
        return len(self.refers.get(self.origin(index), ())) < 2

    def learn(self, index: int, sex: str | None) -> None:
        """Keeps the sex of whom a pronoun was found to stand for, where nothing else told it."""
        if sex is not None and self.mentions[index].label == "PERSON" and self.profile(index).sex is None:
            self._profiles[self.full_name(index)] = replace(self.profile(index), sex=sex)

    def actor_of(self, index: int) -> str:
        """The same for two mentions of one actor, as far as the authority and the words tell: an id, else words."""
        known = self.known(index)
        return known.id if known else self.mentions[index].text

    def type_of(self, index: int) -> str:
        """The class of what a mention names, as far as the authority and its label tell."""
        known = self.known(index)
        if self.mentions[index].label == "NORP":
            return "Country" if known else "Organization"
        return known.type if known else words().class_of(self.mentions[index].label)

    def is_main(self, index: int) -> bool:
        """What the text names most often, people and nations aside."""
        counts = Counter(m.text for m in self.mentions if m.kind == "name" and m.label not in ("PERSON", "NORP"))
        return bool(counts) and counts[self.name_of(index)] == max(counts.values())

    def is_subject(self, index: int) -> bool:
        """A subject, or a speaker in an inverted "said X"."""
        root = self.root(index)
        inverted = root.dep_ == "obj" and root.head.lemma_ in words().saying and root.i > root.head.i
        cleft = any(child.dep_ == "expl" for child in root.children)  # "it was X who"
        return root.dep_ in SUBJECTS or inverted or cleft

    def root(self, index: int) -> Token:
        """The token by which a mention hangs in its sentence; titles and "the oil company" before it are skipped."""
        one = self.mentions[index]
        place = (one.start, one.end)
        if place not in self._roots:
            token = self.doc[one.start : one.end].root
            while token.dep_ in _TITLED and token.head.sent == token.sent and _describes(token.head, token):
                token = token.head
            self._roots[place] = token
        return self._roots[place]


def _by_root(discourse: Discourse) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for index, one in enumerate(discourse.mentions):
        if one.kind == "name" and one.label != "NORP":
            found.setdefault(discourse.root(index).i, []).append(index)
    return found


def _by_noun(discourse: Discourse) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for index, one in enumerate(discourse.mentions):
        if one.kind == "name" and one.label not in ("NORP", "PERSON"):
            known = discourse.known(index)
            nouns = discourse.profile(index).nouns if known is None else known.nouns
            for noun in {*one.text.lower().split(), *nouns}:
                found.setdefault(noun, []).append(index)
    return found


def sentences_before(sentence: Span) -> Iterator[Span]:
    """The sentences before one, the last first."""
    while sentence.start > 0:
        sentence = sentence.doc[sentence.start - 1].sent
        yield sentence


def _abbreviated(doc: Doc, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Each acronym in brackets with the name before them: "the Strait League (SL)"."""
    for one in mentions:
        if text_at(doc, one.end) != "(":
            continue
        inside = doc[one.end + 1 : one.end + 2]
        if doc[one.end : one.end + 3].text == f"({inside.text})" and inside.text.isupper() and " " in one.text:
            yield inside.text, one.text


def _describes(head: Token, name: Token) -> bool:
    """The head of a titled or described name: "minister X", "the oil company X"."""
    return is_title(head) or (head.pos_ == "NOUN" and head.i < name.i)
