from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.backbone import ranked, significance
from tests.browser.sample import group, relations
from tests.builders import claim

PAIRS = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("ghijkl")), st.integers(1, 50), min_size=1, max_size=36)


def test_a_tie_that_stands_out_for_either_end_comes_first():
    # b's only strong tie is that with a; for a it is one among many like it.
    weights = {("a", "b"): 6, ("b", "c"): 1, ("b", "d"): 1, ("b", "e"): 1, ("f", "g"): 6}
    chance = significance(weights)
    assert chance["a", "b"] == (1 - 6 / 9) ** 3
    assert chance["f", "g"] == 1.0
    assert min(chance, key=chance.__getitem__) == ("a", "b")


@given(PAIRS)
def test_chances_are_chances_and_do_not_depend_on_the_order(weights):
    chance = significance(weights)
    assert all(0 <= value <= 1 for value in chance.values())
    assert significance(dict(reversed(weights.items()))) == chance


def test_all_relations_between_two_are_ranked_once_and_pairs_stay_together():
    found = relations()
    order = ranked(found)
    assert sorted(order) == [i for i, r in enumerate(found) if r.object is not None]
    pairs = [frozenset((found[i].subject.id, found[i].object.id)) for i in order]
    changes = sum(a != b for a, b in pairwise(pairs))
    assert changes == len(set(pairs)) - 1


def test_relations_about_a_topic_and_of_an_actor_with_itself():
    made = group([claim("A", "opposes", None, topic="a plan", sentence="A opposes a plan."), claim("A", "attacks", "B"),
                  claim("C", "attacks", "C", sentence="C attacks C.")])
    assert [made[i].subject.name for i in ranked(made)] == ["A", "C"]
