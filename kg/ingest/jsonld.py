"""What a page says of its article in JSON-LD, with the terms of schema.org."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.ingest.dates import day_of
from kg.ingest.records import authors_of, whole

_SCRIPT = re.compile(r"<script\b[^>]{0,300}\bapplication/ld\+json\b[^>]{0,300}>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_ARTICLES = ("Article", "BlogPosting", "Report")  # the ends of NewsArticle, ReportageNewsArticle, LiveBlogPosting, ...
_MOST = 20  # blocks, and objects in each, that are looked at
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Described:
    """The article by its own page; "", None or () where it does not say. ``closed``: it is not free to read."""

    title: str = ""
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    text: str = ""
    closed: bool = False


def described(page: str) -> Described:
    """Return what the first article in the JSON-LD of an HTML page says of itself."""
    for block in _blocks(page):
        for one in _objects(block):
            if _is_article(one.get("@type")):
                publisher = one.get("publisher") or one.get("sourceOrganization")
                return Described(
                    _text(one.get("headline") or one.get("name")), day_of(one.get("datePublished")),
                    _text(publisher.get("name") if isinstance(publisher, dict) else publisher) or None,
                    authors_of(one.get("author")), _text(one.get("articleBody"), lines=True),
                    str(one.get("isAccessibleForFree")).lower() == "false")
    return Described()


def _blocks(page: str) -> Iterator[Any]:
    at = 0
    for _ in range(_MOST):
        if not (start := _SCRIPT.search(page, at)) or not (end := _END.search(page, start.end())):
            return
        at = end.end()
        if end.start() - start.end() <= _LONGEST:
            try:
                yield json.loads(page[start.end():end.start()].strip(), strict=False)
            except (ValueError, RecursionError):
                continue


def _objects(block: Any) -> list[dict[str, Any]]:
    """Return the objects of a block: itself, those of its list, those of its graph, the main entity of its page."""
    found: list[dict[str, Any]] = []
    for one in (block if isinstance(block, list) else [block])[:_MOST]:
        if isinstance(one, dict):
            graph = one.get("@graph")
            found += [one, *(o for o in (graph if isinstance(graph, list) else [])[:_MOST] if isinstance(o, dict)),
                      *(o for o in (one.get("mainEntity"),) if isinstance(o, dict))]
    return found


def _is_article(kinds: Any) -> bool:
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in named)


def _text(value: Any, *, lines: bool = False) -> str:
    if not isinstance(value, str):
        return ""
    return whole(value).strip() if lines else " ".join(whole(value).split())[:500]
