"""Whether confidence means what it says: of the claims at 0.8, eight in ten should be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluation.gold import GoldArticle, GoldScorer
from kg.model import Claim
from kg.model.record import to_record

BINS = 10

Judged = tuple[float, bool]
"""The confidence of a claim, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: how many, their mean confidence, the share of them that is right."""

    count: int
    confidence: float
    right: float


def right(gold: Iterable[GoldArticle], claims: Iterable[Claim], scorer: GoldScorer) -> list[bool]:
    """Say of each claim whether it is right: alone, it matches a gold claim of its article, an optional one too.

    Claims of articles that are not in ``gold`` count as right: nothing is known against them.
    """
    articles = {one.article.id: one for one in gold}
    found = []
    for claim in claims:
        one = [articles[claim.article.id]] if claim.article.id in articles else []
        found.append(not any(c.fp for c in scorer.score(one, [to_record(claim)]).details.values()))
    return found


def equal_mass(judged: Sequence[Judged], bins: int = BINS) -> list[Bin]:
    """Return the claims in bins of about the same number, by rising confidence."""
    rows = sorted(judged, key=lambda pair: pair[0])
    edges = [round(n * len(rows) / bins) for n in range(bins + 1)]
    return [_bin(rows[a:b]) for a, b in pairwise(edges) if a < b]


def equal_width(judged: Sequence[Judged], bins: int = BINS) -> list[Bin]:
    """Return the claims in bins of the same width of confidence, by rising confidence; empty bins are left out."""
    groups: list[list[Judged]] = [[] for _ in range(bins)]
    for confidence, is_right in judged:
        groups[min(int(confidence * bins), bins - 1)].append((confidence, is_right))
    return [_bin(group) for group in groups if group]


def error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of confidence and share, weighted by count."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.right) for b in bins) / total if total else 0.0


def _bin(rows: Sequence[Judged]) -> Bin:
    size = len(rows)
    return Bin(size, sum(c for c, _ in rows) / size, sum(ok for _, ok in rows) / size)
