"""The scorer of gold articles, on claims made by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg import gazetteer, ontology
from kg.errors import InputError
from kg.evaluation.gold import GoldArticle, GoldScorer, Row, load
from kg.evaluation.names import Names
from kg.model import Article

TEXT = "Iran condemned Israel. Iran has not met Israel. Ankara said on Monday that it will buy gas."


@pytest.fixture(scope="module")
def scorer() -> GoldScorer:
    return GoldScorer(Names.of(gazetteer.load()), ontology.load())


def gold(*rows: Row) -> list[GoldArticle]:
    return [GoldArticle(Article("a", "", TEXT), rows)]


def row(s: str, p: str, o: str | None, **more: Any) -> Row:
    return {
        "s": {"name": s},
        "p": p,
        "o": {"name": o} if o else None,
        "polarity": "affirmed",
        "modality": "asserted",
        "by": "narrator",
        "time": None,
        "sent": "Iran",
        **more,
    }


def claim(
    s: str,
    p: str,
    o: str | None,
    *,
    article: str = "a",
    speaker: str | None = None,
    time: tuple[str, str] | None = None,
    topic: str | None = None,
    polarity: str = "affirmed",
    modality: str = "asserted",
) -> dict[str, Any]:
    return {
        "article": {"id": article},
        "subject": {"name": s, "type": "State"},
        "predicate": p,
        "object": {"name": o, "type": "State"} if o else None,
        "polarity": polarity,
        "modality": modality,
        "attribution": {"speaker": {"name": speaker} if speaker else None},
        "time": {"start": time[0], "precision": time[1]} if time else None,
        "qualifiers": {"topic": topic} if topic else {},
        "evidence": {"sentence": {"text": "Iran condemned Israel."}},
    }


def test_a_run_that_says_what_the_gold_says_is_perfect(scorer: GoldScorer) -> None:
    result = scorer.score(gold(row("Iran", "criticizes", "Israel")), [claim("Iran", "criticizes", "Israel")])
    assert {k: v for k, v in result.figures.items() if k != "time"} == dict.fromkeys(
        (
            "precision",
            "recall",
            "F1",
            "relaxed F1",
            "with polarity F1",
            "polarity",
            "modality",
            "attribution",
            "subject",
            "object",
        ),
        1.0,
    )
    assert result.errors == ()


def test_a_triple_said_twice_counts_once_and_other_articles_not_at_all(scorer: GoldScorer) -> None:
    claims = [
        claim("Iran", "criticizes", "Israel"),
        claim("Iranian government", "criticizes", "Israel"),
        claim("Iran", "attacks", "Israel", article="other"),
    ]
    figures = scorer.score(
        gold(row("Iran", "criticizes", "Israel"), row("Iran", "meets", "Iraq")), claims
    ).figures
    assert (figures["precision"], figures["recall"]) == (1.0, 0.5)


def test_the_relaxed_row_takes_a_parent_or_a_type_of_the_family(scorer: GoldScorer) -> None:
    figures = scorer.score(
        gold(row("Iran", "criticizes", "Israel")), [claim("Iran", "accuses", "Israel")]
    ).figures
    assert (figures["F1"], figures["relaxed F1"]) == (0.0, 1.0)
    figures = scorer.score(
        gold(row("Iran", "criticizes", "Israel")), [claim("Iran", "sanctions", "Israel")]
    ).figures
    assert figures["relaxed F1"] == 0.0


def test_the_polarity_row_wants_the_same_polarity(scorer: GoldScorer) -> None:
    figures = scorer.score(
        gold(row("Iran", "meets", "Israel", polarity="negated")), [claim("Iran", "meets", "Israel")]
    ).figures
    assert (figures["F1"], figures["with polarity F1"], figures["polarity"]) == (1.0, 0.0, 0.0)


def test_symmetric_types_match_either_way_round_and_others_only_where_the_gold_says_so(
    scorer: GoldScorer,
) -> None:
    assert (
        scorer.score(gold(row("Iran", "meets", "Israel")), [claim("Israel", "meets", "Iran")]).figures["F1"]
        == 1.0
    )
    assert (
        scorer.score(gold(row("Iran", "opposes", "Israel")), [claim("Israel", "opposes", "Iran")]).figures[
            "F1"
        ]
        == 0.0
    )
    either = row("Iran", "opposes", "Israel", either=True)
    assert scorer.score(gold(either), [claim("Israel", "opposes", "Iran")]).figures["F1"] == 1.0


def test_an_optional_claim_counts_neither_way(scorer: GoldScorer) -> None:
    rows = [row("Iran", "criticizes", "Israel"), row("Iran", "meets", "Iraq", optional=True)]
    alone = scorer.score(gold(*rows), [claim("Iran", "criticizes", "Israel")]).figures
    both = scorer.score(
        gold(*rows), [claim("Iran", "criticizes", "Israel"), claim("Iran", "meets", "Iraq")]
    ).figures
    assert alone["F1"] == both["F1"] == 1.0


def test_without_an_object_the_topics_must_share_a_word(scorer: GoldScorer) -> None:
    rows = [row("Iran", "opposes", None, topic="the pipeline deal")]
    assert scorer.score(gold(*rows), [claim("Iran", "opposes", None, topic="a deal")]).figures["F1"] == 1.0
    other = scorer.score(gold(*rows), [claim("Iran", "opposes", "Iraq", topic="the war")]).figures
    assert other["F1"] == 0.0


def test_the_fields_of_matched_claims(scorer: GoldScorer) -> None:
    rows = [row("Turkey", "purchases", "Russia", by="Turkish government", time="2019-04", modality="planned")]
    right = claim(
        "Turkey", "purchases", "Russia", speaker="Turkey", time=("2019-04-09", "day"), modality="planned"
    )
    vague = claim("Turkey", "purchases", "Russia", time=("2019-01-01", "year"))
    good, bad = (scorer.score(gold(*rows), [c]).figures for c in (right, vague))
    assert [good[k] for k in ("modality", "attribution", "time")] == [1.0, 1.0, 1.0]
    assert [bad[k] for k in ("modality", "attribution", "time")] == [0.0, 0.0, 0.0]


def test_that_a_body_is_part_of_its_state_is_no_error(scorer: GoldScorer) -> None:
    claims = [claim("Iran", "criticizes", "Israel"), claim("Iranian army", "part-of", "Iran")]
    assert scorer.score(gold(row("Iran", "criticizes", "Israel")), claims).figures["precision"] == 1.0


def test_errors_are_told_one_a_line(scorer: GoldScorer) -> None:
    errors = scorer.score(
        gold(row("Iran", "criticizes", "Israel")), [claim("Iran", "attacks", "Israel")]
    ).errors
    assert [e.split(" a: ")[0] for e in errors] == ["SPURIOUS", "MISSED"]


def test_ends_are_judged_where_the_gold_has_the_type_in_the_sentence(scorer: GoldScorer) -> None:
    said = [claim("Iran", "criticizes", "Turkey"), claim("Iran", "meets", "Egypt")]
    figures = scorer.score(gold(row("Iran", "criticizes", "Israel")), said).figures
    assert (figures["subject"], figures["object"]) == (1.0, 0.0)


def test_a_source_that_is_not_named_is_no_narrator_and_no_speaker(scorer: GoldScorer) -> None:
    rows = gold(row("Iran", "criticizes", "Israel", by=None))
    found = claim("Iran", "criticizes", "Israel")
    reported = {**found, "attribution": {"kind": "reported", "speaker": None}}
    named = {**found, "attribution": {"kind": "reported", "speaker": {"name": "Turkey"}}}
    assert [scorer.score(rows, [c]).figures["attribution"] for c in (reported, found, named)] == [1.0, 0.0, 0.0]


@pytest.mark.parametrize(("change", "told"), [
    ({"s": None}, '"s" can\'t be null'), ({"s": {}}, '"s" has no "name"'), ({"by": 5}, '"by" can\'t be 5'),
    ({"polarity": "maybe"}, "\"polarity\" is 'maybe'"), ({"time": 2019}, '"time" can\'t be 2019'),
])
def test_a_labelled_claim_that_can_not_be_is_told_with_its_line(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT}), "utf-8")
    lines = [row("Iran", "meets", "Iraq"), {**row("Iran", "meets", "Iraq"), **change}]
    (tmp_path / "a.gold.jsonl").write_text("\n\n".join(map(json.dumps, lines)), "utf-8")
    with pytest.raises(InputError, match="line 3") as raised:
        load(tmp_path)
    assert told in str(raised.value)


def test_parts_that_are_missing_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT}), "utf-8")
    for name in row("Iran", "meets", "Iraq").keys() - {"time"}:
        lacking = {key: value for key, value in row("Iran", "meets", "Iraq").items() if key != name}
        (tmp_path / "a.gold.jsonl").write_text(json.dumps(lacking), "utf-8")
        with pytest.raises(InputError, match=f'has no "{name}"'):
            load(tmp_path)
    (tmp_path / "a.json").write_text("[]", "utf-8")
    with pytest.raises(InputError, match='is no object with a "text"'):
        load(tmp_path)
