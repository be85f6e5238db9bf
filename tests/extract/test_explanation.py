import json
from dataclasses import replace

import pytest

from kg.config import ontology_dir
from kg.engine import Engine
from kg.extract.explanation import Explanation, explain
from tests.reading import read


def explained(engine: Engine, text: str, predicate: str) -> Explanation:
    reading = read(engine, text)
    claim = next(c for c in engine.extractor.claims(reading) if c.predicate == predicate)
    return explain(claim, reading, engine.extractor.knowledge.lexicon, ontology_dir())


def test_the_cue_is_found_in_its_file(engine: Engine) -> None:
    source = explained(engine, "Turkey attacked Syria.", "attacks").source
    assert source
    assert source.cue.text == "S attack O"
    assert source.file == "lexicon/attacks.yaml"
    lines = (ontology_dir() / "lexicon" / "attacks.yaml").read_text("utf-8").splitlines()
    assert '"S attack O"' in lines[(source.line or 0) - 1]


@pytest.mark.parametrize(
    ("text", "predicate", "subject", "object"),
    [
        (
            "Turkey attacked Syria.",
            "attacks",
            "attacked, whose subject is Turkey",
            "attacked, whose object is Syria",
        ),
        (
            "Syria was attacked by Turkey.",
            "attacks",
            "attacked, by Turkey",
            "attacked, whose passive subject is Syria",
        ),
        (
            "Turkey vowed to attack Syria.",
            "attacks",
            "attack, the infinitive or gerund of vowed, whose subject is Turkey",
            "attack, whose object is Syria",
        ),
        (
            "Turkey met with Russia on Monday.",
            "meets",
            "met, whose subject is Turkey",
            "met, with Russia",
        ),
    ],
)
def test_paths_are_told_in_words(
    engine: Engine, text: str, predicate: str, subject: str, object: str
) -> None:
    assert explained(engine, text, predicate).paths == {"subject": subject, "object": object}


def test_words_are_what_gave_polarity_and_modality(engine: Engine) -> None:
    assert explained(engine, "Turkey attacked Syria.", "attacks").words == ()
    assert any("vow" in w for w in explained(engine, "Turkey vowed to attack Syria.", "attacks").words)


def test_the_steps_of_confidence_end_at_its_value(engine: Engine) -> None:
    one = explained(engine, "Turkey vowed to attack Syria.", "attacks")
    assert one.weighing[0].startswith("starts at ")
    assert f"to {one.claim.confidence:.2f}" in one.weighing[-1]


def test_the_record_is_json_with_the_claim_in_it(engine: Engine) -> None:
    record = json.loads(json.dumps(explained(engine, "Turkey attacked Syria.", "attacks").record()))
    assert list(record) == ["claim", "cue", "subject", "object", "words", "confidence"]
    assert record["claim"]["predicate"] == "attacks"
    assert record["cue"]["file"] == "lexicon/attacks.yaml"
    assert record["confidence"]["value"] == record["claim"]["confidence"]


def test_a_claim_that_has_no_reasons_has_no_cue(engine: Engine) -> None:
    one = explained(engine, "Turkey attacked Syria.", "attacks")
    reading = read(engine, "Turkey attacked Syria.")
    bare = explain(
        replace(one.claim, reasons=()), reading, engine.extractor.knowledge.lexicon, ontology_dir()
    )
    assert bare.source is None
    assert bare.record()["cue"] is None
    assert bare.words == ()
