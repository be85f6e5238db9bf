"""The networkx graph has a node an actor and an edge a relation."""

import networkx as nx
import pytest
from hypothesis import given, settings

from kg.errors import OntologyError
from kg.graph.network import to_networkx
from kg.graph.relations import relations
from kg.model import Claim, Relation
from kg.ontology import load
from tests.builders import actor, claim
from tests.strategies import claim_lists

ONTOLOGY = load()


def _graph(*claims: Claim) -> "nx.MultiDiGraph[str]":
    return to_networkx(relations(claims, ONTOLOGY), ONTOLOGY)


def test_nodes_carry_what_is_known_of_the_actor() -> None:
    graph = _graph(claim(actor("Turkey", country="TUR", sector="GOV", wikidata="Q43"), "purchases",
                         actor("S-400", "Item")))
    assert graph.nodes["turkey"] == {"name": "Turkey", "type": "State", "country": "TUR", "sector": "GOV",
                                     "wikidata": "Q43", "topical": ()}
    assert graph.nodes["s-400"]["type"] == "Item"
    assert graph.nodes["s-400"]["country"] is None


def test_an_edge_carries_its_claims_and_what_is_counted_over_them() -> None:
    yes = claim("Turkey", "supports", "Syria", published="2020-02-01", publisher="B", speaker="Putin")
    no = claim("Turkey", "supports", "Syria", polarity="negated", modality="alleged", published="2019-12-31",
               publisher="A")
    graph = _graph(yes, no)
    assert list(graph.edges(keys=True)) == [("turkey", "syria", "supports")]
    assert graph.edges["turkey", "syria", "supports"] == {
        "predicate": "supports", "valence": 1, "symmetric": False, "claims": (no, yes), "count": 2, "articles": 2,
        "affirmed": 1, "negated": 1, "contested": True, "stated": True, "first": "2019-12-31", "last": "2020-02-01",
        "publishers": ("A", "B"), "modalities": ("alleged", "asserted"), "speakers": ("Putin",)}


def test_articles_count_once() -> None:
    text = "Turkey backs Syria and supports Syria."
    made = [claim("Turkey", "supports", "Syria", sentence=text, trigger=word) for word in ("backs", "supports")]
    edge = _graph(*made).edges["turkey", "syria", "supports"]
    assert (edge["count"], edge["articles"]) == (2, 1)


def test_several_relations_stand_side_by_side() -> None:
    graph = _graph(claim("Turkey", "meets", "Russia"), claim("Turkey", "opposes", "Russia"),
                   claim("Russia", "meets", "Turkey"))
    assert sorted(graph.edges(keys=True)) == [("turkey", "russia", "meets"), ("turkey", "russia", "opposes")]


def test_a_relation_without_object_hangs_on_its_subject() -> None:
    graph = _graph(claim("Hungary", "opposes", None, topic="the embargo"))
    assert graph.number_of_edges() == 0
    (found,) = graph.nodes["hungary"]["topical"]
    assert found.predicate == "opposes"
    assert found.claims[0].qualifiers.topic == "the embargo"


@pytest.mark.parametrize("object", [None, actor("Syria")])
def test_an_unknown_predicate_is_an_error(object: object) -> None:
    made = claim("Turkey", "befriends", object)  # type: ignore[arg-type]
    with pytest.raises(OntologyError, match="befriends"):
        to_networkx([Relation(actor("Turkey"), "befriends", object, (made,))], ONTOLOGY)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=60)
@given(claim_lists())
def test_no_relation_is_lost(claims: list[Claim]) -> None:
    found = relations(claims, ONTOLOGY)
    graph = to_networkx(found, ONTOLOGY)
    edges = {c.id for _, _, kept in graph.edges(data="claims") for c in kept}
    topical = {c.id for _, kept in graph.nodes(data="topical") for r in kept for c in r.claims}
    assert not edges & topical
    assert edges | topical == {c.id for c in claims}
    assert graph.number_of_edges() == sum(r.object is not None for r in found)
    assert all("source" not in data and "target" not in data for _, _, data in graph.edges(data=True))
    assert all(data["name"] for _, data in graph.nodes(data=True))
