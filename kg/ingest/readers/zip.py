"""ZIP: what is in it is read as if it lay in a folder. Nothing is unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.ingest.foreign import foreign
from kg.ingest.item import Item, PassedOver
from kg.ingest.readers.unpacking import Unpacked, buffered, check_depth, hidden, read_members
from kg.ingest.source import Source

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/", b"AndroidManifest.xml", b"META-INF/")
_FORMAT = "a ZIP file"


def sniff(source: Source) -> bool:
    """Say whether it begins with the mark of ZIP and is no document of an office program, which is packed the same."""
    return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not any(
        mark in source.head[:200] for mark in _OFFICE)


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield what is in its files, in the order of their names."""
    check_depth(source, intake.limits)
    stream = source.random_access(intake.limits.stream)
    with foreign(source.where, _FORMAT):
        archive = zipfile.ZipFile(stream)
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
    with archive:
        wanted = [member for member in members if not hidden(member.filename)]
        if not wanted:
            raise InputError(source.where, "holds no files")
        yield from read_members(wanted, lambda member: member.filename,
                                partial(_member, archive, source=source, intake=intake), source, _FORMAT)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, source: Source,
            intake: Intake) -> Iterator[Item]:
    if member.flag_bits & 1:
        raise InputError(where, "is locked with a password", "unpack it, and give the folder")
    if (member.external_attr >> 16) & 0o170000 == 0o120000:
        yield Item(where, PassedOver("is a link, which is not followed"), _FORMAT)
        return
    with foreign(where, "a file of a ZIP"):
        opened = archive.open(member)
    with opened:
        unpacked = buffered(Unpacked(opened, where, source.budget, intake.limits, member.compress_size))
        with foreign(where, "a file of a ZIP"):
            inner = source.within(unpacked, where, PurePosixPath(member.filename).name)
        # A broken member breaks where it is read, inside whatever reads it.
        try:
            yield from intake.read(inner)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise InputError(where, f"can't be unpacked: {error}", "it may be damaged") from None
