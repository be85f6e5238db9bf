"""From a link to the PLOVER type and the stance that it counts as, by ``ontology/grammar/pairs.yaml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.config import ontology_dir
from kg.datafiles import mapping, mapping_of_lists, mapping_of_texts, naming, read_mapping, texts
from kg.lexicon import Cue, CueKind, Lexicon, parse
from kg.model import Modality, Polarity
from kg.ontology import Ontology
from kg.relate.links import Link

_SIDES = {1: "cooperative", -1: "conflictual", 0: "neutral"}


@dataclass(frozen=True, slots=True)
class Labels:
    """What relation types count as; the fields are the sections of the file.

    ``cues`` are those of the acts that have a PLOVER type but no relation type: their ``predicate`` is the PLOVER type.
    """

    ontology: Ontology
    types: Mapping[str, str]
    words: Mapping[str, Mapping[str, frozenset[str]]]
    nearby: Mapping[str, Mapping[str, frozenset[str]]]
    shifts: Mapping[str, Mapping[str, str]]
    sides: Mapping[str, str]
    fixed: frozenset[str]
    standing: frozenset[str]
    cues: tuple[Cue, ...]
    said: Mapping[str, str]
    prior: str

    @property
    def bare(self) -> frozenset[str]:
        """The PLOVER types that have cues of their own."""
        return frozenset(cue.predicate for cue in self.cues)

    def plover(self, link: Link) -> str:
        """Return the PLOVER type of a link, as its polarity and modality turn it."""
        base = self.base(link)
        if base in self.fixed:
            return base
        if link.type in self.ontology.types:
            side = _SIDES[self.ontology.types[link.type].valence]
        else:
            side = self.sides.get(base, "neutral")
        shift = self.shifts[side]
        return next((shift[said] for said in _said(link) if said in shift), base)

    def base(self, link: Link) -> str:
        """Return the PLOVER type of what links the two, as if it were asserted."""
        if link.type not in self.ontology.types:
            return link.type
        above = (link.type, *self.ontology.ancestors(link.type))
        for table, said in ((self.words, link.words), (self.nearby, link.around)):
            for name in above:
                for plover, words in table.get(name, {}).items():
                    if words & said:
                        return plover
        for name in above:
            if name in self.types:
                return self.types[name]
            if plovers := self.ontology.types[name].plover:
                return plovers[0].split("/")[0]
        return self.prior

    def stance(self, link: Link) -> str:
        """Return the stance that a link expresses; neutral where it has no valence or no direction."""
        found = self.ontology.types.get(link.type)
        negated = (link.polarity is Polarity.NEGATED) != (link.modality is Modality.ENDED)
        if found is None or not found.valence or link.forward is None or (negated and found.valence < 0):
            return "neutral"
        sign = "negative" if found.valence < 0 or negated else "positive"
        return f"{sign}-{'forward' if link.forward else 'backward'}"


def _said(link: Link) -> tuple[str, ...]:
    """Return the keys of a shift that fit a link, the most exact first."""
    modality = link.modality.value
    return (f"not {modality}", "not") if link.polarity is Polarity.NEGATED else (modality,)


def load(root: Path | None, ontology: Ontology) -> Labels:
    """Read ``pairs.yaml``. Raises OntologyError where it is missing, no YAML, or a cue can't be read."""
    path = (root or ontology_dir()) / "grammar" / "pairs.yaml"
    raw = read_mapping(path)
    with naming(path):
        return Labels(
            ontology=ontology,
            types=MappingProxyType(mapping_of_texts(raw["types"], "types")),
            words=_tables(raw, "words"),
            nearby=_tables(raw, "nearby"),
            said=MappingProxyType(mapping_of_texts(raw["said"], "said")),
            shifts={side: mapping_of_texts(raw[side], side) for side in _SIDES.values()},
            sides={p: side for side, plovers in mapping_of_lists(raw["sides"], "sides").items() for p in plovers},
            fixed=frozenset(texts(raw["fixed"], "fixed")),
            standing=frozenset(texts(raw["standing"], "standing")),
            cues=tuple(_cues(raw)),
            prior=raw["prior"],
        )


def _tables(raw: Mapping[str, Any], section: str) -> dict[str, dict[str, frozenset[str]]]:
    return {
        name: {plover: frozenset(words) for plover, words in mapping_of_lists(table, f"{section}: {name}").items()}
        for name, table in mapping(raw[section], section).items()
    }


def _cues(raw: Mapping[str, Any]) -> Iterator[Cue]:
    for plover, kinds in mapping(raw["cues"], "cues").items():
        for kind, cues in mapping_of_lists(kinds, f"cues: {plover}").items():
            for cue in cues:
                yield parse(cue, plover, CueKind(kind))


def joined(lexicon: Lexicon, cues: tuple[Cue, ...]) -> Lexicon:
    """Return the lexicon with more cues."""
    index = {
        kind: {head: list(row) for head, row in table.items()} for kind, table in lexicon.by_head.items()
    }
    for cue in cues:
        for head in sorted(cue.heads):
            index[cue.kind].setdefault(head, []).append(cue)
    return Lexicon(
        (*lexicon.cues, *cues),
        {kind: {head: tuple(row) for head, row in table.items()} for kind, table in index.items()},
    )
