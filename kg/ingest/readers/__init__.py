"""The formats that are read, one module each; the list says in which order they are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ingest.readers import (
    compressed,
    feed,
    html,
    json_document,
    json_lines,
    parquet,
    pdf,
    plain,
    table,
    tar,
    warc,
    zip,
)
from kg.ingest.source import Source

if TYPE_CHECKING:
    from kg.ingest.intake import Intake
    from kg.ingest.item import Item


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name ("a PDF"), whether a source looks like it, and what reads it.

    ``sniff`` looks at the head of a source, and at its name where that leaves a doubt; it reads nothing. ``read``
    yields items, and may raise InputError for the source as a whole.
    """

    format: str
    sniff: Callable[[Source], bool]
    read: Callable[[Source, Intake], Iterator[Item]]


# Formats with a mark of their own come first, those that nearly any text might be come last.
READERS = (
    Reader("a PDF", pdf.sniff, pdf.read),
    Reader("a Parquet file", parquet.sniff, parquet.read),
    Reader("a ZIP file", zip.sniff, zip.read),
    Reader("a compressed file", compressed.sniff, compressed.read),
    Reader("a tar file", tar.sniff, tar.read),
    Reader("a WARC file", warc.sniff, warc.read),
    Reader("a feed", feed.sniff, feed.read),
    Reader("an HTML page", html.sniff, html.read),
    Reader("JSON Lines", json_lines.sniff, json_lines.read),
    Reader("JSON", json_document.sniff, json_document.read),
    Reader("a table", table.sniff, table.read),
    Reader("text", plain.sniff, plain.read),
)
"""Every format that is read, in the order in which they are tried."""


def reader_of(source: Source) -> Reader | None:
    """Return the first reader that knows the look of ``source``, or None."""
    return next((reader for reader in READERS if reader.sniff(source)), None)
