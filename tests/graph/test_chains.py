"""The shortest chains between two actors."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.graph.chains import chains
from kg.graph.relations import relations
from kg.model import ActorType, Claim
from kg.ontology import load
from tests.builders import actor, claim

ONTOLOGY = load()
TOWN = actor("Selvik", ActorType.PLACE)
CLAIMS = (
    claim("A", "supports", "B"), claim("A", "supports", "B", publisher="Q", article_id="q"), claim("A", "meets", "B"),
    claim("C", "fights", "B"), claim("C", "fights", "B", publisher="Q", article_id="q"),
    claim("A", "criticizes", "D"), claim("D", "supplies-arms-to", "C"),
    claim("A", "controls", TOWN), claim("C", "claims-territory", TOWN),
    claim("A", "attacks", "C", polarity="negated"), claim("A", "opposes", "C", modality="possible"),
)


def _shown(*ends: str, claims: tuple[Claim, ...] = CLAIMS, **options: object) -> list[list[tuple[str, str, str]]]:
    found = chains(*ends, relations(claims, ONTOLOGY), ONTOLOGY, **options)
    return [[(s.start.id, s.relation.predicate if s.forward else f"<{s.relation.predicate}", s.end.id)
             for s in chain.steps] for chain in found]


def test_the_chain_whose_weakest_step_is_strongest_comes_first() -> None:
    assert _shown("a", "c") == [[("a", "supports", "b"), ("b", "<fights", "c")],
                                [("a", "criticizes", "d"), ("d", "supplies-arms-to", "c")]]
    first, _ = chains("a", "c", relations(CLAIMS, ONTOLOGY), ONTOLOGY)
    assert [step.more for step in first.steps] == [1, 0]
    assert first.weakest == 2
    assert len(_shown("a", "c", limit=1)) == 1


@pytest.mark.parametrize(("options", "middle"), [
    ({"types": ["supports", "fights"]}, ["b", "d"][:1]), ({"types": ["provides-aid-to"]}, []), ({"valence": -1}, []),
    ({"valence": 1}, []), ({"longest": 1}, []), ({"types": ["opposes", "provides-aid-to"]}, ["d"]),
])
def test_steps_of_some_types_or_of_one_valence(options: dict[str, object], middle: list[str]) -> None:
    assert [chain[0][2] for chain in _shown("a", "c", **options)] == middle


def test_the_ends_may_be_places_and_nothing_else_on_the_way() -> None:
    assert _shown("a", "selvik") == [[("a", "controls", "selvik")]]
    only = tuple(c for c in CLAIMS if c.object and c.object.actor.id == "selvik")
    assert _shown("a", "c", claims=only) == []


def test_no_chain() -> None:
    assert _shown("a", "a") == []
    assert _shown("a", "nobody") == []
    assert _shown("nobody", "a") == []
    with pytest.raises(OntologyError, match="no relation type"):
        _shown("a", "c", types=["likes"])


_PAIRS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=14)


@given(_PAIRS)
def test_chains_are_as_short_as_can_be_and_the_same_length_back(pairs: list[tuple[str, str]]) -> None:
    made = tuple(claim(one, "supports", other) for one, other in pairs if one != other)
    network = nx.Graph((c.subject.actor.id, c.object.actor.id) for c in made if c.object)
    there, back = _shown("a", "g", claims=made, limit=100), _shown("g", "a", claims=made, limit=100)
    assert {tuple(s[2] for s in chain[:-1]) for chain in there} == {
        tuple(s[2] for s in chain[:-1])[::-1] for chain in back}
    if "a" in network and "g" in network and nx.has_path(network, "a", "g"):
        assert {len(chain) for chain in there} == {nx.shortest_path_length(network, "a", "g")}
        assert len(there) == len(list(nx.all_shortest_paths(network, "a", "g")))
    else:
        assert there == []
