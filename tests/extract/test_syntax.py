"""Who does what to whom: voice, relative clauses, participles, control and coordination undone."""

from collections.abc import Callable

import pytest

from kg.extract.syntax import Syntax
from kg.grammar import load_roles
from kg.text import Sentence

Parse = Callable[[str], Sentence]
CONTROL = load_roles().object_control


def frame(sentence: Sentence, verb: str) -> dict[str, list[str]]:
    """Return the arguments of a verb by their words."""
    syntax = Syntax(sentence, CONTROL)
    found = syntax.frame(next(t.i for t in sentence.tokens if t.text == verb))

    def words(tokens: list[int]) -> list[str]:
        return [sentence.tokens[i].text for i in tokens]

    return {
        "subjects": words(found.subjects),
        "objects": words(found.objects),
        "datives": words(found.datives),
        "complements": [f"{p} {sentence.tokens[i].text}" for p, i, _ in found.complements],
        "particles": sorted(found.verb_particles),
        "clauses": [f"{m} {sentence.tokens[i].text}" for m, i in found.clauses],
    }


@pytest.mark.parametrize(
    ("text", "verb", "subjects", "objects"),
    [
        ("Turkey attacked Syria.", "attacked", ["Turkey"], ["Syria"]),
        ("Syria was attacked by Turkey.", "attacked", ["Turkey"], ["Syria"]),
        ("Syria was attacked.", "attacked", [], ["Syria"]),
        ("Syria, which Turkey attacked, protested.", "attacked", ["Turkey"], ["Syria"]),
        ("Turkey, which attacked Syria, protested.", "attacked", ["Turkey"], ["Syria"]),
        ("Rebels backed by Turkey entered Aleppo.", "backed", ["Turkey"], ["Rebels"]),
        ("Turkey wants to attack Syria.", "attack", ["Turkey"], ["Syria"]),
        ("Turkey promised Russia to attack Syria.", "attack", ["Turkey"], ["Syria"]),
        ("Turkey asked Russia to attack Syria.", "attack", ["Russia"], ["Syria"]),
        ("Turkey attacked Syria and bombed Iraq.", "bombed", ["Turkey"], ["Iraq"]),
        ("Turkey is accused of attacking Syria.", "attacking", ["Turkey"], ["Syria"]),
        ("Turkey accused Russia of attacking Syria.", "attacking", ["Russia"], ["Syria"]),
        ("Turkey's plan to attack Syria failed.", "attack", ["Turkey"], ["Syria"]),
        ("Turkey agreed to be paid by Russia.", "paid", ["Russia"], ["Turkey"]),
    ],
)
def test_subjects_and_objects(
    parse: Parse, text: str, verb: str, subjects: list[str], objects: list[str]
) -> None:
    found = frame(parse(text), verb)
    assert (found["subjects"], found["objects"]) == (subjects, objects)


def test_complements_and_particles(parse: Parse) -> None:
    found = frame(parse("Turkey bought missiles from Russia in 2017."), "bought")
    assert found["complements"] == ["from Russia", "in 2017"]
    assert frame(parse("Turkey pulled out of Syria."), "pulled")["complements"] == ["of Syria"]
    assert frame(parse("Turkey ruled out talks."), "ruled")["particles"] == ["out"]


def test_a_dative(parse: Parse) -> None:
    assert frame(parse("Germany gave them tanks."), "gave")["datives"] == ["them"]


def test_clauses(parse: Parse) -> None:
    assert frame(parse("Turkey urged Russia to leave."), "urged")["clauses"] == ["to leave"]
    assert frame(parse("Turkey said that Russia left."), "said")["clauses"] == ["that left"]


def test_agents_below_as(parse: Parse) -> None:
    found = frame(parse("The PKK is designated as a terrorist group by Turkey."), "designated")
    assert "by Turkey" in found["complements"]


def test_coordination(parse: Parse) -> None:
    sentence = parse("Egypt, Jordan and Iraq condemned Israel.")
    syntax = Syntax(sentence, CONTROL)
    assert [sentence.tokens[i].text for i in syntax.expand(0)] == ["Egypt", "Jordan", "Iraq"]


def test_a_frame_is_computed_once(parse: Parse) -> None:
    syntax = Syntax(parse("Turkey attacked Syria."), CONTROL)
    assert syntax.frame(1) is syntax.frame(1)
