"""Whom a sentence does not mean, though its name stands there."""

import pytest

from kg.engine import Engine
from kg.model import Article


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Washington welcomed the killing of Abu Bakr al-Baghdadi.", ("supports", "Abu Bakr al-Baghdadi")),
        ("Poland deplored the death of Alexei Navalny.", ("criticizes", "Alexei Navalny")),
        ("Iran condemned the assassination of Ismail Haniyeh by Israel.", ("criticizes", "Ismail Haniyeh")),
        ("Germany opposed the annexation of Crimea.", ("opposes", "Crimea")),
        ("Hungary blocked sanctions against Georgia.", ("opposes", "Georgia")),
        ("Steve Witkoff, his envoy, met Vladimir Putin.", ("represents", "Steve Witkoff")),
        ("Moscow, which shares a border with Ukraine, attacked the country.", ("attacks", "Russia")),
        ("The Miami-based Florida Democratic Caucus met.", ("located-in", "Miami")),
        ("Mark Carney promised that Canada would stay neutral.", ("agrees-with", "Canada")),
        ("The two leaders discussed the campaign to liberate Mosul.", ("captures", "Mosul")),
    ],
)
def test_no_such_claim_is_made(engine: Engine, text: str, wrong: tuple[str, str]) -> None:
    claims = engine.claims([Article.make(text, published="2024-06-03")])
    assert wrong not in {(c.predicate, c.object.actor.name) for c in claims if c.object}


@pytest.mark.parametrize(
    ("text", "predicate", "time"),
    [
        ("Chad and Mali met on 1 March. A day earlier Chad had attacked Libya.", "attacks", "2024-02-29"),
        ("It came to that in 2010: China suspended ties with Japan.", "cuts-ties-with", "2010-01-01"),
        ("Tirana, a member of NATO since 2009, attacked Serbia.", "member-of", "2009-01-01"),
        ("Modi made his first trip to China since 2018.", "visits", None),
        ("Modi visits China on June 10.", "visits", "2024-06-10"),
    ],
)
def test_the_time_that_is_meant(engine: Engine, text: str, predicate: str, time: str | None) -> None:
    claims = engine.claims([Article.make(text, published="2024-06-03")])
    found = {c.time.start if c.time else None for c in claims if c.predicate == predicate}
    assert found == {time}


def test_crowds_of_two_articles_are_not_one(engine: Engine) -> None:
    texts = ("Jihadists attacked Turkey.", "Again, jihadists attacked Turkey.")
    found = [engine.claims([Article.make(text)]) for text in texts]
    one, other = ({c.subject.actor.id for c in claims if c.predicate == "attacks"} for claims in found)
    assert one
    assert other
    assert one.isdisjoint(other)
