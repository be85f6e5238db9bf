from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.export import turtle
from kg.ontology import load
from kg.sparql import index
from kg.sparql.runner import Bounds, Runner
from tests.builders import actor, claim

CLAIMS = (
    claim(actor("Turkey", country="TUR", wikidata="Q43"), "purchases", actor("S-400", "Item"), article_id="a1",
          speaker=actor("Vladimir Putin", "Person")),
    claim("Egypt", "meets", "Qatar", article_id="a2"),
    claim("Egypt", "meets", "Qatar", polarity="negated", article_id="a3", published="2021-01-01"),
    claim("Hungary", "opposes", None, topic='the "embargo"\n, so <b>', article_id="a4"),
)


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """The folder of an index of CLAIMS."""
    with index.temporary(index.of_claims(CLAIMS, load())) as path:
        yield path


@pytest.fixture(scope="session")
def runner(place: Path) -> Iterator[Runner]:
    with Runner(place, Bounds(seconds=20)) as made:
        yield made


@pytest.fixture
def ttl(tmp_path: Path) -> Path:
    turtle.write(CLAIMS, load(), tmp_path / "graph.ttl")
    return tmp_path / "graph.ttl"
