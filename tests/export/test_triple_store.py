"""Real triple stores load the exports over the Graph Store protocol, give the same graph back, and answer questions."""

import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.config import ontology_dir
from kg.export import nquads, turtle
from kg.ontology import load
from kg.sparql.files import select
from tests.builders import actor, claim
from tests.builders import time as when
from tests.cookbook import CLAIMS as QUESTIONED
from tests.servers import Server, started
from tests.strategies import HOSTILE

ONTOLOGY = load()
QUERIES = sorted(p for p in (ontology_dir() / "queries").glob("*.rq") if p.name.count(".") == 1)
GRAPH, QUESTIONS = "urn:test:claims", "urn:test:questions"

TURKEY, S400 = actor("Turkey", country="TUR", wikidata="Q43"), actor("S-400", "Item")
CLAIMS = [
    claim(TURKEY, "purchases", S400, speaker=actor("Vladimir Putin", "Person"), time=when("2017-09-12")),
    claim(TURKEY, "purchases", S400, polarity="negated", published="2018-01-01"),
    claim(TURKEY, "purchases", actor("F-35", "Item"), modality="planned"),
    claim("Hungary", "opposes", None, topic="the embargo"),
    *(claim("Egypt", "meets", "Qatar", confidence=c, article_id=str(c)) for c in (0.0, 0.123456, 1.0)),
]
STRANGE = [claim(actor(name), "meets", actor("x" + name, "Person"), title=name) for name in HOSTILE]


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the export and the claims of the questions, each in a graph of its own."""
    with started(request.param, tmp_path_factory.mktemp(request.param)) as running:
        running.put(GRAPH, turtle.dumps([*CLAIMS, *STRANGE], ONTOLOGY).encode())
        running.put(QUESTIONS, turtle.dumps(QUESTIONED, ONTOLOGY).encode())
        yield running


def _triples(data: bytes | str, kind: RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in parse(data.encode() if isinstance(data, str) else data, format=kind)}


def test_the_store_gives_back_the_same_graph(server: Server) -> None:
    back = _triples(server.get(GRAPH), RdfFormat.N_TRIPLES)
    sent = _triples(turtle.dumps([*CLAIMS, *STRANGE], ONTOLOGY), RdfFormat.TURTLE)
    assert len(back) == len(sent)
    assert back == sent


def test_the_vocabulary_loads(server: Server) -> None:
    for name in ("geopolitics.ttl", "claims.ttl", "shapes.ttl", "mappings.ttl"):
        text = (ontology_dir() / name).read_text("utf-8")
        server.put(f"urn:test:{name}", text.encode())
        assert len(_triples(server.get(f"urn:test:{name}"), RdfFormat.N_TRIPLES)) == len(
            list(parse(text.encode(), format=RdfFormat.TURTLE)))


def test_a_query_for_facts_finds_only_what_is_asserted(server: Server) -> None:
    rows = server.ask("""
        PREFIX geo: <urn:geokg:ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?what WHERE { ?s rdfs:label "Turkey" ; geo:purchases ?o . ?o rdfs:label ?what }""", GRAPH)
    assert rows == [{"what": "S-400"}]


def test_a_query_for_claims_finds_sentence_and_speaker(server: Server) -> None:
    rows = server.ask("""
        PREFIX geo: <urn:geokg:ontology#> PREFIX claim: <urn:geokg:claims#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?sentence ?who ?day WHERE {
            ?c a claim:Claim ; claim:predicate geo:purchases ; claim:sentence/oa:exact ?sentence ;
               prov:wasAttributedTo/rdfs:label ?who ; claim:time/claim:start ?day }""", GRAPH)
    assert rows == [{"sentence": "Turkey purchases S-400.", "who": "Vladimir Putin", "day": "2017-09-12"}]


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_the_ten_questions_get_the_answers_they_get_here(server: Server, query: Path) -> None:
    text = query.read_text("utf-8")
    expected = _here(text)
    assert expected
    assert server.ask(text, QUESTIONS) == expected


def test_named_graphs_load_as_they_are_and_answer(tmp_path: Path) -> None:
    """N-Quads, by Oxigraph, whose Graph Store address takes whole datasets too."""
    with started("oxigraph", tmp_path) as running:
        running.put_all(nquads.dumps(QUESTIONED, ONTOLOGY).encode(), "application/n-quads")
        text = (ontology_dir() / "queries" / "01-designated-as-terrorist.graphs.rq").read_text("utf-8")
        assert running.ask(text) == _here((QUERIES[0]).read_text("utf-8"))


def _here(text: str) -> list[dict[str, str]]:
    store = Store()
    store.load(turtle.dumps(QUESTIONED, ONTOLOGY).encode(), RdfFormat.TURTLE)
    found = select(store, text)
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]


def test_a_broken_file_is_refused(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError):
        server.put("urn:test:broken", (turtle.dumps(CLAIMS, ONTOLOGY)[:-3] + '"').encode())
