"""Heads of parts: who leads a party of a state, or is its far-right leader, is not the head of the state."""

from kg.grammar import Roles
from kg.text import Sentence


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
