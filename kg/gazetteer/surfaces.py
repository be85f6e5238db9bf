"""From an entry to the texts that may name it."""

import re
from collections.abc import Iterator

from kg.gazetteer.entry import Entry, Surface
from kg.model import ActorType

_PARTICLES = frozenset("al ap ben bin bint da dal dalla das de del della den der di do dos du el ibn la le ten ter van "
                       "vom von zu zur".split())
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr."))
_NUMERAL = re.compile(r"[IVX]+")
_ARTICLE = re.compile(r"(?:al|el|as|ad|ar|an|ash|ould)[-‑]", re.IGNORECASE)


def surfaces_of(entry: Entry) -> Iterator[Surface]:
    """Yield the surfaces of an entry, without repetition.

    A text that the entry guards is only ever ``guarded``, also where it is the name itself.
    """
    held = set(entry.guarded)
    seen: set[tuple[str, str]] = set()
    for kind, texts in _kinds(entry):
        for text in texts:
            if (kind == "guarded" or text not in held) and (text, kind) not in seen:
                seen.add((text, kind))
                yield Surface(text, kind, entry.actor.id)
                if text.startswith("Al-") and kind in ("name", "alias"):  # within a sentence: "in al-Hol"
                    yield from _lower_article(text, entry, seen, held)


def _lower_article(text: str, entry: Entry, seen: set[tuple[str, str]], held: set[str]) -> Iterator[Surface]:
    lower = "al" + text[2:]
    if lower not in held and (lower, "alias") not in seen:
        seen.add((lower, "alias"))
        yield Surface(lower, "alias", entry.actor.id)


def _kinds(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "name", (entry.actor.name,)
    yield "alias", entry.aliases
    yield "acronym", entry.acronyms
    yield "guarded", entry.guarded
    yield "former", tuple(name for name, _ in entry.former)
    yield "adjective", entry.adjectives
    yield "people", entry.people
    yield "capital", (entry.capital,) if entry.capital else ()
    yield "seat", entry.seats
    if entry.actor.type is ActorType.PERSON:
        known = {entry.actor.name, *entry.aliases}
        yield "surname", tuple(s for s in _surnames(entry) if s not in known)


def _surnames(entry: Entry) -> tuple[str, ...]:
    return (entry.surname,) if entry.surname else surnames(entry.actor.name)


def surnames(name: str) -> tuple[str, ...]:
    """Return the forms in which a person is named after the first mention; none for a name of one word.

    "Ursula von der Leyen" gives "von der Leyen" and "Von der Leyen"; "Bashar al-Assad" gives "al-Assad",
    "Al-Assad" and "Assad"; a king's "Charles III" gives nothing. A family name that stands first needs the
    entry's own ``surname``.
    """
    words = name.split()
    while words and words[-1].lower() in _SUFFIXES:
        words.pop()
    if len(words) < 2 or _NUMERAL.fullmatch(words[-1]):
        return ()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    family = " ".join(words[at:])
    forms = [family, family[0].upper() + family[1:]]
    if (article := _ARTICLE.match(family)) and " " not in family:
        forms.append(family[article.end():])
    return tuple(dict.fromkeys(forms))
