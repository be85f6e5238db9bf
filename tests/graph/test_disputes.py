"""Disputes: opposite stands, and what the ontology says can hardly both hold."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.disputes import OPPOSED, disputes
from kg.graph.relations import relations
from kg.model import ActorType, Claim
from kg.ontology import load
from tests.builders import actor, claim, time
from tests.strategies import claim_lists

ONTOLOGY = load()
TOWN = actor("Selvik", ActorType.PLACE)


def _found(*claims: Claim):
    return disputes(relations(claims, ONTOLOGY), ONTOLOGY)


def _kinds(*claims: Claim) -> list[str]:
    return [one.kind for one in _found(*claims)]


def test_opposite_stands_of_two_voices_with_their_sentences() -> None:
    yes = claim("Kestovia", "attacks", "Ostrania", speaker="Ostrania", publisher="A", published="2023-06-01")
    no = claim("Kestovia", "attacks", "Ostrania", speaker="Kestovia", publisher="B", published="2023-06-03",
               polarity="negated")
    (one,) = _found(yes, no)
    assert (one.kind, one.label, one.days_apart) == (OPPOSED, "affirmed and denied", 2)
    assert [side.claims for side in one.sides] == [(yes,), (no,)]
    assert [[v.name for v in side.voices] for side in one.sides] == [["Ostrania"], ["Kestovia"]]
    assert [side.sources for side in one.sides] == [1, 1]
    assert one.score == pytest.approx(0.8, abs=0.01)


@pytest.mark.parametrize("change", [
    {"speaker": "Ostrania"},  # one who says both
    {"modality": "demanded"}, {"modality": "possible"}, {"modality": "conditional"},  # no stand
    {"predicate": "criticizes"}, {"object": "Tarn"}, {"polarity": "affirmed"},
])
def test_no_dispute(change: dict[str, str]) -> None:
    yes = claim("Kestovia", "attacks", "Ostrania", speaker="Ostrania")
    other = {"subject": "Kestovia", "predicate": "attacks", "object": "Ostrania", "speaker": "Kestovia",
             "polarity": "negated"}
    assert _kinds(yes, claim(**{**other, **change})) == []


def test_what_has_no_object_is_disputed_topic_by_topic() -> None:
    yes = claim("Hungary", "opposes", None, topic="the oil embargo", publisher="A")
    no = claim("Hungary", "opposes", None, topic="The oil embargo", polarity="negated", publisher="B")
    other = claim("Hungary", "opposes", None, topic="the budget", polarity="negated", publisher="C")
    assert _kinds(yes, other) == []
    (one,) = _found(yes, no, other)
    assert [side.claims for side in one.sides] == [(yes,), (no,)]


@pytest.mark.parametrize(("day", "kinds"), [
    ("2023-05-31", []), ("2023-06-01", ["attack-in-a-truce"]), ("2023-06-15", ["attack-in-a-truce"]),
    ("2023-06-16", []),
])
@pytest.mark.parametrize(("attacker", "attacked"), [("Kestovia", "Ostrania"), ("Ostrania", "Kestovia")])
def test_an_attack_in_the_days_after_a_truce(day: str, kinds: list[str], attacker: str, attacked: str) -> None:
    truce = claim("Kestovia", "ceases-fire-with", "Ostrania", published="2023-06-01", publisher="A")
    assert _kinds(truce, claim(attacker, "attacks", attacked, published=day, publisher="B")) == kinds
    assert _kinds(truce, claim(attacker, "invades", attacked, published=day, publisher="B")) == kinds, "a type below"


def test_the_time_of_a_claim_counts_before_its_publication() -> None:
    truce = claim("Kestovia", "ceases-fire-with", "Ostrania", published="2023-06-01", publisher="A")
    before = claim("Kestovia", "attacks", "Ostrania", published="2023-06-03", time=time("2023-05-30"))
    month = claim("Kestovia", "attacks", "Ostrania", published="2023-07-20",
                  time=time("2023-06-01", "2023-06-30", "month"))
    year = claim("Kestovia", "attacks", "Ostrania", published="2023-06-02",
                 time=time("2023-01-01", "2023-12-31", "year"))
    assert _kinds(truce, before) == []
    assert _kinds(truce, month) == ["attack-in-a-truce"]
    assert _kinds(truce, year) == ["attack-in-a-truce"], "a year says too little: the day of publication counts"


def test_in_one_article_an_attack_without_date_may_be_what_the_truce_ended() -> None:
    truce = claim("Kestovia", "ceases-fire-with", "Ostrania", article_id="a")
    attack = claim("Kestovia", "attacks", "Ostrania", article_id="a")
    assert _kinds(truce, attack) == []
    dated = replace(truce, time=time("2020-03-01")), replace(attack, time=time("2020-03-04"))
    assert _kinds(*dated) == ["attack-in-a-truce"]


@pytest.mark.parametrize("modality", ["planned", "demanded", "possible", "conditional", "ended"])
def test_a_truce_not_in_force_is_not_broken(modality: str) -> None:
    truce = claim("Kestovia", "ceases-fire-with", "Ostrania", modality=modality, published="2023-06-01")
    assert _kinds(truce, claim("Kestovia", "attacks", "Ostrania", published="2023-06-02", publisher="B")) == []


def test_control_of_one_place_by_two() -> None:
    one = claim("Kestovia", "controls", TOWN, publisher="A")
    other = claim("Ostrania", "controls", TOWN, publisher="B")
    (found,) = _found(one, other)
    assert found.kind == "two-in-control"
    assert {side.relation.subject.id for side in found.sides} == {"kestovia", "ostrania"}
    later = claim("Ostrania", "controls", TOWN, publisher="B", published="2021-03-05")
    assert _kinds(one, later) == []


def test_those_of_one_side_do_not_dispute_a_place() -> None:
    state, army = (actor("Kestovia", country="XKA"),
                   actor("Kestovian army", ActorType.MILITARY, country="XKA", sector="MIL"))
    wing = actor("Tarn Brigade", ActorType.ARMED_GROUP, country="XKA")
    assert _kinds(claim(state, "controls", TOWN), claim(army, "controls", TOWN)) == []
    held = [claim(state, "controls", TOWN), claim(wing, "controls", TOWN)]
    assert _kinds(*held) == ["two-in-control"]
    assert _kinds(*held, claim(wing, "part-of", army)) == ["two-in-control"]
    assert _kinds(*held, claim(wing, "part-of", state)) == []
    text = "Kestovia and Ostrania control Selvik."
    together = [claim(who, "controls", TOWN, sentence=text, trigger="control") for who in ("Kestovia", "Ostrania")]
    assert _kinds(*together) == []


@pytest.mark.parametrize("rule", ONTOLOGY.incompatibilities, ids=lambda rule: rule.name)
def test_every_incompatibility_of_the_ontology_is_found(rule) -> None:
    types = {ONTOLOGY.types[name].name: ONTOLOGY.types[name] for name in (rule.first, rule.second)}
    assert types
    object = TOWN if "Place" in ONTOLOGY.types[rule.first].range else actor("Ostrania")
    other = actor("Tarn") if rule.shared == "object" else actor("Kestovia")
    made = [claim("Kestovia", rule.first, object, publisher="A"), claim(other, rule.second, object, publisher="B")]
    assert rule.name in _kinds(*made)


def test_more_independent_sources_rank_higher_and_copies_do_not() -> None:
    text = "Kestovia attacks Ostrania with forty drones and eight missiles in the night to Tuesday."
    copies = [claim("Kestovia", "attacks", "Ostrania", publisher=f"P{n}", article_id=f"c{n}", sentence=text)
              for n in range(5)]
    deny = claim("Kestovia", "attacks", "Ostrania", publisher="Z", polarity="negated", speaker="Kestovia")
    own = [claim("Tarn", "attacks", "Ostrania", publisher=f"P{n}", article_id=f"o{n}",
                 sentence=f"{'Yesterday ' * n}Tarn attacks Ostrania.") for n in range(3)]
    no = claim("Tarn", "attacks", "Ostrania", publisher="Z", polarity="negated", speaker="Tarn")
    found = _found(*copies, deny, *own, no)
    assert [one.sides[0].relation.subject.id for one in found] == ["tarn", "kestovia"]
    assert [[side.sources for side in one.sides] for one in found] == [[3, 1], [1, 1]]
    assert found[0].score > found[1].score


def test_a_year_between_the_sides_halves_the_score() -> None:
    def score(day: str) -> float:
        yes = claim("Kestovia", "attacks", "Ostrania", publisher="A", published="2023-06-01")
        no = claim("Kestovia", "attacks", "Ostrania", publisher="B", published=day, polarity="negated")
        return _found(yes, no)[0].score

    assert score("2024-05-31") == pytest.approx(score("2023-06-01") / 2, abs=1e-3)
    assert score("2023-06-01") > score("2023-07-01") > score("2024-05-31")


@given(claim_lists(8), st.randoms())
def test_disputes_do_not_depend_on_the_order_and_agree_with_contested(made: list[Claim], chance) -> None:
    found = relations(made, ONTOLOGY)
    first = disputes(found, ONTOLOGY)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert disputes(shuffled, ONTOLOGY) == first
    opposed = {s.relation for d in first if d.kind == OPPOSED for s in d.sides}
    assert opposed == {r for r in found if r.contested}
    assert [d.score for d in first] == sorted((d.score for d in first), reverse=True)
    for one in first:
        assert all(side.claims and side.sources for side in one.sides)
        assert one.sides[0].claims != one.sides[1].claims
