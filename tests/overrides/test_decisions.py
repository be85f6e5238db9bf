"""Decisions on claims: the file, and what it comes to."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import gazetteer
from kg.errors import ConfigError
from kg.graph.relations import actors
from kg.model import ActorType, Claim, Modality, Polarity
from kg.ontology import load
from kg.overrides import Decision, Decisions, Ref, Verdict, beside, decide, parse_decisions, read_decisions
from kg.overrides.decisions import HEADING
from tests.builders import actor, claim
from tests.strategies import claim_lists, names

ONTOLOGY = load()
TURKEY, RUSSIA = actor("Turkey", country="TUR"), actor("Russia", country="RUS")
CLAIMS = (claim(TURKEY, "supports", RUSSIA, confidence=0.3), claim(TURKEY, "meets", RUSSIA),
          claim("Hungary", "opposes", None, topic="the plan"),
          claim(actor("Morel", id="morel-1"), "meets", actor("Morel", ActorType.PERSON, id="morel-2")))


def _decide(text: str, claims: tuple[Claim, ...] = CLAIMS) -> tuple[Claim, ...]:
    return decide(claims, parse_decisions(f"decisions:\n{text}", "d.yaml"), ONTOLOGY, lambda: actors(claims),
                  gazetteer.load)


def _entry(claim: Claim, decision: str, **parts: str) -> str:
    return "".join([f"  - claim: {claim.id}\n    decision: {decision}\n",
                    *(f"    {key}: {value}\n" for key, value in parts.items())])


def test_rejected_claims_go_and_accepted_ones_are_sure() -> None:
    found = _decide(_entry(CLAIMS[0], "accept") + _entry(CLAIMS[1], "reject"))
    assert [c.id for c in found] == [CLAIMS[0].id, CLAIMS[2].id, CLAIMS[3].id]
    assert [c.confidence for c in found] == [1.0, 0.8, 0.8]
    assert found[1] is CLAIMS[2]


def test_a_correction_keeps_id_and_words() -> None:
    (one, *rest) = _decide(_entry(CLAIMS[0], "correct", predicate="opposes", object="Georgia", polarity="negated",
                                  modality="planned"))
    assert (one.id, one.evidence, one.subject) == (CLAIMS[0].id, CLAIMS[0].evidence, CLAIMS[0].subject)
    assert (one.predicate, one.polarity, one.modality, one.confidence) == (
        "opposes", Polarity.NEGATED, Modality.PLANNED, 1.0)
    assert one.object
    assert (one.object.actor.id, one.object.actor.country, one.object.span) == (
        "georgia", "GEO", CLAIMS[0].object and CLAIMS[0].object.span)
    assert tuple(rest) == CLAIMS[1:]


def test_an_end_is_an_actor_of_the_build_of_the_gazetteer_or_new() -> None:
    (one, *_) = _decide(_entry(CLAIMS[0], "correct", subject="morel-1", object="Wagadu Front"))
    assert one.subject.actor == actor("Morel", id="morel-1")
    assert one.object
    assert (one.object.actor.name, one.object.actor.type, one.object.actor.country) == ("Wagadu Front", "State", None)
    assert re.fullmatch(r"wagadu-front-[0-9a-f]{8}", one.object.actor.id)


@pytest.mark.parametrize(("number", "parts", "said"), [
    (0, {"predicate": "likes"}, "d.yaml, line 2: 'likes' is no relation type"),
    (0, {"predicate": "purchases"}, "d.yaml, line 2: purchases takes no State as subject with a State as object"),
    (0, {"subject": "Morel"}, r"d.yaml, line 4: 'Morel' may be morel-1, morel-2 \(write the id\)"),
    (2, {"predicate": "meets"}, "d.yaml, line 2: meets needs an object, and the claim has only a topic"),
    (2, {"object": "Turkey"}, "d.yaml, line 2: the claim has a topic and no object"),
])
def test_impossible_corrections_name_the_line(number: int, parts: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        _decide(_entry(CLAIMS[number], "correct", **parts))


@pytest.mark.parametrize(("text", "said"), [
    ("decisions: [", "line 1: is not valid YAML"),
    ("claims: []", "line 1: 'claims' is no section"),
    ("decisions: {a: b}", "line 1: decisions must be a list"),
    ("decisions:\n  - accept", "line 2: a decision must be a mapping"),
    ("decisions:\n  - claim: x", "line 2: a decision needs 'decision'"),
    ("decisions:\n  - decision: accept", "line 2: a decision needs 'claim'"),
    ("decisions:\n  - claim: x\n    decision: maybe", "line 3: 'maybe' is none of accept, reject, correct"),
    ("decisions:\n  - claim: x\n    decision: correct", "line 2: correct"),
    ("decisions:\n  - claim: x\n    decision: accept\n    polarity: negated", "line 2: accept changes nothing"),
    ("decisions:\n  - claim: x\n    decision: correct\n    polarity: no", "line 4: 'no' is none of affirmed, negated"),
    ("decisions:\n  - claim: x\n    decision: correct\n    speaker: Putin", "line 4: 'speaker' is no part"),
    ("[[[" * 2000, "is nested too deep|not valid YAML"),
])
def test_mistakes_in_the_file_are_one_line(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        parse_decisions(text, "d.yaml")
    assert str(caught.value).startswith("d.yaml")
    assert "\n" not in str(caught.value)


def test_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        read_decisions(tmp_path / "none.yaml")
    (tmp_path / "d.yaml").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ConfigError, match="is not UTF-8"):
        read_decisions(tmp_path / "d.yaml")
    (tmp_path / "d.yaml").write_text(HEADING, "utf-8")
    assert read_decisions(tmp_path / "d.yaml") == Decisions(str(tmp_path / "d.yaml"))
    assert parse_decisions("").by_claim == {}


def test_where_decisions_lie(tmp_path: Path) -> None:
    assert beside(tmp_path) == tmp_path / "decisions.yaml"
    assert beside(tmp_path / "claims.jsonl") == tmp_path / "decisions.yaml"
    assert beside(tmp_path / "news.kg") == tmp_path / "news.decisions.yaml"


def test_the_later_of_two_entries_counts() -> None:
    found = parse_decisions("decisions:\n" + _entry(CLAIMS[0], "accept") + _entry(CLAIMS[0], "reject"))
    assert [d.verdict for d in found.by_claim.values()] == [Verdict.REJECT]


_REFS = st.none() | names.filter(lambda text: text.strip()).map(lambda text: Ref(" ".join(text.split()), 0))


@given(st.builds(Decision, st.just("3fa9"), st.just(Verdict.CORRECT), _REFS, st.just("meets"), _REFS,
                 st.none() | st.sampled_from(Polarity), st.none() | st.sampled_from(Modality)), names)
def test_what_is_written_is_read(decision: Decision, about: str) -> None:
    ((id, found),) = parse_decisions(HEADING + decision.entry(about)).by_claim.items()
    assert id == "3fa9"
    for part in ("claim", "verdict", "predicate", "polarity", "modality"):
        assert getattr(found, part) == getattr(decision, part)
    for part in ("subject", "object"):
        one, other = getattr(found, part), getattr(decision, part)
        assert (one and one.text) == (other and " ".join(other.text.split()))


@given(claim_lists())
def test_decisions_about_other_claims_change_nothing(made: list[Claim]) -> None:
    other = Decisions("d", {"nothing": Decision("nothing", Verdict.REJECT)})
    assert decide(made, other, ONTOLOGY, dict, gazetteer.load) == tuple(made)
    all_of_them = Decisions("d", {c.id: Decision(c.id, Verdict.REJECT) for c in made})
    assert decide(made, all_of_them, ONTOLOGY, dict, gazetteer.load) == ()
