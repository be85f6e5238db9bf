"""N-Quads: one triple a line with the named graph it stands in (:mod:`kg.export.rdf.graphs`), for loading in bulk."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.export.rdf.files import save
from kg.export.rdf.graphs import placed
from kg.export.rdf.resources import Resource, resources
from kg.model import Claim
from kg.ontology import Ontology


def dumps(claims: Iterable[Claim], ontology: Ontology, *, entail: bool = False) -> str:
    """Return the claims as N-Quads; the same claims in any order give the same text.

    ``entail`` adds what follows from what is stated, in a graph of its own. Raises OntologyError where a claim's
    predicate is no relation type.
    """
    return "".join(serialized(resources(claims, ontology, entail=entail)))


def write(claims: Iterable[Claim], ontology: Ontology, path: Path | str, *, entail: bool = False,
          in_order: bool = False) -> None:
    """Write the claims to a file as N-Quads; options and errors are those of :func:`kg.export.turtle.write`."""
    save(serialized(resources(claims, ontology, entail=entail, in_order=in_order)), path)


def serialized(found: Iterable[Resource]) -> Iterator[str]:
    """Yield the file in parts; what the resources are, :func:`kg.export.rdf.resources.resources` says."""
    for graph, one in placed(found):
        start, end = f"<{one.iri}> ", f" <{graph}> .\n"
        yield f"{start}{f'{end}{start}'.join(map(' '.join, one.pairs))}{end}"
