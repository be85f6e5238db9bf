"""Articles to claims: words a second against merely parsing the same texts, stage by stage, and on several cores.

Measured in turns within one run, the fastest of each: what else the machine does falls on all alike.
"""

import os
from collections.abc import Iterator
from itertools import chain

from benchmarks import corpus
from benchmarks.common import Figure, Sizes, best_of, timed
from kg import pipeline
from kg.config import Settings
from kg.engine import Engine
from kg.gate import WordGate, words_of
from kg.ingest.boilerplate import body_spans
from kg.model import Article
from kg.text import Unit, plain, units

TITLE = "Speed: articles to claims"

_ARTICLES = {Sizes.SMALL: 10, Sizes.USUAL: 200, Sizes.LARGE: 1000}
_JOBS_ARTICLES = {Sizes.SMALL: 10, Sizes.USUAL: 1000, Sizes.LARGE: 5000}
_RUNS = 3


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures."""
    engine = Engine.load(Settings())
    articles = list(corpus.articles(_ARTICLES[sizes]))
    yield from _against_parsing(engine, articles, "mixed news")
    world = list(corpus.articles(_ARTICLES[sizes] // 2, desk="world"))
    yield from _against_parsing(engine, world, "world politics only")
    yield from _stages(engine, articles)
    yield from _against_triples(engine, articles)
    yield from _jobs(engine, _JOBS_ARTICLES[sizes])


def _words(articles: list[Article]) -> int:
    return sum(len(article.text.split()) for article in articles)


def _against_parsing(engine: Engine, articles: list[Article], kind: str) -> Iterator[Figure]:
    """Compare the whole line with plain ``nlp.pipe`` of the same model over the same texts, taking turns."""
    nlp, texts = engine.parser.nlp, [article.text for article in articles]
    open_gate = Engine(engine.parser, engine.resolver, engine.extractor)
    seconds: dict[str, list[float]] = {"parse": [], "gate": [], "all": []}
    for _ in range(_RUNS):
        seconds["parse"].append(best_of(1, lambda: sum(1 for _ in nlp.pipe(texts))))
        seconds["gate"].append(best_of(1, lambda: sum(1 for _ in engine.claims(articles))))
        seconds["all"].append(best_of(1, lambda: sum(1 for _ in open_gate.claims(articles))))
    parse, gated, every = (min(seconds[name]) for name in ("parse", "gate", "all"))
    words = _words(articles)
    yield Figure(
        f"{kind}: articles to claims", words / gated, "words/s", f"{len(articles)} articles, one process"
    )
    yield Figure(f"{kind}: articles", len(articles) / gated, "articles/s")
    yield Figure(f"{kind}: parsing only", words / parse, "words/s", "plain nlp.pipe of the same model")
    goal = 1.0 if kind == "mixed news" else None
    yield Figure(
        f"{kind}: against parsing only", parse / gated, "x", "above 1: all of it is faster than parsing", goal
    )
    yield Figure(f"{kind}: without the gate", parse / every, "x", "against parsing only")


def _stages(engine: Engine, articles: list[Article]) -> Iterator[Figure]:
    """Time each stage alone over the mixed news."""
    bodies = [(a, body_spans(a.text, a.title)) for a in articles]
    word_gate = engine.gate
    assert isinstance(word_gate, WordGate)
    with timed() as split:
        texts = [plain(a.text) for a in articles]
        sentences = [units(text, body) for text, (_, body) in zip(texts, bodies, strict=True)]
    with timed() as gate:
        kept = [word_gate.keep(*given) for given in zip(articles, texts, sentences, strict=True)]
    share = sum(map(sum, kept)) / sum(map(len, kept))
    with timed() as parse:
        readings = list(engine.parser.read_all(bodies, word_gate))
    with timed() as resolve:
        for reading in readings:
            engine.resolver.annotate(reading)
    with timed() as extract:
        found = sum(1 for reading in readings for _ in engine.extractor.claims(reading))
    whole = parse.seconds + resolve.seconds + extract.seconds
    yield Figure("sentences that are parsed", 100 * share, "%", "of mixed news")
    words = _words(articles)
    names = best_of(_RUNS, lambda: [engine.resolver.matcher.find(text) for text in texts])
    yield Figure("names of the gazetteer found", words / names, "words/s", "the dictionary of the gate")
    split_up = list(zip(texts, sentences, strict=True))
    yield Figure(
        "cues found", words / best_of(_RUNS, lambda: _cues(word_gate, split_up)), "words/s", "of the gate"
    )
    for name, clock in {"splitting into sentences": split, "the gate": gate}.items():
        yield Figure(name, 100 * clock.seconds / whole, "% of time", f"{words / clock.seconds:,.0f} words/s")
    yield Figure("parsing", 100 * (parse.seconds - split.seconds - gate.seconds) / whole, "% of time")
    yield Figure("who is who", 100 * resolve.seconds / whole, "% of time")
    yield Figure("extraction", 100 * extract.seconds / whole, "% of time", f"{found} claims")


def _cues(gate: WordGate, texts: list[tuple[str, list[Unit]]]) -> int:
    """Count the sentences in which all the words of a cue stand."""
    return sum(
        gate.has_cue(words_of(sentence), compound="-" in sentence)
        for text, units in texts
        for sentence in (text[unit.start : unit.end] for unit in units)
    )


def _against_triples(engine: Engine, articles: list[Article]) -> Iterator[Figure]:
    """Compare with what one would write without kg: subject, verb, object off every parse (textacy does so)."""
    try:
        from textacy.extract.triples import subject_verb_object_triples
    except ImportError:
        return
    nlp, texts = engine.parser.nlp, [article.text for article in articles]
    seconds = best_of(2, lambda: [list(subject_verb_object_triples(doc)) for doc in nlp.pipe(texts)])
    ours = best_of(2, lambda: sum(1 for _ in engine.claims(articles)))
    yield Figure(
        "against textacy's triples", seconds / ours, "x", "subject, verb, object; same model and texts"
    )


def _jobs(engine: Engine, number: int) -> Iterator[Figure]:
    """Compare two processes with one and with merely parsing, once their models are loaded."""
    cores = os.cpu_count() or 1
    alone, together = _steady(number, 1), _steady(number, 2)
    texts = [article.text for article in corpus.articles(number, seed=4)]
    parse = best_of(1, lambda: sum(1 for _ in engine.parser.nlp.pipe(texts)))
    how = f"{number:,} articles of mixed news; {cores} cores"
    yield Figure("2 jobs: articles", number / together, "articles/s", how)
    yield Figure("2 jobs against 1", alone / together, "x", "all of it, workers loaded", 1.8)
    yield Figure("2 jobs against parsing only", parse / together, "x", "plain nlp.pipe in one process", 1.8)


def _steady(number: int, jobs: int) -> float:
    """Return the seconds for ``number`` articles once all workers are at work."""
    ahead = 150
    left = pipeline.by_article(
        chain(corpus.articles(ahead, seed=3), corpus.articles(number, seed=4)), jobs=jobs
    )
    for _ in range(ahead):
        next(left)
    with timed() as clock:
        for _ in left:
            pass
    return clock.seconds
