"""Partitions give the claims of the whole, and give them again."""

import json
from pathlib import Path

import pytest

from benchmarks import corpus
from kg.bulk.partition import Partitions, Processor, process_partition
from kg.config import Settings
from kg.engine import Engine
from kg.model.record import to_record

pytest.importorskip("pyarrow")


def test_rows_of_articles_become_rows_of_claims(loaded: Engine) -> None:
    rows = [{"id": "a", "text": "Turkey met Russia in Sochi. France condemned Iran."}, {"id": "b", "text": ""}]
    found = list(process_partition(rows))
    assert [(row["article"], row["position"]) for row in found] == [("a", 0), ("a", 1), ("b", -1)]
    assert json.loads(found[1]["claim"])["predicate"] == "criticizes"
    assert found[2]["error"] == "row 2: is empty"
    assert list(process_partition([])) == []


def test_parts_hold_the_claims_of_the_whole_and_are_the_same_again(loaded: Engine, tmp_path: Path) -> None:
    articles = list(corpus.articles(12, desk="world"))
    parts = list(Partitions(tmp_path, Settings()).write(articles, size=5))
    assert parts == list(Partitions(tmp_path, Settings()).write(articles, size=5))
    assert len(parts) == 3
    assert not any(part.done for part in parts)
    for part in parts:
        part.process(Processor(Settings()))
    before = [Path(part.target).read_bytes() for part in parts]
    parts[1].process(Processor(Settings()))
    assert [Path(part.target).read_bytes() for part in parts] == before
    assert all(part.done for part in parts)
    whole = [to_record(claim) for claim in loaded.claims(articles)]
    assert [to_record(claim) for part in parts for _, claim in part.results()] == whole
    assert len(whole) > 20
    assert sorted(path.suffix for path in tmp_path.rglob("*.*")) == [".parquet"] * 6
    assert list(Partitions(tmp_path, Settings(gate=False)).write(articles, size=5)) != parts
