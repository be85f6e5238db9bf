from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import ConfigError, InputError
from kg.model import Article
from tests.conftest import FakeEngine

pytestmark = pytest.mark.usefixtures("fake_engine")

TEXT = "Talks\n\nOn Monday, Turkey meets Russia in Sochi to discuss the war."


def test_build_takes_paths_articles_and_mappings_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    graph = kg.build([tmp_path / "a.txt", Article.make(TEXT + " Yes.", id="b"), {"id": "c", "text": TEXT + " No."}])
    assert [a.id for a in graph.articles][1:] == ["b", "c"]
    assert [c.article.id for c in graph.claims] == [a.id for a in graph.articles]
    assert graph.errors == ()


def test_one_path_need_not_stand_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert len(kg.build(tmp_path).claims) == len(kg.build(str(tmp_path / "a.txt")).claims) == 1


def test_what_can_not_be_used_is_kept_as_an_error_and_the_rest_built(tmp_path: Path) -> None:
    graph = kg.build([tmp_path / "none.txt", {"title": "x"}, 5, {"text": TEXT}])  # type: ignore[list-item]
    assert [e.where for e in graph.errors] == [str(tmp_path / "none.txt"), "input 2", "input 3"]
    assert len(graph.claims) == 1


def test_errors_that_were_read_before_are_passed_on() -> None:
    error = InputError("x", "is odd")
    assert kg.build([error]).errors == (error,)


def test_half_a_character_in_an_article_value_is_replaced(tmp_path: Path) -> None:
    article = Article.make(f"\ud800 {TEXT}", title="\udfff", publisher="\udc00")
    graph = kg.build([article])
    assert (graph.articles[0].title, graph.claims[0].article.publisher) == ("\ufffd", "\ufffd")
    graph.to_jsonl(tmp_path / "c.jsonl")
    graph.to_turtle(tmp_path / "g.ttl")
    graph.to_html(tmp_path / "g.html")
    assert [c.evidence for c in kg.extract_claims([article])] == [c.evidence for c in graph.claims]


def test_the_date_of_an_article_value_is_made_a_day(tmp_path: Path) -> None:
    dated = [Article.make(f"{TEXT} {n}", published=day) for n, day in enumerate(("31 May 2024", "2021", ""))]
    assert [a.published for a in kg.build(dated).articles] == ["2024-05-31", None, None]
    assert [c.article.published for c in kg.extract_claims(dated)] == ["2024-05-31", None, None]
    kg.build(dated).to_turtle(tmp_path / "g.ttl")


def test_every_span_of_every_claim_equals_its_text() -> None:
    for claim in kg.build([{"text": TEXT}]).claims:
        for span in (claim.subject.span, claim.evidence.sentence, claim.evidence.trigger):
            assert TEXT[span.start:span.end] == span.text


def test_the_graph_has_relations_and_a_network() -> None:
    graph = kg.build([{"text": TEXT}, {"text": TEXT + " Again, Turkey meets Russia."}])
    assert [(r.predicate, len(r.claims)) for r in graph.relations] == [("meets", 3)]
    assert graph.nx.number_of_edges() == 1
    assert set(graph.nx.nodes) == {"turkey", "russia"}


def test_the_exports_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    for run in ("one", "two"):
        (tmp_path / run).mkdir()
        graph = kg.build([{"text": TEXT}])
        graph.to_jsonl(tmp_path / run / "claims.jsonl")
        graph.to_turtle(tmp_path / run / "graph.ttl")
        graph.to_html(tmp_path / run / "graph.html")
    for name in ("claims.jsonl", "graph.ttl", "graph.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() != b""


def test_the_heading_of_the_page_can_be_given(tmp_path: Path) -> None:
    kg.build([{"text": TEXT}]).to_html(tmp_path / "graph.html", title="Talks in Sochi")
    assert "Talks in Sochi" in (tmp_path / "graph.html").read_text("utf-8")


def test_extract_claims_takes_one_article_at_a_time() -> None:
    taken: list[str] = []

    def articles() -> Iterator[Article]:
        for name in "ab":
            taken.append(name)
            yield Article.make(TEXT, id=name)

    claims = kg.extract_claims(articles())
    assert next(claims).article.id == "a"
    assert taken == ["a"]


def test_without_an_article_no_model_is_loaded(fake_engine: type[FakeEngine]) -> None:
    fake_engine.loaded_with = None
    assert kg.build([{"title": "no text"}]).claims == ()
    assert fake_engine.loaded_with is None


def test_the_settings_reach_the_engine(fake_engine: type[FakeEngine]) -> None:
    settings = kg.Settings(model="another_model")
    assert kg.build([{"text": TEXT}], settings=settings).settings is settings
    assert fake_engine.loaded_with is settings


@pytest.mark.parametrize("given", [{"model": " "}, {"ontology": Path("no-such-folder")}, {"batch_size": 0}])
def test_settings_that_can_not_work_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        kg.Settings(**given)  # type: ignore[arg-type]
