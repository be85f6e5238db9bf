"""What notebooks call: tables, the series, queries, figures of an extractor, and pictures."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import Graph
from kg.errors import ConfigError, InputError, QueryError
from kg.evaluation.figures import Counts, SetResult
from tests.builders import claim

TURKEY_RUSSIA = (
    claim("Russia", "sanctions", "Turkey", published="2015-11-28"),
    claim("Turkey", "meets", "Russia", published="2016-08-09"),
    claim("Iran", "attacks", "Saudi Arabia", published="2019-09-14", publisher="A"),
    claim("Iran", "attacks", "Saudi Arabia", published="2019-09-14", publisher="B", polarity="negated",
          speaker="Iran"),
)


@pytest.fixture
def graph() -> Graph:
    return Graph(TURKEY_RUSSIA)


def test_an_actor_is_found_by_what_it_is_called(graph: Graph) -> None:
    assert graph.find("Ankara").id == graph.find("turkey").id == "turkey"
    with pytest.raises(ConfigError, match="Atlantis"):
        graph.find("Atlantis")


def test_a_graph_names_itself_in_one_line(graph: Graph) -> None:
    assert repr(graph) == "Graph(0 articles, 4 claims, 0 errors)"


def test_what_is_between_two_comes_by_date(graph: Graph) -> None:
    assert [c.predicate for c in graph.between("Turkey", "Moscow")] == ["sanctions", "meets"]


def test_a_table_of_claims_says_who_says_so(graph: Graph) -> None:
    rows = list(kg.table(graph.claims))
    assert [row["according to"] for row in rows] == ["Example Wire", "Example Wire", "A", "Iran"]
    assert [row["sentence"] for row in rows] == [c.evidence.sentence.text for c in graph.claims]


def test_a_table_of_relations_counts_both_stands(graph: Graph) -> None:
    rows = {row["predicate"]: row for row in kg.table(graph.relations)}
    assert (rows["attacks"]["affirmed"], rows["attacks"]["negated"], rows["attacks"]["contested"]) == (1, 1, "yes")


def test_a_table_of_disputes_has_a_row_a_side(graph: Graph) -> None:
    assert [(row["polarity"], row["according to"]) for row in kg.table(graph.disputes)] == [
        ("affirmed", "A"), ("negated", "Iran")]


def test_a_table_of_errors_tells_how_to_mend_them() -> None:
    assert list(kg.table([InputError("a.txt", "is empty", "fill it")])) == [
        {"where": "a.txt", "what": "is empty", "mend": "fill it"}]


@pytest.mark.parametrize("values", [5, "text", [1, 2], [TURKEY_RUSSIA[0], InputError("a", "b")], {"a": 1}])
def test_there_is_no_table_of_anything_else(values: object) -> None:
    with pytest.raises(TypeError):
        kg.table(values)  # type: ignore[arg-type]


def test_a_table_of_nothing_is_empty() -> None:
    assert len(kg.table([])) == 0


def test_a_series_goes_from_the_first_event_to_the_last(graph: Graph) -> None:
    series = graph.series("Ankara", "Russia", "quarter")
    assert [p.start for p in series] == ["2015-10-01", "2016-01-01", "2016-04-01", "2016-07-01"]
    assert (series.one.id, series.other.id, len(series)) == ("turkey", "russia", 4)
    assert [row["net"] for row in kg.table(series)] == [p.net for p in series.periods]


def test_a_step_that_is_none_is_named(graph: Graph) -> None:
    with pytest.raises(ConfigError, match=r"'day'.*week, month, quarter, year"):
        graph.series("Turkey", "Russia", "day")


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_has_the_same_bytes_each_time(graph: Graph, suffix: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is missing (pip install 'geokg[notebook]')")
    for name in ("a", "b"):
        kg.plot(graph.series("Turkey", "Russia", "quarter")).save(tmp_path / f"{name}.{suffix}")
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_a_picture_draws_each_period_and_names_the_two(graph: Graph) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is missing (pip install 'geokg[notebook]')")
    chart = kg.plot(graph.series("Turkey", "Russia", "quarter"))
    axes, = chart.figure.axes
    assert axes.get_title() == "Turkey and Russia"
    assert repr(chart) == "Chart(Turkey and Russia)"
    assert [len(bars) for bars in axes.containers] == [4, 4]
    assert chart._repr_png_().startswith(b"\x89PNG")
    with pytest.raises(ConfigError, match=r"a\.gif: pictures are written as pdf, png, svg"):
        chart.save("a.gif")


def test_a_series_without_events_is_drawn_as_such(graph: Graph) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is missing (pip install 'geokg[notebook]')")
    axes, = kg.plot(graph.series("Turkey", "Iran")).figure.axes
    assert [text.get_text() for text in axes.texts] == ["no event with a day"]


RULES = SetResult("gold", 1_200, {"precision": 0.8, "recall": 0.5, "polarity": 1.0})
OTHER = SetResult("gold", 1_200, {"recall": 0.7, "polarity": 0.0, "relaxed F1": 0.6})


def test_figures_of_extractors_are_drawn_side_by_side_each_with_its_number() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is missing (pip install 'geokg[notebook]')")
    chart = kg.plot({"rules": RULES, "other": OTHER})
    axes, = chart.figure.axes
    assert repr(chart) == "Chart(gold: 1,200 labels)"
    assert [label.get_text() for label in axes.get_yticklabels()] == ["precision", "recall", "polarity", "relaxed F1"]
    drawn = {bars.get_label(): [bar.get_width() for bar in bars] for bars in axes.containers}
    assert (drawn["rules"], drawn["other"]) == ([0.8, 0.5, 1.0], [0.7, 0.0, 0.6])
    assert [text.get_text() for text in axes.texts] == ["0.80", "0.50", "1.00", "0.70", "0.00", "0.60"]
    middles = [bar.get_y() + bar.get_height() / 2 for bars in axes.containers for bar in bars]
    assert all(abs(middle - round(middle)) < 0.5 for middle in middles)  # each in the row of its figure
    legend, = chart.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["rules", "other"]


def test_figures_of_one_extractor_need_no_legend_and_nothing_is_cut_off() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is missing (pip install 'geokg[notebook]')")
    long = SetResult("re3d", 3, {"accuracy of the label where a pair has one": 1.0})
    for values in (long, {"rules": RULES, "other": OTHER, "a third": long}):
        figure = kg.plot(values).figure
        assert len(figure.legends) == (values is not long)
        figure.draw_without_rendering()
        axes, = figure.axes
        for text in (*axes.texts, *axes.get_yticklabels(), axes.title, *(legend for legend in figure.legends)):
            box = text.get_window_extent()
            assert (box.x0, box.y0) >= (0, 0)
            assert (box.x1, box.y1) <= (figure.bbox.x1, figure.bbox.y1)


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_of_figures_has_the_same_bytes_each_time(suffix: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is missing (pip install 'geokg[notebook]')")
    for name in ("a", "b"):
        kg.plot({"rules": RULES, "other": OTHER}).save(tmp_path / f"{name}.{suffix}")
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


@pytest.mark.parametrize("values", [5, TURKEY_RUSSIA, {}, {"a": RULES, "b": 1}, {"attacks": Counts(1)}])
def test_there_is_no_picture_of_anything_else(values: object) -> None:
    with pytest.raises(TypeError, match="there is a picture of"):
        kg.plot(values)  # type: ignore[arg-type]


def test_a_graph_is_asked_in_sparql(graph: Graph) -> None:
    pytest.importorskip("pyoxigraph", reason="pyoxigraph is missing (pip install 'geokg[rdf]')")
    rows = list(graph.query("SELECT ?who ?whom { ?who geo:sanctions ?whom }"))
    assert rows == [{"who": "actor:russia", "whom": "actor:turkey"}]
    assert list(graph.query("ASK { ?who geo:purchases ?what }")) == [{"answer": "no"}]
    with pytest.raises(QueryError, match="triples"):
        graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
    with pytest.raises(QueryError):
        graph.query("SELECT ?who {")


def _gold(folder: Path, *claims: kg.Claim) -> None:
    from kg.evaluation.reviewed import write_gold

    for one in claims:
        article = kg.Article.make(f"A title\n\n{one.evidence.sentence.text}", id=one.article.id, title="A title")
        write_gold(folder, [article], [one], [one.id])


def test_any_extractor_is_measured(tmp_path: Path) -> None:
    yes = claim("Russia", "sanctions", "Turkey", article_id="one")
    no = claim("Iran", "attacks", "Iraq", article_id="two", polarity="negated")
    _gold(tmp_path, yes, no)
    asked: list[str] = []

    def blind(articles: Iterable[kg.Article]) -> list[kg.Claim]:
        asked.extend(article.id for article in articles)
        return [yes, replace(no, polarity=kg.Polarity.AFFIRMED)]

    perfect, worse = kg.evaluate(tmp_path, lambda _: [yes, no]), kg.evaluate(str(tmp_path), blind)
    assert sorted(asked) == ["one", "two"]
    assert (perfect.figures["F1"], perfect.figures["polarity"]) == (1.0, 1.0)
    assert (worse.figures["F1"], worse.figures["polarity"]) == (1.0, 0.5)
    both = list(kg.table({"rules": perfect, "blind": worse}))
    assert {"figure": "polarity", "rules": 1.0, "blind": 0.5} in both
    assert next(iter(kg.table(perfect))) == {"figure": "precision", "value": 1.0}
    assert [(row["label"], row["right"]) for row in kg.table(perfect.details)] == [("attacks", 1), ("sanctions", 1)]


def test_a_folder_without_labelled_articles_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": "Turkey met Russia."}))
    with pytest.raises(InputError, match="holds no gold articles"):
        kg.evaluate(tmp_path)
