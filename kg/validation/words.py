"""What is wrong with a graph, in words: which claim of which article, what is missing, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg.ids import BASE
from kg.sparql.files import PREFIXES, select
from kg.validation.shacl import Violation

if TYPE_CHECKING:
    from pyoxigraph import Store

_PREFIXES = "".join(f"PREFIX {name}: <{start}> " for name, start in sorted(PREFIXES.items()))
# What the standard terms are called here; the others have their label in the vocabulary.
_TERMS = {
    "http://www.w3.org/ns/prov#wasDerivedFrom": "origin", "http://www.w3.org/ns/prov#wasAttributedTo": "speaker",
    "http://www.w3.org/ns/prov#wasGeneratedBy": "extraction", "http://www.w3.org/ns/oa#start": "start",
    "http://www.w3.org/ns/oa#end": "end", "http://www.w3.org/ns/oa#exact": "words",
    "http://www.w3.org/2000/01/rdf-schema#label": "name", "http://purl.org/dc/terms/title": "title",
    "http://purl.org/dc/terms/issued": "day of publication", "http://www.w3.org/2002/07/owl#sameAs": "Wikidata item",
}
_NOUNS = {"decimal": "a number", "integer": "a whole number", "date": "a date", "boolean": "true or false",
          "string": "plain text"}
_LONG = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One violation for people.

    ``subject`` says what it is about ("claim 3fa9 (Turkey purchases S-400)"), ``article`` where that stands ("" where
    the graph does not say), ``what`` is wrong, ``rule`` is what must hold ("" where that is plain), ``mend`` tells how
    to put it right. ``component`` is SHACL's name of the constraint, "Record" for a line that is no claim; ``focus``,
    ``path`` and ``value`` are the node, the property and the value as text, None where there is none.
    """

    subject: str
    article: str
    what: str
    rule: str
    mend: str
    component: str
    focus: str | None = None
    path: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        """Return all of it on one line."""
        where = f"{self.subject}, {self.article}" if self.article else self.subject
        rule = f": {self.rule}" if self.rule and self.rule != self.what else ""
        return f"{where}: {self.what}{rule} ({self.mend})"


class Speaker:
    """Puts the violations of one graph into words."""

    def __init__(self, store: Store) -> None:
        """Read the names of terms out of the vocabulary that lies beside the data."""
        self.store = store
        rows = select(store, f"{_PREFIXES}SELECT ?term (SAMPLE(?l) AS ?label) WHERE {{ ?term rdfs:label ?l . "
                             f"FILTER REGEX(STR(?term), '^{BASE}(claims|ontology)#') }} GROUP BY ?term")
        self.labels: Mapping[str, str] = _TERMS | {row["term"].value: row["label"].value for row in rows}

    def problems(self, violations: Iterable[Violation]) -> Iterator[Problem]:
        """Yield each violation in words, in the order given."""
        for one in violations:
            subject, article = self._place(one.focus)
            what, mend = self._what(one)
            yield Problem(subject, article, what, one.constraint.rule, mend, one.constraint.component, one.focus,
                          one.path, one.value)

    def _place(self, focus: str) -> tuple[str, str]:
        kind, _, local = focus.removeprefix(BASE).partition(":") if focus.startswith(BASE) else ("node", "", focus)
        name = f"{kind} {_short(unquote(local))}"
        if kind in ("claim", "relation"):
            return f"{name} ({self._statement(focus)})", self._article(focus)
        if kind in ("span", "time"):
            words = self._one(focus, "oa:exact|claim:timeText")
            used = self._one(focus, "^(claim:sentence|claim:trigger|claim:subjectMention|claim:objectMention|claim:cue"
                                    "|claim:time)")
            by = f" of {self._place(used)[0]}" if used else ""
            return f"{kind} “{_short(words or '?')}”{by}", self._article(focus if kind == "span" else used)
        if kind == "article":
            return name, self._article(focus)
        return f"{name} ({label})" if (label := self._one(focus, "rdfs:label")) else name, ""

    def _statement(self, focus: str) -> str:
        """Return the ends and the type of a claim or relation, "?" for those that are not there."""
        subject = self._one(focus, "claim:subject/rdfs:label") or "?"
        predicate = self._one(focus, "claim:predicate")
        object = self._one(focus, "claim:object/rdfs:label") or self._one(focus, "claim:topicText") or "?"
        return " ".join((_short(subject), predicate.rpartition("#")[2] if predicate else "?", _short(object)))

    def _article(self, focus: str | None) -> str:
        """Return the article that a node comes from, with what identifies it for a reader."""
        if not focus:
            return ""
        kind = f"{BASE}article:"
        node = focus if focus.startswith(kind) else self._one(focus, "prov:wasDerivedFrom|claim:inArticle")
        if not node or not node.startswith(kind):
            return ""
        title, publisher, day = (self._one(node, key) for key in ("dcterms:title", "dc:publisher", "dcterms:issued"))
        parts = [f"“{_short(title)}”" if title else unquote(node.removeprefix(kind)), publisher, day]
        return f"article {', '.join(part for part in parts if part)}"

    def _what(self, one: Violation) -> tuple[str, str]:
        """Return what is wrong and how to mend it."""
        component, limit = one.constraint.component, one.constraint.limit
        if component == "SPARQL":
            value = f"“{_short(self._named(one.value))}” breaks a rule" if one.value else "breaks a rule"
            return value, "write the file again from claims.jsonl with kg export, or correct the node by hand"
        term = self.labels.get(one.path or "", (one.path or "").rpartition("#")[2])
        value = _short(self._named(one.value))
        key = _curie(one.path or "")
        if component == "MinCount":
            return f"has no {term}", f"add {key}, or write the file again from claims.jsonl with kg export"
        if component == "MaxCount":
            return f"has more than {limit} {term}", f"keep {limit} of {key}; two files loaded into one may disagree"
        if component == "Class":
            return (f"its {term} {value} is no {limit}, or is not described in the file",
                    f"correct {key}, or add what describes it")
        noun = _NOUNS.get(limit, limit)
        told = {"Datatype": f"is not {noun}", "MinInclusive": f"is below {limit}",
                "MaxInclusive": f"is above {limit}", "LessThanOrEquals": f"comes after its {limit}"}
        return f"its {term} “{value}” {told.get(component, 'is not allowed')}", f"correct the value of {key}"

    def _named(self, value: str | None) -> str:
        """Return the name of a value that is a node of the graph or a term, else the value itself."""
        if value is None or not value.startswith(("urn:", "http:", "https:")):
            return value or ""
        return self.labels.get(value) or self._one(value, "rdfs:label|oa:exact") or value.removeprefix(BASE)

    def _one(self, node: str, path: str) -> str | None:
        """Return the first value of a path from a node, as text."""
        if any(c in node for c in '<>"{}|^`\\ '):
            return None
        rows = select(self.store, f"{_PREFIXES}SELECT ?v WHERE {{ <{node}> {path} ?v }} ORDER BY ?v LIMIT 1")
        return next((str(row["v"].value) for row in rows), None)


def _curie(term: str) -> str:
    """Return the short form of an IRI, or the IRI in angle brackets where no prefix fits."""
    for name, start in PREFIXES.items():
        if term.startswith(start) and term[len(start):].isalnum():
            return f"{name}:{term[len(start):]}"
    return f"<{term}>"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONG else f"{text[:_LONG - 1]}…"
