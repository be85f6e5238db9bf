"""JSON-LD 1.1: the graph as JSON objects, one a line, under the context of ``ontology/context.jsonld``.

The context is written into the file, so that reading it asks nothing of a network. Keys and values are short by it; a
relation type is ``geo:attacks`` as in Turtle.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.config import ontology_dir
from kg.datafiles import mapping, naming, read_json
from kg.export.rdf import terms
from kg.export.rdf.files import save
from kg.export.rdf.resources import Pair, Resource, resources
from kg.export.rdf.terms import TYPE, XSD
from kg.model import Claim
from kg.ontology import Ontology

CONTEXT = "context.jsonld"
_NATIVE = (f"{XSD}integer", f"{XSD}boolean")


def context(root: Path | None = None) -> dict[str, Any]:
    """Return the JSON-LD context (root: the ontology directory).

    Raises OntologyError where it can't be read, or a term has no IRI.
    """
    path = (root or ontology_dir()) / CONTEXT
    with naming(path):
        found = mapping(mapping(read_json(path), "the file")["@context"], "@context")
        for name, value in found.items():
            said = [value.get("@id"), value.get("@type")] if isinstance(value, dict) else [value]
            if name != "@version" and not all(isinstance(one, str) and one for one in said):
                raise ValueError(f"{name!r} must be an IRI, or a mapping with @id and @type")
        return found


def dumps(claims: Iterable[Claim], ontology: Ontology, *, entail: bool = False) -> str:
    """Return the claims as JSON-LD; the same claims in any order give the same text.

    ``entail`` adds what follows from what is stated, each such triple with a claim:Inference beside it. Raises
    OntologyError where a claim's predicate is no relation type.
    """
    return "".join(serialized(resources(claims, ontology, entail=entail), root=ontology.folder))


def write(claims: Iterable[Claim], ontology: Ontology, path: Path | str, *, entail: bool = False,
          in_order: bool = False) -> None:
    """Write the claims to a file as JSON-LD; options and errors are those of :func:`kg.export.turtle.write`."""
    found = resources(claims, ontology, entail=entail, in_order=in_order)
    save(serialized(found, root=ontology.folder), path)


def serialized(found: Iterable[Resource], *, root: Path | None = None) -> Iterator[str]:
    """Yield the file in parts; what the resources are, :func:`kg.export.rdf.resources.resources` says.

    The context is that of :func:`context`, which is also what raises.
    """
    given = context(root)
    writer = _Writer(given)
    yield f'{{"@context": {json.dumps(given)},\n"@graph": ['
    mark = "\n"
    for one in found:
        yield f"{mark}{writer.node(one)}"
        mark = ",\n"
    yield "\n]}\n"


class _Writer:
    """Writes resources as JSON text by a context: a term's text is a JSON string already, its escapes being JSON's."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        plain = {name: value for name, value in context.items() if isinstance(value, str)}
        self._prefixes = {value: name for name, value in plain.items() if value[-1] in "#/:"}
        self._terms: dict[str, tuple[str, str]] = {}
        for name, value in context.items():
            if isinstance(value, dict):
                self._terms[self._full(value["@id"])] = (name, self._full(value["@type"]))
            elif isinstance(value, str) and value not in self._prefixes:
                self._terms[self._full(value)] = (name, "")

    def node(self, resource: Resource) -> str:
        """Return one resource as a JSON object on one line."""
        fields: dict[str, list[str]] = {"id": [f'"{self._short(resource.iri)}"']}
        for pair in resource.pairs:
            key, value = self._field(pair)
            fields.setdefault(key, []).append(value)
        inner = [f'"{key}": {found[0] if len(found) == 1 else _list(found)}' for key, found in fields.items()]
        return "{" + ", ".join(inner) + "}"

    def _field(self, pair: Pair) -> tuple[str, str]:
        predicate, object = pair
        if predicate == TYPE:
            iri = object[1:-1]
            return "type", f'"{self._terms[iri][0] if iri in self._terms else self._short(iri)}"'
        name, kind = self._terms.get(predicate[1:-1]) or (self._short(predicate[1:-1]), "")
        if object.startswith("<"):
            value = f'"{self._short(object[1:-1])}"'
            return name, value if kind == "@id" else f'{{"id": {value}}}'
        return name, self._literal(object, kind)

    def _literal(self, object: str, kind: str) -> str:
        value, datatype = terms.parts(object)
        if datatype == kind:
            return f'"{value}"'
        if datatype in _NATIVE:
            return value
        return f'{{"@value": "{value}"}}' if not datatype else f'{{"@value": "{value}", "@type": "{datatype}"}}'

    def _short(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and cut < len(iri) else iri

    def _full(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        found = next((iri for iri, short in self._prefixes.items() if short == prefix), None)
        return f"{found}{local}" if colon and found else name


def _list(values: list[str]) -> str:
    return f"[{', '.join(values)}]"
