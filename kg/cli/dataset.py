"""What ``kg query`` and ``kg serve`` ask: RDF files, or the graph of a store, of claims or of articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg import __version__, pipeline
from kg.cli.console import UNUSABLE, report, warn
from kg.cli.inputs import graph_of
from kg.clocks import Window
from kg.config import Settings
from kg.errors import ConfigError, InputError
from kg.store import Store, is_store

if TYPE_CHECKING:
    from pyoxigraph import Store as Triples


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a source is meant: who is who, what was decided, by time, and whether the vocabulary is asked along."""

    settings: Settings
    overrides: Path | None = None
    decisions: Path | None = None
    rollup: str | None = None
    window: Window = field(default_factory=Window)
    vocabulary: bool = False


def graph(source: str, choice: Choice) -> pipeline.Graph:
    """Return the graph of a source that is not RDF. Says what can't be read of it, and leaves where nothing can."""
    found = graph_of([source], choice.settings, choice.overrides, choice.rollup, choice.window,
                     decisions=choice.decisions)
    report(found.errors)
    warn(found.warnings)
    if not found.articles and found.errors:
        raise typer.Exit(UNUSABLE)
    if not found.articles:
        raise InputError(source, "holds nothing that can be asked", "see kg query --help")
    return found


def is_rdf(source: str) -> bool:
    """Say whether a source is an RDF file."""
    from kg.sparql.files import is_rdf as named_so

    path = Path(source)
    return named_so(path) and not path.is_dir()


@contextmanager
def index(source: str, choice: Choice, *, keep: bool, known: pipeline.Graph | None = None) -> Iterator[Path]:
    """Give the folder of an index of a source: kept beside it, or gone afterwards.

    ``known`` is the graph of the source where it was read already. Raises what reading it raises.
    """
    from kg.sparql.files import VOCABULARY
    from kg.sparql.index import kept, of_claims, of_files, temporary

    def fill(store: Triples) -> None:
        if choice.vocabulary:
            of_files(choice.settings.ontology / name for name in VOCABULARY)(store)
        if is_rdf(source):
            of_files([Path(source)])(store)
        else:
            found = known or graph(source, choice)
            of_claims(found.viewed, found.ontology)(store)

    if not keep:
        with temporary(fill) as place:
            yield place
        return
    if not Path(source).exists():
        raise ConfigError("--index keeps an index beside a file, and there is none of that name")
    yield kept(Path(source), fill, _key(source, choice))


def _key(source: str, choice: Choice) -> list[object]:
    """Return what an index depends on."""
    from kg.overrides import beside
    from kg.sparql.index import state

    path = Path(source)
    if is_store(path):
        with Store.open(path, ontology=choice.settings.ontology) as store:
            own: object = store.revision()
    else:
        own = state(path)
    settings, window = choice.settings, choice.window
    files = [state(file) for file in (choice.overrides, choice.decisions or beside(path)) if file]
    ontology = [state(one) for one in sorted(settings.ontology.rglob("*")) if one.is_file()]
    return [__version__, own, files, choice.rollup, [window.as_of, window.during, window.ingested_by], settings.model,
            choice.vocabulary, ontology]
