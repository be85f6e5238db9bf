"""Quotations and who says them."""

import pytest

from kg.actors.quotes import find_quotes
from kg.engine import Engine
from tests.reading import article, read


def quotes(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(article(text))]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ('He said "we won" and left.', ["we won"]),
        ("“We won,” he said. “They lost.”", ["We won,", "They lost."]),
        ("«We won», he said.", ["We won"]),
        ('"We won.\n"They lost," he said.', ["We won.", "They lost,"]),
        ("No quotes, it's fine.", []),
        ('An odd " mark.', [" mark."]),
    ],
)
def test_stretches_between_marks(text: str, want: list[str]) -> None:
    assert quotes(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ('"We will never leave the town," Erdogan said.', "Recep Tayyip Erdogan"),
        ('"We will never leave the town," said Erdogan.', "Recep Tayyip Erdogan"),
        ('Erdogan said: "We will never leave the town."', "Recep Tayyip Erdogan"),
        ('Erdogan told reporters that "we will never leave the town".', "Recep Tayyip Erdogan"),
        ('"We will never leave," Erdogan warned, "and we will win."', "Recep Tayyip Erdogan"),
        ('Erdogan flew to Baku. "We will never leave the town," he said.', "Recep Tayyip Erdogan"),
        ('"We will never leave the town," the Turkish foreign ministry said.', "Turkish foreign ministry"),
        ('The army will stay, according to Erdogan: "We will never leave the town."', "Recep Tayyip Erdogan"),
        ("“We will never leave the town.” — Erdogan", "Recep Tayyip Erdogan"),
        ("Erdogan: Turkey will never leave the town", "Recep Tayyip Erdogan"),
        ('According to Erdogan, "we will never leave the town".', "Recep Tayyip Erdogan"),
    ],
)
def test_the_speaker(engine: Engine, text: str, want: str) -> None:
    reading = read(engine, text)
    assert {m.actor.name for q in reading.quotes for m in q.speakers} == {want}
    assert all(q.cue is not None and text[q.cue.start : q.cue.end] == q.cue.text for q in reading.quotes)


def test_a_quotation_goes_on_in_the_next_sentence(engine: Engine) -> None:
    reading = read(engine, '"We will never leave the town," Erdogan said. "Our army stays where it is."')
    assert [[m.actor.name for m in q.speakers] for q in reading.quotes] == [["Recep Tayyip Erdogan"]] * 2


def test_nobody_says_a_word_held_at_arms_length(engine: Engine) -> None:
    reading = read(engine, 'The "safe zone" lies in Syria. Erdogan left.')
    assert [q.speakers for q in reading.quotes] == [()]


def test_quote_at(engine: Engine) -> None:
    text = 'Erdogan said: "We stay."'
    reading = read(engine, text)
    assert reading.quote_at(text.index("stay")) is reading.quotes[0]
    assert reading.quote_at(0) is None
    assert reading.quote_at(text.index('"')) is None
