"""A JSON file: one article, a list of them, or what the interface of a news service gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.ingest.decode import decode
from kg.ingest.item import Item
from kg.ingest.readers.batch import items_of, records_in, refuse_ours
from kg.ingest.records import parse_json
from kg.ingest.source import Source

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]\"])")
_FORMAT = "JSON"


def sniff(source: Source) -> bool:
    """Say whether it begins as an object or a list of objects, or is named .json."""
    return (source.name.lower().endswith(".json")
            or _START.match(source.start) is not None)


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the articles of a JSON document."""
    data = source.data(intake.limits.json)
    value = parse_json(decode(data, source.where).text, source.where)
    refuse_ours(value, source.where)
    records = records_in(value, intake)
    if records is not None:
        yield from items_of(records, source.where, _FORMAT, intake)
        return
    found = intake.record(value, source.where, data)
    yield Item(source.where, found.article, _FORMAT, found.notes)
