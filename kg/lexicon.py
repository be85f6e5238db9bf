"""The lexicon: the cues of each relation type, read from ``ontology/lexicon/*.yaml``.

A cue is a little sentence in lemmas with slots, such as ``S impose sanction|tariff on O``; docs/lexicon.md tells the
notation. Cues are data: this module turns them into typed values and knows nothing of the parse.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from kg.config import ontology_dir
from kg.datafiles import files, read_yaml
from kg.errors import OntologyError
from kg.model import ActorType, Modality, Polarity

PREPOSITIONS = frozenset(
    "about above across after against ahead along alongside amid among around as at before behind below beneath "
    "beside besides between beyond by despite during for from in inside into near of off on onto out outside over "
    "past per since through throughout to toward towards under underneath until upon via with within without than up "
    "down".split()
)
PARTICLES = frozenset(
    "out up off down away back together aside forth apart over in on through around along ahead by".split()
)
_NEVER_PREPOSITIONS = frozenset("up down away back together aside forth apart".split())
_SLOT = re.compile(r"(SO|[SOCIPT])(?::([a-z|]+))?('s)?")
DEFAULT_WEIGHT = 0.8
RESTRICTIONS: Mapping[str, frozenset[ActorType]] = {
    "item": frozenset([ActorType.ITEM]),
    "place": frozenset([ActorType.PLACE, ActorType.STATE]),
    "person": frozenset([ActorType.PERSON, ActorType.PEOPLE]),
    "actor": frozenset(ActorType) - {ActorType.PLACE, ActorType.ITEM},
    "state": frozenset([ActorType.STATE, ActorType.GOVERNMENT]),
    "armed": frozenset([ActorType.MILITARY, ActorType.ARMED_GROUP]),
    "organization": frozenset([ActorType.ORGANIZATION, ActorType.ALLIANCE]),
    "group": frozenset([ActorType.ARMED_GROUP, ActorType.PARTY, ActorType.ORGANIZATION]),
    "company": frozenset([ActorType.COMPANY, ActorType.ORGANIZATION]),
    "people": frozenset([ActorType.PEOPLE]),
    "site": frozenset([ActorType.PLACE]),
}
"""What a slot can be held to ("O:item"): the types of actors that each word lets in."""
_KEYS = frozenset(("cue", "example", "counter", "weight", "polarity", "modality"))


class CueKind(StrEnum):
    """What kind of word carries a cue; the sections of a lexicon file."""

    VERB = "verbs"
    NOUN = "nouns"
    ROLE = "roles"
    ADJECTIVE = "adjectives"
    COMPOUND = "compounds"
    SURFACE = "surface"
    CLAUSE = "clauses"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a participant: ``role`` S, O, C, I, P, T or SO (both ends); ``only`` restricts what may fill it."""

    role: str
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One complement of a cue: a slot or a fixed noun, bare or behind a preposition.

    ``modifiers`` are the words right before the fixed noun; ``owner`` is the slot of its possessor ("O's airspace").
    """

    prepositions: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    modifiers: tuple[frozenset[str], ...] = ()
    slot: Slot | None = None
    owner: Slot | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of a relation type, ready to be matched.

    ``sides`` says that the objects are the parties of something ("between O and C"): each the counterparty of the next.
    """

    text: str
    predicate: str
    kind: CueKind
    heads: frozenset[str]
    modifiers: tuple[frozenset[str], ...]
    particles: frozenset[str]
    subject: Slot | None
    parts: tuple[Part, ...]
    weight: float
    polarity: Polarity
    modality: Modality
    sides: bool
    example: str
    counter: str

    @property
    def size(self) -> int:
        """The number of fixed words and required slots: the more, the more specific."""
        fixed = sum(
            bool(p.words) * 2 + len(p.modifiers) + bool(p.prepositions) for p in self.parts if not p.optional
        )
        narrowed = sum(bool(p.slot and p.slot.only) for p in self.parts)
        return 2 * len(self.modifiers) + 2 * bool(self.particles) + fixed + narrowed


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues, by kind and by the lemma of their head."""

    cues: tuple[Cue, ...]
    by_head: Mapping[CueKind, Mapping[str, tuple[Cue, ...]]]

    def get(self, kind: CueKind, lemma: str) -> tuple[Cue, ...]:
        """Return the cues of one kind whose head is ``lemma``."""
        return self.by_head[kind].get(lemma, ())

    def heads(self, kind: CueKind) -> frozenset[str]:
        """Return the lemmas that carry cues of one kind."""
        return frozenset(self.by_head[kind])


def load(root: Path | None = None) -> Lexicon:
    """Read every file of ``ontology/lexicon``. Raises OntologyError naming the file and the cue that is wrong."""
    folder = (root or ontology_dir()) / "lexicon"
    cues = tuple(cue for path in files(folder, ".yaml") for cue in _read(path))
    index: dict[CueKind, dict[str, list[Cue]]] = {kind: {} for kind in CueKind}
    for cue in cues:
        for head in cue.heads:
            index[cue.kind].setdefault(head, []).append(cue)
    return Lexicon(cues, {kind: {k: tuple(v) for k, v in heads.items()} for kind, heads in index.items()})


def _read(path: Path) -> Iterator[Cue]:
    raw = read_yaml(path)
    if not isinstance(raw, dict) or not isinstance(raw.get("predicate"), str):
        raise OntologyError(
            f"{path}: must be a mapping that begins with 'predicate:' and the name of a relation type"
        )
    sections = [kind.value for kind in CueKind]
    if unknown := sorted(str(key) for key in raw if key not in ("predicate", *sections)):
        raise OntologyError(
            f"{path}: no such section: {', '.join(unknown)} (the sections: {', '.join(sections)})"
        )
    for kind in CueKind:
        entries = raw.get(kind.value) or []
        if not isinstance(entries, list):
            raise OntologyError(f"{path}: {kind.value}: must be a list of cues")
        for entry in entries:
            try:
                yield _cue(entry, raw["predicate"], kind)
            except (TypeError, ValueError) as error:
                text = entry.get("cue", entry) if isinstance(entry, dict) else entry
                raise OntologyError(f"{path}: {kind.value}: {text!r}: {error}") from error


def _cue(entry: Any, predicate: str, kind: CueKind) -> Cue:
    if not isinstance(entry, dict) or not isinstance(entry.get("cue"), str):
        raise ValueError("must be a mapping with a text under 'cue'")
    if unknown := sorted(str(key) for key in entry if key not in _KEYS):
        raise ValueError(f"no such key: {', '.join(unknown)} (the keys: {', '.join(sorted(_KEYS))})")
    return parse(entry["cue"], predicate, kind, entry)


def parse(text: str, predicate: str, kind: CueKind, entry: Mapping[str, Any] | None = None) -> Cue:
    """Read the notation of a cue.

    Raises ValueError where it has no word, its brackets do not pair, or it lacks what its section needs.
    """
    entry = entry or {}
    if not re.fullmatch(r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*", text):
        raise ValueError("its brackets do not pair")
    tokens = re.sub(r"([\[\]])", r" \1 ", text.replace(" O and C", " O")).split()
    if all(_SLOT.fullmatch(token) or token in "[]" for token in tokens):
        raise ValueError("it has no word")
    form = _form(tokens, kind)
    return Cue(
        text,
        predicate,
        form.kind,
        form.heads,
        form.modifiers,
        form.particles,
        form.subject,
        form.parts,
        float(entry.get("weight", DEFAULT_WEIGHT)),
        Polarity(entry.get("polarity", "affirmed")),
        Modality(entry.get("modality", "asserted")),
        "between O" in text,
        entry.get("example", ""),
        entry.get("counter", ""),
    )


class _Form(NamedTuple):
    """What the tokens of a cue say; the fields are those of Cue."""

    kind: CueKind
    heads: frozenset[str]
    subject: Slot | None
    parts: tuple[Part, ...]
    modifiers: tuple[frozenset[str], ...] = ()
    particles: frozenset[str] = frozenset()


def _form(tokens: list[str], kind: CueKind) -> _Form:
    if kind is CueKind.COMPOUND:
        return _compound(tokens)
    if kind is CueKind.CLAUSE:
        return _clause(tokens)
    if kind is CueKind.SURFACE:
        return _run(tokens)
    return _phrase(tokens, kind)


def _clause(tokens: list[str]) -> _Form:
    """Read slots with one word somewhere among them."""
    at = next(n for n, t in enumerate(tokens) if not _SLOT.fullmatch(t))
    rest = (*tokens[1:at], *tokens[at + 1 :])
    parts = tuple(Part(slot=_slot(t)) for t in rest)
    return _Form(CueKind.CLAUSE, frozenset(tokens[at].split("|")), _slot(tokens[0]), parts)


def _run(tokens: list[str]) -> _Form:
    """Read words as they follow each other in the text, whatever the parse: ``S at war with O``."""
    slots = [_slot(t) for t in tokens if _SLOT.fullmatch(t)]
    if len(slots) < 2:
        raise ValueError("a run of words needs a slot on either side, such as S at war with O")
    head, *more = (frozenset(t.split("|")) for t in tokens if not _SLOT.fullmatch(t))
    return _Form(CueKind.SURFACE, head, slots[0], tuple(Part(slot=s) for s in slots[1:]), tuple(more))


def _phrase(tokens: list[str], kind: CueKind) -> _Form:
    """Read a word with what it governs: verbs, nouns, roles, adjectives."""
    subject = None
    if _SLOT.fullmatch(tokens[0]):
        subject, tokens = _slot(tokens[0]), tokens[1:]
    if kind is CueKind.VERB and _is_participle(tokens):
        kind = CueKind.ADJECTIVE  # "S be based in O" is carried by the participle, not by "be"
    heads, modifiers, particles, tokens = _head(tokens, kind)
    return _Form(kind, heads, subject, tuple(_parts(tokens)), modifiers, particles)


def _is_participle(tokens: list[str]) -> bool:
    """Say whether a word stands behind "be" that is neither a slot nor a preposition."""
    if tokens[0] != "be" or len(tokens) == 1:
        return False
    return tokens[1].split("|")[0] not in PREPOSITIONS and not _SLOT.fullmatch(tokens[1])


def _slot(token: str) -> Slot:
    found = _SLOT.fullmatch(token)
    if not found:
        raise ValueError(f"{token!r} is no slot")
    return Slot(found[1], frozenset(found[2].split("|")) if found[2] else frozenset())


_Head = tuple[frozenset[str], tuple[frozenset[str], ...], frozenset[str], list[str]]


def _head(tokens: list[str], kind: CueKind) -> _Head:
    """Take the head (with modifiers before a noun, a particle behind a verb) off the front of the tokens."""
    words: list[str] = []
    while (
        tokens
        and not _SLOT.fullmatch(tokens[0])
        and tokens[0] not in "[]"
        and not (words and tokens[0].split("|")[0] in PREPOSITIONS)
    ):
        words.append(tokens[0])
        tokens = tokens[1:]
        if kind in (CueKind.VERB, CueKind.ADJECTIVE):
            break
    if kind is CueKind.ADJECTIVE and words == ["be"] and tokens:
        words, tokens = [tokens[0]], tokens[1:]
    if not words:
        raise ValueError("a cue needs a word")
    particles: frozenset[str] = frozenset()
    if kind is CueKind.VERB and tokens and tokens[0] in PARTICLES:
        lonely = len(tokens) == 1 or not _SLOT.fullmatch(tokens[1])
        noun_behind = lonely and len(tokens) > 1 and tokens[1] not in PREPOSITIONS and tokens[1] not in "[]"
        if (
            tokens[0] in _NEVER_PREPOSITIONS
            or (lonely and not noun_behind)
            or (noun_behind and tokens[0] in ("out", "off"))
        ):
            particles, tokens = frozenset([tokens[0]]), tokens[1:]
    return (
        frozenset(words[-1].split("|")),
        tuple(frozenset(w.split("|")) for w in words[:-1]),
        particles,
        tokens,
    )


def _parts(tokens: list[str]) -> Iterator[Part]:
    optional = False
    while tokens:
        token, tokens = tokens[0], tokens[1:]
        if token in "[]":
            optional = token == "["
            continue
        prepositions: frozenset[str] = frozenset()
        if token.split("|")[0] in PREPOSITIONS or token == "that":
            prepositions = frozenset(token.split("|"))
            if not tokens or tokens[0] in "[]":
                yield Part(prepositions=prepositions, optional=optional)
                continue
            token, tokens = tokens[0], tokens[1:]
        found = _SLOT.fullmatch(token)
        owner = None
        if found and found[3]:
            owner = _slot(token)
            if not tokens:
                raise ValueError(f"{token!r} owns nothing: a noun must follow")
            token, tokens = tokens[0], tokens[1:]
            found = None
        if found:
            yield Part(prepositions, slot=_slot(token), optional=optional)
            continue
        words = [token]
        while (
            tokens
            and not _SLOT.fullmatch(tokens[0])
            and tokens[0] not in "[]"
            and tokens[0].split("|")[0] not in PREPOSITIONS
            and tokens[0] != "that"
        ):
            words.append(tokens[0])
            tokens = tokens[1:]
        modifiers = tuple(frozenset(w.split("|")) for w in words[:-1])
        yield Part(prepositions, frozenset(words[-1].split("|")), modifiers, owner=owner, optional=optional)


def _compound(tokens: list[str]) -> _Form:
    """Read ``S-backed O`` (head "backed") or ``pro-O`` (head "pro")."""
    at = next((n for n, t in enumerate(tokens) if "-" in t), None)
    if at is None:
        raise ValueError("a compound needs a hyphen and a slot, such as S-backed O")
    left, right = tokens[at].split("-", 1)
    before, after = tokens[:at], tokens[at + 1 :]
    nouns = (
        frozenset(after.pop(0).split("|"))
        if after and not _SLOT.fullmatch(after[0]) and after[0] not in "[]"
        else None
    )
    while after and not _SLOT.fullmatch(after[0]) and after[0] not in PREPOSITIONS and after[0] not in "[]":
        nouns = frozenset(after.pop(0).split("|"))
    parts = tuple(_parts(after))
    if _SLOT.fullmatch(left):
        return _Form(CueKind.COMPOUND, frozenset(right.split("|")), _slot(left), parts, (nouns,) if nouns else ())
    subject = next((p.slot for p in parts if p.slot), _slot(before[0]) if before else None)
    return _Form(CueKind.COMPOUND, frozenset([left]), subject, (Part(slot=_slot(right)),))
