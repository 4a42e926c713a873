"""What very many articles tell of one entity, counted: one article more or less changes a few of these counts, and
who compares the entity asks for single things of it. So neither takes longer the more articles name it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, Final, cast

from kg.identity.profiles import Profile
from kg.resolve import is_minted

if TYPE_CHECKING:
    from kg.identity.index import Index

__all__ = ["TABLES", "Recount", "Traits"]

TABLES: Final = """
CREATE TABLE gathered (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE trait (id TEXT, what TEXT, value TEXT, times INTEGER, PRIMARY KEY (id, what, value)) WITHOUT ROWID;
"""
_MOST: Final = 20_000
"""Tellings that are counted one by one in one change, at most; of more, all is gathered anew when it is wanted."""

_COUNT: Final = "INSERT INTO trait VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times"
_GONE: Final = "DELETE FROM trait WHERE id = ? AND what = ? AND value = ? AND times = 0"
_ANY: Final = "SELECT 1 FROM trait WHERE id = ? AND what = ? AND value = ?"
_ALL: Final = "SELECT value FROM trait WHERE id = ? AND what = ?"
_NUMBER: Final = "SELECT COUNT(*) FROM trait WHERE id = ? AND what = ?"

_Meant = Callable[[str], str]
"""Whom the article means by an id."""


class Traits:
    """Those of the entities ``ids``, in the tables of an index. All others are told by their articles alone."""

    def __init__(self, held: sqlite3.Connection) -> None:
        self._held = held
        self.ids = {str(id) for (id,) in held.execute("SELECT id FROM gathered")}

    def gather(self, id: str, tellings: Iterable[tuple[Profile, _Meant]]) -> None:
        """Counts all that articles tell of an entity, from now on."""
        times = Counter(trait for telling in tellings for trait in _traits(*telling))
        self._held.executemany(_COUNT, ((id, *trait, number) for trait, number in times.items()))
        self._held.execute("INSERT INTO gathered VALUES (?)", (id,))
        self.ids.add(id)

    def count(self, id: str, seen: Profile, meant: _Meant, by: int) -> None:
        """One article more tells this of the entity (``by`` 1), or one less (-1)."""
        traits = _traits(seen, meant)
        self._held.executemany(_COUNT, ((id, *trait, by) for trait in traits))
        self._held.executemany(_GONE, ((id, *trait) for trait in traits))

    def clear(self) -> None:
        """Forgets all of them."""
        for table in ("trait", "gathered"):
            self._held.execute(f"DELETE FROM {table}")  # our own names
        self.ids.clear()

    def profile(self, id: str, kind: str, linked: Callable[[str], bool], shared: bool) -> Profile:
        """The profile of one of them; ``linked`` says of whom it has met with whom that links it."""
        # Sets that are read where they lie: nobody changes a profile that is made.
        told, met = (cast("set[str]", _Told(self._held, id, what)) for what in ("source", "met"))
        return Profile(
            id=id,
            label=min(self._all(id, "label"), key=lambda name: (-len(name), name)),
            kind=kind,
            minted=is_minted(id),
            names=self._all(id, "name"),
            sources=told,
            countries=self._all(id, "country"),
            posts={(role, body) for role, body in map(json.loads, self._all(id, "post"))},
            linked=cast("set[str]", _Told(self._held, id, "met", linked)),
            met=met,
            shared=shared,
        )

    def _all(self, id: str, what: str) -> set[str]:
        return {value for (value,) in self._held.execute(_ALL, (id, what))}


def _traits(seen: Profile, meant: _Meant) -> set[tuple[str, str]]:
    """What one article tells of an entity; of others, whom it means."""
    found = {("label", seen.label), *(("name", name) for name in seen.names)}
    found.update(("source", source) for source in seen.sources)
    found.update(("country", meant(country)) for country in seen.countries)
    found.update(("post", json.dumps([role, meant(body)])) for role, body in seen.posts)
    found.update(("met", meant(other)) for other in seen.met)
    return found


class _Told(Set[str]):
    """All values of one kind, looked up when somebody asks for them; those alone that ``among`` says True of."""

    def __init__(
        self, held: sqlite3.Connection, id: str, what: str, among: Callable[[str], bool] | None = None
    ) -> None:
        self._held, self._key, self._among = held, (id, what), among
        self._size: int | None = None

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, str) or (self._among and not self._among(value)):
            return False
        return self._held.execute(_ANY, (*self._key, value)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        every = (str(value) for (value,) in self._held.execute(_ALL, self._key))
        return filter(self._among, every) if self._among else every

    def __len__(self) -> int:
        if self._size is None:
            number = self._held.execute(_NUMBER, self._key).fetchone()[0]
            self._size = sum(1 for _ in self) if self._among else int(number)
        return self._size

    @classmethod
    def _from_iterable(cls, values: Iterable[Any]) -> Any:
        return set(values)

    def __reduce__(self) -> Any:
        """In another process it is a set."""
        return set, (list(self),)


class Recount:
    """Keeps the counts right while articles come to tell otherwise, or to mean others: all that such an article tells
    is taken off as it was (``off``), before anything changes, and added as it is in the end (``on``)."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._off: set[tuple[str, str]] = set()

    def off(self, id: str, source: str) -> None:
        """What this article tells of this id, as it was read, will be another."""
        if not self._index.traits.ids or (id, source) in self._off:
            return
        self._off.add((id, source))
        if len(self._off) > _MOST:
            self._index.traits.clear()
            self._off.clear()
        else:
            self._count(id, source, -1)

    def beside(self, id: str, source: str) -> set[str]:
        """With whom an article links an id."""
        telling = self._index.telling(id, source)
        return telling.met if telling else set()

    def on(self) -> None:
        """All has changed."""
        for id, source in self._off:
            self._count(id, source, 1)
        self._off.clear()

    def _count(self, id: str, source: str, by: int) -> None:
        index, entity = self._index, self._index.meant(id, source)
        if entity in index.traits.ids and (seen := index.telling(id, source)):
            index.traits.count(entity, seen, lambda other: index.meant(other, source), by)
