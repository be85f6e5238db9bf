"""Which relations tell most of a large graph: its backbone first.

The disparity filter of Serrano, Boguñá and Vespignani ("Extracting the multiscale backbone of complex weighted
networks", PNAS 106 (16), 2009): a tie between two actors counts for as much as it stands out among all the ties of
either, so that what is strong for a small actor is seen beside what is strong for a large one.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.graph.pairs import Pair, pair_of
from kg.model import Relation


def significance(weights: Mapping[Pair, int]) -> dict[Pair, float]:
    """Return for each pair of actors how likely so heavy a tie is by chance: from 0 (it stands out) to 1.

    ``weights`` has each pair once, whichever way round, with its number of claims. Of an actor with ``k`` ties of
    ``s`` claims in all, one of ``w`` has the chance ``(1 - w / s) ** (k - 1)``; of both ends the smaller counts.
    """
    ties: Counter[str] = Counter()
    strength: Counter[str] = Counter()
    for pair, weight in weights.items():
        for actor in pair:
            ties[actor] += 1
            strength[actor] += weight
    return {pair: min((1 - weight / strength[actor]) ** (ties[actor] - 1) for actor in pair)
            for pair, weight in weights.items()}


def ranked(relations: Sequence[Relation]) -> list[int]:
    """Return the indices of the relations between two actors, those of the backbone first.

    Relations between the same two come one after the other. Pairs are in the order of their significance, then of the
    number of their claims; within a pair the relation with most claims is first.
    """
    groups: defaultdict[Pair, list[int]] = defaultdict(list)
    for index, relation in enumerate(relations):
        if relation.object is not None and relation.subject.id != relation.object.id:
            groups[pair_of(relation.subject, relation.object)].append(index)
    weights = {pair: sum(len(relations[i].claims) for i in group) for pair, group in groups.items()}
    chance = significance(weights)
    # Sums of floats differ in the last places between machines; what is equal but for these goes by claims.
    order = sorted(groups, key=lambda pair: (round(math.log(max(chance[pair], 1e-300)), 6), -weights[pair], pair))
    ranked = [i for pair in order for i in sorted(groups[pair], key=lambda i: (-len(relations[i].claims), i))]
    return ranked + [i for i, r in enumerate(relations) if r.object is not None and r.subject.id == r.object.id]
