"""Names of the gazetteer in running text: one pass of a dictionary automaton, the longest name first."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.gazetteer import Gazetteer, Surface
from kg.text import straight

_ACCENTED = re.compile(r"[^\x00-\x7f]")
_SPECIAL = {"ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at ``start`` to ``end`` of the text, with all its readings (kind of name, actor id)."""

    start: int
    end: int
    text: str
    readings: tuple[Surface, ...]

    def has(self, *kinds: str) -> bool:
        """Say whether one of the readings is of one of these kinds."""
        return any(r.kind in kinds for r in self.readings)


def bare(text: str) -> str:
    """Return ``text`` in plain punctuation and without accents, every character still at its place."""
    text = straight(text)
    return text if text.isascii() else _ACCENTED.sub(_bare_character, text)


def _bare_character(found: re.Match[str]) -> str:
    character = found[0]
    if character in _SPECIAL:
        return _SPECIAL[character]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half a character, which the automaton can't take
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base.isascii() else character


class NameMatcher:
    """Finds every name of a gazetteer; built once, then read-only."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        """Build the automaton over the surfaces (case-sensitive, accents and kinds of quotes folded)."""
        table: dict[str, list[Surface]] = defaultdict(list)
        for surface in surfaces:
            table[bare(surface.text)].append(surface)
            if surface.text.startswith("al-"):
                table[bare("Al" + surface.text[2:])].append(surface)
        self._names = sorted(table)
        self._readings = [tuple(sorted(set(table[n]), key=lambda s: (s.kind, s.actor))) for n in self._names]
        self._automaton = AhoCorasick(self._names, matchkind=MatchKind.Standard)

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> "NameMatcher":
        """Build the matcher of a gazetteer."""
        return cls(gazetteer.surfaces)

    def find(self, text: str) -> list[Hit]:
        """Return the names in ``text`` that stand between word boundaries, in order, none overlapping."""
        plain_text = bare(text)
        found = [
            (start, -end, k)
            for k, start, end in self._automaton.find_matches_as_indexes(plain_text, overlapping=True)
            if _bounded(plain_text, start, end)
        ]
        hits: list[Hit] = []
        for start, minus_end, k in sorted(found):
            if not hits or start >= hits[-1].end:
                hits.append(Hit(start, -minus_end, text[start:-minus_end], self._readings[k]))
        return hits


def _bounded(text: str, start: int, end: int) -> bool:
    """Say whether ``text[start:end]`` is cut at word boundaries (a plural s behind a digit or a name is allowed)."""
    before = start == 0 or not (
        text[start - 1].isalnum() or (text[start - 1] == "-" and _joined(text, start - 2))
    )
    after = end == len(text) or not text[end].isalnum()
    return before and after


def _joined(text: str, i: int) -> bool:
    """Say whether the word ending at ``i`` makes one name with what follows its hyphen ("Al-", "S-")."""
    word = ""
    while i >= 0 and text[i].isalnum():
        word, i = text[i] + word, i - 1
    return len(word) <= 2
