"""Writers that are killed, and writers that come at the same time."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import Store
from tests.store.writer import EXTRACTOR, items

ROOT = Path(__file__).parents[2]
COUNT = 1500
KILLS = 25


def start(path: Path, first: int = 0, count: int = COUNT) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-m", "tests.store.writer", str(path), str(first), str(count)], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def killed(path: Path, delay: float, acknowledged: int) -> tuple[set[int], bool]:
    """Run a writer until some articles are acknowledged and a while has passed, and kill it.

    Returns what it acknowledged, and whether it was killed or was faster.
    """
    process = start(path)
    assert process.stdout
    lines = [line for _ in range(acknowledged) if (line := process.stdout.readline())]
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    rest, errors = process.communicate()
    assert process.returncode in (0, -signal.SIGKILL), errors
    # A last line that was cut off in the middle was not acknowledged.
    said = {int(line) for line in ("".join(lines) + rest).splitlines(keepends=True) if line.endswith("\n")}
    return said, process.returncode < 0


def check(path: Path) -> None:
    """Assert that the file is whole and that what is kept ready is what a count gives."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    counted = connection.execute(
        """SELECT subject, coalesce(object, 0), predicate, polarity, count(*), min(published), max(published) FROM claim
           WHERE current GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""").fetchall()
    kept = connection.execute(
        """SELECT subject, object, predicate, polarity, claims, first, last FROM tally
           ORDER BY subject, object, predicate, polarity""").fetchall()
    assert kept == counted
    # One current version a series, one current extraction a version, and every text there.
    for wrong in ("SELECT series FROM article GROUP BY series HAVING sum(current) <> 1",
                  "SELECT article FROM extraction GROUP BY article HAVING sum(current) <> 1",
                  "SELECT key FROM article EXCEPT SELECT article FROM body"):
        assert connection.execute(wrong).fetchall() == []
    connection.close()


def undisturbed(path: Path) -> list[object]:
    with Store.open(path, write=True) as store:
        list(store.add(items(0, COUNT), EXTRACTOR))
        return [store.counts(), *store.claims()]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is needed")
def test_a_writer_killed_at_any_point_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path, chance = tmp_path / "news.kg", random.Random(7)
    acknowledged: set[int] = set()
    kills = 0
    for number in range(KILLS):
        # Some are killed while they start, which is when a new store is made.
        at_start = number < 6 or number % 5 == 0
        said, done = killed(path, chance.uniform(0, 0.3 if at_start else 0.05), 0 if at_start else 40 * number)
        acknowledged |= said
        kills += done
        if not path.exists():
            continue
        with Store.open(path, write=True) as store:
            held = {claim.id: claim for claim in store.claims(history=True)}
            for count, (text, [claim]) in enumerate(items(0, COUNT)):
                if count in acknowledged:
                    assert store.has(text)
                    assert held[claim.id] == claim
        check(path)
    assert kills > KILLS // 2
    assert acknowledged
    rest = start(path)
    output, errors = rest.communicate()
    assert (rest.returncode, errors, len(output.splitlines())) == (0, "", COUNT)
    check(path)
    with Store.open(path) as store:
        assert [store.counts(), *store.claims()] == undisturbed(tmp_path / "undisturbed.kg")


@pytest.mark.slow
def test_writers_at_the_same_time_write_what_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    # They begin together with no store there, and their articles overlap.
    writers = [start(path, 0, 900), start(path, 600, 900), start(path, 300, 900)]
    for writer in writers:
        output, errors = writer.communicate()
        assert (writer.returncode, errors) == (0, "")
        assert len(output.splitlines()) == 900
    check(path)
    with Store.open(path) as store:
        assert [store.counts(), *store.claims()] == undisturbed(tmp_path / "undisturbed.kg")


@pytest.mark.slow
def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    writer = start(path, 0, 600)
    assert writer.stdout
    writer.stdout.readline()
    seen = 0
    while writer.poll() is None and seen < 500:
        with Store.open(path) as store:
            claims = sum(1 for _ in store.claims(history=True))
        assert claims >= seen
        seen = claims
    writer.communicate()
    assert seen
