"""Feeds: RSS 0.9 to 2.0 and Atom; an article an entry.

Own code and no library: those fill what a date lacks with today's. The parser is libxml2's, which mends broken
feeds; it expands no entities, fetches nothing and refuses what is nested too deeply.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.ingest.foreign import foreign
from kg.ingest.item import Item
from kg.ingest.markup import has_markup, root_of, to_plain
from kg.ingest.records import read_record
from kg.ingest.source import Source

if TYPE_CHECKING:
    from kg.ingest.fetch import Fetcher
    from kg.ingest.intake import Intake

_FORMAT = "a feed"
_ROOTS = {"rss", "feed", "rdf"}
_ENTRIES = {"item", "entry"}
_FULL = 120  # words of an entry from which it is the article and not its summary


def sniff(source: Source) -> bool:
    """Say whether its first element is that of a feed."""
    return root_of(source.head) in _ROOTS


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the article of each entry. Where a summary is all that it has, and fetching is on, its page is read.

    Needs lxml.
    """
    from lxml import etree

    data = source.data(intake.limits.feed)
    with foreign(source.where, _FORMAT):
        parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
                                 remove_comments=True, remove_pis=True)
        root = etree.fromstring(data, parser)
    entries = [] if root is None else [e for e in root.iter() if _name(e) in _ENTRIES]
    if not entries:
        raise InputError(source.where, "holds no entries")
    channel = next((e for e in root.iter() if _name(e) in ("channel", "feed")), root)
    publisher = _child(channel, "title")
    for number, entry in enumerate(entries, 1):
        original = etree.tostring(entry, encoding="utf-8", with_tail=False)
        fetch = intake.options.fetch if number <= intake.limits.entries else None
        yield from _entry(entry, publisher, f"{source.where}, entry {number}", original, intake, fetch)


def _entry(entry: Any, publisher: str, where: str, original: bytes, intake: Intake,
           fetch: Fetcher | None) -> Iterator[Item]:
    title, link = _plain(_child(entry, "title")), _link(entry)
    contents = [_plain(_child(entry, name)) for name in ("encoded", "content", "description", "summary")]
    body = max(contents, key=lambda text: (len(text.split()) >= _FULL, len(text)))
    if fetch and link and len(body.split()) < _FULL:
        fetched = list(fetch.items(link, intake))
        yield from fetched
        if any(item.status == "used" for item in fetched):
            return
    dates = (_child(entry, name) for name in ("pubDate", "published", "issued", "date", "updated"))
    record = {"title": title, "text": f"{title}\n\n{body}".strip() if body != title else title, "url": link,
              "publisher": _plain(_source(entry)) or publisher, "published": next(filter(None, dates), None),
              "authors": [_child(e, "name") or _said(e) for e in entry if _name(e) in ("author", "creator")]}
    try:
        found = read_record(record, where)
    except InputError as error:
        yield Item(where, error, _FORMAT)
        return
    yield Item(where, replace(found.article, original_hash=intake.keep(original)), _FORMAT, found.notes)


def _name(element: Any) -> str:
    """Return the name of an element without its namespace; "" for what is none."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> str:
    return next((_said(child) for child in element if _name(child) == name), "")


def _source(entry: Any) -> str:
    """Return where an entry was taken over from: the text of its source (RSS), or the title of that (Atom)."""
    source = next((child for child in entry if _name(child) == "source"), None)
    if source is None:
        return ""
    return _child(source, "title") if any(_name(child) for child in source) else _said(source)


def _said(element: Any) -> str:
    """Return the text of an element; where it holds elements (XHTML), with their tags."""
    if any(_name(child) for child in element) and _name(element) != "author":
        from lxml import etree

        return str(etree.tostring(element, encoding="unicode", with_tail=False))
    return "".join(element.itertext()).strip()


def _link(entry: Any) -> str | None:
    """Return the address of the page of an entry."""
    for child in entry:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            address = child.get("href") or _said(child)
            if address.startswith(("http://", "https://")):
                return str(address)
    guid = _child(entry, "guid")
    return guid if guid.startswith(("http://", "https://")) else None


def _plain(text: str) -> str:
    return to_plain(text) if has_markup(text) else unescape(text).strip()
