"""What docs/disputes.md says is what there is."""

import re
from pathlib import Path

import pytest

from kg.ontology import load
from tests.conftest import FakeEngine

PAGE = (Path(__file__).parents[1] / "docs" / "disputes.md").read_text("utf-8")


def test_every_incompatibility_is_explained_with_its_days() -> None:
    rows = dict(re.findall(r"^\| ([\w, -]+?) \| (.+?) \|$", PAGE, re.MULTILINE))
    told = {name: text for names, text in rows.items() for name in names.split(", ")}
    known = {rule.name: rule.days for rule in load().incompatibilities}
    assert told.keys() - {"name"} == known.keys()
    for name, days in known.items():
        assert re.findall(r"\d+", told[name]) == ([] if days is None else [str(days)])


def test_the_python_of_the_page_runs(fake_engine: type[FakeEngine], tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    block = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert block
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Talks\n\nOn Monday, Turkey meets Russia in Sochi.", "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(block[1], {})  # the point of the test: it is our own document
    assert capsys.readouterr().out == "meets 1 0 False\n"
