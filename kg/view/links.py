"""Addresses inside the network page, as address.js reads them, for pages that lie beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kg.model import Entity

__all__ = ["Links", "links"]


@dataclass(frozen=True, slots=True)
class Links:
    """Into the network page ``file``, a name in the same folder; every address is "" where there is none.

    ``ids`` are by id, label and alias, where only one entity is called so.
    """

    file: str
    ids: Mapping[str, str]

    def actor(self, name: str) -> str:
        """To an entity, by id or by a name that is its alone; "" for anything else."""
        return self._to([("node", self.ids[name])]) if name in self.ids else ""

    def table(self, **only: str) -> str:
        """To the table of those facts alone: their ``relation``, ``status`` or ``source``."""
        shown = [] if "status" in only else [("status", "negated")]  # which are hidden until somebody asks
        return self._to([("view", "table"), *shown, *((f"only-{kind}", key) for kind, key in sorted(only.items()))])

    def _to(self, state: Sequence[tuple[str, str]]) -> str:
        return f"{quote(self.file)}#{urlencode(state)}" if self.file else ""


def links(file: str, entities: Sequence[Entity]) -> Links:
    """Links into ``file``, a page that shows these entities."""
    named = [(name, entity.id) for entity in entities for name in {entity.label, *entity.aliases}]
    often = Counter(name for name, _ in named)
    return Links(file, {name: id for name, id in named if often[name] == 1} | {e.id: e.id for e in entities})
