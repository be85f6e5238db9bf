"""Relations are the claims of one triple taken together, whatever order the claims come in."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.graph.relations import actors, ordered, relations
from kg.model import Claim
from kg.ontology import load
from tests.builders import actor, claim
from tests.strategies import claim_lists

ONTOLOGY = load()


def test_claims_of_one_triple_make_one_relation() -> None:
    one = claim("Turkey", "supports", "Azerbaijan", published="2020-10-01")
    two = claim("Turkey", "supports", "Azerbaijan", published="2020-09-01", polarity="negated")
    other = claim("Azerbaijan", "supports", "Turkey")
    found = relations([one, two, other], ONTOLOGY)
    assert [(r.subject.name, r.predicate, r.object.name if r.object else None, r.claims) for r in found] == [
        ("Azerbaijan", "supports", "Turkey", (other,)), ("Turkey", "supports", "Azerbaijan", (two, one))]


def test_symmetric_types_are_merged_in_the_order_of_the_first_claim() -> None:
    later = claim("Turkey", "meets", "Syria", published="2021-01-01")
    first = claim("Syria", "meets", "Turkey", published="2020-01-01")
    (found,) = relations([later, first], ONTOLOGY)
    assert (found.subject.name, found.object.name if found.object else None) == ("Syria", "Turkey")
    assert found.claims == (first, later)


def test_the_packaged_ontology_is_used_where_none_is_given() -> None:
    assert len(relations([claim("A", "meets", "B"), claim("B", "meets", "A")])) == 1
    assert len(relations([claim("A", "visits", "B"), claim("B", "visits", "A")])) == 2


def test_relations_without_object_are_kept() -> None:
    plan = claim("Hungary", "opposes", None, topic="the embargo")
    pipe = claim("Hungary", "opposes", None, topic="the pipeline")
    (found,) = relations([plan, pipe], ONTOLOGY)
    assert found.object is None
    assert len(found.claims) == 2


def test_a_symmetric_relation_without_object_stays_whole() -> None:
    (found,) = relations([claim("Turkey", "meets", None)], ONTOLOGY)
    assert found.object is None


def test_an_unknown_predicate_is_an_error() -> None:
    with pytest.raises(OntologyError, match="befriends"):
        relations([claim("Turkey", "befriends", "Syria")], ONTOLOGY)


def test_the_same_claim_twice_counts_once() -> None:
    one = claim("Turkey", "supports", "Azerbaijan")
    (found,) = relations([one, one], ONTOLOGY)
    assert found.claims == (one,)


def test_undated_claims_come_last() -> None:
    dated = claim("A", "meets", "B", published="2024-01-01")
    undated = claim("A", "meets", "B", published=None)
    assert ordered([undated, dated]) == (dated, undated)


def test_claims_of_one_article_stand_in_the_order_of_the_text() -> None:
    text = "A meets B, then A visits B."
    meets = claim("A", "meets", "B", sentence=text, trigger="meets")
    visits = claim("A", "visits", "B", sentence=text, trigger="visits")
    assert ordered([visits, meets]) == (meets, visits)


def test_actors_with_one_id_become_the_one_named_most_often() -> None:
    full, bare = actor("Turkey", country="TUR", wikidata="Q43"), actor("TURKEY")
    assert full.id == bare.id
    claims = [claim(full, "supports", "Syria"), claim(bare, "opposes", "Greece"), claim("Egypt", "meets", full)]
    found = relations(claims, ONTOLOGY)
    assert {a for r in found for a in (r.subject, r.object) if a and a.id == "turkey"} == {full}


def test_actors_are_all_that_claims_name() -> None:
    made = claim("Turkey", "purchases", actor("S-400", "Item"), speaker="Putin", counterparty=actor("Russia"),
                 place=actor("Moscow", "Place"), item="text is no actor", topic=actor("NATO", "Alliance"))
    assert list(actors([made])) == ["moscow", "nato", "putin", "russia", "s-400", "turkey"]


@settings(deadline=None, max_examples=60)
@given(claim_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_nothing(claims: list[Claim], random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert relations(shuffled, ONTOLOGY) == relations(claims, ONTOLOGY)


@settings(deadline=None, max_examples=60)
@given(claim_lists())
def test_every_claim_is_in_one_relation_of_its_own_ends(claims: list[Claim]) -> None:
    found = relations(claims, ONTOLOGY)
    assert sorted(c.id for r in found for c in r.claims) == sorted({c.id for c in claims})
    for relation in found:
        ends = {relation.subject.id, relation.object.id if relation.object else None}
        for made in relation.claims:
            assert made.predicate == relation.predicate
            assert {made.subject.actor.id, made.object.actor.id if made.object else None} == ends


@settings(deadline=None, max_examples=60)
@given(claim_lists())
def test_each_triple_stands_once_and_in_order(claims: list[Claim]) -> None:
    keys = [(r.subject.id, r.predicate, r.object.id if r.object else "") for r in relations(claims, ONTOLOGY)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
