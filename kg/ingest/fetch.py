"""Web addresses, fetched when the user asks for it: within limits, and never from a private network.

The address that a name stands for is looked up once, checked, and connected to; so neither a redirect nor a name server
that changes its mind leads into the network of whoever runs this.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.ingest.foreign import foreign
from kg.ingest.item import EXTRA, Item
from kg.ingest.source import Source

if TYPE_CHECKING:
    import httpx

    from kg.ingest.intake import Intake

_FORMAT = "a web address"
_TYPES = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/rdf",
          "application/json", "application/ld+json", "application/feed+json", "application/x-ndjson",
          "application/jsonl", "application/pdf", "application/zip", "application/gzip", "application/x-gzip",
          "application/x-tar", "application/warc", "application/vnd.apache.parquet", "application/csv",
          "application/octet-stream", "binary/octet-stream")
_SECRET = re.compile(r"//[^/@]*@")
_ASKED = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
          "Accept-Encoding": "gzip, deflate", "Accept-Language": "en", "Connection": "close"}


@dataclass(frozen=True)
class Fetcher:
    """Gets pages, one connection each.

    ``size``: bytes of one answer. ``seconds``: for all of it, redirects included. ``redirects``: their number.
    ``allow``: addresses of hosts that may be fetched although they are private, for tests. ``agent``: how it is
    named to servers.
    """

    size: int = 32_000_000
    seconds: float = 30.0
    redirects: int = 5
    allow: frozenset[str] = field(default_factory=frozenset)
    agent: str = "geokg"

    def items(self, address: str, intake: Intake) -> Iterator[Item]:
        """Yield what is at an address, read as what it is; what can't be fetched is an InputError. Needs httpx."""
        shown = _SECRET.sub("//…@", address)
        try:
            page = self.get(address, shown)
        except InputError as error:
            yield Item(error.where, error, _FORMAT)
            return
        except ImportError:
            missing = InputError(shown, "can't be fetched by the default install", f"pip install 'geokg[{EXTRA}]'")
            yield Item(shown, missing, _FORMAT)
            return
        name = PurePosixPath(urlsplit(page.url).path).name
        source = Source.of(io.BytesIO(page.data), address, name, intake.budget(), url=page.url)
        source.encoding = page.charset
        yield from intake.read(source)

    def get(self, address: str, where: str) -> Fetched:
        """Return what is at an address, ``where`` for people. Raises InputError that says why there is nothing."""
        import httpx

        from kg.ingest.guarded import Transport

        transport = Transport(where, time.monotonic() + self.seconds, self.allow)
        try:
            with foreign(where, "a web page", "httpx", "httpcore"), httpx.Client(
                    transport=transport, follow_redirects=True, max_redirects=self.redirects, trust_env=False,
                    headers={**_ASKED, "User-Agent": self.agent}) as client, client.stream("GET", address) as answer:
                return self._taken(where, answer)
        except InputError as error:
            if isinstance(error.__cause__, httpx.TooManyRedirects):
                raise InputError(where, f"leads on more than {self.redirects} times",
                                 "give the address that it ends at") from None
            if isinstance(error.__cause__, httpx.InvalidURL | httpx.UnsupportedProtocol):
                raise InputError(where, "is no web address that can be read") from None
            raise

    def _taken(self, where: str, answer: httpx.Response) -> Fetched:
        """Return the body of an answer."""
        if answer.status_code != 200:
            raise InputError(where, f"gave HTTP status {answer.status_code}")
        kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
        if not kind.startswith(_TYPES):
            raise InputError(where, f"is {kind[:60]}, which is not read")
        data = b"".join(_limited(_decoded(where, answer.iter_raw(), answer.headers.get("content-encoding", "")),
                                 self.size, where))
        return Fetched(str(answer.url), data, answer.charset_encoding)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: the address that it came from in the end, its bytes, and the encoding that the server names."""

    url: str
    data: bytes
    charset: str | None = None


def _limited(chunks: Iterable[bytes], limit: int, where: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise InputError(where, f"is too large (the limit is {limit / 1e6:,.0f} MB)")
        yield chunk


def _decoded(where: str, chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Undo the compression of an answer, some bytes at a time: what looks small may unpack to anything."""
    import zlib

    named = encoding.strip().lower()
    if named in ("", "identity"):
        yield from chunks
        return
    if named not in ("gzip", "x-gzip", "deflate"):
        raise InputError(where, f"came compressed as {named[:30]!r}, which was not asked for")
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for chunk in chunks:
        while chunk:
            yield decoder.decompress(chunk, 1 << 16)
            chunk = decoder.unconsumed_tail
    if not decoder.eof:
        raise InputError(where, "is cut off: it ends in the middle", "try again")
