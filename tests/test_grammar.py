"""The word lists of ontology/grammar: read into typed values, errors named."""

from pathlib import Path

import pytest

from kg.config import ontology_dir
from kg.errors import OntologyError
from kg.grammar import load_context, load_nouns, load_roles
from kg.model import ActorType, Modality


def test_nouns() -> None:
    nouns = load_nouns()
    assert nouns.groups["rebel"] == (ActorType.ARMED_GROUP, "REB")
    assert "organization" in nouns.kinds["group"]
    assert ActorType.STATE in nouns.anaphors["kingdom"]
    assert nouns.pairs["country"] == "State"
    assert nouns.offices["premier"] == "prime minister"
    assert "official" in nouns.voices
    assert "missile" in nouns.goods


def test_roles() -> None:
    roles = load_roles()
    assert "in" in roles.locative
    assert "visit" in roles.place_objects
    assert "say" in roles.speech_verbs


def test_context() -> None:
    words = load_context()
    (denial,) = words.verbs["deny"]
    assert denial.negates
    assert denial.speaker
    assert words.auxiliaries["will"] is Modality.PLANNED
    assert words.adverbs["allegedly"] == "alleged"
    assert words.modifiers["former"] == "ended"
    assert "if" in words.conditional_marks


def test_every_effect_does_something() -> None:
    words = load_context()
    for table in (words.verbs, words.nouns, words.adjectives):
        for word, effects in table.items():
            assert all(e.negates or e.ends or e.modality for e in effects), word


def test_words_are_lower_case_lemmas() -> None:
    words = load_context()
    for table in (
        words.verbs,
        words.nouns,
        words.adjectives,
        words.auxiliaries,
        words.adverbs,
        words.modifiers,
    ):
        assert [w for w in table if w != w.lower()] == []


def test_a_list_can_not_be_changed() -> None:
    with pytest.raises(TypeError):
        load_context().verbs["x"] = ()  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("context.yaml", "modality: planned", "modality: plannd", "plannd"),
        ("context.yaml", "particles:", "particle:", "particle"),
        ("context.yaml", "particles: {rule: out", "particles: {rule: [out]", r"particles: \['out'\] is no text"),
        ("context.yaml", "conditional_marks: [if,", "conditional_marks: [on, if,", "marks: True is no text"),
        ("context.yaml", "refusal:", "refusal: all\nrest:", "refusal must be a mapping"),
        ("nouns.yaml", "voices:", "voice:", "'voices' is missing"),
        ("nouns.yaml", "voices:", "voices: official\nrest:", "voices must be a list of texts, not a text"),
        ("nouns.yaml", "groups:", "groups: [group]\nrest:", "groups must be a mapping"),
        ("nouns.yaml", "ArmedGroup REB:", "ArmedGang REB:", "ArmedGang"),
        ("nouns.yaml", "ArmedGroup REB:", "ArmedGroup:", "'ArmedGroup' must be a kind of actor and a sector"),
        ("roles.yaml", "motion:", "motions:", "motions"),
        ("roles.yaml", "motion:", "motion: go\nrest:", "no such list: rest"),
        ("roles.yaml", "own_bodies:", "# own_bodies:", "'own_bodies' is missing"),
        ("roles.yaml", "own_bodies:", "bodies_of_their_own:", "bodies_of_their_own"),
    ],
)
def test_a_list_that_is_missing_or_wrong_is_named(
    tmp_path: Path, name: str, old: str, new: str, problem: str
) -> None:
    (tmp_path / "grammar").mkdir()
    text = (ontology_dir() / "grammar" / name).read_text("utf-8")
    assert old in text
    (tmp_path / "grammar" / name).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(OntologyError, match=rf"{name}.*{problem}"):
        {"context.yaml": load_context, "nouns.yaml": load_nouns, "roles.yaml": load_roles}[name](tmp_path)
