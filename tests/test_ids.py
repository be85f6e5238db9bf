"""Ids are pinned: a change of these values would change every id that users have stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids import actor_id, content_hash, fold, iri, slug
from tests.builders import actor, claim


def test_pinned_hashes() -> None:
    assert content_hash("a", "b") == "facdde7abf1eac5b"
    assert content_hash(None) == "fdbf0c61350d90aa"
    assert content_hash("text", 3, length=8) == "1ee5b8ab"


def test_pinned_ids() -> None:
    assert actor_id("Hay'at Tahrir al-Sham", "ArmedGroup") == "hayat-tahrir-al-sham-7864b61b"
    assert claim("Turkey", "purchases", actor("S-400", "Item"), article_id="a1").id == "51cd3eaaa7ef5d14"
    assert claim("Turkey", "purchases", actor("S-400", "Item")).id == "839da6401ec70737"


def test_parts_do_not_run_together() -> None:
    assert content_hash("ab", "c") != content_hash("a", "bc")
    assert content_hash(None) != content_hash("")
    assert content_hash("a", None) != content_hash("a")


def test_half_a_character_has_an_id() -> None:
    assert content_hash("\ud800") != content_hash("\udfff")
    assert actor_id("\ud800", "Person")


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_equal_hashes_mean_equal_parts(one: list[str], other: list[str]) -> None:
    assert (content_hash(*one) == content_hash(*other)) == (one == other)


@pytest.mark.parametrize(("text", "folded", "slugged"), [
    ("Türkiye", "turkiye", "turkiye"),
    ("Diyarbakır", "diyarbakir", "diyarbakir"),
    ("  Hayat   Tahrir\nal-Sham ", "hayat tahrir al-sham", "hayat-tahrir-al-sham"),
    ("People’s Protection Units", "people's protection units", "peoples-protection-units"),
    ("S‑400", "s-400", "s-400"),
    ("Łódź", "lodz", "lodz"),
    ("تركيا", "تركيا", ""),
    ("", "", ""),
])
def test_names_are_compared_folded(text: str, folded: str, slugged: str) -> None:
    assert fold(text) == folded
    assert slug(text) == slugged


def test_an_actor_id_depends_on_folded_name_and_kind() -> None:
    assert actor_id("Erdoğan", "Person") == actor_id("ERDOGAN", "Person")
    assert actor_id("Georgia", "State") != actor_id("Georgia", "Place")
    assert actor_id("تركيا", "State").startswith("actor-")


@given(st.text(max_size=20), st.text(max_size=20))
def test_an_iri_is_safe_and_names_one_thing(one: str, other: str) -> None:
    made = iri("actor", one)
    assert made.startswith("urn:geokg:actor:")
    assert made.isascii()
    assert not set(made) & set(' <>"{}|\\^`#/')
    assert (made == iri("actor", other)) == (one == other)


def test_half_a_character_gets_an_iri_all_the_same() -> None:
    assert iri("actor", "a\ud800b") == "urn:geokg:actor:a%3Fb"


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_is_folded_as_all_text_is(text: str) -> None:
    assert fold(f"{text} é") == fold(f"{text} e")
