"""Claims that come in order are written one at a time: the same bytes, and memory that does not grow with them."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from benchmarks import corpus
from kg.export import jsonld, nquads, trig, turtle
from kg.export.rdf.relations import Gatherer, relation_hash
from kg.export.rdf.resources import resources
from kg.graph.relations import ordered, relations
from kg.model import Claim
from tests.export.rdf.readers import ONTOLOGY
from tests.strategies import claim_lists

WRITERS = {"turtle": turtle, "trig": trig, "nquads": nquads, "jsonld": jsonld}


@pytest.mark.parametrize("name", WRITERS)
def test_a_stream_gives_the_bytes_of_a_list(name: str, tmp_path: Path) -> None:
    claims = list(corpus.claims(300))
    WRITERS[name].write(claims, ONTOLOGY, tmp_path / "list", entail=True)
    WRITERS[name].write(iter(ordered(claims)), ONTOLOGY, tmp_path / "stream", entail=True, in_order=True)
    assert (tmp_path / "stream").read_bytes() == (tmp_path / "list").read_bytes()


@settings(deadline=None, max_examples=60)
@given(claim_lists())
def test_gathered_relations_are_those_of_the_graph(claims: list[Claim]) -> None:
    with Gatherer(ONTOLOGY) as gatherer:
        for one in ordered(claims):
            gatherer.add(one)
        found = dict(gatherer.gathered())
    expected = {relation_hash(one.claims[0], ONTOLOGY): one for one in relations(claims, ONTOLOGY)}
    assert list(found) == sorted(expected)
    for key, one in found.items():
        other = expected[key]
        assert (one.subject.id, one.predicate, one.object and one.object.id) == (
            other.subject.id, other.predicate, other.object and other.object.id)
        assert [c.id for c in one.claims] == [c.id for c in other.claims]
        for part in ("affirmed", "negated", "contested", "stated", "publishers", "first", "last"):
            assert getattr(one, part) == getattr(other, part), part


def test_memory_does_not_grow_with_the_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten articles or forty, with the same actors and times: what is held is one article and the rows of the sorter."""
    monkeypatch.setattr("kg.export.rdf.relations._HELD", 200)
    monkeypatch.setattr("kg.export.rdf.sorter._BATCH", 5)
    claims = list(corpus.claims(200))

    def many(rounds: int) -> Iterator[Claim]:
        for n in range(rounds):
            for one in claims:
                yield replace(one, id=f"{n}-{one.id}")

    def peak(rounds: int) -> int:
        tracemalloc.start()
        for _ in resources(many(rounds), ONTOLOGY, in_order=True):
            pass
        _, high = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return high

    peak(1)  # what is cached once
    assert peak(20) < 1.5 * peak(5)
