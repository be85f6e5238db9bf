"""Queries with bounds: each runs in a process of its own kind, which is ended where it takes too long."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from kg.errors import QueryError, StoppedQueryError
from kg.sparql.guard import check

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_SENTENCE = re.compile(r"[A-Z][A-Za-z]+ [a-zA-Z]+ [a-z]")
_LONG = 200


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a query may take: ``seconds``, ``rows`` or triples of its result (0: all), ``bytes`` of it, ``memory``.

    ``memory`` is in bytes and for the whole process that answers.
    """

    seconds: float = 60
    rows: int = 0
    bytes: int = 256_000_000
    memory: int = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave.

    ``kind`` is "rows" or "boolean", then ``data`` is SPARQL JSON in UTF-8; or "triples", then it is RDF in the format
    that was asked for. ``more`` says whether rows or triples were left out.
    """

    kind: str
    data: bytes
    more: bool = False


class Runner:
    """One process that answers queries over an index, one after the other. Not for several threads at a time."""

    def __init__(self, index: Path, bounds: Bounds) -> None:
        """Take the folder of the index and what queries may take; the process is started with the first query."""
        self._index = index
        self._bounds = bounds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Runner:
        """Return the runner itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """End the process."""
        self.close()

    def ask(self, query: str, *, graph: str = "TURTLE", default_graph: Sequence[str] = (),
            named_graphs: Sequence[str] = ()) -> Answer:
        """Return the answer to a query.

        ``graph`` is the format of triples (a name of pyoxigraph's RdfFormat). ``default_graph`` and ``named_graphs``
        are IRIs of graphs as in the SPARQL protocol; without them the query sees all graphs as one.
        Raises QueryError for what is no query, RefusedQueryError for what is not allowed, StoppedQueryError where it
        takes more than it may.
        """
        check(query)
        bounds = self._bounds
        request = {"query": query, "graph": graph, "default_graph": default_graph, "named_graphs": named_graphs,
                   "seconds": bounds.seconds, "rows": bounds.rows, "bytes": bounds.bytes}
        head, body = self._exchange(json.dumps(request).encode() + b"\n")
        if "error" in head:
            raise QueryError(_told(head["error"]))
        if "stopped" in head:
            raise StoppedQueryError(head["stopped"])
        return Answer(head["kind"], body, head.get("more", False))

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process = None

    def _exchange(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        process = self._started()
        assert process.stdin
        assert process.stdout
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._bounds.seconds, end)
        timer.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            return _receive(process.stdout)
        except (EOFError, BrokenPipeError):
            self.close()
            what = f"took longer than {self._bounds.seconds:g} seconds" if late.is_set() else (
                f"needed more than {self._bounds.memory / 1e9:g} GB of memory, or failed in another way,")
            raise StoppedQueryError(f"it {what} and was stopped") from None
        except BaseException:
            self.close()  # a stop by the keyboard in the middle of an answer
            raise
        finally:
            timer.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        """Return the running process, a new one where there is none.

        It is in a session of its own, so that Ctrl-C reaches it only through us, and takes no module from the folder
        that we are in (-P).
        """
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-P", "-m", "kg.sparql.worker", str(self._index), str(self._bounds.memory)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                             stderr=subprocess.DEVNULL, start_new_session=True)
        return self._process


def _receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    head: dict[str, Any] = json.loads(line)
    body = pipe.read(head["length"])
    if len(body) < head["length"]:
        raise EOFError
    return head, body


def _told(error: str) -> str:
    """Return the message of the engine on one line, with the place in words.

    It lists whatever its grammar could go on with. Where something is said in a sentence, that is the mistake; sets
    of characters help nobody.
    """
    text = _PLACE.sub(r"line \1, column \2: ", " ".join(error.split()))
    start, listed, rest = text.partition("expected one of ")
    if listed:
        items = rest.split(", ")
        sentences = [item for item in items if _SENTENCE.match(item)]
        text = start + (sentences[0] if sentences else listed + ", ".join(i for i in items if not i.startswith("[")))
    return text if len(text) <= _LONG else f"{text[:_LONG]}..."
