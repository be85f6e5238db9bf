"""Articles that come as records: objects of JSON, rows of tables, mappings of Python."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from kg.errors import InputError
from kg.ingest.dates import day_of
from kg.ingest.decode import mangled
from kg.ingest.fields import FieldMap
from kg.ingest.language import foreign_language
from kg.ingest.markup import has_markup, to_plain
from kg.ingest.options import MAX_TEXT
from kg.ingest.scraped import published_in, title_of
from kg.ingest.stubs import stub
from kg.model import Article

_SHAPE = 'an article is {"title": …, "text": …} with optional "id", "url", "publisher", "published", "authors"'
_OTHER_NAMES = "; --map text=NAME says which field holds the text"
_HALF = re.compile("[\ud800-\udfff]")
_USUAL = FieldMap()
_BETWEEN = re.compile(r";|,(?=\s*\S+\s)|\s+(?:and|&)\s+")
_BY = re.compile(r"\s*by\s+", re.IGNORECASE)
_MAX_AUTHORS = 50
_MAX_RAW = 8 * MAX_TEXT  # characters with their tags: what is longer need not be looked at


@dataclass(frozen=True, slots=True)
class Found:
    """An article, with notes for people on what is doubtful about it."""

    article: Article
    notes: tuple[str, ...] = ()


def parse_json(source: str, where: str) -> Any:
    """Return the JSON value of ``source``; raises InputError that says where it breaks."""
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        at = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
        raise InputError(where, f"is not valid JSON: {error.msg.removesuffix(' at')} at {at}") from None
    except RecursionError:
        raise InputError(where, "is not valid JSON: nested too deeply") from None
    except ValueError:  # Python reads no integer of more than 4,300 digits
        raise InputError(where, "is not valid JSON: a number in it is too long") from None


def to_article(record: object, where: str) -> Article:
    """Return the article of a JSON object or a mapping; its text is kept exactly as given.

    A missing title or date is looked for in the text. Half a character (a lone surrogate: JSON can hold it, no output
    can) becomes U+FFFD, one for one, so that offsets hold. Raises InputError where the object is no article, its text
    is missing, empty, too long or not English, or a field is not a string.
    """
    return read_record(record, where).article


def read_record(record: object, where: str, names: FieldMap = _USUAL, original_hash: str | None = None) -> Found:
    """Return the article of a record whose fields are found by ``names``; see :func:`to_article`.

    Where the text comes from another field than "text" and holds HTML, its tags are removed.
    """
    if not isinstance(record, Mapping):
        raise InputError(where, f"holds a {_kind(record)} where an article is expected", _SHAPE)
    keys = names.of(record)
    text, notes = _text(names.value(record, "text", keys.get("text")), keys.get("text"), record, where)
    given = {ours: _field(names.value(record, ours, keys.get(ours)), keys.get(ours, ours), where)
             for ours in ("id", "title", "url", "publisher")}
    check_text(text, where, given["title"] or "")
    published, more = _published(names.value(record, "published", keys.get("published")), keys, where, text)
    article = Article.make(
        text, id=given["id"], title=given["title"] or title_of(text), url=given["url"], publisher=given["publisher"],
        published=published, authors=authors_of(names.value(record, "authors", keys.get("authors"))),
        original_hash=original_hash)
    return Found(article, (*notes, *more))


def check_text(text: str, where: str, title: str = "") -> None:
    """Raise InputError where ``text`` can't be an English article."""
    if not text.strip():
        raise InputError(where, "is empty")
    _check_length(text, where, MAX_TEXT)
    if not any(c.isalpha() for c in text):
        raise InputError(where, "has no words")
    if language := foreign_language(text):
        named = f" (looks like {language})" if language[0].isupper() else ""
        raise InputError(where, f"is not in English{named}", "only English is read", "language")
    if said := stub(text, title):
        raise InputError(where, f"holds no whole article: {said}", "save the whole article", "stub")


def authors_of(value: object) -> tuple[str, ...]:
    """Return the names of the writers in a field of authors: a name, several with ";" or "and", a list, objects."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, str):
        return _names(value)
    if not isinstance(value, list | tuple):
        return ()
    return tuple(dict.fromkeys(name for one in value[:_MAX_AUTHORS] if not isinstance(one, list | tuple)
                               for name in authors_of(one)))


def whole(text: str) -> str:
    """Return the text with U+FFFD in the place of each half of a character; all else and all offsets stay."""
    return _HALF.sub("\ufffd", text)


def writable(article: Article) -> Article:
    """Return the article with all its texts whole (see :func:`whole`), and as its date a day or None.

    Its id stays unless that is broken itself.
    """
    day = day_of(article.published)
    if day != article.published:
        article = replace(article, published=day)
    parts = {f.name: value for f in fields(article) if isinstance(value := getattr(article, f.name), str)}
    mended = {name: whole(value) for name, value in parts.items()}
    authors = tuple(map(whole, article.authors))
    if mended == parts and authors == article.authors:
        return article
    return replace(article, authors=authors, **mended)


def _text(value: object, key: str | None, record: Mapping[str, Any], where: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a record, and notes on it."""
    if key is None:
        there = ", ".join(repr(str(name)[:30]) for name in list(record)[:8])
        raise InputError(where, 'has no "text"', f"it has {there}{_OTHER_NAMES}" if there else _SHAPE)
    if not isinstance(value, str):
        raise InputError(where, f'"{key}" is a {_kind(value)}', "it must be a string")
    _check_length(value, where, _MAX_RAW)
    text, notes = whole(value), []
    if has_markup(text):
        if key == "text":  # offsets are those of the user, who may count in it
            notes.append("its text holds HTML tags, which are kept")
        else:
            text = to_plain(text)
            notes.append("HTML tags were removed from its text")
    if mangled(text):
        notes.append("its text seems to have been read in a wrong encoding (mojibake); it is kept as it is")
    return text, tuple(notes)


def _check_length(text: str, where: str, limit: int) -> None:
    if len(text) > limit:
        raise InputError(where, f"has {len(text):,} characters; one article may have {MAX_TEXT:,}",
                         "split it into articles, one a file or one a line of a .jsonl file")


def _field(value: object, key: str, where: str) -> str | None:
    """Return a field as text, None where it is absent or empty; a number will do for an id."""
    if isinstance(value, Mapping):  # {"source": {"id": null, "name": "The Wire"}}
        value = value.get("name") or value.get("title") or value.get("rendered")
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool) and key.strip("_").casefold().endswith("id"):
        return str(value)
    if not isinstance(value, str):
        raise InputError(where, f'"{key}" is a {_kind(value)}', "it must be a string or null")
    return whole(value).strip() or None


def _published(value: object, keys: Mapping[str, str], where: str, text: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the day of publication by its field, else by the text, and a note where the field can't be read."""
    if isinstance(value, bool | list | Mapping):
        raise InputError(where, f'"{keys["published"]}" is a {_kind(value)}', "it must be a string or null")
    day = value.isoformat()[:10] if isinstance(value, date | datetime) else day_of(value)
    if day is None and value not in (None, ""):
        return published_in(text), (f"its date {str(value)[:40]!r} can't be read",)
    return day or published_in(text), ()


def _names(value: str) -> tuple[str, ...]:
    parts = _BETWEEN.split(_BY.sub("", value, count=1)[:5000])
    names = (" ".join(whole(part).split()) for part in parts)
    return tuple(dict.fromkeys(name for name in names if 1 < len(name) <= 80))[:_MAX_AUTHORS]


def _kind(value: object) -> str:
    names = {dict: "JSON object", list: "list", str: "string", bool: "true/false value", int: "number", float: "number"}
    return names.get(type(value), "null" if value is None else type(value).__name__)
