"""GraphML, GEXF and node-link JSON: the network of relations for Gephi, Cytoscape, igraph, networkx and d3.

A node is an actor, an edge a relation. GraphML and GEXF know no lists, so these are joined there by "; ".
No attribute is called source or target, which these formats have for the ends of an edge.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.export.tables import ACTORS, RELATIONS, Datum, relation_row
from kg.model.record import to_record

if TYPE_CHECKING:
    from kg.export.registry import Source

_ENDS = ("subject", "object")
# What XML can't hold at all, escaped or not; its line end is one character.
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(source: Source, path: Path) -> None:
    """Write GraphML. Raises OntologyError for an unknown type of relation, OSError for the file."""
    nx.write_graphml_xml(flat(source), path, encoding="utf-8", named_key_ids=True)


def write_gexf(source: Source, path: Path) -> None:
    """Write GEXF 1.2. Raises OntologyError for an unknown type of relation, OSError for the file."""
    graph = flat(source)
    for _, found in graph.nodes(data=True):
        found["label"] = found["name"]
        found["kind"] = found.pop("type")  # GEXF has a type of its own
    for _, _, key, found in graph.edges(keys=True, data=True):
        found |= {"id": key, "label": found["predicate"], "weight": found["claim_count"]}
    text = "\n".join(nx.generate_gexf(graph, encoding="utf-8"))
    path.write_text(re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1) + "\n", encoding="utf-8", newline="\n")


def write_node_link(source: Source, path: Path) -> None:
    """Write node-link JSON: nodes, and edges that hold their claims in full, as records.

    The ends of an edge are ``source`` and ``target``, ids of actors. Relations that have a topic in place of an object
    are in ``topical``. Raises OntologyError for an unknown type of relation, OSError for the file.
    """
    edges: list[dict[str, Any]] = []
    topical: list[dict[str, Any]] = []
    for relation in source.relations:
        row: dict[str, Any] = relation_row(relation, source.ontology)
        row["claims"] = [to_record(claim) for claim in relation.claims]
        ends = {"source": row.pop("subject"), "target": row.pop("object"), "key": relation.predicate}
        (edges if relation.object else topical).append({**ends, **row})
    document = {"directed": True, "multigraph": True, "graph": {"topical": topical}, "nodes": list(ACTORS.rows(source)),
                "edges": edges}
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n", errors="replace")


def flat(source: Source) -> nx.MultiDiGraph[str]:
    """Return the network with attributes that are text or numbers; what is absent has no attribute.

    The key of an edge is unique in the graph. Relations with a topic in place of an object are on their node, as
    ``topical``. Raises OntologyError for an unknown type of relation.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in ACTORS.rows(source):
        graph.add_node(_clean(str(actor.pop("id"))), **_scalars(actor))
    for relation in source.relations:
        row = relation_row(relation, source.ontology)
        start, end = (_clean(str(row[name])) for name in _ENDS)
        if relation.object is None:
            told = graph.nodes[start].get("topical", "")
            graph.nodes[start]["topical"] = "; ".join(filter(None, (told, relation.predicate)))
            continue
        said = {name: row[name] for name in RELATIONS.columns if name not in _ENDS}
        said["sentence"] = relation.claims[0].evidence.sentence.text
        graph.add_edge(start, end, key=f"{start} {relation.predicate} {end}", **_scalars(said))
    return graph


def _scalars(row: dict[str, Datum]) -> dict[str, Any]:
    return {name: _clean("; ".join(value)) if isinstance(value, tuple) else
            _clean(value) if isinstance(value, str) else value for name, value in row.items() if value is not None}


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
