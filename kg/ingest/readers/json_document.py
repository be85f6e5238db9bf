"""A JSON file: one article, a list of them, or what the interface of a news service gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.ingest.decode import decode
from kg.ingest.item import Item
from kg.ingest.readers.batch import items_of, records_in, refuse_ours
from kg.ingest.records import parse_json
from kg.ingest.source import Source

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]\"])")
_FORMAT = "JSON"
_COSTS = {b"[": 64, b"{": 64, b":": 120, b",": 60}
"""About the bytes that Python takes for a list, an object, a field, a value: small ones take more than their JSON."""


def sniff(source: Source) -> bool:
    """Say whether it begins as an object or a list of objects, or is named .json."""
    return (source.name.lower().endswith(".json")
            or _START.match(source.start) is not None)


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the articles of a JSON document."""
    data = source.data(intake.limits.json)
    if sum(cost * data.count(mark) for mark, cost in _COSTS.items()) > intake.limits.values:
        raise InputError(source.where, "holds too many values", "give the articles one a line, in a .jsonl file")
    value = parse_json(decode(data, source.where).text, source.where)
    refuse_ours(value, source.where)
    records = records_in(value, intake)
    if records is not None:
        yield from items_of(records, source.where, _FORMAT, intake)
        return
    found = intake.record(value, source.where, data)
    yield Item(source.where, found.article, _FORMAT, found.notes)
