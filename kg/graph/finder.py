"""From what a user calls an actor to the actor: by id, name, or what the gazetteer or the texts call it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import fuzz, process

from kg.errors import ConfigError
from kg.gazetteer import Gazetteer
from kg.ids import fold
from kg.model import Actor, Claim

_NAMES = frozenset(("name", "alias", "acronym", "guarded", "former"))
_NEAR, _NEAREST = 60, 3


class Finder:
    """Finds actors among those that claims name."""

    def __init__(self, actors: Mapping[str, Actor], gazetteer: Callable[[], Gazetteer],
                 claims: Iterable[Claim] = ()) -> None:
        """Take the actors by id; what loads the gazetteer, asked only for a name that no actor has; and their claims,
        for what the texts call them.
        """
        self._actors = actors
        self._gazetteer = gazetteer
        self._claims = claims
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for actor in actors.values():
            self._named[fold(actor.name)].add(actor.id)

    def find(self, text: str) -> Actor:
        """Return the one actor that is meant.

        An id is looked for first, then a name of an actor here, then the names of the gazetteer, its adjectives, seats
        and surnames, and last the words of the texts. Case and accents do not matter. Raises ConfigError, with the
        nearest names, where nobody or more than one is called so.
        """
        if text in self._actors:
            return self._actors[text]
        name = fold(text)
        for look in (self._by_name, self._by_gazetteer_name, self._by_gazetteer_word, self._by_mention):
            if found := look(name):
                return self._one(text, found)
        raise ConfigError(self._nobody(text, name))

    def _by_name(self, name: str) -> set[str]:
        return self._named.get(name, set())

    def _by_gazetteer_name(self, name: str) -> set[str]:
        return self._surfaces(name, names=True) & self._actors.keys()

    def _by_gazetteer_word(self, name: str) -> set[str]:
        return self._surfaces(name, names=False) & self._actors.keys()

    def _by_mention(self, name: str) -> set[str]:
        ends = (end for claim in self._claims for end in (claim.subject, claim.object) if end)
        return {end.actor.id for end in ends if fold(end.span.text) == name}

    def _surfaces(self, name: str, *, names: bool) -> set[str]:
        return {s.actor for s in self._gazetteer().surfaces if (s.kind in _NAMES) is names and fold(s.text) == name}

    def _one(self, text: str, found: set[str]) -> Actor:
        if len(found) > 1:
            choice = ", ".join(f"{id} ({self._actors[id].type})" for id in sorted(found))
            raise ConfigError(f"{text!r} may be {choice} (write the id)")
        return self._actors[next(iter(found))]

    def _nobody(self, text: str, name: str) -> str:
        if known := self._surfaces(name, names=True) or self._surfaces(name, names=False):
            entries = self._gazetteer().entries
            return f"{text!r}: no claim here names {', '.join(sorted(entries[id].actor.name for id in known))}"
        # The gazetteer's names of those who are here too, so that a slip in an alias is seen.
        names = {fold(actor.name): actor.name for actor in self._actors.values()}
        names |= {fold(s.text): self._actors[s.actor].name for s in self._gazetteer().surfaces
                  if s.kind in _NAMES and s.actor in self._actors}
        near = process.extract(name, sorted(names), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2 * _NEAREST)
        nearest = list(dict.fromkeys(names[key] for key, _, _ in near))[:_NEAREST]
        hint = f"the nearest: {', '.join(nearest)}" if nearest else "kg actors lists all"
        return f"no actor is called {text!r} here ({hint})"
