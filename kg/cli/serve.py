"""``kg serve``: a graph as a SPARQL endpoint on this machine, with its page."""

from __future__ import annotations

import ipaddress
import signal
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import pipeline
from kg.cli import options
from kg.cli.console import EXIT_CODES, reported, say
from kg.cli.dataset import Choice, graph, index, is_rdf
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.sparql.server import Endpoint

_LOCAL = ("localhost", "127.0.0.1", "::1")


def serve(
    source: Annotated[str, typer.Argument(
        metavar="SOURCE", show_default=False,
        help="A store, claims.jsonl or the folder that holds it, an RDF file, or articles as for kg build.")],
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS",
                                      help="The address to listen on. Others than this machine's own open it to the "
                                           "network: there is no password.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N",
                                      help="The port; 0 takes any that is free.")] = 8765,
    allow: Annotated[list[str] | None, typer.Option(
        "--allow-host", metavar="NAME", show_default=False,
        help="A further name that browsers may call it by, where --host is not this machine's own.")] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, max=options.LONGEST, metavar="SECONDS",
                                           help="Stop a query that takes longer.")] = 30,
    rows: Annotated[int, typer.Option("--max-rows", min=1, metavar="N",
                                      help="Refuse an answer with more rows or triples.")] = 100_000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, metavar="N",
                                         help="How many queries run at a time.")] = 2,
    keep: options.KeepIndex = False,
    vocabulary: options.Vocabulary = False,
    overrides: options.Overrides = None,
    decisions: options.Decisions = None,
    rollup: options.Rollup = None,
    as_of: options.AsOf = None,
    during: options.During = None,
    ingested_by: options.IngestedBy = None,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Serve a graph: SPARQL 1.1 at /sparql, the page at /.

    It only reads, answers only this machine, and asks nothing of any other. Ctrl-C ends it.
    """
    with reported():
        from kg.sparql.pool import Pool
        from kg.sparql.runner import Bounds
        from kg.sparql.server import Endpoint

        opened = _listen(host, port)
        choice = Choice(options.settings(model, ontology), overrides, decisions, rollup,
                        options.window(as_of, during, ingested_by), vocabulary)
        found = None if is_rdf(source) else graph(source, choice)
        with opened, index(source, choice, keep=keep, known=found) as place:
            pool = Pool(place, Bounds(seconds=timeout, rows=rows), workers)
            _run(opened, Endpoint(pool, _page(found)), (*_LOCAL, host, *(allow or ())))


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, before minutes of reading. Raises ConfigError where that can't be."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        what = str(getattr(error, "strerror", "") or error).partition(" (while")[0]  # the address is named already
        raise ConfigError(f"{host}, port {port}: can't be listened on: {what} (give another --port)") from None


def _page(found: pipeline.Graph | None) -> bytes | None:
    if found is None:
        return None
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / "graph.html"
        found.to_html(path)
        return path.read_bytes()


def _run(opened: socket.socket, endpoint: Endpoint, hosts: tuple[str, ...]) -> None:
    """Serve until Ctrl-C or a signal to end."""
    import uvicorn

    from kg.sparql.server import application

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is temporary is taken away then too
    config = uvicorn.Config(application(endpoint, hosts), log_level="critical", access_log=False, server_header=False,
                            date_header=False, timeout_graceful_shutdown=1, timeout_keep_alive=5)
    address, port = opened.getsockname()[:2]
    name = f"[{address}]" if ":" in address else address
    if not ipaddress.ip_address(address).is_loopback:
        say(f"{address} can be reached from other machines, by anybody and without a password")
    typer.echo(f"http://{name}:{port}/        the page\nhttp://{name}:{port}/sparql  the SPARQL endpoint")
    say("Ctrl-C ends it")
    try:
        uvicorn.Server(config).run(sockets=[opened])
    except KeyboardInterrupt:
        say("ended")
    finally:
        endpoint.pool.close()


EPILOG = EXIT_CODES.replace("all inputs were used", "ended by Ctrl-C while it served").replace(
    "130 stopped by Ctrl-C", "130 stopped by Ctrl-C before it served")
