"""CSV: a folder with the tables of actors, relations and claims, for spreadsheets and data frames.

UTF-8, a comma between cells, a line feed at the end of a line; true and false in lower case, an empty cell where there
is nothing. Lists are JSON, so that no separator can stand in a name.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.tables import TABLES, Datum

if TYPE_CHECKING:
    from kg.export.registry import Source


def write(source: Source, folder: Path) -> None:
    """Fill an empty folder. Raises OntologyError for an unknown type of relation, OSError for the files."""
    for table in TABLES:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="", errors="replace") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(table.columns)
            out.writerows([cell(row[name]) for name in table.columns] for row in table.rows(source))


def cell(value: Datum) -> str | int | float:
    """Return a value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
