"""Worker processes: articles to claims on several cores, in order, whatever becomes of a worker.

Each worker is a Python of its own with the engine loaded once, and belongs to one thread here that hands it a chunk and
waits for the answer. Workers share nothing, no queue and no lock, so that one that is killed takes nothing with it: its
thread starts another and does the chunk again. See docs/decisions/0014-own-workers.md.
"""

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Any, TypeAlias

from kg.config import Settings
from kg.errors import ConfigError, InputError, WorkerError
from kg.model import Article, Claim

Done: TypeAlias = tuple[Article, tuple[Claim, ...]]
_Chunk: TypeAlias = list[Article]

_CHARACTERS = 8_000
"""Characters of a chunk: a few tenths of a second of work, so that little is lost with a worker."""
_ARTICLES = 8
"""Articles of a chunk at most."""
_AHEAD = 4
"""Chunks a worker that may be read ahead of what was taken: the bound of what lies in memory."""
_TRIES = 3
"""Workers that may die over one article, or before they have begun."""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def by_article(articles: Iterable[Article], settings: Settings, *, jobs: int = 1,
               lost: Callable[[InputError], None] | None = None) -> Iterator[Done]:
    """Yield each article with its claims, in the order of the articles, whatever the number of ``jobs``.

    With one job all happens in this process; with more, in as many worker processes. ``articles`` is read only a few
    chunks ahead of what is taken. An article over which three workers died is handed to ``lost`` and left out; without
    ``lost`` its InputError is raised. Nothing is loaded where there is no article. Raises ConfigError where ``jobs`` is
    below 1 or the model is not installed, OntologyError where a file of the ontology is broken, WorkerError where
    workers can't start.
    """
    if jobs < 1:
        raise ConfigError(f"the number of jobs must be 1 or more, not {jobs}")
    left = iter(articles)
    for first in left:
        every = chain([first], left)
        if jobs == 1:
            from kg.engine import Engine

            yield from Engine.load(settings).by_article(every)
        else:
            with _Workers(settings, jobs) as workers:
                yield from workers.run(every, lost)


def _chunks(articles: Iterable[Article]) -> Iterator[_Chunk]:
    chunk: _Chunk = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if size >= _CHARACTERS or len(chunk) == _ARTICLES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class _Workers:
    """The threads of some worker processes; ends them all when it is left."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._ahead = jobs * _AHEAD
        self._chunks: SimpleQueue[tuple[int, _Chunk] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[int, list[Done | InputError] | BaseException]] = SimpleQueue()
        self._workers = [_Worker(settings) for _ in range(jobs)]
        self._threads = [Thread(target=self._serve, args=(worker,), daemon=True) for worker in self._workers]

    def __enter__(self) -> "_Workers":
        atexit.register(self._close)  # a generator that nobody closes is left when threads no longer run
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        atexit.unregister(self._close)
        self._close()

    def _close(self) -> None:
        for _ in self._threads:
            self._chunks.put(None)
        for worker in self._workers:
            worker.end()
        for thread, worker in zip(self._threads, self._workers, strict=True):
            thread.join()
            worker.bury()

    def run(self, articles: Iterable[Article], lost: Callable[[InputError], None] | None) -> Iterator[Done]:
        """Yield the articles with their claims in order; raise what a worker raised in the place of its chunk."""
        chunks = enumerate(_chunks(articles))
        waiting: dict[int, list[Done | InputError] | BaseException] = {}
        sent = taken = 0
        more = True
        while more or taken < sent:
            while more and sent - taken < self._ahead:
                chunk = next(chunks, None)
                more = chunk is not None
                if chunk:
                    self._chunks.put(chunk)
                    sent += 1
            if taken == sent:
                break
            while taken not in waiting:
                number, answer = self._answers.get()
                waiting[number] = answer
            found = waiting.pop(taken)
            taken += 1
            if isinstance(found, BaseException):
                raise found
            for one in found:
                if not isinstance(one, InputError):
                    yield one
                elif lost is None:
                    raise one
                else:
                    lost(one)

    def _serve(self, worker: "_Worker") -> None:
        """Hand chunks to one worker until there are no more; an error is the answer to its chunk."""
        while (given := self._chunks.get()) is not None:
            number, chunk = given
            try:
                self._answers.put((number, worker.claims(chunk)))
            except BaseException as error:
                self._answers.put((number, error))


class _Died(Exception):  # noqa: N818  no error that anybody sees
    """The worker has gone; the text says how."""


class _Worker:
    """One worker process, started when it is first needed and again when it has died."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def claims(self, chunk: _Chunk) -> list[Done | InputError]:
        """Return the articles with their claims. Where the worker dies over them, do them again one by one."""
        try:
            return self._ask(chunk)
        except _Died:
            return [self._alone(article) for article in chunk]

    def end(self) -> None:
        """End the process, and start none any more."""
        self._ended = True
        if self._process:
            self._process.kill()

    def bury(self) -> None:
        """Let go of what is left of the process, once no thread waits for it."""
        if self._process:
            self._how(self._process)

    def _alone(self, article: Article) -> Done | InputError:
        why = ""
        for _ in range(_TRIES):
            try:
                return self._ask([article])[0]
            except _Died as error:
                why = str(error)
        what = f"no claims could be extracted: {_TRIES} workers died over it, the last {why}"
        return InputError(f"article {article.id}", what, "leave it out, or give the machine more memory")

    def _ask(self, chunk: _Chunk) -> list[Done | InputError]:
        process = self._running()
        try:
            _send(process.stdin, chunk)
            answer = _receive(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise _Died(self._how(process)) from error
        if isinstance(answer, Exception):
            raise answer
        return [*zip(chunk, answer, strict=True)]

    def _running(self) -> "subprocess.Popen[bytes]":
        """Return the process, started and loaded where there is none; ``WorkerError`` where it dies at once."""
        why = ""
        for _ in range(0 if self._ended else _TRIES):
            if self._process and self._process.poll() is None:
                return self._process
            self.bury()  # one that died while it had nothing to do
            self._process = process = _start()
            if self._ended:  # while it started
                process.kill()
            try:
                _send(process.stdin, self._settings)
                answer = _receive(process.stdout)
            except (OSError, EOFError, pickle.UnpicklingError):
                why = self._how(process)
                continue
            if isinstance(answer, Exception):
                raise answer
            return process
        raise WorkerError(f"workers die while they load the model, the last {why} "
                          "(try fewer --jobs: each takes about 0.2 GB)")

    def _how(self, process: "subprocess.Popen[bytes]") -> str:
        """Wait for the end of a process whose stream has ended, and say how it ended."""
        process.kill()
        code = process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):  # what was still to be sent has nobody to go to
                    stream.close()
        self._process = None
        return f"by signal {-code}" if code < 0 else f"with exit code {code}"


def _start() -> "subprocess.Popen[bytes]":
    """Start a worker in a process group of its own: Ctrl-C reaches this process, which then ends its workers."""
    here = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(dict.fromkeys(filter(None, [here, *sys.path])))
    apart: dict[str, Any] = {} if os.name == "nt" else {"process_group": 0}
    return subprocess.Popen(
        [sys.executable, "-c", "from kg.bulk.worker import main; main()"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, env=os.environ | _ONE_THREAD | {"PYTHONPATH": paths}, **apart)


def _send(stream: IO[bytes] | None, value: object) -> None:
    assert stream is not None
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> Any:
    assert stream is not None
    return pickle.load(stream)
