"""Each other: whom it stands for."""

from __future__ import annotations

from kg.model.tree import Token
from kg.relate.frames import coordinated, surface_subject

_EACH_OTHER = frozenset({("each", "other"), ("one", "another")})


def reciprocal(token: Token) -> list[Token]:
    """Whom "each other" and "one another" stand for: all that the subject of their clause joins."""
    if (token.lower_, token.i + 1 < len(token.doc) and token.nbor().lower_) not in _EACH_OTHER:
        return []
    verb = next((ancestor for ancestor in token.ancestors if ancestor.pos_ == "VERB"), None)
    return [head for one in surface_subject(verb) for head in coordinated(one)] if verb is not None else []
