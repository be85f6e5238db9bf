"""docs/review.md: its YAML is read, its commands and its Python run."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.export.jsonl import write
from kg.overrides import parse_decisions
from tests.builders import claim
from tests.conftest import FakeEngine

PAGE = (Path(__file__).parents[1] / "docs" / "review.md").read_text("utf-8")


def _block(language: str) -> str:
    block = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert block
    return block[1]


def test_the_yaml_of_the_page_is_read() -> None:
    assert [d.verdict for d in parse_decisions(_block("yaml")).by_claim.values()] == ["reject", "correct", "accept"]


@pytest.mark.parametrize("line", re.findall(r"^    (kg review SOURCE.*)$", PAGE, re.MULTILINE))
def test_the_commands_run(line: str, tmp_path: Path) -> None:
    write([claim("Turkey", "supports", "Russia", confidence=0.2)], tmp_path / "claims.jsonl")
    words = [str(tmp_path) if word == "SOURCE" else word for word in shlex.split(line)[1:]]
    result = CliRunner().invoke(app, words, input="q\n")
    assert result.exit_code == 0, result.output
    if "--list" not in words:
        shown = re.search(r"    1/3  (.*?)\n\n", PAGE, re.DOTALL)
        assert shown
        assert [" ".join(part.split()) for part in result.stdout.splitlines()[1:4]] == [
            " ".join(part.split()) for part in shown[0].splitlines()[1:4]]


def test_the_python_of_the_page_runs(fake_engine: type[FakeEngine], tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Talks\n\nOn Monday, Turkey meets Russia in Sochi.", "utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decisions.yaml").write_text("decisions:\n", "utf-8")
    names: dict[str, object] = {}
    exec(_block("python"), names)  # the point of the test: it is our own document
    assert len(names["graph"].decided) == 1  # type: ignore[attr-defined]
