"""What an overrides file comes to for the actors of a build: a small view that only answers questions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NoReturn, TypeVar

from kg.errors import ConfigError, OntologyError
from kg.gazetteer import Gazetteer
from kg.ids import actor_id, fold
from kg.model import Actor
from kg.overrides.file import Overrides, Retype, Split
from kg.overrides.nodes import Ref

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A split whose names have become ids and actors."""

    actor: str
    texts: frozenset[str]
    articles: frozenset[str]
    to: Actor


@dataclass(frozen=True)
class Resolution:
    """Says what each actor is by the analyst's word. Actors of which nothing is said are as they were.

    ``warnings`` are lines for people: entries that name nobody here. ``apart`` are the pairs of ids that must stay two.
    """

    warnings: tuple[str, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    _actors: Mapping[str, Actor | None] = field(default_factory=dict, repr=False)
    _reasons: Mapping[str, str] = field(default_factory=dict, repr=False)
    _cuts: tuple[_Cut, ...] = field(default=(), repr=False)

    def actor(self, actor: Actor, text: str | None = None, article: str | None = None) -> Actor | None:
        """Return who ``actor`` is, or None where it is ignored.

        ``text`` is the mention and ``article`` the id of the article; what is split off is told by them.
        """
        actor = self._after_cuts(actor, text, article)
        return self._actors.get(actor.id, actor)

    def reason(self, actor: Actor, text: str | None = None, article: str | None = None) -> str:
        """Return why, naming the lines of the file; "" where the file says nothing of the actor."""
        cut = self._after_cuts(actor, text, article)
        split = f"split off {actor.id}" if cut.id != actor.id else ""
        return "; ".join(filter(None, (split, self._reasons.get(cut.id, ""))))

    def _after_cuts(self, actor: Actor, text: str | None, article: str | None) -> Actor:
        words = " ".join(text.split()) if text else None
        for cut in self._cuts:
            if cut.actor == actor.id and (not cut.texts or words in cut.texts) and (
                    not cut.articles or article in cut.articles):
                return cut.to
        return actor


def check(overrides: Overrides) -> None:
    """Raise ConfigError where entries contradict each other by the names they use.

    :func:`resolve` looks again, when it is known which names mean the same actor.
    """
    _Plan(overrides, lambda ref: ref.text)


def resolve(overrides: Overrides, actors: Mapping[str, Actor], gazetteer: Gazetteer) -> Resolution:
    """Return what the overrides come to, given the actors of a build by id.

    A name that fits no id is looked for among the names of these actors, then of the gazetteer. One that is found
    nowhere, or fits several, is a warning and no error. Raises ConfigError where entries contradict each other.
    """
    names = Names(overrides.source, actors, gazetteer)
    cuts = tuple(cut for split in overrides.split if (cut := _cut(split, names)))
    plan = _Plan(overrides, names.key)
    found: dict[str, Actor | None] = {}
    for key in plan.touched:
        if key in plan.ignored:
            found[key] = None
        elif one := _merged(plan.root(key), plan, names):
            found[key] = one
    reasons = {key: "; ".join(plan.reasons(key)) for key in found}
    apart = frozenset(frozenset(one.id if (one := found.get(key)) else key for key in pair) for pair in plan.apart)
    return Resolution(tuple(names.warnings), apart, MappingProxyType(found), MappingProxyType(reasons), cuts)


class Names:
    """Finds the actor that a file means by an id or a name."""

    def __init__(self, source: str, actors: Mapping[str, Actor], gazetteer: Gazetteer) -> None:
        """Look among ``actors`` first, then in the gazetteer; ``source`` is the file in messages."""
        self.warnings: list[str] = []
        self._source = source
        self._actors = dict(actors)
        self._gazetteer = gazetteer
        self._keys: dict[str, str] = {}
        self._here = _by_name(actors.values())
        self._there: dict[str, list[str]] | None = None

    def add(self, actor: Actor) -> None:
        """Make an actor that the file itself brings in known."""
        self._actors.setdefault(actor.id, actor)
        self._here[fold(actor.name)].append(actor.id)

    def existing(self, text: str) -> Actor | None:
        """Return the one actor of this id or name, or None."""
        found = [text] if self.actor(text) else self.called(text)
        return self.actor(found[0]) if len(found) == 1 else None

    def key(self, ref: Ref) -> str:
        """Return the id that the reference means; its own text, with one warning, where it means none."""
        if ref.text not in self._keys:
            self._keys[ref.text] = self._find(ref)
        return self._keys[ref.text]

    def actor(self, key: str) -> Actor | None:
        """Return the actor of an id, or None where nobody has it."""
        if key in self._actors:
            return self._actors[key]
        try:
            return self._gazetteer.actor(key)
        except OntologyError:
            return None

    def _find(self, ref: Ref) -> str:
        if self.actor(ref.text):
            return ref.text
        found = self.called(ref.text)
        if len(found) == 1:
            return found[0]
        problem = (f"{ref.text!r} may be {', '.join(found)} (write the id)" if found
                   else f"no actor is called {ref.text!r} in this build or in the gazetteer")
        self.warnings.append(f"{self._source}, line {ref.line}: {problem}")
        return ref.text

    def called(self, name: str) -> list[str]:
        """Return the ids of the actors of this name: those of the build, failing that those of the gazetteer."""
        folded = fold(name)
        if here := self._here.get(folded):
            return sorted(set(here))
        if self._there is None:
            self._there = _by_name(entry.actor for entry in self._gazetteer.entries.values())
        return sorted(set(self._there.get(folded, ())))


class _Plan:
    """The entries of a file by the keys of their actors, checked against each other."""

    def __init__(self, overrides: Overrides, key: Callable[[Ref], str]) -> None:
        self._source = overrides.source
        self._parents: dict[str, str] = {}
        self._lines: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._set_at: dict[tuple[str, str], int] = {}
        self.names: dict[str, str] = {}
        self.types: dict[str, Retype] = {}
        self.items: dict[str, str | None] = {}
        self._groups: defaultdict[str, list[str]] = defaultdict(list)
        self._unite([[(key(ref), ref.line) for ref in group] for group in overrides.same])
        self.apart = self._keep_apart([[(key(ref), ref.line) for ref in group] for group in overrides.different])
        for ref, name in overrides.rename:
            self._set(self.names, "name", key(ref), name, ref.line)
        for ref, retype in overrides.retype:
            self._set(self.types, "type", key(ref), retype, ref.line)
        for ref, item in overrides.wikidata:
            self._set(self.items, "item", key(ref), item, ref.line)
        self.ignored = frozenset(self._ignore(key(ref), ref.line) for ref in overrides.ignore)

    @property
    def touched(self) -> list[str]:
        """The keys of all actors of which something is said, sorted."""
        return sorted({*self._parents, *self.names, *self.types, *self.items, *self.ignored})

    def root(self, key: str) -> str:
        """Return the key that stands for all that are the same."""
        return self._parents.get(key, key)

    def members(self, key: str) -> list[str]:
        """Return the keys of all that are the same as ``key``, in the order of the file, the root first."""
        root = self.root(key)
        return [root, *(k for k in self._groups.get(root, ()) if k != root)]

    def reasons(self, key: str) -> list[str]:
        """Return what the file does to an actor, each with its line."""
        root = self.root(key)
        said = set(self._lines.get(key, ()))
        said |= {(line, what) for line, what in self._lines.get(root, ()) if not what.startswith("the same")}
        return [f"{what} ({self._source}, line {line})" for line, what in sorted(said)]

    def _unite(self, groups: Sequence[Sequence[tuple[str, int]]]) -> None:
        """Join the groups that share a member. The root is the first that is not itself merged into another."""
        below = {k for group in groups for k, _ in group[1:] if k != group[0][0]}
        order = list(dict.fromkeys(k for group in groups for k, _ in group))
        links: defaultdict[str, set[str]] = defaultdict(set)
        for group in groups:
            for k, line in group[1:]:
                links[k].add(group[0][0])
                links[group[0][0]].add(k)
                if k != group[0][0]:
                    self._lines[k].append((line, f"the same as {group[0][0]}"))
        for k in [*(k for k in order if k not in below), *order]:  # a ring has no such first: then it is the earliest
            if k not in self._parents:
                self._parents[k] = k
                reach = [k]
                while reach:
                    for near in sorted(links[reach.pop()] - self._parents.keys()):
                        self._parents[near] = k
                        reach.append(near)
        for k in order:
            self._groups[self._parents[k]].append(k)

    def _keep_apart(self, groups: Sequence[Sequence[tuple[str, int]]]) -> frozenset[frozenset[str]]:
        pairs = set()
        for group in groups:
            for n, (one, line) in enumerate(group):
                for other, _ in group[:n]:
                    if self.root(one) == self.root(other):
                        lines = [at for k in (one, other) for at, _ in self._lines.get(k, ())]
                        where = f"line {min(lines)}" if lines else "their names"
                        self._fail(line, f"{other!r} and {one!r} are said to be different, and by {where} the same",
                                   "take one of the two out")
                    pairs.add(frozenset((self.root(one), self.root(other))))
        return frozenset(pairs)

    def _set(self, table: dict[str, T], what: str, key: str, value: T, line: int) -> None:
        root = self.root(key)
        if root in table and table[root] != value:
            self._fail(line, f"{key!r} gets another {what} here than in line {self._set_at[root, what]}",
                       "take one of the two out")
        table[root] = value
        self._set_at[root, what] = line
        self._lines[root].append((line, f"{what} set"))

    def _ignore(self, key: str, line: int) -> str:
        if len(self.members(key)) > 1:
            self._fail(line, f"{key!r} is ignored, and by another line the same as an actor that is not",
                       "take it out of same, or ignore nothing")
        if at := [line for (root, _), line in self._set_at.items() if root == key]:
            self._fail(line, f"{key!r} is ignored here and changed in line {min(at)}", "take one of the two out")
        self._lines[key].append((line, "ignored"))
        return key

    def _fail(self, line: int, what: str, mend: str) -> NoReturn:
        raise ConfigError(f"{self._source}, line {line}: {what} ({mend})")


def _cut(split: Split, names: Names) -> _Cut | None:
    source = names.key(split.actor)
    to, old = names.existing(split.name.text), names.actor(source)
    if to is None and old:
        name, like = split.name.text, split.retype.applied(old) if split.retype else old
        to = Actor(actor_id(name, like.type.value), name, like.type, like.country, like.sector)
        names.add(to)
    return _Cut(source, split.texts, split.articles, to) if to and old else None


def _merged(root: str, plan: _Plan, names: Names) -> Actor | None:
    """Return the one actor for all that are the same: what the first lacks is taken from the others if they agree."""
    members = [actor for key in plan.members(root) if (actor := names.actor(key))]
    if not members:
        return None
    one = members[0]
    one = replace(one, country=one.country or _agreed(m.country for m in members),
                  sector=one.sector or _agreed(m.sector for m in members),
                  wikidata=one.wikidata or _agreed(m.wikidata for m in members))
    if retype := plan.types.get(root):
        one = retype.applied(one)
    if name := plan.names.get(root):
        one = replace(one, name=name)
    return replace(one, wikidata=plan.items[root]) if root in plan.items else one


def _agreed(values: Iterable[str | None]) -> str | None:
    """Return the one value that there is, None where there are none or several."""
    found = {value for value in values if value is not None}
    return found.pop() if len(found) == 1 else None


def _by_name(actors: Iterable[Actor]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for actor in actors:
        found[fold(actor.name)].append(actor.id)
    return found
