"""Partitions on a Ray cluster, by Ray Data; ray is imported here only. See docs/scale.md."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.bulk.partition import SIZE, Part, Partitions, Processor
from kg.config import Settings
from kg.errors import ConfigError, WorkerError
from kg.model import Article, Claim


def by_article(articles: Iterable[Article], settings: Settings, folder: Path, *, workers: int = 2,
               size: int = SIZE) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each article with its claims, in order, extracted by ``workers`` of Ray.

    The articles are written into parts of ``size`` in ``folder``, which every machine of the cluster must reach under
    the same path; parts that are done from an earlier run are not done again. Raises ConfigError where ray is not
    installed or the folder can't be written, WorkerError where Ray gives up.
    """
    kept: list[Article] = []

    def noted() -> Iterator[Article]:
        for article in articles:
            kept.append(article)
            yield article

    parts = list(Partitions(folder, settings).write(noted(), size))
    run(parts, settings, workers=workers)
    left = iter(kept)
    for part in parts:
        claims: dict[str, list[Claim]] = {}
        for id, claim in part.results():
            claims.setdefault(id, []).append(claim)
        for _, article in zip(range(size), left, strict=False):
            yield article, tuple(claims.get(article.id, ()))


def run(parts: Iterable[Part], settings: Settings, *, workers: int = 2) -> int:
    """Do the parts that are not done, on the cluster that RAY_ADDRESS names, else on one that is started here.

    Returns the number of parts done. A worker or a machine that is lost is replaced by Ray, which does its part again;
    the part's file is the same then. Raises ConfigError where ray is not installed, WorkerError where Ray gives up.
    """
    how = pickle.dumps(settings)  # in each row: what a worker is made with may be gone when Ray makes it again
    left = [{"source": part.source, "target": part.target, "settings": how} for part in parts if not part.done]
    if not left:
        return 0
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
        from ray.data import ActorPoolStrategy
    except ImportError:
        raise ConfigError("--engine ray needs Ray: pip install 'geokg[ray]'") from None
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    own = not ray.is_initialized()
    if own:
        elsewhere = "RAY_ADDRESS" in os.environ
        local: dict[str, Any] = {} if elsewhere else {"num_cpus": workers, "include_dashboard": False}
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **local)
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        pool = ActorPoolStrategy(size=min(workers, len(left)), max_tasks_in_flight_per_actor=1)
        rows = ray.data.from_items(left, override_num_blocks=len(left))
        done = rows.map_batches(_Worker, batch_size=1, compute=pool, num_cpus=1)
        return sum(1 for _ in done.iter_rows())
    except ray.exceptions.RayError as error:
        raise WorkerError(f"Ray gave up: {' '.join(str(error).split())[:300]}") from error
    finally:
        if own:
            ray.shutdown()


class _Worker:
    """What Ray keeps on each worker: the engine, loaded for its first part."""

    def __init__(self) -> None:
        self._processor: Processor | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Do the parts of a batch, those that an earlier try has done left out."""
        for source, target, how in zip(batch["source"], batch["target"], batch["settings"], strict=True):
            part = Part(str(source), str(target))
            if not part.done:
                self._processor = self._processor or Processor(pickle.loads(how))
                part.process(self._processor)
        return {"target": batch["target"]}
