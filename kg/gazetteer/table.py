"""The gazetteer: who there is, what names them, who held which office when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from kg.config import ontology_dir
from kg.errors import OntologyError
from kg.gazetteer import read
from kg.gazetteer.entry import BodyPattern, Entry, Surface
from kg.gazetteer.surfaces import surfaces_of
from kg.ids import actor_id
from kg.model import Actor, ActorType


@dataclass(frozen=True)
class Gazetteer:
    """All entries by id, all surfaces sorted, the patterns of bodies; read only."""

    entries: Mapping[str, Entry]
    surfaces: tuple[Surface, ...]
    bodies: tuple[BodyPattern, ...]
    _patterns: Mapping[str, BodyPattern] = field(repr=False)
    _states: Mapping[str, str] = field(repr=False)
    _holders: Mapping[tuple[str, str], tuple[tuple[str | None, str | None, str], ...]] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[Entry], bodies: Iterable[BodyPattern]) -> "Gazetteer":
        """Build the gazetteer. Raises OntologyError where two entries share an id."""
        table: dict[str, Entry] = {}
        states: dict[str, str] = {}
        holders: dict[tuple[str, str], list[tuple[str | None, str | None, str]]] = {}
        for entry in entries:
            actor = entry.actor
            if actor.id in table:
                raise OntologyError(f"gazetteer: the id {actor.id!r} is used twice")
            table[actor.id] = entry
            if actor.country and (actor.type is ActorType.STATE or entry.kind == "territory"):
                states.setdefault(actor.country, actor.id)
            for held in entry.offices:
                holders.setdefault((held.office, held.of), []).append((held.start, held.end, actor.id))
        patterns = tuple(bodies)
        ordered = sorted((s for entry in table.values() for s in surfaces_of(entry)),
                         key=lambda s: (s.text, s.kind, s.actor))
        return cls(MappingProxyType(table), tuple(ordered), patterns, {p.key: p for p in patterns}, states,
                   {key: tuple(found) for key, found in holders.items()})

    def actor(self, id: str) -> Actor:
        """Return the actor of an entry or of a derived body ("turkey.military").

        Raises OntologyError where there is none.
        """
        if (entry := self.entries.get(id)) is not None:
            return entry.actor
        state, dot, key = id.partition(".")
        if dot and state in self.entries and key in self._patterns:
            return self.body(state, key)
        raise OntologyError(f"gazetteer: no actor has the id {id!r}")

    def body(self, state_id: str, key: str) -> Actor:
        """Return a body of a state: its own entry where it has one ("united-states.defence-ministry"), else derived.

        Raises OntologyError where the state or the key is unknown.
        """
        own = f"{state_id}.{key}"
        if own in self.entries:
            return self.entries[own].actor
        state, pattern = self.actor(state_id), self._patterns.get(key)
        if pattern is None:
            raise OntologyError(f"gazetteer: no body pattern has the key {key!r}")
        name = pattern.name.format(adjective=self.adjective(state_id))
        return Actor(own, name, pattern.type, state.country, pattern.sector, None)

    def holder(self, office: str, of: str, on: str | None) -> Actor | None:
        """Return who held the office on the ISO date ``on`` (None: who holds it still), or None.

        None also where two are known to have held it on that day; on the day of a handover the new holder counts.
        """
        spans = self._holders.get((office, of), ())
        found = {person: end for start, end, person in spans if _covers(start, end, on)}
        if len(found) > 1:
            found = {person: end for person, end in found.items() if end is None or end != on}
        return self.entries[next(iter(found))].actor if len(found) == 1 else None

    def adjective(self, state_id: str) -> str:
        """Return the adjective that is usual in news ("Turkish"), the name where none is known."""
        entry = self.entries.get(state_id)
        if entry is None:
            return self.actor(state_id).name
        return entry.adjectives[0] if entry.adjectives else entry.actor.name

    def capital(self, state_id: str) -> Actor | None:
        """Return the capital of a state as the place it is: its own entry, else a place by its name."""
        state = self.entries.get(state_id)
        if state is None or state.capital is None:
            return None
        return self.city(state.capital, state.actor.country)

    def city(self, name: str, country: str | None) -> Actor:
        """Return the place of a country that is called so, a new one where none is known."""
        own = next((a for a in self._places.get(name, ()) if a.country == country), None)
        return own or Actor(actor_id(name, "Place"), name, ActorType.PLACE, country)

    @cached_property
    def _places(self) -> Mapping[str, tuple[Actor, ...]]:
        found: dict[str, tuple[Actor, ...]] = {}
        for surface in self.surfaces:
            actor = self.actor(surface.actor)
            if actor.type is ActorType.PLACE:
                found[surface.text] = (*found.get(surface.text, ()), actor)
        return found

    def parent_of(self, actor_id: str) -> str | None:
        """Return the id of what the actor is part of: the entry's own parent, the state of a body, else None."""
        entry = self.entries.get(actor_id)
        if entry is not None and entry.parent:
            return entry.parent
        state, dot, _ = actor_id.partition(".")
        return state if dot and state in self.entries else None

    def state_of_country(self, country: str) -> str | None:
        """Return the id of the state or territory with an ISO 3166-1 alpha-3 code ("TUR"), None where there is none."""
        return self._states.get(country)


def _covers(start: str | None, end: str | None, on: str | None) -> bool:
    if on is None:
        return end is None
    # ISO dates compare as text; a year or month alone reaches to its last day.
    return (start is None or start[:len(on)] <= on) and (end is None or end + "~" > on)


def load(root: Path | None = None) -> Gazetteer:
    """Load the gazetteer from ``root``/actors (default: the ontology of the package).

    Raises OntologyError, naming file and entry, where a file can't be read or a row breaks the schema.
    """
    folder = (root or ontology_dir()) / "actors"
    entries = []
    for name, row in read.rows(folder):
        try:
            entries.append(read.entry(row))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise OntologyError(f"{folder / name}: {row.get('id', row)!r}: {type(error).__name__} {error}") from error
    try:
        bodies = [read.body(row) for row in read.body_rows(folder)]
    except (KeyError, TypeError, ValueError) as error:
        raise OntologyError(f"{folder / read.BODIES}: {type(error).__name__} {error}") from error
    return Gazetteer.of(entries, bodies)
