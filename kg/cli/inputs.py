"""What the commands take for articles: paths, and "-" for standard input."""

import sys
from collections.abc import Iterable, Iterator

from kg import pipeline
from kg.errors import InputError
from kg.ingest import read_lines
from kg.model import Article


def read(given: Iterable[str]) -> Iterator[Article | InputError]:
    """Yield the articles of paths, and those of standard input as JSON Lines in the place of "-"."""
    return pipeline.read(_opened(given))


def _opened(given: Iterable[str]) -> Iterator[pipeline.Input]:
    for one in given:
        if one == "-":
            yield from read_lines(sys.stdin.buffer, "standard input")
        else:
            yield one
