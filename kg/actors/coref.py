"""Coreference: walks through an article once and gives each anaphor what it stands for, with the reason."""

from collections.abc import Callable

from kg.actors import pronouns
from kg.actors.descriptions import NUMBERS, Descriptions
from kg.actors.discourse import Discourse, Group, distinct, groups_of, role_of
from kg.actors.pronouns import NOTHING, Resolved
from kg.gazetteer import Gazetteer
from kg.grammar import Nouns, Roles
from kg.model import Mention, Span
from kg.text import Reading, Sentence, Token

_RELATIVE = frozenset(["who", "which", "that"])


class Coreference:
    """Resolves the anaphors of readings; what can't be resolved stays without an actor."""

    def __init__(self, gazetteer: Gazetteer, nouns: Nouns, roles: Roles) -> None:
        """Keep the word lists."""
        self._nouns = nouns
        self._roles = roles
        self._descriptions = Descriptions(gazetteer, nouns)

    def resolve(self, reading: Reading, refresh: Callable[[Sentence], None]) -> None:
        """Add to each sentence's actors what its pronouns and definite descriptions stand for.

        ``refresh(sentence)`` is called once the pronouns of a sentence are known: phrases build on them ("its army").
        """
        discourse = Discourse()
        for sentence in reading.sentences:
            groups = groups_of(sentence)
            for token in sentence.tokens:
                discourse.groups += groups.get(token.i, ())
                told = token.i in sentence.actors
                if not told:
                    self._give(reading, sentence, token, self._anaphor(sentence, token, discourse))
                    several = distinct(sentence.actors.get(token.i, ()))
                    if len(several) > 1 and token.pos == "NOUN":  # "both countries", whom "them" may mean
                        discourse.groups.append(Group(sentence.index, token.i, role_of(sentence, token), several))
                if token.i in sentence.actors and (token.pos != "ADJ" or "-" in token.text):
                    discourse.note(sentence, token, told=told)
            refresh(sentence)
            discourse.close(sentence)

    def first_person(self, reading: Reading) -> None:
        """Resolve "we" and "our" within quotations to the speaker ("we", "our": to his state)."""
        for sentence in reading.sentences:
            for token in sentence.tokens:
                quote = reading.quote_at(token.start) if token.text.lower() in pronouns.FIRST else None
                if quote and quote.speakers:
                    of_state = token.text.lower() in ("we", "us", "our")
                    speakers = [m.actor for m in quote.speakers]
                    actors = (
                        tuple(self._descriptions.state_of(a) for a in speakers)
                        if of_state
                        else tuple(speakers)
                    )
                    self._give(reading, sentence, token, (actors, "the speaker"))

    def _give(self, reading: Reading, sentence: Sentence, token: Token, found: Resolved) -> None:
        actors, why = found
        if actors:
            children = [c for c in token.children if sentence.tokens[c].dep in ("det", "nummod", "predet")]
            span = Span.of(reading.article.text, sentence.tokens[min([token.i, *children])].start, token.end)
            sentence.actors[token.i] = tuple(
                Mention(a, span, f"{span.text} = {a.name}: {why}") for a in actors
            )

    def _anaphor(self, sentence: Sentence, token: Token, discourse: Discourse) -> Resolved:
        word = token.text.lower()
        definite = any(sentence.tokens[c].lemma == "the" for c in token.children)
        if word == "whose" or (word in _RELATIVE and token.dep in ("nsubj", "nsubjpass")):
            return pronouns.antecedent(sentence, token)
        if word in ("latter", "former") and definite:
            pair = discourse.pair_before(sentence)
            return ((pair[word == "latter"],), pair[word == "latter"].name) if pair else NOTHING
        if word in pronouns.PERSONAL or (
            word in pronouns.SINGULAR and not pronouns.is_expletive(sentence, token)
        ):
            return pronouns.singular(sentence, token, discourse, self._roles)
        if word in pronouns.PLURAL and token.pos in ("PRON", "DET") and token.dep not in ("det", "predet", "preconj"):
            return pronouns.plural(sentence, token, discourse)
        if token.pos == "NUM" and word in NUMBERS and definite:
            return self._descriptions.members(sentence, token, discourse, "Any", NUMBERS[word])
        capital = token.pos == "PROPN" and word in self._nouns.named_anaphors | self._nouns.bodies
        if token.pos == "NOUN" or capital:
            return self._descriptions.resolve(sentence, token, discourse)
        return NOTHING
