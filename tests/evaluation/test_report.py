import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation import report
from kg.evaluation.figures import Counts, SetResult

RESULT = SetResult("gold", 1117, {"F1": 0.5439, "time": 0.7}, {"meets": Counts(1, 0, 1)}, ("MISSED x",))


def test_the_table_names_a_set_once() -> None:
    assert report.table([RESULT]).splitlines() == [
        "set   labels  figure  value",
        "gold   1,117  F1      0.544",
        "              time    0.700",
    ]


def test_json_has_figures_and_counts_and_errors_on_demand() -> None:
    value = json.loads(report.as_json([RESULT]))
    assert value == {
        "gold": {
            "size": 1117,
            "figures": {"F1": 0.5439, "time": 0.7},
            "labels": {"meets": {"tp": 1, "fp": 0, "fn": 1, "f1": 0.6667}},
        }
    }
    assert json.loads(report.as_json([RESULT], errors=True))["gold"]["errors"] == ["MISSED x"]


def test_a_figure_may_fall_by_the_slack_and_no_further() -> None:
    assert report.dropped([RESULT], {"gold": {"F1": 0.5488}}) == []
    assert report.dropped([RESULT], {"gold": {"F1": 0.55, "time": 0.6}}) == [
        "gold: F1 is 0.544, below the pinned 0.550"
    ]


def test_a_set_that_was_not_run_is_left_out_and_an_unknown_figure_is_told() -> None:
    assert report.dropped([RESULT], {"plv": {"accuracy": 0.9}}) == []
    assert report.dropped([RESULT], {"gold": {"speed": 1}}) == [
        "gold: the baseline pins 'speed', which is no figure of it"
    ]


@pytest.mark.parametrize("text", ["{", "[]", '{"gold": 1}', '{"gold": {"F1": "high"}}'])
def test_a_broken_baseline_is_one_clear_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(InputError, match="baseline"):
        report.read_baseline(path)
    with pytest.raises(InputError, match="No such file"):
        report.read_baseline(tmp_path / "none.json")
