"""One file that is compressed: gzip, bzip2, xz; what is in it is told by its content."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, cast

from kg.errors import InputError
from kg.ingest.item import Item
from kg.ingest.readers.unpacking import Counted, Unpacked, buffered, check_depth
from kg.ingest.source import Source

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_MARKS = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_ENDINGS = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".txz": ".tar", ".tbz2": ".tar"}
_XZ_MEMORY = 200_000_000


def sniff(source: Source) -> bool:
    """Say whether it begins with the mark of gzip, bzip2 or xz."""
    return source.head.startswith(_MARKS)


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield what is in the file that comes out, up to where it breaks."""
    check_depth(source, intake.limits)
    packed = Counted(source.stream)
    stream = buffered(Unpacked(_opened(source, packed), source.where, source.budget, intake.limits, packed))
    name = source.name
    for ending, plain in _ENDINGS.items():
        if name.lower().endswith(ending):
            name = name[:-len(ending)] + plain
            break
    try:
        inner = source.within(stream, source.where, name, url=source.url)
        inner.listed = source.listed
        yield from intake.read(inner)
    except lzma.LZMAError as error:
        raise InputError(source.where, f"can't be unpacked: {error}", "it may be damaged") from None


def _opened(source: Source, packed: Counted) -> IO[bytes]:
    stream = buffered(packed)
    if source.head.startswith(b"\x1f"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if source.head.startswith(b"B"):
        return cast("IO[bytes]", bz2.BZ2File(stream))
    return cast("IO[bytes]", _Xz(stream))


class _Xz:
    """One xz stream or several in a row, whose decoder may not take more memory than it should."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
        self._rest = b""

    def read(self, count: int) -> bytes:
        while True:
            if self._decoder.eof and not self._next():
                return b""
            data = self._rest or (self._stream.read(1 << 16) if self._decoder.needs_input else b"")
            self._rest = b""
            if self._decoder.needs_input and not data:
                raise EOFError
            if out := self._decoder.decompress(data, count):
                return out

    def _next(self) -> bool:
        """Go on to the stream that follows, if one does; zeros may stand between two."""
        rest = self._decoder.unused_data.lstrip(b"\0")
        while not rest and (data := self._stream.read(1 << 16)):
            rest = data.lstrip(b"\0")
        if rest:
            self._decoder, self._rest = lzma.LZMADecompressor(memlimit=_XZ_MEMORY), rest
        return bool(rest)
