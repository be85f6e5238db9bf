"""A store as the source of an export: its claims one after the other, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.config import Settings
from kg.model import Claim, Relation
from kg.store import Store

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer
    from kg.ontology import Ontology


@dataclass(frozen=True)
class StoredClaims:
    """The current claims of an open store as a :class:`kg.export.registry.Source`, read anew whenever asked for."""

    store: Store
    settings: Settings

    @property
    def claims(self) -> Iterable[Claim]:
        """The claims in the order of publication, article and text."""
        return self.store.claims()

    @property
    def viewed(self) -> Iterable[Claim]:
        """The same: there are no overrides here."""
        return self.store.claims()

    @property
    def in_order(self) -> bool:
        """True: a store gives its claims in the order of the exports, each once."""
        return True

    @cached_property
    def relations(self) -> Sequence[Relation]:
        """The relations, which hold all claims in memory; no format that streams asks for them."""
        from kg.graph.relations import relations

        return relations(self.claims, self.ontology)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The actors that are known beforehand."""
        from kg.gazetteer import load

        return load(self.settings.ontology)

    @cached_property
    def ontology(self) -> Ontology:
        """The relation types and kinds of actor in use."""
        from kg.ontology import load

        return load(self.settings.ontology)
