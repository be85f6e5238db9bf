import sqlite3
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Article
from kg.store import Store
from kg.store.schema import APPLICATION, MIGRATIONS, migrate
from tests.builders import actor, article, claim


def older(path: Path, steps: int) -> None:
    """Make a store as it was after the first steps, with one article and two claims."""
    connection = sqlite3.connect(path)
    migrate(connection, "", MIGRATIONS[:1])
    third = '{"qualifiers":{"counterparty":{"id":"syria","name":"Syria"}}}'
    connection.executescript(f"""
        INSERT INTO article VALUES (1, 'a', 'x', 'T', NULL, NULL, '2020-01-01', 1, NULL, 1, '2020-01-01', 1, '2024');
        INSERT INTO body VALUES (1, 'Turkey meets Russia.');
        INSERT INTO extraction VALUES (1, 1, 'patterns/1', 1, '2024');
        INSERT INTO actor VALUES (1, 'turkey'), (2, 'russia'), (3, 'syria');
        INSERT INTO claim (key, id, subject, predicate, object, polarity, modality, published, current, record) VALUES
            (1 << 20, 'c', 1, 'meets', 2, 'affirmed', 'asserted', '2020-01-01', 1, '{third}'),
            (1 << 20 | 1, 'd', 1, 'opposes', NULL, 'affirmed', 'asserted', '2020-01-01', 1, '{{}}');
    """)
    migrate(connection, "", MIGRATIONS[:steps])
    connection.close()


def schema(path: Path) -> list[tuple[str, str]]:
    return sqlite3.connect(path).execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("steps", range(1, len(MIGRATIONS)))
def test_an_older_store_is_brought_up_to_date_when_it_is_opened(tmp_path: Path, steps: int, write: bool) -> None:
    path = tmp_path / "old.kg"
    older(path, steps)
    with Store.open(path, write=write) as store:
        assert store.counts().claims == 2
        assert store.article("a") == Article("a", "T", "Turkey meets Russia.", published="2020-01-01")
        assert [(t.predicate, t.object, t.claims) for t in store.tallies("turkey")] \
            == [("meets", "russia", 1), ("opposes", None, 1)]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert connection.execute("SELECT id FROM claim WHERE counterparty = 3").fetchall() == [("c",)]
    Store.open(tmp_path / "new.kg", write=True).close()
    assert schema(path) == schema(tmp_path / "new.kg")


def test_a_step_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.kg"
    older(path, 1)
    before = schema(path)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, str(path), (MIGRATIONS[0], "CREATE TABLE one (a);\nCREATE TABLE article (a);\n"))
    connection.close()
    assert schema(path) == before
    Store.open(path).close()


def test_a_store_of_a_newer_kg_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.kg"
    Store.open(path, write=True).close()
    sqlite3.connect(path).execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}").connection.close()
    for write in (True, False):
        with pytest.raises(StoreError, match="was written by a newer kg"):
            Store.open(path, write=write)


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.kg", write=True).close()
    connection = sqlite3.connect(tmp_path / "a.kg")
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_counterparties_of_claims_are_found(tmp_path: Path) -> None:
    sold = claim("Russia", "sells", actor("S-400", "Item"), counterparty=actor("Turkey"))
    by_word = claim("Russia", "purchases", actor("S-400", "Item"), counterparty="a buyer")
    with Store.open(tmp_path / "a.kg", write=True) as store:
        texts = [article("Russia sells S-400."), article("Russia purchases S-400.")]
        list(store.add([(texts[0], [sold]), (texts[1], [by_word])], "patterns/1"))
        assert list(store.with_counterparty("russia", "turkey")) == [sold]
        assert list(store.with_counterparty("s-400", "turkey", as_of="2020", during="2020")) == [sold]
        assert list(store.with_counterparty("russia", "turkey", as_of="2019")) == []
        assert list(store.with_counterparty("russia", "syria")) == []
        assert list(store.with_counterparty("russia", "turkey", newest=True, limit=1, without=[sold.id])) == []
        (tally,) = store.counterparty_tallies("russia", "turkey")
        assert (tally.subject, tally.predicate, tally.object, tally.claims) == ("russia", "sells", "s-400", 1)
        assert store.counterparty_tallies("russia", "turkey", without=[sold.id]) == ()
