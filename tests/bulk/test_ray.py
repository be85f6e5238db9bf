"""A real Ray cluster of two workers on this machine, one of them killed in mid-run."""

import os
import signal
import time
from pathlib import Path
from threading import Thread

import psutil
import pytest

from benchmarks import corpus
from kg import pipeline
from kg.bulk import ray_engine
from kg.bulk.partition import Partitions
from kg.config import Settings
from kg.model.record import to_record

pytest.importorskip("ray", reason="needs geokg[ray] (make test-ray)")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Ray's own warnings are not ours


def workers() -> list[psutil.Process]:
    return [p for p in psutil.process_iter(["name", "cmdline"]) if "MapWorker" in " ".join(p.info["cmdline"] or ())]


def test_nothing_is_lost_or_doubled_where_a_worker_is_killed(tmp_path: Path) -> None:
    articles = list(corpus.articles(60, seed=7))
    alone = [(a.id, [to_record(c) for c in claims]) for a, claims in pipeline.by_article(articles)]
    killed: list[int] = []

    def kill() -> None:
        for _ in range(600):
            found = workers()
            if found and any((tmp_path / "claims").glob("*.parquet")):
                killed.append(found[0].pid)
                os.kill(found[0].pid, signal.SIGKILL)
                return
            time.sleep(0.1)

    killer = Thread(target=kill)
    killer.start()
    found = [(a.id, [to_record(c) for c in claims])
             for a, claims in ray_engine.by_article(articles, Settings(), tmp_path, workers=2, size=4)]
    killer.join()
    assert len(killed) == 1
    assert found == alone
    assert len(list((tmp_path / "claims").glob("*.parquet"))) == 15
    parts = list(Partitions(tmp_path, Settings()).write(articles, 4))
    assert ray_engine.run(parts, Settings()) == 0  # all is done: nothing is done again
