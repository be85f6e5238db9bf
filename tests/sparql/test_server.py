"""The endpoint as a program and as a browser meet it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from starlette.testclient import TestClient

from kg.sparql.pool import Pool
from kg.sparql.protocol import asked, chosen, graph_media, row_media
from kg.sparql.runner import Bounds
from kg.sparql.server import BODY, Endpoint, application

SELECT = "SELECT ?name WHERE { ?c claim:subject/rdfs:label ?name ; claim:topicText ?o } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
PAGE = b"<!doctype html><title>the page</title>"


@pytest.fixture(scope="module")
def client(place: Path) -> Iterator[TestClient]:
    endpoint = Endpoint(Pool(place, Bounds(seconds=2, rows=50), 2), PAGE)
    with TestClient(application(endpoint, ["localhost", "127.0.0.1", "::1"]), base_url="http://localhost:80") as made:
        yield made


def test_the_page_is_at_the_root(client: TestClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.content) == (200, PAGE)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("how", ["get", "form", "query"])
def test_a_query_in_each_way_of_the_protocol(client: TestClient, how: str) -> None:
    answer = {"get": lambda: client.get("/sparql", params={"query": SELECT}),
              "form": lambda: client.post("/sparql", data={"query": SELECT}),
              "query": lambda: client.post("/sparql", content=SELECT,
                                           headers={"content-type": "application/sparql-query; charset=utf-8"})}[how]()
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["name"]["value"] for row in answer.json()["results"]["bindings"]] == ["Hungary"]


@pytest.mark.parametrize(("accept", "kind", "start"), [
    ("text/csv", "text/csv; charset=utf-8", "name\r\n"), ("text/tab-separated-values", "text/tab", "?name\n"),
    ("application/sparql-results+xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml", "<?xml"),
    ("application/json", "application/sparql-results+json", "{"), ("*/*", "application/sparql-results+json", "{"),
    ("text/html,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+json", "{"),
    ("text/*", "text/csv", "name"), ("", "application/sparql-results+json", "{"),
])
def test_rows_come_in_the_format_that_is_wanted(client: TestClient, accept: str, kind: str, start: str) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(kind)
    assert answer.text.startswith(start)


@pytest.mark.parametrize(("accept", "kind", "format"), [
    ("*/*", "text/turtle", RdfFormat.TURTLE), ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
    ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
])
def test_triples_come_in_the_format_that_is_wanted(
        client: TestClient, accept: str, kind: str, format: RdfFormat) -> None:
    answer = client.get("/sparql", params={"query": "CONSTRUCT WHERE { actor:turkey ?p ?o }"},
                        headers={"accept": accept})
    assert answer.headers["content-type"].startswith(kind)
    assert len(list(parse(answer.content, format=format))) == 5


def test_what_can_not_be_had_is_406(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"accept": "text/turtle"})
    assert (answer.status_code, answer.text.count("\n")) == (406, 1)
    assert chosen("image/png", row_media()) is None
    assert chosen("text/turtle;q=0, */*;q=0.5", graph_media()) == "ntriples"
    assert chosen("text/turtle;q=many", graph_media()) is None


@pytest.mark.parametrize(("query", "status", "told"), [
    ("SELECT * {", 400, "line 1"), ("SELECT * { SERVICE <http://x/> { } }", 403, "leaves this machine"),
    ("CLEAR ALL", 403, "is an update"), ("SELECT * { ?s ?p ?o }", 503, "more than 50 rows"),
    (ENDLESS, 503, "longer than 2 seconds"),
])
def test_what_is_not_answered_is_one_line(client: TestClient, query: str, status: int, told: str) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code == status
    assert told in answer.text
    assert answer.text.count("\n") == 1
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_updates_are_refused(client: TestClient) -> None:
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 403
    assert client.post("/sparql", content="CLEAR ALL",
                       headers={"content-type": "application/sparql-update"}).status_code == 403
    assert client.put("/sparql", content="x").status_code == 405
    assert client.delete("/sparql").status_code == 405


@pytest.mark.parametrize(("content", "kind", "status"), [
    (b"\xff", "application/sparql-query", 400), (b"query=%ff", "application/x-www-form-urlencoded", 400),
    (b"x", "application/json", 400), (b"query=ASK{}&query=ASK{}", "application/x-www-form-urlencoded", 400),
    (b"x" * (BODY + 1), "application/sparql-query", 413),
])
def test_what_is_no_request_is_one_line(client: TestClient, content: bytes, kind: str, status: int) -> None:
    answer = client.post("/sparql", content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.text.count("\n")) == (status, 1)


@pytest.mark.parametrize(("host", "status"), [
    ("localhost", 200), ("LOCALHOST:8765", 200), ("127.0.0.1:1", 200), ("[::1]:8765", 200), ("evil.example", 421),
    ("localhost.evil.example", 421), ("127.0.0.1.evil.example:80", 421), ("", 421), ("evil@localhost", 200), ("[", 421),
])
def test_only_its_own_names_are_answered(client: TestClient, host: str, status: int) -> None:
    for path in ("/", "/sparql?query=ASK{}"):
        assert client.get(path, headers={"host": host}).status_code == status


def test_other_sites_get_nothing(client: TestClient) -> None:
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    refused = client.get("/sparql", params={"query": SELECT}, headers=headers)
    assert refused.status_code == 403
    for answer in (client.get("/"), client.get("/sparql"), refused, client.get("/none")):
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


def test_without_a_query_people_get_a_form_and_programs_a_description(client: TestClient) -> None:
    form = client.get("/sparql", headers={"accept": "text/html,application/xhtml+xml"})
    assert "<textarea" in form.text
    query = re.search(r"Query\">\s*(SELECT.*?)</textarea>", form.text, re.DOTALL)
    assert query
    assert client.get("/sparql", params={"query": query[1]}).status_code == 200
    described = client.get("/sparql")
    assert len(Graph().parse(data=described.text, format="turtle", publicID="http://localhost/sparql")) > 10


def test_without_a_page_the_root_leads_to_the_form(place: Path) -> None:
    with TestClient(application(Endpoint(Pool(place, Bounds(), 1), None), ["testserver"])) as client:
        assert client.get("/", headers={"accept": "text/html"}).text.startswith("<!doctype html>")


def test_graphs_of_a_request() -> None:
    said = asked("GET", "query=ASK{}&default-graph-uri=urn:a&default-graph-uri=urn:b&named-graph-uri=urn:c", "", b"")
    assert (said.query, said.default_graph, said.named_graphs) == ("ASK{}", ("urn:a", "urn:b"), ("urn:c",))


# -------------------------------------------------------------------- the command, as a process

@pytest.fixture
def served(ttl: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", str(ttl), "--port", "0", "--timeout", "20"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(ttl.parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=environment) as process:
        assert process.stdout
        match = re.match(r"(http://127\.0\.0\.1:\d+)/ ", process.stdout.readline())
        assert match
        assert process.stdout.readline() == f"{match[1]}/sparql  the SPARQL endpoint\n"
        try:
            yield match[1], process
        finally:
            process.kill()


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return bytes(answer.read())


@pytest.mark.skipif(os.name != "posix", reason="signals differ elsewhere")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(served: tuple[str, "subprocess.Popen[str]"], how: int, ttl: Path) -> None:
    url, process = served
    answer = json.loads(_get(f"{url}/sparql?query={quote(SELECT)}"))
    assert len(answer["results"]["bindings"]) == 1
    assert any(p.name.startswith("kg-") for p in ttl.parent.iterdir())
    slow = subprocess.Popen([sys.executable, "-c", "import sys, urllib.request as u; u.urlopen(sys.argv[1])",
                             f"{url}/sparql?query={quote(ENDLESS)}"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    start = time.monotonic()
    process.send_signal(how)
    out, err = process.communicate(timeout=15)
    assert time.monotonic() - start < 10
    assert (process.returncode, out, err) == (0, "", "kg: Ctrl-C ends it\nkg: ended\n")
    assert slow.wait(10) != 0
    assert [p.name for p in ttl.parent.iterdir()] == [ttl.name]
    assert not _workers(ttl.parent)


def _workers(folder: Path) -> list[str]:
    """The workers that still run over an index in a folder."""
    return [line for file in Path("/proc").glob("[0-9]*/cmdline")
            if (line := _read(file)) and "kg.sparql.worker" in line and str(folder) in line]


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def test_a_port_in_use_is_one_line(served: tuple[str, "subprocess.Popen[str]"], ttl: Path) -> None:
    port = served[0].rpartition(":")[2]
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", str(ttl), "--port", port]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "can't be listened on: Address already in use" in run.stderr
    with pytest.raises(urllib.error.HTTPError):
        _get(f"{served[0]}/none")
