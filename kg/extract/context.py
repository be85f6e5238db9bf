"""How a statement is meant and who makes it: polarity, modality and attribution, read off its governors.

Starting at the word that carries the relation, the chain of governing words is walked up to the root. Each may negate,
plan, demand, allege … what it governs, and name its speaker: the factuality profile of Saurí and Pustejovsky (2012),
cut down to what claims need.
"""

from dataclasses import dataclass, field

from kg.extract.matching import verb_lemmas
from kg.extract.syntax import Syntax
from kg.grammar import ContextWords, Effect, Roles
from kg.model import Modality, Polarity
from kg.text import Sentence, Token

# The ties by which a governor bears on what it governs. Past any other, such as a relative or an adverbial clause, the
# words further up only tell who speaks.
_CARRIED = frozenset(
    "xcomp ccomp pcomp pobj dobj nsubjpass acl attr acomp oprd csubj prep dative nsubj conj appos compound amod "
    "nmod".split()
)
_CLAUSES = ("xcomp", "ccomp", "pcomp", "acl")
_NEGATING = ("neg", "advmod", "det", "preconj", "cc", "amod", "intj")
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
                and modality in (Modality.DEMANDED, Modality.CONDITIONAL)
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
        word = sentence.tokens[head]
        self._own(sentence, word, context)
        if word.dep in ("ROOT", "xcomp") and _is_asked(sentence):
            context.mean(Modality.POSSIBLE, "a question")
        if presupposed:
            return context
        node, bound = word, True  # what is no longer bound only has a speaker further up
        for _ in sentence.tokens:
            self._aside(syntax, node, context)
            if node.head == node.i or node.dep == "ROOT":
                break
            governor = sentence.tokens[node.head]
            if bound and any(sentence.tokens[c].lemma == "whether" for c in node.children):
                context.mean(Modality.POSSIBLE, "'whether'")
                bound = False  # "it is not clear whether": the negation is of the knowing
            bound = bound and self._binds(governor, node)
            if node.dep == "advcl":
                self._conditional(sentence, node, context)
                self._purpose(sentence, node, governor, context)
            if node.dep == "nsubj" and node.pos == "NOUN" and node.i == head:
                self._doubted(sentence, governor, context)
            self._climb(syntax, node, governor, context, bound=bound)
            bound = bound and not _shields(sentence, governor, node)
            node = governor
        context.void = _is_subject_matter(sentence, word) and (
            context.polarity is Polarity.NEGATED and context.modality is Modality.PLANNED
        )
        return context

    def _binds(self, governor: Token, node: Token) -> bool:
        """Say whether the governor bears on the node: it does not on a clause that only describes it."""
        describes = node.dep == "acl" and node.tag in ("VBN", "VBG")
        return node.dep in _CARRIED and not (describes and governor.lemma not in self._words.nouns)

    def _climb(self, syntax: Syntax, node: Token, governor: Token, context: Context, *, bound: bool) -> None:
        """Apply what one governor says of the node; of what is not ``bound`` it only names the speaker."""
        if node.dep == "conj":
            self._shared(syntax.sentence, node, governor, context)
        elif bound and node.pos not in _LINKS:
            self._governed(syntax, node, governor, context)
        self._speech(syntax, node, governor, context)
        if bound and node.dep != "conj" and self._carries_on(node, governor):
            self._own(syntax.sentence, governor, context, outer=True)

    def _carries_on(self, node: Token, governor: Token) -> bool:
        """Say whether what qualifies the governor qualifies the node as well ("will hold talks", "no plan to")."""
        if governor.pos == "NOUN":
            return governor.lemma in self._words.nouns
        if governor.pos not in ("VERB", "AUX"):
            return False
        if node.dep in ("dobj", "attr", "acomp", "oprd", "xcomp", "pcomp", "nsubjpass"):
            return True
        return node.dep in ("pobj", "prep", "acl", "ccomp") and governor.lemma not in self._roles.speech_verbs

    def _own(self, sentence: Sentence, token: Token, context: Context, *, outer: bool = False) -> None:
        """Apply negation, helping verbs, adverbs and adjectives of the word itself."""
        tokens = sentence.tokens
        longer = next((c for c in token.children if tokens[c].text.lower() in ("longer", "anymore")), None)
        if longer is not None and tokens[longer - 1].text.lower() == "no":
            context.mean(Modality.ENDED, "'no longer'")
        for c in token.children:
            if self._words.adverbs.get(tokens[c].text.lower()) == "negated" and tokens[c].dep in _NEGATING:
                _negate(tokens[c], context, longer=longer is not None)
            else:
                self._qualify(sentence, token, tokens[c], context, outer=outer)
        subjects = [c for c in token.children if tokens[c].dep in ("nsubj", "nsubjpass")]
        if any(tokens[k].text.lower() == "neither" for c in subjects for k in tokens[c].children):
            context.flip("'neither'")
        if token.dep == "pobj" and tokens[token.head].lemma == "without":
            context.flip("'without'")
        if self._headline_future(sentence, token):
            context.mean(Modality.PLANNED, "headline infinitive")
        if token.lemma == "use" and token.tag in ("VBD", "VBN") and outer:
            context.mean(Modality.ENDED, "'used to'")

    def _qualify(
        self, sentence: Sentence, token: Token, child: Token, context: Context, *, outer: bool
    ) -> None:
        """Apply a helping verb, an adverb or an adjective of the word; adjectives only where it is not ``outer``."""
        word = child.text.lower()
        if child.dep == "aux" and word in self._words.auxiliaries:
            self._auxiliary(sentence, token, self._words.auxiliaries[word], context, word)
        elif child.dep == "advmod" and word in self._words.adverbs:
            context.mean(Modality(self._words.adverbs[word]), f"{word!r}")
        elif child.dep in ("amod", "compound", "nmod") and word in self._words.modifiers and not outer:
            self._modifier(word, context)

    def _doubted(self, sentence: Sentence, verb: Token, context: Context) -> None:
        """Let what may or would follow from an event make the event itself possible only ("a strike would lead to")."""
        for c in verb.children:
            word = sentence.tokens[c].text.lower()
            if sentence.tokens[c].dep == "aux" and self._words.auxiliaries.get(word) in (
                Modality.POSSIBLE,
                Modality.CONDITIONAL,
            ):
                context.mean(Modality.POSSIBLE, f"its verb has {word!r}")
            elif verb.lemma in self._words.happening and self._words.adverbs.get(word) == "negated":
                context.flip(f"{word!r} of {verb.lemma!r}")

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

    def _conditional(self, sentence: Sentence, node: Token, context: Context) -> None:
        """Apply what joins an adverbial clause."""
        marks = {
            sentence.tokens[c].lemma
            for c in node.children
            if sentence.tokens[c].dep in ("mark", "advmod", "aux", "prep")
        }
        subject = next((c for c in node.children if sentence.tokens[c].dep in ("nsubj", "nsubjpass")), -1)
        if any(c < subject and sentence.tokens[c].text.lower() in ("had", "were") for c in node.children):
            marks |= self._words.conditional_marks  # "had Iran attacked Iraq, …"
        open_ = context.modality in (Modality.ASSERTED, Modality.PLANNED)  # the latter in "if X were to attack"
        if marks & self._words.conditional_marks and open_:
            context.mean(Modality.CONDITIONAL, "conditional clause")

    def _purpose(self, sentence: Sentence, node: Token, governor: Token, context: Context) -> None:
        """Let what is to be done for something else be planned as that is ("will fly to Kyiv to meet him")."""
        if node.tag == "VB" and any(sentence.tokens[c].lemma == "to" for c in node.children):
            for c in governor.children:
                word = sentence.tokens[c].text.lower()
                if sentence.tokens[c].dep == "aux" and word in self._words.auxiliaries:
                    self._auxiliary(sentence, governor, self._words.auxiliaries[word], context, word)

    def _shared(self, sentence: Sentence, node: Token, governor: Token, context: Context) -> None:
        """Let a coordinated verb share the helping verb and the negation of the first ("will meet and sign")."""
        if any(sentence.tokens[c].text.lower() == "nor" and c < node.i for c in governor.children):
            context.flip("'nor'")
            return
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
        lemmas = verb_lemmas(governor.lemma, governor.text)
        governor.lemma = next((lemma for lemma in lemmas if lemma in table), governor.lemma)  # "hoped" is no "hop"
        for effect in table.get(governor.lemma, ()):
            if self._applies(sentence, effect, node, governor, preposition):
                self._apply(syntax, effect, governor, context)
                break

    def _applies(
        self, sentence: Sentence, effect: Effect, node: Token, governor: Token, preposition: str
    ) -> bool:
        """Say whether a governor has the effect on the node, which it may govern by a preposition."""
        if effect.subject:
            return node.dep in ("nsubj", "nsubjpass") and node.pos == "NOUN"
        if effect.clause and node.dep not in _CLAUSES:
            return False
        undone = effect.ends or effect.negates or effect.modality is Modality.PLANNED
        if node.dep == "nsubj" or (node.dep == "nsubjpass" and not undone):
            return False
        if governor.pos in ("VERB", "AUX"):
            return self._takes(governor, node, preposition) and self._means(
                sentence, governor, effect, node, preposition
            )
        return node.dep in _CLAUSES or preposition in _NOUN_PREPOSITIONS or node.dep == "compound"

    def _takes(self, verb: Token, node: Token, preposition: str) -> bool:
        """Say whether a verb that has effects has them on nouns or clauses like the node, behind this preposition."""
        if preposition:
            return preposition in self._words.prepositions.get(verb.lemma, _USUAL_PREPOSITIONS) and not (
                verb.lemma in self._words.only_nouns and node.dep in _CLAUSES
            )
        if verb.lemma in self._words.only_sayings:
            return node.lemma in self._words.sayings
        if node.dep in _CLAUSES:
            return verb.lemma not in self._words.only_nouns
        return verb.lemma not in self._words.only_clauses

    def _means(
        self, sentence: Sentence, verb: Token, effect: Effect, node: Token, preposition: str
    ) -> bool:
        """Say whether a verb has its meaning of this effect here: "tell X to go", not "tell that X goes"."""
        tokens = sentence.tokens
        finite = node.dep == "ccomp" and (node.tag != "VB" or any(tokens[c].tag == "MD" for c in node.children))
        if effect.name == "demand" and finite and verb.lemma in self._words.only_infinitives:
            return False
        if effect.name == "threat" and verb.lemma == "warn":
            return finite and any(tokens[c].tag == "MD" for c in node.children)
        if verb.lemma == "call" and not preposition and node.dep in ("dobj", "oprd", "ccomp"):
            return False  # "called the raid a crime"
        if verb.lemma == "keep" and not preposition:
            return False  # "keep arming" prevents nothing
        if effect.passive and not any(tokens[c].dep == "auxpass" for c in verb.children):
            return False
        particle = self._words.particles.get(verb.lemma)
        if particle and not any(tokens[c].lemma == particle for c in verb.children):
            return False
        if verb.lemma == "be":
            return node.dep == "xcomp" and any(tokens[c].lemma == "to" for c in node.children)
        if effect.name == "plan" and verb.lemma in ("want", "expect", "prefer"):
            return not any(tokens[c].dep == "nsubj" for c in node.children)
        if effect.name == "plan" and verb.lemma == "order":
            return node.dep not in _CLAUSES
        return True

    def _apply(self, syntax: Syntax, effect: Effect, governor: Token, context: Context) -> None:
        why = f"{effect.name} {governor.lemma!r}"
        if effect.negates:
            context.flip(why)
        if effect.ends:
            context.mean(Modality.ENDED, why)
        if effect.modality:
            context.mean(effect.modality, why)
        if effect.speaker and not context.speakers:
            context.speakers = _who_says(syntax, governor)
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


def _negate(word: Token, context: Context, *, longer: bool) -> None:
    """Apply a word of negation; with ``longer`` beside it ("not any longer", "not anymore") it ends what held."""
    if longer:
        context.mean(Modality.ENDED, f"{word.text.lower()} longer")
    elif word.dep != "cc":
        context.flip(f"{word.text.lower()!r}")


def _is_asked(sentence: Sentence) -> bool:
    """Say whether the sentence asks whether something is so: "Did Iran attack Iraq?", not "Why did it?"."""
    first = next((t for t in sentence.tokens if t.pos != "PUNCT"), None)
    return first is not None and first.dep == "aux" and sentence.tokens[-1].text == "?"


def _shields(sentence: Sentence, governor: Token, node: Token) -> bool:
    """Say whether what stands above the governor does not bear on the node: its subject, or what hangs on a name."""
    if governor.i in sentence.names and governor.pos in ("NOUN", "PROPN"):
        return True
    return node.dep == "nsubj" and governor.pos in ("VERB", "AUX")


def _is_subject_matter(sentence: Sentence, word: Token) -> bool:
    """Say whether the word only names what something is about ("talks on a truce")."""
    return word.pos == "NOUN" and sentence.tokens[word.head].lemma in ("on", "about", "over")


def _who_says(syntax: Syntax, governor: Token) -> list[int]:
    """Return the speakers of a governor: the subjects of a verb; the owners of a noun, or who acts on it."""
    if governor.pos in ("VERB", "AUX"):
        return list(syntax.frame(governor.i).subjects)
    owners = [o for o, _ in syntax.sentence.owners(governor.i)]
    if owners or governor.dep not in ("dobj", "pobj"):
        return owners
    return list(syntax.frame(syntax.sentence.clause_of(governor.i)).subjects)
