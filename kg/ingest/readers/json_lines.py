"""JSON Lines: one article an object a line, read line by line however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from kg.errors import InputError
from kg.ingest.decode import decode
from kg.ingest.item import Item
from kg.ingest.readers.batch import GIVE_UP, few, has_text, items_of, records_in, refuse_ours
from kg.ingest.records import parse_json
from kg.ingest.source import HEAD, Source, too_large

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_NAMES = (".jsonl", ".ndjson", ".jsonlines")
_FORMAT = "JSON Lines"


def sniff(source: Source) -> bool:
    """Say whether the first line is an object of its own, also a broken one, or the name says so."""
    if source.name.lower().endswith(_NAMES):
        return True
    head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"{"):
        return False
    line, end, rest = head.partition(b"\n")
    if not end and len(source.head) >= HEAD:  # one long line: an object, or the first of several
        return not source.name.lower().endswith(".json")
    if rest.startswith(b"{") or (end and line.rstrip().endswith(b"}")):
        return True
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the articles of the lines; a file of something else is one error and not one a line."""
    bad: list[Item] = []  # of the lines before the first that has the shape of an article
    shaped = False
    for where, data in rows(source.stream, source.where, intake.limits.text):
        items, looks_right = _line(data, where, source.where, intake, first=not (shaped or bad))
        if not (shaped or looks_right):
            bad += items
            if len(bad) >= GIVE_UP:
                break
            continue
        yield from () if shaped else bad
        shaped = True
        yield from items
    if not shaped:
        yield from few(bad, source.where) or (Item(source.where, InputError(source.where, "is empty"), _FORMAT),)


def _line(data: bytes, where: str, file: str, intake: Intake, *, first: bool) -> tuple[list[Item], bool]:
    """Return what comes of one line, and whether it has the shape of an article.

    Raises InputError for the file as a whole, where its first line says that kg has written it.
    """
    record: object = None
    try:
        if len(data) > intake.limits.text:
            raise too_large(where, intake.limits.text)
        decoded = decode(data, where, whole=first)
        record = parse_json(decoded.text, where)
        if first:
            refuse_ours(record, file)
        if isinstance(record, dict) and (inside := records_in(record, intake)):
            return list(items_of(inside, where, _FORMAT, intake)), True
        found = intake.record(record, where, data.strip())
    except InputError as error:
        if error.where == file:
            raise
        return [Item(where, error, _FORMAT)], has_text(record, intake)
    return [Item(where, found.article, _FORMAT, decoded.notes + found.notes)], True


def rows(stream: IO[bytes], name: str, limit: int) -> Iterator[tuple[str, bytes]]:
    """Yield the lines that are not blank, each with its name; one that is too long is cut after the limit."""
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        end = data
        while len(end) > limit and not end.endswith(b"\n"):
            end = stream.readline(limit + 1)
        if data.strip(b" \t\r\n\xef\xbb\xbf"):
            yield f"{name}, line {number}", data
