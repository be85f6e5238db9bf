"""Resources as blocks of Turtle, made to be read: short names, predicates in a fixed order, one object a line."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from kg.export.rdf import terms
from kg.export.rdf.resources import Pair, Resource
from kg.export.rdf.sorter import Sorter
from kg.export.rdf.terms import CLAIM, GRAPH_PREFIXES, LABEL, PREFIXES, REIFIES, TYPE, XSD

_SHORT = {namespace: prefix for prefix, namespace in {**PREFIXES, **GRAPH_PREFIXES}.items()}
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:[A-Za-z0-9_-]|%[0-9A-F]{2})*\Z")
_RANKS = {kind: rank for rank, kind in enumerate(terms.KINDS)} | {"stated": 0, "inferred": 0}
_ENDS = (f"<{CLAIM}subject>", f"<{CLAIM}predicate>", f"<{CLAIM}object>")


def header(*, graphs: bool = False) -> str:
    """Return the lines that a file starts with: all prefixes, so that files differ only in what they say."""
    given = {**PREFIXES, **GRAPH_PREFIXES} if graphs else PREFIXES
    return "".join(f"@prefix {name}: <{given[name]}> .\n" for name in sorted(given))


def gathered(resources: Iterable[Resource]) -> Iterator[tuple[str, list[Pair]]]:
    """Yield each subject once with all its pairs, by kind and then by IRI; uses the disk where they are many.

    To be gone through to the end, or closed.
    """
    with Sorter[tuple[int, str, str]]() as rows:
        for one in resources:
            # One string, as the disk takes and gives strings faster than tuples. No term holds a line end.
            rows.add((_RANKS[one.kind], one.iri, "\n".join(map(" ".join, one.pairs))))
        for subject, group in groupby(rows.sorted(), key=itemgetter(1)):
            lines = {line for _, _, text in group for line in text.split("\n")}
            parted = (line.partition(" ") for line in lines)
            yield subject, in_order((predicate, object) for predicate, _, object in parted)


def in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs as they stand in a block: the type first, then the label, then by predicate and object."""
    return sorted(pairs, key=_place)


def block(subject: str, pairs: Iterable[Pair], indent: str = "") -> str:
    """Return a subject with its pairs, equal predicates side by side, as Turtle; ends with a full stop."""
    lines: list[str] = []
    last = ""
    for predicate, object in pairs:
        if predicate == last:
            lines.append(f",\n{indent}        {_term(object)}")
        elif last:
            lines.append(f" ;\n{indent}    {_verb(predicate)} {_term(object)}")
        else:
            lines.append(f"{indent}{name(subject)} {_verb(predicate)} {_term(object)}")
        last = predicate
    return "".join([*lines, " ."])


def reified(resource: Resource) -> Resource:
    """Return the resource with its ends as a triple term of RDF 1.2 too, where it has them; that asserts nothing."""
    ends = dict(resource.pairs)
    if not all(end in ends for end in _ENDS):
        return resource
    subject, predicate, object = (ends[end] for end in _ENDS)
    return resource._replace(pairs=(*resource.pairs, (REIFIES, f"<<( {subject} {predicate} {object} )>>")))


def _place(pair: Pair) -> tuple[int, str, str]:
    predicate, object = pair
    # Without the closing bracket, which would come behind "-" and "%" but before letters.
    return 0 if predicate == TYPE else 1 if predicate == LABEL else 2, predicate[:-1], object[:-1]


@lru_cache(maxsize=1 << 10)
def _verb(predicate: str) -> str:
    return "a" if predicate == TYPE else name(predicate[1:-1])


def _term(term: str) -> str:
    if term.startswith("<<"):
        return f"<<( {' '.join(name(part[1:-1]) for part in term[4:-4].split())} )>>"
    if term.startswith("<"):
        return name(term[1:-1])
    return term if term.endswith('"') else _typed(term)


@lru_cache(maxsize=1 << 14)
def _typed(literal: str) -> str:
    value, datatype = terms.parts(literal)
    if datatype in (f"{XSD}integer", f"{XSD}boolean") or (datatype == f"{XSD}decimal" and "." in value):
        return value
    return f'"{value}"^^{name(datatype)}'


@lru_cache(maxsize=1 << 16)
def name(iri: str) -> str:
    """Return the short form of an IRI where a prefix fits; percent-encoding keeps "#", "/" and ":" out of locals."""
    cut = max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1
    prefix = _SHORT.get(iri[:cut])
    if prefix is None or not _LOCAL.match(iri, cut):
        return f"<{iri}>"
    return f"{prefix}:{iri[cut:]}"
