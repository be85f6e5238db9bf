"""Most active, most contested, most central, and what changed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.disputes import disputes
from kg.graph.rankings import Measure, Rankings, rankings
from kg.graph.relations import relations
from kg.graph.syndication import independent_sources
from kg.model import ActorType, Claim
from kg.ontology import load
from tests.builders import actor, claim
from tests.strategies import claim_lists

ONTOLOGY = load()
TOWN = actor("Selvik", ActorType.PLACE)
CLAIMS = (
    claim("Kestovia", "attacks", "Ostrania", article_id="a", published="2023-05-20"),
    claim("Kestovia", "attacks", "Ostrania", article_id="a", published="2023-05-20",
          sentence="Again Kestovia attacks Ostrania."),
    claim("Kestovia", "attacks", "Ostrania", article_id="b", published="2023-06-02", polarity="negated",
          speaker="Kestovia"),
    claim("Kestovia", "meets", "Tarn", article_id="c", published="2023-06-03"),
    claim("Tarn", "meets", "Marsh", article_id="c", published="2023-06-04"),
    claim("Tarn", "controls", TOWN, article_id="d", published="2023-06-05"),
    claim("Marsh", "controls", TOWN, article_id="e", publisher="B", published="2023-06-06"),
)


def _rank(*claims: Claim, by: Measure = Measure.ACTIVE, period: tuple[date, date] | None = None) -> Rankings:
    groups = independent_sources(claims)
    return rankings(claims, ONTOLOGY, groups, disputes(relations(claims, ONTOLOGY), ONTOLOGY, groups), by, period)


def test_activity_counts_a_relation_once_an_article() -> None:
    found = _rank(*CLAIMS)
    assert [(r.actor.id, r.claims) for r in found.actors] == [
        ("kestovia", 3), ("tarn", 3), ("marsh", 2), ("ostrania", 2)]
    assert [(r.one.id, r.other.id, r.claims) for r in found.pairs] == [
        ("kestovia", "ostrania", 2), ("kestovia", "tarn", 1), ("marsh", "tarn", 1)]
    assert {r.change for r in found.actors} == {None}


def test_disputes_count_for_actors_and_pairs() -> None:
    found = _rank(*CLAIMS, by=Measure.CONTESTED)
    assert [(r.actor.id, r.disputes) for r in found.actors] == [
        ("kestovia", 1), ("tarn", 1), ("marsh", 1), ("ostrania", 1)]
    assert [(r.one.id, r.other.id, r.disputes) for r in found.pairs] == [
        ("kestovia", "ostrania", 1), ("marsh", "tarn", 1), ("kestovia", "tarn", 0)]


def test_the_centre_of_the_network() -> None:
    found = _rank(*CLAIMS, by=Measure.CENTRAL)
    assert {r.actor.id for r in found.actors[:2]} == {"kestovia", "tarn"}
    assert sum(r.centrality for r in found.actors) == pytest.approx(1.0, abs=1e-4)


def test_change_compares_with_as_many_days_before() -> None:
    found = _rank(*CLAIMS, by=Measure.CHANGE, period=(date(2023, 6, 1), date(2023, 6, 30)))
    assert [(r.actor.id, r.change) for r in found.actors] == [
        ("tarn", 3), ("marsh", 2), ("kestovia", 1), ("ostrania", 0)]
    assert [(r.one.id, r.other.id, r.change) for r in found.pairs] == [
        ("kestovia", "tarn", 1), ("marsh", "tarn", 1), ("kestovia", "ostrania", 0)]
    short = _rank(*CLAIMS, by=Measure.CHANGE, period=(date(2023, 6, 1), date(2023, 6, 10)))
    assert {r.actor.id: r.change for r in short.actors}["kestovia"] == 2, "May 20 is more than ten days before"
    fall = _rank(*CLAIMS, by=Measure.CHANGE, period=(date(2023, 6, 7), date(2023, 7, 7)))
    assert fall.actors[0].change == -3
    assert _rank(*CLAIMS, by=Measure.CHANGE, period=(date.min, date(2023, 7, 7))).actors[0].change == 3


def test_nothing_to_rank() -> None:
    assert _rank() == Rankings((), ())


@settings(max_examples=40)
@given(claim_lists(), st.randoms(), st.sampled_from(Measure))
def test_rankings_do_not_depend_on_the_order(made: list[Claim], chance, by: Measure) -> None:
    found = _rank(*made, by=by)
    chance.shuffle(made)
    assert _rank(*made, by=by) == found
