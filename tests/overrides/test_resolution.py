"""The analyst's word: merged, kept apart, renamed, retyped, ignored, split; contradictions are errors."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError
from kg.gazetteer import Entry, Gazetteer
from kg.model import Actor, ActorType
from kg.overrides import Resolution, check, parse, resolve
from tests.builders import actor

TURKEY = actor("Turkey", country="TUR", wikidata="Q43")
KNOWN = Gazetteer.of([Entry(TURKEY), Entry(actor("Jordan", country="JOR"))], [])
HAFTAR = actor("Khalifa Haftar", ActorType.PERSON)
SHORT = actor("Haftar", ActorType.PERSON, country="LBY", sector="MIL")
OTHER = actor("Marshal Haftar", ActorType.PERSON, country="LBY")


def _resolve(text: str, *actors: Actor) -> Resolution:
    return resolve(parse(text, "o.yaml"), {a.id: a for a in actors}, KNOWN)


def test_the_first_of_a_group_stands_for_all_and_what_it_lacks_is_filled() -> None:
    view = _resolve("same: [[Khalifa Haftar, haftar, Marshal Haftar]]", HAFTAR, SHORT, OTHER)
    merged = actor("Khalifa Haftar", ActorType.PERSON, country="LBY", sector="MIL")
    assert [view.actor(a) for a in (HAFTAR, SHORT, OTHER)] == [merged] * 3
    assert view.reason(SHORT) == "the same as khalifa-haftar (o.yaml, line 1)"
    assert view.reason(TURKEY) == ""
    assert view.actor(TURKEY) is TURKEY


def test_what_the_others_disagree_on_is_not_filled() -> None:
    view = _resolve("same: [[khalifa-haftar, haftar, x]]", HAFTAR, SHORT, actor("X", ActorType.PERSON, country="EGY"))
    found = view.actor(HAFTAR)
    assert found
    assert found.country is None


def test_chains_and_rings_end_at_one_actor() -> None:
    chain = _resolve("same: [[haftar, marshal-haftar], [khalifa-haftar, haftar]]", HAFTAR, SHORT, OTHER)
    assert {found.id for a in (HAFTAR, SHORT, OTHER) if (found := chain.actor(a))} == {"khalifa-haftar"}
    ring = _resolve("same: [[haftar, khalifa-haftar], [khalifa-haftar, haftar]]", HAFTAR, SHORT)
    assert {found.id for a in (HAFTAR, SHORT) if (found := ring.actor(a))} == {"haftar"}


def test_an_actor_of_the_gazetteer_that_is_not_in_the_build_may_be_the_first() -> None:
    republic = actor("Turkish Republic", ActorType.ORGANIZATION)
    assert _resolve("same: [[Turkey, Turkish Republic]]", republic).actor(republic) == TURKEY


def test_names_types_and_items_are_set_for_all_that_are_the_same() -> None:
    text = ("same: [[khalifa-haftar, haftar]]\nrename: {haftar: Field Marshal Haftar}\n"
            "retype: {khalifa-haftar: [ArmedGroup, LBY, null]}\nwikidata: {khalifa-haftar: Q1, Turkey: null}\n")
    view = _resolve(text, HAFTAR, SHORT)
    wanted = Actor("khalifa-haftar", "Field Marshal Haftar", ActorType.ARMED_GROUP, "LBY", None, "Q1")
    assert view.actor(SHORT) == view.actor(HAFTAR) == wanted
    assert view.reason(SHORT) == ("the same as khalifa-haftar (o.yaml, line 1); name set (o.yaml, line 2); "
                                  "type set (o.yaml, line 3); item set (o.yaml, line 4)")
    turkey = view.actor(TURKEY)
    assert turkey
    assert turkey.wikidata is None


def test_the_ignored_are_nobody() -> None:
    view = _resolve("ignore: [Haftar]", HAFTAR, SHORT)
    assert view.actor(SHORT) is None
    assert view.actor(HAFTAR) is HAFTAR
    assert view.reason(SHORT) == "ignored (o.yaml, line 1)"


def test_mentions_are_split_off_by_text_and_by_article() -> None:
    view = _resolve("split:\n- {actor: haftar, text: Saddam Haftar, as: Saddam Haftar}\n"
                    "- {actor: haftar, articles: [a-2], as: Khalifa Haftar}\n", HAFTAR, SHORT)
    son = view.actor(SHORT, "Saddam  Haftar", "a-1")
    assert son
    assert (son.name, son.type, son.country) == ("Saddam Haftar", ActorType.PERSON, "LBY")
    assert son.id not in ("haftar", "khalifa-haftar")
    assert view.actor(SHORT, "Haftar", "a-2") == HAFTAR
    assert view.actor(SHORT, "Haftar", "a-1") is SHORT
    assert view.actor(SHORT) is SHORT
    assert view.reason(SHORT, "Saddam Haftar") == "split off haftar"
    assert view.reason(SHORT) == ""


def test_what_is_split_off_can_be_changed_by_the_same_file() -> None:
    view = _resolve("split: [{actor: haftar, text: S., as: Saddam Haftar}]\nrename: {Saddam Haftar: S. Haftar}", SHORT)
    found = view.actor(SHORT, "S.")
    assert found
    assert found.name == "S. Haftar"


def test_who_is_not_there_is_a_warning_with_its_line_and_changes_nothing() -> None:
    view = _resolve("ignore:\n- Nobody\nsame:\n- [ghost, Haftar]\nsplit: [{actor: None Such, text: x, as: y}]", SHORT)
    assert sorted(view.warnings) == [
        "o.yaml, line 2: no actor is called 'Nobody' in this build or in the gazetteer",
        "o.yaml, line 4: no actor is called 'ghost' in this build or in the gazetteer",
        "o.yaml, line 5: no actor is called 'None Such' in this build or in the gazetteer"]
    assert view.actor(SHORT) == SHORT


def test_a_name_that_two_have_is_a_warning() -> None:
    twin = actor("Haftar", ActorType.PERSON, id="haftar-2")
    view = _resolve("ignore: [Haftar]", SHORT, twin)
    assert view.warnings == ("o.yaml, line 1: 'Haftar' may be haftar, haftar-2 (write the id)",)
    assert view.actor(SHORT) is SHORT


@pytest.mark.parametrize(("text", "line"), [
    ("same: [[haftar, khalifa-haftar]]\ndifferent: [[khalifa-haftar, haftar]]", 2),
    ("same: [[a, b], [b, c]]\n\ndifferent: [[c, a]]", 3),
    ("same: [[a, b]]\nignore: [b]", 2),
    ("rename: {a: X}\nignore: [a]", 2),
    ("rename: {a: X, b: Y}\nsame: [[a, b]]", 1),
    ("retype:\n  a: Person\n  b: Party\nsame: [[a, b]]", 3),
    ("wikidata:\n  a: Q1\n  a: null", 3),
])
def test_contradictions_are_one_line_with_file_and_line(text: str, line: int) -> None:
    for look in (check, lambda found: resolve(found, {}, KNOWN)):
        with pytest.raises(ConfigError, match=rf"^o\.yaml, line {line}: .*\(take ") as found:
            look(parse(text, "o.yaml"))
        assert "\n" not in str(found.value)


def test_contradictions_that_only_the_build_shows_are_found_too() -> None:
    text = "rename: {haftar: A, Haftar: B}"
    check(parse(text))
    with pytest.raises(ConfigError, match="another name"):
        _resolve(text, SHORT)


def test_what_must_stay_two_is_known_by_the_ids_that_are_left() -> None:
    view = _resolve("same: [[haftar, Marshal Haftar]]\ndifferent: [[Marshal Haftar, Khalifa Haftar]]",
                    HAFTAR, SHORT, OTHER)
    assert view.apart == {frozenset(("haftar", "khalifa-haftar"))}


NAMES = [f"n{i}" for i in range(8)]
groups = st.lists(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True), max_size=5)


def _view(found: Sequence[Sequence[str]], actors: Sequence[Actor]) -> Resolution:
    return _resolve("same:\n" + "".join(f"- [{', '.join(group)}]\n" for group in found), *actors)


@given(groups, st.permutations(NAMES))
def test_it_is_settled_at_once_and_the_order_of_the_actors_is_nothing(
        found: list[list[str]], order: Sequence[str]) -> None:
    actors = [actor(name, ActorType.PERSON) for name in NAMES]
    view, again = _view(found, actors), _view(found, [actor(name, ActorType.PERSON) for name in order])
    for one in actors:
        result = view.actor(one)
        assert result == again.actor(one)
        assert result
        assert view.actor(result) == result
    for group in found:
        assert len({result.id for name in group if (result := view.actor(actor(name, ActorType.PERSON)))}) == 1


@given(groups, st.randoms())
def test_the_order_of_the_lines_does_not_change_who_is_one(found: list[list[str]], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    actors = [actor(name, ActorType.PERSON) for name in NAMES]

    def partition(view: Resolution) -> set[frozenset[str]]:
        by: dict[str, set[str]] = {}
        for one in actors:
            result = view.actor(one)
            assert result
            by.setdefault(result.id, set()).add(one.id)
        return {frozenset(group) for group in by.values()}

    assert partition(_view(found, actors)) == partition(_view(shuffled, actors))
