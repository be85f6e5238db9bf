"""The list of formats: complete, explicit, and each written by the same call."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.export.registry import Exporter, exporters, get_exporter
from kg.pipeline import Graph
from tests.builders import claim

GRAPH = Graph((claim("Turkey", "meets", "Russia"), claim("Syria", "opposes", None, topic="the plan")))


def test_names_are_distinct_and_each_is_found() -> None:
    names = [one.name for one in exporters()]
    assert len(names) == len(set(names))
    assert [get_exporter(name) for name in names] == list(exporters())


def test_an_unknown_name_is_an_error_that_lists_the_names() -> None:
    with pytest.raises(ConfigError, match=r"'rdf/xml' is no export format \(the formats: turtle, "):
        get_exporter("rdf/xml")


@pytest.mark.parametrize("exporter", exporters(), ids=lambda one: one.name)
def test_each_writes_the_same_bytes_twice(exporter: Exporter, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}{exporter.suffix}"
        if exporter.folder:
            path.mkdir()
        exporter.write(GRAPH, path)
        files = sorted(path.rglob("*")) if exporter.folder else [path]
        written.append([(file.relative_to(path), file.read_bytes()) for file in files if file.is_file()])
    assert written[0] == written[1]
    assert all(data for _, data in written[0])


@pytest.mark.parametrize("exporter", exporters(), ids=lambda one: one.name)
def test_each_can_write_a_graph_of_nothing(exporter: Exporter, tmp_path: Path) -> None:
    path = tmp_path / "out"
    if exporter.folder:
        path.mkdir()
    exporter.write(Graph(()), path)
    assert path.exists()


def test_the_list_imports_no_format() -> None:
    code = ("import sys; from kg.export.registry import exporters; "
            "print([m for m in ('pyvis', 'kg.export.turtle', 'kg.export.html') if m in sys.modules])")
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
