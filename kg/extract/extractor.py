"""From readings to claims: match the cues, fill the ends, read the context, and write it all down."""

from collections.abc import Iterator
from itertools import groupby

from kg.extract.arguments import Arguments, Participant, allowed
from kg.extract.confidence import CueWeight, Facts, Judge
from kg.extract.context import Context, ContextReader
from kg.extract.ends import Ends
from kg.extract.knowledge import Knowledge
from kg.extract.matching import Match, Matcher
from kg.extract.story import Story
from kg.extract.syntax import Syntax
from kg.grammar import ContextWords, Nouns, Roles
from kg.lexicon import CueKind, Lexicon
from kg.model import (
    Actor,
    ActorType,
    Attribution,
    AttributionKind,
    Claim,
    Evidence,
    Modality,
    Polarity,
    Qualifiers,
    Time,
)
from kg.model.actor import BODIES
from kg.ontology import Ontology
from kg.text import Reading, Sentence, straight

VERSION = "patterns/1"
_SPEAKERS = frozenset(ActorType) - {ActorType.ITEM}

_AHEAD = frozenset([Modality.PLANNED, Modality.DEMANDED, Modality.CONDITIONAL, Modality.POSSIBLE])


class PatternExtractor:
    """Extracts claims by the cues of a lexicon."""

    def __init__(
        self,
        ontology: Ontology,
        lexicon: Lexicon,
        nouns: Nouns,
        roles: Roles,
        words: ContextWords,
        arms: frozenset[str],
        confidence: Judge | None = None,
    ) -> None:
        """Keep the data; build the matcher. ``arms`` are the ids of known weapons; ``confidence`` weighs the claims."""
        self.knowledge = Knowledge(ontology, lexicon, nouns, arms)
        self.matcher = Matcher(lexicon, roles, self.knowledge.social)
        self.contexts = ContextReader(words, roles)
        self.confidence = confidence or CueWeight()
        self._control = roles.object_control

    def syntax(self, sentence: Sentence) -> Syntax:
        """Return the frames of a sentence, by the verbs of control that this extractor knows."""
        return Syntax(sentence, self._control)

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yield the claims of an annotated reading, in the order of the text, each once a sentence."""
        seen: set[object] = set()
        story = Story.of(reading)
        for sentence in reading.sentences:
            for claim in _SentenceExtractor(self, story, sentence).claims():
                key = self._key(sentence, claim)
                if key not in seen:
                    seen.add(key)
                    story.history.append(claim)
                    yield claim
            story.clock.advance(sentence)

    def _key(self, sentence: Sentence, claim: Claim) -> object:
        ends = [claim.subject.actor.id, claim.object.actor.id if claim.object else ""]
        if self.knowledge.ontology.types[claim.predicate].symmetric:
            ends.sort()
        return sentence.index, claim.predicate, *ends, claim.polarity, claim.modality


class _SentenceExtractor:
    """The work on one sentence."""

    def __init__(self, parent: PatternExtractor, story: Story, sentence: Sentence) -> None:
        self._parent = parent
        self._reading = story.reading
        self._clock = story.clock
        self._sentence = sentence
        self._syntax = parent.syntax(sentence)
        self._arguments = Arguments(story.reading, sentence, self._syntax, parent.knowledge.nouns)
        self._ends = Ends(parent.knowledge, self._syntax, self._arguments, story)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of the sentence, without those that another says more exactly."""
        if not self._sentence.actors:
            return
        readings = self._parent.matcher.matches(self._sentence, self._syntax)
        made = [x for same_word in readings for x in self._best(same_word)]
        # "brokered a truce between X and Y" says that there was a truce; "held talks" says no more than its whole.
        inside = {
            (t, c.object and c.object.actor) for m, c in made if not m.cue.sides for t in m.trigger[1:]
        }  # "killed in a strike on Beirut" says of Beirut what the killing does not
        made = [
            (m, c)
            for m, c in made
            if (m.head, c.object and c.object.actor) not in inside and not self._restates(m, c, made)
        ]
        found = [c for _, c in made]
        yield from (claim for claim in found if not self._implied(claim, found))

    def _best(self, readings: list[Match]) -> list[tuple[Match, Claim]]:
        """Return the claims of the most specific readings of a word that make any, each with its match.

        A reading of other things beside them stands as well: who sells jets to somebody sells jets, and arms him.
        """
        best: list[tuple[Match, Claim]] = []
        for _, same in groupby(readings, key=lambda m: m.cue.size):
            claims = [(m, c) for m in same for c in self._claims_of(m)]
            if not best:
                best = claims
            elif not any(_is_item(c) for _, c in best):
                best += [(m, c) for m, c in claims if _is_item(c)]
        return best

    def _restates(self, match: Match, claim: Claim, made: list[tuple[Match, Claim]]) -> bool:
        """Say whether a claim about a topic only repeats what the topic's own claim says ("refuses to recognise X")."""
        reads = self._parent.knowledge.reads
        outer = reads(claim.predicate, "hits-done") or reads(claim.predicate, "asks-doer")
        if claim.object or outer or not match.slots.get("T"):
            return False  # a threat and a demand stand beside what they are about
        below = {k for t in match.slots["T"] for k in self._sentence.subtree(t)}
        return any(m.head in below and c.object and c.subject.actor == claim.subject.actor for m, c in made)

    def _implied(self, claim: Claim, others: list[Claim]) -> bool:
        """Say whether another claim says the same more exactly: on the same words, or as what was agreed on."""
        above = self._parent.knowledge.ontology.ancestors
        if any(_same_but_body(claim, o) for o in others):
            return True
        alike = [o for o in others if o.predicate != claim.predicate and _ends(o) == _ends(claim)]
        yields = self._parent.knowledge.reads(claim.predicate, "yields-to-plan")
        if yields and any(o.modality is Modality.PLANNED for o in alike):
            return True
        return any(
            claim.predicate in above(o.predicate) and claim.evidence.trigger.overlaps(o.evidence.trigger)
            for o in alike
        )

    def _claims_of(self, match: Match) -> Iterator[Claim]:
        pairs = list(self._ends.pairs(match))
        if not pairs:
            return
        context = self._parent.contexts.read(self._syntax, match.head, presupposed=self._presupposed(match))
        if context.void:
            return
        objects = list(dict.fromkeys(o.mention.actor for _, o in pairs if o))
        for subject, object in pairs:
            other = (
                next((o for o in objects if object and o != object.mention.actor), None)
                if match.cue.sides
                else None
            )
            if other or not match.cue.sides:
                yield self._claim(match, match.cue.predicate, subject, object, context, other)
            yield from self._with_arms(match, subject, object, context)

    def _with_arms(
        self, match: Match, subject: Participant, object: Participant | None, context: Context
    ) -> Iterator[Claim]:
        """Yield what an exchange of weapons is as well: arms sold to somebody are supplied to him."""
        also = self._parent.knowledge.ontology.types[match.cue.predicate].with_arms
        if also and object and self._parent.knowledge.is_arms(object.mention.actor):
            for buyer in self._arguments.participants(
                match.slots.get("C", []), allowed(frozenset(["actor"]))
            ):
                if buyer.mention.actor.id != subject.mention.actor.id:
                    yield self._claim(match, also, subject, buyer, context, None, item=object.mention.actor)

    def _presupposed(self, match: Match) -> bool:
        """Say whether the cue stands beside the statement, untouched by its governors ("US-backed forces", a title)."""
        head = self._sentence.tokens[match.head]
        named = head.dep in ("dobj", "pobj", "nsubj", "nsubjpass", "conj") and match.slots.get("S") != [match.head]
        title = named or head.dep in ("compound", "nmod", "amod", "appos")
        beside = match.cue.kind in (CueKind.COMPOUND, CueKind.CLAUSE)
        return beside or (match.cue.kind is CueKind.ROLE and title)

    def _claim(
        self,
        match: Match,
        predicate: str,
        subject: Participant,
        object: Participant | None,
        context: Context,
        other: Actor | None,
        item: Actor | None = None,
    ) -> Claim:
        cue = match.cue
        modality = cue.modality if context.modality is Modality.ASSERTED else context.modality
        negated = (context.polarity is Polarity.NEGATED) != (cue.polarity is Polarity.NEGATED)
        if cue.modality is Modality.ENDED and modality in _AHEAD:
            negated = not negated  # "will suspend aid": a plan of no aid
        polarity = Polarity.NEGATED if negated else Polarity.AFFIRMED
        trigger = self._arguments.span(min(match.trigger), max(match.trigger))
        judged = self._parent.confidence.judge(Facts(match, subject, object, modality))
        return Claim.make(
            article=self._reading.article.ref,
            subject=subject.mention,
            predicate=predicate,
            object=object.mention if object else None,
            polarity=polarity,
            modality=modality,
            attribution=self._attribution(match, context),
            time=self._time(match, modality),
            qualifiers=Qualifiers(item=item) if item else self._qualifiers(match, subject, object, other),
            evidence=Evidence(self._sentence.whole, trigger),
            confidence=judged.value,
            extractor=VERSION,
            reasons=(
                f"{cue.kind.value} cue {cue.text!r}",
                f"subject: {subject.mention.how}",
                *([f"object: {object.mention.how}"] if object else []),
                *context.reasons,
                *judged.reasons,
            ),
        )

    def _time(self, match: Match, modality: Modality) -> Time | None:
        if self._presupposed(match):
            return self._clock.beside(self._sentence, match.head)  # a title is not dated by the clause around it
        planned = modality in (Modality.PLANNED, Modality.DEMANDED)
        return self._clock.at(self._sentence, match.head, planned=planned)

    def _qualifiers(
        self, match: Match, subject: Participant, object: Participant | None, other: Actor | None
    ) -> Qualifiers:
        ends = {subject.mention.actor, object.mention.actor if object else None}

        def first(role: str, kind: str) -> Actor | str | None:
            tokens = match.slots.get(role, [])
            found = self._arguments.participants(tokens, allowed(frozenset([kind])), make=True)
            actors = [p.mention.actor for p in found]
            more = [a for a in actors if a not in ends]  # nobody is his own counterparty
            return more[0] if more else None if actors else self._arguments.topic(tokens)

        topic = self._arguments.topic(match.slots.get("T", []))
        if topic is None and (object is None or not object.direct):
            topic = self._arguments.topic(match.slots.get("O", []))
        return Qualifiers(
            counterparty=other or first("C", "actor"),
            place=first("P", "place"),
            item=first("I", "item"),
            topic=topic,
        )

    def _attribution(self, match: Match, context: Context) -> Attribution:
        sentence, reading = self._sentence, self._reading
        quote = reading.quote_at(sentence.tokens[match.head].start)
        speakers = self._arguments.participants(context.speakers, _SPEAKERS)
        cue = None
        if context.cue is not None:
            cue = sentence.text_of(reading.article.text, context.cue, context.cue)
        if speakers:
            kind = AttributionKind.QUOTED if quote and quote.cue == cue else AttributionKind.REPORTED
            return Attribution(kind, speakers[0].mention.actor, cue)
        if quote and quote.speakers:
            marked = straight(reading.article.text[quote.start - 1]) == '"'
            kind = AttributionKind.QUOTED if marked else AttributionKind.REPORTED
            return Attribution(kind, quote.speakers[0].actor, quote.cue)
        return Attribution(AttributionKind.REPORTED, None, cue) if context.speakers and cue else Attribution()


def _is_item(claim: Claim) -> bool:
    return claim.object is not None and claim.object.actor.type is ActorType.ITEM


def _same_but_body(claim: Claim, other: Claim) -> bool:
    """Say whether the other claim says the same of a body of the state that this one names ("5,000 French troops")."""
    return (
        claim.subject.actor.type is ActorType.STATE
        and other.subject.actor.type in BODIES
        and claim.subject.actor.country == other.subject.actor.country
        and (claim.predicate, claim.object and claim.object.actor)
        == (other.predicate, other.object and other.object.actor)
        and claim.evidence.sentence == other.evidence.sentence
    )


def _ends(claim: Claim) -> set[Actor | None]:
    return {claim.subject.actor, claim.object.actor if claim.object else None}
