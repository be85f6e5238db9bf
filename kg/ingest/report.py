"""The report of a run of reading: one line an article, and one for everything that is none."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from kg.errors import InputError
from kg.ingest.item import Item, PassedOver
from kg.model import Article


class Report:
    """Writes a line for each item that passes, as JSON Lines, and counts.

    ``counts`` has the number of items by status ("used", "skipped", "failed"), and of those left out by their kind
    ("language", "stub", "duplicate", "other"). Use it in a with statement; without a path it only counts.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Write to ``path``. Raises OSError where it can't be written."""
        self.counts: Counter[str] = Counter()
        self._file: IO[str] | None = None
        if path:  # names of files may hold what is no character: JSON has it as \udce9
            self._file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._file:
            self._file.close()

    def passing(self, items: Iterable[Item]) -> Iterator[Article | InputError]:
        """Yield the articles and the errors of the items, noting each; what was passed over is noted only."""
        for item in items:
            self.note(item)
            if not isinstance(item.result, PassedOver):
                yield item.result

    def note(self, item: Item) -> None:
        """Count an item and write its line."""
        self.counts[item.status] += 1
        if item.status == "skipped" and not isinstance(item.result, Article):
            self.counts[item.result.kind] += 1
        if self._file:
            self._file.write(json.dumps(line(item), ensure_ascii=False).replace("\u2028", "\\u2028") + "\n")


def line(item: Item) -> dict[str, Any]:
    """Return the record of an item, its keys always the same: null where there is nothing to say."""
    result = item.result
    article = result if isinstance(result, Article) else None
    reason = None
    if isinstance(result, InputError):
        reason = result.what + (f" ({result.mend})" if result.mend else "")
    elif isinstance(result, PassedOver):
        reason = result.what
    return {
        "path": item.where, "status": item.status, "reason": reason, "format": item.format or None,
        "article": article.id if article else None, "title": article.title if article else None,
        "publisher": article.publisher if article else None, "published": article.published if article else None,
        "authors": list(article.authors) if article else [], "language": "en" if article else None,
        "original": article.original_hash if article else None, "notes": list(item.notes),
    }
