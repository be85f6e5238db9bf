"""TriG: a nanopublication an article, and graphs of what articles share (:mod:`kg.export.rdf.graphs`).

Articles come in the order of their dates, each with its claims in the order of the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kg.export.rdf.blocks import block, header, in_order, name
from kg.export.rdf.files import save
from kg.export.rdf.graphs import Placed, placed
from kg.export.rdf.resources import Pair, Resource, resources
from kg.ids import BASE
from kg.model import Claim
from kg.ontology import Ontology

_PARTS = ("head", "assertion", "provenance", "pubinfo")


def dumps(claims: Iterable[Claim], ontology: Ontology, *, entail: bool = False) -> str:
    """Return the claims as TriG; the same claims in any order give the same text.

    ``entail`` adds what follows from what is stated, in a graph of its own. Raises OntologyError where a claim's
    predicate is no relation type.
    """
    return "".join(serialized(resources(claims, ontology, entail=entail)))


def write(claims: Iterable[Claim], ontology: Ontology, path: Path | str, *, entail: bool = False,
          in_order: bool = False) -> None:
    """Write the claims to a file as TriG; options and errors are those of :func:`kg.export.turtle.write`."""
    save(serialized(resources(claims, ontology, entail=entail, in_order=in_order)), path)


def serialized(found: Iterable[Resource]) -> Iterator[str]:
    """Yield the file in parts; what the resources are, :func:`kg.export.rdf.resources.resources` says."""
    yield header(graphs=True)
    for article, group in groupby(placed(found), key=lambda one: one[1].article):
        if article is not None:
            yield from _nanopub(group)
            continue
        for graph, members in groupby(group, key=itemgetter(0)):
            yield f"\n{name(graph)} {{\n"
            for _, one in members:
                yield _block(one.iri, one.pairs)
            yield "}\n"


def _nanopub(group: Iterable[Placed]) -> Iterator[str]:
    """Write the graphs of one article one after the other, each subject once."""
    graphs: defaultdict[str, defaultdict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for graph, one in group:
        graphs[graph][one.iri].extend(one.pairs)
    for graph in sorted(graphs, key=lambda graph: _PARTS.index(graph.removeprefix(BASE).partition(":")[0])):
        yield f"\n{name(graph)} {{\n"
        for iri, pairs in graphs[graph].items():
            yield _block(iri, pairs)
        yield "}\n"


def _block(iri: str, pairs: Iterable[Pair]) -> str:
    return f"{block(iri, in_order(set(pairs)), '    ')}\n"
