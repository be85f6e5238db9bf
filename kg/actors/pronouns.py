"""Pronouns: "he", "it", "their", "whose" and the like, resolved to what was named, or to nothing.

The order of candidates follows Hobbs (1978) and the salience factors of Lappin and Leass (1994): the same sentence
before the one before it, subjects before objects before others.
"""

from kg.actors.discourse import COLLECTIVE, MANY, OTHER, SUBJECT, Discourse, distinct, subject_of
from kg.grammar import Roles
from kg.model import Actor, ActorType
from kg.model.actor import OF_A_STATE
from kg.text import Sentence, Token

SINGULAR = frozenset(["it", "its", "itself"])
PERSONAL = frozenset(["he", "him", "his", "she", "her", "himself", "herself"])
PLURAL = frozenset(["they", "them", "their", "themselves", "both", "each"])
FIRST = frozenset(["i", "we", "us", "our", "my", "me"])
_ALL_OF = frozenset(["both", "each"])
_REACH = 2
"""How many sentences back a pronoun may look."""
_FAR = 5
"""The rank of a candidate of the same sentence that is no subject above the pronoun."""

Resolved = tuple[tuple[Actor, ...], str]
NOTHING: Resolved = ((), "")


def antecedent(sentence: Sentence, token: Token) -> Resolved:
    """Return whom the noun before a relative pronoun stands for."""
    for k in sentence.path_up(token.i):
        if sentence.tokens[k].dep == "relcl":
            return distinct(sentence.actors.get(sentence.tokens[k].head, ())), "relative"
    return NOTHING


def is_expletive(sentence: Sentence, token: Token) -> bool:
    """Say whether "it" is empty ("it is clear that", "it was announced")."""
    head = sentence.tokens[token.head]
    if token.dep == "expl":
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    clausal = any(sentence.tokens[c].dep in ("ccomp", "xcomp", "csubj") for c in head.children)
    attribute = any(sentence.tokens[c].dep in ("acomp", "attr") for c in head.children)
    bare_passive = token.dep == "nsubjpass" and head.lemma not in ("accuse", "force", "urge", "ask")
    return (head.lemma == "be" and attribute and clausal) or bare_passive


def singular(sentence: Sentence, token: Token, discourse: Discourse, roles: Roles) -> Resolved:
    """Resolve "he" to a person and "it" to a state, a body, a group or an organization."""
    types = frozenset([ActorType.PERSON]) if token.text.lower() in PERSONAL else COLLECTIVE
    if (judged := _judged(sentence, token, types, roles)) is not None:
        return judged, "whom the verb judges"
    if _is_what_was_done(sentence, token):
        return NOTHING
    if owner := _owner_before(sentence, token, types):
        return owner, "the owner of what is named beside it"
    barred = _barred(sentence, token, roles)
    options = []
    near = types is COLLECTIVE and token.dep == "dobj"  # "took it", "welcomed it": more often what was done
    for distance, seen in discourse.recent(sentence, _REACH - near):
        actor = seen.actors[0]
        if len(seen.actors) != 1 or actor.type not in types or seen.one_of or _is_barred(actor, barred):
            continue
        if (
            distance
            and seen.role != SUBJECT
            and (seen.locative or _other_subject(sentence, distance, discourse))
        ):
            continue
        if distance == 0 and _disjoint(sentence, token, seen.token, seen.role):
            continue
        rank = seen.role if distance else _rank_here(sentence, token, seen.token, seen.role)
        options.append((distance, rank, -seen.token if distance == 0 else seen.token, seen.actors))
    if not any(distance == 0 for distance, *_ in options):
        ahead = _subject_ahead(sentence, token, types)
        if ahead:
            return ahead, "the subject that follows"
    if not options:
        return NOTHING
    distance, rank, _, actors = min(options, key=lambda o: o[:3])
    where = "here" if distance == 0 else f"{distance} before"
    return actors, f"{'subject' if rank == SUBJECT else 'named'} {where}"


def _judged(
    sentence: Sentence, token: Token, types: frozenset[ActorType], roles: Roles
) -> tuple[Actor, ...] | None:
    """Return the object of "thanked Erdogan for his help" for the possessive, None for all else."""
    if token.dep != "poss":
        return None
    for k in sentence.path_up(token.i):
        verb = sentence.tokens[sentence.tokens[k].head]
        if sentence.tokens[k].lemma in ("for", "of", "over") and verb.lemma in roles.judging_verbs:
            objects = [c for c in verb.children if sentence.tokens[c].dep == "dobj" and c < token.i]
            actors = distinct(m for c in objects for m in sentence.actors.get(c, ()))
            return actors if len(actors) == 1 and actors[0].type in types else None
    return None


def _is_what_was_done(sentence: Sentence, token: Token) -> bool:
    """Say whether "it" is the thing that a verb before is about ("X welcomed the pact, but Y criticised it")."""
    verb = sentence.tokens[token.head]
    if token.text.lower() != "it" or token.dep != "dobj" or verb.dep != "conj":
        return False
    things = [c for c in sentence.tokens[verb.head].children if sentence.tokens[c].dep == "dobj" and c < token.i]
    return any(sentence.tokens[c].pos == "NOUN" and c not in sentence.actors for c in things)


def _owner_before(sentence: Sentence, token: Token, types: frozenset[ActorType]) -> tuple[Actor, ...]:
    """Return who owns the noun that the pronoun's is listed with ("X's invasion of Y, including its seizure of …")."""
    noun = sentence.tokens[token.head]
    if token.dep != "poss" or noun.head >= noun.i:
        return ()
    above = sentence.tokens[noun.head]
    if noun.dep == "pobj" and above.lemma in ("including", "include"):
        above = sentence.tokens[above.head]
        objects = [c for c in above.children if sentence.tokens[c].dep == "dobj" and c < token.i]
        above = sentence.tokens[objects[-1]] if above.pos == "VERB" and objects else above
    elif noun.dep != "conj":
        return ()
    own = [c for c in above.children if sentence.tokens[c].dep == "poss" and c < above.i]
    actors = distinct(m for c in own for m in sentence.actors.get(c, ()))
    return actors if above.pos == "NOUN" and len(actors) == 1 and actors[0].type in types else ()


def _barred(sentence: Sentence, token: Token, roles: Roles) -> frozenset[Actor]:
    """Return whom the pronoun cannot mean: the subject of its own verb, and who demands what it is to do."""
    if token.dep == "poss":
        return _bearer(sentence, sentence.tokens[token.head])
    if token.text.lower().endswith("self"):
        return frozenset()
    clause = sentence.clause_of(token.i)
    subjects = [] if token.dep in ("nsubj", "nsubjpass") else [subject_of(sentence, clause)]
    governor = sentence.tokens[sentence.tokens[clause].head]
    if (
        token.dep == "nsubj"
        and sentence.tokens[clause].dep == "ccomp"
        and governor.lemma in roles.demanding_verbs
    ):
        subjects.append(subject_of(sentence, governor.i))
    return frozenset(m.actor for s in subjects if s is not None for m in sentence.actors.get(s, ()))


def _bearer(sentence: Sentence, noun: Token) -> frozenset[Actor]:
    """Return who is called what is owned: nobody is his own envoy ("Witkoff, his envoy", "his ally Correa")."""
    bearers = [c for c in noun.children if sentence.tokens[c].dep == "appos"]
    if noun.dep in ("appos", "compound", "nmod") and noun.pos == "NOUN":
        bearers.append(noun.head)
    return frozenset(m.actor for i in bearers for m in sentence.actors.get(i, ()))


def _disjoint(sentence: Sentence, token: Token, candidate: int, role: int) -> bool:
    """Say whether a subject pronoun cannot mean a name: beside its verb ("unlike Duque, he") or below it."""
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    clause = sentence.clause_of(token.i)
    beside = role == OTHER and sentence.clause_of(candidate) == clause
    below = any(
        sentence.tokens[k].dep == "ccomp" and sentence.tokens[k].head == clause
        for k in sentence.path_up(candidate)
    )
    return beside or below


def _is_barred(actor: Actor, barred: frozenset[Actor]) -> bool:
    """Say whether the actor, or another body of its state, is barred."""
    country = actor.country if actor.type in OF_A_STATE else None
    return actor in barred or any(b.type in OF_A_STATE and b.country == country for b in barred if country)


def _other_subject(sentence: Sentence, distance: int, discourse: Discourse) -> bool:
    """Say whether the sentence at that distance has a subject that is no actor, so that only it may be meant."""
    return sentence.index - distance in discourse.blocked


def _rank_here(sentence: Sentence, token: Token, candidate: int, role: int) -> int:
    """Rank a candidate of the same sentence: the subject of the pronoun's clause or of a clause above it first."""
    if role != SUBJECT:
        return _FAR
    target, clause = sentence.clause_of(candidate), sentence.clause_of(token.i)
    for steps in range(_FAR):
        if clause == target:
            return steps if token.dep == "poss" or steps else _FAR
        above = sentence.clause_of(sentence.tokens[clause].head)
        if above == clause:
            return _FAR
        clause = above
    return _FAR


def _subject_ahead(sentence: Sentence, token: Token, types: frozenset[ActorType]) -> tuple[Actor, ...]:
    """Return the subject of the main clause for a pronoun in a clause before it ("After it quit, Russia…")."""
    if token.dep not in ("nsubj", "nsubjpass", "poss"):
        return ()
    verb = sentence.clause_of(token.i)
    while sentence.tokens[verb].dep in ("advcl", "relcl", "ccomp", "pcomp", "acl", "conj"):
        dep = sentence.tokens[verb].dep
        verb = sentence.clause_of(sentence.tokens[verb].head)
        for c in sentence.tokens[verb].children if dep in ("advcl", "pcomp") else ():
            if sentence.tokens[c].dep in ("nsubj", "nsubjpass") and c > token.i:
                actors = distinct(sentence.actors.get(c, ()))
                if len(actors) == 1 and actors[0].type in types:
                    return actors
    return ()


def plural(sentence: Sentence, token: Token, discourse: Discourse) -> Resolved:
    """Resolve "they": the last group named in one breath, or the last crowd or force, the nearer subject first."""
    options: list[tuple[int, int, int, tuple[Actor, ...]]] = []
    for group in discourse.groups:
        distance = sentence.index - group.sentence
        if distance == 0 and _disjoint(sentence, token, group.last, group.role):
            continue
        if distance <= _REACH and (distance or group.last < token.i):
            options.append((distance, group.role, -group.last, group.actors))
    for distance, seen in discourse.recent(sentence, _REACH):
        if len(seen.actors) == 1 and seen.actors[0].type in MANY and token.text.lower() not in _ALL_OF:
            if distance == 0 and _disjoint(sentence, token, seen.token, seen.role):
                continue
            if distance and seen.role == OTHER and _other_subject(sentence, distance, discourse):
                continue
            options.append((distance, seen.role, -seen.token, seen.actors))
    if not options:
        return NOTHING
    actors = min(options, key=lambda o: o[:3])[3]
    return actors, " and ".join(a.name for a in actors)
