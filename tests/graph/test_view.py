"""Overrides and roll-up make a view of the claims; the claims themselves stay."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ConfigError
from kg.gazetteer import Gazetteer, load
from kg.graph.relations import actors, relations
from kg.graph.rollup import Rollup, RollupMode
from kg.graph.view import View
from kg.model import ActorType, Claim
from kg.ontology import load as load_ontology
from kg.overrides import parse, resolve
from kg.pipeline import Graph
from tests.builders import actor, claim
from tests.strategies import claim_lists

ONTOLOGY = load_ontology()
TURKEY = actor("Turkey", country="TUR", wikidata="Q43")
ARMY = actor("Turkish military", ActorType.MILITARY, country="TUR", sector="MIL", id="turkey.military")
ERDOGAN = actor("Recep Tayyip Erdogan", ActorType.PERSON, country="TUR")
SYRIA = actor("Syria", country="SYR")


@cache
def _known() -> Gazetteer:
    return load()


def _view(text: str, claims: Sequence[Claim], rollup: str | None = None) -> View:
    resolution = resolve(parse(text, "o.yaml"), actors(claims), _known())
    return View(resolution, Rollup(_known(), RollupMode(rollup)) if rollup else None)


def _seen(text: str, claims: Sequence[Claim], rollup: str | None = None) -> tuple[Claim, ...]:
    return _view(text, claims, rollup).claims(claims)


def test_a_claim_of_which_nothing_is_said_is_the_very_same() -> None:
    one = claim(TURKEY, "attacks", SYRIA, speaker="Russia", place="Idlib", counterparty=actor("Iran"))
    assert _seen("", [one])[0] is one


def test_ends_speakers_and_qualifiers_are_resolved_and_the_words_stay() -> None:
    one = claim(actor("A"), "attacks", actor("B"), speaker=actor("A"), counterparty=actor("A"), place="A")
    (seen,) = _seen("rename: {a: Alpha}", [one])
    alpha = replace(actor("A"), name="Alpha")
    assert (seen.subject.actor, seen.attribution.speaker, seen.qualifiers.counterparty) == (alpha, alpha, alpha)
    assert seen.qualifiers.place == "A"
    assert seen.object == one.object
    assert (seen.id, seen.subject.span, seen.evidence) == (one.id, one.subject.span, one.evidence)
    assert one.subject.actor == actor("A")


def test_claims_with_an_ignored_end_are_out_and_an_ignored_source_is_unnamed() -> None:
    out = [claim("X", "attacks", "B"), claim("B", "attacks", "X"), claim("X", "opposes", None, topic="a plan")]
    kept = claim("A", "attacks", "B", speaker="X", counterparty=actor("X"))
    (seen,) = _seen("ignore: [x]", [*out, kept])
    assert (seen.id, seen.attribution.speaker, seen.attribution.kind) == (kept.id, None, kept.attribution.kind)
    assert seen.qualifiers.counterparty == "X"


def test_a_split_goes_by_the_words_and_the_article() -> None:
    one = claim(actor("A"), "attacks", "B", subject_text="old A", article_id="1", speaker=actor("A"))
    two = claim(actor("A"), "attacks", "B", article_id="2", speaker=actor("A"))
    text = "split:\n- {actor: a, text: old A, as: The old A}\n- {actor: a, articles: [2], as: The new A}\n"
    first, second = _seen(text, [one, two])
    assert [c.subject.actor.name for c in (first, second)] == ["The old A", "The new A"]
    # a speaker has no words of its own: it goes with the article
    assert [c.attribution.speaker.name for c in (first, second) if c.attribution.speaker] == ["A", "The new A"]


def test_bodies_and_leaders_become_their_state_and_what_is_within_it_is_out() -> None:
    claims = [claim(ARMY, "attacks", SYRIA), claim(TURKEY, "attacks", SYRIA), claim(ARMY, "supports", TURKEY),
              claim(ERDOGAN, "meets", SYRIA, published="2019-04-09"), claim(ERDOGAN, "leads", TURKEY)]

    def pairs(rollup: str | None) -> set[tuple[str, str, str, int]]:
        return {(r.subject.id, r.predicate, r.object.id, len(r.claims))
                for r in relations(_seen("", claims, rollup), ONTOLOGY) if r.object}

    assert pairs("state") == {("turkey", "attacks", "syria", 2), ("recep-tayyip-erdogan", "meets", "syria", 1),
                              ("recep-tayyip-erdogan", "leads", "turkey", 1)}
    assert pairs("state+leaders") == {("turkey", "attacks", "syria", 2), ("turkey", "meets", "syria", 1)}
    assert len(pairs(None)) == 5


def test_a_relation_of_an_actor_with_itself_that_the_text_has_is_kept() -> None:
    one = claim(SYRIA, "fights", SYRIA, sentence="Syria fights Syria.", trigger="fights")
    assert len(_seen("", [one], "state")) == 1


def test_the_state_is_the_one_that_the_analyst_names_and_pairs_stay_apart() -> None:
    claims = [claim(ARMY, "attacks", SYRIA)]
    (seen,) = _seen("rename: {turkey: Türkiye}", claims, "state")
    assert seen.subject.actor.name == "Türkiye"
    (seen,) = _seen("different: [[turkey, turkey.military]]", claims, "state")
    assert seen.subject.actor == ARMY
    assert _seen("ignore: [turkey]", claims, "state") == ()


def test_reasons_tell_the_whole_way() -> None:
    view = _view("rename: {turkey.military: Army}", [claim(ARMY, "attacks", SYRIA)], "state")
    assert view.reason(ARMY) == "name set (o.yaml, line 1); part of turkey"
    assert view.reason(SYRIA) == ""


TEXTS = ["", "same: [[turkey, s-400]]\nignore: [syria]", "rename: {turkey: T}\nretype: {russia: [Party, RUS, OPP]}",
         "same: [[russia, turkey], [turkey, syria]]", "split: [{actor: turkey, text: Turkey, as: russia}]"]
modes = st.sampled_from([None, "state", "state+leaders"])


@settings(deadline=None, max_examples=60)
@given(claim_lists(), st.sampled_from(TEXTS), modes, st.randoms(use_true_random=False))
def test_the_view_is_settled_and_of_no_order_and_takes_nothing_from_the_claims(
        claims: list[Claim], text: str, mode: str | None, random: object) -> None:
    before = list(claims)
    view = _view(text, claims, mode)
    seen = view.claims(claims)
    assert claims == before
    assert view.claims(seen) == seen
    assert {c.id for c in seen} <= {c.id for c in claims}
    assert [c.id for c in seen] == [c.id for c in claims if c.id in {s.id for s in seen}]
    by_id = {c.id: c for c in claims}
    assert all(c.evidence == by_id[c.id].evidence and c.subject.span == by_id[c.id].subject.span
               for c in seen if c.article == by_id[c.id].article)
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert relations(_view(text, shuffled, mode).claims(shuffled), ONTOLOGY) == relations(seen, ONTOLOGY)


@settings(deadline=None, max_examples=5)  # each loads the gazetteer
@given(claim_lists(), st.sampled_from(TEXTS), modes)
def test_a_graph_goes_to_a_view_and_back(claims: list[Claim], text: str, mode: str | None) -> None:
    plain = Graph(tuple(claims))
    there = plain.seen(overrides=parse(text), rollup=mode)
    assert there.claims == plain.claims
    assert there.seen().relations == plain.relations
    assert there.seen(overrides=parse(text), rollup=mode).relations == there.relations


def test_a_graph_says_what_it_could_not_place_and_what_contradicts() -> None:
    plain = Graph((claim(ARMY, "attacks", SYRIA),))
    assert plain.warnings == ()
    assert plain.seen(overrides=parse("ignore: [nobody]")).warnings == (
        "overrides, line 1: no actor is called 'nobody' in this build or in the gazetteer",)
    with pytest.raises(ConfigError, match="line 2"):
        plain.seen(overrides=parse("same: [[syria, turkey]]\ndifferent: [[Syria, Turkey]]"))
    with pytest.raises(ConfigError, match="roll-up"):
        plain.seen(rollup="country")
