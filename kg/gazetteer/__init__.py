"""The gazetteer: names, aliases, adjectives, seats, bodies and offices from ``ontology/actors``, read only."""

from kg.gazetteer.check import check
from kg.gazetteer.entry import BodyPattern, Entry, Membership, Office, Surface
from kg.gazetteer.surfaces import surnames
from kg.gazetteer.table import Gazetteer, load

__all__ = ["BodyPattern", "Entry", "Gazetteer", "Membership", "Office", "Surface", "check", "load", "surnames"]
