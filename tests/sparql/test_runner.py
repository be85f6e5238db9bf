import json
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from kg.errors import QueryError, RefusedQueryError, StoppedQueryError
from kg.export.rdf import terms
from kg.sparql import guard, index, runner, worker
from kg.sparql.files import new_store
from kg.sparql.pool import Pool
from kg.sparql.results import table, written
from kg.sparql.runner import Bounds, Runner

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def _rows(answer: runner.Answer) -> list[list[str]]:
    return table(answer.data)[1]


def test_rows_in_every_format(runner: Runner) -> None:
    answer = runner.ask("SELECT ?name ?o WHERE { ?c claim:subject/rdfs:label ?name ; claim:topicText ?o }")
    assert (answer.kind, answer.more) == ("rows", False)
    assert sorted(map(tuple, _rows(answer))) == [("Hungary", 'the "embargo"\n, so <b>')]
    assert written(answer.data, "csv") == b'name,o\r\nHungary,"the ""embargo""\n, so <b>"\r\n'
    assert written(answer.data, "tsv") == b'?name\t?o\n"Hungary"\t"the \\"embargo\\"\\n, so <b>"\n'
    assert b"&lt;b&gt;" in written(answer.data, "xml") or b"&lt;b>" in written(answer.data, "xml")
    assert written(answer.data, "json") == answer.data


def test_cells_are_short_and_unbound_ones_empty(runner: Runner) -> None:
    answer = runner.ask("SELECT ?t ?none (COUNT(?c) AS ?n) WHERE { ?c a claim:Claim ; claim:predicate ?t } "
                        "GROUP BY ?t ?none ORDER BY ?t")
    assert _rows(answer) == [["geo:meets", "", "2"], ["geo:opposes", "", "1"], ["geo:purchases", "", "1"]]


@pytest.mark.parametrize("name", sorted({**terms.PREFIXES, **terms.GRAPH_PREFIXES}))
def test_the_prefixes_of_exported_files_need_no_declaration(runner: Runner, name: str) -> None:
    assert runner.ask(f"ASK {{ ?s ?p {name}:x }}").kind == "boolean"


def test_truth_and_triples(runner: Runner) -> None:
    answer = runner.ask("ASK { actor:turkey geo:purchases ?o }")
    assert (answer.kind, json.loads(answer.data)["boolean"]) == ("boolean", True)
    assert written(answer.data, "csv") == b"true\n"
    answer = runner.ask("CONSTRUCT WHERE { actor:turkey ?p ?o }")
    assert answer.kind == "triples"
    assert b"actor:turkey" in answer.data
    assert answer.data == runner.ask("CONSTRUCT WHERE { actor:turkey ?p ?o }").data
    assert b'<urn:geokg:actor:turkey>' in runner.ask("DESCRIBE actor:turkey", graph="N_TRIPLES").data


def test_the_same_query_gives_the_same_bytes_in_another_process(place: Path, runner: Runner) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    with Runner(place, Bounds()) as other:
        assert other.ask(query).data == runner.ask(query).data


@pytest.mark.parametrize(("query", "told"), [
    ("SELECT * WHERE {\n ?s ?p }", "line 2, column 9: expected"), ("", "line 1, column 1: expected"),
    ("SELECT * { ?s nothing:x ?o }", "line 1, column 24: Prefix not found"), ("\x00", "expected"),
    ("SELECT ?x { } GROUP BY ?y", "The SELECT contains a variable that is unbound"),
])
def test_what_is_no_query_is_one_line_with_its_place(runner: Runner, query: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        runner.ask(query)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_more_rows_than_asked_for(place: Path) -> None:
    with Runner(place, Bounds(rows=3)) as few:
        answer = few.ask("SELECT * { ?s ?p ?o }")
        assert (len(_rows(answer)), answer.more) == (3, True)
        answer = few.ask("SELECT * { ?s ?p ?o } LIMIT 3")
        assert (len(_rows(answer)), answer.more) == (3, False)
        assert few.ask("CONSTRUCT WHERE { ?s ?p ?o }").more


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_is_answered(place: Path) -> None:
    with Runner(place, Bounds(seconds=1.5)) as short:
        start = time.monotonic()
        with pytest.raises(StoppedQueryError, match=r"longer than 1\.5 seconds"):
            short.ask(ENDLESS)
        assert time.monotonic() - start < 5
        assert short.ask("ASK { ?s ?p ?o }").kind == "boolean"


def test_a_result_that_is_too_large_is_none(place: Path) -> None:
    with Runner(place, Bounds(bytes=100)) as small, pytest.raises(StoppedQueryError, match="larger than 100 bytes"):
        small.ask("SELECT * { ?s ?p ?o }")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded in another way elsewhere")
def test_a_query_that_takes_too_much_memory_is_ended(place: Path) -> None:
    with Runner(place, Bounds(seconds=60, memory=150_000_000)) as small:
        with pytest.raises(StoppedQueryError, match="memory"):
            small.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i")
        assert small.ask("ASK { ?s ?p ?o }").kind == "boolean"


@pytest.mark.skipif(sys.platform == "win32", reason="processes can't be confined there")
def test_nothing_leaves_the_machine_even_past_the_guard(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1)
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(RefusedQueryError):
            runner.ask(query)
        monkeypatch.setattr("kg.sparql.runner.check", lambda _: None)
        with pytest.raises(QueryError, match="can't be answered"):
            runner.ask(query)
        with pytest.raises(TimeoutError):
            server.accept()
    guard.check("ASK {}")


def test_a_query_sees_all_graphs_or_those_it_chooses(tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_text("<urn:a> <urn:p> 1 . <urn:g> { <urn:b> <urn:p> 2 } <urn:h> { <urn:c> <urn:p> 3 }")
    with index.temporary(index.of_files([tmp_path / "g.trig"])) as path, Runner(path, Bounds()) as asked:
        def count(where: str, **graphs: list[str]) -> str:
            return _rows(asked.ask(f"SELECT (COUNT(*) AS ?n) {where}", **graphs))[0][0]

        assert count("{ ?s ?p ?o }") == "3"
        assert count("FROM <urn:g> { ?s ?p ?o }") == "1"
        assert count("{ GRAPH ?g { ?s ?p ?o } }") == "2"
        assert count("{ ?s ?p ?o }", default_graph=["urn:g", "urn:h"]) == "2"
        assert count("{ ?s ?p ?o }", named_graphs=["urn:g"]) == "0"
        assert count("{ GRAPH ?g { ?s ?p ?o } }", named_graphs=["urn:g"]) == "1"


def test_rdf_1_2_terms_have_a_form_in_json_and_for_people() -> None:
    store = new_store()
    store.update("INSERT DATA { <urn:r> rdf:reifies <<( <urn:a> <urn:b> \"x\"@en )>> }",
                 prefixes={"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"})
    _, body = worker.answer(store, {"query": "SELECT ?t { ?r rdf:reifies ?t }", "rows": 0})
    assert table(body) == (["t"], [["urn:a urn:b x"]])


def test_a_pool_answers_several_threads_and_refuses_what_does_not_fit(place: Path) -> None:
    pool = Pool(place, Bounds(seconds=20, rows=5), 2)
    found: list[str] = []

    def ask() -> None:
        found.append(pool.ask("ASK { ?s ?p ?o }", graph="TURTLE", default_graph=(), named_graphs=()).kind)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["boolean"] * 6
    with pytest.raises(StoppedQueryError, match="more than 5 rows"):
        pool.ask("SELECT * { ?s ?p ?o }", graph="TURTLE", default_graph=(), named_graphs=())
    pool.close()
