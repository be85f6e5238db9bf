"""Cooperation and conflict between two actors over time.

Each event has the weight that the Goldstein scale gives to the CAMEO code of its type, as declared in
``ontology/geopolitics.ttl`` (``geo:intensity``). Source: J. S. Goldstein, "A Conflict-Cooperation Scale for WEIS Events
Data", Journal of Conflict Resolution 36 (1992), 369-385; the values for CAMEO codes are those that GDELT publishes
(CAMEO.goldsteinscale.txt). Which CAMEO code comes nearest to a type of ours is our own judgement, and so is the half
weight of what is only planned or alleged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kg.graph.days import when
from kg.graph.pairs import dealings, reality
from kg.model import Actor, Claim
from kg.ontology import Ontology


class Step(StrEnum):
    """The length of a period; weeks begin on Monday."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PeriodSums:
    """What is claimed to have happened between two actors in one period, which begins on ``start`` (ISO).

    ``cooperation`` adds up weights above 0 and ``conflict`` those below (it is never positive); ``events`` counts both.
    ``outgoing`` is the part of the net that comes from the first actor, ``incoming`` that from the other; an act of
    both is in both.
    """

    start: str
    events: int
    cooperation: float
    conflict: float
    outgoing: float
    incoming: float

    @property
    def net(self) -> float:
        """Cooperation and conflict together."""
        return round(self.cooperation + self.conflict, 3)


@dataclass(frozen=True, slots=True)
class Series:
    """The periods between two actors, from the first event to the last; iterating gives the periods."""

    one: Actor
    other: Actor
    step: Step
    periods: tuple[PeriodSums, ...]

    def __iter__(self) -> Iterator[PeriodSums]:
        return iter(self.periods)

    def __len__(self) -> int:
        return len(self.periods)


def series(one: Actor, other: Actor, claims: Iterable[Claim], ontology: Ontology,
           step: Step = Step.MONTH) -> tuple[PeriodSums, ...]:
    """Return the periods from the first event between two actors to the last, those without events too.

    An event is an actor, a type, another actor and a day: claims of the same one count once, the least doubtful of them
    (the one-a-day filter of event data). Claims without a day are left out. Raises OntologyError where a predicate is
    no relation type.
    """
    events: dict[tuple[str, str, str, date], float] = {}
    for claim in claims:
        weight, day = ontology.get(claim.predicate).intensity, when(claim)
        if not weight or not day or not (part := reality(claim)):
            continue
        for doer, target in dealings(claim):
            if {doer.id, target.id} == {one.id, other.id}:
                ends = sorted((doer.id, target.id)) if ontology.get(claim.predicate).symmetric else (doer.id, target.id)
                key = (ends[0], claim.predicate, ends[1], day[0])
                events[key] = max(events.get(key, 0.0), weight * part, key=abs)
    if not events:
        return ()
    starts = [_begin(day, step) for _, _, _, day in events]
    found = {start: [0.0, 0.0, 0.0, 0.0, 0.0] for start in _starts(min(starts), max(starts), step)}
    for (doer_id, predicate, _, on), weight in sorted(events.items()):
        sums = found[_begin(on, step)]
        sums[0] += 1
        sums[1 if weight > 0 else 2] += weight
        if ontology.get(predicate).symmetric:
            sums[3] += weight
            sums[4] += weight
        else:
            sums[3 if doer_id == one.id else 4] += weight
    return tuple(PeriodSums(start.isoformat(), int(sums[0]), *(round(value, 3) for value in sums[1:]))
                 for start, sums in found.items())


def _begin(day: date, step: Step) -> date:
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    month = {Step.MONTH: day.month, Step.QUARTER: (day.month - 1) // 3 * 3 + 1, Step.YEAR: 1}[step]
    return day.replace(month=month, day=1)


def _starts(first: date, last: date, step: Step) -> Iterable[date]:
    longest = {Step.WEEK: 7, Step.MONTH: 31, Step.QUARTER: 92, Step.YEAR: 366}[step]
    while first <= last:
        yield first
        if (date.max - first).days < longest:
            return
        first = _begin(first + timedelta(days=longest), step)
