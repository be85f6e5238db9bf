"""What the gate knows of words: looked up once each, and kept as sets, which find theirs in a sentence at once."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = "".join(c if c.isalnum() else " " for c in map(chr, range(128)))
"""The letters and digits of ASCII, and spaces for all else."""
_REMEMBERED = 1 << 15
"""Words that are remembered: some ten megabytes."""


def words_of(text: str) -> list[str]:
    """Return the words of a text: runs of letters and digits."""
    return text.translate(_BETWEEN).split() if text.isascii() else _WORD.findall(text)


def last_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the last word of each text, in lower case; what has no letter has none."""
    return frozenset(found[-1].lower() for text in texts if (found := words_of(text)))


class Word(NamedTuple):
    """What the gate knows of a word, by its form.

    ``name`` says that it may be a part of a name, ``weak`` that it is none where it begins a sentence. ``pronoun``,
    ``noun``, ``thing`` and ``crowd`` say for whom it may stand, ``plural`` that these are several; ``points``: it
    points with a noun that follows. ``act`` says that it is all a cue needs which has two ends, or one, ``lone`` that
    it is all a cue needs which has one. ``sets`` are the numbers of the sets of words of cues that it is in.
    """

    name: bool
    weak: bool
    points: bool
    pronoun: bool
    noun: bool
    thing: bool
    crowd: bool
    plural: bool
    act: bool
    lone: bool
    sets: frozenset[int]


class Vocabulary:
    """The words met so far, a set for each thing that may be said of them."""

    def __init__(self, look_up: Callable[[str], Word]) -> None:
        """Start with none; ``look_up`` tells what a word is."""
        self._look_up = look_up
        self._forget()

    def _forget(self) -> None:
        self._met: set[str] = set()
        self.names: set[str] = set()
        self.weak: set[str] = set()
        self.pointers: set[str] = set()
        self.pronouns: set[str] = set()
        self.nouns: set[str] = set()
        self.things: set[str] = set()
        self.crowds: set[str] = set()
        self.plurals: set[str] = set()
        self.acts: set[str] = set()
        self.lone: set[str] = set()
        self.sets: dict[str, frozenset[int]] = {}
        """The words of cues, with the numbers of their sets."""

    def learn(self, forms: set[str]) -> None:
        """Look up those that are new; where very many are known, all others are forgotten."""
        new = forms - self._met
        if len(self._met) + len(new) > _REMEMBERED:
            self._forget()
            new = forms
        kinds = (
            self.names,
            self.weak,
            self.pointers,
            self.pronouns,
            self.nouns,
            self.things,
            self.crowds,
            self.plurals,
            self.acts,
            self.lone,
        )
        for form in new:
            *said, sets = self._look_up(form)
            for kind, true in zip(kinds, said, strict=True):
                if true:
                    kind.add(form)
            if sets:
                self.sets[form] = sets
        self._met |= new
