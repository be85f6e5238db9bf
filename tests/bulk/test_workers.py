"""Worker processes: the same claims in the same order, whatever becomes of them."""

import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from benchmarks import corpus
from kg import pipeline
from kg.bulk import Done, by_article, workers
from kg.config import Settings
from kg.errors import ConfigError, InputError, WorkerError
from kg.model import Article

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills processes by signals")
ROOT = Path(__file__).resolve().parents[2]

# A worker that finds no claims, takes no time to load, and does what an article's text bids it.
SCRIPT = """
import os, pickle, signal, sys, time
from pathlib import Path
answers = os.fdopen(os.dup(1), "wb")
def send(value):
    pickle.dump(value, answers); answers.flush()
pickle.load(sys.stdin.buffer)
send(None)
while True:
    try:
        articles = pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    for article in articles:
        word, _, rest = article.text.partition(" ")
        if word == "die" or (word == "once" and not Path(rest).exists()):
            Path(rest).touch() if word == "once" else None
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "sleep":
            time.sleep(float(rest))
    broken = any(article.text == "raise" for article in articles)
    send(ValueError("no good") if broken else [() for _ in articles])
"""


def plain(number: int, text: str = "nothing") -> Article:
    return Article.make(text, id=f"{number:05}")


def children(parent: int | None = None) -> set[int]:
    return {child.pid for child in psutil.Process(parent).children()}


@pytest.fixture
def started() -> Callable[[], set[int]]:
    """Give the processes that the test has started and that live: other tests may keep some of their own."""
    before = children()
    return lambda: children() - before


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a script in the place of the worker."""

    def use(script: str) -> None:
        def start() -> "subprocess.Popen[bytes]":
            return subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                    process_group=0)

        monkeypatch.setattr(workers, "_start", start)

    use(SCRIPT)
    return use


def run(articles: "Iterator[Article] | list[Article]", jobs: int = 2,
        lost: Callable[[InputError], None] | None = None) -> list[Done]:
    return list(by_article(articles, Settings(), jobs=jobs, lost=lost))


@pytest.mark.slow
def test_claims_and_order_are_those_of_one_process_also_where_workers_are_killed(
    started: Callable[[], set[int]],
) -> None:
    articles = list(corpus.articles(24, seed=5))
    alone = run(articles, jobs=1)
    found = []
    for n, done in enumerate(by_article(articles, Settings(), jobs=2)):
        found.append(done)
        if n in (0, 10):
            victim = min(started())
            os.kill(victim, signal.SIGKILL)
    assert found == alone
    assert sum(len(claims) for _, claims in found) > 50
    assert started() == set()


@pytest.mark.usefixtures("quick")
def test_order_is_kept_where_some_articles_take_longer() -> None:
    articles = [plain(n, "sleep 0.05" if n % 8 == 0 else "x" * 4000) for n in range(60)]
    assert [article.id for article, _ in run(articles, jobs=3)] == [a.id for a in articles]


@pytest.mark.usefixtures("quick")
def test_a_worker_that_dies_over_an_article_once_costs_nothing(tmp_path: Path) -> None:
    articles = [plain(n, f"once {tmp_path / str(n)}" if n % 5 == 0 else "nothing") for n in range(40)]
    assert [article for article, _ in run(articles)] == articles


@pytest.mark.usefixtures("quick")
def test_an_article_that_kills_its_workers_is_named_and_the_others_are_done() -> None:
    articles = [plain(n, "die" if n == 7 else "nothing") for n in range(20)]
    errors: list[InputError] = []
    found = run(articles, lost=errors.append)
    assert [article.id for article, _ in found] == [a.id for a in articles if a.text != "die"]
    assert [str(error) for error in errors] == [
        "article 00007: no claims could be extracted: 3 workers died over it, the last by signal 9 "
        "(leave it out, or give the machine more memory)"]
    with pytest.raises(InputError, match="article 00007"):
        run(articles)


@pytest.mark.usefixtures("quick")
def test_an_error_in_a_worker_is_raised_here_in_its_place(started: Callable[[], set[int]]) -> None:
    articles = [plain(n, "raise" if n == 30 else "x" * 9000) for n in range(40)]
    left = by_article(articles, Settings(), jobs=2)
    assert [next(left)[0] for _ in range(30)] == articles[:30]
    with pytest.raises(ValueError, match="no good"):
        next(left)
    assert started() == set()


@pytest.mark.usefixtures("quick")
def test_articles_are_read_only_a_little_ahead_and_workers_end_with_the_reader(started: Callable[[], set[int]]) -> None:
    read = 0

    def endless() -> Iterator[Article]:
        nonlocal read
        while True:
            read += 1
            yield plain(read)

    left = by_article(endless(), Settings(), jobs=2)
    for _ in range(100):
        next(left)
        ahead = read
    time.sleep(0.2)
    assert read == ahead < 100 + 2 * 4 * 8 + 9
    assert len(started()) == 2
    left.close()  # type: ignore[attr-defined]
    assert started() == set()


def test_workers_that_die_before_they_have_begun_are_not_started_for_ever(
    quick: Callable[[str], None], started: Callable[[], set[int]]
) -> None:
    quick("raise SystemExit(3)")
    with pytest.raises(WorkerError, match=r"while they load the model, the last with exit code 3 \(try fewer --jobs"):
        run([plain(1), plain(2)])
    assert started() == set()


def test_what_a_worker_can_not_load_is_the_error_of_one_process() -> None:
    with pytest.raises(ConfigError, match="no_such_model"):
        list(pipeline.by_article([plain(1)], Settings(model="no_such_model"), jobs=2))


def test_no_articles_start_no_worker_and_no_jobs_are_no_number() -> None:
    assert list(by_article([], Settings(), jobs=4)) == []
    with pytest.raises(ConfigError, match="1 or more, not 0"):
        list(by_article([plain(1)], Settings(), jobs=0))


def test_done_articles_travel_whole() -> None:
    article = Article.make("half a character: \ud800", id="x")
    assert pickle.loads(pickle.dumps(article)) == article


def test_a_program_that_ends_before_its_articles_do_ends_in_silence() -> None:
    code = textwrap.dedent(f"""
        import subprocess, sys
        from kg.bulk import by_article, workers
        from kg.config import Settings
        from kg.model import Article
        workers._start = lambda: subprocess.Popen([sys.executable, "-c", {SCRIPT!r}], stdin=subprocess.PIPE,
                                                  stdout=subprocess.PIPE, process_group=0)
        left = by_article([Article.make("sleep 0.1", id=f"{{n:05}}") for n in range(400)], Settings(), jobs=2)
        print(next(left)[0].id)
    """)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "00000\n", "")


@pytest.mark.slow
def test_ctrl_c_ends_the_command_in_one_line_and_leaves_no_worker(tmp_path: Path) -> None:
    source = tmp_path / "many.jsonl"
    script = textwrap.dedent("""
        import json, sys
        from benchmarks import corpus
        for a in corpus.articles(600):
            print(json.dumps({"id": a.id, "title": a.title, "text": a.text, "published": a.published}))
    """)
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with source.open("w") as file:
        subprocess.run([sys.executable, "-c", script], check=True, stdout=file, env=env)
    process = subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "claims", str(source), "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, process_group=0)
    assert process.stdout
    assert process.stdout.readline().startswith(b'{"id"')
    pids = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors == b"kg: stopped\n"
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
