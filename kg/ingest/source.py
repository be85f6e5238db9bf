"""Bytes that have a name: a file, standard input, a member of an archive, a page that was fetched."""

import io
import tempfile
from dataclasses import dataclass, field
from typing import IO, cast

from kg.errors import InputError

HEAD = 1 << 16
"""Bytes at the start of an input by which its format is told."""

_ENOUGH = 4096  # bytes that will do where more would have to be waited for
_IN_MEMORY = 16_000_000


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked of one input: shared by the archives inside each other."""

    bytes: int
    members: int

    @property
    def spent(self) -> bool:
        """Say whether the limit was reached."""
        return self.bytes < 0 or self.members < 0

    def take(self, count: int, where: str) -> None:
        """Count ``count`` unpacked bytes. Raises InputError where they are too many."""
        self.bytes -= count
        if self.bytes < 0:
            raise InputError(where, "is too large when unpacked", "unpack it, and give the folder")

    def take_member(self, where: str) -> None:
        """Count one member. Raises InputError where they are too many."""
        self.members -= 1
        if self.members < 0:
            raise InputError(where, "has too many files in it", "unpack it, and give the folder")


@dataclass(slots=True)
class Source:
    """An input that is open.

    ``where`` names it for people; ``name`` is the end of its path, looked at where the bytes leave a doubt.
    ``head`` are its first bytes; ``stream`` still begins with them. ``url`` is the web address it comes from.
    ``listed`` says that it was found in a folder or an archive and not given by name: then what is no article is
    passed over in silence.
    """

    where: str
    name: str
    stream: IO[bytes]
    head: bytes
    budget: Budget
    url: str | None = None
    listed: bool = False
    depth: int = 0
    encoding: str | None = None
    _spooled: list[IO[bytes]] = field(default_factory=list, repr=False)

    @classmethod
    def of(cls, stream: IO[bytes], where: str, name: str, budget: Budget, *, url: str | None = None,
           listed: bool = False, depth: int = 0, encoding: str | None = None) -> "Source":
        """Make a source of an open stream, looking at its head."""
        if stream.seekable():
            start = stream.tell()
            head = stream.read(HEAD)
            stream.seek(start)
        else:
            head, stream = _ahead(stream)
        return cls(where, name, stream, head, budget, url, listed, depth, encoding)

    @property
    def start(self) -> str:
        """The first characters as text, without a mark of byte order; whatever is no UTF-8 or UTF-16 becomes U+FFFD."""
        encoding = "utf-16" if self.head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        return self.head[:2 * _ENOUGH].decode(encoding, "replace").removeprefix("\ufeff")

    def within(self, stream: IO[bytes], where: str, name: str, *, url: str | None = None,
               encoding: str | None = None) -> "Source":
        """Make the source of something inside this one."""
        return Source.of(stream, where, name, self.budget, url=url, listed=True, depth=self.depth + 1,
                         encoding=encoding)

    def data(self, limit: int) -> bytes:
        """Return all bytes. Raises InputError where there are more than ``limit``."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise too_large(self.where, limit)
        return data

    def random_access(self, limit: int) -> IO[bytes]:
        """Return a stream that can be read in any order; what can't is put on disk first.

        Raises InputError where that would be more than ``limit`` bytes.
        """
        if self.stream.seekable():
            return self.stream
        spooled = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115  see close
        self._spooled.append(spooled)
        size = 0
        while chunk := self.stream.read(HEAD):
            size += len(chunk)
            if size > limit:
                raise too_large(self.where, limit)
            spooled.write(chunk)
        spooled.seek(0)
        return spooled

    def close(self) -> None:
        """Remove what was put on disk. The stream is closed by whoever opened it."""
        for spooled in self._spooled:
            spooled.close()


def too_large(where: str, limit: int) -> InputError:
    """Return the error for something of more than ``limit`` bytes."""
    return InputError(where, f"is too large (the limit is {limit / 1e6:,.0f} MB)",
                      "split it into articles, one a file or one a line of a .jsonl file")


class _Rejoined(io.RawIOBase):
    """A stream that begins with bytes which were read from it already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # the buffer is one of ours
        if self._head:
            count = min(len(buffer), len(self._head))
            buffer[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        data = _some(self._rest, len(buffer))
        buffer[:len(data)] = data
        return len(data)


def _ahead(stream: IO[bytes]) -> tuple[bytes, IO[bytes]]:
    """Return the head of a stream that can't go back, and a stream that still begins with it.

    A line of JSON is passed on at once: whoever writes line by line into our standard input gets an answer line by
    line.
    """
    head = b""
    while len(head) < HEAD and (chunk := _some(stream, HEAD - len(head))):
        head += chunk
        if len(head) >= _ENOUGH or (head.lstrip()[:1] == b"{" and b"\n" in head.lstrip()):
            break
    return head, io.BufferedReader(_Rejoined(head, stream), HEAD)


def _some(stream: IO[bytes], count: int) -> bytes:
    """Read what is there, ``count`` bytes at most; b"" only at the end."""
    read1 = getattr(stream, "read1", None)
    return cast("bytes", read1(count)) if read1 else stream.read(count)
