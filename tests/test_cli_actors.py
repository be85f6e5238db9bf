"""The commands around who is who: kg actors, and overrides and roll-up of kg build."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.export.jsonl import write
from kg.model import ActorType
from kg.overrides import check, parse
from kg.overrides.file import SECTIONS
from kg.pipeline import Graph
from tests.builders import actor, claim
from tests.conftest import FakeEngine

TEXT = "Talks\n\nOn Monday, Turkey meets Russia in Sochi to discuss the war."
TURKEY = actor("Turkey", country="TUR", wikidata="Q43")
ARMY = actor("Turkish military", ActorType.MILITARY, country="TUR", sector="MIL", id="turkey.military")
FULL = actor("Ruslan Example", ActorType.PERSON, id="ruslan-example-1")
SHORT = actor("R. Example", ActorType.PERSON, id="r-example-2")


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    write([claim(FULL, "meets", TURKEY), claim(SHORT, "meets", TURKEY), claim(FULL, "meets", ARMY)], path)
    return path


def _file(folder: Path, text: str) -> str:
    path = folder / "overrides.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_the_list_of_actors_of_articles(cli: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    result = cli.invoke(app, ["actors", str(tmp_path / "page.txt")])
    assert result.exit_code == 0, result.output
    assert re.search(r"^Russia +russia +State +RUS +Russia \(1\) +1 +1 +1$", result.stdout, re.MULTILINE)
    assert re.search(r"^Turkey +turkey +State +TUR +Turkey \(1\) +1 +1 +1$", result.stdout, re.MULTILINE)


@pytest.mark.parametrize("folder", [False, True])
def test_the_list_of_what_a_build_wrote_as_json(cli: CliRunner, claims: Path, folder: bool) -> None:
    result = cli.invoke(app, ["actors", str(claims.parent if folder else claims), "--json"])
    assert result.exit_code == 0, result.output
    found = {record["id"]: record for record in map(json.loads, result.stdout.splitlines())}
    assert list(found) == ["ruslan-example-1", "turkey", "r-example-2", "turkey.military"]
    assert found["ruslan-example-1"] == {
        "id": "ruslan-example-1", "name": "Ruslan Example", "type": "Person", "country": None, "sector": None,
        "wikidata": None, "gazetteer": False, "aliases": [{"text": "Ruslan Example", "count": 2}], "mentions": 2,
        "claims": 2, "articles": 2}
    assert found["turkey.military"]["gazetteer"] is True


def test_proposals_can_be_pasted_and_are_then_gone(cli: CliRunner, claims: Path, tmp_path: Path) -> None:
    result = cli.invoke(app, ["actors", str(claims), "--suggest"])
    assert result.exit_code == 0, result.output
    assert [[ref.text for ref in group] for group in parse(result.stdout).same] == [["ruslan-example-1", "r-example-2"]]
    assert "# 0.90 same surname, first name by its initial: Ruslan Example = R. Example" in result.stdout
    merged = _file(tmp_path, result.stdout)
    again = cli.invoke(app, ["actors", str(claims), "--suggest", "--overrides", merged])
    assert (again.exit_code, again.stdout) == (0, "# no look-alikes\n")
    listed = cli.invoke(app, ["actors", str(claims), "--json", "--overrides", merged])
    first = json.loads(listed.stdout.splitlines()[0])
    assert (first["id"], first["claims"], [a["text"] for a in first["aliases"]]) == (
        "ruslan-example-1", 3, ["Ruslan Example", "R. Example"])


def test_what_is_said_to_be_different_is_not_proposed(cli: CliRunner, claims: Path, tmp_path: Path) -> None:
    apart = _file(tmp_path, "different: [[ruslan-example-1, R. Example]]")
    result = cli.invoke(app, ["actors", str(claims), "--suggest", "--overrides", apart])
    assert (result.exit_code, result.stdout) == (0, "# no look-alikes\n")


def test_proposals_as_json_and_above_a_score(cli: CliRunner, claims: Path) -> None:
    result = cli.invoke(app, ["actors", str(claims), "--suggest", "--json"])
    assert json.loads(result.stdout) == {
        "keep": "ruslan-example-1", "keep_name": "Ruslan Example", "other": "r-example-2", "other_name": "R. Example",
        "score": 0.9, "reason": "same surname, first name by its initial"}
    assert cli.invoke(app, ["actors", str(claims), "--suggest", "--json", "--min-score", "0.91"]).stdout == ""


def test_names_that_could_steer_a_terminal_or_break_yaml_are_shown_harmless(cli: CliRunner, tmp_path: Path) -> None:
    one, other = (actor(name, ActorType.PERSON, id=id)
                  for name, id in (("A\x1b[31m\nB Evil", "x: [y"), ("A\u202e B Evil", "null \U0001d54b")))
    write([claim(one, "meets", TURKEY), claim(other, "meets", TURKEY)], tmp_path / "claims.jsonl")
    for options in ([], ["--suggest"], ["--json"]):
        result = cli.invoke(app, ["actors", str(tmp_path), *options])
        assert result.exit_code == 0, result.output
        assert all(c.isprintable() or c == "\n" for c in result.stdout)
    (group,) = parse(cli.invoke(app, ["actors", str(tmp_path), "--suggest", "--min-score", "0"]).stdout).same
    assert {ref.text for ref in group} == {"x: [y", "null \U0001d54b"}


def test_actors_of_nothing_usable(cli: CliRunner, tmp_path: Path, claims: Path) -> None:
    result = cli.invoke(app, ["actors", str(tmp_path / "none.txt")])
    assert (result.exit_code, result.stdout) == (2, "")
    claims.write_text(claims.read_text() + "{broken\n")
    result = cli.invoke(app, ["actors", str(claims)])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "line 4" in result.stderr


def test_a_build_that_found_no_claim_is_told_so(cli: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").touch()
    (tmp_path / "report.jsonl").write_text('{"path": "a.txt", "status": "used"}\n')
    result = cli.invoke(app, ["actors", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr == (f"kg: {tmp_path / 'claims.jsonl'}: holds no claims "
                             "(none was found in what it was made of)\n")


def test_build_keeps_the_claims_and_resolves_the_rest(cli: CliRunner, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf-8")
    overrides = _file(tmp_path, "rename: {turkey: Türkiye}\nignore: [Nobody]\n")
    runs = {}
    for name, options in {"plain": [], "over": ["--overrides", overrides], "again": ["--overrides", overrides]}.items():
        result = cli.invoke(app, ["build", str(page), "-o", str(tmp_path / name), "-q", *options])
        assert result.exit_code == 0, result.output
        runs[name] = {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()}
        assert result.stderr.splitlines() == ([] if name == "plain" else [
            f"kg: {overrides}, line 2: no actor is called 'Nobody' in this build or in the gazetteer"])
    assert runs["over"] == runs["again"]
    assert runs["over"]["claims.jsonl"] == runs["plain"]["claims.jsonl"]
    for name in ("graph.ttl", "graph.html"):
        assert "Türkiye".encode() in runs["over"][name] or b"T\\u00fcrkiye" in runs["over"][name]
        assert "Türkiye".encode() not in runs["plain"][name]


@pytest.mark.parametrize(("options", "said"), [
    (["--overrides", "none.yaml"], r"kg: none\.yaml: No such file"),
    (["--rollup", "country"], r"kg: there is no roll-up 'country'"),
])
def test_build_refuses_what_it_can_not_use_before_it_reads(
        cli: CliRunner, tmp_path: Path, options: list[str], said: str) -> None:
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    FakeEngine.loaded_with = None
    result = cli.invoke(app, ["build", str(tmp_path / "page.txt"), "-o", str(tmp_path / "o"), *options])
    assert result.exit_code == 2
    assert re.match(said, result.stderr)
    assert FakeEngine.loaded_with is None


def test_contradictions_stop_a_build_with_file_and_line(cli: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    overrides = _file(tmp_path, "same: [[turkey, russia]]\ndifferent: [[Turkey, Russia]]\n")
    result = cli.invoke(app, ["build", str(tmp_path / "page.txt"), "-o", str(tmp_path / "o"), "--overrides", overrides])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"kg: {overrides}, line 2: ")
    assert [path.name for path in (tmp_path / "o").iterdir()] == ["report.jsonl"]


@pytest.mark.parametrize("rollup", ["state", "state+leaders"])
def test_build_rolls_up(cli: CliRunner, tmp_path: Path, rollup: str) -> None:
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    result = cli.invoke(app, ["build", str(tmp_path / "page.txt"), "-o", str(tmp_path / "o"), "--rollup", rollup])
    assert result.exit_code == 0, result.output
    assert re.search(r"relations\s+1\n", result.stdout)


def test_help_tells_every_option(cli: CliRunner) -> None:
    shown = cli.invoke(app, ["actors", "--help"]).stdout
    for word in ("INPUT", "--overrides", "--suggest", "--min-score", "--json", "--model", "--ontology", "Exit codes"):
        assert word in shown
    shown = cli.invoke(app, ["build", "--help"]).stdout
    for word in ("--overrides", "--rollup", "state+leaders"):
        assert word in shown


def test_the_overrides_of_the_document_are_read_and_do_not_contradict() -> None:
    page = (Path(__file__).parents[1] / "docs" / "actors.md").read_text("utf-8")
    block = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert block
    shown = parse(block[1])
    check(shown)
    assert all(getattr(shown, section) for section in SECTIONS)
    assert set(re.findall(r"^- \*\*(\w+)\*\*", page, re.MULTILINE)) <= set(SECTIONS)


def test_the_python_of_the_document_runs(fake_engine: type[FakeEngine], tmp_path: Path,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[1] / "docs" / "actors.md").read_text("utf-8")
    block = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert block
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, "utf-8")
    _file(tmp_path, "rename: {turkey: Türkiye}")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(block[1], names)  # the point of the test: it is our own document
    graph = names["graph"]
    assert isinstance(graph, Graph)
    assert graph.view
    assert graph.view.reason(graph.claims[0].subject.actor) == "name set (overrides.yaml, line 1)"
