from pathlib import Path

import pytest

import kg
from kg.accumulation import outdated
from kg.engine import version
from kg.errors import ConfigError, StoreError
from tests.conftest import FakeEngine

TEXT = "Talks\n\nOn Monday, Turkey meets Russia in Sochi to discuss the war."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.kg"


@pytest.fixture
def inputs(tmp_path: Path) -> list[object]:
    (tmp_path / "a.txt").write_text(TEXT)
    return [tmp_path / "a.txt", {"id": "b", "text": TEXT + " Again, Turkey meets Russia.", "published": "2021-06-21"},
            {"text": "Nothing happened in the world today."}, tmp_path / "none.txt"]


@pytest.mark.usefixtures("fake_engine")
def test_adding_and_adding_again(path: Path, inputs: list[object]) -> None:
    with kg.open_store(path, write=True) as store:
        first = kg.add(store, inputs)  # type: ignore[arg-type]
        assert (first.new, first.versions, first.known) == (3, 0, 0)
        assert [e.where for e in first.errors] == [str(path.parent / "none.txt")]
        before = list(store.claims())
        assert len(before) == 3
        again = kg.add(store, inputs)  # type: ignore[arg-type]
        assert (again.new, again.versions, again.known) == (0, 0, 3)
        assert list(store.claims()) == before


@pytest.mark.usefixtures("fake_engine")
def test_the_graph_of_a_store_is_that_of_its_articles(path: Path, inputs: list[object], tmp_path: Path) -> None:
    with kg.open_store(path, write=True) as store:
        kg.add(store, inputs)  # type: ignore[arg-type]
    stored, built = kg.load(path), kg.build(inputs)  # type: ignore[arg-type]
    assert set(stored.claims) == set(built.claims)
    assert set(stored.articles) == set(built.articles)
    assert stored.relations == built.relations
    assert [a.id for a in kg.load(path, as_of="2021").articles] == ["b"]
    assert kg.load(path, during="2022").claims == ()
    assert len(kg.load(path, during="2021-06..", rollup="state").claims) == 2
    with pytest.raises(ConfigError):
        kg.load(path, as_of="yesterday")
    with pytest.raises(StoreError):
        kg.load(tmp_path / "none.kg")


@pytest.mark.usefixtures("fake_engine")
def test_exports_are_the_same_bytes_after_adding_again_and_from_another_store(
        path: Path, inputs: list[object], tmp_path: Path) -> None:
    with kg.open_store(path, write=True) as store:
        kg.add(store, inputs)  # type: ignore[arg-type]
    kg.load(path).to_jsonl(tmp_path / "first.jsonl")
    kg.load(path).to_turtle(tmp_path / "first.ttl")
    with kg.open_store(path, write=True) as store:
        kg.add(store, inputs)  # type: ignore[arg-type]
    kg.load(path).to_jsonl(tmp_path / "second.jsonl")
    with kg.open_store(tmp_path / "other.kg", write=True) as store:
        for one in reversed(inputs):
            kg.add(store, [one])  # type: ignore[list-item]
    kg.load(tmp_path / "other.kg").to_jsonl(tmp_path / "third.jsonl")
    kg.load(tmp_path / "other.kg").to_turtle(tmp_path / "third.ttl")
    first = (tmp_path / "first.jsonl").read_bytes()
    assert first
    assert first == (tmp_path / "second.jsonl").read_bytes() == (tmp_path / "third.jsonl").read_bytes()
    assert (tmp_path / "first.ttl").read_bytes() == (tmp_path / "third.ttl").read_bytes()


@pytest.mark.usefixtures("fake_engine")
def test_what_articles_were_read_from_is_kept_by_its_hash(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    with kg.open_store(path, write=True) as store:
        kg.add(store, [tmp_path / "a.txt", tmp_path / "b.txt", {"id": "x", "text": TEXT + "!", "author": "A. Writer"}])
        [first, none] = (article.original_hash for article in sorted(store.article_texts(), key=lambda a: len(a.text)))
        assert first
        assert none is None  # it was made by hand
        assert store.original(first) == TEXT.encode()
        assert store.original("none") is None
        held = store.article("x")
        assert held
        assert held.authors == ("A. Writer",)
    with kg.open_store(tmp_path / "other.kg", write=True) as store:
        kg.add(store, [tmp_path / "a.txt"], originals=False)
        assert store.original(first) is None


@pytest.mark.usefixtures("fake_engine")
def test_versions_in_one_run_are_no_error(path: Path) -> None:
    records = [{"id": "a", "text": TEXT, "published": "2021-06-21"},
               {"id": "a", "text": TEXT + " Later, Turkey meets Russia.", "published": "2021-06-22"}]
    with kg.open_store(path, write=True) as store:
        done = kg.add(store, records)
        assert (done.new, done.versions, done.known, done.errors) == (1, 1, 0, ())
        assert len(list(store.claims())) == 2
        assert kg.add(store, [*records, records[0]]).known == 2


def test_refresh_reads_again_what_another_extractor_has_read(
        path: Path, inputs: list[object], fake_engine: type[FakeEngine], monkeypatch: pytest.MonkeyPatch) -> None:
    settings = kg.Settings(model="another")
    with kg.open_store(path, write=True) as store:
        kg.add(store, inputs)  # type: ignore[arg-type]
        assert kg.refresh(store) == 0
        assert kg.refresh(store, everything=True) == 3
        assert len(outdated(store, settings)) == 3
        monkeypatch.setattr(fake_engine, "claims", lambda self, articles: iter(()))
        assert kg.refresh(store, settings=settings) == 3
        assert kg.refresh(store, settings=settings) == 0
        assert list(store.claims()) == []
        assert len(list(store.claims(history=True))) == 3


def test_the_model_is_not_loaded_where_nothing_is_new(
        path: Path, inputs: list[object], fake_engine: type[FakeEngine], monkeypatch: pytest.MonkeyPatch) -> None:
    with kg.open_store(path, write=True) as store:
        kg.add(store, inputs)  # type: ignore[arg-type]
        monkeypatch.setattr(fake_engine, "load", lambda settings: pytest.fail("loaded for nothing"))
        assert kg.add(store, inputs).known == 3  # type: ignore[arg-type]


def test_the_version_of_an_extractor_changes_with_its_data(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "words.yaml").write_text("a: b\n")
        (tmp_path / name / "README.md").write_text(name)
    one, two = (kg.Settings(ontology=tmp_path / name) for name in ("one", "two"))
    assert version(one) == version(two)
    assert version(one).startswith("patterns/")
    (tmp_path / "two" / "words.yaml").write_text("a: c\n")
    assert version(one) != version(two)
    assert version(one) != version(kg.Settings(model="another", ontology=tmp_path / "one"))
