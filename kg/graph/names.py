"""Names taken apart for comparison: words, sounds and initials."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.ids import fold

TITLES = frozenset(
    "president prime minister premier chancellor king queen prince princess emir sultan sheikh general gen colonel col "
    "major maj captain capt lieutenant lt admiral adm commander marshal senator sen congressman mr mrs ms dr pope "
    "ambassador governor gov mullah ayatollah judge professor prof sir lord lady brig brigadier jr sr the".split()
)
_PARTICLES = frozenset("al el as ad ash ar an ibn bin ben bint abu ould de da do dos van von der den".split())
_SMALL = frozenset("of the and for in on to de la le des du et y".split())
_GENERIC = frozenset(
    "inc ltd llc plc pjsc jsc sas srl bv nv corp corporation co company limited ag sa gmbh holding holdings group "
    "movement organization organisation network militia party system systems missile missiles drone drones province "
    "region city".split()
)
_WORD = re.compile(r"\w+", re.UNICODE)
_GLUED = re.compile(r"(?<=\w)['.](?=\w)")
_SOUNDS = tuple((re.compile(pattern), by) for pattern, by in (
    ("tch|sch|sh|ch|zh|cz", "s"), ("ph", "f"), ("kh|gh", "k"), ("dh", "d"), ("th", "t"), ("dj", "j"), ("x", "ks"),
    ("[qgck]", "k"), ("w", "v"), ("z", "s"), ("ou|oo", "u"), ("ee", "i"), ("ei|ey|ay", "ai"), ("[yj](?=[aeou])", "i"),
    ("y", "i"), ("e", "a"), ("o", "u"), (r"(.)\1+", r"\1"),
))


@dataclass(frozen=True, slots=True)
class PersonName:
    """The words of a person's name without titles and particles: given names, and the last word as the surname."""

    given: tuple[str, ...]
    surname: str


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded; "U.S." is one word, "S-400" two."""
    return tuple(_WORD.findall(_GLUED.sub("", fold(name))))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return roughly how a word sounds, so that ways to write foreign names agree: "Gaddafi" as "Qadhafi"."""
    for pattern, by in _SOUNDS:
        word = pattern.sub(by, word)
    return word


def person(name: str) -> PersonName | None:
    """Take a person's name apart; None where nothing but titles is in it."""
    parts = []
    for word in fold(name).replace(".", ". ").split():
        bare = [part for part in _WORD.findall(word.replace("'", "")) if part not in _PARTICLES]
        if joined := "".join(bare):  # "Jong-un" is one word
            parts.append(joined)
    left = [part for part in parts if part not in TITLES]
    return PersonName(tuple(left[:-1]), left[-1]) if left else None


def core(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a name without those of its kind ("Group", "Ltd"), sorted, and these."""
    found = [word for word in words(name) if word not in _SMALL]
    left = tuple(sorted(word for word in found if word not in _GENERIC))
    return left, frozenset(found) & _GENERIC


def acronym(name: str) -> str:
    """Return a name that is written as an acronym in lower case: "YPG", "U.N."; "" for any other name."""
    letters = name.replace(".", "").strip()
    plain = letters.isalpha() and " " not in letters and 2 <= len(letters) <= 8
    return letters.lower() if plain and sum(c.isupper() for c in letters) > len(letters) / 2 else ""


def initials(name: str) -> frozenset[str]:
    """Return the initials of a name of three words or more (two if no small ones), with and without small words."""
    found = words(name)
    large = [word for word in found if word not in _SMALL]
    if len(large) < 2:
        return frozenset()
    return frozenset(("".join(word[0] for word in found), "".join(word[0] for word in large)))


def digits(name: str) -> frozenset[str]:
    """Return the numbers in a name: those of two things that are one are the same."""
    return frozenset(re.findall(r"\d+", name))
