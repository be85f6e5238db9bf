"""A small table: what a notebook shows in place of a list of values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None

# Notebooks are light or dark: no colour is used but that of the text.
_TABLE = "border-collapse:collapse;margin:.5em 0"
_CELL = "text-align:left;padding:.15em 1em .15em 0;vertical-align:top"
_SENTENCE = f"{_CELL};min-width:22em"
_NUMBER = "text-align:right;padding:.15em 1em .15em 0;vertical-align:top"
_LONG = 40  # characters in a cell from which on its column is one of sentences


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows of text and numbers under names of columns; None is an empty cell.

    A notebook shows it as HTML. Iterating gives a dict a row: ``pandas.DataFrame(list(table))`` is a data frame of it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"Table({len(self)} {'row' if len(self) == 1 else 'rows'}: {', '.join(self.columns)})"

    def _repr_html_(self) -> str:
        """Return the table as HTML without scripts; whatever comes from texts is escaped."""
        return html_table(self.columns, self.rows)


def html_table(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows as an HTML table. Columns of numbers stand to the right, integers in them have commas."""
    styles = [_style([row[n] for row in rows]) for n in range(len(columns))]
    heads = "".join(f'<th style="{style}">{escape(name)}</th>' for style, name in zip(styles, columns, strict=True))
    body = "".join(f"<tr>{_row(row, styles)}</tr>" for row in rows)
    return f'<table style="{_TABLE}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _row(row: Sequence[Cell], styles: Sequence[str]) -> str:
    return "".join(f'<td style="{style}">{escape(_text(cell))}</td>' for cell, style in zip(row, styles, strict=True))


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:,}" if isinstance(cell, int) else f"{cell:.2f}" if isinstance(cell, float) else cell


def _style(cells: Sequence[Cell]) -> str:
    there = [cell for cell in cells if cell is not None]
    if there and all(isinstance(cell, int | float) for cell in there):
        return _NUMBER
    return _SENTENCE if any(len(_text(cell)) >= _LONG for cell in there) else _CELL
