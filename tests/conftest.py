"""What several test files need: the data, the engine and the commands, and an engine that finds fixed claims, so that
tests of the line need no model.
"""

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from kg import gazetteer, ontology
from kg.config import Settings
from kg.engine import Engine
from kg.gazetteer import Gazetteer
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
from kg.ontology import Ontology

SHARED = Path(os.environ["KG_SHARED"]) if os.environ.get("KG_SHARED") else None
"""Where the labelled sets of others lie; a test that needs them is skipped without it."""
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


@pytest.fixture
def loaded(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The real engine, which is also what whoever loads an engine gets."""
    monkeypatch.setattr(Engine, "load", lambda *_: engine)
    return engine


@pytest.fixture
def cli(fake_engine: type[FakeEngine], monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Commands with the fake engine, in lines so long that they are not broken."""
    monkeypatch.setenv("COLUMNS", "200")
    return CliRunner()


@pytest.fixture
def real_cli(loaded: Engine, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Commands with the real engine, in lines so long that they are not broken."""
    monkeypatch.setenv("COLUMNS", "200")
    return CliRunner()


@pytest.fixture(scope="session")
def types() -> Ontology:
    """The relation types that come with kg."""
    return ontology.load()


@pytest.fixture(scope="session")
def known() -> Gazetteer:
    """The actors that come with kg."""
    return gazetteer.load()
