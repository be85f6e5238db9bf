"""HTML pages: the article out of its page by trafilatura, and what the page says of it by its JSON-LD first.

trafilatura leaves out paragraphs that stand twice: offsets refer to the text that is stored and not to the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.ingest.decode import charset_of, decode, unmangled
from kg.ingest.foreign import foreign
from kg.ingest.item import Item
from kg.ingest.jsonld import Described, described
from kg.ingest.markup import root_of
from kg.ingest.records import authors_of, check_text
from kg.ingest.scraped import read_front
from kg.ingest.source import Source
from kg.ingest.stubs import stub
from kg.model import Article

if TYPE_CHECKING:
    from kg.ingest.intake import Intake
    from kg.ingest.options import Limits

_FORMAT = "an HTML page"
_LONG_TAG = re.compile(rb"<[^<>]{4000,}")
_ROOTS = {"html", "head", "body"}
_NAMES = (".html", ".htm", ".xhtml", ".shtml")
# Without an end the library would refuse dates after today, so that the output would depend on the day; its search in
# the running text takes any date for that of publication.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1995-01-01", "max_date": "2099-12-31"}


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its text as stored, and what is known of it."""

    text: str
    title: str
    url: str | None
    publisher: str | None
    published: str | None
    authors: tuple[str, ...]


def sniff(source: Source) -> bool:
    """Say whether it begins as a page, or is named as one and holds elements."""
    root = root_of(source.head)
    return root in _ROOTS or (bool(root) and source.name.lower().endswith(_NAMES))


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the article of a page. Needs trafilatura."""
    import trafilatura  # noqa: F401  says at once that it is missing, before anything is read

    data = source.data(intake.limits.page)
    _check_size(data, source.where, intake.limits)
    decoded = unmangled(decode(data, source.where, source.encoding or charset_of(source.head)))
    page = extract(decoded.text, source.where, source.url)
    article = Article.make(page.text, title=page.title, url=page.url, publisher=page.publisher,
                           published=page.published, authors=page.authors, original_hash=intake.keep(data))
    yield Item(source.where, article, _FORMAT, decoded.notes)


def _check_size(data: bytes, where: str, limits: Limits) -> None:
    """Raise InputError for a page that the parser would take minutes over."""
    if (tags := data.count(b"<")) > limits.tags:
        raise InputError(where, f"has {tags:,} tags (the limit is {limits.tags:,})", "save the text of the article")
    for tag in _LONG_TAG.finditer(data):
        if len(tag[0].split()) > limits.attributes:
            raise InputError(where, f"has a tag of more than {limits.attributes:,} words",
                             "save the text of the article")


def extract(html: str, where: str, url: str | None = None) -> Page:
    """Return the article of a page given as text. Raises InputError where it holds none, or not the whole of one."""
    said = described(html)
    found = _extracted(html, where, url)
    title = " ".join((said.title or found.title or "").split())
    body = found.text or said.text
    if not body.strip():
        if wall := stub(title, title, closed=said.closed):
            raise InputError(where, f"holds no whole article: {wall}", "save the whole article", "stub")
        raise InputError(where, "holds no text of an article")
    text = _stored(title, body)
    check_text(text, where, title)
    if wall := stub(body, title, closed=said.closed):
        raise InputError(where, f"holds no whole article: {wall}", "save the whole article", "stub")
    front = read_front(text)
    return Page(text, title or front.title, found.url or url, said.publisher or found.publisher or front.publisher,
                said.published or found.published or front.published, said.authors or found.authors)


@dataclass(frozen=True, slots=True)
class _Found(Described):
    url: str | None = None


def _extracted(html: str, where: str, url: str | None) -> _Found:
    """Return what trafilatura makes of a page."""
    from trafilatura import bare_extraction

    with foreign(where, _FORMAT, "trafilatura", "htmldate", "courlan", "charset_normalizer"):
        found: Any = bare_extraction(html, url=url, with_metadata=True, include_comments=False, include_tables=False,
                                     date_extraction_params=dict(_DATES))
    if found is None:
        return _Found()
    return _Found(title=found.title or "", published=found.date, publisher=found.sitename or None,
                  authors=authors_of(found.author), text=found.text or "", url=found.url)


def _stored(title: str, body: str) -> str:
    """Return the text to store: the title, then the paragraphs, with blank lines between."""
    paragraphs = [" ".join(line.split()) for line in body.splitlines() if line.strip()]
    if title and paragraphs[0].casefold() != title.casefold():
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs)
