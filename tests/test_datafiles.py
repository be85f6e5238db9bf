"""Data files as people may leave them: whatever is wrong is one line that names the file, never a traceback."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import gazetteer, grammar, lexicon, ontology
from kg.cli.app import app
from kg.config import ontology_dir
from kg.datafiles import (
    files,
    mapping,
    mapping_of_lists,
    mapping_of_texts,
    read_json,
    read_table,
    read_text,
    read_yaml,
    texts,
)
from kg.errors import OntologyError
from kg.export import events, ftm, jsonld
from kg.extract import confidence
from kg.pipeline import Graph
from kg.relate import labels
from kg.validation.shacl import new_store, read_shapes
from tests.builders import claim

TYPES = ontology.load()
LATIN = "Grüße".encode("latin-1")


def entities(root: Path) -> None:
    graph = Graph((claim("Egypt", "meets", "Qatar"),))
    vars(graph)["ontology"] = replace(TYPES, folder=root)
    list(ftm.entities(graph))


READERS: dict[str, Callable[[Path], object]] = {
    "geopolitics.ttl": ontology.load,
    "shapes.ttl": lambda root: read_shapes(new_store(), root),
    "lexicon/meets.yaml": lexicon.load,
    "actors/states.yaml": gazetteer.load,
    "actors/bodies.yaml": gazetteer.load,
    "actors/places.tsv": gazetteer.load,
    "grammar/nouns.yaml": grammar.load_nouns,
    "grammar/roles.yaml": grammar.load_roles,
    "grammar/context.yaml": grammar.load_context,
    "grammar/pairs.yaml": lambda root: labels.load(root, TYPES),
    "confidence.yaml": confidence.load,
    "plover.yaml": lambda root: events.Scheme.load(replace(TYPES, folder=root)),
    "country-codes.tsv": entities,
    "context.jsonld": jsonld.context,
}
"""Every file that is read by its name, or that stands for its like."""

# Of a folder whose files are all read none must be there, and a YAML file without actors may be empty.
OPTIONAL = [name for name in READERS if name.startswith(("lexicon/", "actors/"))]
MAY_BE_EMPTY = ["actors/states.yaml", "actors/bodies.yaml", "shapes.ttl"]


def refused(name: str, content: bytes | None, root: Path) -> str:
    """Return what the reader of a file says where it is the only one in its folder and holds this."""
    path = root / name
    path.parent.mkdir(exist_ok=True)
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OntologyError) as caught:
        READERS[name](root)
    said = str(caught.value)
    assert path.name in said
    assert "\n" not in said
    return said


def test_every_file_of_the_ontology_is_here() -> None:
    """Those of one folder stand for each other; the rest only RDF stores and people read."""
    others = {"claims.ttl", "mappings.ttl", "SOURCES.md"}
    found = [path.relative_to(ontology_dir()) for path in ontology_dir().rglob("*") if path.is_file()]
    named = {str(path) for path in found if path.parts[0] not in ("lexicon", "actors", "queries")}
    assert named - others == READERS.keys() - set(OPTIONAL)


@pytest.mark.parametrize("name", READERS)
def test_what_is_not_utf_8_is_refused(name: str, tmp_path: Path) -> None:
    said = refused(name, LATIN, tmp_path)
    assert "is not UTF-8 (save it as UTF-8)" in said or name == "shapes.ttl"  # which the RDF store reads


@pytest.mark.parametrize("name", [name for name in READERS if name not in OPTIONAL])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    said = refused(name, None, tmp_path)
    assert "missing" in said or "no such file" in said


@pytest.mark.parametrize("name", [name for name in READERS if name not in MAY_BE_EMPTY])
def test_an_empty_file_is_refused(name: str, tmp_path: Path) -> None:
    refused(name, b"", tmp_path)


@pytest.mark.parametrize("content", [b"[a, b]\n", b"text\n", b"1\n", b"{\n", b"{predicate: [], classes: 1}\n"])
@pytest.mark.parametrize("name", READERS)
def test_the_wrong_shape_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    refused(name, content, tmp_path)


@pytest.mark.parametrize(("folder", "load"), [("actors", gazetteer.load), ("lexicon", lexicon.load)])
def test_a_missing_folder_is_named(folder: str, load: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=f"{folder}: is missing"):
        load(tmp_path)


@pytest.mark.parametrize(("name", "content"), [
    ("actors", None), ("actors/places.tsv", b""), ("lexicon/meets.yaml", LATIN), ("grammar/nouns.yaml", b"- a\n"),
    ("grammar/roles.yaml", b""), ("geopolitics.ttl", None)])
def test_a_command_says_it_in_one_line(name: str, content: bytes | None, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(ontology_dir(), own)
    path = own / name
    if content is not None:
        path.write_bytes(content)
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    result = CliRunner().invoke(app, ["explain", "--text", "Egypt met Qatar.", "--ontology", str(own)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kg: {path}: ")
    assert result.stderr.count("\n") == 1


# What the readers share


def test_a_mark_of_byte_order_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("id\tname\nx\tX\n", "utf-8-sig")
    assert read_text(path)[0] == "i"
    assert list(read_table(path, "id")) == [{"id": "x", "name": "X"}]


@pytest.mark.parametrize(("text", "problem"), [
    ("", "is empty"), ("\n", "is empty"), ("\t\n", "is empty"), ("id\nx\n", "has no column name"),
    ("id\tname\nx\n", "line 2: 1 columns where 2 are named"),
])
def test_a_table_without_what_is_wanted_is_refused(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=rf"t\.tsv: {problem}"):
        list(read_table(tmp_path / "t.tsv", "id", "name"))


@pytest.mark.parametrize("text", ["a: [", "\t- x", "day: 2020-13-45", "n: !!int x", "d: !!timestamp x", "a: \0"])
def test_what_is_no_yaml_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=r"a\.yaml: is not valid YAML: ") as caught:
        read_yaml(tmp_path / "a.yaml")
    assert "\n" not in str(caught.value)


def test_what_is_nested_too_deep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep"
    path.write_text("[" * 100_000 + "]" * 100_000, "utf-8")
    for read in (read_yaml, read_json):
        with pytest.raises(OntologyError, match=r"deep: is .*nest"):
            read(path)


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert files(tmp_path, ".yaml") == [tmp_path / "a.yaml"]
    with pytest.raises(OntologyError, match=r"a\.yaml: can't be read: "):
        read_yaml(tmp_path / "a.yaml")


@pytest.mark.parametrize(("shape", "value", "problem"), [
    (mapping, [1], "it must be a mapping (key: value), not a list"),
    (mapping, {True: 1}, "it: True is no text (put it in quotes)"),
    (mapping_of_texts, {"a": 1}, "it: 1 is no text (put it in quotes)"),
    (mapping_of_lists, {"a": "b"}, "it: a must be a list of texts, not a text"),
    (texts, None, "it must be a list of texts, not nothing"),
    (texts, ["a", False], "it: False is no text (put it in quotes)"),
])
def test_a_value_of_another_shape_is_told(shape: Callable[[object, str], object], value: object, problem: str) -> None:
    with pytest.raises(TypeError) as caught:
        shape(value, "it")
    assert str(caught.value) == problem
