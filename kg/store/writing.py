"""Adding to a store: versions of articles, and what extractors found in them. The caller holds the transaction."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, MutableMapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from kg.errors import RecordError
from kg.model import Actor, Article, Claim
from kg.store import rows
from kg.store.schema import PLACES


class Added(StrEnum):
    """What became of an article: new, another version of a stored one, in the store before, or read again."""

    NEW = "new"
    VERSION = "version"
    KNOWN = "known"
    REFRESHED = "refreshed"

_Group: TypeAlias = tuple[int, int, str, str]


class Tallies:
    """Keeps the counts of current claims by ends, type and polarity; 0 stands for no object."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep them through ``connection``."""
        self._connection = connection
        self._added: dict[_Group, tuple[int, str | None, str | None]] = {}
        self._changed: set[_Group] = set()

    def forget(self) -> None:
        """Drop what was noted in a transaction that was taken back."""
        self._added.clear()
        self._changed.clear()

    def added(self, group: _Group, day: str | None) -> None:
        """Note one more current claim, published on ``day``."""
        count, first, last = self._added.get(group, (0, None, None))
        if day is not None:
            first, last = min(first or day, day), max(last or day, day)
        self._added[group] = (count + 1, first, last)

    def changed(self, extraction: int) -> None:
        """Note that the claims of an extraction became current or history: theirs is counted anew."""
        self._changed.update(self._connection.execute(
            "SELECT DISTINCT subject, coalesce(object, 0), predicate, polarity FROM claim WHERE key BETWEEN ? AND ?",
            places(extraction)))

    def settle(self) -> None:
        """Write what was noted."""
        # max and min of SQL are null where one side is.
        self._connection.executemany(
            """INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET claims = claims + excluded.claims,
               first = coalesce(min(first, excluded.first), first, excluded.first),
               last = coalesce(max(last, excluded.last), last, excluded.last)""",
            [(*group, *counts) for group, counts in sorted(self._added.items()) if group not in self._changed])
        for group in sorted(self._changed):
            self._connection.execute(
                "DELETE FROM tally WHERE subject = ? AND object = ? AND predicate = ? AND polarity = ?", group)
            self._connection.execute(
                """INSERT INTO tally SELECT subject, coalesce(object, 0), predicate, polarity, count(*), min(published),
                   max(published) FROM claim WHERE subject = ?1 AND object IS nullif(?2, 0) AND predicate = ?3
                   AND polarity = ?4 AND current GROUP BY 1, 2, 3, 4""", group)
        self.forget()


class Writer:
    """Writes into the tables of one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through ``connection``; ``originals`` has what articles were read from, by hash, until it is kept."""
        self.originals: MutableMapping[str, bytes] = {}
        self._connection = connection
        self._actors = rows.ActorKeys(connection)
        self._tallies = Tallies(connection)

    def forget(self) -> None:
        """Drop what is remembered of the tables, as after a transaction that was taken back."""
        self._actors.forget()
        self._tallies.forget()

    def settle(self) -> None:
        """Bring the counts up to date, before the end of a transaction."""
        self._tallies.settle()

    def write(self, key: int | None, article: Article, claims: Iterable[Claim], extractor: str, now: str) -> Added:
        """Add an article with its claims, or to the stored version ``key`` what an extractor found in it now."""
        if key is None:
            return self.add(article, claims, extractor, now)
        self.extracted(key, article, claims, extractor, now)
        return Added.REFRESHED

    def add(self, article: Article, claims: Iterable[Claim], extractor: str, now: str) -> Added:
        """Add an article with its claims; one that is there already changes nothing."""
        if article_key(self._connection, article) is not None:
            return Added.KNOWN
        own, url = rows.has_own_id(article), rows.address(article.url)
        series = self._series(article, own, url)
        since = article.published or self._last(series)
        cursor = self._connection.execute(
            "INSERT INTO article (id, content, title, url, publisher, published, own, address, series, since, current,"
            " ingested, authors, original) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
            (article.id, rows.content(article), article.title, article.url, article.publisher, article.published, own,
             url, series or 0, since, now, json.dumps(article.authors), article.original_hash))
        key = int(cursor.lastrowid or 0)
        if series is None:
            self._connection.execute("UPDATE article SET series = key WHERE key = ?", (key,))
        self._connection.execute("INSERT INTO body VALUES (?, ?)", (key, article.text))
        data = self.originals.pop(article.original_hash, None) if article.original_hash else None
        if data is not None:
            self._connection.execute("INSERT OR IGNORE INTO original (hash, data) VALUES (?, ?)",
                                     (article.original_hash, zlib.compress(data)))
        self.extracted(key, article, claims, extractor, now)
        if series is None:
            return Added.NEW
        self._choose_version(series)
        return Added.VERSION

    def extracted(self, key: int, article: Article, claims: Iterable[Claim], extractor: str, now: str) -> None:
        """Add what an extractor found in the stored version ``key``; what others found before is history from now on.

        Where it found the same to the letter, only its name is noted.
        """
        found = sorted(claims, key=lambda claim: claim.place)
        if len(found) >= 1 << PLACES:
            raise RecordError(f"article {article.id}: has more claims than a store can take ({len(found):,})")
        if stray := next((c for c in found if c.article.id != article.id), None):
            raise RecordError(f"claim {stray.id}: is of article {stray.article.id!r}, not of {article.id!r}")
        before = self._connection.execute(
            "SELECT key FROM extraction WHERE article = ? AND current ORDER BY key", (key,)).fetchone()
        records = [(claim.id, rows.record(claim)) for claim in found]
        if before and self._records(before[0]) == records:
            self._connection.execute("UPDATE extraction SET extractor = ? WHERE key = ?", (extractor, before[0]))
            return
        if before:
            self._connection.execute("UPDATE extraction SET current = 0 WHERE key = ?", before)
            self._mark(before[0], 0)
        cursor = self._connection.execute(
            "INSERT INTO extraction (article, extractor, current, ingested) VALUES (?, ?, 1, ?)",
            (key, extractor, now))
        current = self._connection.execute("SELECT current FROM article WHERE key = ?", (key,)).fetchone()[0]
        self._insert(int(cursor.lastrowid or 0), found, [text for _, text in records], current)

    def _insert(self, extraction: int, claims: Sequence[Claim], records: Sequence[str], current: int) -> None:
        first, of = places(extraction)[0], self._actors.of
        values = []
        for number, (claim, text) in enumerate(zip(claims, records, strict=True)):
            for actor in claim.actors:
                of(actor)
            third = claim.qualifiers.counterparty
            subject, object = of(claim.subject.actor), of(claim.object.actor) if claim.object else None
            day, polarity = claim.article.published, claim.polarity.value
            values.append((first + number, claim.id, subject, claim.predicate, object, polarity, claim.modality.value,
                           day, current, text, of(third) if isinstance(third, Actor) else None))
            if current:
                self._tallies.added((subject, object or 0, claim.predicate, polarity), day)
        self._connection.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def _records(self, extraction: int) -> list[tuple[str, str]]:
        return self._connection.execute("SELECT id, record FROM claim WHERE key BETWEEN ? AND ? ORDER BY key",
                                        places(extraction)).fetchall()

    def _series(self, article: Article, own: bool, url: str | None) -> int | None:
        """Return the series that the article is a version of: one with its id, else one with its address.

        Two with ids of their own that differ are two articles, whatever their addresses say.
        """
        found = self._connection.execute("SELECT series FROM article WHERE id = ? LIMIT 1", (article.id,)).fetchone()
        if found is None and url is not None:
            found = self._connection.execute(
                "SELECT series FROM article WHERE address = ? AND NOT (own AND ?) ORDER BY key DESC LIMIT 1",
                (url, own)).fetchone()
        return int(found[0]) if found else None

    def _last(self, series: int | None) -> str:
        found = self._connection.execute("SELECT max(since) FROM article WHERE series = ?", (series,)).fetchone()
        return found[0] or ""

    def _choose_version(self, series: int) -> None:
        """Mark the last version of a series as current, and its claims; all others are history."""
        versions = self._connection.execute(
            "SELECT key, current FROM article WHERE series = ? ORDER BY since DESC, key DESC", (series,)).fetchall()
        for number, (key, before) in enumerate(versions):
            now = int(number == 0)
            if now != before:
                self._connection.execute("UPDATE article SET current = ? WHERE key = ?", (now, key))
                for (extraction,) in self._connection.execute(
                        "SELECT key FROM extraction WHERE article = ? AND current", (key,)).fetchall():
                    self._mark(extraction, now)

    def _mark(self, extraction: int, current: int) -> None:
        """Say of the claims of an extraction whether they are current."""
        self._connection.execute("UPDATE claim SET current = ? WHERE key BETWEEN ? AND ?",
                                 (current, *places(extraction)))
        self._tallies.changed(extraction)


def article_key(connection: sqlite3.Connection, article: Article) -> int | None:
    """Return the key of this very version of the article, None where the store does not have it."""
    found = connection.execute("SELECT key FROM article WHERE id = ? AND content = ?",
                               (article.id, rows.content(article))).fetchone()
    return int(found[0]) if found else None


def places(extraction: int) -> tuple[int, int]:
    """Return the first and the last key that claims of an extraction may have."""
    return extraction << PLACES, ((extraction + 1) << PLACES) - 1

