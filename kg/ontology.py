"""Kinds of actors and types of relation as typed, read-only values, read from ``geopolitics.ttl``."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Literal, Node, URIRef

from kg.config import ontology_dir
from kg.datafiles import read_text
from kg.errors import OntologyError
from kg.ids import BASE
from kg.model import ActorType

GEO = Namespace(f"{BASE}ontology#")
"""Where the classes and relation types of ``geopolitics.ttl`` live."""

FILE = "geopolitics.ttl"
SHARED_ENDS = ("pair", "both", "object")
_LEAVES = frozenset(kind.value for kind in ActorType)


@dataclass(frozen=True, slots=True)
class ActorClass:
    """A kind of actor: local name, label, definition, and the names of the classes right above it, sorted."""

    name: str
    label: str
    definition: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of relation.

    ``parent`` is the type above it or None; ``inverse`` the name of the property that says the same from the other end,
    None where there is none (a symmetric type needs none). ``domain`` and ``range`` are the kinds of actor (values of
    ActorType) that it takes as subject and object; ``topic_object`` says whether a topic may stand in place
    of the object. ``readings`` say how sentences are read for it (geo:reading), ``with_arms`` names the type that an
    exchange of weapons is as well. ``lasting`` says whether it is a state of things that holds until it ends;
    ``ended_by`` names the types that end it between the same two, ``lost_by`` those by which another takes the object
    over. ``plover`` holds its PLOVER types, sorted, none for a state of things;
    ``valence`` is 1, 0 or -1. ``cameo`` is its nearest CAMEO code and ``intensity`` the value of that code on the
    Goldstein scale, -10 to 10; None for what is no event, or neither cooperation nor conflict. ``one_side`` says
    whether its two ends act as one.
    """

    name: str
    label: str
    definition: str
    parent: str | None
    symmetric: bool
    transitive: bool
    inverse: str | None
    domain: frozenset[str]
    range: frozenset[str]
    plover: tuple[str, ...]
    valence: int
    cameo: str | None
    intensity: float | None
    topic_object: bool
    readings: frozenset[str]
    with_arms: str | None
    one_side: bool
    lasting: bool
    ended_by: frozenset[str]
    lost_by: frozenset[str]
    example: str

    def accepts(self, subject: str, object: str) -> bool:
        """Say whether actors of these two kinds may stand at its ends (either way round if symmetric)."""
        if subject in self.domain and object in self.range:
            return True
        return self.symmetric and object in self.domain and subject in self.range


@dataclass(frozen=True, slots=True)
class Incompatibility:
    """Two relation types that can hardly both hold; each also stands for the types under it.

    ``shared`` says for which ends: "pair" (the same two, either way round), "both" (subject and object) or "object"
    (one object, two subjects). ``days`` is the most that may lie between the two, None for any number; ``in_order``
    says whether the second must not come before the first.
    """

    name: str
    label: str
    definition: str
    first: str
    second: str
    shared: str
    days: int | None
    in_order: bool


@dataclass(frozen=True, slots=True)
class Ontology:
    """All relation types, kinds of actor and incompatibilities, in the order of the names.

    ``folder`` is where they were read from: what else is said of them lies beside them.
    """

    types: Mapping[str, RelationType]
    classes: Mapping[str, ActorClass]
    incompatibilities: tuple[Incompatibility, ...]
    folder: Path

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Return the types above ``name``, the nearest first; raises OntologyError if the type is unknown."""
        above = []
        parent = self.get(name).parent
        while parent:
            above.append(parent)
            parent = self.get(parent).parent
        return tuple(above)

    def root(self, name: str) -> str:
        """Return the topmost type above ``name``, or itself; raises OntologyError if the type is unknown."""
        return (name, *self.ancestors(name))[-1]

    def get(self, name: str) -> RelationType:
        """Return the type called ``name``; raises OntologyError if there is none."""
        try:
            return self.types[name]
        except KeyError:
            known = ", ".join(self.types)
            raise OntologyError(f"{name!r} is no relation type of {FILE} (the types: {known})") from None


def load(root: Path | None = None) -> Ontology:
    """Read ``geopolitics.ttl`` from ``root``, or from the ontology that comes with the package.

    Raises OntologyError where the file is missing, is no Turtle, or a type lacks a part.
    """
    folder = root or ontology_dir()
    path = folder / FILE
    text = read_text(path)
    try:
        graph = Graph().parse(data=text, format="turtle")
    except Exception as error:  # rdflib raises SyntaxError kin, ValueError and others: all mean the same here
        what = " ".join(str(error).split())[:200]
        raise OntologyError(f"{path}: not readable as Turtle: {what}") from error
    reader = _Reader(graph, path)
    classes = {found.name: found for found in reader.classes()}
    if missing := sorted(_LEAVES - classes.keys()):
        raise OntologyError(f"{path}: no class for the kinds of actor {', '.join(missing)}")
    types = {found.name: found for found in reader.types()}
    _check_parents(types, path)
    incompatibilities = tuple(reader.incompatibilities(types))
    return Ontology(MappingProxyType(types), MappingProxyType(classes), incompatibilities, folder)


def _check_parents(types: Mapping[str, RelationType], path: Path) -> None:
    for name in types:
        seen = [name]
        while parent := types[seen[-1]].parent:
            if parent not in types:
                raise OntologyError(f"{path}: {seen[-1]}: its parent {parent} is no relation type")
            if parent in seen:
                raise OntologyError(f"{path}: {' under '.join([*seen, parent])}: a circle of parents")
            seen.append(parent)


class _Reader:
    """Reads the values out of the parsed file; every complaint names the file and the term."""

    def __init__(self, graph: Graph, path: Path) -> None:
        self.graph = graph
        self.path = path

    def classes(self) -> Iterator[ActorClass]:
        actors = set(self.graph.transitive_subjects(RDFS.subClassOf, GEO.Actor))
        for node in self._named(OWL.Class):
            if node not in actors:
                continue  # what is said of types, such as an incompatibility
            parents = sorted(_local(up) for up in self.graph.objects(node, RDFS.subClassOf) if _ours(up))
            yield ActorClass(_local(node), self._text(node, RDFS.label), self._text(node, SKOS.definition),
                             tuple(parents))

    def types(self) -> Iterator[RelationType]:
        for node in self._named(OWL.ObjectProperty):
            if (node, OWL.inverseOf, None) in self.graph:
                continue  # the same type read from its other end
            parents = list(self.graph.objects(node, RDFS.subPropertyOf))
            if len(parents) > 1:
                raise self._error(node, "has more than one parent")
            own = GEO.ownRange if (node, GEO.ownRange, None) in self.graph else RDFS.range
            yield RelationType(
                name=_local(node),
                label=self._text(node, RDFS.label),
                definition=self._text(node, SKOS.definition),
                parent=_local(parents[0]) if parents else None,
                symmetric=(node, RDF.type, OWL.SymmetricProperty) in self.graph,
                transitive=(node, RDF.type, OWL.TransitiveProperty) in self.graph,
                inverse=min(map(_local, self.graph.subjects(OWL.inverseOf, node)), default=None),
                domain=self._ends(node, RDFS.domain),
                range=self._ends(node, own),
                plover=tuple(sorted(str(o) for o in self.graph.objects(node, GEO.ploverType))),
                valence=self._valence(node),
                cameo=next((str(o) for o in self.graph.objects(node, GEO.cameoCode)), None),
                intensity=self._intensity(node),
                topic_object=Literal(True) in self.graph.objects(node, GEO.topicObject),
                readings=frozenset(str(o) for o in self.graph.objects(node, GEO.reading)),
                with_arms=next((_local(o) for o in self.graph.objects(node, GEO.withArms)), None),
                one_side=Literal(True) in self.graph.objects(node, GEO.oneSide),
                lasting=Literal(True) in self.graph.objects(node, GEO.lasting),
                ended_by=self._types(node, GEO.endedBy),
                lost_by=self._types(node, GEO.lostBy),
                example=self._text(node, SKOS.example),
            )

    def incompatibilities(self, types: Mapping[str, RelationType]) -> Iterator[Incompatibility]:
        for node in self._named(GEO.Incompatibility):
            days = self.graph.value(node, GEO.withinDays)
            shared = self._text(node, GEO.sharedEnds)
            if shared not in SHARED_ENDS:
                raise self._error(node, f"geo:sharedEnds is {shared!r} and not one of {', '.join(SHARED_ENDS)}")
            if days is not None and not str(days).isdigit():
                raise self._error(node, "geo:withinDays is no number of days")
            yield Incompatibility(
                name=_local(node), label=self._text(node, RDFS.label), definition=self._text(node, SKOS.definition),
                first=self._known(node, GEO.firstType, types), second=self._known(node, GEO.secondType, types),
                shared=shared, days=None if days is None else int(str(days)),
                in_order=Literal(True) in self.graph.objects(node, GEO.inOrder))

    def _known(self, node: Node, key: URIRef, types: Mapping[str, RelationType]) -> str:
        """Return the relation type that a term names by ``key``."""
        found = [_local(o) for o in self.graph.objects(node, key)]
        if len(found) != 1 or found[0] not in types:
            raise self._error(node, f"needs one {_local(key)} that is a relation type")
        return found[0]

    def _named(self, kind: URIRef) -> list[URIRef]:
        """Return the terms of this ontology that are of a kind, in the order of their names."""
        return sorted(s for s in self.graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and _ours(s))

    def _text(self, node: Node, key: URIRef) -> str:
        found = [str(o).strip() for o in self.graph.objects(node, key)]
        if len(found) != 1 or not found[0]:
            raise self._error(node, f"needs one {key.fragment}, has {len(found)}")
        return found[0]

    def _types(self, node: Node, key: URIRef) -> frozenset[str]:
        """Return the names of the relation types that ``key`` names."""
        found = frozenset(_local(o) for o in self.graph.objects(node, key))
        if missing := sorted(n for n in found if (GEO[n], RDF.type, OWL.ObjectProperty) not in self.graph):
            raise self._error(node, f"{_local(key)} names {', '.join(missing)}, which is no relation type")
        if found and Literal(True) not in self.graph.objects(node, GEO.lasting):
            raise self._error(node, f"has {_local(key)} but is not geo:lasting")
        return found

    def _valence(self, node: Node) -> int:
        found = list(self.graph.objects(node, GEO.valence))
        if len(found) != 1 or str(found[0]) not in ("-1", "0", "1"):
            raise self._error(node, "needs one geo:valence, which is 1, 0 or -1")
        return int(str(found[0]))

    def _intensity(self, node: Node) -> float | None:
        found = [str(o) for o in self.graph.objects(node, GEO.intensity)]
        try:
            values = [float(text) for text in found]
        except ValueError:
            values = [math.nan]
        if len(values) > 1 or any(not -10 <= value <= 10 or value * self._valence(node) <= 0 for value in values):
            raise self._error(node, "needs a geo:intensity from -10 to 10 that has the sign of its valence, or none")
        return values[0] if values else None

    def _ends(self, node: Node, key: URIRef) -> frozenset[str]:
        """Return the kinds of actor under the class or the union of classes that ``key`` names."""
        found = list(self.graph.objects(node, key))
        if len(found) != 1:
            raise self._error(node, f"needs one {_local(key)}, has {len(found)}")
        union = self.graph.value(found[0], OWL.unionOf)
        tops = list(Collection(self.graph, union)) if union is not None else found
        under = {c for top in tops for c in self.graph.transitive_subjects(RDFS.subClassOf, top)}
        leaves = frozenset(_local(c) for c in under if isinstance(c, URIRef)) & _LEAVES
        if not leaves:
            raise self._error(node, f"{_local(key)} names no kind of actor")
        return leaves

    def _error(self, node: Node, what: str) -> OntologyError:
        return OntologyError(f"{self.path}: {_local(node)}: {what}")


def _ours(node: Node) -> bool:
    return str(node).startswith(str(GEO))


def _local(node: Node) -> str:
    return str(node).rsplit("#", 1)[-1]
