"""How a statement is meant and who makes it: polarity, modality and attribution, read off its governors.

Starting at the word that carries the relation, the chain of governing words is walked up to the root. Each may negate,
plan, demand, allege … what it governs, and name its speaker: the factuality profile of Saurí and Pustejovsky (2012),
cut down to what claims need.
"""

from dataclasses import dataclass, field

from kg.extract.syntax import Syntax
from kg.grammar import ContextWords, Effect, Roles
from kg.model import Modality, Polarity
from kg.text import Sentence, Token

_CARRIED = frozenset(
    [
        "xcomp",
        "ccomp",
        "pcomp",
        "pobj",
        "dobj",
        "nsubjpass",
        "acl",
        "attr",
        "oprd",
        "csubj",
        "prep",
        "dative",
        "nsubj",
        "conj",
        "appos",
        "compound",
        "amod",
        "nmod",
        "advcl",
        "poss",
    ]
)
_LINKS = ("ADP", "PART", "SCONJ")
_USUAL_PREPOSITIONS = frozenset(["of", "to", "on", "for", "from", "against"])
_NOUN_PREPOSITIONS = frozenset(["of", "for", "to", "on", "about", "against", "at", "over"])


@dataclass(slots=True)
class Context:
    """What the governors of a word say: the values of a claim, the speaker's tokens, and the reasons.

    ``void`` says that the word only names what is talked about, so that nothing is claimed of it.
    """

    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    speakers: list[int] = field(default_factory=list)
    cue: int | None = None
    void: bool = False
    reasons: list[str] = field(default_factory=list)

    def flip(self, why: str) -> None:
        """Turn the polarity round."""
        self.polarity = Polarity.NEGATED if self.polarity is Polarity.AFFIRMED else Polarity.AFFIRMED
        self.reasons.append(why)

    def mean(self, modality: Modality, why: str) -> None:
        """Set the modality, unless a nearer word has set a stronger one; what ends under a plan is denied by it."""
        if self.modality is Modality.ENDED and modality in (
            Modality.PLANNED,
            Modality.DEMANDED,
            Modality.CONDITIONAL,
        ):
            self.flip(f"to end, {why}")
            self.modality = modality
        elif (
            self.modality is Modality.ASSERTED
            or (
                self.modality is Modality.PLANNED
                and modality in (Modality.DEMANDED, Modality.ALLEGED, Modality.CONDITIONAL)
            )
            or modality is Modality.ALLEGED
        ):
            self.modality = modality
            self.reasons.append(why)


class ContextReader:
    """Reads contexts by the word lists of ``ontology/grammar``."""

    def __init__(self, words: ContextWords, roles: Roles) -> None:
        """Keep the word lists."""
        self._words = words
        self._roles = roles

    def read(self, syntax: Syntax, head: int, *, presupposed: bool = False) -> Context:
        """Return the context of the word at ``head``; what is ``presupposed`` is not touched by its governors."""
        sentence, context = syntax.sentence, Context()
        self._own(sentence, sentence.tokens[head], context)
        if presupposed:
            return context
        node, only_speech = sentence.tokens[head], False
        for _ in range(len(sentence.tokens)):
            self._aside(syntax, node, context)
            if node.head == node.i or node.dep == "ROOT":
                break
            governor = sentence.tokens[node.head]
            if node.dep == "relcl" or (
                node.dep == "acl" and node.tag in ("VBN", "VBG") and governor.lemma not in self._words.nouns
            ):
                only_speech = True
            if node.dep in ("poss",) or node.dep not in _CARRIED:
                only_speech = True
            if node.dep == "advcl":
                only_speech = self._adverbial(sentence, node, context) or only_speech
            if node.dep == "nsubj" and node.pos == "NOUN" and node.i == head:
                self._doubted(sentence, governor, context)
            if node.dep == "conj":
                self._shared(sentence, node, governor, context)
            elif not only_speech and node.pos not in _LINKS:
                self._governed(syntax, node, governor, context)
            if node.dep in ("ccomp", "xcomp", "pcomp") or governor.pos == "ADP":
                self._speech(syntax, node, governor, context)
            if not only_speech and governor.pos in ("VERB", "AUX", "NOUN") and node.dep != "conj":
                if self._carries_on(node, governor):
                    self._own(sentence, governor, context, outer=True)
                elif governor.pos in ("VERB", "AUX"):
                    only_speech = only_speech or node.dep in ("nsubj", "nsubjpass") or False
            if governor.i in sentence.names and governor.pos in ("NOUN", "PROPN"):
                only_speech = True  # what hangs on a name is not governed by what governs the name
            node = governor
        subject_matter = sentence.tokens[head].pos == "NOUN" and sentence.tokens[
            sentence.tokens[head].head
        ].lemma in ("on", "about", "over")
        context.void = (
            subject_matter and context.polarity is Polarity.NEGATED and context.modality is Modality.PLANNED
        )
        return context

    def _carries_on(self, node: Token, governor: Token) -> bool:
        """Say whether what qualifies the governor qualifies the node as well ("will hold talks", "no plan to")."""
        if governor.pos == "NOUN":
            return governor.lemma in self._words.nouns
        if node.dep in ("dobj", "attr", "oprd", "xcomp", "pcomp", "nsubjpass"):
            return True
        return node.dep in ("pobj", "prep", "acl", "ccomp") and governor.lemma not in self._roles.speech_verbs

    def _own(self, sentence: Sentence, token: Token, context: Context, *, outer: bool = False) -> None:
        """Apply negation, helping verbs, adverbs and adjectives of the word itself."""
        longer = next(
            (c for c in token.children if sentence.tokens[c].text.lower() in ("longer", "anymore")), None
        )
        if longer is not None and sentence.tokens[longer - 1].text.lower() == "no":
            context.mean(Modality.ENDED, "'no longer'")
        for c in token.children:
            child = sentence.tokens[c]
            word = child.text.lower()
            if (
                child.dep in ("neg", "advmod", "det", "preconj", "cc", "amod", "intj")
                and self._words.adverbs.get(word) == "negated"
            ):
                if longer is not None:
                    context.mean(Modality.ENDED, f"{word} longer")
                elif child.dep != "cc":
                    context.flip(f"{word!r}")
            elif child.dep == "aux" and word in self._words.auxiliaries:
                self._auxiliary(sentence, token, self._words.auxiliaries[word], context, word)
            elif (
                child.dep == "advmod"
                and word in self._words.adverbs
                and self._words.adverbs[word] != "negated"
            ):
                context.mean(Modality(self._words.adverbs[word]), f"{word!r}")
            elif child.dep in ("amod", "compound", "nmod") and word in self._words.modifiers and not outer:
                self._modifier(word, context)
        if token.dep == "pobj" and sentence.tokens[token.head].lemma == "without":
            context.flip("'without'")
        if self._headline_future(sentence, token):
            context.mean(Modality.PLANNED, "headline infinitive")
        if token.lemma == "use" and token.tag in ("VBD", "VBN") and outer:
            context.mean(Modality.ENDED, "'used to'")

    def _doubted(self, sentence: Sentence, verb: Token, context: Context) -> None:
        """Let what may or would follow from an event make the event itself possible only ("a strike would lead to")."""
        for c in verb.children:
            word = sentence.tokens[c].text.lower()
            if sentence.tokens[c].dep == "aux" and self._words.auxiliaries.get(word) in (
                Modality.POSSIBLE,
                Modality.CONDITIONAL,
            ):
                context.mean(Modality.POSSIBLE, f"its verb has {word!r}")

    def _modifier(self, word: str, context: Context) -> None:
        meaning = self._words.modifiers[word]
        if meaning == "negated":
            context.flip(f"{word!r}")
        else:
            context.mean(Modality(meaning), f"{word!r}")

    def _auxiliary(
        self, sentence: Sentence, token: Token, modality: Modality, context: Context, word: str
    ) -> None:
        if modality in (Modality.CONDITIONAL, Modality.PLANNED):
            tokens = sentence.tokens
            clauses = [k for c in token.children if tokens[c].dep == "advcl" for k in tokens[c].children]
            if any(
                tokens[k].lemma in self._words.conditional_marks and tokens[k].dep == "mark" for k in clauses
            ):
                modality = Modality.CONDITIONAL
            elif any(t.lemma in self._roles.speech_verbs and t.pos == "VERB" for t in tokens):
                modality = Modality.PLANNED
        context.mean(modality, f"{word!r}")

    def _headline_future(self, sentence: Sentence, token: Token) -> bool:
        """Say whether the verb stands as in "Pakistan to free pilot"."""
        to = any(sentence.tokens[c].lemma == "to" and sentence.tokens[c].dep == "aux" for c in token.children)
        if not to or token.tag != "VB":
            return False
        subject = any(sentence.tokens[c].dep == "nsubj" for c in token.children)
        governor = sentence.tokens[token.head]
        return (
            token.dep == "ROOT"
            or (subject and token.dep != "ccomp")
            or (sentence.headline and token.dep in ("acl", "relcl") and governor.pos == "PROPN")
        )

    def _adverbial(self, sentence: Sentence, node: Token, context: Context) -> bool:
        """Apply what joins an adverbial clause; return whether the governors above bear on it as speech only."""
        marks = {
            sentence.tokens[c].lemma
            for c in node.children
            if sentence.tokens[c].dep in ("mark", "advmod", "aux", "prep")
        }
        open_ = context.modality in (Modality.ASSERTED, Modality.PLANNED)  # the latter in "if X were to attack"
        if marks & self._words.conditional_marks and open_:
            context.mean(Modality.CONDITIONAL, "conditional clause")
        return True

    def _shared(self, sentence: Sentence, node: Token, governor: Token, context: Context) -> None:
        """Let a coordinated verb share the helping verb and the negation of the first ("will meet and sign")."""
        own = any(sentence.tokens[c].dep in ("aux", "nsubj", "nsubjpass") for c in node.children)
        if not own and node.tag in ("VB", "NN", "NNS") and node.tag == governor.tag:
            self._own(sentence, governor, context, outer=True)

    def _governed(self, syntax: Syntax, node: Token, governor: Token, context: Context) -> None:
        """Apply the effect of a governing word that has one."""
        sentence, preposition = syntax.sentence, ""
        if governor.pos in _LINKS and governor.dep in ("prep", "agent", "dative"):
            preposition, governor = governor.lemma, sentence.tokens[governor.head]
        table = {
            "VERB": self._words.verbs,
            "AUX": self._words.verbs,
            "NOUN": self._words.nouns,
            "ADJ": self._words.adjectives,
        }.get(governor.pos, {})
        for effect in table.get(governor.lemma, ()):
            if self._applies(sentence, effect, node, governor, preposition):
                self._apply(syntax, effect, node, governor, context)
                break

    def _applies(
        self, sentence: Sentence, effect: Effect, node: Token, governor: Token, preposition: str
    ) -> bool:
        clause = node.dep in ("xcomp", "ccomp", "pcomp", "acl")
        if effect.subject:
            return node.dep in ("nsubj", "nsubjpass") and node.pos == "NOUN"
        if node.dep == "nsubj" or (
            node.dep == "nsubjpass"
            and not (effect.ends or effect.negates or effect.modality is Modality.PLANNED)
        ):
            return False
        if governor.pos in ("VERB", "AUX"):
            if preposition and preposition not in self._words.prepositions.get(
                governor.lemma, _USUAL_PREPOSITIONS
            ):
                return False
            if governor.lemma in self._words.only_clauses and not clause and not preposition:
                return False
            if governor.lemma in self._words.only_nouns and clause:
                return False
            finite = node.dep == "ccomp" and node.tag != "VB"
            if effect.name == "demand" and finite and governor.lemma in self._words.only_infinitives:
                return False
            if effect.name == "threat" and governor.lemma == "warn":
                return finite and any(sentence.tokens[c].tag == "MD" for c in node.children)
            if governor.lemma == "call" and not preposition and node.dep in ("dobj", "oprd", "ccomp"):
                return False  # "called the raid a crime"
            if effect.passive and not any(sentence.tokens[c].dep == "auxpass" for c in governor.children):
                return False
            particle = self._words.particles.get(governor.lemma)
            if particle and not any(sentence.tokens[c].lemma == particle for c in governor.children):
                return False
            if governor.lemma == "be":
                return node.dep == "xcomp" and any(sentence.tokens[c].lemma == "to" for c in node.children)
            if governor.lemma in ("want", "expect", "prefer") and effect.name == "plan":
                return not any(sentence.tokens[c].dep == "nsubj" for c in node.children)
            if governor.lemma == "order" and effect.name == "plan":
                return not clause
            return True
        return clause or preposition in _NOUN_PREPOSITIONS or node.dep == "compound"

    def _apply(self, syntax: Syntax, effect: Effect, node: Token, governor: Token, context: Context) -> None:
        why = f"{effect.name} {governor.lemma!r}"
        if effect.negates:
            context.flip(why)
        if effect.ends:
            context.mean(Modality.ENDED, why)
        if effect.modality:
            context.mean(effect.modality, why)
        if effect.speaker and not context.speakers:
            if governor.pos in ("VERB", "AUX"):
                context.speakers = list(syntax.frame(governor.i).subjects)
            else:
                context.speakers = [o for o, _ in syntax.sentence.owners(governor.i)]
                if not context.speakers:
                    verb = syntax.sentence.clause_of(governor.i)
                    context.speakers = (
                        list(syntax.frame(verb).subjects) if governor.dep in ("dobj", "pobj") else []
                    )
            context.cue = governor.i

    def _speech(self, syntax: Syntax, node: Token, governor: Token, context: Context) -> None:
        """Take the subject of a verb of saying as the speaker of what it reports."""
        if context.speakers or governor.lemma not in self._roles.speech_verbs or governor.pos != "VERB":
            return
        if node.dep == "ccomp" or (
            node.dep == "xcomp" and governor.lemma in ("claim", "admit", "acknowledge")
        ):
            context.speakers = list(syntax.frame(governor.i).subjects)
            context.cue = governor.i

    def _aside(self, syntax: Syntax, node: Token, context: Context) -> None:
        """Take the speaker of "according to X" and of "X, he said, …"."""
        if context.speakers:
            return
        sentence = syntax.sentence
        for c in node.children:
            child = sentence.tokens[c]
            if child.text.lower() == "according":
                context.speakers = [
                    k
                    for to in child.children
                    for k in sentence.tokens[to].children
                    if sentence.tokens[k].dep == "pobj"
                ]
                context.cue = c
            elif child.dep in ("parataxis", "dep") and child.lemma in self._roles.speech_verbs:
                context.speakers = list(syntax.frame(c).subjects)
                context.cue = c
                if child.lemma == "allege":
                    context.mean(Modality.ALLEGED, "'alleged'")
