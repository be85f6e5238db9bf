"""Where actors are, for the map: points that the gazetteer is sure of, and none where it is not."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from kg.gazetteer import Entry, Gazetteer
from kg.model import Actor, ActorType

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees."""

_CITY = "city"


class Places:
    """Points of actors that the gazetteer knows.

    A place has its own; an organization that of the city it sits in; a state without a country code, and its
    bodies, that of its capital. Whatever has a country is left to the map, which knows a point of each country.
    Nobody stands where what it is a part of stands: a mission of the United Nations is not in New York.
    """

    def __init__(self, known: Gazetteer) -> None:
        """Take the gazetteer whose ids the actors have."""
        self._known = known
        cities: dict[str, list[Entry]] = defaultdict(list)
        for entry in known.entries.values():
            if entry.kind == _CITY:
                cities[entry.actor.name].append(entry)
        # A capital is known by its name; one that two cities have tells nothing.
        self._cities = {name: found[0] for name, found in cities.items() if len(found) == 1}

    def of(self, actor: Actor) -> Point | None:
        """Return the actor's own point, None where it has none or that of its country is meant."""
        entry = self._known.entries.get(actor.id)
        if entry is None and (state := self._known.parent_of(actor.id)):
            entry = self._known.entries.get(state)
        return self._of(entry) if entry else None

    def all(self, actors: Iterable[Actor]) -> list[Point | None]:
        """Return the point of each actor, in their order."""
        return [self.of(actor) for actor in actors]

    def _of(self, entry: Entry) -> Point | None:
        if entry.actor.type is ActorType.STATE:
            sited = self._cities.get(entry.capital or "") if not entry.actor.country else None
        elif entry.actor.type is ActorType.PLACE:
            sited = entry
        else:
            sited = self._known.entries.get(entry.within or "")
        if sited is None or sited.lon is None or sited.lat is None:
            return None
        return sited.lon, sited.lat
