"""Roll-up: bodies of a state, and on request its leaders, taken for the state itself.

This is a view for graphs and exports. Claims keep who the text names.
"""

from dataclasses import dataclass
from enum import StrEnum

from kg.errors import ConfigError
from kg.gazetteer import Gazetteer
from kg.model import Actor, ActorType
from kg.model.actor import BODIES

LEADING = frozenset((
    "president", "prime minister", "chancellor", "king", "queen", "emperor", "emir", "sultan", "pope", "supreme leader",
    "leader", "chairman", "chief executive", "chief adviser", "president of the council of ministers",
))
"""The offices whose holder leads a state. Ministers, deputies and spokesmen do not."""

_OF_THE_STATE = frozenset(("GOV", "MIL", "SPY", "COP", "LEG", "JUD"))
_NOT_OF_IT = frozenset(("REB", "OPP", "CRM", "CVL", "NGO", "IGO"))


class RollupMode(StrEnum):
    """What is taken for its state: bodies (``state``), or bodies and leaders (``state+leaders``)."""

    STATE = "state"
    LEADERS = "state+leaders"

    @classmethod
    def named(cls, name: str) -> "RollupMode":
        """Return the mode of a name. Raises ConfigError for one there is not."""
        try:
            return cls(name)
        except ValueError:
            raise ConfigError(f"there is no roll-up {name!r} (it is one of: {', '.join(cls)})") from None


@dataclass(frozen=True)
class Rollup:
    """Says which state an actor is taken for; read only, and the same whoever asks first."""

    gazetteer: Gazetteer
    mode: RollupMode = RollupMode.STATE

    def actor(self, actor: Actor, on: str | None = None) -> Actor:
        """Return the state that the actor is a body or a leader of, the actor itself where it is none.

        ``on`` is the ISO date on which a leader must lead; None means that he must lead still.
        """
        state = self._state(actor, on)
        return actor if state is None or state == actor.id else self.gazetteer.actor(state)

    def reason(self, actor: Actor, on: str | None = None) -> str:
        """Return why the actor is taken for its state; "" where it is not."""
        state = self._state(actor, on)
        if state is None or state == actor.id:
            return ""
        if actor.type is ActorType.PERSON:
            return f"leads {state}" + (f" on {on}" if on else "")
        return f"part of {state}" if self._above(actor.id) else f"{actor.type} of {actor.country}"

    def _state(self, actor: Actor, on: str | None) -> str | None:
        if actor.type is ActorType.PERSON:
            return self._led(actor, on) if self.mode is RollupMode.LEADERS else None
        if actor.sector in _NOT_OF_IT:
            return None
        if actor.type not in BODIES and actor.type is not ActorType.ORGANIZATION:
            return None
        if (above := self._above(actor.id)) is not None:
            return above
        # What the gazetteer knows and puts under no state (a rebel administration, a UN mission) is under none.
        if actor.id in self.gazetteer.entries or actor.country is None:
            return None
        if actor.type in BODIES or actor.sector in _OF_THE_STATE:
            return self.gazetteer.state_of_country(actor.country)
        return None

    def _above(self, id: str) -> str | None:
        """Return the state or territory at the top of what the actor is part of."""
        seen = {id}
        at = self.gazetteer.parent_of(id)
        while at is not None and at not in seen:
            if self._is_state(at):
                return at
            seen.add(at)
            at = self.gazetteer.parent_of(at)
        return None

    def _is_state(self, id: str) -> bool:
        entry = self.gazetteer.entries.get(id)
        return entry is not None and (entry.actor.type is ActorType.STATE or entry.kind == "territory")

    def _led(self, actor: Actor, on: str | None) -> str | None:
        """Return the one state that the person leads on that day. A king of several leads that of his own country."""
        entry = self.gazetteer.entries.get(actor.id)
        if entry is None:
            return None
        # Who leads a body (a regional government) does not lead the state.
        led = {held.of for held in entry.offices
               if held.office in LEADING and self._is_state(held.of)
               and self.gazetteer.holder(held.office, held.of, on) == entry.actor}
        home = self.gazetteer.state_of_country(actor.country) if actor.country else None
        return led.pop() if len(led) == 1 else home if home in led else None
