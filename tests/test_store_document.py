"""The examples of docs/store.md are run as they stand."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli.app import app
from kg.engine import Engine
from kg.ontology import load

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "store.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine) -> Path:
    """A folder with what the examples speak of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Engine, "load", lambda settings: engine)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "monday").symlink_to(ROOT / "examples")
    (tmp_path / "wednesday").symlink_to(ROOT / "examples")
    (tmp_path / "tuesday.jsonl").write_text(
        '{"id": "t", "title": "Talks", "text": "Mali met Niger on Monday.", "published": "2023-05-09"}\n')
    return tmp_path


def test_the_commands_run(folder: Path) -> None:
    commands = [line.split("#")[0] for line in re.findall(r"^    kg (.*)$", PAGE, re.MULTILINE)]
    assert len(commands) > 6
    for command in commands:
        if "CLAIM_ID" in command:
            with kg.open_store("news.kg") as store:
                command = command.replace("CLAIM_ID", next(store.claims()).id)
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, (command, result.output)
    assert (folder / "graph" / "graph.html").stat().st_size
    assert (folder / "may.jsonl").exists()


def test_the_python_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(code, {})  # the point of the test: it is our own document
    assert "6 new, 0 known, 0 not used" in capsys.readouterr().out
    assert (folder / "september.ttl").stat().st_size


def test_the_states_of_the_page_are_those_of_the_ontology() -> None:
    types = load().types
    listed = re.search(r"these are states\s+\(`geo:lasting`[^)]*\): (.*?)\. All others", PAGE, re.DOTALL)
    assert listed
    assert re.split(r",\s+", listed[1]) == sorted(name for name, kind in types.items() if kind.lasting)
    for name, kind in types.items():
        for ender in (*kind.ended_by, *kind.lost_by):
            row = next(line for line in PAGE.splitlines() if line.startswith("| a type in") and (
                ("geo:endedBy" in line) == (ender in kind.ended_by)))
            assert (ender in row) or ("captured" in row and ender == "captures")
            assert name in row
