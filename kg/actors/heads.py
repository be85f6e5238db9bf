"""Whose head somebody is, and when: a party leader is not the head of the state, nor is its former president now."""

from kg.grammar import Roles
from kg.text import Sentence

_NOT_NOW = frozenset("former ex late next future incoming previous past onetime then first would-be".split())
_ANY = frozenset("a an another any every each no some".split())


def is_not_now(sentence: Sentence, i: int) -> bool:
    """Say whether noun ``i`` is somebody of another time ("the former US president", "the next one")."""
    before = [sentence.tokens[c] for c in sentence.tokens[i].children if c < i]
    prefixed = i > 1 and sentence.tokens[i - 1].text == "-" and sentence.tokens[i - 2].lemma == "ex"
    return prefixed or any(t.lemma in _NOT_NOW for t in before)


def is_any(sentence: Sentence, i: int) -> bool:
    """Say whether noun ``i`` may be any of its kind ("a US president")."""
    return any(sentence.tokens[c].lemma in _ANY for c in sentence.tokens[i].children if c < i)


def is_of_a_part(sentence: Sentence, i: int, roles: Roles, known: frozenset[str] = frozenset()) -> bool:
    """Say whether the word before role noun ``i`` tells of whom it is, who are not all ("party leader").

    ``known`` are the words of titles ("army chief", "supreme leader"), which tell nothing of the kind. Where the word
    before stands for an actor, that actor is led.
    """
    if not i or i - 1 in sentence.actors or i - 1 in sentence.names:
        return False
    token, before = sentence.tokens[i], sentence.tokens[i - 1]
    words = {before.text.lower(), before.lemma}
    if words & known or before.dep not in ("compound", "nmod", "amod") or before.head not in (i, token.head):
        return False
    vague = token.lemma in roles.vague_heads
    if before.pos == "NOUN":
        return vague or (before.dep != "amod" and before.head == i and token.lemma != "minister")
    return vague and (before.pos == "PROPN" or bool(words & roles.partial))
