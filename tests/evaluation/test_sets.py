"""Scorers of the other sets, on cases made by hand."""

import pytest

from kg import gazetteer, ontology
from kg.evaluation import attribution, entities, factuality, pairs
from kg.evaluation.attribution import Said
from kg.evaluation.figures import Counts
from kg.evaluation.names import Names
from kg.model import ActorType


def test_plv_is_scored_at_three_depths() -> None:
    figures = pairs.score_plv(["ACCUSE", "AID", "ASSAULT"], ["REJECT", "YIELD", "ASSAULT"]).figures
    assert figures["root macro F1"] == pytest.approx(1 / 3)
    assert figures["quad macro F1"] == figures["binary macro F1"] == 1.0
    assert figures["accuracy"] == pytest.approx(1 / 3)


def test_dse_is_scored_by_stance() -> None:
    figures = pairs.score_dse(
        ["neutral", "neutral", "positive-forward"], ["neutral", "positive-backward", "neutral"]
    ).figures
    assert figures["micro F1"] == pytest.approx(1 / 3)
    assert figures["macro F1"] == pytest.approx(0.25)


def test_pairs_are_read_from_the_rows_with_absent_sides() -> None:
    rows = [
        {
            "id": "x",
            "text": "A hit B",
            "relations": [{"subj_span": [0, 1], "obj_span": [None, None], "pred": "ASSAULT"}],
        }
    ]
    ((pair, gold),) = pairs.plv_pairs(rows)
    assert (pair.id, pair.a, pair.b, gold) == ("x#0", (0, 1), None, "ASSAULT")
    rows = [
        {
            "id": "y",
            "text": "A hit B",
            "label": 4,
            "entities": [{"start": 0, "end": 1}, {"start": 6, "end": 7}],
        }
    ]
    ((pair, gold),) = pairs.dse_pairs(rows)
    assert (pair.b, gold) == ((6, 7), "negative-backward")


def test_re3d_counts_fights_either_way_round_and_leadership_one_way() -> None:
    row = {
        "relations": [
            {"pred": "FightingAgainst", "subj_span": [9, 12], "obj_span": [0, 3]},
            {"pred": "InChargeOf", "subj_span": [9, 12], "obj_span": [0, 3]},
            {"pred": "CoLocated", "subj_span": [9, 12], "obj_span": [0, 3]},
        ]
    }
    gold = pairs.re3d_gold(row)
    assert gold == {("FightingAgainst", (0, 3), (9, 12)), ("InChargeOf", (9, 12), (0, 3))}
    figures = pairs.score_re3d(
        [gold], [{("FightingAgainst", (0, 3), (9, 12)), ("InChargeOf", (0, 3), (9, 12))}]
    ).figures
    assert (figures["precision"], figures["recall"]) == (0.5, 0.5)


def test_relation_types_have_their_names_in_re3d() -> None:
    known = ontology.load()
    names = {
        p: pairs._re3d_name(p, known)
        for p in ("invades", "recognizes", "rejects", "meets", "leads", "part-of", "tests")
    }
    assert names == {
        "invades": "FightingAgainst",
        "recognizes": "AlliesOf",
        "rejects": "Dislikes",
        "meets": "CommWith",
        "leads": "InChargeOf",
        "part-of": "BelongsTo",
        "tests": None,
    }


def test_entities_match_by_overlap_and_class() -> None:
    marked = [
        {"start": 0, "end": 20, "text": "Prime Minister Abadi", "type": "Person"},
        {"start": 30, "end": 34, "text": "Iraq", "type": "Location"},
        {"start": 40, "end": 49, "text": "the group", "type": "Organisation"},
    ]
    found = [
        (15, 20, ActorType.PERSON),
        (0, 14, ActorType.STATE),
        (30, 34, ActorType.STATE),
        (41, 45, ActorType.ARMED_GROUP),
        (60, 66, ActorType.PLACE),
    ]
    assert entities.score_entities(marked, found) == [
        ("Person", Counts(tp=1)),
        ("Location", Counts(tp=1)),
        ("Location", Counts(fp=1)),
    ]


def test_a_link_is_right_by_its_title_and_wrong_where_there_is_no_page() -> None:
    names = Names.of(gazetteer.load())
    page = "http://dbpedia.org/resource/"
    assert entities.score_link(page + "Recep_Tayyip_Erdo%C4%9Fan", ["Recep Tayyip Erdogan"], names) == Counts(
        tp=1
    )
    assert entities.score_link(page + "Paris", ["France", "Paris"], names) == Counts(tp=1)
    assert entities.score_link(page + "Georgia_(country)", ["Georgia"], names) == Counts(tp=1)
    assert entities.score_link(page + "Paris_Hilton", ["Paris"], names) == Counts(fp=1, fn=1)
    assert entities.score_link(page + "Paris", [], names) == Counts(fn=1)
    assert entities.score_link(None, ["Paris"], names) == Counts(fp=1)
    assert entities.score_link(None, [], names) == Counts()


def test_attributions_match_by_source_and_by_how_much_of_the_content_is_shared() -> None:
    gold = [Said([(0, 5)], set(range(10, 30)))]
    half, little = Said([(3, 8)], set(range(15, 30))), Said([(3, 8)], set(range(28, 60)))
    assert attribution.score(gold, [half], [], 0.5) == Counts(tp=1)
    assert attribution.score(gold, [little], [], 0.5) == Counts(fp=1, fn=1)
    assert attribution.score(gold, [little], [], 0.0) == Counts(tp=1)
    assert attribution.score(gold, [Said([(40, 44)], set(range(10, 30)))], [], 0.0) == Counts(fp=1, fn=1)


def test_an_attribution_without_source_in_the_gold_is_no_error() -> None:
    content = set(range(10, 30))
    assert attribution.score([], [Said([(0, 5)], content)], [Said([], content)], 0.5) == Counts()


def test_balanced_accuracy_is_the_mean_of_both_shares() -> None:
    result = factuality.score([-3, -1, 2, 3, 3], ["negated", "asserted", "asserted", "planned", "asserted"])
    assert result.figures == {
        "balanced accuracy": pytest.approx((1 / 2 + 2 / 3) / 2),
        "negated": 0.5,
        "asserted": pytest.approx(2 / 3),
    }
