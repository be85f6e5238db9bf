"""N-Quads: one triple a line with the named graph it stands in (:mod:`kg.export.rdf.graphs`), for loading in bulk."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.export.rdf.entailment import Rules
from kg.export.rdf.graphs import placed
from kg.export.rdf.resources import resources
from kg.model import Claim
from kg.ontology import Ontology


def dumps(claims: Iterable[Claim], ontology: Ontology, *, entail: bool = False) -> str:
    """Return the claims as N-Quads; the same claims in any order give the same text.

    ``entail`` adds what follows from what is stated, in a graph of its own. Raises OntologyError where a claim's
    predicate is no relation type.
    """
    return "".join(_lines(claims, ontology, entail=entail, in_order=False))


def write(claims: Iterable[Claim], ontology: Ontology, path: Path | str, *, entail: bool = False,
          in_order: bool = False) -> None:
    """Write the claims to a file as N-Quads; options and errors are those of :func:`kg.export.turtle.write`."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(claims, ontology, entail=entail, in_order=in_order))


def _lines(claims: Iterable[Claim], ontology: Ontology, *, entail: bool, in_order: bool) -> Iterator[str]:
    found = resources(claims, ontology, in_order=in_order, rules=Rules.of(ontology) if entail else None)
    for graph, one in placed(found):
        end = f" <{graph}> .\n"
        yield "".join([f"<{one.iri}> {predicate} {object}{end}" for predicate, object in one.pairs])
