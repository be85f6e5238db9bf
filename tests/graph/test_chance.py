"""Chance that is the same each time, in igraph alone."""

import random

import igraph

from kg.graph.chance import fixed_chance


def _drawn() -> list[tuple[int, int]]:
    return igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist()


def test_igraph_draws_the_same_within_and_by_pythons_own_generator_after() -> None:
    drawn = []
    for _ in range(2):
        with fixed_chance():
            drawn.append(_drawn())
    assert drawn[0] == drawn[1]
    random.seed(5)
    after = _drawn()
    random.seed(5)
    assert _drawn() == after != drawn[0]
