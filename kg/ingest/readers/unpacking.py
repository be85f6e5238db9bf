"""Streams that are unpacked while they are read, and stop where they grow beyond measure."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, TypeVar

from kg.errors import InputError
from kg.ingest.item import Item
from kg.ingest.source import HEAD, Budget, Source

if TYPE_CHECKING:
    from kg.ingest.options import Limits

M = TypeVar("M")
_FREE = 10_000_000  # bytes below which no ratio is looked at: a small page of spaces harms nobody


class Counted(io.RawIOBase):
    """A stream that counts what is read from it."""

    def __init__(self, inner: IO[bytes]) -> None:
        """Read from ``inner``."""
        self._inner = inner
        self.count = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffer is one of ours
        """Read into ``buffer`` and return the number of bytes."""
        data = self._inner.read(len(buffer))
        buffer[:len(data)] = data
        self.count += len(data)
        return len(data)


class Unpacked(Counted):
    """What comes out of a compressed stream; raises InputError where it is too much for what went in."""

    def __init__(self, inner: IO[bytes], where: str, budget: Budget, limits: Limits, packed: int | Counted) -> None:
        """Read ``inner``; ``packed`` is its compressed size in bytes, or counts it as it is read."""
        super().__init__(inner)
        self._where, self._budget, self._ratio, self._packed = where, budget, limits.ratio, packed

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as above
        """Read into ``buffer`` and return the number of bytes. Raises InputError beyond the limits."""
        count = super().readinto(buffer)
        self._budget.take(count, self._where)
        packed = self._packed.count if isinstance(self._packed, Counted) else self._packed
        if self.count > _FREE and self.count > self._ratio * max(packed, 1):
            raise InputError(self._where, f"grows more than {self._ratio} times when it is unpacked",
                             "it looks like a bomb; unpack it yourself if you trust it")
        return count


def buffered(stream: io.RawIOBase) -> IO[bytes]:
    """Return the stream with a buffer, so that it has lines."""
    return io.BufferedReader(stream, HEAD)


def check_depth(source: Source, limits: Limits) -> None:
    """Raise InputError where archives lie in archives too deeply."""
    if source.depth >= limits.depth:
        raise InputError(source.where, f"is an archive inside {limits.depth} others",
                         "unpack them, and give the folder")


def read_members(members: Iterable[M], name: Callable[[M], str], read: Callable[[M, str], Iterator[Item]],
                 source: Source, what: str) -> Iterator[Item]:
    """Yield what ``read(member, where)`` gives of each member of the archive ``source``; ``what`` it is ("a ZIP file").

    A member that can't be read is an item with its error, and the others are read; after the last that the budget
    allows it ends.
    """
    for member in members:
        where = f"{source.where}, {name(member)}"
        try:
            source.budget.take_member(source.where)
            if _unsafe(name(member)):
                raise InputError(where, "has a name that leads out of the archive",
                                 "it may be an attack; it is not read")
            yield from read(member, where)
        except InputError as error:
            yield Item(error.where, error, what)
        if source.budget.spent:
            return


def _unsafe(name: str) -> bool:
    """Say whether the name of a member would lead out of the folder that the archive is unpacked into."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:3] in (":\\", ":/")


def hidden(name: str) -> bool:
    """Say whether a member is one of those that a folder's reader leaves out: hidden, or of a Mac's own."""
    return any(part.startswith((".", "__MACOSX")) and part not in (".", "..")
               for part in name.replace("\\", "/").split("/"))
