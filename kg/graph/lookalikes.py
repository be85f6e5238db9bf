"""Actors that may be one: pairs with a score and the reason for it. It only proposes; the analyst decides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.fuzz import ratio

from kg.graph.census import Profile
from kg.graph.names import PersonName, acronym, core, digits, initials, person, sound, words
from kg.ids import fold
from kg.model import Actor, ActorType

MINIMUM = 0.7
"""Pairs below this score are not proposed."""

_STRONG = 0.95  # what may stand against differing types or countries
_AGAINST = 0.2
_BLOCK = 200  # words that more actors than this share ("ministry") bring no two together
_ORGANISED = frozenset((ActorType.ORGANIZATION, ActorType.COMPANY, ActorType.PARTY, ActorType.ARMED_GROUP,
                        ActorType.ALLIANCE, ActorType.GOVERNMENT, ActorType.MILITARY))

_SIDES = frozenset(f"{side}{end}" for side in ("north", "south", "east", "west") for end in ("", "ern"))

_Found = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two actors that may be one: ``other`` would be merged into ``keep``; ``score`` 0 to 1 with its ``reason``."""

    keep: Actor
    other: Actor
    score: float
    reason: str


def suggest(profiles: Sequence[Profile], apart: Iterable[frozenset[str]] = (), *,
            minimum: float = MINIMUM) -> tuple[Suggestion, ...]:
    """Return the pairs of look-alikes, the best first, then by ids; the same for profiles in any order.

    ``apart`` are pairs of ids that must not be proposed. Kept is the actor of the gazetteer, else the one in most
    claims.
    """
    # "protesters" and "drones" are no names: those of two articles are as a rule two.
    named = [p for p in profiles if any(c.isupper() or c.isdigit() for c in p.actor.name)]
    actors = [_Named(p) for p in sorted(named, key=lambda p: p.actor.id)]
    bearers = _bearers(actors)
    held = set(apart)
    found = []
    for one, other in _pairs(actors):
        if frozenset((one.id, other.id)) in held:
            continue
        hit = _compare(one, other, bearers)
        if hit and round(hit[0], 2) >= minimum:
            keep, merge = sorted((one, other), key=_rank)
            found.append(Suggestion(keep.profile.actor, merge.profile.actor, round(hit[0], 2), hit[1]))
    return tuple(sorted(found, key=lambda s: (-s.score, s.keep.id, s.other.id)))


class _Named:
    """A profile with its names taken apart once."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.actor = profile.actor
        self.id = profile.actor.id
        self.articles = frozenset(profile.articles)
        self.is_person = profile.actor.type is ActorType.PERSON
        names = [profile.actor.name, *profile.known, *(text for text, _ in profile.aliases)]
        self.names = tuple(dict.fromkeys(names))
        self.persons: tuple[PersonName, ...] = ()
        if self.is_person:
            parts = dict.fromkeys(filter(None, map(person, self.names)))
            full = tuple(p for p in parts if p.given)
            # A surname alone says something only of an actor that has no other name.
            self.persons = full or tuple(parts)
        self.single = self.is_person and not any(p.given for p in self.persons)

    def shared(self) -> set[str]:
        """Return what another actor must share to be compared at all."""
        if self.is_person:
            return {"p:" + _bones(word) for p in self.persons for word in (*p.given, p.surname)}
        found = {"n:" + "".join(words(name)) for name in self.names}
        found |= {"a:" + key for name in self.names if (key := acronym(name))}
        found |= {"a:" + key for name in self.names for key in initials(name)}
        return found | {"w:" + _bones(word) for name in self.names for word in core(name)[0]}


def _bones(word: str) -> str:
    heard = sound(word)
    return heard[:1] + "".join(c for c in heard[1:] if c not in "aiu")


def _pairs(actors: Sequence[_Named]) -> list[tuple[_Named, _Named]]:
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(actors):
        for key in one.shared():
            blocks[key].append(n)
    pairs = {pair for block in blocks.values() if len(block) <= _BLOCK for pair in combinations(block, 2)}
    return [(actors[a], actors[b]) for a, b in sorted(pairs)]


def _rank(one: _Named) -> tuple[bool, bool, int, int, str]:
    return (not one.profile.in_gazetteer, one.single, -one.profile.claims, -len(one.actor.name), one.id)


def _compare(one: _Named, other: _Named, bearers: dict[str, list[_Named]]) -> _Found | None:
    a, b = one.actor, other.actor
    if one.profile.in_gazetteer and other.profile.in_gazetteer:
        return None  # it knows them as two
    if a.wikidata and b.wikidata and a.wikidata != b.wikidata:
        return None
    if one.is_person != other.is_person:
        return None
    hit = _persons(one, other, bearers) if one.is_person else _things(one, other)
    return _weighed(hit, a, b) if hit else None


def _weighed(hit: _Found, a: Actor, b: Actor) -> _Found | None:
    """Let type and country speak: what differs is overcome only by a strong likeness."""
    score, reason = hit
    against = []
    if a.country and b.country and a.country != b.country:
        against.append(f"but {a.country} and {b.country}")
    if a.type is not b.type:
        if ActorType.ORGANIZATION in (a.type, b.type) and {a.type, b.type} <= _ORGANISED:
            score -= 0.03  # "organization" is what an unknown name is called at first
            reason += f"; {a.type} and {b.type}"
        else:
            against.append(f"but {a.type} and {b.type}")
    if against and hit[0] < _STRONG:
        return None
    if not against and a.country and a.country == b.country:
        reason += f"; both {a.country}"
    return score - _AGAINST * len(against), "; ".join([reason, *against])


def _best(hits: Iterable[_Found | None]) -> _Found | None:
    return max((hit for hit in hits if hit), key=lambda hit: (hit[0], hit[1]), default=None)


def _persons(one: _Named, other: _Named, bearers: dict[str, list[_Named]]) -> _Found | None:
    if one.single != other.single:
        short, full = (one, other) if one.single else (other, one)
        return _best(_surname_alone(short, p, full, bearers) for p in short.persons)
    return _best(_same_person(p, q) for p in one.persons for q in other.persons)


def _same_person(p: PersonName, q: PersonName) -> _Found | None:
    one, other = (*p.given, p.surname), (*q.given, q.surname)
    if "".join(one) == "".join(other):
        return 0.98, "the same name"
    if sorted(one) == sorted(other):
        return 0.96, "the same words in another order"
    alike = _alike(p.surname, q.surname)
    if alike is None:
        return None
    surname = "same surname" if alike == 1 else "surname spelled in another way"
    if not p.given and not q.given:
        return 0.8, surname
    first = _given(p.given, q.given) if p.given and q.given else None
    return (first[0] - (0 if alike == 1 else 0.04), f"{surname}, {first[1]}") if first else None


def _given(p: tuple[str, ...], q: tuple[str, ...]) -> _Found | None:
    """Compare given names; None where they differ: two people of one family name are two."""
    if p == q:
        return 0.97, "same first name"
    short, long = sorted((p, q), key=lambda g: (len(g), sum(map(len, g)), g))
    if set(short) <= set(long):
        return 0.93, f"{' '.join(short)} is among the first names {' '.join(long)}"
    if _spelled_by_initials(short, long) or _spelled_by_initials(long, short):
        return 0.9, "first name by its initial"
    heard = tuple(map(sound, short)), tuple(map(sound, long))
    if set(heard[0]) <= set(heard[1]):
        return 0.86, f"first names {' '.join(short)} and {' '.join(long)} sound alike"
    if min(len(short[0]), len(long[0])) >= 6 and _alike(short[0], long[0]) is not None:
        return 0.82, f"first names {short[0]} and {long[0]} are spelled alike"
    if len(short[0]) >= 3 and long[0].startswith(short[0]):
        return 0.76, f"{short[0]} may be short for {long[0]}"
    return None


def _spelled_by_initials(p: tuple[str, ...], q: tuple[str, ...]) -> bool:
    """Say whether each first name of ``p`` is one of ``q`` or its initial, in their order, at least one an initial."""
    at, short = 0, False
    for word in p:
        while at < len(q) and not (q[at] == word or (len(word) == 1 and q[at].startswith(word))):
            at += 1
        if at == len(q):
            return False
        short |= q[at] != word
        at += 1
    return short


def _alike(a: str, b: str) -> float | None:
    """Return 1 where two words are the same, their likeness where one may be another way to write it, else None."""
    if a == b:
        return 1
    if min(len(a), len(b)) < 3 or {a, b} <= _SIDES:
        return None
    if sound(a) == sound(b):
        return 0.9
    likeness = ratio(sound(a), sound(b)) / 100
    return likeness if likeness >= (0.87 if min(len(a), len(b)) >= 6 else 0.9) and min(len(a), len(b)) >= 5 else None


def _bearers(actors: Iterable[_Named]) -> dict[str, list[_Named]]:
    """Return who has a surname beside a first name, by how the surname sounds."""
    found: defaultdict[str, list[_Named]] = defaultdict(list)
    for one in actors:
        if one.is_person and not one.single:
            for key in sorted({sound(p.surname) for p in one.persons}):
                found[key].append(one)
    return dict(found)


def _surname_alone(short: _Named, name: PersonName, full: _Named, bearers: dict[str, list[_Named]]) -> _Found | None:
    """Tie a bare surname to the one person who has it; where several have it, to the one of the same articles."""
    near = bool(short.articles & full.articles)
    if not any(_alike(name.surname, p.surname) for p in full.persons):
        first = any(name.surname == word for p in full.persons for word in p.given)
        return (0.72, "called by one name in the same article") if first and near else None
    rivals = [b for b in bearers.get(sound(name.surname), ()) if b is not full
              and not _best(_same_person(p, q) for p in b.persons for q in full.persons)]
    if not rivals:
        return (0.9, "surname alone, in the same article") if near else (0.78, "surname alone, nobody else has it")
    if near and not any(short.articles & rival.articles for rival in rivals):
        return 0.75, f"surname alone, in the same article; {len(rivals)} more have it elsewhere"
    return None


def _things(one: _Named, other: _Named) -> _Found | None:
    near = bool(one.articles & other.articles)
    own, theirs = one.actor.name, other.actor.name
    return _best([_same_thing(own, theirs),
                  *(_called(a, b) for a in one.names for b in other.names),
                  *(_shortened(a, b, near) for a in one.names for b in other.names),
                  _within(one, other)])


def _same_thing(a: str, b: str) -> _Found | None:
    """Compare the names of two things that are no persons."""
    left, right = words(a), words(b)
    if "".join(left) == "".join(right):
        return 0.98, "the same name"
    if digits(a) != digits(b):
        return None
    (one, kind), (other, kind2) = core(a), core(b)
    if not one or not other:
        return None
    if one == other:
        if kind == kind2:
            return 0.95, "the same words"
        if not kind or not kind2:
            return 0.9, f"the same but for {' '.join(sorted(kind | kind2))!r}"
        return 0.72, f"the same but for {' '.join(sorted(kind))!r} and {' '.join(sorted(kind2))!r}"
    if len(one) == len(other) and kind == kind2:
        likeness = [max((_alike(a, b) or 0 for b in other), default=0) for a in one]
        if min(likeness) > 0:
            return 0.84 if min(likeness) >= 0.9 else 0.78, "the same name spelled in another way"
    return None


def _called(a: str, b: str) -> _Found | None:
    if fold(a) != fold(b):
        return None
    return (0.88 if " " in a or acronym(a) else 0.76), f"both are called {a!r}"


def _shortened(a: str, b: str, near: bool) -> _Found | None:
    """Tie an acronym to the long name that it may stand for."""
    for short, long in ((a, b), (b, a)):
        letters = acronym(short)
        if letters and " " in long and letters in initials(long):
            where = ", in the same article" if near else ""
            return (0.9 if near else 0.8) - (0.15 if len(letters) == 2 else 0), f"{short} may stand for {long}{where}"
    return None


def _within(one: _Named, other: _Named) -> _Found | None:
    """Tie a name to a longer one that has all its words, where both are of one country and one type."""
    if not one.actor.country or one.actor.country != other.actor.country or one.actor.type is not other.actor.type:
        return None
    short, long = sorted((core(one.actor.name)[0], core(other.actor.name)[0]), key=lambda c: (len(c), c))
    if len(short) >= 2 and set(short) < set(long) and len(long) - len(short) <= 2 \
            and digits(one.actor.name) == digits(other.actor.name):
        return 0.72, f"all words of {' '.join(short)!r} are in the other name"
    return None
