"""Pictures of cooperation and conflict over time and of the figures of extractors, drawn by matplotlib."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import ConfigError
from kg.evaluation.figures import SetResult
from kg.graph.series import Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Blue and orange can be told apart by nearly everybody, in print as well.
_COOPERATION, _CONFLICT, _NET = "#2c7fb8", "#d95f0e", "#333333"
_RESULTS = (_COOPERATION, _CONFLICT, "#969696", "#756bb1")  # of an evaluation, one after the other
_MISSING = "#eeeeee"
_DAYS = {"week": 7, "month": 30, "quarter": 91, "year": 365}
_WIDTH = 0.8  # of a bar, as a share of its period
_GROUP = 0.66  # of a figure's bars together, as a share of its row
# Without these, files hold the day they were made on, or ids that differ from run to run.
_UNDATED = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}

Drawable: TypeAlias = Series | SetResult | Mapping[str, SetResult]
"""What :func:`drawn` takes."""


class Chart:
    """A picture that a notebook shows; ``figure`` is matplotlib's, to be changed or added to."""

    def __init__(self, figure: Figure) -> None:
        """Take the figure."""
        self.figure = figure

    def __repr__(self) -> str:
        return f"Chart({', '.join(axes.get_title() for axes in self.figure.axes)})"

    def save(self, path: str | Path) -> None:
        """Write the picture as PNG, SVG or PDF by the ending; the same picture gives the same bytes.

        Raises ConfigError for another ending, OSError where ``path`` can't be written.
        """
        path = Path(path)
        format = path.suffix.lower().removeprefix(".")
        if format not in _UNDATED:
            raise ConfigError(f"{path.name}: pictures are written as {', '.join(sorted(_UNDATED))}")
        path.write_bytes(self._bytes(format))

    def _repr_png_(self) -> bytes:
        """Return the picture as PNG."""
        return self._bytes("png")

    def _bytes(self, format: str) -> bytes:
        from matplotlib import rc_context

        held = BytesIO()
        with rc_context({"svg.hashsalt": "kg"}):
            self.figure.savefig(held, format=format, metadata=_UNDATED[format])
        return held.getvalue()


def drawn(values: Drawable) -> Chart:
    """Return the picture of values, as :func:`kg.plot` says.

    Raises TypeError for values that have none, ConfigError where matplotlib is not installed.
    """
    if isinstance(values, Series):
        return _series(values)
    if isinstance(values, SetResult):
        return _results({values.name: values})
    if isinstance(values, Mapping) and values and all(isinstance(one, SetResult) for one in values.values()):
        return _results(values)
    raise TypeError("there is a picture of a series, of the result of an evaluation and of several results by name")


def _figure(height: float) -> Figure:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise ConfigError("this needs matplotlib, which is not installed (pip install 'geokg[notebook]')") from None
    return Figure(figsize=(9, height), dpi=80, layout="constrained")


def _series(series: Series) -> Chart:
    figure = _figure(4)
    axes = figure.add_subplot()
    _bars(axes, series)
    axes.axhline(0, color=_NET, linewidth=0.8)
    axes.set_title(f"{series.one.name} and {series.other.name}")
    axes.set_ylabel(f"sum of weights a {series.step.value}")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if series.periods:
        axes.legend(frameon=False)
    else:
        axes.text(0.5, 0.6, "no event with a day", transform=axes.transAxes, ha="center")
    return Chart(figure)


def _bars(axes: Axes, series: Series) -> None:
    if not series.periods:
        return
    width = timedelta(days=_DAYS[series.step.value] * _WIDTH)
    # matplotlib takes dates and times, its types say numbers only.
    at: list[Any] = [datetime.fromisoformat(period.start) + width / 2 for period in series]
    bar: Any = width
    axes.bar(at, [p.cooperation for p in series], bar, color=_COOPERATION, label="cooperation")
    axes.bar(at, [p.conflict for p in series], bar, color=_CONFLICT, label="conflict")
    active = [(middle, p.net) for middle, p in zip(at, series, strict=True) if p.events]
    axes.plot([middle for middle, _ in active], [net for _, net in active], color=_NET, marker="o", markersize=3,
              linestyle="none", label="net")


def _results(results: Mapping[str, SetResult]) -> Chart:
    names = list(dict.fromkeys(name for one in results.values() for name in one.figures))
    figure = _figure(0.9 + len(names) * (0.16 + 0.14 * len(results)))
    axes = figure.add_subplot()
    thick = _GROUP / len(results)
    for place, (label, result, color) in enumerate(zip(results, results.values(), cycle(_RESULTS), strict=False)):
        rows = [row for row, name in enumerate(names) if name in result.figures]
        at = [row + (place + 0.5) * thick - _GROUP / 2 for row in rows]
        axes.barh(at, 1, thick * 0.88, color=_MISSING)
        bars = axes.barh(at, [result.figures[names[row]] for row in rows], thick * 0.88, color=color, label=label)
        axes.bar_label(bars, fmt="%.2f", padding=3, fontsize=8, color=_NET)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)  # the first on top
    axes.set_xlim(0, 1.05)  # every figure is a share; the rest is for the numbers
    axes.set_title(", ".join(dict.fromkeys(f"{one.name}: {one.size:,} labels" for one in results.values())), pad=8)
    axes.tick_params(axis="y", length=0)
    axes.spines[:].set_visible(False)
    axes.xaxis.set_visible(False)  # each bar has its number
    if len(results) > 1:
        figure.legend(loc="outside lower center", ncols=len(results), frameon=False)
    return Chart(figure)
