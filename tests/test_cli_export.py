"""kg export: any source to any format, and one line for whatever goes wrong."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.config import ontology_dir
from kg.export.jsonl import write
from kg.export.registry import exporters
from kg.store import Store
from tests.builders import actor, article, claim

ARMY = actor("Turkish military", "Military", country="TUR", sector="MIL", id="turkey.military")


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


@pytest.mark.parametrize("name", [one.name for one in exporters() if one.streams])
def test_a_store_is_written_claim_by_claim(cli: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                           name: str) -> None:
    pairs = [("Turkey", "Russia", "b", "2021-06-01"), ("Syria", "Russia", "a", "2020-03-05"),
             ("Turkey", "Syria", "c", None)]
    items = []
    for one, other, id, day in pairs:
        made = article(f"{one} meets {other}.", id=id, published=day)
        items.append((made, [claim(one, "meets", other, article_id=id, published=day)]))
    with Store.open(tmp_path / "news.kg", write=True) as store:
        list(store.add(items, "patterns/1"))
        write(store.claims(), tmp_path / "claims.jsonl")
    first = cli.invoke(app, ["export", str(tmp_path / "claims.jsonl"), "-f", name, "-o", str(tmp_path / "one")])
    assert first.exit_code == 0, first.output
    monkeypatch.setattr("kg.cli.export.graph_of", lambda *_: pytest.fail("all claims are read at once"))
    second = cli.invoke(app, ["export", str(tmp_path / "news.kg"), "-f", name, "-o", str(tmp_path / "two")])
    assert second.exit_code == 0, second.output
    assert (tmp_path / "two").read_bytes() == (tmp_path / "one").read_bytes()


def test_an_empty_store_is_one_line(cli: CliRunner, tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.kg", write=True):
        pass
    result = cli.invoke(app, ["export", str(tmp_path / "news.kg"), "-o", str(tmp_path / "x")])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "holds no articles" in result.stderr


def test_what_is_inferred_is_written_on_request(cli: CliRunner, claims: Path, tmp_path: Path) -> None:
    write([claim("Iraq", "invades", "Kuwait")], claims)
    out = tmp_path / "g.nq"
    result = cli.invoke(app, ["export", str(claims), "-f", "nquads", "--entail", "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "<urn:geokg:graph:inferred>" in out.read_text("utf-8")


def test_a_format_that_cannot_mark_what_is_inferred_says_so(cli: CliRunner, claims: Path, tmp_path: Path) -> None:
    result = cli.invoke(app, ["export", str(claims), "-f", "jsonl", "--entail", "-o", str(tmp_path / "x")])
    assert result.exit_code == 2
    assert result.stderr == ("kg: --entail: jsonl can't mark what is inferred "
                             "(these can: turtle, trig, nquads, rdf12, jsonld)\n")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
def test_a_device_is_written_to_and_not_replaced(cli: CliRunner, claims: Path) -> None:
    result = cli.invoke(app, ["export", str(claims), "-o", "/dev/full"])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "No space left on device" in result.stderr
    assert Path("/dev/full").is_char_device()
    assert cli.invoke(app, ["export", str(claims), "-o", "/dev/null"]).exit_code == 0
    assert Path("/dev/null").is_char_device()


def test_a_link_is_followed(cli: CliRunner, claims: Path, tmp_path: Path) -> None:
    (tmp_path / "real.ttl").touch()
    (tmp_path / "link.ttl").symlink_to(tmp_path / "real.ttl")
    assert cli.invoke(app, ["export", str(claims), "-o", str(tmp_path / "link.ttl")]).exit_code == 0
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").stat().st_size


@pytest.mark.parametrize(("format", "name"), [
    ("events", "plover.yaml"), ("ftm", "country-codes.tsv"), ("jsonld", "context.jsonld")])
def test_the_ontology_that_is_given_is_the_one_that_is_read(format: str, name: str, cli: CliRunner, claims: Path,
                                                            tmp_path: Path) -> None:
    own, out = tmp_path / "own", tmp_path / "out"
    shutil.copytree(ontology_dir(), own)
    call = ["export", str(claims), "-f", format, "-o", str(out), "--ontology", str(own)]
    assert cli.invoke(app, call).exit_code == 0
    out.unlink()
    (own / name).write_bytes(b"")
    result = cli.invoke(app, call)
    assert (result.exit_code, result.stderr.count("\n"), out.exists()) == (2, 1, False)
    assert result.stderr.startswith(f"kg: {own / name}: ")
