"""The networkx graph of relations."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx

from kg.model import Actor, Relation
from kg.ontology import Ontology


def to_networkx(relations: Iterable[Relation], ontology: Ontology) -> "nx.MultiDiGraph[str]":
    """Return the relations as a directed graph with parallel edges; node keys are actor ids.

    A node has ``name``, ``type``, ``country``, ``sector``, ``wikidata`` and ``topical``: its relations that have
    no object (it opposes a plan, and no actor is named), as a tuple. They are on the node because an edge needs
    two ends.

    An edge is one relation, keyed by its predicate; :func:`edge_attributes` tells what it carries. That of a
    symmetric type stands once, in the direction of its first claim. Raises OntologyError where a
    predicate is no relation type.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    topical: defaultdict[str, list[Relation]] = defaultdict(list)
    edges = []
    for relation in relations:
        _add_node(graph, relation.subject)
        if relation.object is None:
            ontology.get(relation.predicate)
            topical[relation.subject.id].append(relation)
        else:
            _add_node(graph, relation.object)
            edges.append((relation.subject.id, relation.object.id, relation))
    for start, end, relation in edges:
        graph.add_edge(start, end, key=relation.predicate, **edge_attributes(relation, ontology))
    for key, found in topical.items():
        graph.nodes[key]["topical"] = tuple(found)
    return graph


def edge_attributes(relation: Relation, ontology: Ontology) -> dict[str, Any]:
    """Return what an edge carries, by name.

    ``predicate``, ``valence`` (1, 0, -1) and ``symmetric`` come from its type. ``claims`` is a tuple of Claim, in
    the order of date and text; ``count``, ``affirmed`` and ``negated`` are numbers of claims, ``articles`` of
    distinct articles. ``contested`` and ``stated`` are as in Relation. ``first`` and ``last`` are publication dates,
    ISO or None. ``publishers``, ``modalities`` and ``speakers`` (names) are sorted tuples of strings. No attribute
    is called "source": networkx's own JSON would overwrite the end of the edge with it.
    Raises OntologyError where the predicate is no relation type.
    """
    kind = ontology.get(relation.predicate)
    claims = relation.claims
    return {
        "predicate": relation.predicate,
        "valence": kind.valence,
        "symmetric": kind.symmetric,
        "claims": claims,
        "count": len(claims),
        "articles": len({c.article.id for c in claims}),
        "affirmed": relation.affirmed,
        "negated": relation.negated,
        "contested": relation.contested,
        "stated": relation.stated,
        "first": relation.first,
        "last": relation.last,
        "publishers": relation.publishers,
        "modalities": tuple(sorted({c.modality.value for c in claims})),
        "speakers": tuple(sorted({c.attribution.speaker.name for c in claims if c.attribution.speaker})),
    }


def _add_node(graph: "nx.MultiDiGraph[str]", actor: Actor) -> None:
    graph.add_node(actor.id, name=actor.name, type=actor.type.value, country=actor.country, sector=actor.sector,
                   wikidata=actor.wikidata, topical=())
