"""The engine: parser, actor resolution and extraction, loaded once and applied to articles."""

import hashlib
from collections.abc import Iterable, Iterator

from kg import gazetteer, grammar, lexicon, ontology
from kg.actors.resolver import ActorResolver
from kg.config import Settings
from kg.errors import OntologyError
from kg.extract import confidence
from kg.extract.arguments import allowed
from kg.extract.extractor import VERSION, PatternExtractor
from kg.gate import WordGate
from kg.ids import content_hash
from kg.ingest.boilerplate import body_spans
from kg.model import Article, Claim
from kg.parsing import Gate, Parser
from kg.text import Reading

_DATA = (".ttl", ".yaml", ".yml", ".tsv", ".json")


class Engine:
    """Reads articles and extracts their claims."""

    def __init__(
        self, parser: Parser, resolver: ActorResolver, extractor: PatternExtractor, gate: Gate | None = None
    ) -> None:
        """Join the three stages; the ``gate`` says what the parser need not read."""
        self.gate = gate
        self.parser = parser
        self.resolver = resolver
        self.extractor = extractor

    @classmethod
    def load(cls, settings: Settings, judge: confidence.Judge | None = None) -> "Engine":
        """Load model and data; ``judge`` weighs claims in place of the weights of the ontology.

        Raises ConfigError (no model) or OntologyError (a broken data file).
        """
        root = settings.ontology
        nouns, roles = grammar.load_nouns(root), grammar.load_roles(root)
        types, cues = ontology.load(root), lexicon.load(root)
        check(cues, types)
        actors = gazetteer.load(root)
        arms = frozenset(i for i, entry in actors.entries.items() if entry.kind in nouns.arms_kinds)
        parser = Parser.load(settings.model, settings.batch_size, cues.heads(lexicon.CueKind.VERB))
        resolver = ActorResolver(actors, nouns, roles)
        gate = None
        if settings.gate and parser.has_rules:
            gate = WordGate(cues, types, actors, nouns, resolver.matcher, parser.lemmas, parser.vocabulary)
        return cls(
            parser,
            resolver,
            PatternExtractor(
                types,
                cues,
                nouns,
                roles,
                grammar.load_context(root),
                arms,
                judge or confidence.load(root),
            ),
            gate,
        )

    def readings(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the articles parsed, every nominal with the actors it stands for."""
        bodies = ((article, body_spans(article.text, article.title)) for article in articles)
        for reading in self.parser.read_all(bodies, self.gate):
            self.resolver.annotate(reading)
            yield reading

    def claims(self, articles: Iterable[Article]) -> Iterator[Claim]:
        """Yield the claims of the articles, in the order of the articles and of their text."""
        for reading in self.readings(articles):
            yield from self.extractor.claims(reading)

    def by_article(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
        """Yield each article with its claims, in the order of the articles."""
        for reading in self.readings(articles):
            yield reading.article, tuple(self.extractor.claims(reading))


def version(settings: Settings) -> str:
    """Return the full version of what extracts claims: that of the rules, and a hash of the data they rest on.

    The data are the files of the ontology and the name of the model. Loads neither. Raises OntologyError where a file
    can't be read.
    """
    root = settings.ontology
    try:
        files = [(path.relative_to(root).as_posix(), path.read_bytes())
                 for path in sorted(root.rglob("*")) if path.is_file() and path.suffix in _DATA]
    except OSError as error:
        raise OntologyError(f"{error.filename}: {error.strerror or error}") from error
    hashes = [f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in files]
    return f"{VERSION}+{content_hash(settings.model, *hashes, length=8)}"


def check(cues: lexicon.Lexicon, types: ontology.Ontology) -> None:
    """Raise OntologyError where a cue is of no relation type, or holds a slot to a kind that there is not."""
    for cue in cues.cues:
        where = f"lexicon: the cue {cue.text!r} of {cue.predicate!r}"
        if cue.predicate not in types.types:
            raise OntologyError(f"{where}: no such relation type (add it to {ontology.FILE}, or mend its name)")
        for slot in (cue.subject, *(s for part in cue.parts for s in (part.slot, part.owner))):
            if slot and slot.only:
                try:
                    allowed(slot.only)
                except KeyError as error:
                    raise OntologyError(f"{where}: a slot can not be held to {error.args[0]!r}") from error
