"""PDF: the text of its pages, with lines joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.ingest.decode import Decoded, unmangled
from kg.ingest.foreign import foreign
from kg.ingest.item import Item
from kg.ingest.options import MAX_TEXT
from kg.ingest.records import authors_of, check_text, whole
from kg.ingest.scraped import read_front
from kg.ingest.source import Source
from kg.model import Article

if TYPE_CHECKING:
    from pypdf import PdfReader

    from kg.ingest.intake import Intake

_FORMAT = "a PDF"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_NO_TITLE = re.compile(r"untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|odt|rtf)|[\W\d_]*", re.IGNORECASE)
_FULL = 0.75  # of the longest line: a line as long as that went on, and was broken by the page


def sniff(source: Source) -> bool:
    """Say whether the mark of PDF stands at its start, where some programs put it a little later."""
    return b"%PDF-" in source.head[:1024]


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the article of a PDF. Needs pypdf."""
    import pypdf  # noqa: F401  says at once that it is missing

    data = source.data(intake.limits.pdf)
    title, author, lines = _read(data, source.where, intake.limits.pages)
    if not any(line.strip() for line in lines):
        raise InputError(source.where, "holds no text", "it may be a scan: read it with a program for scans first")
    decoded = unmangled(Decoded(paragraphs(lines)))
    front = read_front(decoded.text)
    check_text(decoded.text, source.where, front.title)
    article = Article.make(decoded.text, title=front.title or title, url=front.url or source.url,
                           publisher=front.publisher, published=front.published, authors=authors_of(author),
                           original_hash=intake.keep(data))
    yield Item(source.where, article, _FORMAT, decoded.notes)


def paragraphs(lines: list[str]) -> str:
    """Return lines as a page has them as paragraphs with blank lines between; words that were divided are joined."""
    longest = max(map(len, lines), default=0)
    found: list[str] = []
    before = ""
    for raw in lines:
        line = " ".join(raw.split())
        if not line:
            before = ""
            continue
        goes_on = before and (line[0].islower() or (len(before) >= _FULL * longest and not _END.search(before)))
        if not goes_on:
            goes_on = bool(before) and len(before) >= _FULL * longest and len(before) > 40
        if goes_on and before.endswith("-") and line[0].islower() and before[-2:-1].isalpha():
            found[-1] = found[-1][:-1] + line
        elif goes_on:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
        before = line
    return "\n\n".join(found)


def _read(data: bytes, where: str, limit: int) -> tuple[str, str, list[str]]:
    """Return the title and the author that the PDF names, and the lines of its pages."""
    import io

    from pypdf import PdfReader

    with foreign(where, _FORMAT, "pypdf", "pypdf._reader", "pypdf.generic._base"):
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(where, "is locked with a password", "save it without")
        pages = len(reader.pages)
        if pages > limit:
            raise InputError(where, f"has {pages:,} pages (the limit is {limit:,})", "give the articles one by one")
        title, author = _meta(reader, "/Title"), _meta(reader, "/Author")
        lines: list[str] = []
        size = 0
        for page in reader.pages:
            text = _CONTROL.sub("", whole(page.extract_text() or ""))
            size += len(text)
            if size > MAX_TEXT:
                raise InputError(where, f"has more than {MAX_TEXT:,} characters", "give the articles one by one")
            lines += [*text.splitlines(), ""]
    return title, author, lines


def _meta(reader: PdfReader, key: str) -> str:
    value = reader.metadata.get(key) if reader.metadata else None
    text = " ".join(whole(str(value)).split())[:300] if value is not None else ""
    return "" if _NO_TITLE.fullmatch(text) else text
