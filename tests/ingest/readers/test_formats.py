"""Every format is told by its content and gives the article with all that is known of it."""

import hashlib
import sys
from pathlib import Path

import pytest

from kg.ingest import ReadOptions, items, read
from kg.ingest.readers import READERS
from kg.model import Article
from tests.ingest import samples
from tests.ingest.readers.reading import article
from tests.ingest.readers.reading import items as items_of

FORMATS = samples.every_format()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_is_told_by_its_content_alone(name: str) -> None:
    found = items_of(FORMATS[name])
    first = found[0].result
    assert [item.status for item in found] == ["used"] * len(found)
    assert isinstance(first, Article)
    assert first.title == samples.TITLE
    assert samples.BODY[1] in first.text
    if name != "text":
        assert first.published == samples.DAY


@pytest.mark.parametrize("name", ["html", "csv", "tsv", "parquet", "warc", "pdf", "zip", "tar.gz"])
def test_the_authors_are_found(name: str) -> None:
    assert article(FORMATS[name]).authors == ("Ada Reed", "Ben Stone")


@pytest.mark.parametrize("name", ["html", "json", "csv", "rss", "atom", "warc"])
def test_the_publisher_is_found(name: str) -> None:
    assert article(FORMATS[name]).publisher == "The Daily Crossing"


@pytest.mark.parametrize("name", ["html", "json", "csv", "rss", "atom", "warc", "xz"])
def test_the_stored_text_is_the_same_whatever_it_came_in(name: str) -> None:
    assert article(FORMATS[name]).text == samples.TEXT


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_misleading_name_misleads_nobody(name: str, tmp_path: Path) -> None:
    """But for text and tables, of which a name is the only mark."""
    path = tmp_path / "article.dat"
    path.write_bytes(FORMATS[name])
    assert {item.format for item in items([path])} == {item.format for item in items_of(FORMATS[name])}


def test_a_folder_of_every_format_is_read_and_what_is_no_article_passed_over(tmp_path: Path) -> None:
    for name, data in FORMATS.items():
        (tmp_path / f"a.{name}").write_bytes(data if name != "text" else data + b" As text.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "style.css").write_text("p { color: red; of the and to }")
    (tmp_path / "note.xml").write_text("<?xml version='1.0'?><note>the</note>")
    found = {Path(item.where.split(",")[0]).name: item for item in items([tmp_path])}
    assert {name for name, item in found.items() if item.status == "failed"} == set()
    passed = {name for name, item in found.items() if item.status == "skipped"}
    assert {"picture.png", "style.css", "note.xml"} <= passed


def test_the_original_is_known_by_its_hash_and_kept() -> None:
    kept: dict[str, bytes] = {}
    for name in ("text", "html", "pdf", "zip", "warc", "rss", "csv", "parquet", "jsonl"):
        found = items_of(FORMATS[name], ReadOptions(keep=kept.__setitem__))[0].result
        assert isinstance(found, Article)
        assert found.original_hash is not None
        assert hashlib.sha256(kept[found.original_hash]).hexdigest() == found.original_hash
    assert samples.html().encode() in kept.values()
    assert FORMATS["pdf"] in kept.values()


def test_what_is_no_article_is_not_kept(tmp_path: Path) -> None:
    kept: dict[str, bytes] = {}
    (tmp_path / "a.txt").write_text("Der Minister hat am Montag mit der Regierung über die Waffen gesprochen.", "utf-8")
    assert len(list(read([tmp_path / "a.txt"], ReadOptions(keep=kept.__setitem__)))) == 1
    assert kept == {}


@pytest.mark.parametrize(("name", "library"), [
    ("html", "trafilatura"), ("pdf", "pypdf"), ("parquet", "pyarrow.parquet"), ("warc", "fastwarc.warc"),
    ("rss", "lxml"),
])
def test_a_library_that_is_missing_is_one_line_that_says_what_to_install(
        name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    [item] = items_of(FORMATS[name])
    assert str(item.result).endswith("which the default install does not read (pip install 'geokg[ingest]')")


def test_the_list_of_readers_names_each_format_once() -> None:
    assert len({reader.format for reader in READERS}) == len(READERS)
