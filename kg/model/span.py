"""A stretch of the stored text of an article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (half open) of the article text as stored; ``text`` is what stands there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, source: str, start: int, end: int) -> "Span":
        """Cut the span out of ``source``."""
        return cls(start, end, source[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end
