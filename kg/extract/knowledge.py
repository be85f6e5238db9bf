"""What extraction knows of relation types, read off ontology and lexicon once."""

from kg.grammar import Nouns
from kg.lexicon import CueKind, Lexicon
from kg.model import Actor, ActorType
from kg.ontology import Ontology


class Knowledge:
    """Answers about relation types, for all sentences alike."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, nouns: Nouns, arms: frozenset[str]) -> None:
        """Derive the kinds of actor that may stand at the ends of each type; ``arms`` are the ids of known weapons."""
        self._arms = arms
        self.ontology = ontology
        self.lexicon = lexicon
        self.nouns = nouns
        self._ends = {name: (_types(t.domain), _types(t.range)) for name, t in ontology.types.items()}

    @property
    def social(self) -> frozenset[str]:
        """The types whose doer may be whoever is there ("said after talks with X"): meetings and visits."""
        return frozenset(name for name, t in self.ontology.types.items() if "CONSULT" in t.plover)

    def ends(self, predicate: str) -> tuple[frozenset[ActorType], frozenset[ActorType]]:
        """Return the kinds of actor that may be subject and object; a state is a place as well."""
        return self._ends[predicate]

    def either_way(self, predicate: str) -> bool:
        """Say whether a type said of two together holds once, not each way ("strained relations between A and B")."""
        return self.ontology.types[predicate].symmetric or self.ontology.root(predicate) == predicate

    def reads(self, predicate: str, reading: str) -> bool:
        """Say whether the ontology gives the type a way of reading, such as "lends" (geo:reading)."""
        return reading in self.ontology.types[predicate].readings

    def turns_to(self, verb: str) -> bool:
        """Say whether the verb can mean a meeting or a call ("telephoned X to urge a ceasefire")."""
        return any(c.predicate in self.social for c in self.lexicon.get(CueKind.VERB, verb))

    def judges(self, predicate: str) -> bool:
        """Say whether the type passes judgement on an act, so that its object is whoever did the act."""
        return self.ontology.types[predicate].plover == ("ACCUSE",)

    def is_arms(self, item: Actor) -> bool:
        """Say whether an item is a weapon: a known one or a version of it, or by the last word of its name."""
        known = bool({item.id, item.id.rpartition("-")[0]} & self._arms)
        return known or item.name.lower().split()[-1].removesuffix("s") in self.nouns.arms

    def has_victim(self, noun: str) -> bool:
        """Say whether "of" behind the noun names whom the act befell: "the killing of X", not "the decision of X"."""
        return noun in self.nouns.fates or any(
            part.slot and part.slot.role == "O" and "of" in part.prepositions
            for cue in self.lexicon.get(CueKind.NOUN, noun)
            for part in cue.parts
        )

    def alike(self, predicate: str, others: frozenset[str]) -> bool:
        """Say whether the type shares a PLOVER type with one of the others: an incursion is an assault."""
        plover = set(self.ontology.types[predicate].plover)
        return any(plover & set(self.ontology.types[o].plover) for o in others)

    def acts(self, noun: str) -> frozenset[str]:
        """Return the relation types that the noun expresses ("attack", "expulsion")."""
        return frozenset(c.predicate for c in self.lexicon.get(CueKind.NOUN, noun))


def _types(names: frozenset[str]) -> frozenset[ActorType]:
    kinds = frozenset(ActorType(n) for n in names) if names else frozenset(ActorType)
    return kinds | {ActorType.STATE} if ActorType.PLACE in kinds else kinds
