"""Claims that come in order are written one at a time: the same bytes, and memory that does not grow with them."""

from collections.abc import Iterator
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


def test_no_claim_is_read_before_the_one_before_it_is_written() -> None:
    """How much memory a million claims take, the benchmark measures."""
    read: list[str] = []

    def stream() -> Iterator[Claim]:
        for one in ordered(corpus.claims(50)):
            read.append(one.id)
            yield one

    written = 0
    for one in resources(stream(), ONTOLOGY, in_order=True):
        if one.kind == "claim":
            written += 1
            assert one.iri.endswith(read[-1])
            assert len(read) == written
    assert written == 50


def test_the_disk_is_used_and_left_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "runs"))
    monkeypatch.setattr("kg.export.rdf.relations._HELD", 20)
    (tmp_path / "runs").mkdir()
    claims = list(corpus.claims(100))
    text = turtle.dumps(claims, ONTOLOGY)
    assert list((tmp_path / "runs").iterdir()) == []
    monkeypatch.undo()
    assert turtle.dumps(claims, ONTOLOGY) == text


def test_a_full_disk_is_an_error_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/no/such/folder")
    monkeypatch.setattr("kg.export.rdf.relations._HELD", 20)
    with pytest.raises(OSError, match="No such file"):
        turtle.dumps(corpus.claims(100), ONTOLOGY)
