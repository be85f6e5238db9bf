"""Actors, and the places in the text that name them."""

from dataclasses import dataclass
from enum import StrEnum

from kg.model.span import Span


class ActorType(StrEnum):
    """What kind of thing an actor is; the classes of ``ontology/geopolitics.ttl``."""

    STATE = "State"
    GOVERNMENT = "Government"
    MILITARY = "Military"
    ARMED_GROUP = "ArmedGroup"
    PARTY = "Party"
    ORGANIZATION = "Organization"
    ALLIANCE = "Alliance"
    PERSON = "Person"
    PEOPLE = "People"
    COMPANY = "Company"
    PLACE = "Place"
    ITEM = "Item"


BODIES = frozenset((ActorType.GOVERNMENT, ActorType.MILITARY))
"""The types of the bodies of a state."""

OF_A_STATE = BODIES | {ActorType.STATE}
"""The types of a state and of its bodies."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A participant: a state, a body of it, a group, a person, a place, an item.

    ``country`` is ISO 3166-1 alpha-3 (XKX for Kosovo); ``sector`` a PLOVER-like code (GOV MIL REB OPP LEG JUD COP
    SPY MED EDU BUS CRM CVL IGO NGO); ``wikidata`` an item id such as "Q43"; each None where not known for certain.
    """

    id: str
    name: str
    type: ActorType
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that stands for an actor. ``how`` says by which rule it was found or resolved."""

    actor: Actor
    span: Span
    how: str = ""
