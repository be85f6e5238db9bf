"""Articles and claims as rows of the tables, and back."""

import json
import sqlite3
from collections.abc import Sequence
from urllib.parse import urlsplit

from kg.errors import RecordError, StoreError
from kg.ids import content_hash, fold
from kg.model import Actor, Article, ArticleRef, Claim
from kg.model.record import from_record, to_record

REF = "a.id, a.title, a.url, a.publisher, a.published"
"""The columns of an article (as ``a``) that :func:`ref` takes."""


FULL = f"{REF}, a.authors, a.original, b.text"
"""The columns of an article (as ``a``) with its text (as ``b``) that :func:`article` takes."""


def content(article: Article) -> str:
    """Return the hash that tells versions of an article apart; its address is no part of it.

    Without an id of its own it is what its text, date and publisher make it, whatever its title.
    """
    if not has_own_id(article):
        return article.id
    return content_hash(article.title, article.text, article.published, article.publisher)


def has_own_id(article: Article) -> bool:
    """Say whether the id is the input's own and no content hash."""
    made = Article.make(article.text, title=article.title, url=article.url, publisher=article.publisher,
                        published=article.published)
    return article.id != made.id


def address(url: str | None) -> str | None:
    """Return the url as it is compared: host in lower case, no scheme, no fragment; None where it names no page."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or parts.query):
        return None  # the front page of a site is not an article
    return parts.netloc.lower().removeprefix("www.") + path + (f"?{parts.query}" if parts.query else "")


def ref(row: Sequence[str]) -> ArticleRef:
    """Return the article of a row of :data:`REF`."""
    return ArticleRef(*row)


def article(row: Sequence[str]) -> Article:
    """Return the article of a row of :data:`FULL`."""
    id, title, url, publisher, published, authors, original, text = row
    return Article(id, title, text, url, publisher, published, tuple(json.loads(authors)), original)


def record(claim: Claim) -> str:
    """Return the claim as stored: its record without id and article, which have columns of their own."""
    found = to_record(claim)
    del found["id"], found["article"]
    return json.dumps(found, separators=(",", ":"), allow_nan=False)


def claim(id: str, record: str, article: ArticleRef) -> Claim:
    """Return the claim that :func:`record` wrote. Raises StoreError where the record is damaged."""
    try:
        found = json.loads(record)
        found["id"] = id
        found["article"] = {"id": article.id, "title": article.title, "url": article.url,
                            "publisher": article.publisher, "published": article.published}
        return from_record(found)
    except (ValueError, TypeError, RecordError) as error:
        raise StoreError(f"claim {id}: its record in the store is damaged: {error}") from error


class ActorKeys:
    """The keys of actors in the table of a store; new ones are added, with each form in which they come."""

    _MOST = 200_000  # remembered; more are looked up again

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Begin with nothing remembered."""
        self._connection = connection
        self._keys: dict[str, int] = {}
        self._forms: set[Actor] = set()

    def forget(self) -> None:
        """Drop what is remembered, as after a transaction that was taken back."""
        self._keys.clear()
        self._forms.clear()

    def of(self, actor: Actor) -> int:
        """Return the key of an actor, added where it is new."""
        if actor in self._forms:
            return self._keys[actor.id]
        if len(self._forms) >= self._MOST:
            self.forget()
        key = self._keys.get(actor.id)
        if key is None:
            self._connection.execute("INSERT OR IGNORE INTO actor (id) VALUES (?)", (actor.id,))
            key = int(self._connection.execute("SELECT key FROM actor WHERE id = ?", (actor.id,)).fetchone()[0])
            self._keys[actor.id] = key
        self._connection.execute(
            "INSERT OR IGNORE INTO form (actor, name, type, country, sector, wikidata, folded)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, actor.name, actor.type.value, actor.country or "", actor.sector or "", actor.wikidata or "",
             fold(actor.name)))
        self._forms.add(actor)
        return key
