"""The benchmark of RDF runs, and its comparison is one: both graphs are equal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import corpus, rdf
from kg.graph.relations import ordered
from tests.export.rdf.readers import ONTOLOGY


@pytest.mark.parametrize("name", rdf.WRITINGS)
def test_the_graphs_that_are_compared_are_equal(name: str, tmp_path: Path) -> None:
    claims = ordered(corpus.claims(10))
    found = rdf._beside_rdflib(name, rdf.WRITINGS[name], claims, ONTOLOGY, tmp_path)
    figures = {one.name.split(": ")[1]: one for one in found}
    assert figures["the same graph as rdflib's"].value == 1
    assert figures["times as fast as rdflib's serialiser"].goal == (10 if name in rdf.SCALED else None)


def test_the_run_of_many_claims_says_what_it_took(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "benchmarks.rdf", "nquads", "50", str(tmp_path / "out")]
    done = subprocess.run(arguments, cwd=Path(rdf.__file__).parents[1], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["bytes"] > 50_000
    assert 20 < found["mb"] < 300
    assert list(tmp_path.iterdir()) == []
