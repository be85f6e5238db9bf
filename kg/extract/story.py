"""What extraction remembers while it walks through one article."""

from dataclasses import dataclass, field

from kg.extract.clock import Clock
from kg.model import ActorType, Claim, Mention
from kg.text import Reading


@dataclass(slots=True)
class Story:
    """One article on its way to claims.

    ``states`` are mentions of the states it names, by country; ``history`` the claims made so far; ``clock`` its times.
    """

    reading: Reading
    states: dict[str | None, Mention]
    clock: Clock
    history: list[Claim] = field(default_factory=list)

    @classmethod
    def of(cls, reading: Reading) -> "Story":
        """Begin the story of an annotated reading."""
        mentions = (m for s in reading.sentences for found in s.actors.values() for m in found)
        states = {m.actor.country: m for m in mentions if m.actor.type is ActorType.STATE}
        return cls(reading, states, Clock(reading.article.published))
