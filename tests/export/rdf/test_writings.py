"""One claim model, five writings: the same triples in each, whatever the names, and nothing that looks like a fact."""

import json
import re
from collections import Counter
from itertools import product
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, Graph

from kg.config import ontology_dir
from kg.errors import OntologyError
from kg.export import jsonld, trig, turtle
from kg.export.rdf.resources import actor_iri, claim_iri
from kg.model import AttributionKind, Claim, Modality, Polarity
from tests.builders import actor, claim, time
from tests.export.rdf.readers import ONTOLOGY, RDFLIB, WRITINGS, dataset, graph_of, quads, rdflib_graph
from tests.export.samples import FULL
from tests.strategies import HOSTILE, claim_lists

OTHERS = [name for name in WRITINGS if name != "turtle"]
GEO = "urn:geokg:ontology#"


def _plain(found: list[ox.Quad]) -> set[tuple[str, str, str]]:
    """The triples that say of two actors that a relation holds."""
    names = {*ONTOLOGY.types, *(one.inverse for one in ONTOLOGY.types.values())}
    return {(q.subject.value, q.predicate.value.removeprefix(GEO), str(q.object)[1:-1]) for q in found
            if q.predicate.value.removeprefix(GEO) in names}


# -------------------------------------------------------------------- the same graph

@pytest.mark.parametrize("name", OTHERS)
@settings(deadline=None, max_examples=60)
@given(claims=claim_lists())
def test_each_holds_the_triples_of_turtle(name: str, claims: list[Claim]) -> None:
    assert graph_of(quads(name, claims)) == graph_of(quads("turtle", claims))


@pytest.mark.parametrize("name", [name for name in RDFLIB if name != "turtle"])
@settings(deadline=None, max_examples=15)
@given(claims=claim_lists(3))
def test_rdflib_reads_the_same(name: str, claims: list[Claim]) -> None:
    assert set(rdflib_graph(name, claims)) == set(turtle.to_graph(claims, ONTOLOGY))


@pytest.mark.parametrize("name", WRITINGS)
@settings(deadline=None, max_examples=25)
@given(claims=claim_lists(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_no_byte(name: str, claims: list[Claim], random: Random) -> None:
    shuffled = [*claims, *claims[:2]]
    random.shuffle(shuffled)
    dumps = WRITINGS[name].dumps
    assert dumps(shuffled, ONTOLOGY, entail=True) == dumps(claims, ONTOLOGY, entail=True)


@pytest.mark.parametrize("name", WRITINGS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives_wherever_it_stands(name: str, text: str) -> None:
    evil = actor(text, id=text, country=text, sector=text, wikidata=text)
    made = claim(evil, "meets", actor("x" + text, "Person"), modality="planned", speaker=evil, counterparty=text,
                 place=evil, topic=text, title=text, url=text, publisher=text, published=text, extractor=text,
                 article_id=text, time=time(text, text, "day", text))
    found = quads(name, [made])
    assert graph_of(found) == graph_of(quads("turtle", [made]))
    values = {q.object.value for q in found if isinstance(q.object, ox.Literal)}
    assert {text, "x" + text, made.evidence.sentence.text} <= values
    assert not _plain(found)
    if WRITINGS[name].rdflib:
        assert {str(o) for _, _, o, _ in dataset(name, [made]).quads((None, None, None, None))} >= values


@pytest.mark.parametrize("name", WRITINGS)
def test_an_unknown_predicate_is_an_error(name: str) -> None:
    with pytest.raises(OntologyError, match="country"):
        WRITINGS[name].dumps([claim("Turkey", "country", "Syria")], ONTOLOGY)


# -------------------------------------------------------------------- what may look like a fact

@pytest.mark.parametrize("name", WRITINGS)
@pytest.mark.parametrize("entail", [False, True])
def test_no_claim_but_an_affirmed_and_asserted_one_makes_a_plain_triple(name: str, entail: bool) -> None:
    """Every polarity, modality and kind of attribution, said by many articles at once."""
    weak = [claim("Iraq", "invades", "Kuwait", polarity=polarity, modality=modality, kind=kind,
                  article_id=f"{polarity}-{modality}-{kind}")
            for polarity, modality, kind in product(Polarity, Modality, AttributionKind)
            if (polarity, modality) != (Polarity.AFFIRMED, Modality.ASSERTED)]
    assert len(weak) == 13 * 3
    assert not _plain(quads(name, weak, entail=entail))
    topic = claim("Iraq", "opposes", None, topic="the plan")
    assert not _plain(quads(name, [*weak, topic], entail=entail))
    stated = claim("Iraq", "invades", "Kuwait")
    expected = {("urn:geokg:actor:iraq", "invades", "urn:geokg:actor:kuwait")}
    assert _plain(quads(name, [*weak, topic, stated])) == expected


@pytest.mark.parametrize("name", WRITINGS)
@settings(deadline=None, max_examples=40)
@given(claims=claim_lists())
def test_plain_triples_are_those_that_a_claim_asserts(name: str, claims: list[Claim]) -> None:
    asserted = set()
    for made in claims:
        if made.polarity is Polarity.AFFIRMED and made.modality is Modality.ASSERTED and made.object:
            ends = (actor_iri(made.subject.actor), actor_iri(made.object.actor))
            asserted.add((frozenset(ends) if ONTOLOGY.types[made.predicate].symmetric else ends, made.predicate))
    found = {(frozenset((s, o)) if ONTOLOGY.types[p].symmetric else (s, o), p)
             for s, p, o in _plain(quads(name, claims))}
    assert found == asserted


def test_a_reifier_of_rdf_12_asserts_nothing() -> None:
    denied = claim("Iraq", "invades", "Kuwait", polarity="negated")
    store = ox.Store()
    store.extend(quads("rdf12", [denied]))
    ask = "PREFIX geo: <urn:geokg:ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    assert not store.query(ask + "ASK { ?s geo:invades ?o }")
    rows = store.query(ask + "SELECT ?c { ?c a <urn:geokg:claims#Claim> ; rdf:reifies <<( ?s geo:invades ?o )>> }")
    assert [row["c"].value for row in rows] == [claim_iri(denied)]  # type: ignore[union-attr]


def test_every_claim_with_an_object_is_a_reifier() -> None:
    claims = [FULL, claim("Iraq", "invades", "Kuwait", modality="planned"),
              claim("Iraq", "opposes", None, topic="the plan")]
    terms = [q.object for q in quads("rdf12", claims) if isinstance(q.object, ox.Triple)]
    assert len(terms) == 4  # two claims, and their two relations
    assert {t.predicate.value for t in terms} == {f"{GEO}purchases", f"{GEO}invades"}


# -------------------------------------------------------------------- named graphs

@pytest.mark.parametrize("name", ["trig", "nquads"])
@settings(deadline=None, max_examples=60)
@given(claims=claim_lists())
def test_every_triple_stands_in_one_named_graph(name: str, claims: list[Claim]) -> None:
    """Else a store whose default graph is the union of all would count it twice."""
    found = set(quads(name, claims, entail=True))
    assert not any(isinstance(q.graph_name, ox.DefaultGraph) for q in found)
    assert set(Counter(q.triple for q in found).values()) <= {1}


def test_trig_and_n_quads_are_the_same_dataset() -> None:
    claims = [FULL, claim("Iraq", "invades", "Kuwait"), claim("Kuwait", "meets", "Iraq", article_id="a 2/ü")]
    assert set(quads("trig", claims, entail=True)) == set(quads("nquads", claims, entail=True))


def test_an_article_is_a_nanopublication() -> None:
    store = ox.Store()
    store.extend(quads("trig", [FULL, claim("Iraq", "invades", "Kuwait", article_id="a2")]))
    rows = store.query("""
        PREFIX np: <http://www.nanopub.org/nschema#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX claim: <urn:geokg:claims#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?np ?claim ?title ?program WHERE {
            GRAPH ?h { ?np a np:Nanopublication ; np:hasAssertion ?a ; np:hasProvenance ?p ; np:hasPublicationInfo ?i }
            GRAPH ?a { ?claim a claim:Claim }
            GRAPH ?p { ?a prov:wasDerivedFrom ?article ; prov:wasGeneratedBy/prov:used ?article .
                       ?article dcterms:title ?title }
            GRAPH ?i { ?np prov:wasAttributedTo ?program } } ORDER BY ?np""")
    found = [(row["np"].value, row["claim"].value, row["title"].value) for row in rows]  # type: ignore[union-attr]
    assert [(one, title) for one, _, title in found] == [
        ("urn:geokg:nanopub:a1", "A title"), ("urn:geokg:nanopub:a2", "A title")]
    assert found[0][1] == claim_iri(FULL)


def test_trig_is_made_to_be_read() -> None:
    text = trig.dumps([FULL], ONTOLOGY)
    order = [text.index(f"\n{graph} {{\n") for graph in (
        "head:a1", "assertion:a1", "provenance:a1", "pubinfo:a1", "graph:actors", "graph:times", "graph:extractors",
        "graph:relations")]
    assert order == sorted(order)
    assert len(re.findall(r"^assertion:a1 \{$", text, re.MULTILINE)) == 1
    assert "    nanopub:a1 a np:Nanopublication ;\n" in text


# -------------------------------------------------------------------- JSON-LD

def test_json_ld_is_json_with_short_keys() -> None:
    nodes = {node["id"]: node for node in json.loads(jsonld.dumps([FULL], ONTOLOGY))["@graph"]}
    made = nodes[f"claim-id:{FULL.id}"]
    assert {key: made[key] for key in ("type", "subject", "predicate", "polarity", "confidence", "topicText")} == {
        "type": "Claim", "subject": "actor:turkey", "predicate": "geo:purchases", "polarity": "claim:affirmed",
        "confidence": "0.8", "topicText": "air defence"}
    assert nodes["article:a1"]["issued"] == "2020-03-05"
    assert nodes[made["sentence"]]["startOffset"] == 9


def test_json_ld_says_what_is_no_date() -> None:
    text = jsonld.dumps([claim("A", "meets", "B", published="yesterday", article_id="a")], ONTOLOGY)
    (node,) = (n for n in json.loads(text)["@graph"] if n["id"] == "article:a")
    assert node["issued"] == {"@value": "yesterday"}


def test_the_context_has_a_word_for_every_property_and_class_of_claims() -> None:
    vocabulary = Graph().parse(ontology_dir() / "claims.ttl")
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.Class)
    terms = {str(term).replace("urn:geokg:claims#", "claim:") for kind in kinds
             for term in vocabulary.subjects(RDF.type, kind) if str(term).startswith("urn:geokg:claims#")}
    named = {value["@id"] if isinstance(value, dict) else value for value in jsonld.context().values()}
    values = {"claim:Polarity", "claim:Modality", "claim:AttributionKind", "claim:Precision", "claim:Rule"}
    assert terms - named <= values


@pytest.mark.parametrize("terms", [
    '{"a": ""}', '{"a": {"@id": "urn:x"}}', '{"a": {"@id": 1, "@type": "@id"}}', '{"a": null}', "[]", "1",
])
def test_a_context_that_names_nothing_is_refused(terms: str, tmp_path: Path) -> None:
    (tmp_path / "context.jsonld").write_text(f'{{"@context": {terms}}}', "utf-8")
    with pytest.raises(OntologyError, match=r"context\.jsonld: .* must be "):
        jsonld.context(tmp_path)
