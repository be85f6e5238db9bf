"""Reading a store: claims and articles, one at a time, in the order of publication, article and text."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg import clocks
from kg.ids import fold
from kg.model import Actor, ActorType, Article, ArticleRef, Claim
from kg.model.article import NO_DATE
from kg.store import rows
from kg.store.connection import explained
from kg.store.schema import PLACES
from kg.store.selection import NOT_WITHOUT, Ends, Known, Values, ordered
from kg.store.writing import article_key, places

if TYPE_CHECKING:
    from kg.ontology import Ontology

_FORM = "r.id, f.name, f.type, f.country, f.sector, f.wikidata"
_THIRD = f"""claim c JOIN extraction e ON e.key = c.key >> {PLACES} JOIN article a ON a.key = e.article
    WHERE c.counterparty = (SELECT key FROM actor WHERE id = :counterparty)
    AND (SELECT key FROM actor WHERE id = :end) IN (c.subject, c.object) AND {NOT_WITHOUT}"""
_ORDER = f"coalesce(a.published, '{NO_DATE}'), a.id, a.key"

_WITHOUT = "SELECT key FROM claim WHERE id IN (SELECT value FROM json_each(:without))"
_COUNTED = ("subject", "object", "predicate", "polarity", "claims", "first", "last")
_TIED = 200  # looked at beyond what was asked for, to see whether more are equal


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds: current articles and claims, all versions and claims with history, and actors.

    ``undated`` are those of the current claims whose article has no date of publication.
    """

    articles: int
    claims: int
    undated: int
    versions: int
    all_claims: int
    actors: int


class Tally(NamedTuple):
    """How many claims of one polarity two actors have of one type; ``object`` is None where only a topic is named.

    ``first`` and ``last`` are days of publication, ISO, or None.
    """

    subject: str
    predicate: str
    object: str | None
    polarity: str
    claims: int
    first: str | None
    last: str | None


class StoreReader:
    """What can be asked of a store; :class:`kg.Store` adds the writing.

    Ids of actors are those of claims. ``as_of`` and ``ingested_by`` are days, months or years: what had been published,
    or added, by their end. ``history`` asks for superseded versions and extractions as well. All raise StoreError where
    the file can't be read, ConfigError for a date or period that is none.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, types: Path | None = None) -> None:
        """Read through ``connection``; ``types`` is the directory of the ontology, by default that of the package."""
        self.path = path
        self._connection = connection
        self._root = types

    @cached_property
    def _types(self) -> Ontology:
        from kg.ontology import load  # with rdflib, which only periods need

        return load(self._root)

    def has(self, article: Article) -> bool:
        """Say whether this very version of the article is there; its claims then are too."""
        with explained(self.path):
            return article_key(self._connection, article) is not None

    def articles(self, *, as_of: str | None = None, ingested_by: str | None = None,
                 history: bool = False) -> Iterator[ArticleRef]:
        """Yield the articles, without their texts, in the order of publication and id."""
        known = known_by(as_of, ingested_by, history)
        sql = f"""SELECT {rows.REF} FROM article a WHERE EXISTS
                  (SELECT 1 FROM extraction e WHERE e.article = a.key AND {known.condition}) ORDER BY {_ORDER}"""
        return (rows.ref(row) for row in self._rows(sql, known.values))

    def article_texts(self, *, as_of: str | None = None, ingested_by: str | None = None,
                      history: bool = False) -> Iterator[Article]:
        """Yield the articles with their texts, in the order of publication and id."""
        known = known_by(as_of, ingested_by, history)
        sql = f"""SELECT {rows.FULL} FROM article a JOIN body b ON b.article = a.key WHERE EXISTS
                  (SELECT 1 FROM extraction e WHERE e.article = a.key AND {known.condition}) ORDER BY {_ORDER}"""
        return (rows.article(row) for row in self._rows(sql, known.values))

    def article(self, id: str) -> Article | None:
        """Return the current version of the article with this id, None where there is none."""
        sql = f"SELECT {rows.FULL} FROM article a JOIN body b ON b.article = a.key WHERE a.id = ? AND a.current"
        return next((rows.article(row) for row in self._rows(sql, (id,))), None)

    def original(self, hash: str) -> bytes | None:
        """Return what an article was read from, by its ``original_hash``; None where it was not kept."""
        sql = "SELECT data FROM original WHERE hash = ?"
        return next((zlib.decompress(data) for (data,) in self._rows(sql, (hash,))), None)

    def claims(self, actors: Iterable[str] | None = None, *, others: Iterable[str] | None = None,
               predicates: Iterable[str] | None = None, as_of: str | None = None, ingested_by: str | None = None,
               during: str | clocks.Period | None = None, history: bool = False, newest: bool = False,
               limit: int | None = None, polarity: str | None = None, without: Iterable[str] = (),
               directed: bool = False) -> Iterator[Claim]:
        """Yield claims, each with a key of ``actors`` at one end and, where given, one of ``others`` at the other.

        ``during`` keeps those that hold at some time of a period (:mod:`kg.clocks`). They come in the order of
        publication, article and text; with ``newest`` the last day of publication first. ``limit`` stops after so
        many. Without ``actors``, ``others`` and ``newest`` nothing but one article's claims is in memory at a time.
        ``without`` are ids of claims to leave out; with ``directed`` the actors are subjects and the others objects.
        """
        known = known_by(as_of, ingested_by, history)
        ends = Ends.of(actors, others, predicates, polarity=polarity, without=without, directed=directed)
        if during is None:
            found = self._claims(ends, known, newest, limit)
        else:
            found = self._held(self._claims(ends, known, newest, None), known, _period(during))
        return islice(found, limit)

    def claim(self, prefix: str) -> tuple[Claim, ...]:
        """Return the current claims whose ids begin so, in the order of their ids, at most ten."""
        sql = f"""SELECT c.id, c.record, {rows.REF} FROM claim c JOIN extraction e ON e.key = c.key >> {PLACES}
                  JOIN article a ON a.key = e.article
                  WHERE c.id >= ? AND c.id < ? AND c.current ORDER BY c.id, c.key LIMIT 10"""
        found = self._rows(sql, (prefix, prefix + "\U0010ffff"))
        return tuple(rows.claim(id, record, rows.ref(row)) for id, record, *row in found)

    def claims_by_id(self, ids: Iterable[str], *, as_of: str | None = None, ingested_by: str | None = None,
                     during: str | clocks.Period | None = None) -> Iterator[Claim]:
        """Yield the claims with these ids, in the order of the ids; ids that no claim has are left out."""
        known = known_by(as_of, ingested_by)
        sql = f"""SELECT c.key FROM claim c JOIN extraction e ON e.key = c.key >> {PLACES}
                  JOIN article a ON a.key = e.article
                  WHERE c.id IN (SELECT value FROM json_each(:ids)) AND {known.condition} ORDER BY c.id, c.key"""
        keys = [key for (key,) in self._rows(sql, {**known.values, "ids": json.dumps(list(ids))})]
        found = self._by_key(keys)
        return found if during is None or not keys else self._held(found, known, _period(during))

    def with_counterparty(self, end: str, counterparty: str, *, as_of: str | None = None,
                          ingested_by: str | None = None, during: str | clocks.Period | None = None,
                          newest: bool = False, limit: int | None = None,
                          without: Iterable[str] = ()) -> Iterator[Claim]:
        """Yield the claims with these ids at one end and as the counterparty, in the order of :meth:`claims`."""
        known = known_by(as_of, ingested_by)
        day, direction = ordered(newest)
        sql = f"""SELECT c.key FROM {_THIRD} AND {known.condition} ORDER BY {day} {direction}, a.id, c.key
                  LIMIT :shown"""
        shown = -1 if limit is None or during else limit
        values = {**known.values, **_third(end, counterparty, without), "shown": shown}
        found = self._by_key([key for (key,) in self._rows(sql, values)])
        return found if during is None else islice(self._held(found, known, _period(during)), limit)

    def counterparty_tallies(self, end: str, counterparty: str, *, as_of: str | None = None,
                             ingested_by: str | None = None, without: Iterable[str] = ()) -> tuple[Tally, ...]:
        """Return the numbers of the claims of :meth:`with_counterparty` in which the counterparty is no end as well."""
        known = known_by(as_of, ingested_by)
        sql = f"""SELECT s.id, predicate, o.id, polarity, claims, first, last FROM
                  (SELECT c.subject, c.predicate, c.object, c.polarity, count(*) claims, min(c.published) first,
                   max(c.published) last FROM {_THIRD} AND c.counterparty NOT IN (c.subject, coalesce(c.object, 0))
                   AND {known.condition} GROUP BY 1, 2, 3, 4) t
                  JOIN actor s ON s.key = t.subject LEFT JOIN actor o ON o.key = t.object
                  ORDER BY s.id, predicate, coalesce(o.id, ''), polarity"""
        return tuple(Tally(*row) for row in self._rows(sql, {**known.values, **_third(end, counterparty, without)}))

    def tallies(self, actors: Iterable[str], *, others: Iterable[str] | None = None,
                predicates: Iterable[str] | None = None, as_of: str | None = None,
                ingested_by: str | None = None, history: bool = False, limit: int | None = None,
                without: Iterable[str] = ()) -> tuple[Tally, ...]:
        """Return the numbers of claims of ``actors`` by ends, type and polarity, those with most claims first.

        Without ``as_of``, ``ingested_by``, ``history`` and ``without`` (ids of claims to leave out) they are kept
        ready, and no claim is looked at.
        """
        known, ends = known_by(as_of, ingested_by, history), Ends.of(actors, others, predicates, without=without)
        grouped = ends.tallied("*") if known.plain and not ends.without else f"""
            SELECT subject, object, predicate, polarity, count(*) claims, min(published) first, max(published) last
            FROM ({ends.rows("c.subject, coalesce(c.object, 0) object, c.predicate, c.polarity, c.published", known)})
            GROUP BY 1, 2, 3, 4"""
        values: Values = {**known.values, **ends.values, "limit": -1 if limit is None else limit}
        if limit:
            grouped = self._largest(grouped, values, limit)
        sql = f"""SELECT s.id, predicate, o.id, polarity, claims, first, last FROM ({grouped}) t
                  JOIN actor s ON s.key = t.subject LEFT JOIN actor o ON o.key = t.object
                  ORDER BY claims DESC, s.id, predicate, coalesce(o.id, ''), polarity LIMIT :limit"""
        return tuple(Tally(*row) for row in self._rows(sql, values))

    def tally(self, subject: str, predicate: str, object: str | None, polarity: str, *, as_of: str | None = None,
              ingested_by: str | None = None, without: Iterable[str] = ()) -> Tally:
        """Return the number of claims of one kind, those with the ids ``without`` left out; it is counted anew."""
        known, key = known_by(as_of, ingested_by), "(SELECT key FROM actor WHERE id = :{})"
        far = f"c.object = {key.format('object')}" if object else "c.object IS NULL"
        sql = f"""SELECT count(*), min(c.published), max(c.published) FROM claim c
                  JOIN extraction e ON e.key = c.key >> {PLACES} JOIN article a ON a.key = e.article
                  WHERE c.subject = {key.format("subject")} AND {far}
                  AND c.predicate = :predicate AND c.polarity = :polarity AND {NOT_WITHOUT} AND {known.condition}"""
        values = {"subject": subject, "predicate": predicate, "object": object, "polarity": polarity,
                  "without": json.dumps(list(without))}
        claims, first, last = next(self._rows(sql, {**known.values, **values}))
        return Tally(subject, predicate, object, polarity, claims, first, last)

    def totals(self, actor: str) -> tuple[tuple[str, str, int], ...]:
        """Return the numbers of current claims of an actor as (type, polarity, claims), sorted; they are kept ready."""
        ends = Ends.of(actor, None, None)
        each = ends.tallied("predicate, polarity, sum(claims) claims", "GROUP BY 1, 2")
        sql = f"SELECT predicate, polarity, sum(claims) FROM ({each}) GROUP BY 1, 2 ORDER BY 1, 2"
        return tuple((predicate, polarity, claims) for predicate, polarity, claims in self._rows(sql, ends.values))

    def actors(self, name: str) -> tuple[Actor, ...]:
        """Return the actors with this id or this name, whatever its case and accents, sorted by id."""
        sql = f"""SELECT {_FORM} FROM actor r JOIN form f ON f.actor = r.key WHERE r.id = :name OR r.key IN
                  (SELECT actor FROM form WHERE folded = :folded) ORDER BY 1, 2, 3, 4, 5, 6"""
        return _actors(self._rows(sql, {"name": name, "folded": fold(name)}))

    def actors_by_id(self, ids: Iterable[str]) -> dict[str, Actor]:
        """Return the actors with these ids, by id, in the order of the ids; ids that nobody has are left out."""
        sql = f"""SELECT {_FORM} FROM actor r JOIN form f ON f.actor = r.key
                  WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3, 4, 5, 6"""
        return {actor.id: actor for actor in _actors(self._rows(sql, (json.dumps(list(ids)),)))}

    def actors_like(self, name: str, limit: int = 10) -> tuple[Actor, ...]:
        """Return actors whose name contains this one, whatever its case and accents: shortest names first."""
        sql = f"""SELECT {_FORM} FROM form f JOIN actor r ON r.key = f.actor WHERE instr(f.folded, ?)
                  ORDER BY length(f.folded), f.folded, 1, 2, 3, 4, 5, 6 LIMIT ?"""
        return _actors(self._rows(sql, (fold(name), limit)))

    def counts(self) -> Counts:
        """Return how much there is."""
        tables = ("article WHERE current", "claim WHERE current", "claim WHERE current AND published IS NULL",
                  "article", "claim", "actor")
        return Counts(*(next(self._rows(f"SELECT count(*) FROM {table}", ()))[0] for table in tables))

    def revision(self) -> str:
        """Return a text that is another one after every change of what the store holds."""
        sql = "SELECT coalesce(max(key), 0) FROM "
        return ".".join(str(next(self._rows(sql + table, ()))[0]) for table in ("article", "extraction"))

    def _claims(self, ends: Ends, known: Known, newest: bool, limit: int | None) -> Iterator[Claim]:
        if ends.actors is None and not newest:
            return self._by_article(ends, known)
        return self._by_key(self._keys(ends, known, newest, limit))

    def _by_article(self, ends: Ends, known: Known, condition: str = "1", **more: str) -> Iterator[Claim]:
        """Yield the claims article by article; ``condition`` is one more on ``c``, with values in ``more``."""
        outer = f"""SELECT {rows.REF}, e.key FROM article a JOIN extraction e ON e.article = a.key
                    WHERE {known.condition} ORDER BY {_ORDER}, e.key"""
        inner = f"""SELECT c.id, c.record FROM claim c WHERE c.key BETWEEN :first AND :last AND {ends.typed}
                    AND {ends.kept} AND {condition} ORDER BY c.key"""
        for *row, extraction in self._rows(outer, known.values):
            article = rows.ref(row)
            first, last = places(extraction)
            for id, record in self._rows(inner, {**ends.values, **more, "first": first, "last": last}):
                yield rows.claim(id, record, article)

    def _largest(self, grouped: str, values: Values, limit: int) -> str:
        """Return the SELECT of the counts that may be among the largest, so that ids are looked up for these alone."""
        sql = f"SELECT * FROM ({grouped}) ORDER BY claims DESC LIMIT :most"
        first = list(self._rows(sql, {**values, "most": limit + _TIED}))
        if len(first) == limit + _TIED and first[-1][4] == first[limit - 1][4]:
            values["cut"] = first[-1][4]
            return f"SELECT * FROM ({grouped}) WHERE claims >= :cut"
        values["first"] = json.dumps(first)
        columns = (f"json_extract(value, '$[{n}]') AS {name}" for n, name in enumerate(_COUNTED))
        return f"SELECT {', '.join(columns)} FROM json_each(:first)"

    def _keys(self, ends: Ends, known: Known, newest: bool, limit: int | None) -> list[int]:
        """Return the keys of the claims with these ends in their order."""
        day, direction = ordered(newest)
        values: Values = {**known.values, **ends.values}
        inner = ends.rows(f"c.key, {day} AS day", known)
        cut = "1"
        if limit:
            # What is left out is few: to look at each claim for that would take longer.
            out = {key for (key,) in self._rows(_WITHOUT, ends.values)}
            most = limit + _TIED + len(out)
            sql = f"""SELECT key, day FROM ({replace(ends, without=()).rows(f"c.key, {day} AS day", known)})
                      ORDER BY day {direction} LIMIT :most"""
            seen = list(self._rows(sql, {**values, "most": most}))
            first = [row for row in seen if row[0] not in out]
            if len(first) > limit:
                values["cut"] = first[limit - 1][1]
                cut = "day >= :cut" if newest else "day <= :cut"
            if len(seen) < most or seen[-1][1] != values["cut"]:
                # All of the last day that counts are among them: no need to go through the claims again.
                values["keys"] = json.dumps([key for key, _ in first])
                inner = f"SELECT c.key, {day} AS day FROM claim c WHERE c.key IN (SELECT value FROM json_each(:keys))"
        sql = f"""SELECT k.key FROM ({inner}) k JOIN extraction e ON e.key = k.key >> {PLACES}
                  JOIN article a ON a.key = e.article WHERE {cut} ORDER BY day {direction}, a.id, k.key"""
        return [key for (key,) in self._rows(sql, values)]

    def _by_key(self, keys: list[int]) -> Iterator[Claim]:
        sql = f"""SELECT c.id, c.record, {rows.REF} FROM claim c JOIN extraction e ON e.key = c.key >> {PLACES}
                  JOIN article a ON a.key = e.article WHERE c.key = ?"""
        for key in keys:
            for id, record, *row in self._rows(sql, (key,)):
                yield rows.claim(id, record, rows.ref(row))

    def _held(self, claims: Iterator[Claim], known: Known, period: clocks.Period) -> Iterator[Claim]:
        """Yield the claims that hold at some time in the period, by the endings among all that is known."""
        lasting = [name for name, kind in self._types.types.items() if kind.lasting]
        enders = clocks.enders(self._types)
        ending = self._by_article(
            Ends(predicates=(*lasting, *enders)), known, "(c.modality = 'ended' OR c.polarity = 'negated' OR"
            " c.predicate IN (SELECT value FROM json_each(:enders)))", enders=json.dumps(sorted(enders)))
        endings = clocks.Endings(ending, self._types)
        return (claim for claim in claims if (held := endings.valid(claim)) and held.overlaps(period))

    def _rows(self, sql: str, values: Mapping[str, Any] | Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        with explained(self.path):
            yield from self._connection.execute(sql, values)


def known_by(as_of: str | None, ingested_by: str | None, history: bool = False) -> Known:
    """Return what was known by the end of these days. Raises ConfigError where one is no date."""
    return Known(clocks.days(as_of)[1] if as_of else None,
                 f"{clocks.days(ingested_by)[1]}T23:59:59Z" if ingested_by else None, history)


def _third(end: str, counterparty: str, without: Iterable[str]) -> dict[str, str]:
    return {"end": end, "counterparty": counterparty, "without": json.dumps(list(without))}


def _period(during: str | clocks.Period) -> clocks.Period:
    return clocks.Period.parse(during) if isinstance(during, str) else during


def _actors(found: Iterable[tuple[str, str, str, str, str, str]]) -> tuple[Actor, ...]:
    """Return one actor an id, the first of its forms."""
    by_id: dict[str, Actor] = {}
    for id, name, type, country, sector, wikidata in found:
        by_id.setdefault(id, Actor(id, name, ActorType(type), country or None, sector or None, wikidata or None))
    return tuple(by_id.values())
