"""WARC, the form of web archives: each page of it is read as what it is."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.ingest.foreign import foreign
from kg.ingest.item import Item, PassedOver
from kg.ingest.readers.unpacking import check_depth
from kg.ingest.source import Source, too_large

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_FORMAT = "a WARC file"
_PAGES = ("text/", "application/xhtml", "application/pdf", "application/json", "application/ld+json", "application/rss",
          "application/atom", "application/xml")
_NO_PAGES = ("text/css", "text/javascript", "text/dns")


def sniff(source: Source) -> bool:
    """Say whether it begins with the first line of a WARC record."""
    return source.head.startswith((b"WARC/1.", b"WARC/0."))


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the articles of its pages, with the web address of each; what came with an error is passed over.

    Needs fastwarc.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    check_depth(source, intake.limits)
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    with foreign(source.where, _FORMAT):
        # Bodies stay as they came: one that can't be decoded would end the whole archive.
        stream = cast("IO[bytes]", _Stream(source.stream))
        records = iter(ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="none",
                                       quirks_mode=True, stream_detect=False))
    number = 0
    while True:
        with foreign(source.where, _FORMAT):
            record = next(records, None)
        if record is None:
            break
        number += 1
        address = str(record.headers.get("WARC-Target-URI") or f"record {number}").strip("<>")
        plain = record.record_type == WarcRecordType.conversion
        try:
            source.budget.take_member(source.where)
            yield from _record(record, plain, address, f"{source.where}, {address}", source, intake)
        except InputError as error:
            yield Item(error.where, error, _FORMAT)
        if source.budget.spent:
            return
    if not number:
        raise InputError(source.where, "holds no pages")


def _record(record: Any, plain: bool, address: str, where: str, source: Source, intake: Intake) -> Iterator[Item]:
    """Read the page of one record; ``plain`` is one that was turned into text already."""
    headers = record.http_headers
    kind = str(record.http_content_type or record.headers.get("Content-Type") or "text/html").lower()
    if headers and headers.status_code != 200:
        yield Item(where, PassedOver(f"came with HTTP status {headers.status_code}"), _FORMAT)
        return
    if not kind.startswith(_PAGES) or kind.startswith(_NO_PAGES):
        yield Item(where, PassedOver(f"is {kind.split(';')[0][:60]}"), _FORMAT)
        return
    limit = max(intake.limits.page, intake.limits.pdf)
    with foreign(where, "a page of a WARC file"):
        data = record.reader.read(limit + 1)
    if len(data) > limit:
        raise too_large(where, limit)
    if headers:
        transfer, content = (str(headers.get(name) or "") for name in ("Transfer-Encoding", "Content-Encoding"))
        data = _body(data, transfer, content, limit)
    source.budget.take(len(data), source.where)
    plain = plain or kind.startswith("text/plain")
    name = "page.txt" if plain else PurePosixPath(_path(address)).name
    inner = source.within(io.BytesIO(data), where, name, url=address if "://" in address else None,
                          encoding=record.http_charset)
    yield from intake.read(inner)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:  # no address: its page is read all the same
        return ""


def _body(data: bytes, transfer: str, content: str, limit: int) -> bytes:
    """Undo what the headers say was done to a body, where it was: many archives hold it undone, with the old headers.

    A body in gzip is left as it is: it shows by its mark, and is read like any file in gzip.
    """
    if "chunked" in transfer.lower():
        data = _joined(data)
    if content.lower() == "deflate":
        try:
            return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, limit)
        except zlib.error:
            return data
    if content.lower() == "br":
        import brotli  # comes with fastwarc

        try:
            return bytes(brotli.Decompressor().process(data, output_buffer_limit=limit))
        except brotli.error:
            return data
    return data


def _joined(data: bytes) -> bytes:
    """Return a body that was sent in chunks as one; as it is where it is none."""
    parts, at = [], 0
    while True:
        end = data.find(b"\r\n", at, at + 200)
        try:
            size = int(data[at:end].split(b";")[0], 16) if end > at else -1
        except ValueError:
            size = -1
        if size <= 0:
            break
        parts.append(data[end + 2:end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts) or data


class _Stream:
    """What fastwarc asks of a stream and no more: it breaks on streams that have a seek and can't."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner, self._at = inner, 0

    def read(self, count: int = -1) -> bytes:
        data = self._inner.read(count)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at
