"""Articles as they are stored."""

from dataclasses import dataclass, field

from kg.ids import content_hash

NO_DATE = "9999-99-99"
"""What stands for a missing date where things are sorted by date: they come after all that have one."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    ``id`` is the input's own where it has one, else a content hash. ``text`` is what all offsets refer to;
    it starts with the title where one is known. ``published`` is an ISO date (YYYY-MM-DD) or None.

    ``authors`` are the names of its writers. ``original_hash`` is the SHA-256, in hex, of the bytes it was read
    from (the page, the PDF, the JSON of its record), None for an article that was made by hand. It says where the
    article came from and not what it is, so equality leaves it out.
    """

    id: str
    title: str
    text: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    original_hash: str | None = field(default=None, compare=False)

    @classmethod
    def make(cls, text: str, *, title: str = "", url: str | None = None, publisher: str | None = None,
             published: str | None = None, id: str | None = None, authors: tuple[str, ...] = (),
             original_hash: str | None = None) -> "Article":
        """Build an article, with a content hash for its id where ``id`` is not given."""
        own = id or content_hash(text, published, publisher)
        return cls(own, title, text, url, publisher, published, authors, original_hash)

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
