"""Articles in: files, folders and streams become :class:`kg.model.Article` values, or errors that say why not."""

from kg.ingest.boilerplate import body_spans, is_boilerplate
from kg.ingest.fields import FieldMap
from kg.ingest.files import items, read, stream_items, unique
from kg.ingest.item import Item, PassedOver
from kg.ingest.options import Limits, ReadOptions
from kg.ingest.records import to_article, writable

__all__ = ["FieldMap", "Item", "Limits", "PassedOver", "ReadOptions", "body_spans", "is_boilerplate", "items", "read",
           "stream_items", "to_article", "unique", "writable"]
