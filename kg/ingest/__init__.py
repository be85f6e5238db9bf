"""Articles in: files, folders and streams become :class:`kg.model.Article` values, or errors that say why not."""

from kg.ingest.boilerplate import body_spans, is_boilerplate
from kg.ingest.files import read, read_lines, unique
from kg.ingest.records import to_article, writable

__all__ = ["body_spans", "is_boilerplate", "read", "read_lines", "to_article", "unique", "writable"]
