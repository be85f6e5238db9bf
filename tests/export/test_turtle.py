"""Turtle: nothing is lost, nothing depends on the order, and nothing but what is asserted looks like a fact."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, XSD, Graph, Literal, URIRef

from kg.config import ontology_dir
from kg.errors import OntologyError
from kg.export import jsonl, turtle
from kg.model import AttributionKind, Claim, Modality, Polarity, Precision
from kg.ontology import GEO, load
from tests.builders import actor, claim, time
from tests.export.rdf.names import CLAIM, OA, actor_iri, claim_iri
from tests.export.samples import FULL, S400, TURKEY
from tests.strategies import HOSTILE, claim_lists

ONTOLOGY = load()


def _parse(text: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


def _graph(*claims: Claim) -> Graph:
    return _parse(turtle.dumps(claims, ONTOLOGY))


def _iri(kind: str, local: str) -> URIRef:
    return URIRef(f"urn:geokg:{kind}:{local}")


def _plain(graph: Iterable[tuple[object, ...]]) -> set[tuple[str, str, str]]:
    """The triples that say of two actors that a relation holds."""
    return {(str(s), p.removeprefix(str(GEO)), str(o)) for s, p, o in graph
            if str(p).startswith(str(GEO)) and str(p).removeprefix(str(GEO)) in ONTOLOGY.types}


# -------------------------------------------------------------------- the same graph, the same bytes

@settings(deadline=None, max_examples=100)
@given(claim_lists())
def test_it_parses_back_equal(claims: list[Claim]) -> None:
    made = turtle.to_graph(claims, ONTOLOGY)
    assert set(_graph(*claims)) == set(made)
    assert len(_graph(*claims)) == len(made)


@settings(deadline=None, max_examples=60)
@given(claim_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_no_byte(claims: list[Claim], random: Random) -> None:
    shuffled = [*claims, *claims[:2]]
    random.shuffle(shuffled)
    assert turtle.dumps(shuffled, ONTOLOGY) == turtle.dumps(claims, ONTOLOGY)


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    """Python's hash of strings differs from process to process; no order may hang on it."""
    claims = [FULL, *(claim("Turkey", p, "Russia", speaker="Syria") for p in ("meets", "opposes", "visits"))]
    jsonl.write(claims, tmp_path / "c.jsonl")
    code = ("import sys; from kg.export import jsonl, turtle; from kg.ontology import load; "
            "turtle.write(jsonl.read(sys.argv[1]), load(), sys.argv[2])")
    written = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.ttl"
        subprocess.run([sys.executable, "-c", code, str(tmp_path / "c.jsonl"), str(out)], check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed})
        written.append(out.read_bytes())
    assert written[0] == written[1] == turtle.dumps(claims, ONTOLOGY).encode()


def test_pinned_iris() -> None:
    """A change of these changes what users have stored and linked to."""
    graph = _graph(FULL, claim("Syria", "meets", "Iran", article_id="a2"))
    subjects = sorted(str(s).removeprefix("urn:geokg:") for s in set(graph.subjects()))
    assert [s for s in subjects if not s.startswith(("span:", "actor:"))] == [
        "article:a1",
        "article:a2",
        "claim:b2bf72c9a7bb01aa",
        "claim:d2a4723c14aaf1e9",
        "extraction:2dea68a239d3b1c0",
        "extraction:6d3987963e64ded1",
        "extractor:patterns%2F1",
        "relation:2729ab5095fda37a",
        "relation:e2bb0d1ec6aef7d9",
        "time:55da306394a4016c",
    ]


def test_a_symmetric_relation_has_one_iri_whichever_end_comes_first() -> None:
    one, other = (set(_graph(claim(*ends)).subjects(RDF.type, CLAIM.Relation))
                  for ends in (("Syria", "meets", "Iran"), ("Iran", "meets", "Syria")))
    assert one == other


def test_more_articles_change_no_iri() -> None:
    few, more = _graph(FULL), _graph(FULL, claim(TURKEY, "purchases", S400), claim("Iran", "meets", "Syria"))
    assert set(few.subjects()) < set(more.subjects())


# -------------------------------------------------------------------- what may look like a fact

@settings(deadline=None, max_examples=150)
@given(claim_lists())
def test_plain_triples_are_those_that_a_claim_asserts(claims: list[Claim]) -> None:
    asserted = set()
    for made in claims:
        if made.polarity is Polarity.AFFIRMED and made.modality is Modality.ASSERTED and made.object:
            ends = (str(actor_iri(made.subject.actor)), str(actor_iri(made.object.actor)))
            asserted.add((frozenset(ends) if ONTOLOGY.types[made.predicate].symmetric else ends, made.predicate))
    found = {(frozenset((s, o)) if ONTOLOGY.types[p].symmetric else (s, o), p)
             for s, p, o in _plain(_graph(*claims))}
    assert found == asserted


WEAK = [m for m in Modality if m is not Modality.ASSERTED]


@pytest.mark.parametrize("modality", WEAK)
@pytest.mark.parametrize("kind", AttributionKind)
def test_what_is_not_asserted_is_no_plain_triple(modality: Modality, kind: AttributionKind) -> None:
    made = claim(TURKEY, "purchases", S400, modality=modality, kind=kind)
    graph = _graph(made)
    assert not _plain(graph)
    assert (None, CLAIM.modality, CLAIM[modality.value]) in graph


@pytest.mark.parametrize("modality", Modality)
def test_what_is_denied_is_no_plain_triple(modality: Modality) -> None:
    assert not _plain(_graph(claim(TURKEY, "purchases", S400, polarity="negated", modality=modality)))


def test_weak_claims_do_not_add_up_to_a_fact() -> None:
    weak = [claim(TURKEY, "purchases", S400, modality=m, article_id=m.value) for m in WEAK]
    denied = claim(TURKEY, "purchases", S400, polarity="negated")
    elsewhere = [claim(TURKEY, "sells", S400), claim("Greece", "purchases", S400),
                 claim(TURKEY, "purchases", actor("F-35", "Item"))]
    plain = _plain(_graph(*weak, denied, *elsewhere))
    assert ("urn:geokg:actor:turkey", "purchases", "urn:geokg:actor:s-400") not in plain
    assert len(plain) == 3


def test_a_contested_relation_is_stated_and_says_that_it_is_contested() -> None:
    graph = _graph(claim(TURKEY, "purchases", S400),
                   claim(TURKEY, "purchases", S400, polarity="negated", speaker="Russia"))
    assert len(_plain(graph)) == 1
    (relation,) = graph.subjects(RDF.type, CLAIM.Relation)
    assert graph.value(relation, CLAIM.contested) == Literal(True)


def test_a_general_type_is_not_stated_beside_the_narrow_one() -> None:
    assert _plain(_graph(claim("Iraq", "invades", "Kuwait"))) == {
        ("urn:geokg:actor:iraq", "invades", "urn:geokg:actor:kuwait")}


@pytest.mark.parametrize("trick", [
    "x> <urn:geokg:ontology#purchases> <urn:geokg:actor:s-400",
    "turkey geo:purchases actor:s-400 .",
    'x" ; geo:purchases actor:s-400 . #',
    'x\n" ; geo:purchases actor:s-400 . actor:y rdfs:label "',
    'x\\" ; geo:purchases actor:s-400 ; rdfs:label "',
    "\\u0022 ; geo:purchases actor:s-400 . #",
])
def test_text_cannot_smuggle_in_a_triple(trick: str) -> None:
    evil = actor(trick, id=trick, country=trick, sector=trick, wikidata=trick)
    made = claim(evil, "purchases", S400, modality="planned", speaker=evil, counterparty=trick, place=evil,
                 topic=trick, title=trick, url=trick, publisher=trick, published=trick, extractor=trick,
                 article_id=trick, time=time(trick, trick, "day", trick))
    graph = _graph(made)
    assert not _plain(graph)
    assert set(graph) == set(turtle.to_graph([made], ONTOLOGY))
    assert not list(graph.objects(None, OWL.sameAs))


def test_an_unknown_predicate_is_an_error() -> None:
    with pytest.raises(OntologyError, match="country"):
        turtle.dumps([claim("Turkey", "country", "Syria")], ONTOLOGY)


# -------------------------------------------------------------------- all that a claim says is there

def test_actors() -> None:
    graph, node = _graph(FULL), _iri("actor", "turkey")
    assert set(graph.predicate_objects(node)) == {
        (RDF.type, GEO.State), (RDFS.label, Literal("Turkey")), (GEO.country, Literal("TUR")),
        (GEO.sector, Literal("GOV")), (OWL.sameAs, URIRef("http://www.wikidata.org/entity/Q43")),
        (GEO.purchases, _iri("actor", "s-400"))}


def test_a_claim_carries_all_its_fields() -> None:
    graph, node = _graph(FULL), claim_iri(FULL)
    extraction = graph.value(node, PROV.wasGeneratedBy)
    spans = {str(p).rsplit("#", 1)[-1]: str(graph.value(o, OA.exact)) for p, o in graph.predicate_objects(node)
             if (o, RDF.type, CLAIM.Span) in graph}
    assert spans == {"sentence": FULL.evidence.sentence.text, "trigger": "bought", "subjectMention": "Turkey",
                     "objectMention": "S-400", "cue": "said"}
    rest = {(p, o) for p, o in graph.predicate_objects(node) if (o, RDF.type, CLAIM.Span) not in graph}
    assert rest == {
        (RDF.type, CLAIM.Claim), (CLAIM.subject, _iri("actor", "turkey")), (CLAIM.predicate, GEO.purchases),
        (CLAIM.object, _iri("actor", "s-400")), (CLAIM.polarity, CLAIM.affirmed), (CLAIM.modality, CLAIM.asserted),
        (CLAIM.attributionKind, CLAIM.reported), (PROV.wasAttributedTo, _iri("actor", "vladimir-putin")),
        (CLAIM.confidence, Literal("0.8", datatype=XSD.decimal)), (PROV.wasDerivedFrom, _iri("article", "a1")),
        (PROV.wasGeneratedBy, extraction), (CLAIM.time, graph.value(node, CLAIM.time)),
        (CLAIM.counterparty, _iri("actor", "russia")), (CLAIM.topicText, Literal("air defence"))}
    assert (extraction, PROV.used, _iri("article", "a1")) in graph
    extractor = graph.value(extraction, PROV.wasAssociatedWith)
    assert graph.value(extractor, RDFS.label) == Literal("patterns/1")
    assert (extractor, RDF.type, PROV.SoftwareAgent) in graph


def test_selectors_give_offsets_into_the_article() -> None:
    graph = _graph(FULL)
    node = graph.value(claim_iri(FULL), CLAIM.sentence)
    assert {OA.TextPositionSelector, OA.TextQuoteSelector} < set(graph.objects(node, RDF.type))
    assert (graph.value(node, OA.start), graph.value(node, OA.end)) == (Literal(9), Literal(62))
    assert graph.value(node, CLAIM.inArticle) == _iri("article", "a1")


def test_articles_and_times() -> None:
    graph = _graph(FULL)
    article = graph.predicate_objects(_iri("article", "a1"))
    assert {str(p).rsplit("/", 1)[-1]: o for p, o in article if p != RDF.type} == {
        "title": Literal("A title"), "url": Literal("https://example.org/1"), "publisher": Literal("Example Wire"),
        "issued": Literal("2020-03-05", datatype=XSD.date)}
    node = graph.value(claim_iri(FULL), CLAIM.time)
    assert set(graph.predicate_objects(node)) == {
        (RDF.type, CLAIM.Time), (CLAIM.start, Literal("2017-01-01", datatype=XSD.date)),
        (CLAIM.end, Literal("2017-12-31", datatype=XSD.date)), (CLAIM.precision, CLAIM.year),
        (CLAIM.timeText, Literal("in 2017"))}


def test_relations() -> None:
    no = claim(TURKEY, "purchases", S400, polarity="negated", published="2019-01-01")
    graph = _graph(FULL, no)
    (node,) = graph.subjects(RDF.type, CLAIM.Relation)
    assert {str(p).rsplit("#", 1)[-1]: o.toPython() for p, o in graph.predicate_objects(node)
            if isinstance(o, Literal) and o.datatype != XSD.date} == {
        "claimCount": 2, "articleCount": 2, "affirmedCount": 1, "negatedCount": 1, "contested": True, "stated": True}
    assert str(graph.value(node, CLAIM.firstPublished)) == "2019-01-01"
    assert str(graph.value(node, CLAIM.lastPublished)) == "2020-03-05"
    assert set(graph.objects(node, PROV.wasDerivedFrom)) == {claim_iri(FULL), claim_iri(no)}


def test_a_claim_about_a_topic_has_no_object() -> None:
    made = claim("Hungary", "opposes", None, topic="the embargo")
    graph = _graph(made)
    assert graph.value(claim_iri(made), CLAIM.object) is None
    assert not _plain(graph)
    assert (claim_iri(made), CLAIM.topicText, Literal("the embargo")) in graph


# -------------------------------------------------------------------- text and values as any store reads them

@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive(name: str) -> None:
    made = claim(actor(name), "meets", actor("x" + name, "Person"), title=name, publisher=name)
    assert {str(o) for o in _graph(made).objects(None, RDFS.label)} >= {name, "x" + name}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_literal_is_one_line_with_no_hidden_character(name: str) -> None:
    few = turtle.dumps([claim("Turkey", "meets", "Syria", article_id="a")], ONTOLOGY)
    text = turtle.dumps([claim("Turkey", "meets", "Syria", article_id="a", title=name)], ONTOLOGY)
    assert len(text.splitlines()) == len(few.splitlines())
    assert '"""' not in re.sub(r'\\"', "", text)


def test_iris_are_percent_encoded() -> None:
    text = turtle.dumps([claim(actor("x", id="a b<>\"{}|^`\\é#/:%"), "meets", "Syria", article_id="ü /#")], ONTOLOGY)
    for found in re.findall(r"<([^>]*)>", text):
        assert re.fullmatch(r"[A-Za-z0-9:/#._~%-]+", found)
    assert "actor:a%20b%3C%3E%22%7B%7D%7C%5E%60%5C%C3%A9%23%2F%3A%25 a geo:State" in text


def test_no_literal_names_the_string_type_and_none_has_an_odd_form() -> None:
    text = turtle.dumps([FULL, claim("A", "meets", "B", confidence=1.0), claim("A", "opposes", "B", confidence=1e-9)],
                        ONTOLOGY)
    assert "xsd:string" not in text
    assert set(re.findall(r"claim:confidence (\S+)", text)) == {"0.8", '"1"^^xsd:decimal', '"0"^^xsd:decimal'}


@pytest.mark.parametrize("published", ["2020", "2020-13-45", "yesterday", "", "0000-01-01", "٢٠٢٠-٠١-٠١",
                                       "2020-01-01Z"])
def test_what_is_no_date_stays_text(published: str) -> None:
    graph = _graph(claim("A", "meets", "B", published=published))
    (found,) = graph.objects(None, DCTERMS.issued)
    assert found == Literal(published)


def test_half_surrogates_do_not_stop_the_file(tmp_path: Path) -> None:
    line = jsonl.dumps([claim("Turkey", "meets", "Syria", title="T")]).replace('"T"', '"\\ud800"')
    turtle.write(jsonl.loads(line), ONTOLOGY, tmp_path / "g.ttl")
    assert (None, DCTERMS.title, Literal("?")) in _parse((tmp_path / "g.ttl").read_text("utf-8"))


def test_one_actor_has_one_label() -> None:
    graph = _graph(claim(actor("TURKEY"), "meets", "Syria"), claim(TURKEY, "meets", "Iran"),
                   claim(TURKEY, "meets", "Iraq"))
    assert list(graph.objects(_iri("actor", "turkey"), RDFS.label)) == [Literal("Turkey")]


def test_one_article_has_one_title() -> None:
    graph = _graph(claim("A", "meets", "B", article_id="a", title="Old"),
                   claim("A", "visits", "B", article_id="a", title="New"))
    assert len(list(graph.objects(_iri("article", "a"), DCTERMS.title))) == 1


def test_no_claims_make_an_empty_graph() -> None:
    assert len(_graph()) == 0


def test_write_is_dumps(tmp_path: Path) -> None:
    turtle.write([FULL], ONTOLOGY, tmp_path / "g.ttl")
    assert (tmp_path / "g.ttl").read_bytes().decode("utf-8") == turtle.dumps([FULL], ONTOLOGY)


def test_it_is_made_to_be_read() -> None:
    text = turtle.dumps([FULL], ONTOLOGY)
    assert text.startswith("@prefix actor: <urn:geokg:actor:> .")
    assert "geo:purchases actor:s-400" in text
    assert "ns1:" not in text
    assert text.endswith(" .\n")


# -------------------------------------------------------------------- the vocabulary

def test_every_term_is_in_the_vocabulary() -> None:
    text = {name: (ontology_dir() / name).read_text("utf-8") for name in ("claims.ttl", "geopolitics.ttl")}
    terms = _parse(text["claims.ttl"])
    known = set(terms.subjects()) | set(_parse(text["geopolitics.ttl"]).subjects())
    every = [claim("Turkey", "meets", "Syria", polarity=p, modality=m, kind=k, time=time("2020-01-01", precision=t),
                   article_id=f"{p}{m}{k}{t}", counterparty="a", place="b", item="c", topic="d", cue="meets")
             for p in Polarity for m in Modality for k in AttributionKind for t in Precision]
    used = {t for triple in _graph(FULL, *every) for t in triple
            if isinstance(t, URIRef) and re.match(r"urn:geokg:(claims|ontology)#", t)}
    assert used <= known
    for enum in (Polarity, Modality, AttributionKind, Precision):
        values = {str(s).rsplit("#", 1)[-1] for s in terms.subjects(RDF.type, CLAIM[enum.__name__])}
        assert values == {v.value for v in enum}


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    graph = Graph()
    for name in ("geopolitics.ttl", "claims.ttl"):
        graph.parse(ontology_dir() / name, format="turtle")
    return graph


def _conforms(data: Graph, vocabulary: Graph) -> tuple[bool, str]:
    shapes = Graph().parse(ontology_dir() / "shapes.ttl", format="turtle")
    conforms, _, text = validate(data, shacl_graph=shapes, ont_graph=vocabulary)
    return bool(conforms), str(text)


def test_the_shapes_accept_what_is_written(vocabulary: Graph) -> None:
    data = _graph(FULL, claim("Hungary", "opposes", None, topic="the embargo"),
                  claim("A", "meets", "B", published=None))
    conforms, text = _conforms(data, vocabulary)
    assert conforms, text


@pytest.mark.parametrize(("field", "message"), [
    (CLAIM.sentence, "a claim stands on one sentence"), (CLAIM.subject, "a claim has one subject"),
    (PROV.wasDerivedFrom, "a claim comes from one article"), (CLAIM.attributionKind, "attributionKind"),
])
def test_the_shapes_miss_what_is_left_out(field: URIRef, message: str, vocabulary: Graph) -> None:
    data = _graph(FULL)
    data.remove((claim_iri(FULL), field, None))
    conforms, text = _conforms(data, vocabulary)
    assert not conforms
    assert message in text


def test_the_shapes_refuse_a_speaker_of_the_narrator(vocabulary: Graph) -> None:
    conforms, text = _conforms(_graph(claim("A", "meets", "B", speaker="C", kind="narrator")), vocabulary)
    assert not conforms
    assert "a claim with a speaker is reported or quoted" in text
