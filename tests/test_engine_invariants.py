"""What holds for the claims of every article: spans, ends, times, records, order; and for absurd texts."""

import json
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.engine import Engine
from kg.ingest import read
from kg.model import Article, Claim, Qualifiers, Span
from kg.model.record import from_record, to_record
from kg.ontology import load
from tests.data import lines
from tests.reading import claims

EXAMPLES = Path(__file__).parents[1] / "examples"
TYPES = load().types


def check(source: Article, found: list[Claim]) -> None:
    """Assert what must hold for the claims of any article."""
    assert len({c.id for c in found}) == len(found)
    ends = set()
    for claim in found:
        spans: list[Span | None] = [
            claim.subject.span,
            claim.object.span if claim.object else None,
            claim.evidence.sentence,
            claim.evidence.trigger,
            claim.attribution.cue,
        ]
        for span in spans:
            if span:
                assert source.text[span.start : span.end] == span.text
                assert 0 <= span.start < span.end
        sentence, trigger = claim.evidence.sentence, claim.evidence.trigger
        assert sentence.start <= trigger.start
        assert trigger.end <= sentence.end
        if claim.time:
            assert claim.time.text in sentence.text
            assert claim.time.start <= claim.time.end
        kind = TYPES[claim.predicate]
        assert claim.object is not None or (kind.topic_object and claim.qualifiers != Qualifiers())
        assert claim.object is None or claim.object.actor.id != claim.subject.actor.id
        assert 0 < claim.confidence <= 1
        assert claim.article == source.ref
        assert claim.reasons
        assert from_record(json.loads(json.dumps(to_record(claim)))).id == claim.id
        if kind.symmetric and claim.object:
            pair = (
                sentence.start,
                trigger.start,
                frozenset([claim.subject.actor.id, claim.object.actor.id]),
                claim.predicate,
                claim.polarity,
                claim.modality,
            )
            assert pair not in ends, "a symmetric relation is stored both ways"
            ends.add(pair)


def examples() -> list[Article]:
    return [
        a
        for a in read(sorted(p for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".json")))
        if isinstance(a, Article)
    ]


def test_examples_hold(engine: Engine) -> None:
    for source in examples():
        found = list(engine.claims([source]))
        assert found, f"{source.title}: no claims"
        check(source, found)


def test_the_same_articles_give_the_same_bytes(engine: Engine) -> None:
    def run() -> str:
        return "\n".join(json.dumps(to_record(c), sort_keys=True) for c in engine.claims(examples()))

    assert run() == run()


def test_an_article_alone_gives_what_it_gives_among_others(engine: Engine) -> None:
    several = examples()
    together = [to_record(c) for c in engine.claims(several)]
    assert together == [to_record(c) for a in several for c in engine.claims([a])]
    assert together


TEXTS = sorted({row.split("|")[0].strip() for row in lines("claims.psv")})
NOISE = (
    "",
    " ",
    "\n",
    "\n\n",
    "“",
    "”",
    '"',
    "(",
    ")",
    " - ",
    "; ",
    "\u00a0",
    "…",
    "\u2028",
    "🇹🇷",
    "é",
    "\ufeff",
    "MOSCOW (TASS) — ",
    "• ",
    "He ",
    "They ",
    "it said. ",
    "(AP)",
    "[Getty]",
    "'s ",
    "not ",
    "3 June 2024\n",
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Sentences of the rows with noise between and within them, some cut off."""
    text = ""
    for part in draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4)):
        cut = draw(st.integers(0, len(part)))
        text += (
            part[:cut]
            + draw(st.sampled_from(NOISE))
            + part[cut:]
            + draw(st.sampled_from((" ", "\n", " ", *NOISE)))
        )
    title = draw(st.sampled_from(("", "Turkey bombs Idlib", text[:20])))
    return Article.make(
        text, title=title, published=draw(st.sampled_from((None, "2024-06-03", "2019-04-09")))
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(articles())
def test_mutated_articles_hold(engine: Engine, source: Article) -> None:
    found = list(engine.claims([source]))
    check(source, found)
    assert found == list(engine.claims([source]))


@pytest.mark.parametrize("line", [
    'the war "' * 4000, "(" * 5000 + "the war" + ")" * 5000, "Turkey and Russia and " * 2000, "Turkey, " * 2000,
    "the-" * 5000 + "war", "“Russia " * 2000 + "said", "'" * 20_000 + "the war of Russia",
])
def test_absurd_lines_neither_break_anything_nor_take_minutes(engine: Engine, line: str) -> None:
    start = perf_counter()
    found = claims(engine, f"Turkey attacked Russia on Monday.\n\n{line}\n\nTurkey sanctioned Russia on Tuesday.")
    said = {(c.subject.actor.name, c.predicate, c.object.actor.name) for c in found if c.object}
    assert said >= {("Turkey", "attacks", "Russia"), ("Turkey", "sanctions", "Russia")}
    assert perf_counter() - start < 30  # a few seconds; it was minutes
