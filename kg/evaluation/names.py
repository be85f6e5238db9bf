"""Whether two names stand for one actor: spelling, aliases, and a body for its state."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.gazetteer import Gazetteer
from kg.model import ActorType

_STATE_SECTORS = frozenset("GOV MIL LEG JUD COP SPY".split())
_STATE_TYPES = frozenset(["State", "Government", "Military"])
_TITLES = frozenset(
    "mr mrs ms dr sir president prime minister king queen prince crown sheikh mullah general colonel "
    "senator secretary chancellor pope jr".split()
)
_BODY = frozenset(
    "the of for and at a high senior top chief head joint federal state supreme royal "
    "foreign defence defense interior justice finance trade home prime armed air naval coast border "
    "police secret security intelligence government governments administration regime junta leadership "
    "authorities authority cabinet ruling presidency president presidential minister ministers ministry "
    "ministries secretary leader leaders official officials officer officers diplomat diplomats "
    "ambassador ambassadors embassy mission delegation representative representatives spokesman "
    "spokeswoman spokesperson office staff command parliament congress senate house court judiciary "
    "department agency treasury service services force forces troops army military navy marines "
    "soldiers guard guards peacekeepers aircraft warplanes jets fighter ships vessels boats warship "
    "warships".split()
)
_STATE_SURFACES = ("name", "alias", "acronym", "adjective", "people", "former")
_OWN_NAMES = frozenset([ActorType.STATE, ActorType.PERSON, ActorType.PLACE, ActorType.ITEM])
"""Kinds whose other names are not taken from the gazetteer: a version of a weapon is not the same weapon."""
_LIKE = str.maketrans({"ı": "i", "ł": "l", "ø": "o"})

Named = Mapping[str, Any]
"""An actor of gold or of a claim record: ``name``, and ``country``, ``sector``, ``type``, ``office`` where known."""


def norm(name: str) -> str:
    """Return a name without case, accents, possessive, punctuation and a leading article."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_LIKE))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    bare = re.sub(r"['’]s\b|['’ʼ.]", "", bare)
    return re.sub(r"^the ", "", " ".join(re.findall(r"\w+", bare)))


@dataclass(frozen=True)
class Names:
    """The codes of states by their names, and the first name of other actors by their further ones, normalized."""

    states: Mapping[str, str]
    aliases: Mapping[str, str]

    @classmethod
    def of(cls, gazetteer: Gazetteer, more: Iterable[tuple[str, ...]] = ()) -> "Names":
        """Take the names from the gazetteer; ``more`` are rows of names of one actor, or of a state after its code."""
        states: dict[str, str] = {}
        aliases: dict[str, str] = {}
        for surface in gazetteer.surfaces:
            actor = gazetteer.actor(surface.actor)
            if actor.country and (actor.type is ActorType.STATE) and surface.kind in _STATE_SURFACES:
                states.setdefault(norm(surface.text), actor.country)
        for surface in gazetteer.surfaces:
            actor = gazetteer.actor(surface.actor)
            if actor.type not in _OWN_NAMES and surface.kind in ("alias", "acronym", "former", "guarded"):
                aliases.setdefault(norm(surface.text), norm(actor.name))
        for first, *rest in more:
            target: dict[str, str] = states if re.fullmatch("[A-Z]{3}", first) else aliases
            value = first if target is states else norm(first)
            target.update(dict.fromkeys(map(norm, rest), value))
            aliases.pop(value, None)
        return cls(states, aliases)

    def state_of(self, name: str) -> str | None:
        """Return the code of the state that a name means, by itself or as a body: "Turkish troops"."""
        words = norm(name).split()
        for size in range(len(words), 0, -1):
            for i in range(len(words) - size + 1):
                code = self.states.get(" ".join(words[i : i + size]))
                if code and _BODY.issuperset(words[:i] + words[i + size :]):
                    return code
        return None

    def stands_for(self, actor: Named) -> str | None:
        """Return the state that an actor stands for, as itself or as a body of it."""
        kind, words = actor.get("type"), norm(actor["name"]).split()
        body = (
            kind in (None, "Organization")
            and actor.get("sector") in _STATE_SECTORS
            and _BODY.intersection(words)
        )
        typed = body or kind in _STATE_TYPES
        return self.state_of(actor["name"]) or (actor.get("country") if typed else None)

    def canonical(self, actor: Named) -> str:
        """Return what is equal for all names of one actor."""
        name = norm(actor["name"])
        return self.stands_for(actor) or self.aliases.get(name, name)

    def same(self, gold: Named, found: Named) -> bool:
        """Say whether a found actor is the one of the gold; a person may go by a part of the name."""
        a, b = norm(gold["name"]), norm(found["name"])
        if a == b or self.canonical(gold) == self.canonical(found):
            return True
        if gold.get("office") and gold.get("country") and gold["country"] == self.stands_for(found):
            return True
        left, right = set(a.split()) - _TITLES, set(b.split()) - _TITLES
        return (
            found.get("type") in ("Person", "People")
            and bool(left and right)
            and (left <= right or right <= left)
        )
