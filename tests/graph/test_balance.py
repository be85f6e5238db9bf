"""Structural balance of triads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.balance import structural_balance
from kg.graph.syndication import independent_sources
from kg.model import Claim
from kg.ontology import load
from tests.builders import claim
from tests.strategies import claim_lists

ONTOLOGY = load()


def _balance(*claims: Claim):
    return structural_balance(claims, ONTOLOGY, independent_sources(claims))


def _triad(*signs: str) -> list[Claim]:
    types = {"+": "supports", "-": "attacks"}
    return [claim(one, types[sign], other) for (one, other), sign in zip(("AB", "BC", "AC"), signs, strict=True)]


@pytest.mark.parametrize(("signs", "frustrated", "degree"), [
    ("+++", [], 1.0), ("+--", [], 1.0), ("--+", [], 1.0), ("++-", [1], 0.0), ("-++", [1], 0.0), ("---", [3], 0.0),
])
def test_triads(signs: str, frustrated: list[int], degree: float) -> None:
    found = _balance(*_triad(*signs))
    assert [t.negative for t in found.frustrated] == frustrated
    assert found.degree == degree
    assert found.triads == 1
    assert found.all_enemies == frustrated.count(3)


def test_the_friend_of_two_enemies_stands_between_them() -> None:
    more = claim("A", "supports", "B", publisher="Q", article_id="q", sentence="In May A again supports B.")
    (triad,) = _balance(*_triad("+", "+", "-"), more).frustrated
    assert triad.between is not None
    assert triad.between.id == "b"
    assert [(e.one.id, e.other.id, e.net) for e in triad.edges] == [
        ("a", "c", -1.0), ("a", "b", 1.585), ("b", "c", 1.0)]
    assert triad.strain == 1.0
    (enemies,) = _balance(*_triad("-", "-", "-")).frustrated
    assert enemies.between is None


def test_two_with_as_much_of_both_have_no_sign() -> None:
    assert _balance(*_triad("+", "+", "-"), claim("A", "meets", "C")).triads == 0
    assert _balance().degree is None


@settings(max_examples=40)
@given(claim_lists(10), st.randoms())
def test_the_order_does_not_matter(made: list[Claim], chance) -> None:
    found = _balance(*made)
    chance.shuffle(made)
    assert _balance(*made) == found
    assert [t.strain for t in found.frustrated] == sorted((t.strain for t in found.frustrated), reverse=True)
