"""From a link to the PLOVER type and the stance that it counts as, by ``ontology/grammar/pairs.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.grammar import load_yaml
from kg.model import Modality, Polarity
from kg.ontology import Ontology
from kg.relate.links import Link


@dataclass(frozen=True, slots=True)
class Labels:
    """What relation types count as; the fields are the sections of the file."""

    ontology: Ontology
    types: Mapping[str, str]
    shifts: Mapping[int, Mapping[str, str]]
    fixed: frozenset[str]
    standing: frozenset[str]
    prior: str

    def plover(self, link: Link) -> str:
        """Return the PLOVER type of a link, as its polarity and modality turn it."""
        base = self._base(link.predicate)
        if base in self.fixed:
            return base
        shift = self.shifts.get(self.ontology.get(link.predicate).valence, {})
        for said in _said(link):
            if said in shift:
                return shift[said]
        return base

    def _base(self, predicate: str) -> str:
        for name in (predicate, *self.ontology.ancestors(predicate)):
            if name in self.types:
                return self.types[name]
            if plover := self.ontology.get(name).plover:
                return plover[0].split("/")[0]
        return self.prior

    def stance(self, link: Link) -> str:
        """Return the stance that a link expresses; neutral where it has no valence or no direction."""
        valence = self.ontology.get(link.predicate).valence
        negated = link.polarity is Polarity.NEGATED
        if link.modality is Modality.ENDED:
            negated = not negated
        if not valence or link.forward is None or negated and valence < 0:
            return "neutral"
        sign = "negative" if valence < 0 or negated else "positive"
        return f"{sign}-{'forward' if link.forward else 'backward'}"


def _said(link: Link) -> tuple[str, ...]:
    """Return the keys of a shift that fit a link, the most exact first."""
    modality = link.modality.value
    return (f"not {modality}", "not") if link.polarity is Polarity.NEGATED else (modality,)


def load(root: Path | None, ontology: Ontology) -> Labels:
    """Read ``pairs.yaml``. Raises OntologyError where it is missing or no YAML."""
    raw = load_yaml(root, "pairs.yaml")
    return Labels(ontology, MappingProxyType(raw["types"]), {1: raw["cooperative"], -1: raw["conflictual"]},
                  frozenset(raw["fixed"]), frozenset(raw["standing"]), raw["prior"])
