"""Which claims to look at first."""

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.doubts import doubts
from kg.model import Actor, ActorType, Claim
from kg.ontology import load
from tests.builders import actor, claim
from tests.strategies import claim_lists

ONTOLOGY = load()
CLAIMS = (
    claim("Turkey", "supports", "Russia", confidence=0.9),
    claim("Turkey", "meets", "Russia", confidence=0.4),
    claim("Turkey", "attacks", "Russia", confidence=0.9, publisher="A"),
    claim("Turkey", "attacks", "Russia", confidence=0.7, publisher="B", polarity="negated"),
    claim("Wagadu Front", "meets", "Russia", confidence=0.9),
    claim("Turkey", "purchases", actor("patrol boats", ActorType.ITEM), confidence=0.9),
)


def _known(one: Actor) -> bool:
    return one.id in ("turkey", "russia")


def test_the_least_sure_the_contested_and_the_new() -> None:
    found = doubts(CLAIMS, ONTOLOGY, _known)
    assert {CLAIMS.index(d.claim): (d.reasons, d.weight) for d in found} == {
        3: (("contested",), 0.8), 1: (("confidence 0.40",), 0.6), 2: (("contested",), 0.6),
        4: (("new: Wagadu Front",), 0.35)}
    assert [CLAIMS.index(d.claim) for d in (found[0], found[-1])] == [3, 4]


def test_what_is_decided_is_not_doubted() -> None:
    assert {d.claim.id for d in doubts(CLAIMS, ONTOLOGY, _known, {CLAIMS[1].id: None})} == {
        CLAIMS[n].id for n in (2, 3, 4)}


@given(claim_lists(), st.randoms())
def test_the_order_of_the_claims_does_not_matter(made: list[Claim], chance) -> None:
    found = doubts(made, ONTOLOGY, _known)
    chance.shuffle(made)
    assert doubts(made, ONTOLOGY, _known) == found
    assert all(d.reasons for d in found)
    assert [d.weight for d in found] == sorted((d.weight for d in found), reverse=True)
