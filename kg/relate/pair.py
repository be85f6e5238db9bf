"""What goes in and what comes out: a text with two spans, and what links them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import InputError
from kg.ingest.records import whole

STANCES = ("neutral", "positive-forward", "positive-backward", "negative-forward", "negative-backward")
"""The values of ``Prediction.stance``: a sign, and whether it goes from the first span to the second."""

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and two spans in it (start, end), half open; None where a side is not in the text."""

    id: str
    text: str
    a: Offsets | None
    b: Offsets | None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What links the two spans of a pair.

    ``relation`` is a relation type or None; ``direction`` "forward" (the first span is subject), "backward" or None;
    ``plover`` the best of the fifteen PLOVER types, always given; ``stance`` one of STANCES; ``confidence`` 0 to 1;
    ``reasons`` say how it was found and are not part of the record.
    """

    id: str
    relation: str | None
    direction: str | None
    plover: str
    stance: str
    confidence: float
    reasons: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return the prediction as plain JSON values."""
        return {
            "id": self.id,
            "relation": self.relation,
            "direction": self.direction,
            "plover": self.plover,
            "stance": self.stance,
            "confidence": self.confidence,
        }


def read_pair(row: object, where: str) -> Pair:
    """Return the pair that a JSON object says, half characters as U+FFFD.

    Raises InputError, which names ``where``, for one that can't be used.
    """
    if not isinstance(row, Mapping):
        raise InputError(where, 'is no pair: a JSON object with "id", "text", "a" and "b" is needed')
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(where, 'has no "text"')
    if "id" not in row:
        raise InputError(where, 'has no "id"')
    return Pair(
        whole(str(row["id"])),
        whole(text),
        _offsets(row.get("a"), "a", text, where),
        _offsets(row.get("b"), "b", text, where),
    )


def _offsets(value: object, name: str, text: str, where: str) -> Offsets | None:
    if value is None:
        return None
    if isinstance(value, list | tuple) and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and 0 <= start < end <= len(text):
            return start, end
    raise InputError(where, f'"{name}" must be null or [start, end] within the text, not {value!r}')
