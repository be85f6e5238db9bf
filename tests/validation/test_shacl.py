"""The shapes catch every kind of broken graph, with the verdicts of pyshacl."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store
from pyshacl import validate
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.config import ontology_dir
from kg.errors import OntologyError
from kg.export import turtle
from kg.ontology import GEO, load
from kg.sparql.files import VOCABULARY
from kg.validation import shacl
from tests.builders import actor, claim, time
from tests.export.rdf.names import CLAIM, OA, actor_iri, claim_iri
from tests.strategies import HOSTILE

SH = Namespace("http://www.w3.org/ns/shacl#")
TURKEY = actor("Turkey", country="TUR", sector="GOV", wikidata="Q43")
FULL = claim(TURKEY, "purchases", actor("S-400", "Item"), speaker=actor("Vladimir Putin", "Person"), cue="said",
             time=time("2017-01-01", "2017-12-31", "year", "in 2017"), article_id="a",
             sentence="Turkey bought S-400 from Russia in 2017, Putin said.", trigger="bought")
OTHER = claim("Egypt", "meets", "Qatar", article_id="b")
TOPIC = claim("Hungary", "opposes", None, topic="the embargo", article_id="c")
DENIED = claim("Egypt", "meets", "Qatar", polarity="negated", article_id="d")
CLAIMS = (FULL, OTHER, TOPIC, DENIED)
NODE = claim_iri(FULL)
XBOOL = Literal("maybe", datatype=XSD.boolean)


def _graph() -> Graph:
    return turtle.to_graph(CLAIMS, load())


def _violations(graph: Graph, ontology: Path | None = None) -> list[shacl.Violation]:
    store = Store()
    # N-Triples: Turtle as rdflib writes it would not keep every broken literal.
    store.load(graph.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    shacl.prepare(store)
    return list(shacl.check(store, shacl.read_shapes(store, ontology)))


def _reference(graph: Graph, *, sparql: bool) -> Counter[tuple[str, str | None, str]]:
    """What pyshacl finds: node, property and constraint; its SPARQL is slow, so that it is left out where not asked."""
    shapes, vocabulary = _shapes(sparql), _vocabulary()
    _, report, _ = validate(graph, shacl_graph=shapes, ont_graph=vocabulary)
    assert isinstance(report, Graph)
    found: Counter[tuple[str, str | None, str]] = Counter()
    for node in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(node, SH.resultPath)
        component = str(report.value(node, SH.sourceConstraintComponent)).rpartition("#")[2]
        found[str(report.value(node, SH.focusNode)), str(path) if path else None,
              component.removesuffix("ConstraintComponent")] += 1
    return _comparable(found)


@cache
def _shapes(sparql: bool) -> Graph:
    shapes = Graph().parse(ontology_dir() / "shapes.ttl")
    if not sparql:
        shapes.remove((None, SH.sparql, None))
    return shapes


@cache
def _vocabulary() -> Graph:
    vocabulary = Graph()
    for name in VOCABULARY:
        vocabulary.parse(ontology_dir() / name)
    return vocabulary


def _counted(found: list[shacl.Violation], *, sparql: bool = True) -> Counter[tuple[str, str | None, str]]:
    return _comparable(Counter((v.focus, v.path, v.constraint.component) for v in found
                               if sparql or v.constraint.component != "SPARQL"))


def _comparable(found: Counter[tuple[str, str | None, str]]) -> Counter[tuple[str, str | None, str]]:
    """Leave out the order of values whose type is wrong already: rdflib orders "much" and 1, SHACL does not."""
    wrong = {focus for focus, _, component in found if component == "Datatype"}
    order = ("MinInclusive", "MaxInclusive", "LessThanOrEquals")
    return Counter({key: count for key, count in found.items() if key[2] not in order or key[0] not in wrong})


def _span(name: str) -> Node:
    node = _graph().value(NODE, CLAIM[name])
    assert node is not None
    return node


def _relation(of: URIRef) -> Node:
    node = next(s for s in _graph().subjects(PROV.wasDerivedFrom, of))
    assert isinstance(node, URIRef)
    return node


def test_what_is_exported_conforms() -> None:
    assert _violations(_graph()) == []
    hostile = turtle.to_graph([claim(actor(n), "meets", actor("x" + n, "Person"), title=n) for n in HOSTILE], load())
    assert _violations(hostile) == []


BROKEN: list[tuple[Node, URIRef, Node | None, str]] = [
    *((NODE, term, None, "MinCount") for term in (
        CLAIM.subject, CLAIM.predicate, CLAIM.polarity, CLAIM.modality, CLAIM.attributionKind, CLAIM.sentence,
        CLAIM.trigger, CLAIM.subjectMention, CLAIM.confidence, PROV.wasDerivedFrom, PROV.wasGeneratedBy)),
    (NODE, CLAIM.object, None, "SPARQL"),
    (NODE, CLAIM.objectMention, None, "SPARQL"),
    (NODE, CLAIM.subject, URIRef("urn:geokg:actor:nobody"), "Class"),
    (NODE, CLAIM.predicate, GEO.likes, "Class"),
    (NODE, CLAIM.polarity, CLAIM.asserted, "Class"),
    (NODE, CLAIM.modality, Literal("asserted"), "Class"),
    (NODE, CLAIM.attributionKind, CLAIM.narrator, "In"),
    (NODE, PROV.wasAttributedTo, Literal("Putin"), "Class"),
    (NODE, CLAIM.time, Literal("2017"), "Class"),
    (NODE, CLAIM.cue, Literal("said"), "Class"),
    (NODE, CLAIM.confidence, Literal("0.5"), "Datatype"),
    (NODE, CLAIM.confidence, Literal("1.5", datatype=XSD.decimal), "MaxInclusive"),
    (NODE, CLAIM.confidence, Literal("-1", datatype=XSD.decimal), "MinInclusive"),
    (NODE, CLAIM.confidence, Literal("much", datatype=XSD.decimal), "Datatype"),
    (NODE, CLAIM.trigger, CLAIM.trigger, "Class"),
    (NODE, PROV.wasDerivedFrom, URIRef("urn:geokg:article:b"), "SPARQL"),
    (actor_iri(TURKEY), RDFS.label, None, "MinCount"),
    (actor_iri(TURKEY), GEO.country, Literal("Turkey"), "Pattern"),
    (actor_iri(TURKEY), GEO.sector, Literal("government"), "Pattern"),
    (actor_iri(TURKEY), OWL.sameAs, Literal("Q43"), "Pattern"),
    (actor_iri(TURKEY), GEO.attacks, actor_iri(actor("Egypt")), "SPARQL"),
    (URIRef("urn:geokg:article:a"), DCTERMS.title, None, "MinCount"),
    (URIRef("urn:geokg:article:a"), DCTERMS.issued, Literal("March"), "Datatype"),
    (URIRef("urn:geokg:article:a"), DCTERMS.issued, Literal("2020-13-45", datatype=XSD.date), "Datatype"),
    (_span("trigger"), OA.start, Literal(-1), "MinInclusive"),
    (_span("trigger"), OA.start, Literal("16"), "Datatype"),
    (_span("trigger"), OA.start, Literal(5), "SPARQL"),
    (_span("trigger"), OA.end, Literal(3), "LessThanOrEquals"),
    (_span("sentence"), OA.exact, None, "MinCount"),
    (_span("sentence"), OA.exact, Literal("Turkey."), "SPARQL"),
    (_span("sentence"), CLAIM.inArticle, URIRef("urn:geokg:article:b"), "SPARQL"),
    (_span("time"), CLAIM.start, Literal("2018-05-05", datatype=XSD.date), "LessThanOrEquals"),
    (_span("time"), CLAIM.end, Literal("2017"), "Datatype"),
    (_span("time"), CLAIM.precision, CLAIM.affirmed, "Class"),
    *((_relation(NODE), term, None, "MinCount") for term in (
        CLAIM.subject, CLAIM.predicate, CLAIM.claimCount, CLAIM.affirmedCount, CLAIM.negatedCount, CLAIM.articleCount,
        CLAIM.contested, CLAIM.stated, PROV.wasDerivedFrom)),
    (_relation(NODE), CLAIM.claimCount, Literal(7), "SPARQL"),
    (_relation(NODE), CLAIM.contested, Literal(True), "SPARQL"),
    (_relation(NODE), CLAIM.stated, Literal(False), "SPARQL"),
    (_relation(NODE), CLAIM.stated, XBOOL, "Datatype"),
    (_relation(NODE), PROV.wasDerivedFrom, claim_iri(OTHER), "SPARQL"),
]


@pytest.mark.parametrize(("node", "term", "value", "component"), BROKEN)
def test_each_kind_of_break_is_caught(node: Node, term: URIRef, value: Node | None, component: str) -> None:
    graph = _graph()
    graph.remove((node, term, None)) if term != GEO.attacks else None
    if value is not None:
        graph.add((node, term, value))
    found = _violations(graph)
    assert component in {v.constraint.component for v in found}
    assert all(v.constraint.rule for v in found)
    assert _counted(found, sparql=False) == _reference(graph, sparql=False)


@pytest.mark.parametrize("term", [CLAIM.subject, CLAIM.polarity, CLAIM.sentence, CLAIM.confidence, CLAIM.time])
def test_two_values_where_one_is_allowed_are_caught(term: URIRef) -> None:
    graph = _graph()
    second = claim_iri(OTHER)
    other = {CLAIM.polarity: CLAIM.negated, CLAIM.confidence: Literal("0.1", datatype=XSD.decimal)}
    graph.add((NODE, term, other.get(term) or graph.value(second, term) or URIRef("urn:x")))
    assert ("MaxCount", str(term)) in {(v.constraint.component, v.path) for v in _violations(graph)}


def test_a_relation_written_the_other_way_round_conforms_only_if_symmetric() -> None:
    back = claim("Qatar", "meets", "Egypt", article_id="e")
    assert _violations(turtle.to_graph([OTHER, back], load())) == []
    graph = turtle.to_graph([claim("Egypt", "attacks", "Qatar")], load())
    for node in list(graph.subjects(RDF.type, CLAIM.Relation)):
        one, two = graph.value(node, CLAIM.subject), graph.value(node, CLAIM.object)
        graph.set((node, CLAIM.subject, two))
        graph.set((node, CLAIM.object, one))
    assert "SPARQL" in {v.constraint.component for v in _violations(graph)}


@pytest.mark.parametrize("modality", ["planned", "demanded", "alleged", "possible", "conditional", "ended"])
def test_a_plain_triple_for_what_nobody_asserts_is_caught(modality: str) -> None:
    made = claim("Egypt", "attacks", "Qatar", modality=modality)
    graph = turtle.to_graph([made], load())
    assert _violations(graph) == []
    ends = actor_iri(made.subject.actor), actor_iri(made.object.actor if made.object else TURKEY)
    graph.add((ends[0], GEO.attacks, ends[1]))
    [found] = _violations(graph)
    assert (found.focus, found.path, found.value) == (str(ends[0]), str(GEO.attacks), str(ends[1]))


def test_constraints_in_sparql_mean_the_same_to_pyshacl() -> None:
    graph = _graph()
    graph.remove((NODE, CLAIM.objectMention, None))
    graph.set((_relation(NODE), CLAIM.claimCount, Literal(7)))
    graph.set((_span("sentence"), OA.exact, Literal("Turkey.")))
    graph.add((actor_iri(TURKEY), GEO.attacks, actor_iri(actor("Egypt"))))
    found = _counted(_violations(graph))
    assert found == _reference(graph, sparql=True)
    assert sum(found.values()) == 4


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow],
          phases=[Phase.generate])  # a shrunk example would cost minutes
@given(st.data())
def test_a_graph_with_any_triples_changed_gets_the_verdict_of_pyshacl(data: st.DataObject) -> None:
    graph = _graph()
    triples = sorted(graph)
    values: list[Node] = [*(o for _, _, o in triples), Literal("x"), Literal("x", datatype=XSD.integer), Literal(3),
                          URIRef("urn:x"), Literal("2020-01-01", datatype=XSD.date)]
    for s, p, o in data.draw(st.lists(st.sampled_from(triples), min_size=1, max_size=4, unique=True)):
        if data.draw(st.booleans()):
            graph.remove((s, p, o))
        if data.draw(st.booleans()) and p != RDF.type:
            graph.add((s, p, data.draw(st.sampled_from(values))))
    assert _counted(_violations(graph), sparql=False) == _reference(graph, sparql=False)


def test_a_shape_with_a_part_that_is_not_read_is_refused(tmp_path: Path) -> None:
    for name in (*VOCABULARY, shacl.FILE):
        text = (ontology_dir() / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("sh:minInclusive 0 ;", "sh:minLength 2 ;"), "utf-8")
    with pytest.raises(OntologyError, match="sh:minLength is not supported"):
        _violations(_graph(), tmp_path)


def test_what_is_inferred_conforms_and_must_rest_on_what_is_stated() -> None:
    text = turtle.dumps([*CLAIMS, claim("Iraq", "invades", "Kuwait")], load(), entail=True)
    graph = Graph().parse(data=text, format="turtle")
    assert not _violations(graph)
    assert not _reference(graph, sparql=True)
    (inference,) = (s for s in graph.subjects(CLAIM.predicate, GEO.attacks) if (s, RDF.type, CLAIM.Inference) in graph)
    for broken in ((inference, CLAIM.rule, None), (None, CLAIM.stated, None), (inference, RDF.type, None)):
        less = Graph() + graph
        less.remove(broken)
        assert _violations(less), broken
