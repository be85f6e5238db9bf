"""Which field of a record is the title, the text, the date: names that others use, and names that the user gives."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kg.errors import ConfigError

# In the order of preference. Compared without case, "-", "_" and spaces, and "og:" before them.
SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "text": ("text", "body", "article_text", "full_text", "main_text", "article_body", "body_text", "content",
             "plain_text", "content_text", "story", "article", "content_html", "contents"),
    "title": ("title", "headline", "heading", "web_title", "article_title", "head"),
    "url": ("url", "link", "web_url", "permalink", "article_url", "source_url", "canonical_url", "uri", "href"),
    "publisher": ("publisher", "source", "source_name", "site_name", "outlet", "publication", "newspaper", "feed",
                  "source_domain", "domain", "hostname"),
    "published": ("published", "published_at", "publish_date", "published_date", "date_published", "date_publish",
                  "publication_date", "pub_date", "web_publication_date", "date", "datetime", "timestamp", "created_at",
                  "seen_date"),
    "authors": ("authors", "author", "byline", "by_line", "creator", "writer", "by"),
    "id": ("id", "article_id", "doc_id", "document_id", "guid", "uuid", "_id"),
})
"""The fields of an article, each with the names under which it is looked for."""

_LISTS = ("articles", "results", "items", "docs", "data", "documents", "news", "hits", "entries", "value", "records",
          "response")
_PLAIN = re.compile(r"[\s_\-]+")


@dataclass(frozen=True, slots=True)
class FieldMap:
    """The names of the user before the usual ones: ``FieldMap({"text": "body"})``.

    A name with dots reaches into objects: ``content.body``. A field that is mapped is looked for nowhere else.
    """

    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, given: Iterable[str]) -> "FieldMap":
        """Read pairs such as "title=headline,text=body". Raises ConfigError on what is none."""
        names: dict[str, str] = {}
        for pair in (part for one in given for part in one.split(",") if part.strip()):
            ours, sign, theirs = (part.strip() for part in pair.partition("="))
            if not (ours and sign and theirs):
                raise ConfigError(f"--map {pair.strip()!r}: is no pair (write field=name, as in text=body)")
            if ours not in SYNONYMS:
                raise ConfigError(f"--map: {ours!r} is no field of an article (there are {', '.join(SYNONYMS)})")
            if ours in names:
                raise ConfigError(f"--map: {ours!r} is given twice")
            names[ours] = theirs
        return cls(names)

    def of(self, record: Mapping[str, Any]) -> dict[str, str]:
        """Return the field of the record that each field of an article has: ``{"title": "headline", ...}``."""
        plain = {_bare(key): key for key in reversed(list(record))}  # of two that look alike the first
        found: dict[str, str] = {}
        for ours, names in SYNONYMS.items():
            if ours in self.names:
                found[ours] = self.names[ours]
            elif key := next((plain[_bare(name)] for name in names if _has(record, plain.get(_bare(name)))), None):
                found[ours] = ours if _has(record, ours if ours in record else None) else key
            elif ours in record:
                found[ours] = ours
        return found

    def value(self, record: Mapping[str, Any], ours: str, key: str | None) -> Any:
        """Return what the record has under ``key``, None where it has nothing."""
        if key is None or key in record or ours not in self.names:
            return None if key is None else record.get(key)
        value: Any = record
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value


def articles_in(value: Any) -> list[Any] | None:
    """Return the list of articles in what an API gave, such as ``{"status": "ok", "articles": [...]}``, or None."""
    for _ in range(3):  # {"response": {"docs": [...]}}
        if not isinstance(value, dict):
            break
        key = next((key for key in _LISTS if isinstance(value.get(key), list | dict)), None)
        if key is None:
            return None
        value = value[key]
    return value if isinstance(value, list) else None


def _bare(name: str) -> str:
    return _PLAIN.sub("", str(name)).casefold().removeprefix("og:")


def _has(record: Mapping[str, Any], key: str | None) -> bool:
    return key is not None and record[key] not in (None, "", [], {})
