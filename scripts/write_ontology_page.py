"""Write ``docs/ontology.md``, the reference of the vocabulary, from the files of ``ontology/``.

Run ``python scripts/write_ontology_page.py`` after a change of geopolitics.ttl, claims.ttl or mappings.ttl. With
``--check`` nothing is written, and the exit status is 1 where the page is not what the files say.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generated import write_or_check
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.config import ontology_dir
from kg.ontology import GEO, ActorClass, Ontology, RelationType, load

PAGE = Path(__file__).parents[1] / "docs" / "ontology.md"
CLAIM = Namespace("urn:geokg:claims#")
FILES = ("geopolitics.ttl", "claims.ttl", "mappings.ttl")
_PREFIXES = {
    "geo": str(GEO), "claim": str(CLAIM), "cameo": "urn:geokg:cameo#", "plover": "urn:geokg:plover#",
    "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#", "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/", "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "rdf": str(RDF), "rdfs": str(RDFS), "skos": str(SKOS),
}
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.narrowMatch, SKOS.relatedMatch, SKOS.broadMatch, RDFS.seeAlso)

INTRO = """# The vocabulary

Made by `scripts/write_ontology_page.py` from the files of `ontology/`; a test holds that it is up to date. Change those
files, not this page.

| file | namespace | holds |
|---|---|---|
| `geopolitics.ttl` | `geo:` `urn:geokg:ontology#` | kinds of actor, types of relation |
| `claims.ttl` | `claim:` `urn:geokg:claims#` | what a claim, a relation and their evidence are made of |
| `mappings.ttl` | `cameo:` `plover:` | SKOS mappings to event codes |
| `shapes.ttl` | `shape:` `urn:geokg:shapes#` | SHACL: what an exported graph must have ([validation](validation.md)) |
| `context.jsonld` | | the JSON-LD context |

OWL 2 RL, under the MIT licence. Terms of others are used where they fit: PROV-O for articles, extraction and speakers,
Web Annotation for places in the text, SEM, the W3C Organization ontology, schema.org and Dublin Core. An actor is
`owl:sameAs` its Wikidata item where that is known for certain.
"""


class Page:
    """Writes the page from the graph of the vocabulary."""

    def __init__(self) -> None:
        self.graph = Graph()
        for name in FILES:
            self.graph.parse(ontology_dir() / name)
        self.ontology: Ontology = load()

    def text(self) -> str:
        """Return the page."""
        parts = [INTRO, *self._versions(), *self._kinds(), *self._types(), *self._properties(), *self._claims()]
        return "\n".join(parts).rstrip() + "\n"

    def _versions(self) -> Iterator[str]:
        rows = sorted((str(s), str(o)) for s, o in self.graph.subject_objects(OWL.versionIRI))
        yield from _table(("ontology", "version"), ((f"`{name}`", f"`{version}`") for name, version in rows))

    def _kinds(self) -> Iterator[str]:
        yield "## Kinds of actor\n"
        yield from _table(("class", "under", "what it is", "like"), map(self._kind, self.ontology.classes.values()))

    def _kind(self, kind: ActorClass) -> tuple[str, ...]:
        node = GEO[kind.name]
        under = sorted(map(self._name, self.graph.objects(node, RDFS.subClassOf)))
        return f"`geo:{kind.name}`", ", ".join(under), kind.definition, self._like(node)

    def _types(self) -> Iterator[str]:
        yield "## Types of relation\n"
        yield ("A type's ends are kinds of actor; a topic is a plan, a treaty or an act that stands in place of an "
               "object. ⇄ marks symmetric types.\n")
        for one in self.ontology.types.values():
            yield from self._type(one)

    def _type(self, one: RelationType) -> Iterator[str]:
        node = GEO[one.name]
        mark = " ⇄" if one.symmetric else ""
        yield f"### {one.name}{mark}\n"
        yield f"{one.definition}\n"
        yield f"> {one.example}\n"
        ranges = self._ends(node, GEO.ownRange) or self._ends(node, RDFS.range)
        facts = {
            "ends": f"{self._ends(node, RDFS.domain)} → {ranges}{', topic' if one.topic_object else ''}",
            "under": ", ".join(f"`geo:{name}`" for name in self.ontology.ancestors(one.name)),
            "from the other end": f"`geo:{one.inverse}`" if one.inverse else "",
            "transitive": "yes" if one.transitive else "",
            "valence": {1: "+", -1: "−", 0: "0"}[one.valence],
            "intensity": str(self.graph.value(node, GEO.intensity) or ""),
            "a state of things": self._ended(node),
            "like": self._like(node),
        }
        yield from _table(("", ""), ((name, value) for name, value in facts.items() if value))

    def _ended(self, node: URIRef) -> str:
        if not self.graph.value(node, GEO.lasting):
            return ""
        ends = sorted({self._name(one) for key in (GEO.endedBy, GEO.lostBy) for one in self.graph.objects(node, key)})
        return "yes" + (f", ended by {', '.join(ends)}" if ends else "")

    def _properties(self) -> Iterator[str]:
        yield "## Properties of types and actors\n"
        kinds = (OWL.AnnotationProperty, OWL.DatatypeProperty)
        found = {s for kind in kinds for s in self.graph.subjects(RDF.type, kind) if str(s).startswith(str(GEO))}
        yield from _table(("property", "what it says"), ((self._name(s), self._text(s)) for s in sorted(found)))

    def _claims(self) -> Iterator[str]:
        yield "## Claims, relations and their evidence\n"
        yield from _table(("class", "under", "what it is", "like"), (
            (self._name(node), ", ".join(sorted(map(self._name, self.graph.objects(node, RDFS.subClassOf)))),
             self._text(node), self._like(node)) for node in self._own(OWL.Class)))
        yield "### Properties\n"
        kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
        yield from _table(("property", "of", "gives", "what it says", "like"), (
            (self._name(node), self._ends(node, RDFS.domain), self._ends(node, RDFS.range), self._text(node),
             self._like(node)) for node in sorted(n for kind in kinds for n in self._own(kind))))
        yield "### Values\n"
        yield from _table(("value", "is a", "what it means"), (
            (self._name(node), self._ends(node, RDF.type), self._text(node))
            for node in self._own(OWL.NamedIndividual)))

    def _own(self, kind: Node) -> list[URIRef]:
        return sorted(s for s in self.graph.subjects(RDF.type, kind)
                      if isinstance(s, URIRef) and str(s).startswith(str(CLAIM)))

    def _ends(self, node: URIRef, key: URIRef) -> str:
        found = self.graph.objects(node, key)
        return ", ".join(sorted(self._name(one) for one in found if one != OWL.NamedIndividual))

    def _like(self, node: URIRef) -> str:
        parts = []
        for match in _MATCHES:
            found = sorted(self.graph.objects(node, match))
            if found:
                word = str(match).rsplit("#", 1)[-1].removesuffix("Match").replace("seeAlso", "see")
                parts.append(f"{word} {', '.join(map(self._mapped, found))}")
        return "; ".join(parts)

    def _mapped(self, node: Node) -> str:
        label = self.graph.value(node, RDFS.label)
        coded = str(node).startswith((_PREFIXES["cameo"], _PREFIXES["plover"]))
        return f"{self._name(node)} ({label})" if coded else self._name(node)

    def _text(self, node: URIRef) -> str:
        return str(self.graph.value(node, SKOS.definition))

    def _name(self, node: Node) -> str:
        for prefix, namespace in _PREFIXES.items():
            if str(node).startswith(namespace):
                return f"`{prefix}:{str(node)[len(namespace):]}`"
        return f"`{node}`"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = tuple(heads)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def main() -> int:
    """Write the page, or compare it."""
    return write_or_check(PAGE, Page().text(), Path(__file__).name, __doc__.split("\n")[0])


if __name__ == "__main__":
    sys.exit(main())
