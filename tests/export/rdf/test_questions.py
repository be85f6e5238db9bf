"""Ten questions an analyst asks, in SPARQL: every writing answers them the same, in every engine that can read it."""

import re
import shlex
import subprocess
import sys
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset
from typer.testing import CliRunner

from kg.cli.app import app
from kg.config import ontology_dir
from kg.export import jsonl
from tests.cookbook import CLAIMS, FILE
from tests.export.rdf.readers import RDFLIB, WRITINGS, dataset, quads

ROOT = Path(__file__).parents[3]
QUERIES = ontology_dir() / "queries"
QUESTIONS = sorted(path.name for path in QUERIES.glob("*.rq") if path.name.count(".") == 1)
Rows = list[tuple[str | None, ...]]

# A few answers, written down by hand: those of the other engines and writings are compared with Turtle's.
ANSWERS: dict[str, Rows] = {
    "01-designated-as-terrorist.rq": [
        ("European Union", "Recep Tayyip Erdogan"), ("Turkey", "The Meridian"), ("United States", "Harbour Post")],
    "02-denied-links.rq": [("YPG", "Kurdistan Workers' Party", "YPG")],
    "03-planned-never-done.rq": [("Russia", "purchases", "Mistral warship", "2011-06-18"),
                                 ("Turkey", "purchases", "F-35", "2018-06-22")],
    "04-one-publisher-only.rq": [("Turkey", "meets", "Russia", "The Meridian", "2"),
                                 ("Turkey", "purchases", "S-400", "Northern Wire", "2")],
    "07-alleged.rq": [("Azerbaijan", "Armenia", "attacks", "Azerbaijan"), ("Ukraine", "Russia", "attacks", "Odesa")],
    "08-between-two.rq": [("Turkey", "attacks", "Russia", "1", "2015-11-25", "2015-11-25"),
                          ("Russia", "sanctions", "Turkey", "2", "2015-11-29", "2015-11-29"),
                          ("Turkey", "meets", "Russia", "2", "2016-08-10", "2017-05-04")],
}


def _store(name: str, *, entail: bool = False) -> ox.Store:
    store = ox.Store()
    store.extend(quads(name, CLAIMS, entail=entail))
    return store


def _ask(store: ox.Store, query: str, *, union: bool = True) -> Rows:
    found = store.query((QUERIES / query).read_text("utf-8"), use_default_graph_as_union=union)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(None if value is None else value.value for value in row) for row in found]  # type: ignore[union-attr]


def _ask_rdflib(store: Dataset, query: str) -> Rows:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7.6 uses its own old names inside
        rows = list(store.query((QUERIES / query).read_text("utf-8")))
    return [tuple(None if value is None else str(value) for value in row) for row in rows]  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def stores() -> dict[str, ox.Store]:
    return {name: _store(name) for name in WRITINGS}


@pytest.fixture(scope="module")
def datasets() -> dict[str, Dataset]:
    return {name: dataset(name, CLAIMS) for name in RDFLIB}


def test_there_are_ten() -> None:
    assert len(QUESTIONS) == 10
    assert set(ANSWERS) < set(QUESTIONS)


@pytest.mark.parametrize("query", QUESTIONS)
def test_every_writing_answers_the_same_in_every_engine(
        query: str, stores: dict[str, ox.Store], datasets: dict[str, Dataset]) -> None:
    expected = _ask(stores["turtle"], query)
    assert expected
    assert expected == ANSWERS.get(query, expected)
    for name, store in stores.items():
        assert _ask(store, query) == expected, f"{name} in pyoxigraph"
    for name, made in datasets.items():
        assert _ask_rdflib(made, query) == expected, f"{name} in rdflib"


@pytest.mark.parametrize("query", QUESTIONS)
def test_what_is_inferred_changes_no_answer_about_claims(query: str, stores: dict[str, ox.Store]) -> None:
    for name in ("turtle", "trig"):
        assert _ask(_store(name, entail=True), query) == _ask(stores[name], query)


def test_reifiers_answer_the_same(stores: dict[str, ox.Store]) -> None:
    expected = ANSWERS["01-designated-as-terrorist.rq"]
    assert _ask(stores["rdf12"], "01-designated-as-terrorist.rdf12.rq") == expected


@pytest.mark.parametrize("name", ["trig", "nquads"])
@pytest.mark.parametrize("union", [False, True])
def test_named_graphs_answer_the_same(name: str, union: bool, stores: dict[str, ox.Store],
                                      datasets: dict[str, Dataset]) -> None:
    expected = ANSWERS["01-designated-as-terrorist.rq"]
    query = "01-designated-as-terrorist.graphs.rq"
    assert _ask(stores[name], query, union=union) == expected
    assert _ask_rdflib(datasets[name], query) == expected


@pytest.mark.parametrize("name", WRITINGS)
def test_what_follows_can_be_asked(name: str) -> None:
    query = "08-between-two.entailed.rq"
    rows = _ask(_store(name, entail=True), query)
    assert ("Russia", "Turkey", "sanctions") in rows
    assert ("Turkey", "Russia", "attacks") in rows
    assert _ask(_store(name), query) == []


def test_the_claims_of_the_page_are_up_to_date() -> None:
    """Run ``python -m tests.cookbook`` where they are not."""
    assert FILE.read_text("utf-8") == jsonl.dumps(CLAIMS)


def test_the_page_is_up_to_date() -> None:
    found = subprocess.run([sys.executable, "scripts/write_sparql_page.py", "--check"], cwd=ROOT, text=True,
                           capture_output=True)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_commands_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "sparql.md").read_text("utf-8")
    for name in ("docs", "ontology"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^    kg (.*)$", page, re.MULTILINE)
    assert len(commands) == 5
    for command in commands:
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, result.output
