"""Words are found as the pattern finds them, and what is known of them stays bounded."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gate import words
from kg.gate.words import Vocabulary, Word, last_words, words_of


def look_up(form: str) -> Word:
    """Know a word by its letters: a capital makes a name, "f" a fixed word."""
    sets = frozenset([1]) if "f" in form else frozenset()
    return Word(form[0].isupper(), False, False, False, False, False, False, False, False, False, sets)


@given(st.text(st.characters() | st.sampled_from("ab Z9_-'\x1c\x85\x00\n")))
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    assert words_of(text) == re.findall(r"[^\W_]+", text)


def test_the_last_words_of_several() -> None:
    assert last_words(["aid worker", "Secretary-General", "…"]) == {"worker", "general"}


def test_words_are_looked_up_once_and_stand_by_kind() -> None:
    asked: list[str] = []

    def listening(form: str) -> Word:
        asked.append(form)
        return look_up(form)

    known = Vocabulary(listening)
    known.learn({"Oslo", "for"})
    known.learn({"Oslo", "for"})
    assert sorted(asked) == ["Oslo", "for"]
    assert (known.names, known.sets) == ({"Oslo"}, {"for": frozenset([1])})


def test_the_words_of_the_article_at_hand_are_known_though_others_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(words, "_REMEMBERED", 3)
    known = Vocabulary(look_up)
    known.learn({"Oslo", "for", "Bonn"})
    known.learn({"Bonn", "Rome"})
    assert known.names == {"Bonn", "Rome"}
    assert known.sets == {}
