"""What every suite shares: figures, clocks, memory, and results as JSON and as tables.

A suite has ``TITLE`` and ``measure(sizes) -> Iterator[Figure]``. Results lie in ``benchmarks/results``, one
JSON file a suite; ``docs/benchmarks.md`` shows them as tables.
"""

import gc
import json
import os
import platform
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
DOCS = ROOT / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- results -->", "<!-- end of results -->"


class Sizes(StrEnum):
    """How much a suite measures: SMALL for a test of the suite itself, USUAL in minutes, LARGE as long as it takes."""

    SMALL = "small"
    USUAL = "usual"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was measured, how much, in which unit ("words/s", "MB", "x" for a ratio); ``note`` says how.

    ``goal`` is the least that is wanted, None where none is set.
    """

    name: str
    value: float
    unit: str
    note: str = ""
    goal: float | None = None


@dataclass(slots=True)
class Clock:
    """The seconds that the block under :func:`timed` took; 0 until it is done."""

    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Clock]:
    """Measure the wall time of a block; rubbish of what ran before is collected first."""
    gc.collect()
    clock, start = Clock(), perf_counter()
    try:
        yield clock
    finally:
        clock.seconds = perf_counter() - start


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of ``runs`` runs: what others do on the machine only ever slows one down."""
    seconds = []
    for _ in range(runs):
        with timed() as clock:
            work()
        seconds.append(clock.seconds)
    return min(seconds)


def peak_mb() -> float:
    """Return the most memory that this process has held so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells holds the memory of the process that this one was forked from
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def run(
    name: str, title: str, measure: Callable[[Sizes], Iterable[Figure]], sizes: Sizes, folder: Path = RESULTS
) -> list[Figure]:
    """Run a suite, print its figures as they come and write ``folder/name.json``; return them."""
    print(f"== {title}", flush=True)
    figures = []
    for figure in measure(sizes):
        figures.append(figure)
        print(f"{figure.name:48} {shown(figure.value):>12} {figure.unit:10} {figure.note}", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        "title": title,
        "sizes": sizes.value,
        "machine": _machine(),
        "figures": [asdict(f) for f in figures],
    }
    (folder / f"{name}.json").write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return figures


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "spacy": version("spacy"),
    }


def shown(value: float) -> str:
    """Return a figure as people read it: three places that count, thousands apart."""
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def tables(folder: Path = RESULTS) -> str:
    """Return the results of all suites as Markdown, a heading and a table each, in the order of their file names."""
    parts = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        machine = record["machine"]
        parts += [
            f"## {record['title']}",
            "",
            f"{machine['cores']} cores ({machine['machine']}), Python {machine['python']}, spaCy {machine['spacy']}; "
            f"sizes: {record['sizes']}. `python -m benchmarks {path.stem}`",
            "",
            "| | figure | unit | goal | how |",
            "|---|---:|---|---:|---|",
        ]
        for figure in record["figures"]:
            goal = "" if figure["goal"] is None else shown(figure["goal"])
            parts.append(
                f"| {figure['name']} | {shown(figure['value'])} | {figure['unit']} | {goal} | {figure['note']} |"
            )
        parts.append("")
    return "\n".join(parts)


def in_document(text: str, folder: Path = RESULTS) -> str:
    """Return the document ``text`` with the tables of today's results between its two marks."""
    before, _, rest = text.partition(_BEGIN)
    return f"{before}{_BEGIN}\n\n{tables(folder)}\n{_END}{rest.partition(_END)[2]}"


def update_document() -> None:
    """Put the results into ``docs/benchmarks.md``."""
    DOCS.write_text(in_document(DOCS.read_text("utf-8")), "utf-8")
