"""Reads pairs: parse, mark, find the links, choose, and say what it counts as."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from kg import gazetteer, grammar, lexicon, ontology
from kg.actors.resolver import ActorResolver
from kg.config import Settings
from kg.engine import check
from kg.extract.extractor import PatternExtractor
from kg.grammar import Nouns
from kg.lexicon import Cue, Lexicon
from kg.model import ActorType, Article
from kg.ontology import Ontology
from kg.parsing import Parser
from kg.relate import labels
from kg.relate.labels import Labels
from kg.relate.links import CLAIM, PART, REACH, Link, LinkFinder
from kg.relate.marked import Marked, mark, parse
from kg.relate.pair import Pair, Prediction

_CHUNK = 256
_ACTS = frozenset("SANCTION ASSAULT COERCE AID".split())
_WORDS = frozenset("SUPPORT REJECT ACCUSE THREATEN PROTEST".split())
"""PLOVER types that carry a stance, by how firm a link they need; meeting, trading and yielding tell none."""
_EVERY_KIND = frozenset(kind.value for kind in ActorType)


class PairReader:
    """Says what links two given spans; loaded once, applied to many pairs."""

    def __init__(
        self, parser: Parser, resolver: ActorResolver, nouns: Nouns, finder: LinkFinder, named: Labels
    ) -> None:
        """Join the parts."""
        self._parser = parser
        self._resolver = resolver
        self._nouns = nouns
        self._finder = finder
        self._labels = named

    @classmethod
    def load(cls, settings: Settings) -> "PairReader":
        """Load model and data. Raises ConfigError (no model) or OntologyError (a broken data file)."""
        root = settings.ontology
        known, words = ontology.load(root), grammar.load_context(root)
        nouns, roles, cues = grammar.load_nouns(root), grammar.load_roles(root), lexicon.load(root)
        check(cues, known)
        named, free = labels.load(root, known), _open(known)
        more = labels.joined(cues, named.cues)
        extractors = [
            PatternExtractor(free, table, nouns, roles, words, frozenset())
            for table in (cues, _unrestricted(cues))
        ]
        wide = PatternExtractor(free, more, nouns, roles, words, frozenset())
        finder = LinkFinder(
            extractors, wide.matcher, wide.contexts, more, named.bare, named.standing, named.said
        )
        return cls(
            Parser.load(settings.model, settings.batch_size, cues.heads(lexicon.CueKind.VERB)),
            ActorResolver(gazetteer.load(root), nouns, roles),
            nouns,
            finder,
            named,
        )

    def predict(self, pairs: Iterable[Pair]) -> Iterator[Prediction]:
        """Yield a prediction for each pair, in their order."""
        for marked in self.marked(pairs):
            yield self.choose(marked, self._finder.links(marked))

    def marked(self, pairs: Iterable[Pair]) -> Iterator[Marked]:
        """Yield the pairs as read, with the two actors in place."""
        left = iter(pairs)
        while chunk := list(islice(left, _CHUNK)):
            articles = [Article(pair.id, "", pair.text) for pair in chunk]
            for pair, reading in zip(chunk, parse(self._parser, articles), strict=True):
                yield mark(reading, pair, self._resolver, self._nouns)

    def choose(self, marked: Marked, links: list[Link]) -> Prediction:
        """Return what the links say together; without any, the prior."""
        identity = marked.pair.id
        if not links:
            return Prediction(identity, None, None, self._labels.prior, "neutral", 0.0, ("nothing found",))
        best = links[0]
        known = self._labels.ontology.types
        firm = next((link for link in links if link.tier >= PART and link.type in known), None)
        direction = {True: "forward", False: "backward", None: None}[firm.forward if firm else None]
        return Prediction(
            identity,
            firm.type if firm else None,
            direction,
            self._labels.plover(best),
            self._stance(links),
            round(best.confidence, 2),
            (f"tier {best.tier}", best.how),
        )

    def _stance(self, links: list[Link]) -> str:
        """Return the stance of the best link that carries one.

        A claim between the two does. Praise and blame reach further: they also count where one of the two owns what
        is judged or stands below it.
        """
        for link in links:
            stance, plover = self._labels.stance(link), self._labels.base(link)
            firm = CLAIM if plover in _ACTS else REACH if plover in _WORDS else None
            if stance != "neutral" and firm is not None and link.tier >= firm:
                return stance
        return "neutral"


def _open(known: Ontology) -> Ontology:
    """Return the ontology with every kind of actor let in at both ends: the two are given, whatever they are."""
    types = {name: replace(t, domain=_EVERY_KIND, range=_EVERY_KIND) for name, t in known.types.items()}
    return replace(known, types=types)


def _unrestricted(cues: Lexicon) -> Lexicon:
    """Return the lexicon without what its slots ask of their fillers."""
    return Lexicon(
        tuple(map(_freed, cues.cues)),
        {
            kind: {head: tuple(map(_freed, row)) for head, row in table.items()}
            for kind, table in cues.by_head.items()
        },
    )


def _freed(cue: Cue) -> Cue:
    def free(slot: lexicon.Slot | None) -> lexicon.Slot | None:
        return replace(slot, only=frozenset()) if slot else None

    return replace(
        cue,
        subject=free(cue.subject),
        parts=tuple(replace(p, slot=free(p.slot), owner=free(p.owner)) for p in cue.parts),
    )
