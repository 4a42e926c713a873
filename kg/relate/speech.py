"""Who says it: sayers above, beside and behind a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Entity, Status, TextSpan
from kg.model.tree import Token
from kg.relate.beside import is_passive
from kg.relate.cast import Cast
from kg.relate.cues import cues
from kg.relate.frames import is_predicate, preposition, surface_subject
from kg.relate.quoting import behind_saying
from kg.relate.relatives import antecedent
from kg.relate.remembered import remembered
from kg.relate.voices import authors, owners

_BESIDE = frozenset({"obl", "nmod", "advmod", "nsubj:outer", "advcl", "conj", "parataxis", "appos", "list"})
"""Relations by which a sayer can hang on a clause."""
_ORDER = {status: rank for rank, status in enumerate(Status)}


@dataclass(slots=True)
class Reading:
    """What the walk has found so far."""

    status: Status = Status.ASSERTED
    by: Entity | None = None
    cue: TextSpan | None = None
    """The words that made it what it is; None where none did."""
    seen: set[int] = field(default_factory=set)

    def weaken(self, status: Status, *words: Token) -> None:
        if _ORDER[status] > _ORDER[self.status]:
            self.status, self.cue = status, stretch(*words)

    def reported(self, speaker: Entity | None, *words: Token) -> None:
        self.weaken(Status.REPORTED, *words)
        self.by = self.by or speaker


def stretch(*words: Token) -> TextSpan | None:
    """From the first of some words to the last; None for no word."""
    return TextSpan(min(w.idx for w in words), max(w.idx + len(w) for w in words)) if words else None


def _case(token: Token) -> list[Token]:
    """The words of a phrase's preposition, else the word itself: "according to"."""
    cases = [child for child in token.children if child.dep_ == "case"]
    return [word for case in cases for word in (case, *(c for c in case.children if c.dep_ == "fixed"))] or [token]


def is_saying(token: Token) -> bool:
    return token.lemma_.lower() in cues().saying and token.pos_ == "VERB"


def has_mark(token: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ != "that" for child in token.children)


def asides(token: Token, below: Token | None, cast: Cast, reading: Reading) -> None:
    """ "according to X", "as X said", "X, Y said, ...": sayers that hang on the clause instead of carrying it.

    ``below`` is where the walk came from: what is said there is no aside.
    """
    inside = (one for child in token.children if child.dep_ in ("nsubj", "nsubj:pass") for one in child.children)
    for child in (*token.children, *(one for one in inside if one.dep_ == "parataxis")):
        if child.dep_ not in _BESIDE or child == below or apart(token, child):
            continue
        if is_according(child):
            if not is_own_voice(child, cast):
                reading.reported(_first_actor(child, cast), *_case(child))
        elif is_in_view(child):
            reading.reported(owner_of(_viewed(child), cast), child)
        elif child.dep_ == "nsubj:outer" and child.lemma_.lower() in cues().views | cues().saying_nouns:
            reading.reported(owner_of(child, cast), child)  # "X's version is that ..."
        elif is_for_whom(child):
            reading.reported(_first_actor(child, cast), child)
        elif (whom := _concerned(child)) is not None:
            reading.reported(_first_actor(whom, cast), child)
        elif _tells_beside(child):
            said_by(child, cast, reading)
        elif _is_signed(child):
            reading.reported(_first_actor(child, cast), child)


@remembered
def is_for_whom(token: Token) -> bool:
    """ "For X, Y is an ally of Z": X thinks so."""
    first = token.left_edge
    fronted = first.i == token.sent.start and token.dep_ in ("obl", "nmod") and preposition(token) in ("for", "to")
    if not fronted or not is_predicate(token.head):
        return False
    return any(one.text == "," for one in token.doc[token.right_edge.i : token.right_edge.i + 2])


def _concerned(token: Token) -> Token | None:
    """The X of "as far as X is concerned", "so far as X was concerned": X thinks so."""
    far = [one for one in (token, *token.children) if one.lower_ == "far"]
    clauses = [one for one in (token, *token.children) if one.lemma_.lower() in ("concern", "concerned")]
    if not far or not clauses or token.dep_ not in ("advmod", "advcl"):
        return None
    return next((child for child in clauses[0].children if child.dep_ in ("nsubj", "nsubj:pass")), None)


def _is_signed(name: Token) -> bool:
    """A headline's last words: "Y attacked Z: X", "Y attacked Z – report"."""
    if name.dep_ not in ("parataxis", "appos", "list") or name.pos_ not in ("PROPN", "NOUN"):
        return False
    ends = name.right_edge.i == name.sent.end - 1
    alone = name.pos_ == "PROPN" or name.lemma_.lower() in cues().utterances | cues().standins
    return ends and name.left_edge.text in (":", "–", "—", "-") and name.head.dep_.lower() == "root" and alone


def _tells_beside(verb: Token) -> bool:
    """ "..., X said", "as X said", "as X put it", "or so X says"."""
    if verb.dep_ == "conj":
        bare = verb.below.isdisjoint(("obj", "ccomp", "obl"))
        return is_saying(verb) and bare and any(child.lower_ == "so" for child in verb.children)
    if verb.dep_ == "parataxis":
        return is_saying(verb) or _is_put_in(verb)
    told = is_saying(verb) or verb.lemma_.lower() in cues().phrasing
    return verb.dep_ == "advcl" and told and _is_as(verb)


@remembered
def is_according(token: Token) -> bool:
    """ "according to X", "per X"."""
    return token.dep_ in ("obl", "nmod", "advmod") and preposition(token).partition("_")[0] in cues().according


@remembered
def is_in_view(token: Token) -> bool:
    """ "in X's view", "in the words of X", "by X's account"."""
    in_ = token.dep_ in ("obl", "nmod") and preposition(token) in ("in", "by", "to", "from")
    return in_ and _viewed(token).lemma_.lower() in cues().views


def _viewed(noun: Token) -> Token:
    """The view of "from the point of view of X"; any other noun as it is."""
    inner = (child for child in noun.children if child.dep_ == "nmod" and child.lemma_.lower() == "view")
    return next(inner, noun) if noun.lemma_.lower() == "point" else noun


def _is_put_in(verb: Token) -> bool:
    """ "X, he went on, attacked Y": whatever a person does between commas, is speech."""
    person = any(child.dep_ == "nsubj" and child.lower_ in cues().persons for child in verb.children)
    marks = (verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ",") or verb.left_edge.text == ","
    return person and marks and verb.below.isdisjoint(("obj", "ccomp", "obl"))


def said_by(verb: Token, cast: Cast, reading: Reading) -> None:
    """What a verb of saying tells is reported, unless the article's publisher is who says it."""
    subjects = surface_subject(verb)
    if any(word.dep_ == "amod" and word.lower_ in cues().untrue for head in subjects for word in head.children):
        reading.weaken(Status.NEGATED, verb)  # "a forged letter claimed"
    if not any(is_own_voice(head, cast) for head in subjects):
        reading.reported(speaker_of(verb, cast), verb)


def headline(name: Token, clause: Token, cast: Cast) -> Entity | None:
    """ "X: Y attacked Z": the person or body whose name alone stands before the colon; a country is but a subject."""
    colon = clause.left_edge
    if (
        colon.text != ":"
        or name.dep_.lower() != "root"
        or [*name.sent[: colon.i - name.sent.start]] != [token for token in name.subtree if token.i < colon.i]
    ):
        return None
    speakers = (participant.entity for participant in cast.at(name))
    return next(
        (one for one in speakers if one.type == "Person" or cast.ontology.is_a(one.type, "Organization")), None
    )


def is_own_voice(head: Token, cast: Cast) -> bool:
    """The publisher in its own article ("Steppe Wire reports"), also where its name was not taken for one."""
    publisher = (cast.parsed.article.publisher or "").casefold()
    words = [word.text for word in head.subtree if word.dep_ not in ("det", "case", "punct")]
    return bool(publisher) and " ".join(words).casefold() == publisher


def apart(one: Token, other: Token) -> bool:
    """A semicolon between two words: each side is told for itself, whatever the parser joins."""
    first, last = (one, other) if one.i < other.i else (other, one)
    if ";" not in one.doc.text[first.idx : last.idx]:
        return False
    return any(token.text == ";" for token in one.doc[first.i : last.i])


def _is_as(verb: Token) -> bool:
    return any(child.lower_ == "as" for child in verb.children)


def tail(root: Token, trigger: Token, cast: Cast, reading: Reading) -> None:
    """The root itself says it, and the parser hung the words said beside it: "X is Y, Z said"."""
    if root != trigger and is_saying(root) and reading.status is Status.ASSERTED and trigger in root.subtree:
        first = next((token for token in (trigger, *trigger.ancestors) if token.head == root), None)
        if (
            first is not None
            and (first.dep_ in ("dep", "dislocated") or (first.dep_ == "advcl" and not has_mark(first)))
            and first.pos_ in ("VERB", "AUX", "ADJ")
        ):
            reading.reported(speaker_of(root, cast), root)


def speaker_of(verb: Token, cast: Cast) -> Entity | None:
    """Who says it: the subject of a verb of saying; parsers take that of "said X" for an object."""
    lemma = verb.lemma_.lower()
    if (quoted_one := _quoted_as(verb)) is not None:
        return _first_actor(quoted_one, cast)
    helped = "aux:pass" in verb.below or verb.dep_ in ("acl", "advcl", "amod")
    passive = is_passive(verb) and helped and lemma not in cues().convinced
    # a dateline ("LIMA – ...") can pass for a second subject: the one nearest to the verb speaks
    spoken = _first_sayer(verb)
    heads = [] if passive else sorted(surface_subject(spoken), key=lambda head: abs(head.i - verb.i))
    heads = [*map(antecedent, heads), *[one for one in [behind_saying(verb)] if one is not None]]
    heads += [child for child in verb.children if child.dep_ in ("obj", "obl:agent") and child.i > verb.i]
    if verb.dep_ == "parataxis":  # "X, its minister said, left": parsers hang him on X
        heads += [one for one in verb.head.children if one.dep_ == "appos" and one.i == verb.i - 1]
    for head in heads:
        if (speaker := _first_actor(head, cast)) is not None:
            return speaker
    return None


def _first_sayer(verb: Token) -> Token:
    """ "X said Y met Z, | adding | that ...": parsers hang it on what is said, but X adds it."""
    above = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i <= above.i or is_saying(above):
        return verb
    told = above.dep_ == "ccomp" and is_saying(above.head) and above.head.i < above.i
    return above.head if told and verb.lemma_.lower() in cues().adding else verb


def _quoted_as(verb: Token) -> Token | None:
    """The Y of "X quoted Y as saying": it is Y who says it."""
    saying = any(c.dep_ == "advcl" and is_saying(c) and _is_as(c) for c in verb.children)
    return next((c for c in verb.children if c.dep_ in ("obj", "iobj", "nsubj:pass")), None) if saying else None


def owner_of(noun: Token, cast: Cast) -> Entity | None:
    """Whose claim it is: "X's claim", "the claim by X", "the Veran claim", "X repeated the claim"."""
    for owner in owners(noun, cast):
        return owner.entity
    verb = noun.head
    told = noun.dep_ == "obj" and verb.lemma_.lower() not in cues().dismissing
    return speaker_of(verb, cast) if told or (noun.dep_ == "obl" and is_saying(verb)) else None


def _first_actor(token: Token, cast: Cast) -> Entity | None:
    written = (participant.entity for participant in authors(token, cast))
    return next(iter(_actors(token, cast)), None) or next(written, None)


def _actors(token: Token, cast: Cast) -> Iterator[Entity]:
    for participant in cast.at(token):
        entity = (participant.as_seat(cast.resolution) or participant).entity
        if cast.ontology.is_a(entity.type, "Actor"):
            yield entity


def quoted(trigger: Token, cast: Cast, reading: Reading) -> None:
    """Inside a quotation its speaker says it."""
    for quotation in cast.parsed.quotations:
        if quotation.span.start <= trigger.idx < quotation.span.end:
            speakers = list(cast.within(quotation.speaker)) if quotation.speaker is not None else []
            reading.weaken(Status.REPORTED)
            if speakers:
                reading.by = speakers[0].entity
