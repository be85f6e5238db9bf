"""What igraph draws by lot, drawn the same each time."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import igraph

_SEED = 1


@contextmanager
def fixed_chance() -> Iterator[None]:
    """Let igraph, which draws from Python's generator, draw the same within; then it has Python's own again."""
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
