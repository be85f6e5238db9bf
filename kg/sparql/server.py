"""The endpoint: SPARQL 1.1 at /sparql, the page at /, to this machine alone and for reading alone.

A page of some other site can make a browser send requests here. It could learn nothing, as no answer may be read by
other origins, and a name that it lets point here (DNS rebinding) is not in the list of hosts. Its requests for queries
are refused as well, where the browser says that they come from elsewhere.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import ConfigError, KgError, RefusedQueryError, StoppedQueryError
from kg.sparql.pool import Pool
from kg.sparql.protocol import Asked, asked, chosen, graph_media, row_media
from kg.sparql.results import GRAPHS, written

try:
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.datastructures import MutableHeaders
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
    from starlette.routing import Route
except ImportError as error:
    raise ConfigError("kg serve needs more than is installed here (pip install 'geokg[serve]')") from error

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY = 1_000_000
"""Bytes that a request may have."""

_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY"}
_FORM = """<!doctype html><html lang="en"><meta charset="utf-8"><title>SPARQL</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; form-action 'self'">
<h1>SPARQL</h1><form action="/sparql" method="get"><p><textarea name="query" rows="12" cols="100" aria-label="Query">
SELECT ?type (COUNT(*) AS ?claims) WHERE { ?claim a claim:Claim ; claim:predicate ?type }
GROUP BY ?type ORDER BY DESC(?claims)</textarea></p><p><button>Ask</button></p></form>
<p>Programs use this address as a SPARQL 1.1 endpoint. It only reads.</p></html>
"""
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

[] a sd:Service ;
    sd:endpoint <> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
        formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:RDF_XML, formats:JSON-LD .
"""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What is served: the queries go to ``pool``, ``page`` is shown at "/" (None: the form for queries is)."""

    pool: Pool
    page: bytes | None

    async def home(self, request: Request) -> Response:
        """Answer at "/"."""
        return HTMLResponse(self.page) if self.page is not None else RedirectResponse("/sparql")

    async def sparql(self, request: Request) -> Response:
        """Answer at "/sparql": a query, or what the endpoint is."""
        if request.headers.get("sec-fetch-site") == "cross-site":
            raise RefusedQueryError("requests of other sites are refused")
        body = await _body(request)
        if body is None:
            return _told(f"a request may have {BODY:,} bytes", 413)
        url = request.scope["query_string"].decode("latin-1")
        said = asked(request.method, url, request.headers.get("content-type", ""), body)
        accept = ",".join(request.headers.getlist("accept"))
        if said.query is None:
            return _about(accept)
        return await run_in_threadpool(self._answer, said, said.query, accept)

    def _answer(self, said: Asked, query: str, accept: str) -> Response:
        rows, triples = chosen(accept, row_media()), chosen(accept, graph_media())
        graph = GRAPHS[triples or "turtle"][0]
        answer = self.pool.ask(query, graph=graph, default_graph=said.default_graph, named_graphs=said.named_graphs)
        media = graph_media() if answer.kind == "triples" else row_media()
        name = triples if answer.kind == "triples" else rows
        if name is None:
            return _told(f"the answer can be had as {', '.join(media.values())}", 406)
        data = answer.data if answer.kind == "triples" else written(answer.data, name)
        return Response(data, media_type=media[name])


def application(endpoint: Endpoint, hosts: Iterable[str]) -> ASGIApp:
    """Return the endpoint as an ASGI application that answers only under the names or addresses in ``hosts``."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        endpoint.pool.close()

    routes = [Route("/", endpoint.home, methods=["GET"]), Route("/sparql", endpoint.sparql, methods=["GET", "POST"])]
    handlers: dict[int | type[Exception], Callable[..., Response]] = {KgError: _failed}
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)
    return _Guard(app, frozenset(host.lower() for host in hosts))


class _Guard:
    """Turns away requests under other names, and puts the headers that browsers heed on every answer."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        names = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(names) != 1 or _host(names[0]) not in self._hosts:
            await _told("this address is not served under that name (kg serve --allow-host)", 421)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _host(header: str) -> str | None:
    try:
        return urlsplit(f"//{header}").hostname
    except ValueError:
        return None


async def _body(request: Request) -> bytes | None:
    """Return the body of a request, None where it is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY:
            return None
    return body


def _about(accept: str) -> Response:
    """Return the form for people, the description of the service for programs."""
    media = {"turtle": "text/turtle", "html": "text/html"}
    if chosen(accept, media) == "html":
        return HTMLResponse(_FORM)
    return Response(_DESCRIPTION, media_type="text/turtle")


def _failed(_: Request, error: Exception) -> Response:
    status = 403 if isinstance(error, RefusedQueryError) else 503 if isinstance(error, StoppedQueryError) else 400
    return _told(str(error), status)


def _told(line: str, status: int) -> Response:
    return PlainTextResponse(f"{line}\n", status)
