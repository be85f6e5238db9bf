import json
import re
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store
from typer.testing import CliRunner

from kg import build
from kg.cli.app import app
from kg.export import jsonl, turtle
from kg.ontology import load
from kg.sparql.files import SUFFIXES
from kg.validation.report import validate_jsonl, validate_rdf
from tests.builders import actor, claim

MADE = claim(actor("Turkey", country="TUR"), "purchases", actor("S-400", "Item"), article_id="a1", title="Arms deal")
OTHER = claim("Egypt", "meets", "Qatar", article_id="a2", title="Talks")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    turtle.write([MADE, OTHER], load(), path)
    return path


def _broken(good: Path, old: str, new: str) -> Path:
    path = good.with_name("broken.ttl")
    text = good.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_a_file_as_written_conforms(good: Path) -> None:
    report = validate_rdf(good)
    assert report.conforms
    assert report.triples > 50


def test_a_problem_tells_claim_article_what_is_missing_and_how_to_mend_it(good: Path) -> None:
    report = validate_rdf(_broken(good, "claim:sentence span:", "claim:sentense span:"))
    [problem] = report.problems
    assert str(problem).startswith("claim ")
    assert problem.article.startswith("article “")
    assert problem.what == "has no sentence"
    assert problem.rule == "a claim stands on one sentence"
    assert problem.mend == "add claim:sentence, or write the file again from claims.jsonl with kg export"
    assert any(word in problem.subject for word in ("Turkey purchases S-400", "Egypt meets Qatar"))


def test_a_problem_of_a_span_or_time_names_the_claim_that_uses_it(good: Path) -> None:
    report = validate_rdf(_broken(good, 'oa:exact "Turkey"', 'oa:exact "Türkiye!"'))
    assert {p.subject for p in report.problems} == {f"span “Türkiye!” of claim {MADE.id} (Turkey purchases S-400)"}
    assert "“Arms deal”" in report.problems[0].article


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".trig", ".rdf", ".jsonld"])
def test_every_writing_gets_the_same_verdict(good: Path, suffix: str, tmp_path: Path) -> None:
    broken = _broken(good, 'geo:country "TUR"', 'geo:country "Turkey"')
    for name, count in ((good, 0), (broken, 1)):
        store = Store()
        store.load(name.read_bytes(), RdfFormat.TURTLE)
        copy = tmp_path / f"copy{suffix}"
        copy.write_bytes(store.dump(format=getattr(RdfFormat, SUFFIXES[suffix]), from_graph=DefaultGraph()) or b"")
        assert len(validate_rdf(copy).problems) == count


def test_claims_are_checked_line_by_line_and_as_a_graph(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    lines = jsonl.dumps([MADE, OTHER]).splitlines()
    strange = json.loads(lines[0]) | {"predicate": "likes", "id": "x1"}
    narrated = json.loads(lines[1]) | {"id": "x2", "attribution": {
        "kind": "narrator", "speaker": {k: v for k, v in json.loads(lines[1])["subject"].items() if k != "mention"},
        "cue": None}}
    unnamed = json.loads(lines[0]) | {"id": 7}
    lines += ["{broken", '{"id": 1}', *map(json.dumps, (strange, narrated, unnamed))]
    path.write_text("\n".join(lines), "utf-8")
    told = [str(p) for p in validate_jsonl(path).problems]
    assert [line.partition(":")[0] for line in told[:3]] == ["line 3", "line 4", "line 7"]
    assert "not JSON" in told[0]
    assert "is no text" in told[2]
    assert "'likes' is no relation type" in told[3]
    assert "a claim with a speaker is reported or quoted" in told[4]
    assert len(told) == 5


def test_the_command_says_what_conforms(good: Path) -> None:
    result = CliRunner().invoke(app, ["validate", str(good)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{good}: conforms (")


def test_the_command_says_what_is_wrong_and_where(good: Path) -> None:
    broken = _broken(good, 'geo:country "TUR"', 'geo:country "Turkey"')
    result = CliRunner().invoke(app, ["validate", str(good), str(broken), "none.ttl"])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:] == [
        f"{broken}: actor turkey (Turkey): its country “Turkey” is not allowed: a country is three capital letters of "
        "ISO 3166-1 (correct the value of geo:country)",
        f"{broken}: 1 problem ({validate_rdf(broken).triples} triples)"]
    assert result.stderr == "kg: none.ttl: there is no such file\n"


def test_the_command_gives_json(good: Path) -> None:
    broken = _broken(good, 'geo:country "TUR"', 'geo:country "Turkey"')
    result = CliRunner().invoke(app, ["validate", "--json", str(broken)])
    [record] = [json.loads(line) for line in result.stdout.splitlines()]
    assert (record["component"], record["focus"], record["value"]) == ("Pattern", "urn:geokg:actor:turkey", "Turkey")
    assert record["file"] == str(broken)


def test_the_command_takes_the_folder_of_a_build_and_shows_as_many_as_asked(good: Path) -> None:
    jsonl.write([MADE, OTHER], good.with_name("claims.jsonl"))
    good.write_text(good.read_text("utf-8").replace("claim:polarity", "claim:pole"), "utf-8")
    result = CliRunner().invoke(app, ["validate", str(good.parent), "--limit", "1"])
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"{good.with_name('claims.jsonl')}: conforms")
    assert "6 problems, 5 of them not shown (--limit 0 shows all)" in lines[2]


@pytest.mark.parametrize(("name", "content", "told"), [
    ("none.ttl", None, "there is no such file"), ("none.jsonl", None, "No such file"),
    ("a.txt", b"x", "neither RDF nor"),
    ("a.ttl", b"@prefix", "not readable as ttl"), ("b.nq", b"\xff\xfe\x00", "not readable as nq"),
    ("c.jsonld", b'{"@context": "http://example.org/c", "@id": "urn:x", "a": 1}', "not readable as jsonld"),
    ("d.jsonl", b"\xff\xfe", "not UTF-8"), ("e.rdf", b"<a>", "not readable as rdf"),
])
def test_what_can_not_be_read_is_one_line(tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = CliRunner().invoke(app, ["validate", str(tmp_path / name)])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert told in result.stderr


def test_an_empty_folder_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["validate", str(tmp_path)])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "holds none of the files" in result.stderr


def test_the_document_shows_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs" / "validation.md").read_text("utf-8")
    turtle.write([MADE], load(), tmp_path / "graph.ttl")
    monkeypatch.chdir(tmp_path)
    _broken(Path("graph.ttl"), 'geo:country "TUR"', 'geo:country "Turkey"')
    assert CliRunner().invoke(app, ["validate", "broken.ttl"]).stdout.splitlines()[0] in page
    jsonl.write(build([root / "examples"]).claims, tmp_path / "claims.jsonl")
    result = CliRunner().invoke(app, ["validate", "claims.jsonl"])
    assert result.stdout.startswith("claims.jsonl: conforms")
    assert re.sub(r"[\d,…]+ triples", "", f"out/{result.stdout}") in re.sub(r"[\d,…]+ triples", "", page)
