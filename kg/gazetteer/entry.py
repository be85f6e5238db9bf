"""What the gazetteer holds: entries, the surfaces that name them, and the patterns of the bodies of a state."""

from dataclasses import dataclass

from kg.model import Actor, ActorType


@dataclass(frozen=True, slots=True)
class Office:
    """An office a person holds or held: ``office`` such as "president", ``of`` the id of what it is an office of.

    ``start`` and ``end`` are ISO dates (a year or a month may stand alone); ``end`` is None while it is held.
    """

    office: str
    of: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of an organization or alliance: the ``member``'s id and ISO dates, None where open or not known."""

    member: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with everything the gazetteer knows about it.

    ``former`` holds pairs of (name, until); ``within`` is the id of the containing place, ``parent`` that of what
    the actor is a part of; ``surname`` is given only where the rule of :mod:`kg.gazetteer.surfaces` would be wrong.
    """

    actor: Actor
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    former: tuple[tuple[str, str], ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()
    parent: str | None = None
    members: tuple[Membership, ...] = ()
    offices: tuple[Office, ...] = ()
    lat: float | None = None
    lon: float | None = None
    kind: str | None = None
    within: str | None = None
    makers: tuple[str, ...] = ()
    surname: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Surface:
    """A text that may name an actor.

    ``kind`` is one of name, alias, acronym (case matters), guarded (needs context), former, adjective, people,
    capital, seat, surname; ``actor`` is the actor's id.
    """

    text: str
    kind: str
    actor: str


@dataclass(frozen=True, slots=True)
class BodyPattern:
    """A body that every state has: "Turkish troops" is the body "military" of Turkey.

    ``heads`` are the lower-case nouns that name it after an adjective; ``name`` is a template with ``{adjective}``.
    """

    key: str
    heads: tuple[str, ...]
    type: ActorType
    sector: str | None
    name: str
