"""Real triple stores for end-to-end tests: started on a free port, spoken to by the standard protocols only."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

# The binary may lie beside the interpreter (pip install oxigraph) without being on the path.
OXIGRAPH = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
VIRTUOSO = shutil.which("virtuoso-t")  # Debian: virtuoso-opensource-7-bin

_INI = """
[Database]
DatabaseFile = {place}/v.db
ErrorLogFile = {place}/v.log
LockFile = {place}/v.lck
TransactionFile = {place}/v.trx
xa_persistent_file = {place}/v.pxa
[TempDatabase]
DatabaseFile = {place}/t.db
TransactionFile = {place}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {place}
"""


@dataclass(frozen=True)
class Server:
    """A running store: the addresses of its Graph Store protocol and of its queries, and who may write."""

    name: str
    store: str
    graph_key: str
    query: str
    login: tuple[str, str] | None = None

    def put(self, graph: str, data: bytes, kind: str = "text/turtle") -> None:
        """Put a file into a graph of its own; HTTPError where it is refused."""
        self._send(f"{self.store}?{self.graph_key}={quote(graph, safe='')}", data, {"Content-Type": kind}, "PUT")

    def get(self, graph: str) -> bytes:
        """Return a graph as N-Triples."""
        address = f"{self.store}?{self.graph_key}={quote(graph, safe='')}"
        return self._send(address, None, {"Accept": "text/plain" if self.login else "application/n-triples"}, "GET")

    def put_all(self, data: bytes, kind: str) -> None:
        """Put a file with named graphs in place of all there is."""
        self._send(self.store, data, {"Content-Type": kind}, "PUT")

    def ask(self, query: str, graph: str | None = None) -> list[dict[str, str]]:
        """Return the rows of a query over one graph, or over the dataset as it is."""
        chosen = f"default-graph-uri={quote(graph, safe='')}&" if graph else ""
        address = f"{self.query}?{chosen}query={quote(query, safe='')}"
        answer = self._send(address, None, {"Accept": "application/sparql-results+json"}, "GET")
        return [{key: value["value"] for key, value in row.items()}
                for row in json.loads(answer)["results"]["bindings"]]

    def _send(self, address: str, data: bytes | None, headers: dict[str, str], method: str) -> bytes:
        opener = urllib.request.build_opener()
        if self.login:
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            known.add_password(None, address, *self.login)
            opener = urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(known))
        request = urllib.request.Request(address, data, headers, method=method)
        with opener.open(request, timeout=60) as answer:
            return bytes(answer.read())


@contextmanager
def started(name: str, place: Path) -> Iterator[Server]:
    """Run "oxigraph" or "virtuoso" with its data in an empty folder; skips the test where it is not installed."""
    port, other = _free(), _free()
    if name == "oxigraph":
        if OXIGRAPH is None:
            pytest.skip("no oxigraph server here: pip install oxigraph")
        command = [OXIGRAPH, "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"]
        server = Server(name, f"http://127.0.0.1:{port}/store", "graph", f"http://127.0.0.1:{port}/query")
    else:
        if VIRTUOSO is None:
            pytest.skip("no Virtuoso here: apt-get install virtuoso-opensource-7-bin")
        (place / "virtuoso.ini").write_text(_INI.format(place=place, sql=other, http=port))
        command = [VIRTUOSO, "-f", "-c", str(place / "virtuoso.ini")]
        server = Server(name, f"http://127.0.0.1:{port}/sparql-graph-crud-auth", "graph-uri",
                        f"http://127.0.0.1:{port}/sparql", ("dba", "dba"))
    with (place / "out").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=place)
    try:
        _wait(port, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not answer in thirty seconds")
