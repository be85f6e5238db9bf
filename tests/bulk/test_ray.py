"""A real Ray cluster of two workers on this machine, one of them killed in mid-run."""

import os
import re
import shlex
import signal
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest
from typer.testing import CliRunner

from benchmarks import corpus
from kg import pipeline
from kg.bulk import ray_engine
from kg.bulk.partition import Partitions
from kg.cli.app import app
from kg.config import Settings
from kg.model.record import to_record

pytest.importorskip("ray", reason="needs geokg[ray] (make test-ray)")
ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Ray's own warnings are not ours


def workers() -> list[psutil.Process]:
    return [p for p in psutil.process_iter(["name", "cmdline"]) if "MapWorker" in " ".join(p.info["cmdline"] or ())]


def test_the_command_of_the_page_on_scale_gives_the_files_of_a_local_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    [line] = re.findall(r"^    kg (build .*--engine ray.*)$", page, re.MULTILINE)
    (tmp_path / "news").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for words in (shlex.split(line), ["build", "news/", "--out", "local"]):
        assert CliRunner().invoke(app, words).exit_code == 0
    for name in ("claims.jsonl", "graph.ttl", "graph.html", "report.jsonl"):
        assert Path("graph", name).read_bytes() == Path("local", name).read_bytes()


def test_nothing_is_lost_or_doubled_where_a_worker_is_killed(tmp_path: Path) -> None:
    articles = list(corpus.articles(60, seed=7))
    alone = [(a.id, [to_record(c) for c in claims]) for a, claims in pipeline.by_article(articles)]
    killed: list[int] = []
    ended = Event()

    def kill() -> None:
        while not ended.wait(0.1):
            found = workers()
            if found and any((tmp_path / "claims").glob("*.parquet")):
                killed.append(found[0].pid)
                os.kill(found[0].pid, signal.SIGKILL)
                return

    killer = Thread(target=kill, daemon=True)
    killer.start()
    found = [(a.id, [to_record(c) for c in claims])
             for a, claims in ray_engine.by_article(articles, Settings(), tmp_path, workers=2, size=4)]
    ended.set()
    killer.join()
    assert len(killed) == 1
    assert found == alone
    assert len(list((tmp_path / "claims").glob("*.parquet"))) == 15
    parts = list(Partitions(tmp_path, Settings()).write(articles, 4))
    assert ray_engine.run(parts, Settings()) == 0  # all is done: nothing is done again
