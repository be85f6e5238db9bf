"""Which claims of a store are meant, as SQL over its tables.

In the conditions ``a`` is the table of articles, ``e`` that of extractions, ``c`` that of claims.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from kg.store.schema import NO_DATE, PLACES

Values: TypeAlias = dict[str, str | int | None]

_LATER = "b.series = a.series AND (b.since, b.key) > (a.since, a.key)"
_KEYS = "(SELECT key FROM actor WHERE id IN (SELECT value FROM json_each(:{})))"


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

    All are ids; None means any.
    """

    actors: tuple[str, ...] | None = None
    others: tuple[str, ...] | None = None
    predicates: tuple[str, ...] | None = None

    @classmethod
    def of(cls, actors: Iterable[str] | None, others: Iterable[str] | None,
           predicates: Iterable[str] | None) -> "Ends":
        """Make one of any collections of ids; one string is one id."""
        one, two = _ids(actors), _ids(others)
        return cls(two, None, _ids(predicates)) if one is None else cls(one, two, _ids(predicates))

    def rows(self, columns: str, known: Known) -> str:
        """Return the SELECT of the claims with these ends, each once, whichever way round they stand."""
        shared = [self.typed] + (["c.current"] if known.plain else [])
        joined = "" if known.plain else (f" JOIN extraction e ON e.key = c.key >> {PLACES}"
                                         " JOIN article a ON a.key = e.article")
        if not known.plain:
            shared.append(known.condition)
        actors, others = _KEYS.format("actors"), _KEYS.format("others")
        one = [f"c.subject IN {actors}"] + ([f"c.object IN {others}"] if self.others is not None else [])
        two = [f"c.object IN {actors}"] + ([f"c.subject IN {others}"] if self.others is not None else [])
        halves: tuple[tuple[list[str], str], ...] = ((one, "1"), (two, f"NOT ({' AND '.join(one)})"))
        if self.actors is None:
            halves = ((["1"], "1"),)
        return " UNION ALL ".join(
            f"SELECT {columns} FROM claim c{joined} WHERE {' AND '.join([*ends, apart, *shared])}"
            for ends, apart in halves)

    def tallied(self) -> str:
        """Return the SELECT of the counts that are kept ready for these ends, each once."""
        actors, others = _KEYS.format("actors"), _KEYS.format("others")
        one = f"c.subject IN {actors}" + (f" AND c.object IN {others}" if self.others is not None else "")
        two = f"c.object IN {actors}" + (f" AND c.subject IN {others}" if self.others is not None else "")
        return (f"SELECT * FROM tally c WHERE {one} AND {self.typed} UNION ALL "
                f"SELECT * FROM tally c WHERE {two} AND NOT ({one}) AND {self.typed}")

    @property
    def typed(self) -> str:
        """The condition on the predicate of ``c``."""
        return "1" if self.predicates is None else "c.predicate IN (SELECT value FROM json_each(:predicates))"

    @property
    def values(self) -> Values:
        """What stands for the names in the conditions."""
        return {name: json.dumps(getattr(self, name)) for name in ("actors", "others", "predicates")}


def ordered(newest: bool) -> tuple[str, str]:
    """Return the expression for the day of a claim ``c`` and the direction to sort it in; undated ones come last."""
    return ("coalesce(c.published, '')", "DESC") if newest else (f"coalesce(c.published, '{NO_DATE}')", "ASC")


def _ids(given: Iterable[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    return (given,) if isinstance(given, str) else tuple(dict.fromkeys(given))
