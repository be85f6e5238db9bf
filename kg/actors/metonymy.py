"""Metonymy: whether "Ankara" is the government of Turkey or the city, decided by its role in the sentence."""

from kg.grammar import Roles
from kg.text import Sentence, Token


def settle(sentence: Sentence, roles: Roles) -> None:
    """Give each capital and seat that stands as a place its place; the others keep their government."""
    for i, place in list(sentence.places.items()):
        if is_place(sentence, i, roles):
            sentence.actors[i] = (place,)


def is_place(sentence: Sentence, i: int, roles: Roles) -> bool:
    """Say whether the name headed by token ``i`` stands as a place here."""
    tokens = sentence.tokens
    if _apposed_as_place(sentence, i) or [t.text for t in tokens[i + 1 : i + 3]] == ["-", "based"]:
        return True
    token = tokens[i]
    while token.dep == "conj" and token.head != token.i:
        token = tokens[token.head]
    governor = tokens[token.head]
    if token.dep == "pobj":
        return _behind_preposition(sentence, governor, roles)
    if token.dep == "dobj":
        return governor.lemma in roles.place_objects
    if token.dep == "appos":
        return governor.entity in ("GPE", "LOC", "FAC")
    if token.dep in ("compound", "nmod", "poss"):
        return _noun(governor) in roles.things
    return False


def _apposed_as_place(sentence: Sentence, i: int) -> bool:
    """Say whether what follows tells that it is a city: "Sana'a, the capital", "Tbilisi, Georgia"."""
    for c in sentence.tokens[i].children:
        child = sentence.tokens[c]
        if (
            child.dep in ("appos", "npadvmod")
            and c > i
            and (child.entity in ("GPE", "LOC") or _noun(child) in ("capital", "city", "port"))
        ):
            return True
    return False


def _behind_preposition(sentence: Sentence, preposition: Token, roles: Roles) -> bool:
    governor = sentence.tokens[preposition.head]
    if preposition.lemma == "at" and _noun(governor) in roles.aimed:
        return False
    if preposition.lemma in roles.locative:
        return True
    if preposition.lemma == "of":
        return _noun(governor) in roles.things
    if preposition.lemma in ("on", "over", "against") and _noun(governor) in roles.attacked:
        return True
    return preposition.lemma in roles.motion_prepositions and _noun(governor) in roles.motion


def _noun(token: Token) -> str:
    """Return the lemma of a noun, of a proper noun too ("Beijing Olympics")."""
    return token.text.lower() if token.pos == "PROPN" else token.lemma
