"""From what a user calls an actor to the actor: by id, name, or what the gazetteer or the texts call it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from rapidfuzz import fuzz, process

from kg.errors import ConfigError
from kg.gazetteer import Gazetteer
from kg.ids import fold
from kg.model import Actor, Claim
from kg.store import StoreReader

_NAMES = frozenset(("name", "alias", "acronym", "guarded", "former"))
_NEAR, _NEAREST = 60, 3


class Directory(Protocol):
    """Who is there; names are folded (:func:`kg.ids.fold`)."""

    def actor(self, id: str) -> Actor | None:
        """Return the actor with an id, or None."""

    def named(self, name: str) -> set[str]:
        """Return the ids of the actors of this name."""

    def mentioned(self, name: str) -> set[str]:
        """Return the ids of the actors that the texts call so."""

    def near(self, name: str) -> Iterable[Actor]:
        """Return actors whose names may resemble this one, more rather than fewer."""


class ClaimDirectory:
    """The actors that claims name."""

    def __init__(self, actors: Mapping[str, Actor], claims: Iterable[Claim] = ()) -> None:
        """Take the actors by id, and their claims for what the texts call them."""
        self._actors = actors
        self._claims = claims
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for actor in actors.values():
            self._named[fold(actor.name)].add(actor.id)

    def actor(self, id: str) -> Actor | None:
        """As in Directory."""
        return self._actors.get(id)

    def named(self, name: str) -> set[str]:
        """As in Directory."""
        return self._named.get(name, set())

    def mentioned(self, name: str) -> set[str]:
        """As in Directory."""
        ends = (end for claim in self._claims for end in (claim.subject, claim.object) if end)
        return {end.actor.id for end in ends if fold(end.span.text) == name}

    def near(self, name: str) -> Iterable[Actor]:
        """As in Directory."""
        return self._actors.values()


class StoreDirectory:
    """The actors of a store."""

    def __init__(self, store: StoreReader) -> None:
        """Ask ``store``, which must stay open."""
        self._store = store

    def actor(self, id: str) -> Actor | None:
        """As in Directory."""
        return next((actor for actor in self._store.actors(id) if actor.id == id), None)

    def named(self, name: str) -> set[str]:
        """As in Directory."""
        return {actor.id for actor in self._store.actors(name) if fold(actor.name) == name}

    def mentioned(self, name: str) -> set[str]:
        """As in Directory; a store has no list of mentions."""
        return set()

    def near(self, name: str) -> Iterable[Actor]:
        """As in Directory."""
        parts = {name[:3], name[-3:], *(word for word in name.split() if len(word) > 3)}
        return [actor for part in sorted(parts) if part for actor in self._store.actors_like(part, 500)]


class Finder:
    """Finds the one actor of a directory that is meant."""

    def __init__(self, directory: Directory, gazetteer: Callable[[], Gazetteer]) -> None:
        """Take what loads the gazetteer, asked only for a name that no actor has."""
        self._directory = directory
        self._gazetteer = gazetteer

    def find(self, text: str) -> Actor:
        """Return the one actor that is meant.

        An id is looked for first, then a name of an actor here, then the names of the gazetteer, its adjectives, seats
        and surnames, and last the words of the texts. Case and accents do not matter. Raises ConfigError, with the
        nearest names, where nobody or more than one is called so.
        """
        if actor := self._directory.actor(text):
            return actor
        name = fold(text)
        looks = (self._directory.named, self._by_gazetteer_name, self._by_gazetteer_word, self._directory.mentioned)
        for look in looks:
            if found := self._here(look(name)):
                return self._one(text, found)
        raise ConfigError(self._nobody(text, name))

    def _by_gazetteer_name(self, name: str) -> set[str]:
        return {s.actor for s in self._gazetteer().surfaces if s.kind in _NAMES and fold(s.text) == name}

    def _by_gazetteer_word(self, name: str) -> set[str]:
        return {s.actor for s in self._gazetteer().surfaces if s.kind not in _NAMES and fold(s.text) == name}

    def _here(self, ids: set[str]) -> list[Actor]:
        return [actor for id in sorted(ids) if (actor := self._directory.actor(id))]

    def _one(self, text: str, found: list[Actor]) -> Actor:
        if len(found) > 1:
            choice = ", ".join(f"{actor.id} ({actor.type})" for actor in found)
            raise ConfigError(f"{text!r} may be {choice} (write the id)")
        return found[0]

    def _nobody(self, text: str, name: str) -> str:
        if known := self._by_gazetteer_name(name) or self._by_gazetteer_word(name):
            entries = self._gazetteer().entries
            return f"{text!r}: no claim here names {', '.join(sorted(entries[id].actor.name for id in known))}"
        near = {fold(actor.name): actor.name for actor in self._directory.near(name)}
        found = process.extract(name, sorted(near), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_NEAREST)
        hint = f"the nearest: {', '.join(near[key] for key, _, _ in found)}" if found else "kg actors lists all"
        return f"no actor is called {text!r} here ({hint})"
