"""What follows: what a general reasoner finds, no more and no less, each with what it rests on."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Graph, URIRef

from kg.config import ontology_dir
from kg.export.rdf.entailment import Fact, Rules, inferred
from kg.model import Claim
from kg.ontology import GEO
from tests.builders import actor, claim
from tests.export.rdf.readers import ONTOLOGY, WRITINGS, graph_of, quads
from tests.strategies import claim_lists

RULES = Rules.of(ONTOLOGY)
NAMES = sorted(ONTOLOGY.types)
INVERSES = {one.inverse for one in ONTOLOGY.types.values() if one.inverse}


def _inferred(*stated: Fact) -> dict[Fact, tuple[tuple[str, ...], tuple[str, ...]]]:
    found = inferred([(fact, f"r{n}") for n, fact in enumerate(stated)], RULES)
    return {one.fact: (one.rules, one.premises) for one in found}


def _reasoned(stated: Iterable[Fact]) -> set[Fact]:
    """What owlrl adds to the stated facts and the whole ontology, of the properties that are ours."""
    graph = Graph()
    graph.parse(ontology_dir() / "geopolitics.ttl")
    given_facts = set(stated)
    for subject, predicate, object in given_facts:
        graph.add((URIRef(subject), GEO[predicate], URIRef(object)))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    names = {*NAMES, *INVERSES}
    found = {(str(s), str(p).removeprefix(str(GEO)), str(o)) for s, p, o in graph
             if str(p).removeprefix(str(GEO)) in names}
    return {fact for fact in found - given_facts if fact[0] != fact[2]}


# -------------------------------------------------------------------- each rule

def test_the_types_above() -> None:
    found = _inferred(("urn:a", "invades", "urn:b"))
    assert found["urn:a", "attacks", "urn:b"] == (("sub-property",), ("r0",))
    assert found["urn:a", "opposes", "urn:b"] == (("sub-property",), ("r0",))
    assert found["urn:b", "opposed-by", "urn:a"] == (("inverse", "sub-property"), ("r0",))


def test_the_other_way_round() -> None:
    found = _inferred(("urn:a", "fights", "urn:b"))
    assert found["urn:b", "fights", "urn:a"] == (("symmetric",), ("r0",))
    assert found["urn:b", "opposes", "urn:a"] == (("sub-property", "symmetric"), ("r0",))


def test_the_other_end() -> None:
    assert _inferred(("urn:a", "leads", "urn:b")) == {("urn:b", "led-by", "urn:a"): (("inverse",), ("r0",))}


def test_chains_of_parts_and_of_places() -> None:
    found = _inferred(("urn:a", "part-of", "urn:b"), ("urn:b", "part-of", "urn:c"), ("urn:c", "part-of", "urn:d"),
                      ("urn:x", "located-in", "urn:a"))
    assert found["urn:a", "part-of", "urn:d"] == (("transitive",), ("r0", "r1", "r2"))
    assert found["urn:d", "has-part", "urn:a"][0] == ("inverse", "transitive")
    assert ("urn:x", "located-in", "urn:b") not in found  # a part is no place
    assert len(found) == 3 + 3 + 3 + 1


def test_a_circle_ends() -> None:
    found = _inferred(("urn:a", "part-of", "urn:b"), ("urn:b", "part-of", "urn:a"))
    assert set(found) == {("urn:b", "has-part", "urn:a"), ("urn:a", "has-part", "urn:b")}


def test_what_is_stated_is_not_inferred_as_well() -> None:
    assert ("urn:a", "attacks", "urn:b") not in _inferred(("urn:a", "invades", "urn:b"), ("urn:a", "attacks", "urn:b"))


@pytest.mark.parametrize("stated", [
    [("urn:a", name, "urn:b") for name in NAMES],
    [("urn:a", "part-of", "urn:b"), ("urn:b", "part-of", "urn:c"), ("urn:c", "part-of", "urn:a"),
     ("urn:c", "located-in", "urn:d"), ("urn:d", "located-in", "urn:e"), ("urn:d", "fights", "urn:e"),
     ("urn:a", "supplies-arms-to", "urn:e"), ("urn:e", "overthrows", "urn:a")],
], ids=["every type", "chains"])
def test_a_general_reasoner_finds_the_same(stated: list[Fact]) -> None:
    assert set(_inferred(*stated)) == _reasoned(stated)


ends = st.sampled_from(["urn:a", "urn:b", "urn:c"])
facts = st.lists(st.tuples(ends, st.sampled_from(NAMES), ends), max_size=12)


@given(facts, st.randoms(use_true_random=False))
def test_the_order_changes_nothing(stated: list[Fact], random: object) -> None:
    named = [(fact, "r" + "-".join(fact)) for fact in stated]
    shuffled = list(named)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert inferred(named, RULES) == inferred(shuffled, RULES)


@given(facts)
def test_nothing_more_follows_from_what_follows(stated: list[Fact]) -> None:
    first = {one.fact for one in inferred([(fact, "r") for fact in stated], RULES)}
    again = inferred([(fact, "r") for fact in {*stated, *first}], RULES)
    assert [one.fact for one in again] == []


def test_many_facts_take_no_time() -> None:
    """The reasoner takes minutes for a thousandth of these."""
    many = [((f"urn:{n % 997}", NAMES[n % len(NAMES)], f"urn:{n % 1009}"), f"r{n}") for n in range(20_000)]
    start = time.perf_counter()
    assert len(inferred(many, RULES)) > 20_000
    assert time.perf_counter() - start < 10


# -------------------------------------------------------------------- in the writings

@pytest.mark.parametrize("name", WRITINGS)
@settings(deadline=None, max_examples=30)
@given(claims=claim_lists())
def test_inferences_are_added_and_marked_and_change_nothing_else(name: str, claims: list[Claim]) -> None:
    bare, entailed = quads(name, claims), quads(name, claims, entail=True)
    added = {q.triple for q in entailed} - {q.triple for q in bare}
    assert {q.triple for q in bare} <= {q.triple for q in entailed}
    marked = {q.subject.value for q in entailed if str(q.object) == "<urn:geokg:claims#Inference>"}
    about: dict[str, dict[str, str]] = {}
    for triple in added:
        if triple.subject.value in marked:
            about.setdefault(triple.subject.value, {})[triple.predicate.value.split("#")[-1]] = str(triple.object)
    plain = {(str(t.subject), str(t.predicate), str(t.object)) for t in added if t.subject.value not in marked}
    assert {(one["subject"], one["predicate"], one["object"]) for one in about.values()} == plain
    assert all("rule" in one and "wasDerivedFrom" in one for one in about.values())


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_inferences_have_a_graph_of_their_own(name: str) -> None:
    claims = [claim("Iraq", "invades", "Kuwait"), claim(actor("Basra", "Place"), "located-in", "Iraq")]
    bare = graph_of(quads(name, claims))
    for quad in quads(name, claims, entail=True):
        inferred_graph = quad.graph_name.value == "urn:geokg:graph:inferred"
        if str(quad.triple) not in bare and not quad.subject.value.startswith(("urn:geokg:nanopub", "urn:geokg:ass")):
            assert inferred_graph, quad
        if inferred_graph:
            assert str(quad.triple) not in bare
