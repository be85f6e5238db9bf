"""Cooperation and conflict of two actors over time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.series import Step, series
from kg.model import Claim
from kg.ontology import load
from tests.builders import actor, claim, time
from tests.strategies import claim_lists

ONTOLOGY = load()
KESTOVIA, OSTRANIA = actor("Kestovia"), actor("Ostrania")


def _said(predicate: str, day: str | None, *, back: bool = False, **more: object) -> Claim:
    ends = (OSTRANIA, KESTOVIA) if back else (KESTOVIA, OSTRANIA)
    return claim(ends[0], predicate, ends[1], published=day, **more)


def _rows(*claims: Claim, step: Step = Step.MONTH) -> list[tuple[str, int, float, float, float, float]]:
    return [(p.start, p.events, p.cooperation, p.conflict, p.outgoing, p.incoming)
            for p in series(KESTOVIA, OSTRANIA, claims, ONTOLOGY, step)]


def test_months_with_the_weights_of_the_scale_and_those_between_them() -> None:
    made = (_said("attacks", "2023-01-05"), _said("meets", "2023-01-20"), _said("sanctions", "2023-03-01", back=True))
    assert _rows(*made) == [("2023-01-01", 2, 1.0, -10.0, -9.0, 1.0), ("2023-02-01", 0, 0.0, 0.0, 0.0, 0.0),
                            ("2023-03-01", 1, 0.0, -8.0, 0.0, -8.0)]


def test_one_event_a_day_counts_once_and_the_surest_claim_of_it() -> None:
    twice = [_said("attacks", "2023-01-05", publisher=p, article_id=p) for p in "AB"]
    alleged = _said("attacks", "2023-01-05", modality="alleged", publisher="C")
    assert _rows(*twice, alleged) == [("2023-01-01", 1, 0.0, -10.0, -10.0, 0.0)]
    assert _rows(alleged) == [("2023-01-01", 1, 0.0, -5.0, -5.0, 0.0)]
    assert _rows(*twice, _said("attacks", "2023-01-06"))[0][1] == 2


def test_what_is_no_event() -> None:
    assert _rows(_said("attacks", "2023-01-05", polarity="negated"),
                 _said("attacks", "2023-01-05", modality="possible"), _said("attacks", None),
                 _said("allied-with", "2023-01-05"), _said("demands", "2023-01-05"),
                 claim("Tarn", "attacks", KESTOVIA)) == []


def test_the_day_is_that_of_the_event() -> None:
    late = _said("attacks", "2023-05-05", time=time("2023-01-05"))
    assert _rows(late)[0][0] == "2023-01-01"


def test_a_seller_is_the_other_side_of_a_purchase() -> None:
    bought = claim(KESTOVIA, "purchases", actor("S-400", "Item"), counterparty=OSTRANIA, published="2023-01-05")
    assert _rows(bought) == [("2023-01-01", 1, 6.4, 0.0, 6.4, 0.0)]


@pytest.mark.parametrize(("step", "starts"), [
    (Step.WEEK, ["2022-12-26", "2023-01-02", "2023-01-09", "2023-01-16", "2023-01-23", "2023-01-30", "2023-02-06",
                 "2023-02-13", "2023-02-20", "2023-02-27", "2023-03-06", "2023-03-13", "2023-03-20", "2023-03-27"]),
    (Step.MONTH, ["2022-12-01", "2023-01-01", "2023-02-01", "2023-03-01"]),
    (Step.QUARTER, ["2022-10-01", "2023-01-01"]), (Step.YEAR, ["2022-01-01", "2023-01-01"]),
])
def test_steps(step: Step, starts: list[str]) -> None:
    made = (_said("attacks", "2022-12-31"), _said("attacks", "2023-03-31"))
    assert [row[0] for row in _rows(*made, step=step)] == starts


def test_the_last_days_that_there_are() -> None:
    assert [row[0] for row in _rows(_said("attacks", "9999-12-31"), step=Step.YEAR)] == ["9999-01-01"]


@settings(max_examples=40)
@given(claim_lists(), st.randoms(), st.sampled_from([Step.QUARTER, Step.YEAR]))
def test_the_other_way_round_only_the_directions_change(made: list[Claim], chance, step: Step) -> None:
    ends = sorted({c.subject.actor.id: c.subject.actor for c in made}.values(), key=lambda a: a.id)
    for one in ends[:2]:
        for other in ends[:2]:
            found = series(one, other, made, ONTOLOGY, step)
            back = series(other, one, chance.sample(made, len(made)), ONTOLOGY, step)
            assert [(p.start, p.events, p.cooperation, p.conflict, p.outgoing) for p in found] == [
                (p.start, p.events, p.cooperation, p.conflict, p.incoming) for p in back]
            assert all(p.cooperation >= 0 >= p.conflict for p in found)
