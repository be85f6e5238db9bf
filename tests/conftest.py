"""What several test files need: an engine that finds fixed claims, so that tests of the line need no model."""

import gc
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType

import pytest

from kg.config import Settings
from kg.engine import Engine
from kg.model import (
    Actor,
    ActorType,
    Article,
    Attribution,
    Claim,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Qualifiers,
    Span,
)

TURKEY = Actor("turkey", "Turkey", ActorType.STATE, "TUR")
RUSSIA = Actor("russia", "Russia", ActorType.STATE, "RUS")


class FakeEngine:
    """Finds meets(Turkey, Russia) wherever a line says "Turkey meets Russia"."""

    loaded_with: Settings | None = None

    @classmethod
    def load(cls, settings: Settings) -> "FakeEngine":
        cls.loaded_with = settings
        return cls()

    def claims(self, articles: Iterable[Article]) -> Iterator[Claim]:
        for article in articles:
            start = 0
            while (start := article.text.find("Turkey meets Russia", start)) >= 0:
                yield self._claim(article, start)
                start += 1

    def by_article(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
        for article in articles:
            yield article, tuple(self.claims([article]))

    def _claim(self, article: Article, start: int) -> Claim:
        def span(offset: int, length: int) -> Span:
            return Span.of(article.text, start + offset, start + offset + length)

        return Claim.make(
            article=article.ref, subject=Mention(TURKEY, span(0, 6)), predicate="meets",
            object=Mention(RUSSIA, span(13, 6)), polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED,
            attribution=Attribution(), time=None, qualifiers=Qualifiers(),
            evidence=Evidence(span(0, 19), span(7, 5)), confidence=0.8, extractor="fake/1")


@pytest.fixture
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> type[FakeEngine]:
    """Put the fake in the place of the real engine and of the seconds it takes to load."""
    module = ModuleType("kg.engine")
    module.Engine = FakeEngine  # type: ignore[attr-defined]
    module.version = lambda settings: f"fake/1+{settings.model}"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kg.engine", module)
    return FakeEngine


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The real engine with model and data, loaded once for all tests that read text."""
    loaded = Engine.load(Settings())
    gc.collect()
    gc.freeze()  # it stays to the end, and so do the tests: no collection need look at them again
    return loaded
