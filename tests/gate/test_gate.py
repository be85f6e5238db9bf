"""The gate loses no claims worth speaking of, keeps what carriers need, and turns the rest away."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import corpus
from kg import lexicon
from kg.config import Settings
from kg.engine import Engine
from kg.evaluation import gold
from kg.evaluation.gold import GoldArticle
from kg.gate import WordGate
from kg.model import Article, Claim
from kg.parsing import Parser
from kg.text import plain, units
from tests.conftest import SHARED

ROOT = Path(__file__).resolve().parents[2]
LOSS = 0.01
"""The share of the claims that the gate may lose."""


def kept(gate: WordGate, text: str) -> list[bool]:
    found = units(plain(text), [(0, len(text))])
    return gate.keep(Article.make(text), plain(text), found)


@pytest.fixture(scope="module")
def gate(engine: Engine) -> WordGate:
    assert isinstance(engine.gate, WordGate)
    return engine.gate


def by_id(engine: Engine, articles: list[Article], gate: WordGate | None) -> dict[tuple[str, str], Claim]:
    one = Engine(engine.parser, engine.resolver, engine.extractor, gate)
    return {(claim.article.id, claim.id): claim for claim in one.claims(articles)}


def lost(engine: Engine, articles: list[Article]) -> tuple[int, int]:
    """Return the number of claims that differ with the gate, and that of all claims without it."""
    every, gated = by_id(engine, articles, None), by_id(engine, articles, engine.gate)  # type: ignore[arg-type]
    return sum(gated.get(key) != claim for key, claim in every.items()) + len(gated.keys() - every), len(every)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [ROOT / "tests" / "gold", SHARED and SHARED / "gold"], ids=["own", "shared"])
def test_of_the_claims_of_the_gold_articles_none_is_lost_but_one_in_a_hundred(
        engine: Engine, folder: Path | None) -> None:
    if folder is None or not folder.is_dir():
        pytest.skip("these articles are not part of the project, and KG_SHARED names no folder that has them")
    loaded: list[GoldArticle] = gold.load(folder)
    differing, every = lost(engine, [one.article for one in loaded])
    assert every > 500
    assert differing <= LOSS * every


def test_mixed_news_has_the_same_claims_and_a_part_of_its_sentences_is_not_parsed(engine: Engine) -> None:
    articles = list(corpus.articles(25))
    differing, every = lost(engine, articles)
    assert (differing, every > 50) == (0, True)
    parsed = [bool(s.tokens) for reading in engine.readings(articles) for s in reading.sentences]
    assert sum(parsed) < 0.8 * len(parsed)


def test_every_example_of_the_lexicon_passes(gate: WordGate) -> None:
    turned_away = [cue.example for cue in lexicon.load().cues if cue.example and not any(kept(gate, cue.example))]
    assert turned_away == []


@pytest.mark.parametrize("text", [
    "Temperatures will climb to nine degrees by the afternoon.",
    "The dancers move as if the floor were water.",
    "Snow fell on the hills, and schools opened late.",
])
def test_a_sentence_without_anybody_or_without_a_cue_is_turned_away(gate: WordGate, text: str) -> None:
    assert kept(gate, text) == [False]


def test_what_a_pronoun_needs_is_kept_and_what_nobody_needs_is_not(gate: WordGate) -> None:
    text = ("It was a quiet day by the sea. Erdogan stood at the window. He condemned Israel. "
            "It rained again. The rain went on and on.")
    assert kept(gate, text) == [False, True, True, False, False]


def test_the_first_mention_of_a_name_is_kept(gate: WordGate) -> None:
    text = "At the door stood Tomas Brenk, a tall man. " + "The rain went on. " * 6 + "Brenk accused Russia of lying."
    assert kept(gate, text) == [True, *[False] * 6, True]


def test_an_acronym_is_kept_where_it_is_spelled_out(gate: WordGate) -> None:
    text = ("Nobody there had a good word for the new Union for Work and Bread (UWB). " + "The rain went on. " * 6
            + "The UWB condemned Turkey.")
    assert kept(gate, text)[0]


def test_the_speaker_beside_a_quotation_is_kept(gate: WordGate) -> None:
    text = '"Turkey will never attack Greece." So spoke Brenk at the end. The rain went on.'
    assert kept(gate, text)[:2] == [True, True]


def test_the_gate_changes_no_claim_that_rests_on_other_sentences(engine: Engine) -> None:
    texts = [
        "Turkey's foreign minister flew home. The weather was fine. He accused Greece of piracy.",
        "Turkey and Greece share a sea. The summer was hot. The two countries signed a pact on Friday.",
        "Tomas Brenk, a Serbian general, wrote a book. It rained. It rained. It rained. It rained. Brenk met Putin.",
        'The Free Front of Lodara (FFL) has many songs. It rained. "We attacked Turkey," the FFL said. It snowed.',
    ]
    articles = [Article.make(text, published="2024-06-03") for text in texts]
    assert lost(engine, articles) == (0, len(by_id(engine, articles, None)))


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from('aAbB .,;:"()-\n’é1IS') | st.characters(), max_size=200))
def test_any_text_gets_an_answer_a_sentence(gate: WordGate, text: str) -> None:
    answer = kept(gate, text)
    assert len(answer) == len(units(plain(text), [(0, len(text))]))
    assert answer == kept(gate, text)


@pytest.mark.slow
def test_without_the_gate_everything_is_parsed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Parser, "load", lambda *_: engine.parser)
    assert Engine.load(Settings(gate=False)).gate is None
    assert isinstance(Engine.load(Settings()).gate, WordGate)


def test_a_model_without_rules_for_lemmas_gets_no_gate(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = SimpleNamespace(has_pipe=lambda name: False)
    monkeypatch.setattr(Parser, "load", lambda *_: Parser(nlp))
    assert Engine.load(Settings()).gate is None
