"""Turtle: actors, relations and every claim with its evidence, for triple stores and SPARQL.

The terms are explained in ``ontology/claims.ttl`` and ``ontology/geopolitics.ttl``. A plain triple between two actors
is written only where some claim affirms it as asserted; all else stands as claims, which assert nothing.
No blank nodes and one line of text per literal, so two files can be compared line by line and merged by loading both.

With ``reifiers`` it is RDF 1.2: each claim, and each relation, is a reifier of the triple it is about as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.rdf.blocks import block, gathered, header, reified
from kg.export.rdf.files import save
from kg.export.rdf.resources import Resource, resources
from kg.model import Claim
from kg.ontology import Ontology

if TYPE_CHECKING:
    from rdflib import Graph


def dumps(claims: Iterable[Claim], ontology: Ontology, *, entail: bool = False, reifiers: bool = False) -> str:
    """Return the claims as Turtle; the same claims in any order give the same text.

    ``entail`` adds what follows from what is stated, each such triple with a claim:Inference beside it. Raises
    OntologyError where a claim's predicate is no relation type.
    """
    return "".join(serialized(resources(claims, ontology, entail=entail), reifiers=reifiers))


def write(claims: Iterable[Claim], ontology: Ontology, path: Path | str, *, entail: bool = False,
          reifiers: bool = False, in_order: bool = False) -> None:
    """Write the claims to a file as Turtle. Raises OntologyError as :func:`dumps` does, OSError for the file.

    Where ``in_order`` promises that the claims are in the order of :func:`kg.graph.relations.ordered`, each once, they
    are taken one at a time, and memory does not grow with them.
    """
    save(serialized(resources(claims, ontology, entail=entail, in_order=in_order), reifiers=reifiers), path)


def serialized(found: Iterable[Resource], *, reifiers: bool = False) -> Iterator[str]:
    """Yield the file in parts; what the resources are, :func:`kg.export.rdf.resources.resources` says."""
    yield header()
    for subject, pairs in gathered(map(reified, found) if reifiers else found):
        yield f"\n{block(subject, pairs)}\n"


def to_graph(claims: Iterable[Claim], ontology: Ontology) -> Graph:
    """Return the claims, and the relations and actors made of them, as an rdflib graph.

    Raises OntologyError where a claim's predicate is no relation type.
    """
    from rdflib import Graph

    lines = (f"<{one.iri}> {predicate} {object} .\n" for one in resources(claims, ontology)
             for predicate, object in one.pairs)
    return Graph(bind_namespaces="none").parse(data="".join(lines), format="nt")
