"""The view of claims from which relations, graph and exports are made: overrides first, then roll-up.

It yields claims with other actors beside the original ones, with the same ids. Nothing is changed, so another view of
the same claims can be taken at any time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from kg.graph.rollup import Rollup
from kg.model import Actor, Claim, Mention, Qualifiers
from kg.overrides import Resolution

_Change: TypeAlias = Callable[[Actor, str | None], Actor | None]


@dataclass(frozen=True)
class View:
    """Who is who for the graph: what the analyst says, then what is taken for its state."""

    resolution: Resolution = field(default_factory=Resolution)
    rollup: Rollup | None = None

    def actor(self, actor: Actor, *, text: str | None = None, article: str | None = None,
              on: str | None = None) -> Actor | None:
        """Return who the actor is here, or None where it is ignored.

        ``text`` is the mention, ``article`` the id of its article and ``on`` its date, ISO or None.
        """
        one = self.resolution.actor(actor, text, article)
        if one is None or self.rollup is None:
            return one
        state = self.rollup.actor(one, on)
        if state.id == one.id or frozenset((state.id, one.id)) in self.resolution.apart:
            return one
        return self.resolution.actor(state)

    def reason(self, actor: Actor, *, text: str | None = None, article: str | None = None,
               on: str | None = None) -> str:
        """Return why :meth:`actor` answers as it does; "" where the actor is itself."""
        said = self.resolution.reason(actor, text, article)
        one = self.resolution.actor(actor, text, article)
        here = self.actor(actor, text=text, article=article, on=on)
        rolled = self.rollup.reason(one, on) if one and self.rollup and here != one else ""
        return "; ".join(filter(None, (said, rolled)))

    def claims(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims as they stand in this view, in the same order and with the same ids.

        Those of an ignored subject or object are left out, and those whose two ends have become one actor. An ignored
        speaker is an unnamed source, an ignored qualifier is plain text.
        """
        return tuple(seen for claim in claims if (seen := self._claim(claim)))

    def _claim(self, claim: Claim) -> Claim | None:
        article = claim.article

        def change(actor: Actor, text: str | None) -> Actor | None:
            return self.actor(actor, text=text, article=article.id, on=article.published)

        subject, object = _end(claim.subject, change), claim.object and _end(claim.object, change)
        if subject is None or (claim.object and object is None):
            return None
        if object and claim.object and subject.actor.id == object.actor.id \
                and claim.subject.actor.id != claim.object.actor.id:
            return None
        said = claim.attribution
        if said.speaker and (speaker := change(said.speaker, None)) != said.speaker:
            said = replace(said, speaker=speaker)
        seen = replace(claim, subject=subject, object=object, attribution=said, qualifiers=Qualifiers(
            *(_value(value, change) for value in claim.qualifiers.values)))
        return claim if seen == claim else seen


def _end(mention: Mention, change: _Change) -> Mention | None:
    actor = change(mention.actor, mention.span.text)
    if actor is None or actor == mention.actor:
        return mention if actor else None
    return replace(mention, actor=actor)


def _value(value: Actor | str | None, change: _Change) -> Actor | str | None:
    return (change(value, None) or value.name) if isinstance(value, Actor) else value
