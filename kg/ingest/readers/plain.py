"""Plain text, as copied from a page: the last resort, one article a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kg.ingest.decode import decode, looks_like, unmangled
from kg.ingest.item import Item
from kg.ingest.markup import root_of
from kg.ingest.records import check_text
from kg.ingest.scraped import read_front
from kg.ingest.source import Source
from kg.model import Article

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_LISTED = {".txt", ".text", ""}  # of what lies in a folder; a style sheet or a program is text as well


def sniff(source: Source) -> bool:
    """Take all that may be text; in folders only what is named as text."""
    if root_of(source.head):
        return False
    if source.listed:
        return PurePosixPath(source.name).suffix.lower() in _LISTED and (source.name[-4:].lower() == ".txt"
                                                                         or not looks_like(source.head))
    return source.head[:2] in (b"\xff\xfe", b"\xfe\xff") or not looks_like(source.head)


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the article of a text; only its line ends are made equal, and text in a wrong encoding is mended."""
    data = source.data(intake.limits.text)
    decoded = unmangled(decode(data, source.where, source.encoding))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    front = read_front(text)
    check_text(text, source.where, front.title)
    article = Article.make(text, title=front.title, url=front.url or source.url, publisher=front.publisher,
                           published=front.published, original_hash=intake.keep(data))
    yield Item(source.where, article, "text", decoded.notes)
