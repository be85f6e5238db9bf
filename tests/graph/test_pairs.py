"""What is claimed between two actors, weighed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.pairs import balances, dealings, pair_of
from kg.graph.syndication import independent_sources
from kg.model import ActorType, Claim
from kg.ontology import load
from tests.builders import actor, claim
from tests.strategies import claim_lists

ONTOLOGY = load()
S400 = actor("S-400", ActorType.ITEM)
TOWN = actor("Selvik", ActorType.PLACE)


def _balances(*claims: Claim):
    return {pair: (found.cooperation, found.conflict)
            for pair, found in balances(claims, ONTOLOGY, independent_sources(claims)).items()}


def test_who_deals_with_whom() -> None:
    def ends(made: Claim) -> list[tuple[str, str]]:
        return [(one.id, other.id) for one, other in dealings(made)]

    assert ends(claim("Turkey", "meets", "Russia")) == [("turkey", "russia")]
    assert ends(claim("Turkey", "purchases", S400, counterparty=actor("Russia"))) == [("turkey", "russia")]
    assert ends(claim("Qatar", "mediates", "Hamas", counterparty=actor("Israel"))) == [
        ("qatar", "hamas"), ("qatar", "israel")]
    assert ends(claim("Turkey", "purchases", S400, counterparty="an unnamed seller")) == []
    assert ends(claim("Turkey", "controls", TOWN)) == []
    assert ends(claim(TOWN, "borders", actor("Marsh", ActorType.PLACE))) == []
    assert ends(claim("Turkey", "opposes", None, topic="the plan")) == []


def test_cooperation_and_conflict_by_type_and_report() -> None:
    wire = "Turkey supports Qatar in its quarrel with the neighbours, the foreign minister said on Monday."
    copies = [claim("Turkey", "supports", "Qatar", publisher=p, article_id=p, sentence=wire) for p in "ABC"]
    own = claim("Turkey", "supports", "Qatar", publisher="D", article_id="D")
    assert _balances(*copies) == {("qatar", "turkey"): (1.0, 0.0)}
    assert _balances(*copies, own) == {("qatar", "turkey"): (pytest.approx(1.584963), 0.0)}
    assert _balances(own, claim("Qatar", "criticizes", "Turkey")) == {("qatar", "turkey"): (1.0, 1.0)}


@pytest.mark.parametrize(("change", "weight"), [
    ({}, 1.0), ({"modality": "planned"}, 0.584963), ({"modality": "alleged"}, 0.584963),
    ({"polarity": "negated"}, None),
    ({"modality": "demanded"}, None), ({"modality": "possible"}, None), ({"modality": "ended"}, None),
    ({"predicate": "borders"}, None),
])
def test_what_counts_as_being_so(change: dict[str, str], weight: float | None) -> None:
    made = claim(**{"subject": "Turkey", "predicate": "supports", "object": "Qatar", **change})
    assert _balances(made) == ({("qatar", "turkey"): (weight, 0.0)} if weight else {})


@given(claim_lists(), st.randoms())
def test_balances_are_symmetric_and_the_same_in_any_order(made: list[Claim], chance) -> None:
    groups = independent_sources(made)
    found = balances(made, ONTOLOGY, groups)
    chance.shuffle(made)
    assert list(balances(made, ONTOLOGY, groups).items()) == list(found.items())
    for pair, one in found.items():
        assert pair == pair_of(*reversed(pair))
        assert one.cooperation >= 0
        assert one.conflict >= 0
        assert one.cooperation or one.conflict
