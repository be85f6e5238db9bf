"""A real triple store loads the Turtle file over the Graph Store protocol and gives the same graph back."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from kg.config import ontology_dir
from kg.export import turtle
from kg.ontology import load
from tests.builders import actor, claim
from tests.builders import time as when
from tests.strategies import HOSTILE

ONTOLOGY = load()
# The binary may lie beside the interpreter (pip install oxigraph) without being on the path.
SERVER = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(SERVER is None, reason="no oxigraph server here: pip install oxigraph")

TURKEY, S400 = actor("Turkey", country="TUR", wikidata="Q43"), actor("S-400", "Item")
CLAIMS = [
    claim(TURKEY, "purchases", S400, speaker=actor("Vladimir Putin", "Person"), time=when("2017-09-12")),
    claim(TURKEY, "purchases", S400, polarity="negated", published="2018-01-01"),
    claim(TURKEY, "purchases", actor("F-35", "Item"), modality="planned"),
    claim("Hungary", "opposes", None, topic="the embargo"),
    *(claim("Egypt", "meets", "Qatar", confidence=c, article_id=str(c)) for c in (0.0, 0.123456, 1.0)),
    *(claim(actor(name), "meets", actor("x" + name, "Person"), title=name) for name in HOSTILE),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the export and the ontology in its default graph."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = tmp_path_factory.mktemp("store")
    command = [str(SERVER), "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"]
    with (place / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        assert server.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not answer in ten seconds")


def _send(url: str, data: bytes, kind: str, accept: str = "*/*", method: str = "POST") -> bytes:
    request = urllib.request.Request(url, data or None, {"Content-Type": kind, "Accept": accept}, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return bytes(answer.read())


def _load(store: str, name: str, text: str) -> str:
    """Put the text into a graph of its own and return the address of that graph."""
    url = f"{store}/store?graph=urn:test:{name}"
    _send(url, text.encode(), "text/turtle", method="PUT")
    return url


def _ask(store: str, query: str) -> list[dict[str, str]]:
    answer = _send(f"{store}/query", query.encode(), "application/sparql-query", "application/sparql-results+json")
    return [{key: value["value"] for key, value in row.items()} for row in json.loads(answer)["results"]["bindings"]]


def test_the_store_gives_back_the_same_graph(store: str) -> None:
    url = _load(store, "same", turtle.dumps(CLAIMS, ONTOLOGY))
    back = Graph().parse(data=_send(url, b"", "", "text/turtle", "GET"), format="turtle")
    assert set(back) == set(turtle.to_graph(CLAIMS, ONTOLOGY))


def test_the_vocabulary_loads(store: str) -> None:
    for name in ("geopolitics.ttl", "claims.ttl", "shapes.ttl"):
        text = (ontology_dir() / name).read_text("utf-8")
        url = _load(store, name, text)
        back = Graph().parse(data=_send(url, b"", "", "text/turtle", "GET"), format="turtle")
        assert len(back) == len(Graph().parse(data=text, format="turtle"))


def test_a_query_for_facts_finds_only_what_is_asserted(store: str) -> None:
    _load(store, "facts", turtle.dumps(CLAIMS, ONTOLOGY))
    rows = _ask(store, """
        PREFIX geo: <urn:geokg:ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?what FROM <urn:test:facts> WHERE { ?s rdfs:label "Turkey" ; geo:purchases ?o . ?o rdfs:label ?what }""")
    assert rows == [{"what": "S-400"}]


def test_a_query_for_claims_finds_sentence_and_speaker(store: str) -> None:
    _load(store, "claims", turtle.dumps(CLAIMS, ONTOLOGY))
    rows = _ask(store, """
        PREFIX geo: <urn:geokg:ontology#> PREFIX claim: <urn:geokg:claims#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?sentence ?who ?day FROM <urn:test:claims> WHERE {
            ?c a claim:Claim ; claim:predicate geo:purchases ; claim:sentence/oa:exact ?sentence ;
               prov:wasAttributedTo/rdfs:label ?who ; claim:time/claim:start ?day }""")
    assert rows == [{"sentence": "Turkey purchases S-400.", "who": "Vladimir Putin", "day": "2017-09-12"}]


def test_a_broken_file_is_refused(store: str) -> None:
    with pytest.raises(urllib.error.HTTPError):
        _load(store, "broken", turtle.dumps(CLAIMS, ONTOLOGY)[:-3] + '"')
