"""From a hundred articles to a hundred thousand: one run, with time and memory at every step of the way.

The time is that of the machine's clock and that of its processors: the second hardly moves with what else
is going on.
"""

import os
from collections.abc import Iterator
from itertools import chain, pairwise
from time import perf_counter

import psutil

from benchmarks import corpus
from benchmarks.common import Figure, Sizes
from kg import pipeline

TITLE = "Growth: from a hundred articles to a hundred thousand"

_STEPS = {
    Sizes.SMALL: (5, 10),
    Sizes.USUAL: (100, 1000),
    Sizes.LARGE: (100, 1000, 10_000, 100_000),
}
_AHEAD = 150
"""Articles that are done before the clock starts, so that all workers have loaded their models."""
_EVERY = 100
"""Articles from one look at the memory to the next."""


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures of every step as it is reached."""
    jobs = min(2, os.cpu_count() or 1)
    steps = _STEPS[sizes]
    done = pipeline.by_article(
        chain(corpus.articles(_AHEAD, seed=5), corpus.articles(steps[-1], seed=6)), jobs=jobs
    )
    for _ in range(_AHEAD):
        next(done)
    start, spent = perf_counter(), _processor_seconds()
    first_time = first_work = first_memory = 0.0
    for before, step in pairwise((0, *steps)):
        most = 0
        for number in range(before, step):
            next(done)
            if number % _EVERY == 0 or number + 1 == step:
                most = max(most, _memory())
        seconds, work = perf_counter() - start, _processor_seconds() - spent
        first_time, first_work = first_time or seconds / step, first_work or work / step
        first_memory = first_memory or most
        name = f"{step:,} articles"
        yield Figure(f"{name}: in all", seconds, "s", f"{jobs} jobs, {step / seconds:.1f} articles/s")
        yield Figure(f"{name}: clock an article", seconds / step / first_time, "x", "of the first step's")
        yield Figure(
            f"{name}: processor an article",
            work / step / first_work,
            "x",
            f"of the first step's; {1000 * work / step:.1f} ms",
        )
        yield Figure(
            f"{name}: memory",
            most / 1e6,
            "MB",
            f"all processes, at its peak; {most / first_memory:.2f} of the first",
        )


def _processes() -> list[psutil.Process]:
    this = psutil.Process()
    return [this, *this.children(recursive=True)]


def _memory() -> int:
    """Return the bytes that this process and its workers hold."""
    return sum(process.memory_info().rss for process in _processes())


def _processor_seconds() -> float:
    """Return the seconds that processors have spent on this process and its workers."""
    times = [process.cpu_times() for process in _processes()]
    return sum(time.user + time.system for time in times)
