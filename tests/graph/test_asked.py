"""A store gives the answers that its claims give in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from kg import gazetteer
from kg.clocks import Window
from kg.errors import ConfigError
from kg.graph.asked import Asked, AskedClaims, AskedStore
from kg.graph.questions import Shown
from kg.graph.relations import actors
from kg.model import ActorType, Article, Claim, Polarity
from kg.ontology import load
from kg.overrides import Decision, Decisions, Ref, Verdict, decide
from kg.store import Store
from tests.builders import actor, claim
from tests.strategies import claim_lists

ONTOLOGY = load()
KESTOVIA, OSTRANIA = actor("Kestovia"), actor("Ostrania")
SHIP = actor("grain ship", ActorType.ITEM)
CLAIMS = (
    claim(KESTOVIA, "criticizes", OSTRANIA, publisher="A", published="2023-06-04"),
    claim(KESTOVIA, "criticizes", OSTRANIA, publisher="B", published="2023-06-05", polarity="negated", speaker="Tarn"),
    claim(OSTRANIA, "criticizes", KESTOVIA, publisher="B", published="2023-06-06"),
    claim(OSTRANIA, "meets", KESTOVIA, publisher="A", published="2023-06-10"),
    claim(KESTOVIA, "meets", OSTRANIA, publisher="B", published="2023-06-11", polarity="negated"),
    claim(KESTOVIA, "purchases", SHIP, counterparty=OSTRANIA, publisher="A", published="2023-06-07"),
    claim(OSTRANIA, "sells", SHIP, counterparty=KESTOVIA, publisher="A", published="2023-06-08"),
    claim(KESTOVIA, "opposes", None, topic="the water law", publisher="A", published=None),
    claim("Tarn", "supports", OSTRANIA, publisher="A"),
)


def _fill(path: Path, claims: tuple[Claim, ...]) -> None:
    by_article: dict[str, list[Claim]] = {}
    for one in claims:
        by_article.setdefault(one.article.id, []).append(one)
    articles = [(Article(ref.id, ref.title, f"{ref.title}\n\n{found[0].evidence.sentence.text}", ref.url, ref.publisher,
                         ref.published), found) for found in by_article.values() for ref in [found[0].article]]
    with Store.open(path, write=True) as store:
        assert len(list(store.add(articles, "patterns/1"))) == len(articles)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    _fill(tmp_path / "s.kg", CLAIMS)
    with Store.open(tmp_path / "s.kg") as opened:
        yield opened


def _memory(claims: tuple[Claim, ...] = CLAIMS) -> Asked:
    return AskedClaims(claims, ONTOLOGY, gazetteer.load)


def test_a_store_answers_as_memory_does(store: Store) -> None:
    asked, memory = AskedStore(store, ONTOLOGY, gazetteer.load), _memory()
    assert asked.find("kestovia") == KESTOVIA
    for one in actors(CLAIMS).values():
        assert asked.portrait(one) == memory.portrait(one)
        for other in set(actors(CLAIMS).values()) - {one}:
            assert asked.between(one, other) == memory.between(one, other)
    meets = next(tie for tie in asked.portrait(KESTOVIA).ties if tie.predicate == "meets")
    assert (meets.affirmed, meets.negated, meets.contested) == (1, 1, True)
    assert len(asked.between(KESTOVIA, OSTRANIA).passages) == 7


def test_the_way_for_the_busiest_actors_gives_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.asked._MANY", 0)
    asked, memory = AskedStore(store, ONTOLOGY, gazetteer.load), _memory()
    for one in actors(CLAIMS).values():
        assert asked.portrait(one) == memory.portrait(one)
        assert asked.portrait(one, Shown(relations=1)).ties == memory.portrait(one, Shown(relations=1)).ties


def test_names_that_nobody_has_are_answered_with_the_nearest(store: Store) -> None:
    asked = AskedStore(store, ONTOLOGY, gazetteer.load)
    with pytest.raises(ConfigError, match=r"no actor is called 'Kestowia' here \(the nearest: Kestovia\)"):
        asked.find("Kestowia")
    with pytest.raises(ConfigError, match="no claim here names Japan"):
        asked.find("Japanese")


@pytest.mark.parametrize("window", [Window(as_of="2023-06-07"), Window(during="2023-06-06..2023-06-10"),
                                    Window(as_of="2023-06-08", during="2023-06-05..")])
def test_a_window_of_time(store: Store, window: Window) -> None:
    asked = AskedStore(store, ONTOLOGY, gazetteer.load, window)
    kept = tuple(store.claims(as_of=window.as_of, during=window.during))
    assert 0 < len(kept) < len(CLAIMS)
    assert asked.portrait(KESTOVIA) == _memory(kept).portrait(KESTOVIA)
    assert asked.between(KESTOVIA, OSTRANIA) == _memory(kept).between(KESTOVIA, OSTRANIA)


FEW = st.builds(
    claim, st.sampled_from([KESTOVIA, OSTRANIA, actor("Tarn")]), st.sampled_from(["criticizes", "meets", "supports"]),
    st.sampled_from([KESTOVIA, OSTRANIA, actor("Marsh"), None]), polarity=st.sampled_from(["affirmed", "negated"]),
    modality=st.sampled_from(["asserted", "demanded"]), publisher=st.sampled_from(["A", "B", None]),
    published=st.sampled_from(["2023-06-01", "2023-06-02", "2023-06-03", None]),
    topic=st.sampled_from(["the law", "the truce"]), speaker=st.sampled_from([KESTOVIA, "Tarn", None]),
    counterparty=st.sampled_from([KESTOVIA, OSTRANIA, None]))
PARTS = st.fixed_dictionaries({}, optional={
    "predicate": st.sampled_from(["criticizes", "meets"]), "polarity": st.sampled_from(Polarity),
    "subject": st.sampled_from([Ref("ostrania", 1), Ref("tarn", 1)]),
    "object": st.sampled_from([Ref("kestovia", 1), Ref("Newland", 1)])})


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(FEW, min_size=1, max_size=14), st.data())
def test_decisions_and_claims_left_unread_are_the_same_in_a_store(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[Claim], data: st.DataObject) -> None:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.kg"
    _fill(path, tuple({c.id: c for c in made}.values()))
    window = Window(as_of=data.draw(st.sampled_from([None, "2023-06-02"])))
    decisions = Decisions("d", {one.id: Decision(one.id, verdict, **(parts if verdict is Verdict.CORRECT else {}))
                                for one in data.draw(st.lists(st.sampled_from(made), max_size=5))
                                for verdict in [data.draw(st.sampled_from(Verdict))]
                                for parts in [data.draw(PARTS)]})
    monkeypatch.setattr("kg.graph.asked._MANY", data.draw(st.sampled_from([0, 20_000])))
    monkeypatch.setattr("kg.store.reading._TIED", data.draw(st.sampled_from([1, 200])))
    monkeypatch.setattr("kg.graph.asked._FEW", data.draw(st.sampled_from([0, 200])))
    with Store.open(path) as opened:
        stored = tuple(opened.claims(as_of=window.as_of))
        known = {a.id: a for a in actors(opened.claims()).values()}
        try:
            memory = _memory(decide(stored, decisions, ONTOLOGY, lambda: known, gazetteer.load))
        except ConfigError:  # a correction that the ontology forbids
            reject()
        asked = AskedStore(opened, ONTOLOGY, gazetteer.load, window, decisions)
        for one in (KESTOVIA, OSTRANIA, actor("Tarn")):
            assert asked.portrait(one) == memory.portrait(one)
        for most in (1, 2, 5, None):
            assert asked.between(KESTOVIA, OSTRANIA, most) == memory.between(KESTOVIA, OSTRANIA, most)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(claim_lists(8), st.integers(0, 10**9))
def test_whatever_the_claims_a_store_answers_as_memory_does(tmp_path: Path, made: list[Claim], number: int) -> None:
    alike = [c for c in made if len({d.article for d in made if d.article.id == c.article.id}) == 1]
    kept = tuple({c.id: c for c in alike}.values())
    path = tmp_path / f"{number}-{len(list(tmp_path.iterdir()))}.kg"
    _fill(path, kept)
    with Store.open(path) as opened:
        stored = tuple(opened.claims())
        asked, memory = AskedStore(opened, ONTOLOGY, gazetteer.load), _memory(stored)
        for one in list(actors(stored).values())[:4]:
            if len(opened.actors(one.id)) == 1:
                here, there = asked.portrait(one), memory.portrait(one)
                assert (here.claims, here.names, here.latest, here.types) == (
                    there.claims, there.names, there.latest, there.types)
                shown = [[(t.predicate, t.direction, t.other and t.other.id, t.affirmed, t.negated, t.contested)
                          for t in portrait.ties] for portrait in (here, there)]
                assert shown[0] == shown[1]
