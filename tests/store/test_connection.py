import os
import sqlite3
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import Store, connection, is_store
from tests.store.writer import EXTRACTOR, items


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with 200 articles."""
    with Store.open(tmp_path / "news.kg", write=True) as store:
        list(store.add(items(0, 200), EXTRACTOR))
    return tmp_path / "news.kg"


def refused(path: Path, message: str, *, write: bool) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(path, write=write)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(("content", "message"), [
    (b"Talks\n\nOn Monday, Turkey meets Russia.", "is no store of kg"),
    (b"SQLite format 3\0" + bytes(range(256)) * 20, "is no store of kg"),
    (b"%PDF-1.7", "is no store of kg"),
])
def test_what_is_no_database_is_refused_and_left_alone(
        tmp_path: Path, content: bytes, message: str, write: bool) -> None:
    (tmp_path / "a").write_bytes(content)
    refused(tmp_path / "a", message, write=write)
    assert (tmp_path / "a").read_bytes() == content


@pytest.mark.parametrize("write", [True, False])
def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path, write: bool) -> None:
    sqlite3.connect(tmp_path / "a").execute("CREATE TABLE one (a)").connection.close()
    before = (tmp_path / "a").read_bytes()
    refused(tmp_path / "a", "is a database of something else", write=write)
    assert (tmp_path / "a").read_bytes() == before


def test_where_there_is_no_store(tmp_path: Path) -> None:
    refused(tmp_path / "none.kg", "there is no such store (kg add makes one)", write=False)
    refused(tmp_path / "none" / "news.kg", "there is no folder", write=True)
    for write in (True, False):
        refused(tmp_path, "is a folder", write=write)
    (tmp_path / "empty").touch()
    refused(tmp_path / "empty", "is empty, no store yet", write=False)
    Store.open(tmp_path / "empty", write=True).close()
    Store.open(tmp_path / "empty").close()


@pytest.mark.parametrize("name", ["a b.kg", "100%.kg", "what?.kg", "a#b.kg", "ünï.kg", "'quoted'.kg"])
def test_names_with_odd_characters(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / name, write=True) as store:
        list(store.add(items(0, 3), EXTRACTOR))
    with Store.open(tmp_path / name) as store:
        assert store.counts().claims == 3
    assert (tmp_path / name).is_file()


def test_a_damaged_store_is_one_line(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(bytes(data))
    with pytest.raises(StoreError, match="is damaged"), Store.open(path) as store:
        list(store.claims())


def test_a_store_that_was_cut_off_is_one_line(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(StoreError, match="is damaged"), Store.open(path) as store:
        list(store.claims())


def test_a_record_that_was_tampered_with_is_one_line(path: Path) -> None:
    sqlite3.connect(path, isolation_level=None).execute("UPDATE claim SET record = '{}'").connection.close()
    with Store.open(path) as store, pytest.raises(StoreError, match="its record in the store is damaged"):
        list(store.claims())


def test_where_another_program_keeps_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(path, write=True) as store:
        assert sum(1 for _ in store.claims())  # who only reads does not wait
        with pytest.raises(StoreError, match="another program is writing to it"):
            list(store.add(items(200, 1), EXTRACTOR))
        other.execute("ROLLBACK")
        assert len(list(store.add(items(200, 1), EXTRACTOR))) == 1
    other.close()


def test_a_full_disk_costs_nothing_that_was_added(path: Path) -> None:
    with Store.open(path, write=True) as store:
        before = list(store.claims())
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="the disk is full"):
            list(store.add(items(200, 400), EXTRACTOR))
        assert list(store.claims()) == before
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert len(list(store.add(items(200, 400), EXTRACTOR))) == 400
    with Store.open(path) as store:
        assert store.counts().versions == 600
        assert sum(t.claims for t in store.tallies("iran")) == store.counts().claims


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_may_not_be_written_to(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Store.open(path) as store:
            assert sum(1 for _ in store.claims())
        refused(path, "may not be", write=True)
    finally:
        path.parent.chmod(0o755)


def test_a_store_is_readable_where_nothing_can_be_written_beside_it(
        path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a read-only disk: SQLite can then not make the files for its log."""
    real = sqlite3.connect

    class Refusing:
        def execute(self, sql: str) -> None:
            message = "unable to open database file"
            raise sqlite3.OperationalError(message)

        def close(self) -> None:
            pass

    def connect(address: str, **how: object) -> object:
        return real(address, **how) if "immutable=1" in address else Refusing()  # type: ignore[call-overload]

    monkeypatch.setattr(sqlite3, "connect", connect)
    with Store.open(path) as store:
        assert store.counts().versions == 200


def test_a_closed_store_answers_nothing(path: Path) -> None:
    with Store.open(path) as store:
        pass
    with pytest.raises(StoreError):
        store.counts()


@pytest.mark.skipif(sys.platform != "linux", reason="names of files that are not text are those of Linux")
def test_a_store_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9 100%.kg")
    with Store.open(path, write=True):
        pass
    assert is_store(path)
    with Store.open(path) as store:
        assert store.counts().articles == 0
