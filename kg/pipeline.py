"""The whole line: inputs to articles to claims to a graph. It joins the stages and knows nothing of its own.

The stages are imported where they are first needed: spaCy, rdflib and pyvis take seconds together, and
``kg --help`` or a reader of claims needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.config import Settings
from kg.errors import ConfigError, InputError
from kg.model import Actor, Article, ArticleRef, Claim, Relation

if TYPE_CHECKING:
    import networkx as nx

    from kg.gazetteer import Gazetteer
    from kg.graph.asked import Asked
    from kg.graph.disputes import Dispute
    from kg.graph.rollup import RollupMode
    from kg.graph.series import Series
    from kg.graph.view import View
    from kg.ingest import ReadOptions
    from kg.ontology import Ontology
    from kg.overrides import Decisions, Overrides
    from kg.tabular import Table

Input: TypeAlias = str | Path | Article | Mapping[str, Any] | InputError


@dataclass(frozen=True, repr=False)
class Graph:
    """What was read out of some articles.

    ``claims`` are in the order of the articles and their text; ``articles`` are those that could be read;
    ``errors`` says why the other inputs could not. Relations and the network are derived when first asked for.

    ``overrides`` and ``rollup`` say who is who in what is derived, ``decisions`` which claims are wrong; ``claims`` and
    their JSON Lines stay as the articles have them. :meth:`seen` gives another view of the same claims.
    """

    claims: tuple[Claim, ...]
    articles: tuple[ArticleRef, ...] = ()
    errors: tuple[InputError, ...] = ()
    settings: Settings = field(default_factory=Settings)
    overrides: Overrides | None = None
    rollup: RollupMode | None = None
    decisions: Decisions | None = None

    def __repr__(self) -> str:
        return f"Graph({len(self.articles):,} articles, {len(self.claims):,} claims, {len(self.errors):,} errors)"

    @cached_property
    def decided(self) -> tuple[Claim, ...]:
        """The claims without those that were rejected, and the others as corrected; with the same ids.

        Raises ConfigError for a correction that is impossible.
        """
        if self.decisions is None:
            return self.claims
        from kg.graph.relations import actors
        from kg.overrides import decide

        return decide(self.claims, self.decisions, self.ontology, lambda: actors(self.claims), lambda: self.gazetteer)

    @cached_property
    def view(self) -> View | None:
        """Who is who by the overrides and the roll-up; None where there are neither.

        Raises ConfigError where overrides contradict each other.
        """
        if self.overrides is None and self.rollup is None:
            return None
        from kg.graph.relations import actors
        from kg.graph.rollup import Rollup
        from kg.graph.view import View
        from kg.overrides import Overrides, resolve

        resolution = resolve(self.overrides or Overrides(), actors(self.decided), self.gazetteer)
        return View(resolution, Rollup(self.gazetteer, self.rollup) if self.rollup else None)

    @cached_property
    def viewed(self) -> tuple[Claim, ...]:
        """The claims as decided, with the actors of the view: of them relations, network and most exports are made.

        Their ids are those of ``claims``. Those of ignored actors, and between actors that became one, are left out.
        """
        return self.view.claims(self.decided) if self.view else self.decided

    @property
    def in_order(self) -> bool:
        """Whether ``claims`` are known to be in the order of the exports; False, as they are in that of the inputs."""
        return False

    @property
    def warnings(self) -> tuple[str, ...]:
        """Lines for people about overrides that name nobody in this build."""
        return self.view.resolution.warnings if self.view else ()

    def seen(self, *, overrides: Overrides | str | Path | None = None, rollup: str | None = None,
             decisions: Decisions | str | Path | None = None) -> Graph:
        """Return the graph of the same claims with these overrides, roll-up and decisions in place of its own.

        Takes and raises what :func:`build` does; no article is read again.
        """
        chosen, mode = _choices(overrides, rollup)
        graph = replace(self, overrides=chosen, rollup=mode, decisions=_decisions(decisions))
        _ = graph.decided, graph.view  # what is impossible shows here and not in the middle of an export
        return graph

    @cached_property
    def ontology(self) -> Ontology:
        """The relation types and kinds of actor in use."""
        from kg.ontology import load

        return load(self.settings.ontology)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Who is known, with names, offices and places."""
        from kg.gazetteer import load

        return load(self.settings.ontology)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All claims with the same subject, predicate and object as one relation each."""
        from kg.graph.relations import relations

        return relations(self.viewed, self.ontology)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The articles that are copies of one report: for the id of each the id of its group.

        Without their texts they are known by the sentences that claims stand on
        (:func:`kg.graph.syndication.independent_sources`).
        """
        from kg.graph.syndication import independent_sources

        return independent_sources(self.claims)

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """What one affirms and another denies, and what can hardly both hold, the weightiest first."""
        from kg.graph.disputes import disputes

        return disputes(self.relations, self.ontology, self.sources)

    @cached_property
    def nx(self) -> nx.MultiDiGraph[str]:
        """The network: a node an actor, an edge a relation, with counts, dates, publishers and its claims."""
        from kg.graph.network import to_networkx

        return to_networkx(self.relations, self.ontology)

    @cached_property
    def asked(self) -> Asked:
        """What finds its actors by name and answers about them."""
        from kg.graph.asked import AskedClaims

        return AskedClaims(self.viewed, self.ontology, lambda: self.gazetteer)

    def find(self, name: str) -> Actor:
        """Return the actor of this graph that a name or an id means: "Ankara" is Turkey.

        Raises ConfigError, with the nearest names, where nobody or more than one is called so.
        """
        return self.asked.find(name)

    def between(self, one: str, other: str) -> tuple[Claim, ...]:
        """Return the claims that name both actors as an end or as the counterparty, by date of publication.

        Raises ConfigError as :meth:`find`.
        """
        from kg.graph.relations import chronological

        return tuple(sorted(self.asked.dealings(self.find(one), self.find(other)), key=chronological))

    def series(self, one: str, other: str, step: str = "month") -> Series:
        """Return cooperation and conflict between two actors over time, weighed by the Goldstein scale.

        ``step`` is "week", "month", "quarter" or "year". How events are counted: :func:`kg.graph.series.series`.
        Raises ConfigError as :meth:`find`, and for an unknown step.
        """
        from kg.graph.series import Series, Step, series

        if step not in tuple(Step):
            raise ConfigError(f"there is no step {step!r} (it is one of: {', '.join(Step)})")
        ends = self.find(one), self.find(other)
        length = Step(step)
        return Series(*ends, length, series(*ends, self.asked.dealings(*ends), self.ontology, length))

    def query(self, sparql: str) -> Table:
        """Return the rows of a SPARQL query (SELECT or ASK) over the graph as RDF; IRIs in their short form.

        The prefixes of exported files need no declaration. Raises QueryError for a query that is none, that gives
        triples, or that takes longer than a minute, and ConfigError where pyoxigraph is not installed.
        """
        from kg.sparql.index import of_claims, temporary
        from kg.sparql.results import rows
        from kg.sparql.runner import Bounds, Runner

        with temporary(of_claims(self.viewed, self.ontology)) as place, Runner(place, Bounds()) as runner:
            answer = runner.ask(sparql)
        return rows(answer.kind, answer.data)

    def to_jsonl(self, path: str | Path) -> None:
        """Write the claims as JSON Lines, one claim a line. Raises OSError where ``path`` can't be written."""
        from kg.export.jsonl import write

        write(self.claims, Path(path))

    def to_turtle(self, path: str | Path) -> None:
        """Write actors, claims and relations as RDF in Turtle. Raises OSError where ``path`` can't be written."""
        from kg.export.turtle import write

        write(self.viewed, self.ontology, Path(path))

    def to_html(self, path: str | Path, *, title: str | None = None) -> None:
        """Write the graph as one page that needs no network. Raises OSError where ``path`` can't be written."""
        from kg.export.html import TITLE, write

        write(self.relations, self.ontology, Path(path), title=title or TITLE, known=self.gazetteer)

    def show(self, *, height: int = 640, title: str | None = None) -> None:
        """Show the graph: in a notebook below the cell, ``height`` pixels high; elsewhere in the browser.

        Raises ConfigError for a height that is none, and where there is no notebook and no browser.
        """
        from kg.export import notebook
        from kg.export.browser import opened, temporary

        if notebook.in_notebook():
            from kg.export.html import TITLE, dumps

            notebook.display(dumps(self.relations, self.ontology, title=title or TITLE, known=self.gazetteer), height)
            return
        page = temporary()
        self.to_html(page, title=title)
        if not opened(page):
            raise ConfigError(f"{page}: no browser was found to open it (open it yourself, or use to_html)")

    def _repr_html_(self) -> str:
        """Return the card that a notebook shows for a graph: counts, and the relations with most claims."""
        from kg.export.notebook import card

        return card(self.relations, self.viewed, self.articles, len(self.errors), self.ontology)


def read(inputs: Iterable[Input] | str | Path, *, options: ReadOptions | None = None) -> Iterator[Article | InputError]:
    """Yield the articles of paths, Article values and mappings in their order; what can't be used is an InputError.

    A path is a file of any format that is read (see docs/inputs.md) or a folder; a mapping is an article as in JSON
    (``title``, ``text``, ...). ``options`` say what the fields of records are called, what is fetched and what the
    limits are.
    """
    from kg.ingest import read as read_inputs

    return read_inputs([inputs] if isinstance(inputs, str | Path) else inputs, options)


def extract_claims(articles: Iterable[Article], settings: Settings | None = None, *, jobs: int = 1) -> Iterator[Claim]:
    """Yield the claims of articles, in the order of the articles and of their text.

    Articles are taken one after the other as claims are asked for, with more than one of ``jobs`` (worker processes) a
    little ahead; the model is loaded for the first one. Then ConfigError is raised where it is not installed,
    OntologyError where a file of the ontology is broken, and what :func:`by_article` raises.
    """
    for _, claims in by_article(articles, settings, jobs=jobs):
        yield from claims


def by_article(articles: Iterable[Article], settings: Settings | None = None, *, jobs: int = 1,
               lost: Callable[[InputError], None] | None = None) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each article with its claims, in order, by ``jobs`` worker processes where they are more than one.

    An article over which three workers died is handed to ``lost``; without it, the InputError is raised. Raises
    ConfigError, OntologyError, and WorkerError where workers can't start.
    """
    from kg.bulk import by_article
    from kg.ingest import writable

    return by_article(map(writable, articles), settings or Settings(), jobs=jobs, lost=lost)


def build(inputs: Iterable[Input] | str | Path, *, settings: Settings | None = None,
          overrides: Overrides | str | Path | None = None, rollup: str | None = None,
          options: ReadOptions | None = None, decisions: Decisions | str | Path | None = None,
          jobs: int = 1, partitions: Path | None = None) -> Graph:
    """Read articles, find their claims and return the graph of them.

    ``inputs`` are paths of files and folders, Article values, or mappings as in JSON. An input that can't be used
    stops nothing: it is in ``graph.errors``. ``overrides`` is an overrides file; what in it names nobody is in
    ``graph.warnings``. ``rollup`` is None, "state" or "state+leaders". ``options`` are those of :func:`read`.
    ``decisions`` is a file of decisions on claims, ``jobs`` the number of worker processes. With a folder for
    ``partitions`` Ray does the work, on as many workers. Raises what :func:`extract_claims` raises, and ConfigError
    where overrides or decisions can't be read or contradict each other, or Ray is not installed.
    """
    chosen, mode = _choices(overrides, rollup)
    decided = _decisions(decisions)
    settings = settings or Settings()
    errors: list[InputError] = []
    articles: list[ArticleRef] = []
    given = _sorted_out(read(inputs, options=options), articles, errors)
    if partitions:
        from kg.bulk import ray_engine
        from kg.ingest import writable

        found = ray_engine.by_article(map(writable, given), settings, partitions, workers=jobs)
    else:
        found = by_article(given, settings, jobs=jobs, lost=errors.append)
    claims = tuple(claim for _, claims in found for claim in claims)
    return Graph(claims, tuple(articles), tuple(errors), settings).seen(overrides=chosen, rollup=mode,
                                                                        decisions=decided)


def _choices(overrides: Overrides | str | Path | None,
             rollup: str | None) -> tuple[Overrides | None, RollupMode | None]:
    """Read and check what a caller chose, before any article is read."""
    chosen: Overrides | None = None
    mode: RollupMode | None = None
    if overrides is not None:
        from kg.overrides import check
        from kg.overrides import read as read_overrides

        chosen = read_overrides(overrides) if isinstance(overrides, str | Path) else overrides
        check(chosen)
    if rollup is not None:
        from kg.graph.rollup import RollupMode

        mode = RollupMode.named(rollup)
    return chosen, mode


def _decisions(given: Decisions | str | Path | None) -> Decisions | None:
    from kg.overrides import read_decisions

    return read_decisions(given) if isinstance(given, str | Path) else given


def _sorted_out(results: Iterable[Article | InputError], articles: list[ArticleRef],
                errors: list[InputError]) -> Iterator[Article]:
    """Pass the articles on and keep a note of each; keep the errors."""
    for result in results:
        if isinstance(result, InputError):
            errors.append(result)
        else:
            articles.append(result.ref)
            yield result
