"""SHACL shapes checked by SPARQL over all nodes at once, in pyoxigraph.

The meaning of each constraint is the one that the recommendation gives (https://www.w3.org/TR/shacl/, sections 4 and
5); what is written here is that meaning as one query a constraint, in place of one look a node. Read are the parts of
SHACL that ``shapes.ttl`` uses; a shape with another part is refused, never passed over. Tests hold that the verdicts
are those of pyshacl. docs/decisions tells why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.config import ontology_dir
from kg.errors import InputError, OntologyError
from kg.sparql.files import VOCABULARY, load, new_store, select

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FILE = "shapes.ttl"
_BESIDE = "urn:geokg:validation:"
_TYPED = frozenset(("decimal", "integer", "date", "boolean", "dateTime", "double", "float"))
_SUBCLASSES = "SELECT ?c WHERE { ?c <http://www.w3.org/2000/01/rdf-schema#subClassOf>* <%s> }"
_ABSENT = re.compile(r"FILTER\s+NOT\s+EXISTS\s*(\{(?:(?!FILTER|BIND)[^{}])*\})")
# Of a property shape: read here, or said elsewhere about it.
_SILENT = frozenset(("path", "message", "name", "description", "severity", "order", "group"))


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that must hold for all nodes of a shape.

    ``component`` is the name that SHACL reports it under (MinCount, Class, ...), ``path`` the property or None,
    ``rule`` what the shapes say in words ("" where they say nothing), ``limit`` the value it is held to, as text.
    ``query`` finds the nodes that break it: ``?this``, and ``?value`` and ``?path`` where there are such.
    """

    component: str
    path: str | None
    rule: str
    limit: str
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a graph breaks a constraint: the node, the property and the value, as text, with the constraint.

    ``focus`` is the IRI of the node; ``value`` is the IRI or the text of the value, None where none is there.
    """

    focus: str
    path: str | None
    value: str | None
    constraint: Constraint


def prepare(store: Store, ontology: Path | None = None) -> None:
    """Add the vocabulary that the shapes rest on to the store that holds the data, in graphs of its own.

    Raises OntologyError where it can't be read.
    """
    from pyoxigraph import NamedNode, Quad

    for name in VOCABULARY:
        graph = NamedNode(f"{_BESIDE}{name}")
        store.extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in _read(ontology, name))


def read_shapes(store: Store, ontology: Path | None = None) -> tuple[Constraint, ...]:
    """Return the constraints of ``shapes.ttl``, sorted; subclasses are those that ``store`` knows.

    Raises OntologyError where the file can't be read or uses a part of SHACL that is not supported here.
    """
    reader = _Reader(_read(ontology, FILE), store)
    return tuple(sorted(reader.constraints(), key=lambda c: (c.path or "", c.component, c.rule, c.query)))


def check(store: Store, constraints: Iterable[Constraint]) -> Iterator[Violation]:
    """Yield what breaks the constraints, in the order of the constraints and then of the nodes."""
    for constraint in constraints:
        rows = select(store, constraint.query)
        names = {variable.value for variable in rows.variables}
        found = set()
        for row in rows:
            path, value = (_text(row[name]) if name in names else None for name in ("path", "value"))
            found.add((_text(row["this"]) or "", path or constraint.path or "", value))
        for focus, path, value in sorted(found, key=lambda f: (f[0], f[1], f[2] or "")):
            yield Violation(focus, path or None, value, constraint)


@dataclass(frozen=True, slots=True)
class _Values:
    """Patterns for the nodes of a shape (``target``) and, from each of them, the values of a property (``step``)."""

    target: str
    path: NamedNode

    @property
    def step(self) -> str:
        return f"$this {self.path} ?value ."

    def where(self, test: str, more: str = "") -> str:
        """Return the query for the nodes and values that a test holds for."""
        return f"SELECT DISTINCT $this ?value WHERE {{ {self.target} {self.step} {more} FILTER {test} }}"


class _Reader:
    """Turns the shapes of one file into constraints."""

    def __init__(self, shapes: Store, data: Store) -> None:
        self.shapes = shapes
        self.data = data

    def constraints(self) -> Iterator[Constraint]:
        for shape in self._nodes("a", f"{SH}NodeShape"):
            target = self._target(shape)
            for key, value in self._said(shape):
                if key == "property":
                    yield from self._property(value, target)
                elif key == "sparql":
                    yield self._sparql(value, target)
                elif key not in ("targetClass", "targetSubjectsOf", *_SILENT):
                    raise OntologyError(f"{FILE}: {_name(shape)}: sh:{key} is not supported")

    def _property(self, node: Any, target: str) -> Iterator[Constraint]:
        said = self._said(node)
        path = next((value for key, value in said if key == "path"), None)
        if not isinstance(path, _named()):
            raise OntologyError(f"{FILE}: a property shape needs one sh:path, and it must be a property")
        rule = next((value.value for key, value in said if key == "message"), "")
        for key, value in said:
            if key in _SILENT:
                continue
            make = getattr(self, f"_{_snake(key)}", None)
            if make is None:
                raise OntologyError(f"{FILE}: {_name(path)}: sh:{key} is not supported")
            component = key[0].upper() + key[1:]
            yield Constraint(component, path.value, rule, self._limit(value), make(value, _Values(target, path)))

    # One query a component.

    def _min_count(self, limit: Any, at: _Values) -> str:
        least = int(limit.value)
        if least == 1:
            return f"SELECT DISTINCT $this WHERE {{ {at.target} FILTER NOT EXISTS {{ {at.step} }} }}"
        return (f"SELECT $this WHERE {{ {at.target} OPTIONAL {{ {at.step} }} }} GROUP BY $this "
                f"HAVING (COUNT(DISTINCT ?value) < {least})")

    def _max_count(self, limit: Any, at: _Values) -> str:
        return (f"SELECT $this WHERE {{ {at.target} {at.step} }} GROUP BY $this "
                f"HAVING (COUNT(DISTINCT ?value) > {int(limit.value)})")

    def _class(self, limit: Any, at: _Values) -> str:
        return at.where(f"NOT EXISTS {{ {self._a('?value', limit)} }}")

    def _datatype(self, limit: Any, at: _Values) -> str:
        good = f"DATATYPE(?value) = {limit}"
        if _name(limit) in _TYPED:  # "x"^^xsd:integer is no integer
            good += f" && isLiteral({limit}(STR(?value)))"
        return at.where(f"(!COALESCE({good}, false))")

    def _min_inclusive(self, limit: Any, at: _Values) -> str:
        return at.where(f"(!COALESCE(?value >= {limit}, false))")

    def _max_inclusive(self, limit: Any, at: _Values) -> str:
        return at.where(f"(!COALESCE(?value <= {limit}, false))")

    def _less_than_or_equals(self, limit: Any, at: _Values) -> str:
        return at.where("(!COALESCE(?value <= ?other, false))", f"$this {limit} ?other .")

    def _pattern(self, limit: Any, at: _Values) -> str:
        return at.where(f"(isBlank(?value) || !REGEX(STR(?value), {limit}))")

    def _in(self, limit: Any, at: _Values) -> str:
        same = " || ".join(f"sameTerm(?value, {term})" for term in self._list(limit)) or "false"
        return at.where(f"(!({same}))")

    def _sparql(self, node: Any, target: str) -> Constraint:
        said = dict(self._said(node))
        if "select" not in said:
            raise OntologyError(f"{FILE}: sh:sparql needs one sh:select")
        prefixes = self._prefixes(said["prefixes"]) if "prefixes" in said else ""
        # Both mean the same where the block is plain and shares $this; NOT EXISTS is tried node by node.
        body = _ABSENT.sub(lambda m: f"MINUS {m[1]}" if "$this" in m[1] else m[0], said["select"].value)
        query = f"{prefixes}SELECT DISTINCT * WHERE {{ {target} {{ {body} }} }}"
        return Constraint("SPARQL", None, said["message"].value if "message" in said else "", "", query)

    def _prefixes(self, node: Any) -> str:
        rows = select(self.shapes, f"SELECT ?prefix ?start WHERE {{ {node} <{SH}declare> ?one . "
                                   f"?one <{SH}prefix> ?prefix ; <{SH}namespace> ?start }} ORDER BY ?prefix")
        return "".join(f"PREFIX {row['prefix'].value}: <{row['start'].value}> " for row in rows)

    def _target(self, shape: Any) -> str:
        """Return a pattern that ``$this`` matches for the nodes of a shape."""
        found = [self._a("$this", value) if key == "targetClass" else f"$this {value} ?any ."
                 for key, value in self._said(shape) if key in ("targetClass", "targetSubjectsOf")]
        if len(found) != 1:
            raise OntologyError(f"{FILE}: {_name(shape)}: needs one target, has {len(found)}")
        return f"{{ SELECT DISTINCT $this WHERE {{ {found[0]} }} }}"

    def _a(self, name: str, kind: Any) -> str:
        """Return a pattern for ``name`` being of a class or of one below it."""
        below = sorted(str(row["c"]) for row in select(self.data, _SUBCLASSES % kind.value))
        term = f"?kind{name[1:].capitalize()}"
        return f"VALUES {term} {{ {' '.join(below)} }} {name} <{RDF}type> {term} ."

    def _said(self, node: Any) -> list[tuple[str, Any]]:
        """Return what SHACL says of a node: the name of the term and its value, sorted."""
        found = [(q.predicate.value.removeprefix(SH), q.object)
                 for q in self.shapes.quads_for_pattern(node, None, None) if q.predicate.value.startswith(SH)]
        return sorted(found, key=lambda pair: (pair[0], str(pair[1])))

    def _nodes(self, key: str, value: str) -> list[Any]:
        return [row["s"] for row in select(self.shapes, f"SELECT ?s WHERE {{ ?s {key} <{value}> }} ORDER BY ?s")]

    def _list(self, head: Any) -> list[Any]:
        first, rest, nil = (f"{RDF}{name}" for name in ("first", "rest", "nil"))
        found = []
        while getattr(head, "value", "") != nil:
            of = {q.predicate.value: q.object for q in self.shapes.quads_for_pattern(head, None, None)}
            found.append(of[first])
            head = of[rest]
        return found

    def _limit(self, value: Any) -> str:
        return ", ".join(_name(v) for v in self._list(value)) if _is_blank(value) else _name(value)


def _read(ontology: Path | None, name: str) -> Store:
    """Return one file of the ontology in a store of its own."""
    store = new_store()
    try:
        load(store, (ontology or ontology_dir()) / name)
    except InputError as error:
        raise OntologyError(str(error)) from error
    return store


def _named() -> type[NamedNode]:
    from pyoxigraph import NamedNode

    return NamedNode


def _is_blank(term: Any) -> bool:
    from pyoxigraph import BlankNode

    return isinstance(term, BlankNode)


def _text(term: Any) -> str | None:
    """Return the IRI or the text of a term."""
    if term is None:
        return None
    return str(term.value) if hasattr(term, "value") else str(term)


def _name(term: Any) -> str:
    """Return the local name of an IRI, the text of anything else."""
    text = _text(term) or ""
    return text.rpartition("#")[2] or text


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
