"""Blocs and who stands between them."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.blocs import blocs
from kg.graph.syndication import independent_sources
from kg.model import Claim
from kg.ontology import load
from tests.builders import claim
from tests.strategies import claim_lists

ONTOLOGY = load()
NORTH, SOUTH = ("Arn", "Brod", "Carn", "Dorn"), ("Sul", "Tul", "Ull", "Vul")
CLAIMS = (*(claim(one, "cooperates-with", other) for bloc in (NORTH, SOUTH) for one, other in combinations(bloc, 2)),
          claim("Arn", "meets", "Sul"), claim("Brod", "attacks", "Tul"), claim("Brod", "criticizes", "Carn"),
          claim("Lone", "attacks", "Arn"))


def _blocs(*claims: Claim, **options: float):
    return blocs(claims, ONTOLOGY, independent_sources(claims), **options)


def test_two_blocs_with_what_is_between_them() -> None:
    found = _blocs(*CLAIMS)
    members = [{a.name for a in bloc.members} for bloc in found.blocs]
    assert members == [set(NORTH), set(SOUTH)]
    assert [(bloc.cooperation, bloc.conflict) for bloc in found.blocs] == [(6.0, 1.0), (6.0, 0.0)]
    (front,) = found.fronts
    assert (front.one, front.other, front.balance.cooperation, front.balance.conflict) == (0, 1, 1.0, 1.0)
    assert 0.3 < found.modularity < 0.5
    assert [(b.actor.name, b.blocs) for b in found.brokers[:2]] == [("Arn", (0, 1)), ("Sul", (0, 1))]
    assert found.brokers[0].betweenness > 0.5


def test_nobody_who_only_fights_is_in_a_bloc() -> None:
    assert all(a.name != "Lone" for bloc in _blocs(*CLAIMS).blocs for a in bloc.members)
    assert _blocs(claim("A", "attacks", "B")).blocs == ()
    assert _blocs().blocs == ()


def test_a_higher_resolution_gives_smaller_blocs() -> None:
    assert len(_blocs(*CLAIMS, resolution=5.0).blocs) > len(_blocs(*CLAIMS).blocs)


@given(st.permutations(CLAIMS))
def test_the_order_of_the_claims_does_not_matter(order: list[Claim]) -> None:
    assert _blocs(*order) == _blocs(*CLAIMS)


@settings(max_examples=40)
@given(claim_lists())
def test_blocs_are_apart_from_each_other(made: list[Claim]) -> None:
    found = _blocs(*made)
    ids = [a.id for bloc in found.blocs for a in bloc.members]
    assert len(ids) == len(set(ids))
    assert [len(bloc.members) for bloc in found.blocs] == sorted((len(b.members) for b in found.blocs), reverse=True)
    for broker in found.brokers:
        assert broker.actor.id in ids
        assert 0 < broker.betweenness <= 1
