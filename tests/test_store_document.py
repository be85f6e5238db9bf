"""What docs/store.md says is so, and its Python does what it says. Its commands run with those of all pages."""

import re
from pathlib import Path

import pytest

from kg.engine import Engine
from kg.ontology import load

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "store.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: Engine) -> Path:
    """A folder with what the examples speak of."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "monday").symlink_to(ROOT / "examples")
    (tmp_path / "wednesday").symlink_to(ROOT / "examples")
    (tmp_path / "tuesday.jsonl").write_text(
        '{"id": "t", "title": "Talks", "text": "Mali met Niger on Monday.", "published": "2023-05-09"}\n')
    return tmp_path


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
