"""What a run of reading can be told: its limits, the names of fields, and whether anything is fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.ingest.fields import FieldMap

if TYPE_CHECKING:
    from kg.ingest.fetch import Fetcher

MAX_TEXT = 1_000_000
"""Characters of one article: a long book has fewer; more is an archive in one piece."""

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds that keep memory and time small whatever comes in; sizes are bytes unless said otherwise.

    ``text``: a text file, one line of JSON Lines, one row of a table (an article of :data:`MAX_TEXT` characters
    in any encoding fits). ``json``: a JSON file, which is read as a whole; ``values``: the memory that all its
    values take, reckoned ahead. ``page``: an HTML page; ``tags``: the number of its tags, ``attributes``: the
    words in one of them. ``feed``: a feed. ``pdf``: a PDF; ``pages``: the number of its pages. ``table``: what
    one group of rows of a Parquet file holds unpacked. ``stream``: what of standard input or of an archive is
    put on disk where a format can't be read in passing. ``unpacked``: all that an archive holds, with the
    archives in it; ``members``: their number; ``ratio``: how many times larger than itself an archive may be;
    ``depth``: archives in archives. ``entries``: the articles of a feed that are fetched.
    """

    text: int = 8 * MAX_TEXT
    json: int = 256 * _MB
    values: int = 1_000 * _MB
    page: int = 10 * _MB
    tags: int = 60_000
    attributes: int = 2_000
    feed: int = 32 * _MB
    pdf: int = 64 * _MB
    pages: int = 500
    table: int = 1_000 * _MB
    stream: int = 2_000 * _MB
    unpacked: int = 50_000 * _MB
    members: int = 1_000_000
    ratio: int = 250
    depth: int = 4
    entries: int = 200


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    ``fields`` maps the fields of an article to those of JSON, CSV and Parquet. ``fetch`` gets web addresses; without it
    one is an error. ``keep`` is called with the hash and the bytes of the original of each article that is read.
    With ``versions`` an article with the id of a different one is no error but another version of it.
    """

    fields: FieldMap = field(default_factory=FieldMap)
    fetch: Fetcher | None = None
    keep: Callable[[str, bytes], None] | None = None
    limits: Limits = field(default_factory=Limits)
    versions: bool = False
