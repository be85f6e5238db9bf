"""What docs/inputs.md shows is what the code does."""

import json
import re
from pathlib import Path

import pytest

from kg.ingest import Limits, items
from kg.ingest.fetch import Fetcher
from kg.ingest.fields import SYNONYMS
from kg.ingest.item import Item
from kg.ingest.options import MAX_TEXT
from kg.ingest.readers import READERS
from kg.ingest.report import line
from tests.ingest import samples

TEXT = (Path(__file__).parents[1] / "docs" / "inputs.md").read_text("utf-8")
GERMAN = "Der Minister hat am Montag mit der Regierung in Berlin über die Waffen gesprochen."


def test_every_format_is_in_the_table() -> None:
    for reader in READERS:
        name = {"a compressed file": "gzip", "a table": "CSV", "a feed": "RSS"}.get(reader.format, reader.format)
        assert re.sub(r"^an? | file$| page$", "", name) in TEXT, name


def test_the_limits_are_those_of_the_code() -> None:
    limits, shown = Limits(), dict(re.findall(r"^\| ([^|]+) \| ([\d,]+)(?: MB| times)? \|$", TEXT, re.MULTILINE))
    millions = {"a text file, a line, a row": limits.text, "a JSON file, read as a whole": limits.json,
                "its values, in memory": limits.values,
                "an HTML page": limits.page, "a feed": limits.feed, "a PDF": limits.pdf,
                "a group of rows of Parquet": limits.table, "an archive, unpacked": limits.unpacked}
    plain = {"characters of an article": MAX_TEXT, "tags of a page": limits.tags, "pages of a PDF": limits.pages,
             "files in an archive": limits.members, "growth in unpacking": limits.ratio,
             "archives in archives": limits.depth}
    wanted = {name: size // 1_000_000 for name, size in millions.items()} | plain
    assert {name: int(value.replace(",", "")) for name, value in shown.items()} == wanted
    fetcher = Fetcher()
    assert f"the first {limits.entries} pages" in TEXT
    assert f"{fetcher.seconds:.0f} seconds, {fetcher.size // 1_000_000} MB and {fetcher.redirects} redirects" in TEXT


def test_the_fields_are_those_of_the_code() -> None:
    [shown] = re.findall(r"The fields are ([^.]+)\.", TEXT)
    assert set(re.findall(r"`(\w+)`", shown)) == set(SYNONYMS)
    rows = re.findall(r"^\| `(\w+)` \| (`.+`) \|$", TEXT, re.MULTILINE)
    assert {name: tuple(re.findall(r"`(\w+)`", names)) for name, names in rows} == dict(SYNONYMS)


def test_the_line_of_the_report_is_one_that_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [shown] = re.findall(r"```json\n(.*?)\n```", TEXT)
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/old.txt").write_text(GERMAN, "utf-8")
    [item] = items(["in/old.txt"])
    assert line(item) == json.loads(shown)
    assert Item("x", item.result).status in re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)


def test_the_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [block] = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("articles/a.html").write_text(samples.html(), "utf-8")
    printed: list[tuple[object, ...]] = []
    monkeypatch.setattr("builtins.print", lambda *values: printed.append(values))
    exec(block, {})  # the point of the test: it is our own document
    assert [values[:3] for values in printed] == [(samples.TITLE, "2021-05-06", ("Ada Reed", "Ben Stone"))]
