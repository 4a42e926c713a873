"""The words of a SPARQL query, told from its texts, IRIs, comments and names."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["TOKENS", "names_graphs"]

TOKENS: Final = re.compile(
    r"""(?P<skip>\"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
        | <[^<>"{}|^`\\\s]*> | \#[^\n]* | [?$]\w+ | @[\w-]+ | [\w.-]*:[\w.%:-]* )
      | (?P<word>\w+) | .""",
    re.VERBOSE | re.DOTALL,
)
"""``skip``: a text, an IRI, a comment, a variable, a name with a prefix; ``word``: a bare word; else a character."""


def names_graphs(text: str) -> bool:
    """True where the query says by FROM what it is about; else it is about all graphs as one."""
    return any((found["word"] or "").upper() == "FROM" for found in TOKENS.finditer(text))
