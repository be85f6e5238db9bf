"""Running the engine over a few sentences: what tests of actors and claims share."""

from collections.abc import Iterable, Iterator

from kg.engine import Engine
from kg.model import Article, Claim
from kg.text import Reading

PUBLISHED = "2024-06-03"
"""A Monday: the date of publication where a test gives none."""


def article(
    text: str, published: str | None = PUBLISHED, *, title: str = "", id: str | None = None
) -> Article:
    """Return an article whose text is all body."""
    return Article.make(text, title=title, published=published, publisher="Example Post", id=id)


def read_all(engine: Engine, articles: Iterable[Article]) -> Iterator[Reading]:
    """Yield the articles parsed and annotated, every line a paragraph and no line taken for furniture."""
    for reading in engine.parser.read_all((a, _lines(a.text)) for a in articles):
        engine.resolver.annotate(reading)
        yield reading


def read(engine: Engine, text: str, published: str | None = PUBLISHED, *, title: str = "") -> Reading:
    """Return one text parsed and annotated."""
    return next(read_all(engine, [article(text, published, title=title)]))


def claims(engine: Engine, text: str, published: str | None = PUBLISHED, *, title: str = "") -> list[Claim]:
    """Return the claims of one text."""
    return list(engine.extractor.claims(read(engine, text, published, title=title)))


def names_at(reading: Reading, start: int, end: int) -> set[str]:
    """Return the names of the actors for whom the tokens within the span stand."""
    return {
        m.actor.name
        for s in reading.sentences
        for i, mentions in s.actors.items()
        for m in mentions
        if start <= s.tokens[i].start and s.tokens[i].end <= end
    }


def actors(reading: Reading) -> dict[str, str]:
    """Return the actors of a reading by the words that name them, "words" -> "Name" (several joined by " + ")."""
    found: dict[str, str] = {}
    for sentence in reading.sentences:
        for mentions in sentence.actors.values():
            found[mentions[0].span.text] = " + ".join(m.actor.name for m in mentions)
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans
