"""The actors of a build: how the texts call each and how often it comes up."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import OntologyError
from kg.gazetteer import Gazetteer
from kg.graph.names import TITLES
from kg.graph.relations import actors
from kg.ids import fold
from kg.model import Actor, ActorType, Claim

_LEADING = frozenset("a an the both two its their his her this that these those our".split())
_PRONOUNS = frozenset("he she it they we i you him her them us who which this that these those one others".split())


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one actor.

    ``aliases`` are the names it has in the texts, the most usual first, as (text, number of mentions); pronouns and
    descriptions are not among them. ``known`` are its other names in the gazetteer, () where that does not have it.
    ``mentions`` counts spans that are an end of a claim, ``claims`` those that name it in any part; ``articles`` are
    the ids of their articles, sorted.
    """

    actor: Actor
    aliases: tuple[tuple[str, int], ...]
    known: tuple[str, ...]
    in_gazetteer: bool
    mentions: int
    claims: int
    articles: tuple[str, ...]


def census(claims: Iterable[Claim], gazetteer: Gazetteer) -> tuple[Profile, ...]:
    """Return a profile of every actor that the claims name, the one with most claims first, then by id."""
    kept = tuple(claims)
    spans: defaultdict[str, dict[tuple[str, int, int], tuple[str, bool]]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for claim in kept:
        for id in actors([claim]):
            counts[id] += 1
            articles[id].add(claim.article.id)
        for mention in claim.ends:
            span = mention.span
            first = span.start == claim.evidence.sentence.start
            spans[mention.actor.id][claim.article.id, span.start, span.end] = (span.text, first)
    found = [_profile(actor, list(spans[id].values()), gazetteer, counts[id], tuple(sorted(articles[id])))
             for id, actor in actors(kept).items()]
    return tuple(sorted(found, key=lambda p: (-p.claims, p.actor.id)))


def in_gazetteer(actor: Actor, gazetteer: Gazetteer) -> bool:
    """Say whether the gazetteer has the actor, as an entry or as a body of a state."""
    try:
        gazetteer.actor(actor.id)
    except OntologyError:
        return False
    return True


def _profile(actor: Actor, seen: list[tuple[str, bool]], gazetteer: Gazetteer, claims: int,
             articles: tuple[str, ...]) -> Profile:
    entry = gazetteer.entries.get(actor.id)
    known = (entry.actor.name, *entry.aliases, *entry.acronyms, *(name for name, _ in entry.former)) if entry else ()
    other = (*entry.adjectives, *entry.people, entry.capital or "", *entry.seats) if entry else ()
    sure = {fold(name) for name in (actor.name, *known, *other)}
    within = {word for name in sure for word in name.split()}
    aliases: Counter[str] = Counter()
    inside = {" ".join(text.split()) for text, first in seen if not first}
    for text, first in seen:
        alias = alias_of(text, actor.type)
        if alias and (not first or " " in alias or fold(alias) in sure | within or alias in inside):
            aliases[alias] += 1
    ordered = tuple(sorted(aliases.items(), key=lambda item: (-item[1], item[0])))
    return Profile(actor, ordered, tuple(dict.fromkeys(known)), in_gazetteer(actor, gazetteer), len(seen), claims,
                   articles)


def alias_of(text: str, type: ActorType) -> str:
    """Return the name that a mention's ``text`` is, without the article before it; "" for a pronoun or description.

    "France's foreign minister" describes a person, while "Iran's central bank" is as good a name as that body has.
    """
    words = text.split()
    while words and words[0].lower() in _LEADING:
        words.pop(0)
    if not words or (len(words) == 1 and words[0].lower() in _PRONOUNS):
        return ""
    if type is ActorType.PERSON and (words[-1].islower() or words[-1].lower() in TITLES):
        return ""
    return " ".join(words) if any(c.isupper() or c.isdigit() for word in words for c in word) else ""
