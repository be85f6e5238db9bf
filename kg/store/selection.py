"""Which claims of a store are meant, as SQL over its tables.

In the conditions ``a`` is the table of articles, ``e`` that of extractions, ``c`` that of claims.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from kg.model.article import NO_DATE
from kg.store.schema import PLACES

Values: TypeAlias = dict[str, str | int | None]

_LATER = "b.series = a.series AND (b.since, b.key) > (a.since, a.key)"
NOT_WITHOUT = "c.key NOT IN (SELECT key FROM claim WHERE id IN (SELECT value FROM json_each(:without)))"
"""The condition that leaves out the claims with the ids ``without``, a JSON list."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was known: by day of publication, by time of adding, or all that ever was.

    ``as_of`` is the last day of publication, ISO; ``ingested_by`` the last moment of adding, UTC. Without them what is
    current counts. With ``history`` what was superseded counts as well.
    """

    as_of: str | None = None
    ingested_by: str | None = None
    history: bool = False

    @property
    def plain(self) -> bool:
        """Whether just what is current is meant."""
        return self == Known()

    @property
    def condition(self) -> str:
        """The condition on ``a`` and ``e``."""
        if self.plain:
            return "a.current AND e.current"
        parts, later = [], [_LATER]
        if self.as_of:
            parts.append("a.published <= :as_of")
            later.append("b.published <= :as_of")
        if self.ingested_by:
            parts += ["a.ingested <= :ingested_by", "e.ingested <= :ingested_by"]
            later.append("b.ingested <= :ingested_by")
        if not self.history:
            parts.append(f"NOT EXISTS (SELECT 1 FROM article b WHERE {' AND '.join(later)})")
            parts.append(
                "NOT EXISTS (SELECT 1 FROM extraction f WHERE f.article = e.article AND f.key > e.key"
                " AND f.ingested <= :ingested_by)" if self.ingested_by else "e.current")
        return " AND ".join(parts) or "1"

    @property
    def values(self) -> Values:
        """What stands for the names in the condition."""
        return {"as_of": self.as_of, "ingested_by": self.ingested_by}


@dataclass(frozen=True, slots=True)
class Ends:
    """Claims by their ends and predicate: with one of ``actors`` at an end, and one of ``others`` at the other.

    All are ids; None means any. With ``directed`` the actors are subjects and the others objects. ``without`` are ids
    of claims that are left out.
    """

    actors: tuple[str, ...] | None = None
    others: tuple[str, ...] | None = None
    predicates: tuple[str, ...] | None = None
    polarity: str | None = None
    without: tuple[str, ...] = ()
    directed: bool = False

    @classmethod
    def of(cls, actors: Iterable[str] | None, others: Iterable[str] | None,
           predicates: Iterable[str] | None, *, polarity: str | None = None, without: Iterable[str] = (),
           directed: bool = False) -> "Ends":
        """Make one of any collections of ids; one string is one id."""
        one, two = _ids(actors), _ids(others)
        if one is None:
            one, two = two, None
        return cls(one, two, _ids(predicates), polarity, tuple(without), directed)

    def rows(self, columns: str, known: Known) -> str:
        """Return the SELECT of the claims with these ends, each once, whichever way round they stand."""
        shared = [self.typed, self.kept] + (["c.current"] if known.plain else [])
        joined = "" if known.plain else (f" JOIN extraction e ON e.key = c.key >> {PLACES}"
                                         " JOIN article a ON a.key = e.article")
        if not known.plain:
            shared.append(known.condition)
        one, two = self._ways()
        halves: tuple[tuple[str, str], ...] = ((one, "1"), (two, f"NOT ({one})"))
        if self.actors is None:
            halves = (("1", "1"),)
        elif self.directed:
            halves = halves[:1]
        return " UNION ALL ".join(
            f"SELECT {columns} FROM claim c{joined} WHERE {' AND '.join([ends, apart, *shared])}"
            for ends, apart in halves)

    def tallied(self, columns: str, grouped: str = "") -> str:
        """Return the SELECT of the counts that are kept ready for these ends, each once, or grouped each half apart."""
        one, two = self._ways()
        return (f"SELECT {columns} FROM tally c WHERE {one} AND {self.typed} {grouped} UNION ALL "
                f"SELECT {columns} FROM tally c WHERE {two} AND NOT ({one}) AND {self.typed} {grouped}")

    def _ways(self) -> tuple[str, str]:
        """Return the conditions on the ends: the actors as subjects, and as objects."""
        ways = []
        for near, far in (("subject", "object"), ("object", "subject")):
            parts = [_among(near, "actors", self.actors or ())]
            if self.others is not None:
                parts.append(_among(far, "others", self.others))
            ways.append(" AND ".join(parts))
        return ways[0], ways[1]

    @property
    def typed(self) -> str:
        """The condition on predicate and polarity of ``c``."""
        parts = [] if self.predicates is None else ["c.predicate IN (SELECT value FROM json_each(:predicates))"]
        return " AND ".join([*parts, *(["c.polarity = :polarity"] if self.polarity else [])]) or "1"

    @property
    def kept(self) -> str:
        """The condition that leaves out the claims ``without``."""
        return NOT_WITHOUT if self.without else "1"

    @property
    def values(self) -> Values:
        """What stands for the names in the conditions."""
        lists = {name: json.dumps(getattr(self, name)) for name in ("actors", "others", "predicates", "without")}
        return {**lists, "polarity": self.polarity}


def ordered(newest: bool) -> tuple[str, str]:
    """Return the expression for the day of a claim ``c`` and the direction to sort it in; undated ones come last."""
    return ("coalesce(c.published, '')", "DESC") if newest else (f"coalesce(c.published, '{NO_DATE}')", "ASC")


def _among(end: str, name: str, ids: tuple[str, ...]) -> str:
    if len(ids) == 1:  # much faster where there are many claims
        return f"c.{end} = (SELECT key FROM actor WHERE id = json_extract(:{name}, '$[0]'))"
    return f"c.{end} IN (SELECT key FROM actor WHERE id IN (SELECT value FROM json_each(:{name})))"


def _ids(given: Iterable[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    return (given,) if isinstance(given, str) else tuple(dict.fromkeys(given))
