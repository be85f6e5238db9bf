"""How a word is meant, read off what governs it."""

from collections.abc import Callable

import pytest

from kg.extract.context import Context, ContextReader
from kg.extract.syntax import Syntax
from kg.grammar import load_context, load_roles
from kg.model import Modality, Polarity
from kg.text import Sentence

Parse = Callable[[str], Sentence]
ROLES = load_roles()
READER = ContextReader(load_context(), ROLES)


def context(sentence: Sentence, word: str, *, presupposed: bool = False) -> Context:
    head = next(t.i for t in sentence.tokens if t.text == word)
    return READER.read(Syntax(sentence, ROLES.object_control), head, presupposed=presupposed)


def speaker(sentence: Sentence, word: str) -> list[str]:
    return [sentence.tokens[i].text for i in context(sentence, word).speakers]


@pytest.mark.parametrize(
    ("text", "word", "polarity", "modality"),
    [
        ("Turkey attacked Syria.", "attacked", "affirmed", "asserted"),
        ("Turkey has not attacked Syria.", "attacked", "negated", "asserted"),
        ("Turkey denied that it attacked Syria.", "attacked", "negated", "asserted"),
        ("Turkey denied that it had not attacked Syria.", "attacked", "affirmed", "asserted"),
        ("Turkey denied plans for an attack on Syria.", "attack", "negated", "planned"),
        ("Turkey has no plan to attack Syria.", "attack", "negated", "planned"),
        ("Turkey is ready to attack Syria.", "attack", "affirmed", "planned"),
        ("Turkey announced plans to attack Syria.", "attack", "affirmed", "planned"),
        ("Turkey halted the attack on Syria.", "attack", "affirmed", "ended"),
        ("Turkey demanded an attack on Syria.", "attack", "affirmed", "demanded"),
        ("Turkey agreed to stop attacking Syria.", "attacking", "negated", "planned"),
        ("Turkey could attack Syria.", "attack", "affirmed", "possible"),
        ("Turkey is accused of attacking Syria.", "attacking", "affirmed", "alleged"),
        ("Turkey threatened to attack Syria.", "attack", "affirmed", "conditional"),
        ("If Turkey attacks Syria, Russia leaves.", "attacks", "affirmed", "conditional"),
        ("Turkey would attack Syria if Russia left.", "attack", "affirmed", "conditional"),
        ("Turkey said it would attack Syria.", "attack", "affirmed", "planned"),
        ("Turkey will meet Russia and sign a deal.", "sign", "affirmed", "planned"),
    ],
)
def test_polarity_and_modality(parse: Parse, text: str, word: str, polarity: str, modality: str) -> None:
    found = context(parse(text), word)
    assert (found.polarity.value, found.modality.value) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Turkey attacked Syria.", "attacked", []),
        ("Russia said Turkey attacked Syria.", "attacked", ["Russia"]),
        ("Turkey attacked Syria, Russia said.", "attacked", ["Russia"]),
        ("Russia denied that Turkey attacked Syria.", "attacked", ["Russia"]),
        ("Russia accused Turkey of attacking Syria.", "attacking", ["Russia"]),
        ("Russia called on Turkey to leave Syria.", "leave", ["Russia"]),
        ("Russia's demand that Turkey leave Syria was ignored.", "leave", ["Russia"]),
        ("Russia wants Turkey to leave Syria.", "leave", ["Russia"]),
        ("Russia plans to leave Syria.", "leave", []),
    ],
)
def test_speakers(parse: Parse, text: str, word: str, who: list[str]) -> None:
    assert speaker(parse(text), word) == who


def test_the_cue_is_the_word_of_saying(parse: Parse) -> None:
    sentence = parse("Russia said Turkey attacked Syria.")
    cue = context(sentence, "attacked").cue
    assert cue is not None
    assert sentence.tokens[cue].text == "said"


def test_what_is_presupposed_is_not_touched(parse: Parse) -> None:
    sentence = parse("Turkey denied that the US-backed rebels left.")
    found = context(sentence, "backed", presupposed=True)
    assert (found.polarity, found.speakers) == (Polarity.AFFIRMED, [])


def test_reasons_are_given(parse: Parse) -> None:
    assert context(parse("Turkey plans to attack Syria."), "attack").reasons
    assert context(parse("Turkey attacked Syria."), "attacked").reasons == []


def test_two_negations_cancel() -> None:
    found = Context()
    found.flip("one")
    found.flip("two")
    assert found.polarity is Polarity.AFFIRMED
    assert found.reasons == ["one", "two"]


@pytest.mark.parametrize(
    ("first", "second", "want"),
    [
        (Modality.ASSERTED, Modality.PLANNED, Modality.PLANNED),
        (Modality.PLANNED, Modality.ALLEGED, Modality.ALLEGED),
        (Modality.POSSIBLE, Modality.PLANNED, Modality.POSSIBLE),
    ],
)
def test_the_nearer_word_wins_unless_it_is_weaker(first: Modality, second: Modality, want: Modality) -> None:
    found = Context(modality=first)
    found.mean(second, "because")
    assert found.modality is want


def test_to_plan_the_end_is_to_deny() -> None:
    found = Context(modality=Modality.ENDED)
    found.mean(Modality.PLANNED, "plan")
    assert (found.modality, found.polarity) == (Modality.PLANNED, Polarity.NEGATED)
