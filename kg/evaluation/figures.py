"""Counts and the figures made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 0 where there is nothing."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0


@dataclass(frozen=True, slots=True)
class SetResult:
    """What one set gave: its name, the number of labelled things, the figures by name in order, notes for people.

    ``details`` are further counts by label that the table leaves out.
    """

    name: str
    size: int
    figures: Mapping[str, float]
    details: Mapping[str, Counts] = field(default_factory=dict)
    errors: tuple[str, ...] = ()


def by_label(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, Counts]:
    """Return the counts of each gold label, for one label a row."""
    return {
        label: Counts(
            tp=sum(g == p == label for g, p in zip(gold, predicted, strict=True)),
            fp=sum(p == label != g for g, p in zip(gold, predicted, strict=True)),
            fn=sum(g == label != p for g, p in zip(gold, predicted, strict=True)),
        )
        for label in sorted(set(gold))
    }


def macro_f1(table: Mapping[str, Counts]) -> float:
    """Return the mean F1 over the labels."""
    return sum(c.f1 for c in table.values()) / len(table) if table else 0.0


def accuracy(right: Iterable[bool]) -> float:
    """Return the share that is right; 0 of nothing."""
    values = list(right)
    return sum(values) / len(values) if values else 0.0
