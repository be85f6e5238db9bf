"""What the readers of records share: the article of a record, and many errors of one kind as one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.ingest.fields import articles_in
from kg.ingest.item import Item

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_FEW = 3  # what is no article is named each up to here, where nothing else is in a file
GIVE_UP = 1000
"""Errors at the start of an input after which the rest of it is not looked at."""


def item_of(record: object, where: str, format: str, intake: Intake) -> Item:
    """Return the article of a record, or the error that says why it is none; the original is the record as JSON."""
    try:
        original = json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)
        found = intake.record(record, where, original.encode("utf-8", "surrogatepass"))
    except InputError as error:
        return Item(where, error, format)
    except (RecursionError, TypeError, ValueError):
        return Item(where, InputError(where, "is nested too deeply"), format)
    return Item(where, found.article, format, found.notes)


def items_of(records: Sequence[object], where: str, format: str, intake: Intake) -> Iterator[Item]:
    """Yield what comes of a list of records; where nothing in it looks like an article, one error."""
    if not records:
        raise InputError(where, "is empty")
    items = ((item_of(one, f"{where}, article {number}", format, intake), one) for number, one in enumerate(records, 1))
    yield from _grouped(((item, has_text(one, intake) or not isinstance(item.result, InputError))
                         for item, one in items), where)


def records_in(value: Any, intake: Intake) -> list[Any] | None:
    """Return the list of articles, None where the value is one article (or none at all)."""
    if isinstance(value, list):
        return value
    fields = intake.options.fields
    if isinstance(value, dict) and isinstance(fields.value(value, "text", fields.of(value).get("text")), str):
        return None
    return articles_in(value)


def refuse_ours(record: object, where: str) -> None:
    """Raise InputError where a record is one that kg has written."""
    if isinstance(record, dict) and record.keys() >= {"predicate", "evidence"}:
        raise InputError(where, "holds claims that kg has written, not articles")
    if isinstance(record, dict) and record.keys() >= {"status", "path", "reason", "article"}:
        raise InputError(where, "holds the report of a build, not articles")


def has_text(record: object, intake: Intake) -> bool:
    """Say whether a record has the field of the text, whatever is in it."""
    return isinstance(record, Mapping) and "text" in intake.options.fields.of(record)


def grouped(items: Iterable[Item], name: str) -> Iterator[Item]:
    """Yield the items; where every one of them is an error, many of them as one."""
    yield from _grouped(((item, item.status != "failed") for item in items), name)


def _grouped(items: Iterable[tuple[Item, bool]], name: str) -> Iterator[Item]:
    """Yield the items, each of which comes with whether it looks like an article; where none does, many as one."""
    bad: list[Item] = []
    items = iter(items)
    for item, looks_right in items:
        if looks_right:
            yield from bad
            yield item
            yield from (rest for rest, _ in items)
            return
        bad.append(item)
        if len(bad) == GIVE_UP:
            break
    yield from few(bad, name) or (Item(name, InputError(name, "is empty")),)


def few(bad: Sequence[Item], name: str) -> Sequence[Item]:
    """Return the errors of something in which nothing looks like an article: few as they are, many as one."""
    if len(bad) <= _FEW:
        return bad
    first = bad[0].result
    if not isinstance(first, InputError):
        return bad
    what = f"holds no articles: {first.where.removeprefix(f'{name}, ')} {first.what}"
    return [Item(name, InputError(name, what, first.mend or "give one article a line, as JSON"), bad[0].format)]
