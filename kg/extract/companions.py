"""Who does what somebody else does: "as did France", "along with Spain", "each other"."""

from kg.text import Sentence

_JOINED = frozenset(["along", "together", "alongside", "like"])
_ELSE = ("dobj", "xcomp", "ccomp", "acomp", "attr", "prep")


def companions(sentence: Sentence, verb: int, subjects: list[int]) -> list[int]:
    """Return who else does what token ``verb`` says of its ``subjects``, as tokens that stand for actors.

    They are told by an ellipsis ("…, as did France", "… and so has Italy") or stand beside the subject ("along with
    Spain", "like Spain").
    """
    found = [*_elliptic(sentence, verb)]
    for at in (verb, *subjects):
        for c in sentence.tokens[at].children:
            token = sentence.tokens[c]
            adverbs = {sentence.tokens[k].lemma for k in token.children if sentence.tokens[k].dep == "advmod"}
            if c < verb and token.dep == "prep" and ({token.lemma} | adverbs) & _JOINED:
                inner = [c, *(k for k in token.children if sentence.tokens[k].dep == "prep")]
                found += [k for p in inner for k in sentence.tokens[p].children if sentence.tokens[k].dep == "pobj"]
    return [k for k in found if k in sentence.actors and k not in subjects]


def is_reciprocal(sentence: Sentence, i: int) -> bool:
    """Say whether token ``i`` ends "each other" or "one another"."""
    before = sentence.tokens[i - 1].lemma if i else ""
    return (before, sentence.tokens[i].lemma) in (("each", "other"), ("one", "another"))


def _elliptic(sentence: Sentence, verb: int) -> list[int]:
    """Return the subjects of helping verbs that stand for the whole of ``verb``."""
    tokens, found = sentence.tokens, []
    for c in tokens[verb].children:
        child = tokens[c]
        same = {tokens[k].lemma for k in child.children if tokens[k].dep in ("mark", "advmod")} & {"as", "so"}
        bare = not any(tokens[k].dep in _ELSE for k in child.children)
        if child.lemma in ("do", "have", "be") and child.dep in ("advcl", "conj") and same and bare:
            found += [k for k in child.children if tokens[k].dep == "nsubj" and k > c]
    return found
