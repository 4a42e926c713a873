"""What articles tell of each entity and what was decided by it, kept beside the store so that a change costs little.

SQLite, made of the articles, and anew where another program made it; it may be deleted. Nothing is in it that the
graph does not tell.
"""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kg.identity.profiles import Profile
from kg.identity.tellings import unpacked
from kg.identity.traits import TABLES, Traits
from kg.identity.version import version
from kg.model import Decision, Verdict

__all__ = ["Index"]

_TABLES: Final = f"""{TABLES}
CREATE TABLE state (generation TEXT, version TEXT);
CREATE TABLE article (doc TEXT PRIMARY KEY, source TEXT, digest TEXT) WITHOUT ROWID;
CREATE TABLE came (doc TEXT PRIMARY KEY, digest TEXT, told TEXT) WITHOUT ROWID;
CREATE TABLE sighting (id TEXT, source TEXT, told TEXT, PRIMARY KEY (id, source)) WITHOUT ROWID;
CREATE INDEX sighting_source ON sighting (source);
CREATE TABLE split (id TEXT, source TEXT, bearer TEXT, PRIMARY KEY (id, source)) WITHOUT ROWID;
CREATE INDEX split_bearer ON split (bearer);
CREATE TABLE kind (id TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TABLE block (key TEXT, id TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE INDEX block_id ON block (id);
CREATE TABLE called (name TEXT, id TEXT, PRIMARY KEY (name, id)) WITHOUT ROWID;
CREATE INDEX called_id ON called (id);
CREATE TABLE found (one TEXT, other TEXT, verdict TEXT, because TEXT, score REAL, PRIMARY KEY (one, other))
    WITHOUT ROWID;
CREATE INDEX found_other ON found (other);
CREATE TABLE judged (one TEXT, other TEXT, told TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;
"""


class Index:
    """The tables in a file, made where there is none. All changes since the last ``commit`` are one transaction."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error where it cannot be opened; another file than one of ours is replaced."""
        try:
            self._held = _opened(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            path.unlink()
            self._held = _opened(path)
        self.traits = Traits(self._held)

    def close(self) -> None:
        """Forgets what was not committed."""
        self._held.close()

    def commit(self, generation: str) -> None:
        """Makes all changes last, and says of which generation of the graph they are; empty: of none for sure."""
        if generation:
            self._do("DELETE FROM came")
        self._do("DELETE FROM state")
        self._do("INSERT INTO state VALUES (?, ?)", generation, version())
        self._held.commit()

    def save(self) -> None:
        """Makes all changes last; they are of what the index says already."""
        self._held.commit()

    def current(self, generation: str | None) -> bool:
        """True where it is of that generation of the graph, by this program."""
        return bool(generation) and self._rows("SELECT * FROM state") == [(generation, version())]

    def ours(self) -> bool:
        """True where it was made by this program: then it is right about each article of which it has the digest."""
        return [found for (found,) in self._rows("SELECT version FROM state")] == [version()]

    def clear(self) -> None:
        """Forgets all, also which tables another program made."""
        for (name,) in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            self._do(f"DROP TABLE {name}")  # our own names
        for made in _TABLES.split(";\n"):
            self._do(made)
        self.traits.ids.clear()

    # ------------------------------------------------------------------ articles

    def digests(self) -> dict[str, str]:
        """The digest of each article as it is known, by the IRI of its graph."""
        return dict(self._rows("SELECT doc, digest FROM article"))

    def digest(self, doc: str) -> str | None:
        """That of one article; None where it is not known."""
        return self._one("SELECT digest FROM article WHERE doc = ?", doc)

    def source(self, doc: str) -> str:
        """The source of the article in this graph."""
        return str(self._one("SELECT source FROM article WHERE doc = ?", doc))

    def know(self, doc: str, source: str, digest: str | None) -> None:
        """Notes the digest of an article; None: it is gone."""
        self._do("DELETE FROM article WHERE doc = ?", doc)
        if digest is not None:
            self._do("INSERT INTO article VALUES (?, ?, ?)", doc, source, digest)

    def keep(self, doc: str, digest: str, told: Mapping[str, str]) -> None:
        """Keeps what an article tells of each id as it stands now, until all that came is decided by."""
        self._do("INSERT OR REPLACE INTO came VALUES (?, ?, ?)", doc, digest, json.dumps(told, ensure_ascii=False))

    def kept(self, doc: str, digest: str) -> dict[str, str] | None:
        """What was kept of an article of this digest; None where nothing was."""
        told = self._one("SELECT told FROM came WHERE doc = ? AND digest = ?", doc, digest)
        return None if told is None else dict(json.loads(told))

    def told(self, source: str) -> dict[str, str]:
        """What an article tells of each id, packed."""
        return dict(self._rows("SELECT id, told FROM sighting WHERE source = ?", source))

    def tell(self, id: str, source: str, told: str | None) -> None:
        """Notes what an article tells of an id; None: nothing."""
        self._set("sighting", (id, source), told)

    def persons(self, id: str) -> Iterator[Profile]:
        """What each article tells of an id as it was read, by source; those that tell of no person may be missing."""
        rows = self._rows(_PERSONS, id)
        return (unpacked(id, source, told) for source, told in rows)

    def sightings(self, id: str) -> Iterator[tuple[str, Profile]]:
        """(Source, what it tells) of each article that means this entity, by source; one by one, they may be many."""
        found = heapq.merge(self._held.execute(_OWN, (id,)), self._held.execute(_BORNE, (id,)))
        return ((source, unpacked(id, source, told)) for source, _, told in found)

    # ------------------------------------------------------------------ entities

    def bearers(self, id: str) -> dict[str, str]:
        """Source -> who bears this name there."""
        return dict(self._rows("SELECT source, bearer FROM split WHERE id = ?", id))

    def split(self, id: str, source: str, bearer: str | None) -> None:
        """Notes who bears a name in an article; None: whoever bears it where nobody tells."""
        self._set("split", (id, source), bearer)

    def meant(self, id: str, source: str) -> str:
        """Whom an article means by an id."""
        found = self._one("SELECT bearer FROM split WHERE id = ? AND source = ?", id, source)
        return id if found is None else found

    def shared(self, id: str) -> bool:
        """Whether a name has several bearers."""
        return self._one("SELECT 1 FROM split WHERE id = ?", id) is not None

    def several(self) -> set[str]:
        """The names with several bearers."""
        return {id for (id,) in self._rows("SELECT DISTINCT id FROM split")}

    def telling(self, id: str, source: str) -> Profile | None:
        """What an article tells of an id as it was read; None: nothing."""
        found = self._one(_TOLD, id, source)
        return unpacked(id, source, found) if found else None

    def kind(self, id: str) -> str | None:
        """The kind of an entity; None where no article tells of it."""
        return self._one("SELECT kind FROM kind WHERE id = ?", id)

    def set_kind(self, id: str, kind: str | None) -> None:
        """Notes it."""
        self._set("kind", (id,), kind)

    # ------------------------------------------------------------------ pairs

    def keys(self, id: str) -> set[str]:
        """The keys of an entity; none where it has no name."""
        return {key for (key,) in self._rows("SELECT key FROM block WHERE id = ?", id)}

    def set_keys(self, id: str, keys: set[str]) -> None:
        """Notes them."""
        old = self.keys(id)
        for key in old - keys:
            self._do("DELETE FROM block WHERE key = ? AND id = ?", key, id)
            self._do(_SHIFT, key, -1)
        for key in keys - old:
            self._do("INSERT INTO block VALUES (?, ?)", key, id)
            self._do(_SHIFT, key, 1)

    def call(self, id: str, names: set[str]) -> None:
        """Notes what an entity is called."""
        old = {name for (name,) in self._rows("SELECT name FROM called WHERE id = ?", id)}
        self._held.executemany("DELETE FROM called WHERE name = ? AND id = ?", [(name, id) for name in old - names])
        self._held.executemany("INSERT INTO called VALUES (?, ?)", [(name, id) for name in names - old])

    def called(self, name: str) -> list[str]:
        """The entities that are called so."""
        return [id for (id,) in self._rows("SELECT id FROM called WHERE name = ?", name)]

    def crossed(self, most: int) -> list[str]:
        """The keys that more than ``most`` entities have and had not when this was asked last, and the other way
        round."""
        found = [key for (key,) in self._held.execute(_CROSSED, {"most": most})]
        self._do("DELETE FROM shift")
        return found

    def block(self, key: str, most: int) -> list[str] | None:
        """The entities with a key; None where they are more than ``most``."""
        found = [id for (id,) in self._rows("SELECT id FROM block WHERE key = ? LIMIT ?", key, most + 1)]
        return found if len(found) <= most else None

    def members(self, key: str) -> list[str]:
        """All entities with a key."""
        return [id for (id,) in self._rows("SELECT id FROM block WHERE key = ?", key)]

    def found(self, id: str) -> list[Decision]:
        """What comparing an entity with others found."""
        rows = self._rows("SELECT * FROM found WHERE one = ?", id)
        return _decisions(rows + self._rows("SELECT * FROM found WHERE other = ?", id))

    def every_found(self) -> list[Decision]:
        """What comparing any two found."""
        return _decisions(self._rows("SELECT * FROM found"))

    def forget(self, decision: Decision) -> None:
        """Takes out what comparing two found."""
        self._do("DELETE FROM found WHERE one = ? AND other = ?", decision.one, decision.other)

    def decide(self, decision: Decision) -> None:
        """Notes what comparing two found."""
        self._do(
            "INSERT INTO found VALUES (?, ?, ?, ?, ?)",
            *(decision.one, decision.other, decision.verdict.value, decision.because, decision.score),
        )

    def judged(self) -> dict[tuple[str, str], str]:
        """What people judged when it was last decided, as text."""
        return {(one, other): told for one, other, told in self._rows("SELECT * FROM judged")}

    def judge(self, judged: Iterable[Decision]) -> None:
        """Notes what people judge now."""
        self._do("DELETE FROM judged")
        for one in judged:
            self._do("INSERT INTO judged VALUES (?, ?, ?)", one.one, one.other, repr(one))

    # ------------------------------------------------------------------ SQL

    def _set(self, table: str, key: tuple[str, ...], value: str | None) -> None:
        names = ("id", "source")[: len(key)]
        if value is None:
            self._do(f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in names)}", *key)
        else:
            self._do(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * (len(key) + 1))})", *key, value)

    def _do(self, statement: str, *values: object) -> None:
        self._held.execute(statement, values)

    def _rows(self, question: str, *values: object) -> list[Any]:
        return self._held.execute(question, values).fetchall()

    def _one(self, question: str, *values: object) -> str | None:
        row = self._held.execute(question, values).fetchone()
        return None if row is None else str(row[0])


_SHIFT: Final = "INSERT INTO shift VALUES (?, ?) ON CONFLICT DO UPDATE SET more = more + excluded.more"
_CROSSED: Final = """
SELECT key FROM (SELECT key, more, (SELECT COUNT(*) FROM block WHERE block.key = shift.key) AS now FROM shift)
WHERE (now > :most) <> (now - more > :most)
"""
_PERSONS: Final = "SELECT source, told FROM sighting WHERE id = ? AND instr(told, '\"Person\"') ORDER BY source"
_OWN: Final = """
    SELECT source, id, told FROM sighting AS seen WHERE id = ? AND NOT EXISTS
        (SELECT 1 FROM split WHERE id = seen.id AND source = seen.source AND bearer != seen.id)
    ORDER BY source
"""
# One bearer has one name, so this is by source, and the first is there without the others.
_BORNE: Final = """
    SELECT source, id, told FROM split CROSS JOIN sighting USING (id, source)
    WHERE bearer = ? AND id != bearer ORDER BY id, source
"""
_TOLD: Final = "SELECT told FROM sighting WHERE id = ? AND source = ?"


def _decisions(rows: Iterable[tuple[str, str, str, str, float]]) -> list[Decision]:
    return [Decision(one, other, Verdict(verdict), why, score) for one, other, verdict, why, score in rows]


def _opened(path: Path) -> sqlite3.Connection:
    held = sqlite3.connect(path)
    try:
        if not held.execute("SELECT 1 FROM sqlite_master").fetchone():
            held.executescript(f"BEGIN; {_TABLES} COMMIT;")
        held.execute("SELECT * FROM state")
        held.execute("PRAGMA cache_size = -16384")
        held.execute("CREATE TEMP TABLE shift (key TEXT PRIMARY KEY, more INTEGER) WITHOUT ROWID")  # of each block
    except BaseException:
        held.close()
        raise
    return held
