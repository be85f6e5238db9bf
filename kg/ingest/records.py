"""Articles that come as JSON: one object an article, {"id", "title", "url", "publisher", "published", "text"}."""

import json
import re
from dataclasses import fields, replace
from typing import Any

from kg.errors import InputError
from kg.ingest.dates import to_iso
from kg.ingest.language import foreign_language
from kg.ingest.scraped import published_in, title_of
from kg.model import Article

MAX_TEXT = 1_000_000
"""Characters of one article: a long book has fewer; more is an archive in one piece."""

_SHAPE = 'an article is {"title": …, "text": …} with optional "id", "url", "publisher", "published"'
_HALF = re.compile("[\ud800-\udfff]")
_OPTIONAL = ("id", "title", "url", "publisher", "published")


def parse_json(source: str, where: str) -> Any:
    """Return the JSON value of ``source``; raises InputError that says where it breaks."""
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        at = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
        mend = "one object a line belongs in a .jsonl file" if error.msg == "Extra data" and error.lineno > 1 else ""
        raise InputError(where, f"is not valid JSON: {error.msg.removesuffix(' at')} at {at}", mend) from None
    except RecursionError:
        raise InputError(where, "is not valid JSON: nested too deeply") from None
    except ValueError:  # Python reads no integer of more than 4,300 digits
        raise InputError(where, "is not valid JSON: a number in it is too long") from None


def to_article(record: object, where: str) -> Article:
    """Return the article of a JSON object; its text is kept exactly as given.

    A missing title or date is looked for in the text. Half a character (a lone surrogate: JSON can hold it, no output
    can) becomes U+FFFD, one for one, so that offsets hold. Raises InputError where the object is no article, its text
    is missing, empty, too long or not English, or a field is not a string.
    """
    if not isinstance(record, dict):
        raise InputError(where, f"holds a {_kind(record)} where an article is expected", _SHAPE)
    if "text" not in record:
        raise InputError(where, 'has no "text"', _SHAPE)
    text = record["text"]
    if not isinstance(text, str):
        raise InputError(where, f'"text" is a {_kind(text)}', "it must be a string")
    text = whole(text)
    given = {key: _field(record, key, where) for key in _OPTIONAL}
    check_text(text, where)
    title = given["title"] or title_of(text)
    published = (to_iso(given["published"]) if given["published"] else None) or published_in(text)
    return Article.make(text, id=given["id"], title=title, url=given["url"], publisher=given["publisher"],
                        published=published)


def check_text(text: str, where: str) -> None:
    """Raise InputError where ``text`` can't be an English article."""
    if not text.strip():
        raise InputError(where, "is empty")
    if len(text) > MAX_TEXT:
        raise InputError(where, f"has {len(text):,} characters; one article may have {MAX_TEXT:,}",
                         "split it into articles, one a file or one a line of a .jsonl file")
    if not any(c.isalpha() for c in text):
        raise InputError(where, "has no words")
    if language := foreign_language(text):
        named = f" (looks like {language})" if language[0].isupper() else ""
        raise InputError(where, f"is not in English{named}", "only English is read")


def _field(record: dict[str, Any], key: str, where: str) -> str | None:
    """Return a field as text, None where it is absent or empty; a number will do for an id."""
    value = record.get(key)
    if value is None or value == "":
        return None
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise InputError(where, f'"{key}" is a {_kind(value)}', "it must be a string or null")
    return whole(value).strip() or None


def whole(text: str) -> str:
    """Return the text with U+FFFD in the place of each half of a character; all else and all offsets stay."""
    return _HALF.sub("\ufffd", text)


def writable(article: Article) -> Article:
    """Return the article with all its texts whole (see :func:`whole`); its id stays unless that is broken itself."""
    parts = {f.name: value for f in fields(article) if isinstance(value := getattr(article, f.name), str)}
    mended = {name: whole(value) for name, value in parts.items()}
    return article if mended == parts else replace(article, **mended)


def _kind(value: object) -> str:
    names = {dict: "JSON object", list: "list", str: "string", bool: "true/false value", int: "number", float: "number"}
    return names.get(type(value), "null" if value is None else type(value).__name__)
