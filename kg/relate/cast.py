"""Who takes part: from a token of the tree to the entities that its phrase stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Attribution, Entity, Mention, Parsed, Resolution, TextSpan, Title
from kg.model.tree import Doc, Span, Token
from kg.ontology import Ontology
from kg.relate import places
from kg.relate.beside import is_excluded, is_hosted
from kg.relate.cues import cues
from kg.relate.frames import coordinated, preposition
from kg.relate.reciprocal import reciprocal
from kg.relate.relatives import antecedent

_EXAMPLES = frozenset({"like", "including", "such_as"})
_NAME_PARTS = frozenset({"flat", "nmod:desc", "compound", "appos"})
_OWNERS = frozenset({"nmod:poss", "amod", "compound", "nmod"})
_LINKS = frozenset({"of", "from"})
_DEPTH = 6
"""Steps from a phrase's head to the name that it stands for; deeper ones are about something else."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in a sentence, and the words that stand for it there.

    ``certainty`` (0 to 1) is what is lost on the way from the words to the entity: 1 for a name.
    """

    entity: Entity
    span: TextSpan
    certainty: float = 1.0

    def as_seat(self, resolution: Resolution) -> Participant | None:
        """Who is meant where a city does what only an actor can do; None where it is nobody's seat."""
        actor = resolution.seats.get(self.entity.id)
        return replace(self, entity=actor, certainty=self.certainty * 0.95) if actor else None


_CERTAINTY = {"name": 1.0, "description": 0.9, "pronoun": 0.88}


@dataclass(slots=True)
class Cast:
    """The participants of one article, by token."""

    parsed: Parsed
    resolution: Resolution
    ontology: Ontology
    _mentions: Mapping[int, Sequence[tuple[int, Mention]]] = field(init=False)
    _titles: Mapping[int, Sequence[Title]] = field(init=False)
    _names: Mapping[int, Sequence[int]] = field(init=False)
    _by_sentence: dict[int, list[tuple[int, Mention]]] = field(default_factory=dict)
    _pronouns: frozenset[TextSpan] = field(init=False)
    _within: dict[int, Sequence[Participant]] = field(default_factory=dict)
    _all: dict[Token, list[Participant]] = field(default_factory=dict)
    fillers: dict[tuple[object, ...], list[Participant]] = field(default_factory=dict)
    """Who fills a role, by what ``roles`` asks: remembered there, and not to be changed."""
    grounded: dict[tuple[Token, ...], tuple[Attribution, TextSpan | None]] = field(default_factory=dict)
    """How it is told, by the words that ``context`` asks for, which remembers it there."""
    moments: frozenset[int] = field(init=False)
    """The places of the words that tell when."""
    peopled: tuple[Token, ...] = field(init=False)
    """The words of the sentences that speak of somebody: the others relate nobody, whatever their words."""
    verbs: tuple[Token, ...] = field(init=False)
    """The verbs among them."""
    crowded: frozenset[int] = field(init=False)
    """The places of the words of the sentences that can speak of two: others relate at most one to somebody else."""
    _mentioned: dict[str, list[Mention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.moments = frozenset(at for time in self.parsed.times for at in range(time.start, time.end))
        self._pronouns = frozenset(one.span for one in self.parsed.mentions if one.kind == "pronoun")
        for index, mention in enumerate(self.parsed.mentions):
            sentence = self.doc[mention.start].sent
            self._by_sentence.setdefault(sentence.start, []).append((index, mention))
        self._mentions, self._titles = places.mentions(self.parsed), places.titles(self.parsed)
        self._names = places.names(self.parsed)
        for index, entities in self.resolution.entities.items():
            for entity in entities:
                self._mentioned.setdefault(entity.id, []).append(self.parsed.mentions[index])
        ids = places.ids(self.parsed, self.resolution, self._mentions, self._titles)
        spoken_of = [
            (sentence, near) for sentence in self.doc.sents if (near := places.near(sentence, ids)) is not None
        ]
        self.peopled = tuple(token for sentence, _ in spoken_of for token in sentence)
        self.verbs = tuple(token for token in self.peopled if token.pos_ == "VERB")
        crowded = (sentence for sentence, near in spoken_of if len(near) > 1)
        self.crowded = frozenset(at for sentence in crowded for at in range(sentence.start, sentence.end))

    @property
    def doc(self) -> Doc:
        """The article's parse."""
        return self.parsed.doc

    def mentions_at(self, token: Token) -> Sequence[tuple[int, Mention]]:
        """The mentions that hold a token, with their index, shortest first."""
        return self._mentions.get(token.i, ())

    def within(self, index: int) -> Sequence[Participant]:
        """The participants of a mention, by its index."""
        if (found := self._within.get(index)) is None:
            mention = self.parsed.mentions[index]
            certainty = _CERTAINTY[mention.kind] * (1.0 if mention.probability is None else mention.probability)
            found = tuple(Participant(entity, mention.span, certainty) for entity in self.resolution.of(index))
            self._within[index] = found
        return found

    def mentions_of(self, id: str) -> Sequence[Mention]:
        """The mentions that stand for an entity, by its id."""
        return self._mentioned.get(id, ())

    def beginning_in(self, sentence: Span) -> Sequence[tuple[int, Mention]]:
        """The mentions that begin in a sentence, with their index, in the order of the article's."""
        return self._by_sentence.get(sentence.start, ())

    def words_for(self, entity: Entity, sentence: Span) -> TextSpan | None:
        """The first words of a sentence that stand for an entity; None where it is not mentioned there."""
        told = (mention.span for index, mention in self.beginning_in(sentence) if entity in self.resolution.of(index))
        return next(told, None)

    def name_for(self, participant: Participant, sentence: Span) -> TextSpan | None:
        """The name in a sentence of whom a pronoun there stands for; None where it is no pronoun, or has no name."""
        if participant.span not in self._pronouns:
            return None
        named = (
            mention.span
            for index, mention in self.beginning_in(sentence)
            if mention.kind == "name" and participant.entity in self.resolution.of(index)
        )
        return next(named, None)

    def all(self, token: Token) -> list[Participant]:
        """The participants of a phrase and of all that is joined to it, each entity once."""
        if token in self._all:
            return [*self._all[token]]
        found: dict[str, Participant] = {}
        heads = [head for one in coordinated(token) for head in reciprocal(one) or [one]]
        if len(heads) > 1:
            heads = [head for head in heads if not is_excluded(head)] or heads
        for head in heads:
            for participant in self.at(head):
                found.setdefault(participant.entity.id, participant)
        self._all[token] = list(found.values())
        return [*self._all[token]]

    def at(self, token: Token, depth: int = 0) -> list[Participant]:
        """The participants of one phrase, by its head: named, titled, acted for, or given as examples."""
        if depth <= _DEPTH and self._is_countryman(token):
            return self.at(token.head, depth + 1)
        if (named := self._behind_nation(token)) is not None:
            return list(self.within(named))
        for index in self._nearest(token):
            if found := list(self.within(index)):
                return found
        if depth > _DEPTH:
            return []
        if title := self._titles.get(token.i):
            return list(self.within(title[0].person))
        return (
            self._named_beside(token, depth)
            or self._examples(token, depth)
            or self._placed(token, depth)
            or self._acted_for(token, depth)
            or (self.at(token.head, depth + 1) if token.dep_ == "appos" and token.pos_ == "NOUN" else [])
        )

    def _is_countryman(self, token: Token) -> bool:
        """ "X, the | Finn | who headed it": one of a nation, who is the person named before."""
        return (
            token.dep_ == "appos"
            and token.ent_type_ == "NORP"
            and token.i > token.head.i
            and token.head.ent_type_ == "PERSON"
            and token.tag_ in ("NN", "NNP", "JJ")
            and "det" in token.below
        )

    def _behind_nation(self, token: Token) -> int | None:
        """ "met the Briton | Jane Orr": the person, where the name hangs on the word for the nation."""
        here = self.mentions_at(token)
        nation = here and any(one.label == "NORP" and one.end == token.i + 1 for _, one in here)
        if not nation or token.i + 1 >= len(self.doc) or self.doc[token.i + 1].head != token:
            return None
        behind = ((index, one) for index, one in self._mentions.get(token.i + 1, ()) if one.start == token.i + 1)
        return next((index for index, one in behind if one.label == "PERSON"), None)

    def _nearest(self, token: Token) -> list[int]:
        """The mentions that hold a token, shortest first, but the whole of a name before a name at its end."""
        indices = [index for index, _ in self.mentions_at(token)]
        if len(indices) < 2:
            return indices
        whole = [index for index in indices if index in self.headed_by(token)]
        return [*reversed(whole), *(index for index in indices if index not in whole)]

    def headed_by(self, token: Token) -> Sequence[int]:
        """The names whose head a token is, by index, shortest first."""
        return self._names.get(token.i, ())

    def _named_beside(self, token: Token, depth: int) -> list[Participant]:
        """ "the president, X": the name in apposition to a description; its parts hang in many ways."""
        for child in token.children:
            if (
                child.dep_ in _NAME_PARTS
                and child.i > token.i
                and child.i in self._mentions
                and child.ent_type_ != "NORP"
            ):
                return [p for head in coordinated(child) for p in self.at(head, depth + 1)]
        behind = token.nbor() if token.i + 1 < len(token.doc) else token
        if token.pos_ == "NOUN" and behind.ent_type_ == "PERSON" and behind.head == token.head != token:
            return self.at(behind, depth + 1)  # "on | financier | X": parsers hang both on the verb
        return []

    def _examples(self, token: Token, depth: int) -> list[Participant]:
        """ "countries like X, Y and Z", "institutions such as X", "platforms, including X"."""
        for child in token.children:
            if child.dep_ in ("nmod", "obl", "appos", "acl") and (
                preposition(child) in _EXAMPLES or child.lower_ == "including"
            ):
                return [p for head in coordinated(child) if not is_excluded(head) for p in self.at(head, depth + 1)]
        return []

    def _placed(self, token: Token, depth: int) -> list[Participant]:
        """ "the village of X", "the territories of X and Y": places by their names."""
        if token.lemma_.lower() not in cues().places or any(child.lower_ in ("a", "an") for child in token.children):
            return []
        of = [child for child in token.children if child.dep_ == "nmod" and preposition(child) == "of"]
        found = [p for child in of[:1] for head in coordinated(child) for p in self.at(head, depth + 1)]
        plural = token.tag_ in ("NNS", "NNPS")
        return [p for p in found if self.ontology.is_a(p.entity.type, "Place")] if plural == (len(found) > 1) else []

    def body_of(self, participant: Participant) -> Participant | None:
        """The body of a person's title: whose government "his government" is. None for who is no office-holder."""
        for title in self.parsed.titles:
            if title.body is not None and not title.over:
                holders = [holder.entity.id for holder in self.within(title.person)]
                if participant.entity.id in holders:
                    return next(
                        (replace(p, span=participant.span, certainty=0.85) for p in self.within(title.body)), None
                    )
        return None

    def _hosted(self, place: Token, depth: int) -> list[Participant]:
        """ "the government in Kyiv", "police in Peru": the state there."""
        found = [p.as_seat(self.resolution) or p for p in self.at(place, depth + 1)]
        return [replace(p, certainty=p.certainty * 0.9) for p in found if p.entity.type == "Country"]

    def _is_its_people(self, noun: str, type_: str) -> bool:
        """Do these ("workers", "members") act for the body that they belong to? Of an alliance its members do not."""
        if noun in cues().members and self.ontology.is_a(type_, "InternationalOrganization"):
            return False
        return self.ontology.is_a(type_, "Organization")

    def _acted_for(self, token: Token, depth: int) -> list[Participant]:
        """ "the Azerbaijani side", "Georgia's leadership", "troops of X": those whose side or troops they are."""
        lemma = token.lemma_.lower()
        if lemma in cues().counts:
            of = ("of", "from") if token.pos_ == "PRON" else ("of",)  # "anyone from X", "a number of Xs"
            return [p for child in token.children if preposition(child) in of for p in self.all(child)]
        if lemma in cues().homes:
            holders = [p for c in token.children if c.dep_ == "nmod:poss" and c.pos_ == "PRON" for p in self.at(c)]
            return [body for p in holders if (body := self.body_of(p)) is not None and body.entity.type == "Country"]
        if lemma not in cues().standins | cues().bands:
            return []
        for child in token.children:
            links = _LINKS | ({"for"} if lemma in cues().envoys else {"at"} if lemma in cues().bands else set())
            if is_hosted(token) and child.dep_ == "nmod" and preposition(child) == "in":
                return self._hosted(child, depth)
            if lemma in cues().counterparts and child.dep_ == "nmod:poss":
                continue  # "his Veran counterpart"
            if child.dep_ not in _OWNERS or (child.dep_ == "nmod" and preposition(child) not in links):
                continue
            owners = [p for head in coordinated(antecedent(child)) for p in self.at(head, depth + 1)]
            owners = [
                reading
                for p in owners
                if (reading := self.body_of(p) or p.as_seat(self.resolution) or p).entity.type != "Person"
                and (lemma in cues().standins or self._is_its_people(lemma, reading.entity.type))
            ]
            if owners:
                inside = [t for t in token.subtree if t.i <= token.i and t.sent == token.sent]
                start = min(t.i for t in inside if t.dep_ != "case" or t.head != token)
                span = self.doc[start : token.i + 1]
                here = TextSpan(span.start_char, span.end_char)
                return [
                    replace(
                        p,
                        span=here if here.start <= p.span.start and p.span.end <= here.end else p.span,
                        certainty=p.certainty * 0.93,
                    )
                    for p in owners
                ]
        return []
