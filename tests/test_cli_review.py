"""``kg review``: decisions from standard input, kept in a file, applied by every command, exported as gold."""

import json
from pathlib import Path

import pytest

from kg.export.jsonl import read, write
from kg.model import Article
from kg.overrides import read_decisions
from kg.store import Store
from tests.builders import actor, claim
from tests.commands import printed
from tests.conftest import FakeEngine

TURKEY, RUSSIA = actor("Turkey", country="TUR"), actor("Russia", country="RUS")
CLAIMS = (
    claim(TURKEY, "supports", RUSSIA, confidence=0.2, article_id="a"),
    claim(TURKEY, "attacks", RUSSIA, confidence=0.4, article_id="b"),
    claim(TURKEY, "meets", RUSSIA, confidence=0.45, article_id="c"),
    claim(TURKEY, "criticizes", RUSSIA, confidence=0.9, article_id="d"),
)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    (tmp_path / "graph").mkdir()
    write(CLAIMS, tmp_path / "graph" / "claims.jsonl")
    return tmp_path / "graph"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    articles = [(Article(c.article.id, "A title", f"A title\n\n{c.evidence.sentence.text}", None, c.article.publisher,
                         c.article.published), [c]) for c in CLAIMS]
    with Store.open(tmp_path / "news.kg", write=True) as opened:
        for _ in opened.add(articles, "patterns/1"):
            pass
    return tmp_path / "news.kg"


def _predicates(source: Path) -> list[str]:
    found = json.loads(printed("show", source, "Turkey", "--json"))
    return sorted(tie["predicate"] for tie in found["relations"])


def test_decisions_are_kept_and_apply_everywhere(graph: Path, tmp_path: Path) -> None:
    out = printed("review", graph, typed="r\nc\n\nopposes\n\nnegated\n\na\n")
    assert out.startswith("1/3  confidence 0.20\n2020-03-05  Turkey supports Russia  [Example Wire]\n")
    assert out.endswith(f"that was the last one\n3 decisions written to {graph / 'decisions.yaml'}\n")
    assert [d.verdict for d in read_decisions(graph / "decisions.yaml").by_claim.values()] == [
        "reject", "correct", "accept"]
    assert _predicates(graph) == ["criticizes", "meets", "opposes"]
    assert "denied" in printed("show", graph, "Turkey")
    printed("export", graph, "-f", "turtle", "-o", tmp_path / "g.ttl")
    turtle = (tmp_path / "g.ttl").read_text()
    assert "geo:opposes" in turtle
    assert "geo:supports" not in turtle
    assert list(read(graph / "claims.jsonl")) == list(CLAIMS), "the claims are as the texts have them"
    assert printed("review", graph) == "nothing is left to review\nnothing was decided\n"


def test_a_review_that_stops_goes_on_where_it_was(graph: Path) -> None:
    assert "1 decision written" in printed("review", graph, typed="a\nq\n")
    out = printed("review", graph, typed="")  # standard input ends: as if quit
    assert out.startswith("1/2  confidence 0.40")
    assert "nothing was decided" in out
    assert "1 decision written" in printed("review", graph, typed="s\nr\n")
    left = printed("review", graph, "--list")
    assert CLAIMS[1].id in left
    assert CLAIMS[2].id not in left


def test_a_store_has_its_decisions_beside_it(store: Path) -> None:
    whole = _predicates(store)
    assert whole == ["attacks", "criticizes", "meets", "supports"]
    file = store.with_name("news.decisions.yaml")
    printed("review", store, typed="r\nc\nRussia\n\nUkraine\n\n\n")
    assert file.exists()
    assert _predicates(store) == ["criticizes", "meets"]
    found = json.loads(printed("between", store, "Russia", "Turkey", "--json"))
    assert sorted(one["predicate"] for one in found["relations"]) == ["criticizes", "meets"]
    export = store.with_name("out.jsonl")
    printed("export", store, "-f", "nquads", "-o", export)
    assert "ontology#attacks" in export.read_text()
    assert "ontology#supports" not in export.read_text()


def test_other_decisions_than_those_beside(graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "mine.yaml"
    printed("review", graph, "--decisions", other, typed="r\nq\n")
    assert not (graph / "decisions.yaml").exists()
    assert "supports" in _predicates(graph)
    found = json.loads(printed("show", graph, "Turkey", "--json", "--decisions", other))
    assert "supports" not in [tie["predicate"] for tie in found["relations"]]


def test_all_claims_of_one_actor(graph: Path) -> None:
    assert CLAIMS[3].id in printed("review", graph, "--all", "--list")
    assert printed("review", graph, "--all", "--list", "--actor", "Russia").count("confidence") == 3
    assert "no actor is called" in printed("review", graph, "--actor", "Nobody at all", code=2)


def test_wrong_answers_are_asked_again(graph: Path) -> None:
    out = printed("review", graph, typed="x\nc\n\nlikes\n\n\n\nc\n\n\n\n\n\nc\n\n\n\nmaybe\n\nq\n")
    assert "write a, r, c, s or q" in out
    assert "not so: 'likes' is no relation type" in out
    assert "nothing was changed" in out
    assert "not so: 'maybe' is none of affirmed, negated" in out
    assert not (graph / "decisions.yaml").exists()


def test_a_file_edited_by_hand_keeps_what_was_written_into_it(graph: Path) -> None:
    file = graph / "decisions.yaml"
    file.write_text(f"# mine\ndecisions:\n  - claim: {CLAIMS[2].id}   # seen\n    decision: reject", "utf-8")
    printed("review", graph, typed="a\nq\n")
    assert file.read_text().startswith("# mine\ndecisions:\n  - claim: ")
    assert len(read_decisions(file).by_claim) == 2
    file.write_text("decisions: []\n", "utf-8")
    assert "has no line 'decisions:'" in printed("review", graph, typed="a\n", code=2)
    file.write_text("decisions:\n  - nonsense\n", "utf-8")
    for command in (["review", graph], ["show", graph, "Turkey"], ["disputes", graph]):
        err = printed(*command, code=2)
        assert err == f"kg: {file}, line 2: a decision must be a mapping (key: value)\n"


def test_no_folder_for_the_decisions(graph: Path, tmp_path: Path) -> None:
    err = printed("review", graph, "--decisions", tmp_path / "none" / "d.yaml", typed="a\n", code=2)
    assert "there is no such folder" in err


def test_reviewed_articles_become_gold(store: Path, graph: Path, tmp_path: Path) -> None:
    assert "nothing is decided" in printed("review", store, "--gold", tmp_path / "gold", code=2)
    printed("review", store, typed="r\na\nq\n")
    printed("review", store, "--gold", tmp_path / "gold")
    assert sorted(p.name for p in (tmp_path / "gold").iterdir()) == ["a.gold.jsonl", "a.json", "b.gold.jsonl", "b.json"]
    assert (tmp_path / "gold" / "a.gold.jsonl").read_text() == ""
    row = json.loads((tmp_path / "gold" / "b.gold.jsonl").read_text())
    assert (row["s"]["name"], row["p"], row["o"]["name"]) == ("Turkey", "attacks", "Russia")
    assert "optional" not in row
    printed("review", graph, typed="r\nq\n")
    assert "has claims and no texts" in printed("review", graph, "--gold", tmp_path / "gold", code=2)


def test_build_takes_decisions(fake_engine: type[FakeEngine], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks\n\nOn Monday, Turkey meets Russia in Sochi.", "utf-8")
    printed("build", tmp_path / "a.txt", "-o", tmp_path / "one", "-q")
    (only,) = list(read(tmp_path / "one" / "claims.jsonl"))
    decisions = tmp_path / "d.yaml"
    decisions.write_text(f"decisions:\n  - {{claim: {only.id}, decision: reject}}\n", "utf-8")
    printed("build", tmp_path / "a.txt", "-o", tmp_path / "two", "-q", "--decisions", decisions)
    assert (tmp_path / "two" / "claims.jsonl").read_bytes() == (tmp_path / "one" / "claims.jsonl").read_bytes()
    assert "geo:meets" in (tmp_path / "one" / "graph.ttl").read_text()
    assert "geo:meets" not in (tmp_path / "two" / "graph.ttl").read_text()
    assert "none.yaml" in printed("build", tmp_path / "a.txt", "-o", tmp_path / "x", "--decisions", "none.yaml", code=2)


def test_decisions_are_added_as_the_others_of_the_file_stand(graph: Path) -> None:
    file = graph / "decisions.yaml"
    first = f"\ufeffdecisions:\n- claim: {CLAIMS[3].id}\n  decision: accept\n"
    file.write_text(first, "utf-8")
    printed("review", graph, typed="r\na\nq\n")
    assert [(id, d.verdict.value) for id, d in read_decisions(file).by_claim.items()] == [
        (CLAIMS[3].id, "accept"), (CLAIMS[0].id, "reject"), (CLAIMS[1].id, "accept")]
