"""Every command of docs/questions.md runs, and its Python."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.export.jsonl import write
from kg.ontology import load
from tests.builders import actor, claim
from tests.conftest import FakeEngine

PAGE = (Path(__file__).parents[1] / "docs" / "questions.md").read_text("utf-8")
COMMANDS = re.findall(r"^    (kg .+ graph.*)$", PAGE, re.MULTILINE)
NAMED = re.findall(r"^    kg (\w+) SOURCE", PAGE, re.MULTILINE)
CLAIMS = (
    claim("Turkey", "meets", "Russia", published="2023-06-01"),
    claim("Turkey", "opposes", "Russia", published="2023-05-01"),
    claim("Russia", "allied-with", "China", published="2023-05-01"),
    claim("Turkey", "purchases", actor("S-400", "Item"), counterparty=actor("Russia"), published="2023-05-02"),
)


def test_every_command_is_shown_with_an_example() -> None:
    assert len(NAMED) == 8
    assert {line.split()[1] for line in COMMANDS} == set(NAMED)


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graph").mkdir()
    write(CLAIMS, tmp_path / "graph" / "claims.jsonl")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()


def test_the_python_of_the_page_runs(fake_engine: type[FakeEngine], tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    block = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert block
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.json").write_text(
        '{"text": "Talks\\n\\nOn Monday, Turkey meets Russia in Sochi.", "published": "2023-06-01"}', "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(block[1], {})  # the point of the test: it is our own document
    assert capsys.readouterr().out == "meets Turkey meets Russia\n[1.0]\n()\n"


def test_the_weights_of_demands_are_as_the_page_says() -> None:
    types = load().types
    assert types["demands"].intensity is None
    assert types["allied-with"].intensity is None
    assert (types["fights"].cameo, types["fights"].intensity) == ("190", -10.0)
