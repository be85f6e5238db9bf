import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.export import jsonl
from tests.sparql.conftest import CLAIMS

SELECT = "SELECT ?name ?topic WHERE { ?c claim:subject/rdfs:label ?name ; claim:topicText ?topic }"


def _query(*arguments: str, input: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["query", *arguments], input=input)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    jsonl.write(CLAIMS, tmp_path / "claims.jsonl")
    return tmp_path


def test_a_table_of_claims_and_of_rdf(folder: Path, ttl: Path) -> None:
    for source in (folder, folder / "claims.jsonl", ttl):
        code, out, err = _query(str(source), SELECT)
        lines = [line.split(maxsplit=1) for line in map(str.strip, out.splitlines())]
        assert (code, err) == (0, "kg: 1 row\n")
        assert lines == [["name", "topic"], ["Hungary", 'the "embargo" , so <b>']]


def test_formats(ttl: Path) -> None:
    assert _query(str(ttl), SELECT, "-f", "csv")[1].startswith("name,topic")
    assert json.loads(_query(str(ttl), SELECT, "-f", "json")[1])["head"] == {"vars": ["name", "topic"]}
    assert _query(str(ttl), "ASK { ?s ?p ?o }")[1] == "yes\n"
    assert "actor:turkey" in _query(str(ttl), "DESCRIBE actor:turkey")[1]
    assert "<urn:geokg:actor:turkey>" in _query(str(ttl), "DESCRIBE actor:turkey", "-f", "ntriples")[1]


def test_a_query_from_a_file_and_from_standard_input(ttl: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(SELECT, "utf-8")
    assert "Hungary" in _query(str(ttl), "--file", str(tmp_path / "q.rq"))[1]
    assert "Hungary" in _query(str(ttl), "--file", "-", input=SELECT)[1]


def test_at_most_as_many_rows_as_asked_for(ttl: Path) -> None:
    code, out, err = _query(str(ttl), "SELECT ?s { ?s a claim:Claim }", "--limit", "2")
    assert (code, len(out.splitlines())) == (0, 3)
    assert err.splitlines() == ["kg: 2 rows", "kg: only the first 2 are shown (--limit 0 shows all)"]
    assert _query(str(ttl), "SELECT ?s { ?s a claim:Claim }", "--limit", "0")[2] == "kg: 4 rows\n"


def test_the_vocabulary_is_asked_along_where_that_is_wished(ttl: Path) -> None:
    query = "SELECT ?c { ?c claim:predicate/rdfs:subPropertyOf geo:opposes }"
    assert _query(str(ttl), query)[2] == "kg: 0 rows\n"
    query = "SELECT ?p { geo:attacks rdfs:subPropertyOf ?p }"
    assert "geo:opposes" in _query(str(ttl), query, "--vocabulary")[1]


def test_an_index_is_kept_and_made_anew_for_other_choices(folder: Path) -> None:
    source = str(folder / "claims.jsonl")
    count = "SELECT (COUNT(*) AS ?n) { ?c a claim:Claim }"
    assert "4" in _query(source, count, "--index")[1]
    stamp = folder / "claims.jsonl.index" / "kg.json"
    first = stamp.read_text()
    assert "4" in _query(source, count, "--index")[1]
    assert stamp.read_text() == first
    assert "3" in _query(source, count, "--index", "--as-of", "2020")[1]
    assert stamp.read_text() != first


def test_an_index_is_made_anew_where_a_claim_was_decided(folder: Path) -> None:
    source, count = str(folder), "SELECT (COUNT(*) AS ?n) { ?c a claim:Claim }"
    assert "4" in _query(source, count, "--index")[1]
    rejected = f"decisions:\n  - claim: {CLAIMS[0].id}\n    decision: reject\n"
    (folder / "decisions.yaml").write_text(rejected, "utf-8")
    assert "3" in _query(source, count, "--index")[1]
    (folder / "decisions.yaml").unlink()
    assert "4" in _query(source, count, "--index")[1]
    (folder / "mine.yaml").write_text(rejected, "utf-8")
    assert "3" in _query(source, count, "--index", "--decisions", str(folder / "mine.yaml"))[1]


def test_an_index_is_made_anew_where_a_folder_of_articles_changed(tmp_path: Path) -> None:
    news, count = tmp_path / "news", "SELECT (COUNT(*) AS ?n) { ?c a claim:Claim }"
    (news / "today").mkdir(parents=True)
    (news / "today" / "a.txt").write_text("Turkey condemned Greece on Monday over the islands.", "utf-8")
    assert "1" in _query(str(news), count, "--index")[1]
    (news / "today" / "b.txt").write_text("Iran sharply criticized Iraq over the border crossing.", "utf-8")
    assert "2" in _query(str(news), count, "--index")[1]


@pytest.mark.parametrize(("arguments", "told"), [
    (["SELECT * {"], "line 1"), (["LOAD <http://x/>"], "is an update"), ([], "needs a query"),
    (["ASK {}", "--file", "x.rq"], "needs a query"), (["--file", "none.rq"], "none.rq: No such file"),
    (["ASK {}", "-f", "excel"], "is no format of answers"), (["ASK {}", "-f", "turtle"], "the answer is rows"),
    (["DESCRIBE actor:turkey", "-f", "csv"], "the answer is triples"),
    (["SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l", "--timeout", "1"], "longer than 1 seconds"),
])
def test_what_can_not_be_asked_is_one_line(ttl: Path, arguments: list[str], told: str) -> None:
    code, out, err = _query(str(ttl), *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


@pytest.mark.parametrize(("name", "content"), [
    ("none.ttl", None), ("a.ttl", b"@prefix"), ("claims.jsonl", b'{"predicate": 1, "evidence": 2, "subject": 3}\n'),
    ("none", None),
])
def test_a_source_that_can_not_be_read_is_told(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = _query(str(tmp_path / name), "ASK {}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert name in err
    assert [p.name for p in tmp_path.iterdir()] == ([name] if content is not None else [])


def test_the_document_shows_what_is_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[2] / "docs" / "query.md").read_text("utf-8")
    folder.rename(folder.with_name("out"))
    monkeypatch.chdir(folder.with_name("out").parent)
    asked = re.findall(r"^    kg query out '(.*)'$", page, re.MULTILINE)
    assert len(asked) == 2
    assert _query("out", asked[0])[0] == 0
    code, _, err = _query("out", asked[1])
    assert (code, err) == (2, f"{page.split(asked[1])[1].splitlines()[2].strip()}\n")
    named = set(re.findall(r"--[a-z][a-z-]+", page)) - {"--data-urlencode"}
    others = {"query": {"--max-rows", "--workers", "--host", "--allow-host"},
              "serve": {"--file", "--format", "--limit"}}
    for command in ("query", "serve"):
        shown = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).stdout
        assert {option for option in named - others[command] if option not in shown} == set()
