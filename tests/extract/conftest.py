"""Parsing one sentence: what tests of extraction share."""

from collections.abc import Callable

import pytest

from kg.engine import Engine
from kg.text import Sentence
from tests.reading import read


@pytest.fixture
def parse(engine: Engine) -> Callable[[str], Sentence]:
    """Return the one sentence of a text, parsed, with its actors."""

    def one(text: str) -> Sentence:
        (sentence,) = read(engine, text).sentences
        return sentence

    return one
