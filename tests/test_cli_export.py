"""kg export: any source to any format, and one line for whatever goes wrong."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.export.jsonl import write
from kg.export.registry import exporters
from tests.builders import actor, claim
from tests.conftest import FakeEngine

ARMY = actor("Turkish military", "Military", country="TUR", sector="MIL", id="turkey.military")


@pytest.fixture
def cli(fake_engine: type[FakeEngine], monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("COLUMNS", "200")
    return CliRunner()


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    write([claim("Turkey", "meets", "Russia"), claim(ARMY, "attacks", "Syria")], path)
    return path


def test_the_list_names_every_format_with_what_it_drops(cli: CliRunner) -> None:
    result = cli.invoke(app, ["export", "--list"])
    assert result.exit_code == 0, result.output
    for one in exporters():
        assert one.name in result.stdout
        assert one.description.split()[0] in result.stdout
    assert "overrides and roll-up" in result.stdout


def test_turtle_is_the_default_and_is_what_build_writes(cli: CliRunner, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Talks\n\nOn Monday, Turkey meets Russia in Sochi to discuss the war.", "utf-8")
    assert cli.invoke(app, ["build", str(page), "-o", str(tmp_path / "o"), "-q"]).exit_code == 0
    result = cli.invoke(app, ["export", str(tmp_path / "o"), "--out", str(tmp_path / "deep" / "g.ttl")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "deep" / "g.ttl").read_bytes() == (tmp_path / "o" / "graph.ttl").read_bytes()
    assert sorted(p.name for p in (tmp_path / "deep").iterdir()) == ["g.ttl"]


def test_rollup_takes_bodies_for_the_state(cli: CliRunner, claims: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.ttl"
    assert cli.invoke(app, ["export", str(claims), "-o", str(out)]).exit_code == 0
    assert "actor:turkey.military" in out.read_text("utf-8") or "turkey.military" in out.read_text("utf-8")
    assert cli.invoke(app, ["export", str(claims), "-o", str(out), "--rollup", "state"]).exit_code == 0
    assert "turkey.military" not in out.read_text("utf-8")


@pytest.mark.parametrize(("arguments", "message"), [
    (["{claims}", "-o", "{tmp}/x", "--format", "rdfxml"], "'rdfxml' is no export format (the formats: "),
    (["-o", "{tmp}/x"], "needs what to export and --out FILE"),
    (["{claims}"], "needs what to export and --out FILE"),
    (["{claims}", "-o", "{tmp}"], "is a folder where a file is to be written"),
    (["{claims}", "-o", "{claims}/x"], "there is a file in the way"),
    (["{tmp}/none.jsonl", "-o", "{tmp}/x"], "there is no such file or folder"),
    (["{claims}", "-o", "{tmp}/x", "--rollup", "planet"], "there is no roll-up 'planet'"),
])
def test_what_cannot_be_done_is_one_line(cli: CliRunner, claims: Path, tmp_path: Path, arguments: list[str],
                                         message: str) -> None:
    given = [one.format(claims=claims, tmp=tmp_path) for one in arguments]
    result = cli.invoke(app, ["export", *given])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "x").exists()


def test_a_broken_claim_leaves_the_old_file_as_it_was(cli: CliRunner, claims: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.ttl"
    out.write_text("old", "utf-8")
    claims.write_text(claims.read_text("utf-8").replace('"meets"', '"befriends"'), "utf-8")
    result = cli.invoke(app, ["export", str(claims), "-o", str(out)])
    assert result.exit_code == 2
    assert "'befriends' is no relation type" in result.stderr
    assert out.read_text("utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.jsonl", "g.ttl"]
