"""The grammar files of ``ontology/grammar``: word lists that extraction and resolution read as data."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.config import ontology_dir
from kg.datafiles import mapping, mapping_of_lists, mapping_of_texts, naming, read_mapping, texts
from kg.model import ActorType, Modality


@dataclass(frozen=True, slots=True)
class Nouns:
    """``nouns.yaml``: common nouns that stand for actors; every mapping goes from the lemma."""

    groups: Mapping[str, tuple[ActorType, str]]
    kinds: Mapping[str, frozenset[str]]
    voices: frozenset[str]
    offices: Mapping[str, str]
    sites: frozenset[str]
    fates: frozenset[str]
    partitives: frozenset[str]
    anaphors: Mapping[str, frozenset[ActorType]]
    pairs: Mapping[str, str]
    homelands: frozenset[str]
    led: frozenset[str]
    goods: frozenset[str]
    others: frozenset[str]
    crowds: frozenset[str]
    persons: frozenset[str]
    arms: frozenset[str]
    arms_kinds: frozenset[str]
    forces: frozenset[str]
    named_anaphors: frozenset[str]
    forms: frozenset[str]
    counterparts: frozenset[str]
    rulers: frozenset[str]
    no_names: frozenset[str]
    bodies: frozenset[str]
    acts: frozenset[str]
    place_kinds: Mapping[str, str]

    def has_group(self, noun: str) -> bool:
        """Say whether a noun with an owner is a group or people of their own, and never the owner."""
        return noun in self.groups or noun in self.persons


@dataclass(frozen=True, slots=True)
class Roles:
    """``roles.yaml``: where a name stands as a place, and the verbs that report speech."""

    locative: frozenset[str]
    motion_prepositions: frozenset[str]
    motion: frozenset[str]
    things: frozenset[str]
    attacked: frozenset[str]
    aimed: frozenset[str]
    place_objects: frozenset[str]
    speech_verbs: frozenset[str]
    judging_verbs: frozenset[str]
    demanding_verbs: frozenset[str]
    light_verbs: frozenset[str]
    object_control: frozenset[str]
    own_bodies: frozenset[str]
    done_by: frozenset[str]
    vague_heads: frozenset[str]
    partial: frozenset[str]


def load_roles(root: Path | None = None) -> Roles:
    """Read ``roles.yaml`` (root: the ontology directory). Raises OntologyError where a list is missing or unknown."""
    path = _path(root, "roles.yaml")
    raw = read_mapping(path)
    with naming(path):
        names = [field.name for field in fields(Roles)]
        if unknown := sorted(raw.keys() - set(names)):
            raise ValueError(f"no such list: {', '.join(unknown)} (the lists: {', '.join(names)})")
        return Roles(**{name: _words(raw, name) for name in names})


def _path(root: Path | None, name: str) -> Path:
    return (root or ontology_dir()) / "grammar" / name


def _words(raw: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(texts(raw[name], name))


def _by_word(raw: Mapping[str, Any], name: str) -> Mapping[str, str]:
    """Return what stands before each word of a mapping of lists."""
    found = mapping_of_lists(raw[name], name)
    return MappingProxyType({word: key for key, words in found.items() for word in words})


def load_nouns(root: Path | None = None) -> Nouns:
    """Read ``nouns.yaml`` (root: the ontology directory). Raises OntologyError where a list is missing or wrong."""
    path = _path(root, "nouns.yaml")
    raw = read_mapping(path)
    with naming(path):
        return _nouns(raw)


def _nouns(raw: Mapping[str, Any]) -> Nouns:
    groups = {}
    for key, lemmas in mapping_of_lists(raw["groups"], "groups").items():
        kind, _, sector = key.partition(" ")
        if not sector:
            raise ValueError(f"groups: {key!r} must be a kind of actor and a sector")
        groups.update({lemma: (ActorType(kind), sector) for lemma in lemmas})
    kinds: dict[str, set[str]] = {}
    for kind, lemmas in mapping_of_lists(raw["kinds"], "kinds").items():
        for lemma in lemmas:
            kinds.setdefault(lemma, set()).add(kind)
    anaphors: dict[str, set[ActorType]] = {}
    for key, lemmas in mapping_of_lists(raw["anaphors"], "anaphors").items():
        for lemma in lemmas:
            anaphors.setdefault(lemma, set()).update(ActorType(k) for k in key.split())
    return Nouns(
        groups=MappingProxyType(groups),
        kinds=MappingProxyType({k: frozenset(v) for k, v in kinds.items()}),
        voices=_words(raw, "voices"),
        offices=_by_word(raw, "offices"),
        sites=_words(raw, "sites"),
        fates=_words(raw, "fates"),
        partitives=_words(raw, "partitives"),
        anaphors=MappingProxyType({k: frozenset(v) for k, v in anaphors.items()}),
        pairs=_by_word(raw, "pairs"),
        homelands=_words(raw, "homelands"),
        led=_words(raw, "led"),
        goods=_words(raw, "goods"),
        others=_words(raw, "others"),
        crowds=_words(raw, "crowds"),
        persons=_words(raw, "persons"),
        arms=_words(raw, "arms"),
        arms_kinds=_words(raw, "arms_kinds"),
        forces=_words(raw, "forces"),
        named_anaphors=_words(raw, "named_anaphors"),
        forms=_words(raw, "forms"),
        counterparts=_words(raw, "counterparts"),
        rulers=_words(raw, "rulers"),
        no_names=_words(raw, "no_names"),
        bodies=_words(raw, "bodies"),
        acts=_words(raw, "acts"),
        place_kinds=_by_word(raw, "place_kinds"),
    )


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governing word does to what it governs (``subject``: to its own subject).

    It has it ``passive`` only if it stands in the passive, ``clause`` only on clauses.
    """

    name: str
    modality: Modality | None = None
    negates: bool = False
    ends: bool = False
    speaker: bool = False
    subject: bool = False
    passive: bool = False
    clause: bool = False


@dataclass(frozen=True, slots=True)
class ContextWords:
    """``context.yaml``: governing words by part of speech, helping verbs, adverbs and adjectives."""

    verbs: Mapping[str, tuple[Effect, ...]]
    nouns: Mapping[str, tuple[Effect, ...]]
    adjectives: Mapping[str, tuple[Effect, ...]]
    auxiliaries: Mapping[str, Modality]
    adverbs: Mapping[str, str]
    modifiers: Mapping[str, str]
    conditional_marks: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    only_clauses: frozenset[str]
    only_infinitives: frozenset[str]
    only_nouns: frozenset[str]
    only_sayings: frozenset[str]
    sayings: frozenset[str]
    happening: frozenset[str]
    particles: Mapping[str, str]


def load_context(root: Path | None = None) -> ContextWords:
    """Read ``context.yaml`` (root: the ontology directory). Raises OntologyError where a part is missing or wrong."""
    path = _path(root, "context.yaml")
    raw = read_mapping(path)
    with naming(path):
        return _context(raw)


def _context(raw: Mapping[str, Any]) -> ContextWords:
    tables: dict[str, dict[str, tuple[Effect, ...]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    special = (
        "auxiliaries",
        "adverbs",
        "adjectives",
        "conditional_marks",
        "prepositions",
        "only_clauses",
        "only_infinitives",
        "only_nouns",
        "only_sayings",
        "sayings",
        "happening",
        "particles",
    )
    for name, body in raw.items():
        if name in special:
            continue
        mapping(body, name)
        effect = Effect(
            name,
            Modality(body["modality"]) if "modality" in body else None,
            body.get("negates", False),
            body.get("ends", False),
            body.get("speaker", False),
            body.get("subject", False),
            body.get("passive", False),
            body.get("clause", False),
        )
        for kind, table in tables.items():
            for word in texts(body.get(kind, []), f"{name}: {kind}"):
                table[word] = (*table.get(word, ()), effect)
    return ContextWords(
        **{kind: MappingProxyType(table) for kind, table in tables.items()},
        auxiliaries=MappingProxyType({w: Modality(m) for w, m in _by_word(raw, "auxiliaries").items()}),
        adverbs=_by_word(raw, "adverbs"),
        modifiers=_by_word(raw, "adjectives"),
        conditional_marks=_words(raw, "conditional_marks"),
        prepositions=MappingProxyType(
            {verb: frozenset(words) for verb, words in mapping_of_lists(raw["prepositions"], "prepositions").items()}
        ),
        only_clauses=_words(raw, "only_clauses"),
        only_infinitives=_words(raw, "only_infinitives"),
        only_nouns=_words(raw, "only_nouns"),
        only_sayings=_words(raw, "only_sayings"),
        sayings=_words(raw, "sayings"),
        happening=_words(raw, "happening"),
        particles=MappingProxyType(mapping_of_texts(raw["particles"], "particles")),
    )
