"""A picture of cooperation and conflict over time, drawn by matplotlib."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError
from kg.graph.series import Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Blue and orange can be told apart by nearly everybody, in print as well.
_COOPERATION, _CONFLICT, _NET = "#2c7fb8", "#d95f0e", "#333333"
_DAYS = {"week": 7, "month": 30, "quarter": 91, "year": 365}
_WIDTH = 0.8  # of a bar, as a share of its period
# Without these, files hold the day they were made on, or ids that differ from run to run.
_UNDATED = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}


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


def drawn(series: Series) -> Chart:
    """Return the picture of a series. Raises ConfigError where matplotlib is not installed."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise ConfigError("this needs matplotlib, which is not installed (pip install 'geokg[notebook]')") from None
    figure = Figure(figsize=(9, 4), dpi=80, layout="constrained")
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
