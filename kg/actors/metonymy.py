"""Metonymy: whether "Ankara" is the government of Turkey or the city, decided by its role in the sentence."""

from kg.grammar import Roles
from kg.text import Sentence


def settle(sentence: Sentence, roles: Roles) -> None:
    """Give each capital and seat that stands as a place its place; the others keep their government."""
    for i, place in list(sentence.places.items()):
        if is_place(sentence, i, roles):
            sentence.actors[i] = (place,)


def is_place(sentence: Sentence, i: int, roles: Roles) -> bool:
    """Say whether the name headed by token ``i`` stands as a place here."""
    tokens = sentence.tokens
    token = tokens[i]
    while token.dep == "conj" and token.head != token.i:
        token = tokens[token.head]
    governor = tokens[token.head]
    if token.dep == "pobj":
        if governor.lemma in roles.locative:
            return True
        if governor.lemma in roles.motion_prepositions:
            return tokens[governor.head].lemma in roles.motion
        return False
    if token.dep == "dobj":
        return governor.lemma in roles.place_objects
    if token.dep == "appos":
        return governor.entity in ("GPE", "LOC", "FAC")
    if token.dep == "compound" and governor.entity in ("FAC",):
        return True
    return token.dep == "npadvmod" and any(tokens[c].dep == "appos" for c in token.children)
