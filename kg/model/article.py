"""Articles as they are stored."""

from dataclasses import dataclass

from kg.ids import content_hash


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    ``id`` is the input's own where it has one, else a content hash. ``text`` is what all offsets refer to;
    it starts with the title where one is known. ``published`` is an ISO date (YYYY-MM-DD) or None.
    """

    id: str
    title: str
    text: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None

    @classmethod
    def make(cls, text: str, *, title: str = "", url: str | None = None, publisher: str | None = None,
             published: str | None = None, id: str | None = None) -> "Article":
        """Build an article, with a content hash for its id where ``id`` is not given."""
        own = id or content_hash(text, published, publisher)
        return cls(own, title, text, url, publisher, published)

    @property
    def ref(self) -> "ArticleRef":
        """The article without its text, as claims carry it."""
        return ArticleRef(self.id, self.title, self.url, self.publisher, self.published)


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a claim says of its article: everything but the text."""

    id: str
    title: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
