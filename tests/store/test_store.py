from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import RecordError, StoreError
from kg.graph.relations import ordered
from kg.model import Actor, Article, Claim
from kg.store import Added, Store, is_store
from tests.builders import actor, article, claim
from tests.strategies import claim_lists

EXTRACTOR = "patterns/1"


def said(sentence: str = "Turkey meets Russia.", *, ends: tuple[str, str] = ("Turkey", "Russia"),
         predicate: str = "meets", id: str | None = None, published: str | None = "2020-03-05",
         url: str | None = None, polarity: str = "affirmed") -> tuple[Article, list[Claim]]:
    """Return an article and its one claim."""
    text = article(sentence, id=id, published=published, url=url)
    first, second = ends
    found = claim(first, predicate, second, sentence=sentence, published=published, url=url, polarity=polarity,
                  article_id=id)
    assert found.article == text.ref
    return text, [found]


def add(path: Path, *items: tuple[Article, list[Claim]], at: str = "2024-01-01T00:00:00Z",
        extractor: str = EXTRACTOR) -> list[Added]:
    with Store.open(path, write=True, now=lambda: at) as store:
        return [added for _, added in store.add(items, extractor)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.kg"


@pytest.fixture
def three(path: Path) -> Iterator[Store]:
    """A store with Turkey and Russia in 2020, Russia and Syria in 2021, Turkey and Syria undated."""
    add(path, said(id="b", published="2021-06-01", sentence="Syria meets Russia.", ends=("Syria", "Russia")),
        said(id="a", published="2020-03-05"),
        said(id="c", published=None, sentence="Turkey supports Syria.", ends=("Turkey", "Syria"), predicate="supports"))
    with Store.open(path) as store:
        yield store


def test_claims_come_in_the_order_of_publication_article_and_text(three: Store) -> None:
    assert [c.article.id for c in three.claims()] == ["a", "b", "c"]
    assert tuple(three.claims()) == ordered(three.claims())
    assert [a.id for a in three.articles()] == [a.id for a in three.article_texts()] == ["a", "b", "c"]


def test_adding_again_changes_nothing(path: Path) -> None:
    assert add(path, said()) == [Added.NEW]
    with Store.open(path) as store:
        before = (list(store.claims()), store.counts(), store.revision())
    assert add(path, said(), at="2025-01-01T00:00:00Z") == [Added.KNOWN]
    with Store.open(path) as store:
        assert (list(store.claims()), store.counts(), store.revision()) == before
        assert store.has(said()[0])
        assert not store.has(said("Turkey meets Russia again.")[0])


@pytest.mark.parametrize("ends", [("turkey", None, ["a", "c"]), ("russia", None, ["a", "b"]),
                                  ("turkey", "russia", ["a"]), ("russia", "turkey", ["a"]),
                                  (["turkey", "syria"], None, ["a", "b", "c"]), (None, "syria", ["b", "c"]),
                                  (["turkey", "syria"], ["syria", "turkey"], ["c"]), ("nobody", None, [])])
def test_claims_by_their_ends(three: Store, ends: tuple[str | list[str] | None, str | list[str] | None,
                                                        list[str]]) -> None:
    actors, others, expected = ends
    assert [c.article.id for c in three.claims(actors, others=others)] == expected
    if actors is not None:
        assert sum(t.claims for t in three.tallies(actors, others=others)) == len(expected)


def test_claims_by_type_number_and_the_newest_first(three: Store) -> None:
    assert [c.article.id for c in three.claims(predicates="supports")] == ["c"]
    assert [c.article.id for c in three.claims("turkey", predicates=["supports", "meets"])] == ["a", "c"]
    assert [c.article.id for c in three.claims(newest=True)] == ["b", "a", "c"]
    assert [c.article.id for c in three.claims(limit=2)] == ["a", "b"]
    assert [c.article.id for c in three.claims("russia", newest=True, limit=1)] == ["b"]
    assert [c.article.id for c in three.claims("turkey", limit=1)] == ["a"]
    assert list(three.claims("turkey", limit=0)) == []


def test_claims_by_direction_polarity_and_id_and_without_some(three: Store) -> None:
    assert [c.article.id for c in three.claims("russia", directed=True)] == []
    assert [c.article.id for c in three.claims("turkey", others="syria", directed=True)] == ["c"]
    assert list(three.claims("turkey", polarity="negated")) == []
    (first, second) = three.claims("turkey", polarity="affirmed")
    assert list(three.claims("turkey", without=[first.id])) == [second]
    assert list(three.claims("turkey", without=[first.id], newest=True, limit=1)) == [second]
    assert [c.article.id for c in three.claims(without=[first.id])] == ["b", "c"]
    assert list(three.claims_by_id(["zz", first.id, first.id])) == [first]
    assert list(three.claims_by_id([first.id], as_of="2019")) == []
    assert list(three.claims_by_id([first.id, second.id], during="2020")) == [first]


@pytest.mark.parametrize("tied", [1, 200])
def test_the_first_of_many_equal_ones_are_the_same_as_without_a_limit(
        path: Path, monkeypatch: pytest.MonkeyPatch, tied: int) -> None:
    monkeypatch.setattr("kg.store.reading._TIED", tied)
    add(path, *(said(id=f"{n}", published=f"2020-03-0{1 + n % 3}", predicate=("meets", "supports", "attacks")[n % 3],
                     sentence=f"Turkey {('meets', 'supports', 'attacks')[n % 3]} Russia.") for n in range(12)))
    with Store.open(path) as store:
        tallies, claims = store.tallies("russia"), list(store.claims("russia", newest=True))
        assert {t.claims for t in tallies} == {4}
        for limit in range(1, 14):
            assert store.tallies("russia", limit=limit) == tallies[:limit]
            assert list(store.claims("russia", newest=True, limit=limit)) == claims[:limit]


def test_one_tally_is_counted_anew(path: Path) -> None:
    add(path, said(id="a"), said(id="b", published="2021-01-01"), said(id="c", polarity="negated"))
    with Store.open(path) as store:
        late = next(c.id for c in store.claims() if c.article.id == "b")
        group = ("turkey", "meets", "russia", "affirmed")
        assert store.tally(*group) == (*group, 2, "2020-03-05", "2021-01-01")
        assert store.tally(*group, without=[late]) == (*group, 1, "2020-03-05", "2020-03-05")
        assert store.tally(*group, as_of="2019") == (*group, 0, None, None)
        assert store.tally("turkey", "meets", "nobody", "affirmed").claims == 0
        assert store.tally("turkey", "meets", None, "affirmed").claims == 0
        assert [t.claims for t in store.tallies("russia", without=[late])] == [1, 1]


def test_tallies_count_by_ends_type_and_polarity(path: Path) -> None:
    add(path, said(id="a"), said(id="b", published="2021-01-01"), said(id="c", polarity="negated"))
    with Store.open(path) as store:
        found = store.tallies("russia")
        assert store.tallies("russia", limit=1) == found[:1]
        assert store.tallies("russia", limit=0) == ()
        assert store.totals("turkey") == (("meets", "affirmed", 2), ("meets", "negated", 1))
    assert [tuple(one) for one in found] == [
        ("turkey", "meets", "russia", "affirmed", 2, "2020-03-05", "2021-01-01"),
        ("turkey", "meets", "russia", "negated", 1, "2020-03-05", "2020-03-05")]


def test_actors_by_id_and_by_name_whatever_its_accents(path: Path) -> None:
    who = actor("Côte d'Ivoire", country="CIV", id="ivory-coast")
    one = claim(who, "meets", "Russia")
    source = article("Côte d'Ivoire meets Russia.")
    add(path, (source, [one]))
    with Store.open(path) as store:
        assert store.actors("COTE D'IVOIRE") == store.actors("ivory-coast") == (who,)
        assert [a.name for a in store.actors_like("ivoire")] == ["Côte d'Ivoire"]
        assert store.actors_by_id(["ivory-coast", "nobody"]) == {"ivory-coast": who}
        assert store.actors("nobody") == store.actors_like("nobody") == ()


def test_a_claim_by_the_start_of_its_id(three: Store) -> None:
    [one] = three.claims(limit=1)
    assert three.claim(one.id[:8]) == (one,)
    assert three.claim("zz") == ()
    assert len(three.claim("")) == 3


def test_another_version_of_an_article_supersedes_the_one_before(path: Path) -> None:
    assert add(path, said(id="a"), said("Turkey meets Russia in Sochi.", id="a", published="2020-03-06")) \
        == [Added.NEW, Added.VERSION]
    with Store.open(path) as store:
        assert [c.evidence.sentence.text for c in store.claims()] == ["Turkey meets Russia in Sochi."]
        assert [c.evidence.sentence.text for c in store.claims("turkey")] == ["Turkey meets Russia in Sochi."]
        assert len(list(store.claims(history=True))) == len(list(store.claims("turkey", history=True))) == 2
        article = store.article("a")
        assert article is not None
        assert article.published == "2020-03-06"
        counts = store.counts()
    assert (counts.articles, counts.claims, counts.versions, counts.all_claims) == (1, 1, 2, 2)


def test_the_version_published_last_is_current_whichever_comes_first(path: Path) -> None:
    add(path, said("Turkey meets Russia in Sochi.", id="a", published="2020-03-06"), said(id="a"))
    with Store.open(path) as store:
        assert [c.article.published for c in store.claims()] == ["2020-03-06"]
        assert [c.article.published for c in store.claims(as_of="2020-03-05")] == ["2020-03-05"]
        assert [c.article.published for c in store.claims("turkey", as_of="2020-03-05")] == ["2020-03-05"]
        assert [t.claims for t in store.tallies("turkey", as_of="2020-03-05")] == [1]


def test_an_undated_version_supersedes_and_a_version_that_comes_again_does_not(path: Path) -> None:
    first, second = said(id="a"), said("Turkey meets Russia in Sochi.", id="a", published=None)
    assert add(path, first, second, first) == [Added.NEW, Added.VERSION, Added.KNOWN]
    with Store.open(path) as store:
        assert [c.article.published for c in store.claims()] == [None]


@pytest.mark.parametrize(("urls", "ids", "versions"), [
    (("https://x.example/a", "http://www.X.example/a/#top"), (None, None), True),
    (("https://x.example/a", "https://x.example/a"), ("1", None), True),
    (("https://x.example/a", "https://x.example/a"), ("1", "2"), False),
    (("https://x.example/a?id=1", "https://x.example/a?id=2"), (None, None), False),
    (("https://x.example/", "https://x.example"), (None, None), False),
    (("no address", "no address"), (None, None), False),
    (("https://[x", "https://[x"), (None, None), False),
])
def test_what_the_same_address_means(path: Path, urls: tuple[str, str], ids: tuple[str | None, str | None],
                                     versions: bool) -> None:
    add(path, said(url=urls[0], id=ids[0]), said("Turkey meets Russia in Sochi.", url=urls[1], id=ids[1]))
    with Store.open(path) as store:
        assert store.counts().articles == (1 if versions else 2)


def test_a_newer_extractor_leaves_the_old_claims_as_history(path: Path) -> None:
    text, [old] = said()
    add(path, (text, [old]), at="2024-01-01T10:00:00Z")
    new = replace(old, confidence=0.5, extractor="patterns/2")
    with Store.open(path, write=True, now=lambda: "2024-02-01T10:00:00Z") as store:
        assert store.outdated(EXTRACTOR) == ()
        again = ((key, store.version(key), [new]) for key in store.outdated("patterns/2"))
        assert list(store.refresh(again, "patterns/2")) == [text]
        assert store.outdated("patterns/2") == ()
        assert [store.version(key) for key in store.outdated(None)] == [text]
        assert list(store.claims()) == list(store.claims("turkey")) == [new]
        assert list(store.claims(history=True)) == [old, new]
        assert list(store.claims(ingested_by="2024-01")) == list(store.claims("russia", ingested_by="2024-01")) == [old]
        assert list(store.claims(ingested_by="2024")) == [new]
        assert list(store.claims(ingested_by="2023")) == list(store.articles(ingested_by="2023")) == []


def test_an_extractor_that_finds_the_same_makes_no_history(path: Path) -> None:
    text, claims = said()
    add(path, (text, claims))
    with Store.open(path, write=True) as store:
        list(store.refresh(((key, text, claims) for key in store.outdated("patterns/1+b")), "patterns/1+b"))
        assert store.outdated("patterns/1+b") == ()
        assert store.counts().all_claims == 1


def test_what_was_found_before_a_failure_is_kept(path: Path) -> None:
    def broken() -> Iterator[tuple[Article, list[Claim]]]:
        yield said()
        raise KeyboardInterrupt

    with Store.open(path, write=True) as store:
        with pytest.raises(KeyboardInterrupt):
            list(store.add(broken(), EXTRACTOR))
        assert store.counts().claims == 1


def test_a_batch_with_a_stray_claim_is_not_written(path: Path) -> None:
    text, claims = said()
    with Store.open(path, write=True) as store:
        with pytest.raises(RecordError, match="is of article"):
            list(store.add([(text, claims), (article("x"), claims)], EXTRACTOR))
        assert store.counts().versions == 0
        assert list(store.add([(text, claims)], EXTRACTOR)) == [(text, Added.NEW)]


def test_half_a_character_is_one_line(path: Path) -> None:
    text = Article.make("Turkey \ud800.", id="a")
    with Store.open(path, write=True) as store, pytest.raises(RecordError, match="half a character"):
        list(store.add([(text, [])], EXTRACTOR))


def test_a_store_open_for_reading_takes_nothing(path: Path) -> None:
    add(path)
    with Store.open(path) as store, pytest.raises(StoreError, match="opened for reading"):
        list(store.add([said()], EXTRACTOR))


def test_what_a_store_is_told_by_its_first_bytes(path: Path, tmp_path: Path) -> None:
    add(path, said())
    (tmp_path / "a.txt").write_text("Turkey")
    assert is_store(path)
    assert not any(map(is_store, (tmp_path / "a.txt", tmp_path, tmp_path / "none")))


@given(claim_lists())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_every_claim_comes_back_as_it_was(tmp_path: Path, claims: list[Claim]) -> None:
    path = tmp_path / "news.kg"
    path.unlink(missing_ok=True)
    by_article: dict[str, list[Claim]] = {}
    for number, one in enumerate({c.id: c for c in claims}.values()):
        ref = replace(one.article, id=f"{number}")
        by_article[ref.id] = [replace(one, article=ref)]
    items = [(Article(a.id, a.title, "text", a.url, a.publisher, a.published), found)
             for found in by_article.values() for a in [found[0].article]]
    with Store.open(path, write=True) as store:
        list(store.add(items, EXTRACTOR))
        assert tuple(store.claims()) == ordered(c for _, found in items for c in found)
        for who in {c.subject.actor for c in claims}:
            assert isinstance(store.actors(who.id)[0], Actor)
            mine = [c for c in store.claims() if who.id in (c.subject.actor.id, c.object and c.object.actor.id)]
            assert list(store.claims(who.id)) == mine
