"""The shared parts of the benchmarks; the suites are run by hand."""

from collections import Counter
from itertools import islice
from pathlib import Path

from benchmarks import common, corpus, store
from benchmarks.news import OPENINGS, SENTENCES, SHARES
from kg.model.record import from_record, to_record


def test_articles_are_the_same_for_the_same_seed_wherever_one_begins() -> None:
    first = list(corpus.articles(40, seed=3))
    assert first == list(corpus.articles(40, seed=3))
    assert first[25:] == list(corpus.articles(15, seed=3, start=25))
    assert first != list(corpus.articles(40, seed=4))
    assert len({article.id for article in first}) == 40


def test_every_article_begins_with_its_title_and_has_no_blank_left() -> None:
    for article in corpus.articles(200):
        assert article.text.startswith(article.title + "\n\n")
        assert "{" not in article.text


def test_the_desks_come_in_their_shares() -> None:
    desks = {line: desk for desk, lines in OPENINGS.items() for line in lines}
    assert set(SHARES) == set(SENTENCES) == set(desks.values())
    assert sum(SHARES.values()) == 100
    sport = list(corpus.articles(5, desk="sport"))
    assert {article.id.split("-")[0] for article in sport} == {"sport"}


def test_claims_are_whole_and_alike_for_the_same_seed() -> None:
    made = list(corpus.claims(500))
    assert made == list(corpus.claims(500))
    assert len({claim.id for claim in made}) == 500
    for claim in made:
        assert claim == from_record(to_record(claim))
        base = claim.evidence.sentence.start
        assert claim.object
        for span in (claim.subject.span, claim.object.span, claim.evidence.trigger):
            assert claim.evidence.sentence.text[span.start - base : span.end - base] == span.text
    counts = Counter(claim.subject.actor.id for claim in made)
    assert counts.most_common(1)[0][1] > 10


def test_a_run_writes_its_figures_and_the_document_shows_them(tmp_path: Path) -> None:
    figures = [common.Figure("speed", 12345.6, "words/s", "how", 10000), common.Figure("ratio", 1.234, "x")]
    assert (
        common.run("some", "Some suite", lambda sizes: islice(figures, 2), common.Sizes.SMALL, tmp_path)
        == figures
    )
    text = common.in_document("Before\n<!-- results -->\nold\n<!-- end of results -->\nAfter\n", tmp_path)
    assert "| speed | 12,346 | words/s | 10,000 | how |" in text
    assert "| ratio | 1.23 | x |  |  |" in text
    assert text.startswith("Before\n")
    assert text.endswith("\nAfter\n")
    assert "old" not in text


def test_the_document_shows_the_results_that_are_kept() -> None:
    document = common.DOCS.read_text("utf-8")
    assert common.in_document(document) == document


def test_the_suite_of_the_store_runs_and_an_export_of_more_takes_no_more_memory() -> None:
    figures = {figure.name: figure for figure in store.measure(common.Sizes.SMALL)}
    assert figures["adding"].goal == 10_000
    assert all(figure.value > 0 for figure in figures.values())
    assert figures["growth of memory"].value < 1.2
