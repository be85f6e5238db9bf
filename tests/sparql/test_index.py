from pathlib import Path

import pytest

from kg.errors import ConfigError, InputError
from kg.sparql import index
from kg.sparql.files import new_store
from kg.sparql.runner import Bounds, Runner


def _count(place: Path) -> int:
    from pyoxigraph import Store

    return len(Store.read_only(str(place)))


def test_an_index_that_is_kept_is_made_anew_only_when_the_source_changes(tmp_path: Path) -> None:
    source, made = tmp_path / "g.nt", []
    source.write_text("<urn:a> <urn:b> <urn:c> .\n")

    def fill(store: object) -> None:
        made.append(1)
        index.of_files([source])(store)  # type: ignore[arg-type]

    place = index.kept(source, fill, index.state(source))
    assert place == tmp_path / "g.nt.index"
    assert (_count(place), len(made)) == (1, 1)
    assert index.kept(source, fill, index.state(source)) == place
    assert len(made) == 1
    source.write_text("<urn:a> <urn:b> <urn:c>, <urn:d> .\n".replace(",", " .\n<urn:a> <urn:b>"))
    index.kept(source, fill, index.state(source))
    assert (_count(place), len(made)) == (2, 2)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["g.nt", "g.nt.index"]


def test_what_is_no_index_of_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "g.nt").touch()
    (tmp_path / "g.nt.index").mkdir()
    (tmp_path / "g.nt.index" / "mine").touch()
    with pytest.raises(ConfigError, match="is no index of kg"):
        index.kept(tmp_path / "g.nt", lambda _: None, 1)
    assert (tmp_path / "g.nt.index" / "mine").exists()


def test_a_source_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("<urn:a> <urn:b> .")
    with pytest.raises(InputError, match=r"g\.ttl, line 1"):
        index.kept(tmp_path / "g.ttl", index.of_files([tmp_path / "g.ttl"]), 1)
    assert [p.name for p in tmp_path.iterdir()] == ["g.ttl"]


def test_an_index_is_read_while_a_new_one_is_put_in_its_place(tmp_path: Path) -> None:
    source = tmp_path / "g.nt"
    source.write_text("<urn:a> <urn:b> <urn:c> .\n")
    place = index.kept(source, index.of_files([source]), 1)
    with Runner(place, Bounds()) as runner:
        assert runner.ask("ASK { <urn:a> ?p ?o }").data
        index.kept(source, index.of_files([]), 2)
        assert b"true" in runner.ask("ASK { <urn:a> ?p ?o }").data
    assert _count(place) == 0


def test_a_store_in_memory_is_empty() -> None:
    assert len(new_store()) == 0
