"""The exchange record is exactly the contract's, and reads back."""

import json

import pytest
from hypothesis import given

from kg.errors import RecordError
from kg.model import Claim
from kg.model.record import from_record, to_record
from tests.builders import actor, claim, time
from tests.strategies import claims

FULL = claim(actor("Turkey", country="TUR", wikidata="Q43"), "purchases", actor("S-400", "Item"),
             speaker=actor("Vladimir Putin", "Person", country="RUS", sector="GOV"), cue="said",
             sentence="Turkey bought the S-400 in 2017, Vladimir Putin said.", trigger="bought",
             time=time("2017-01-01", "2017-12-31", "year", "in 2017"), counterparty=actor("Russia", country="RUS"),
             topic="air defence", url="https://example.org/1", article_id="a1")


def test_the_record_is_as_the_contract_says() -> None:
    assert to_record(FULL) == {
        "id": FULL.id,
        "article": {"id": "a1", "title": "A title", "url": "https://example.org/1", "publisher": "Example Wire",
                    "published": "2020-03-05"},
        "subject": {"id": "turkey", "name": "Turkey", "type": "State", "country": "TUR", "sector": None,
                    "wikidata": "Q43", "mention": {"text": "Turkey", "start": 9, "end": 15}},
        "predicate": "purchases",
        "object": {"id": "s-400", "name": "S-400", "type": "Item", "country": None, "sector": None,
                   "wikidata": None, "mention": {"text": "S-400", "start": 27, "end": 32}},
        "polarity": "affirmed",
        "modality": "asserted",
        "attribution": {
            "kind": "reported",
            "speaker": {"id": "vladimir-putin", "name": "Vladimir Putin", "type": "Person", "country": "RUS",
                        "sector": "GOV", "wikidata": None},
            "cue": {"text": "said", "start": 57, "end": 61}},
        "time": {"start": "2017-01-01", "end": "2017-12-31", "precision": "year", "text": "in 2017"},
        "qualifiers": {
            "counterparty": {"id": "russia", "name": "Russia", "type": "State", "country": "RUS", "sector": None,
                             "wikidata": None},
            "topic": "air defence"},
        "evidence": {
            "sentence": {"text": "Turkey bought the S-400 in 2017, Vladimir Putin said.", "start": 9, "end": 62},
            "trigger": {"text": "bought", "start": 16, "end": 22}},
        "confidence": 0.8,
        "extractor": "patterns/1",
    }


def test_keys_stand_in_the_order_of_the_contract() -> None:
    assert list(to_record(FULL)) == [
        "id", "article", "subject", "predicate", "object", "polarity", "modality", "attribution", "time",
        "qualifiers", "evidence", "confidence", "extractor"]


def test_what_is_absent_is_null_or_left_out() -> None:
    record = to_record(claim("Hungary", "opposes", None, topic="the embargo"))
    assert record["object"] is None
    assert record["time"] is None
    assert record["attribution"] == {"kind": "narrator", "speaker": None, "cue": None}
    assert record["qualifiers"] == {"topic": "the embargo"}


@given(claims())
def test_it_reads_back_equal(made: Claim) -> None:
    record = json.loads(json.dumps(to_record(made)))
    assert from_record(record) == made
    assert to_record(from_record(record)) == record


@pytest.mark.parametrize("key", list(to_record(FULL)))
def test_a_missing_field_is_an_error(key: str) -> None:
    record = to_record(FULL)
    del record[key]
    with pytest.raises(RecordError, match="claim"):
        from_record(record)


@pytest.mark.parametrize(("key", "value"), [
    ("polarity", "maybe"), ("modality", "hoped"), ("attribution", {"kind": "heard", "speaker": None, "cue": None}),
    ("subject", None), ("subject", {"name": "Turkey"}), ("confidence", "high"), ("confidence", None), ("article", "a1"),
    ("evidence", []), ("qualifiers", {"colour": "red"}), ("time", {"start": "2017"}), ("time", "2017"),
    ("confidence", float("nan")), ("confidence", 2), ("confidence", True), ("id", 5), ("predicate", None),
    ("extractor", []), ("qualifiers", {"topic": 5}), ("qualifiers", {"place": None}),
    ("article", {**to_record(FULL)["article"], "title": None}),
    ("subject", {**to_record(FULL)["subject"], "name": None}),
    ("article", {**to_record(FULL)["article"], "published": 2020}),
    ("article", {**to_record(FULL)["article"], "published": "2020"}),
    ("article", {**to_record(FULL)["article"], "published": "2020-13-01"}),
    ("subject", {**to_record(FULL)["subject"], "mention": {"text": "Turkey", "start": "9", "end": 15}}),
    ("subject", {**to_record(FULL)["subject"], "mention": {"text": "Turkey", "start": -1, "end": 15}}),
    ("time", {**to_record(FULL)["time"], "end": "soon"}), ("time", {**to_record(FULL)["time"], "text": 1}),
])
def test_an_impossible_value_is_an_error(key: str, value: object) -> None:
    with pytest.raises(RecordError) as caught:
        from_record({**to_record(FULL), key: value})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("record", [None, [], "x", 3])
def test_what_is_no_object_is_an_error(record: object) -> None:
    with pytest.raises(RecordError):
        from_record(record)  # type: ignore[arg-type]
