"""Phrases that name an actor: bodies of states, holders of offices by date, groups without a name."""

import pytest

from kg.engine import Engine
from kg.model import ActorType
from kg.text import Sentence
from tests.actors.test_names import GAP, actor, name
from tests.reading import read


@pytest.mark.parametrize(
    ("text", "words", "want"),
    [
        ("The Turkish foreign ministry protested.", "Turkish foreign ministry", "Turkish foreign ministry"),
        ("Turkey's defence ministry denied it.", "Turkey's defence ministry", "Turkish defence ministry"),
        ("Turkish troops crossed the border.", "Turkish troops", "Turkish military"),
        ("The Iranian army held drills.", "Iranian army", "Iranian military"),
        ("The army of Sudan bombed Nyala.", "army", "Sudanese military"),
        ("French officials denied it.", "French officials", "French government"),
        ("The government of Mali denied it.", "government", "Malian government"),
        ("Its parliament voted. Georgian police arrested two men.", "Georgian police", "Georgian police"),
        pytest.param(
            "Poland's ministry of defence denied it.",
            "ministry of defence",
            "Polish defence ministry",
            marks=GAP,
        ),
        pytest.param(
            "The ministry of defence of Poland denied it.",
            "ministry of defence",
            "Polish defence ministry",
            marks=GAP,
        ),
    ],
)
def test_bodies_of_states(engine: Engine, text: str, words: str, want: str) -> None:
    reading_names = {
        name(engine, text, words),
        name(engine, text, words.split()[-1]),
        name(engine, text, f"The {words}"),
    }
    assert want in reading_names


@pytest.mark.parametrize(
    ("text", "published", "want"),
    [
        ("The Turkish president flew to Moscow.", "2019-04-09", "Recep Tayyip Erdogan"),
        ("The US president flew to Warsaw.", "2022-03-25", "Joe Biden"),
        ("The US president flew to Singapore.", "2018-06-10", "Donald Trump"),
        ("The president of France flew to Beirut.", "2020-08-06", "Emmanuel Macron"),
        ("Germany's chancellor flew to Kyiv.", "2021-08-22", "Angela Merkel"),
        ("Germany's chancellor flew to Kyiv.", "2022-06-16", "Olaf Scholz"),
        ("The British prime minister resigned.", "2019-05-24", "Theresa May"),
        ("The Russian foreign minister arrived.", "2020-05-24", "Sergei Lavrov"),
        ("Pakistan's prime minister arrived.", "2019-05-24", "Imran Khan"),
        pytest.param("The Russian leader arrived.", "2020-05-24", "Vladimir Putin", marks=GAP),
    ],
)
def test_holders_of_offices(engine: Engine, text: str, published: str, want: str) -> None:
    found = {
        m.actor.name for s in _sentences(engine, text, published) for ms in s.actors.values() for m in ms
    }
    assert want in found


def _sentences(engine: Engine, text: str, published: str) -> list[Sentence]:
    return read(engine, text, published).sentences


def test_a_named_holder_is_himself(engine: Engine) -> None:
    text = "Turkish president Abdullah Gul flew to Yerevan in 2008."
    found = {
        m.actor.name for s in _sentences(engine, text, "2019-04-09") for ms in s.actors.values() for m in ms
    }
    assert "Abdullah Gul" in found
    assert "Recep Tayyip Erdogan" not in found


@pytest.mark.parametrize(
    ("text", "words", "kind", "country"),
    [
        ("Tuareg rebels took Kidal.", "Tuareg rebels", ActorType.ARMED_GROUP, None),
        ("Syrian rebels left Aleppo.", "Syrian rebels", ActorType.ARMED_GROUP, "SYR"),
        ("The Venezuelan opposition protested.", "Venezuelan opposition", ActorType.ORGANIZATION, "VEN"),
        ("Iranian truckers protested.", "Iranian truckers", ActorType.PEOPLE, "IRN"),
        ("Cuban exiles protested.", "Cuban exiles", ActorType.PEOPLE, "CUB"),
        ("Kurdish voters protested.", "Kurdish voters", ActorType.PEOPLE, None),
        ("French trade unions protested.", "French trade unions", ActorType.ORGANIZATION, "FRA"),
        ("Israeli newspapers mocked the plan.", "Israeli newspapers", ActorType.ORGANIZATION, "ISR"),
        ("Somali pirates took the ship.", "Somali pirates", ActorType.ARMED_GROUP, "SOM"),
    ],
)
def test_groups_without_a_name(
    engine: Engine, text: str, words: str, kind: ActorType, country: str | None
) -> None:
    found = (
        actor(engine, text, words)
        or actor(engine, text, f"The {words}")
        or actor(engine, text, words.split()[-1])
    )
    assert found is not None
    assert found.name == words
    assert found.type is kind
    assert country is None or found.country == country


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The M23 group took Goma.", "M23"),
        ("M23 rebels took Goma.", "M23"),
        ("Hamas fighters left Khan Younis.", "Hamas"),
        ("NATO troops left Kabul.", "NATO"),
        ("The Hayat Tahrir al-Sham rebel group took Idlib.", "Hayat Tahrir al-Sham"),
    ],
)
def test_a_noun_beside_a_name_is_the_name(engine: Engine, text: str, want: str) -> None:
    (sentence,) = _sentences(engine, text, "2024-06-03")
    subject = next(t.i for t in sentence.tokens if t.dep == "nsubj")
    assert [m.actor.name for m in sentence.actors[subject]] == [want]


@pytest.mark.parametrize(
    "text", ["The ministry denied it.", "The president left.", "Troops left.", "Officials denied it."]
)
def test_a_body_of_nobody_is_nobody(engine: Engine, text: str) -> None:
    (sentence,) = _sentences(engine, text, "2024-06-03")
    assert sentence.actors == {}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Iranian generals flew to Damascus.", "Iranian military"),
        ("Iranian MPs criticized Iraq.", "Iranian parliament"),
        ("Russian state media mocked Ukraine.", "Russian state media"),
    ],
)
def test_plurals_stand_for_the_body_they_serve_in(engine: Engine, text: str, want: str) -> None:
    (sentence,) = _sentences(engine, text, "2024-06-03")
    subject = next(t.i for t in sentence.tokens if t.dep == "nsubj")
    assert [m.actor.name for m in sentence.actors[subject]] == [want]


def test_a_person_who_is_named_beside_his_trade_is_meant(engine: Engine) -> None:
    (sentence,) = _sentences(engine, "The Turkish novelist, Orhan Pamuk, criticized Israel.", "2024-06-03")
    subject = next(t.i for t in sentence.tokens if t.dep == "nsubj")
    assert [m.actor.name for m in sentence.actors[subject]] == ["Orhan Pamuk"]
