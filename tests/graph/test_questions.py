"""What is claimed of one actor and between two."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.questions import Direction, Shown, between, newest_first, passages, portrait
from kg.graph.syndication import independent_sources
from kg.model import ActorType, Claim
from kg.ontology import load
from tests.builders import actor, claim, time
from tests.strategies import claim_lists

ONTOLOGY = load()
KESTOVIA, OSTRANIA = actor("Kestovia"), actor("Ostrania")
SHIP = actor("grain ship", ActorType.ITEM)
WIRE = "Kestovia criticizes Ostrania for the seizure of three grain ships in the northern harbour."
CLAIMS = (
    claim(KESTOVIA, "criticizes", OSTRANIA, sentence=WIRE, publisher="A", article_id="a", published="2023-06-04"),
    claim(KESTOVIA, "criticizes", OSTRANIA, sentence=WIRE, publisher="B", article_id="b", published="2023-06-05"),
    claim(OSTRANIA, "criticizes", KESTOVIA, publisher="B", published="2023-06-06"),
    claim(KESTOVIA, "meets", OSTRANIA, publisher="A", published="2023-06-10", time=time("2023-06-01")),
    claim(KESTOVIA, "purchases", SHIP, counterparty=OSTRANIA, publisher="A", published="2023-06-07"),
    claim(KESTOVIA, "criticizes", "Tarn", publisher="A", published="2023-06-08"),
    claim(KESTOVIA, "opposes", None, topic="the water law", publisher="A", published=None),
    claim("Tarn", "supports", OSTRANIA, publisher="A"),
)


def test_a_portrait() -> None:
    found = portrait(KESTOVIA, CLAIMS, ONTOLOGY, Shown(latest=3))
    assert (found.actor, found.claims) == (KESTOVIA, 7)
    assert found.types == (("criticizes", 4), ("meets", 1), ("opposes", 1), ("purchases", 1))
    assert found.names == (("Kestovia", 7),)
    assert [(t.predicate, t.direction, t.other.id if t.other else None, t.claims) for t in found.ties] == [
        ("criticizes", Direction.IN, "ostrania", 1), ("criticizes", Direction.OUT, "ostrania", 2),
        ("criticizes", Direction.OUT, "tarn", 1), ("meets", Direction.BOTH, "ostrania", 1),
        ("opposes", Direction.OUT, None, 1), ("purchases", Direction.OUT, "grain-ship", 1)]
    assert [p.claim.article.published for p in found.latest] == ["2023-06-10", "2023-06-08", "2023-06-07"]


def test_a_portrait_of_whom_nothing_is_claimed() -> None:
    found = portrait(actor("Nobody"), CLAIMS, ONTOLOGY)
    assert (found.claims, found.ties, found.latest, found.types) == (0, (), (), ())


def test_copies_of_a_sentence_are_read_once() -> None:
    found = passages(CLAIMS, ONTOLOGY)
    assert [(p.claim.id, p.copies) for p in found[:2]] == [(CLAIMS[0].id, 1), (CLAIMS[2].id, 0)]
    assert len(found) == len(CLAIMS) - 1


def test_between_two_is_everything_in_the_order_of_the_days() -> None:
    found = between(KESTOVIA, OSTRANIA, CLAIMS, ONTOLOGY, independent_sources(CLAIMS))
    assert [(p.claim.predicate, p.claim.subject.actor.id, p.copies) for p in found.passages] == [
        ("meets", "kestovia", 0), ("criticizes", "kestovia", 1), ("criticizes", "ostrania", 0),
        ("purchases", "kestovia", 0)]
    assert [(c.relation.predicate, c.sources) for c in found.relations] == [
        ("criticizes", 1), ("criticizes", 1), ("meets", 1), ("purchases", 1)]
    assert (found.balance.cooperation, found.balance.conflict) == (2.0, 1.584963)


@settings(max_examples=40)
@given(claim_lists(), st.randoms())
def test_between_is_the_same_either_way_round_and_in_any_order(made: list[Claim], chance) -> None:
    groups = independent_sources(made)
    ends = sorted({c.subject.actor.id: c.subject.actor for c in made}.values(), key=lambda a: a.id)
    for one in ends[:3]:
        for other in ends[:3]:
            found = between(one, other, made, ONTOLOGY, groups)
            back = between(other, one, chance.sample(made, len(made)), ONTOLOGY, groups)
            assert (found.relations, found.passages, found.balance) == (back.relations, back.passages, back.balance)


@settings(max_examples=40)
@given(claim_lists(), st.randoms())
def test_a_portrait_has_every_claim_of_its_actor_whatever_the_order(made: list[Claim], chance) -> None:
    for one in {c.subject.actor.id: c.subject.actor for c in made}.values():
        found = portrait(one, made, ONTOLOGY)
        own = {c.id for c in made if one.id in (c.subject.actor.id, c.object and c.object.actor.id)}
        assert found.claims == len(own)
        assert sum(tie.claims for tie in found.ties) == found.claims
        assert portrait(one, chance.sample(made, len(made)), ONTOLOGY) == found


def test_newest_first_is_by_day_and_then_by_text() -> None:
    made = [claim("A", "meets", "B", published=day, article_id=id)
            for day, id in ((None, "x"), ("2023-01-02", "b"), ("2023-01-02", "a"), ("2023-02-01", "c"))]
    assert [c.article.id for c in newest_first(made)] == ["c", "a", "b", "x"]
