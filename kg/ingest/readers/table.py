"""Tables with a line of names at the top: values set apart by commas, semicolons, tabs or bars; an article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.ingest.decode import decode
from kg.ingest.fields import FieldMap
from kg.ingest.item import Item
from kg.ingest.readers.batch import grouped, item_of
from kg.ingest.source import Source, too_large

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_NAMES = (".csv", ".tsv", ".tab", ".psv")
_SIGNS = ",;\t|"
_FORMAT = "a table"
_USUAL = FieldMap()
_LONGEST = 4000  # characters of a line of names


def sniff(source: Source) -> bool:
    """Say whether it is named as a table, or its first line names the fields of an article."""
    if source.name.lower().endswith(_NAMES):
        return True
    line = source.start.split("\n", 1)[0].rstrip("\r")
    if not 0 < len(line) < _LONGEST or "{" in line:
        return False
    names = _names(line, _sign(line))
    return len(names) > 1 and len(set(names)) == len(names) and _USUAL.of(dict.fromkeys(names, "x")).keys() >= {
        "text", "title"}


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the articles of the rows."""
    lines = _lines(source, intake.limits.text)
    top = next(lines, "")
    if not top.strip():
        raise InputError(source.where, "is empty")
    sign = _sign(top)
    names = _names(top, sign)
    check_columns(names, source.where, intake.options.fields)
    csv.field_size_limit(intake.limits.text)  # one for the process; nothing else in kg reads tables of this kind
    rows = csv.reader(lines, delimiter=sign)
    yield from grouped(_rows(rows, names, source.where, intake), source.where)


def check_columns(names: list[str], where: str, fields: FieldMap) -> None:
    """Raise InputError where no column holds the text, or the user's map names a column that is not there."""
    for ours, theirs in fields.names.items():
        if theirs not in names:
            raise InputError(where, f"has no column {theirs!r} (it has {', '.join(map(repr, names[:12]))})",
                             f"mend --map {ours}=…")
    if "text" not in fields.of(dict.fromkeys(names, "x")):
        raise InputError(where, f"has no column for the text (it has {', '.join(map(repr, names[:12]))})",
                         "say which holds it with --map text=COLUMN")


def _rows(rows: Iterator[list[str]], names: list[str], where: str, intake: Intake) -> Iterator[Item]:
    number = 1
    while True:
        number += 1
        place = f"{where}, row {number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            what = "has a quotation mark that is never closed" if "limit" in str(error) else f"is broken: {error}"
            yield Item(place, InputError(place, what), _FORMAT)
            return
        if any(cell.strip() for cell in row):
            yield _item(row, names, place, intake)


def _item(row: list[str], names: list[str], where: str, intake: Intake) -> Item:
    if len(row) > len(names):
        error = InputError(where, f"has {len(row)} values for {len(names)} columns",
                           "put quotation marks around values that hold the separator")
        return Item(where, error, _FORMAT)
    return item_of(dict(zip(names, row, strict=False)), where, _FORMAT, intake)


def _lines(source: Source, limit: int) -> Iterator[str]:
    """Yield the lines as text. Raises InputError for one that is too long."""
    if source.head[:2] in (b"\xff\xfe", b"\xfe\xff"):  # a spreadsheet's "Unicode text": lines can't be cut as bytes
        yield from decode(source.data(limit * 8), source.where).text.splitlines(keepends=True)
        return
    while data := source.stream.readline(limit + 1):
        if len(data) > limit:
            raise too_large(source.where, limit)
        yield decode(data, source.where, whole=False).text if data.strip() else "\n"


def _sign(line: str) -> str:
    """Return the sign that sets the names in the first line apart."""
    return max(_SIGNS, key=lambda sign: (line.count(sign), -_SIGNS.index(sign)))


def _names(line: str, sign: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line.replace("\r", " ")], delimiter=sign), [])]
    except csv.Error:  # no line of names
        return []
