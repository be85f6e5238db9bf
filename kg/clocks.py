"""When: days and periods as people write them, and the time for which a claim holds.

Three clocks, never mixed up: when what is claimed happened or holds (valid time), when the article was published, and
when it came into a store. This module has the first, and reads the dates for all three.

A claim holds

- from and to the days that its sentence names; "since" and "from" leave the end open, "until" the start;
- else on the day of publication; a claim with neither is of no known time.

A state (``geo:lasting`` in the ontology: member-of, controls, ...) that is affirmed as asserted holds on from there,
until a later claim ends it:

- one of the same relation that is ``ended``, or denies it as asserted;
- one of a type that ends it (``geo:endedBy``) between the same two;
- one of a type by which another takes it over (``geo:lostBy``): Idlib captured by B is no longer controlled by A.

It still holds on the day it ends. "Later" is not before the last day for which the claim itself says that it holds.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import ConfigError
from kg.model import Claim, Modality, Polarity, Time

if TYPE_CHECKING:
    from kg.ontology import Ontology, RelationType

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_ONWARDS = ("since", "from")
_UP_TO = ("until", "till", "by")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, ISO, both included; None is an open end."""

    start: str | None = None
    end: str | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2023``, ``2023-05``, ``2023-05-06`` or two of these as ``START..END``, either of them left out.

        Raises ConfigError for anything else, and for an end before its start.
        """
        first, dots, last = text.strip().partition("..")
        if not (first or last):
            raise ConfigError(f"{text!r} is no period: write it like 2023, 2023-05..2024 or 2023-05-06..")
        start = days(first)[0] if first else None
        end = days(last)[1] if last else None if dots else days(first)[1]
        if start and end and end < start:
            raise ConfigError(f"{text!r} ends before it starts")
        return cls(start, end)

    def overlaps(self, other: Period) -> bool:
        """Say whether the two share a day."""
        return not ((self.end and other.start and self.end < other.start)
                    or (other.end and self.start and other.end < self.start))


@dataclass(frozen=True, slots=True)
class Window:
    """Which claims are meant by time: published by the end of ``as_of``, in a store by the end of ``ingested_by``.

    Both are a year, a month or a day. ``during`` is the period in which what is claimed holds, as
    :meth:`Period.parse` reads it. None means all. Raises ConfigError for what can't be read.
    """

    as_of: str | None = None
    during: str | None = None
    ingested_by: str | None = None

    def __post_init__(self) -> None:
        """Raise ConfigError for what is no date and no period."""
        for day in (self.as_of, self.ingested_by):
            if day is not None:
                days(day)
        if self.during is not None:
            Period.parse(self.during)

    @property
    def needs_dates(self) -> bool:
        """Whether claims of articles without a date may be left out."""
        return bool(self.as_of or self.during)


def days(text: str) -> tuple[str, str]:
    """Return the first and the last day of a year, a month or a day, ISO. Raises ConfigError for anything else."""
    found = _PARTIAL.match(text.strip())
    try:
        if found and found[3]:
            day = date(int(found[1]), int(found[2]), int(found[3])).isoformat()
            return day, day
        if found:
            year, first, last = int(found[1]), int(found[2] or 1), int(found[2] or 12)
            return (date(year, first, 1).isoformat(),
                    date(year, last, calendar.monthrange(year, last)[1]).isoformat())
    except ValueError:
        pass
    raise ConfigError(f"{text!r} is no date: write it like 2023, 2023-05 or 2023-05-06")


def published_by(claims: Iterable[Claim], as_of: str) -> Iterator[Claim]:
    """Yield the claims published by the end of ``as_of``, a day, month or year; undated ones are left out.

    Raises ConfigError where it is no date.
    """
    last = days(as_of)[1]
    return (claim for claim in claims if claim.article.published and claim.article.published <= last)


def during(claims: Collection[Claim], period: Period, ontology: Ontology) -> Iterator[Claim]:
    """Yield the claims that hold at some time in the period, as far as these claims tell.

    Raises OntologyError where a predicate is no relation type.
    """
    endings = Endings(claims, ontology)
    return (claim for claim in claims if (held := endings.valid(claim)) and held.overlaps(period))


def said(claim: Claim) -> Period | None:
    """Return the time for which the claim itself says that it holds; None where nothing is known."""
    time, published = claim.time, claim.article.published
    if time is None:
        return Period(published, published) if published else None
    if _begins_with(time, _ONWARDS):
        return Period(time.start, max(time.end, published or time.end))
    if _begins_with(time, _UP_TO):
        return Period(None, time.end)
    return Period(time.start, time.end)


class Endings:
    """The claims that end states, by what they end, and so the time for which every claim holds."""

    def __init__(self, claims: Iterable[Claim], ontology: Ontology) -> None:
        """Note the endings among ``claims``; all other claims are passed over.

        Raises OntologyError where a predicate is no relation type.
        """
        self._types = ontology
        self._enders = enders(ontology)
        self._ended: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        for claim in claims:
            self._note(claim)

    def valid(self, claim: Claim) -> Period | None:
        """Return the time for which the claim holds; None where nothing is known of it."""
        own, kind = said(claim), self._types.get(claim.predicate)
        if own is None or own.start is None or claim.object is None or not lasts(claim, kind):
            return own  # "until 2019" says the end itself
        # "In 2015" says that it holds somewhen in 2015: what ends it may be of the same year.
        witness = own.start if claim.time and not _begins_with(claim.time, _ONWARDS) else own.end or own.start
        return Period(own.start, self._end(kind, claim.subject.actor.id, claim.object.actor.id, witness))

    def _note(self, claim: Claim) -> None:
        kind = self._types.get(claim.predicate)
        day = claim.time.end if claim.time else claim.article.published
        if claim.object is None or day is None:
            return
        subject, object = claim.subject.actor.id, claim.object.actor.id
        affirmed = claim.polarity is Polarity.AFFIRMED
        if kind.lasting and (affirmed if claim.modality is Modality.ENDED
                             else not affirmed and claim.modality is Modality.ASSERTED):
            insort(self._ended["same", kind.name, *_ends(kind, subject, object)], (day, subject))
        if kind.name in self._enders and affirmed and claim.modality is Modality.ASSERTED:
            insort(self._ended["by", kind.name, *sorted((subject, object))], (day, subject))
            insort(self._ended["to", kind.name, object], (day, subject))

    def _end(self, kind: RelationType, subject: str, object: str, witness: str) -> str | None:
        """Return the first day, not before ``witness``, on which a state of the kind between these two ends."""
        found = [self._first(("same", kind.name, *_ends(kind, subject, object)), witness)]
        found += [self._first(("by", name, *sorted((subject, object))), witness) for name in kind.ended_by]
        found += [self._first(("to", name, object), witness, but=subject) for name in kind.lost_by]
        return min(filter(None, found), default=None)

    def _first(self, key: tuple[str, ...], witness: str, but: str | None = None) -> str | None:
        """Return the day of the first ending not before ``witness`` whose subject is not ``but``."""
        known = self._ended.get(key, [])
        at = bisect_left(known, (witness, ""))
        return next((day for day, subject in known[at:] if subject != but), None)


def lasts(claim: Claim, kind: RelationType) -> bool:
    """Say whether the claim, of this kind, tells of a state that holds until something ends it."""
    return kind.lasting and claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED


def enders(ontology: Ontology) -> frozenset[str]:
    """Return the names of the types of which a claim can end a state of another type."""
    return frozenset(name for kind in ontology.types.values() for name in (*kind.ended_by, *kind.lost_by))


def _begins_with(time: Time, words: Collection[str]) -> bool:
    """Say whether the first word of a time as the text has it is one of these."""
    first = time.text.lower().split(maxsplit=1)[:1]
    return bool(first) and first[0] in words


def _ends(kind: RelationType, subject: str, object: str) -> tuple[str, str]:
    return (object, subject) if kind.symmetric and object < subject else (subject, object)
