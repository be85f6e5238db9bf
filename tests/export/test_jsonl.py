"""JSON Lines: one claim a line, whatever is in the text, and back."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import RecordError
from kg.export import jsonl
from kg.model import Claim
from kg.model.record import to_record
from tests.builders import actor, claim
from tests.strategies import claim_lists


@settings(deadline=None, max_examples=100)
@given(claim_lists())
def test_it_reads_back_equal(claims: list[Claim]) -> None:
    assert list(jsonl.loads(jsonl.dumps(claims))) == claims


@settings(deadline=None, max_examples=60)
@given(claim_lists())
def test_a_claim_is_a_line_for_every_reader_of_lines(claims: list[Claim]) -> None:
    text = jsonl.dumps(claims)
    assert len(text.splitlines()) == len(claims)
    assert [json.loads(part) for part in text.splitlines()] == [to_record(c) for c in claims]
    assert all(c == "\n" or c.isprintable() for c in text)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims=claim_lists())
def test_a_file_reads_back_equal(claims: list[Claim], tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    assert jsonl.write(claims, path) == len(claims)
    assert path.read_bytes().decode() == jsonl.dumps(claims)
    assert list(jsonl.read(path)) == claims


def test_text_stays_readable() -> None:
    assert "Türkiye تركيا 🇹🇷" in jsonl.dumps([claim("Türkiye تركيا 🇹🇷", "supports", "Syria")])


def test_half_surrogates_survive(tmp_path: Path) -> None:
    text = jsonl.dumps([claim("Turkey", "supports", "Syria", title="T")]).replace('"T"', '"\\ud800"')
    (made,) = jsonl.loads(text)
    assert made.article.title == "\ud800"
    jsonl.write([made], tmp_path / "c.jsonl")
    assert list(jsonl.read(tmp_path / "c.jsonl")) == [made]


def test_nothing_is_an_empty_file(tmp_path: Path) -> None:
    assert jsonl.write([], tmp_path / "c.jsonl") == 0
    assert list(jsonl.read(tmp_path / "c.jsonl")) == []


def test_writing_takes_one_claim_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"

    def failing() -> object:
        yield claim("Turkey", "supports", "Syria")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jsonl.write(failing(), path)  # type: ignore[arg-type]
    assert len(list(jsonl.read(path))) == 1


def test_blank_lines_a_mark_at_the_start_and_dos_line_ends_are_read(tmp_path: Path) -> None:
    made = [claim("Turkey", "supports", "Syria"), claim("Iran", "supports", "Syria")]
    path = tmp_path / "c.jsonl"
    path.write_bytes(b"\xef\xbb\xbf\r\n" + jsonl.dumps(made).replace("\n", "\r\n\r\n").encode())
    assert list(jsonl.read(path)) == made


@pytest.mark.parametrize(("bad", "message"), [
    ("{", "line 2: not JSON"),
    ("[1]", "line 2: not a JSON object"),
    ("null", "line 2: not a JSON object"),
    ("{}", "line 2: claim 'None': has no \"attribution\""),
    ("[" * 100_000, "line 2: not JSON"),
])
def test_a_bad_line_is_named(bad: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(jsonl.dumps([claim("Turkey", "supports", "Syria")]) + bad + "\n", "utf-8")
    reader = jsonl.read(path)
    assert next(reader).predicate == "supports"
    with pytest.raises(RecordError, match=message) as caught:
        next(reader)
    assert "c.jsonl" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none\.jsonl: No such file"):
        list(jsonl.read(tmp_path / "none.jsonl"))
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}\n')
    with pytest.raises(RecordError, match=r"latin\.jsonl: not UTF-8"):
        list(jsonl.read(tmp_path / "latin.jsonl"))


def test_confidence_must_be_a_number() -> None:
    with pytest.raises(ValueError, match="JSON"):
        jsonl.dumps([claim("Turkey", "supports", actor("Syria"), confidence=float("nan"))])
