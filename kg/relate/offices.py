"""Which post somebody holds, as the titles beside his name tell it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.model import Title
from kg.model.tree import Token
from kg.relate.cast import Cast, Participant
from kg.relate.cues import cues


@dataclass(frozen=True, slots=True)
class Office:
    """The post of a person that a title beside the name tells, there or elsewhere in the text."""

    title: str
    body: Participant


def is_to_be(title: Title) -> bool:
    """ "President-elect": a post that its holder does not hold yet."""
    return not title.over and not cues().to_be.isdisjoint(title.text.lower().replace("-", " ").split())


def office_of(head: Token, cast: Cast) -> Office | None:
    """The post of the one person that a phrase stands for; None where no title tells one, or titles tell several."""
    persons = {p.entity.id for p in cast.all(head)}
    held = [
        (title, body)
        for title in cast.parsed.titles
        if title.body is not None
        and not is_to_be(title)
        and persons == {p.entity.id for p in cast.within(title.person)}
        for body in cast.within(title.body)
    ]
    current = [(title, body) for title, body in held if not title.over] or held
    if len({body.entity.id for _, body in current}) != 1:
        return None
    title, body = current[-1]
    return Office(title.text, replace(body, certainty=body.certainty * 0.95))
