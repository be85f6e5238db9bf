"""What a notebook asks of a graph besides making it: tables of values, figures of an extractor, and pictures.

Everything heavy is imported where it is first needed, as in :mod:`kg.pipeline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.config import Settings
from kg.model import Article, Claim
from kg.tabular import Table

if TYPE_CHECKING:
    from kg.analysis.chart import Chart, Drawable
    from kg.analysis.rows import Tabulated
    from kg.evaluation.figures import SetResult

Extractor: TypeAlias = Callable[[Iterable[Article]], Iterable[Claim]]
"""Anything that finds claims in articles, as :func:`kg.extract_claims` does."""


def table(values: Tabulated) -> Table:
    """Return a table of claims, relations, disputes (a row a side), input errors or a series.

    Of an evaluation: its ``figures``, its ``details``, or several results by name, side by side. Values in a list are
    of one kind. Raises TypeError for what is none of these.
    """
    from kg.analysis.rows import tabulated

    return tabulated(values)


def plot(values: Drawable) -> Chart:
    """Return a picture of a series, or of an evaluation.

    Of a series: cooperation above the line, conflict below, and their sum. Of the result of an evaluation, or of
    several by name: a bar for each figure, those of the results side by side. A notebook shows it; ``save(path)``
    writes PNG, SVG or PDF by the ending. Raises TypeError for other values, ConfigError where matplotlib is not
    installed.
    """
    from kg.analysis.chart import drawn

    return drawn(values)


def evaluate(gold: str | Path, extractor: Extractor | None = None, *, settings: Settings | None = None) -> SetResult:
    """Return the figures of an extractor over a folder of labelled articles: precision, recall, F1 and the fields.

    ``gold`` holds pairs ``NAME.json``, ``NAME.gold.jsonl`` (``docs/evaluation.md``); ``kg review --gold`` writes such
    pairs. ``extractor`` takes articles and gives their claims; without it kg's own rules are measured, with
    ``settings``. Raises InputError where the folder holds no labelled articles or they can't be read.
    """
    from kg.evaluation.run import Parts, gold_figures

    return gold_figures(Path(gold), Parts(settings or Settings()), extractor)
