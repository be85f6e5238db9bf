"""Tar archives, also compressed ones: read in passing, in their own order. Nothing is unpacked to disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from kg.errors import InputError
from kg.ingest.foreign import foreign
from kg.ingest.item import Item, PassedOver
from kg.ingest.readers.unpacking import Unpacked, buffered, check_depth, hidden, read_members
from kg.ingest.source import Source

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_FORMAT = "a tar file"
_LONGEST_NAME = 1_000_000  # bytes of a header that goes on in blocks of its own, which are read as a whole


def sniff(source: Source) -> bool:
    """Say whether the mark of tar stands in its first block."""
    return source.head[257:262] == b"ustar"


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield what is in its files."""
    check_depth(source, intake.limits)
    with foreign(source.where, _FORMAT):
        archive = tarfile.open(fileobj=source.stream, mode="r|", tarinfo=_Member)  # noqa: SIM115  closed below
    with archive:
        yield from read_members(_wanted(archive, source), lambda member: member.name,
                                partial(_member, archive, source=source, intake=intake), source, _FORMAT)


def _wanted(archive: tarfile.TarFile, source: Source) -> Iterator[tarfile.TarInfo]:
    """Yield the members that are no folders and not hidden."""
    while True:
        with foreign(source.where, _FORMAT):
            member = archive.next()
            archive.members = []  # type: ignore[attr-defined]  # it would keep a note of each
        if member is None:
            return
        if not member.isdir() and not hidden(member.name):
            yield member


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, where: str, source: Source,
            intake: Intake) -> Iterator[Item]:
    if not member.isreg() or member.issparse():
        what = "a link, which is not followed" if member.issym() or member.islnk() else "no regular file"
        yield Item(where, PassedOver(f"is {what}"), _FORMAT)
        return
    with foreign(where, "a file of a tar"):
        opened: IO[bytes] | None = archive.extractfile(member)
    if opened is None:
        return
    unpacked = buffered(Unpacked(opened, where, source.budget, intake.limits, member.size))
    with foreign(where, "a file of a tar"):
        inner = source.within(unpacked, where, PurePosixPath(member.name).name)
    try:
        yield from intake.read(inner)
    except tarfile.TarError as error:
        raise InputError(where, f"can't be unpacked: {error}", "it may be damaged") from None


class _Member(tarfile.TarInfo):
    """A member whose name can't fill the memory: long names and further fields are read as a whole."""

    def _proc_member(self, tarfile_: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE,
                         tarfile.SOLARIS_XHDTYPE) and self.size > _LONGEST_NAME:
            message = "a name in it is too long"
            raise tarfile.ReadError(message)
        return super()._proc_member(tarfile_)  # type: ignore[misc, no-any-return]  # no part of the typed interface
