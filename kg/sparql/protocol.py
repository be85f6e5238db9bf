"""The SPARQL 1.1 protocol in values: what a request asks, what may be answered, in which format.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.errors import QueryError, RefusedQueryError
from kg.sparql.results import GRAPHS, ROWS

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_ALSO = {"application/json": "application/sparql-results+json", "application/x-turtle": "text/turtle"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the query, None where the address is asked for itself, and the graphs it is put to."""

    query: str | None
    default_graph: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def asked(method: str, url: str, kind: str, body: bytes) -> Asked:
    """Return what a request asks.

    ``method`` is GET or POST, ``url`` the part of the address behind "?", ``kind`` the media type of the ``body``.
    Raises QueryError for what is no request of the protocol, RefusedQueryError for an update.
    """
    fields = _fields(url)
    media = kind.partition(";")[0].strip().lower()
    if method == "POST" and media == FORM:
        fields = [*fields, *_fields(_text(body))]
    elif method == "POST" and media == QUERY:
        fields = [*fields, ("query", _text(body))]
    elif method == "POST" and media != UPDATE:
        raise QueryError(f"a POST is {FORM} or {QUERY}, and not {media or 'without a type'}")
    if media == UPDATE or any(name == "update" for name, _ in fields):
        raise RefusedQueryError("this endpoint only reads, so updates are refused")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise QueryError("more than one query in one request")
    return Asked(queries[0] if queries else None, *(tuple(value for name, value in fields if name == key)
                                                    for key in ("default-graph-uri", "named-graph-uri")))


def chosen(accept: str, media: Mapping[str, str]) -> str | None:
    """Return the name of the format that an Accept header wants most, the first where it does not mind.

    ``media`` are the media types by the names of the formats. None where it wants none of them.
    """
    ranges = _ranges(accept or "*/*")
    scored = [(_quality(ranges, kind), -place, name)
              for place, (name, kind) in enumerate(media.items())]
    best = max(scored)
    return best[2] if best[0] > 0 else None


def row_media() -> dict[str, str]:
    """Return the media types of rows, by format."""
    return dict(ROWS)


def graph_media() -> dict[str, str]:
    """Return the media types of triples, by format."""
    return {name: media for name, (_, media) in GRAPHS.items()}


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            found.append((_ALSO.get(kind, kind), min(max(float(quality), 0.0), 1.0)))
        except ValueError:
            found.append((kind, 0.0))
    return found


def _quality(ranges: Iterable[tuple[str, float]], kind: str) -> float:
    """Return the quality of the most exact range that a media type falls under, 0 where there is none."""
    ranks = {kind: 2, f"{kind.partition('/')[0]}/*": 1, "*/*": 0}
    found = [(ranks[name], quality) for name, quality in ranges if name in ranks]
    return max(found, default=(0, 0.0))[1]


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise QueryError("the fields of the request can't be read") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"not UTF-8 text ({error.reason} at byte {error.start})") from error
