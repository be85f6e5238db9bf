"""The command, the pinned figures of the gold articles, and the sets of others where they are there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.config import Settings
from kg.evaluation import gold, report
from kg.evaluation.figures import SetResult
from kg.evaluation.run import SETS, run
from tests.conftest import SHARED

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
BASELINE = report.read_baseline(ROOT / "tests" / "baseline.json")


def results(*only: str) -> Iterator[SetResult]:
    for result in run(Settings(), shared=SHARED, gold_folder=GOLD, only=only):
        if isinstance(result, str):
            pytest.skip(result)
        yield result


def test_the_gold_articles_are_our_own() -> None:
    articles = gold.load(GOLD)
    assert len(articles) >= 39
    assert {one.article.publisher for one in articles} == {"synthetic"}
    assert all(any(g["p"] for g in one.claims) for one in articles)


@pytest.mark.slow
def test_no_figure_of_the_gold_articles_falls_below_the_pinned_one() -> None:
    assert report.dropped(list(results("gold")), BASELINE) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SETS if name != "gold" and name in BASELINE])
def test_no_figure_of_the_sets_of_others_falls_below_the_pinned_one(name: str) -> None:
    assert report.dropped(list(results(name)), BASELINE) == []


def test_every_pinned_set_is_a_set() -> None:
    assert BASELINE.keys() <= SETS.keys()


def one_article(folder: Path) -> None:
    slug = sorted(GOLD.glob("*.gold.jsonl"))[0].name.removesuffix(".gold.jsonl")
    for ending in (".json", ".gold.jsonl"):
        (folder / f"{slug}{ending}").write_bytes((GOLD / f"{slug}{ending}").read_bytes())


def test_evaluate_prints_a_table_and_fails_below_the_baseline(real_cli: CliRunner, tmp_path: Path) -> None:
    one_article(tmp_path)
    low, high = tmp_path / "low", tmp_path / "high"
    low.write_text('{"gold": {"F1": 0.0}}')
    high.write_text('{"gold": {"F1": 1.1}}')
    command = ["evaluate", "--sets", "gold", "--gold", str(tmp_path), "--baseline"]
    good = real_cli.invoke(app, [*command, str(low)])
    assert good.exit_code == 0, good.output
    assert good.stdout.splitlines()[0].split() == ["set", "labels", "figure", "value"]
    bad = real_cli.invoke(app, [*command, str(high)])
    assert bad.exit_code == 1
    assert "kg: gold: F1 is" in bad.stderr


def test_evaluate_as_json(real_cli: CliRunner, tmp_path: Path) -> None:
    one_article(tmp_path)
    low = tmp_path / "low"
    low.write_text("{}")
    result = real_cli.invoke(
        app, ["evaluate", "--sets", "gold", "--gold", str(tmp_path), "--json", "--baseline", str(low)]
    )
    assert set(json.loads(result.stdout)["gold"]) == {"size", "figures", "labels"}


def test_sets_that_are_not_there_are_named_and_an_unknown_one_is_an_error(
    real_cli: CliRunner, tmp_path: Path
) -> None:
    absent = real_cli.invoke(app, ["evaluate", "--sets", "plv", "--shared", str(tmp_path)])
    assert absent.exit_code == 2
    assert absent.stderr.startswith("kg: plv: not run, there is no ")
    unknown = real_cli.invoke(app, ["evaluate", "--sets", "plv,nonsense"])
    assert unknown.exit_code == 2
    assert "there is no set nonsense" in unknown.stderr


def test_the_sets_of_others_are_run_only_where_a_folder_is_named_and_one_line_says_so(
    real_cli: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_article(tmp_path)
    (tmp_path / "low").write_text("{}")
    command = ["evaluate", "--gold", str(tmp_path), "--baseline", str(tmp_path / "low")]
    monkeypatch.delenv("KG_SHARED", raising=False)
    alone = real_cli.invoke(app, command)
    assert (alone.exit_code, alone.stderr.count("\n")) == (0, 1)
    assert alone.stderr.startswith("kg: plv, dse, ")
    assert "--shared DIR or KG_SHARED" in alone.stderr
    assert alone.stdout.splitlines()[1].split()[0] == "gold"
    assert real_cli.invoke(app, [*command, "--sets", "gold"]).stderr == ""
    assert real_cli.invoke(app, [*command, "--sets", "plv"]).exit_code == 2
    monkeypatch.setenv("KG_SHARED", str(tmp_path))
    assert f"kg: plv: not run, there is no {tmp_path}" in real_cli.invoke(app, command).stderr


def test_a_folder_without_gold_and_a_baseline_that_is_not_there_are_one_line(
    real_cli: CliRunner, tmp_path: Path
) -> None:
    bare = real_cli.invoke(app, ["evaluate", "--sets", "gold", "--gold", str(tmp_path)])
    assert (bare.exit_code, bare.stderr.count("\n")) == (2, 1)
    assert "holds no gold articles" in bare.stderr
    unpinned = real_cli.invoke(app, ["evaluate", "--baseline", str(tmp_path / "none")])
    assert (unpinned.exit_code, unpinned.stderr.count("\n")) == (2, 1)
