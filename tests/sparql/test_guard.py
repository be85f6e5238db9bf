import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RefusedQueryError
from kg.sparql.guard import check, names_graphs

GOOD = [
    "SELECT * WHERE { ?s ?p ?o }",
    'SELECT * WHERE { ?s ?p "SERVICE <http://x/> { }" }',
    "SELECT * WHERE { ?s ?p 'it is a \\'SERVICE\\' {' }",
    'SELECT * WHERE { ?s ?p """one " SERVICE\n"" two""" }',
    "SELECT * WHERE { ?s <urn:SERVICE> ?o } # SERVICE <http://x/> { }",
    "PREFIX service: <urn:x> SELECT ?service WHERE { ?service service:SERVICE ?o }",
    "SELECT * WHERE { ?s ?p ?o FILTER (?o < 3 && ?o > 1) }",
    "SELECT ?insert WHERE { ?insert ?p 'DELETE' }",
    "PREFIX : <urn:> SELECT * { :a\\'b :p 'SERVICE' }",
    "ASK { ?s ?p 'x'@en }",
    "not a query at all",
]
SERVICE = [
    "SELECT * WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { service SILENT ?x { ?s ?p ?o } }",
    "SELECT * WHERE {SERVICE<http://x/>{?s ?p ?o}}",
    "SELECT * { ?s ?p 'a' } # '\n SERVICE <x:y> {}",
    "SELECT * { ?s <http://x/#a> ?o . SERVICE <http://x/> {} }",
    "SELECT * { FILTER(?a<?b)SERVICE<http://x/>{} FILTER(?c>?d) }",
    "PREFIX x: <urn:> SELECT * { x:a\\' x:p ?o . SERVICE <http://x/> {} } #'",
    "PREFIX x: <urn:> SELECT * { x:\U0001f600\\' x:p ?o . SERVICE <http://x/> {} } #'",
    "SELECT * { ?s ?p '\\\\' . SERVICE <http://x/> {} } #'",
    "SELECT * { \\u0053ERVICE <http://x/> {} }",
    "SELECT * { \\U00000053ERVICE <http://x/> {} }",
    "SELECT * { { SELECT * { SERVICE <http://x/> {} } } }",
]


@pytest.mark.parametrize("query", GOOD)
def test_what_only_reads_here_is_let_through(query: str) -> None:
    check(query)


@pytest.mark.parametrize("query", SERVICE)
def test_service_is_refused_wherever_it_hides(query: str) -> None:
    with pytest.raises(RefusedQueryError, match="leaves this machine"):
        check(query)


@pytest.mark.parametrize("query", [
    "INSERT DATA { <urn:a> <urn:b> 1 }", "LOAD <http://x/>", "prefix a: <urn:a> delete where { ?s ?p ?o }", "CLEAR ALL",
    "DROP GRAPH <urn:x>", "WITH <urn:x> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "BASE <urn:x> # SELECT\nCREATE GRAPH <y>",
])
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(RefusedQueryError, match="is an update"):
        check(query)


@given(st.text(alphabet="SERVICE<>'\"\\#{} \n?:ab"))
def test_any_text_gets_a_verdict(text: str) -> None:
    try:
        check(text)
    except RefusedQueryError:
        assert "SERVICE" in text


def test_graphs_that_a_query_chooses() -> None:
    assert names_graphs("SELECT * FROM <urn:g> { ?s ?p ?o }")
    assert not names_graphs("SELECT ?from { ?from ?p 'FROM' }")
