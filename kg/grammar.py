"""The grammar files of ``ontology/grammar``: word lists that extraction and resolution read as data."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from kg.config import ontology_dir
from kg.errors import OntologyError
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


def load_roles(root: Path | None = None) -> Roles:
    """Read ``roles.yaml`` (root: the ontology directory). Raises OntologyError where a list is missing or unknown."""
    raw = load_yaml(root, "roles.yaml")
    with _named(root, "roles.yaml"):
        return Roles(**{key: frozenset(words) for key, words in raw.items()})


def load_yaml(root: Path | None, name: str) -> Any:
    """Read one file of ``ontology/grammar``. Raises OntologyError where it is missing or is no YAML."""
    path = _path(root, name)
    try:
        return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror or error}") from error
    except yaml.YAMLError as error:
        raise OntologyError(f"{path}: not YAML: {' '.join(str(error).split())}") from error


def _path(root: Path | None, name: str) -> Path:
    return (root or ontology_dir()) / "grammar" / name


@contextmanager
def _named(root: Path | None, name: str) -> Iterator[None]:
    """Name the file in what goes wrong while its values are read."""
    try:
        yield
    except KeyError as error:
        raise OntologyError(f"{_path(root, name)}: the part {error.args[0]!r} is missing") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise OntologyError(f"{_path(root, name)}: {error}") from error


def load_nouns(root: Path | None = None) -> Nouns:
    """Read ``nouns.yaml`` (root: the ontology directory). Raises OntologyError where a list is missing or wrong."""
    raw = load_yaml(root, "nouns.yaml")
    with _named(root, "nouns.yaml"):
        return _nouns(raw)


def _nouns(raw: Any) -> Nouns:
    groups = {}
    for key, lemmas in raw["groups"].items():
        kind, sector = key.split()
        groups.update({lemma: (ActorType(kind), sector) for lemma in lemmas})
    kinds: dict[str, set[str]] = {}
    for kind, lemmas in raw["kinds"].items():
        for lemma in lemmas:
            kinds.setdefault(lemma, set()).add(kind)
    anaphors: dict[str, set[ActorType]] = {}
    for key, lemmas in raw["anaphors"].items():
        for lemma in lemmas:
            anaphors.setdefault(lemma, set()).update(ActorType(k) for k in key.split())
    return Nouns(
        groups=MappingProxyType(groups),
        kinds=MappingProxyType({k: frozenset(v) for k, v in kinds.items()}),
        voices=frozenset(raw["voices"]),
        offices=MappingProxyType({w: office for office, words in raw["offices"].items() for w in words}),
        sites=frozenset(raw["sites"]),
        fates=frozenset(raw["fates"]),
        partitives=frozenset(raw["partitives"]),
        anaphors=MappingProxyType({k: frozenset(v) for k, v in anaphors.items()}),
        pairs=MappingProxyType({w: kind for kind, words in raw["pairs"].items() for w in words}),
        homelands=frozenset(raw["homelands"]),
        led=frozenset(raw["led"]),
        goods=frozenset(raw["goods"]),
        others=frozenset(raw["others"]),
        crowds=frozenset(raw["crowds"]),
        arms=frozenset(raw["arms"]),
        arms_kinds=frozenset(raw["arms_kinds"]),
        forces=frozenset(raw["forces"]),
        named_anaphors=frozenset(raw["named_anaphors"]),
        forms=frozenset(raw["forms"]),
        counterparts=frozenset(raw["counterparts"]),
        rulers=frozenset(raw["rulers"]),
        no_names=frozenset(raw["no_names"]),
        bodies=frozenset(raw["bodies"]),
        acts=frozenset(raw["acts"]),
        place_kinds=MappingProxyType({w: kind for kind, words in raw["place_kinds"].items() for w in words}),
    )


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governing word does to what it governs (``subject``: to its own subject; ``passive``: only if passive)."""

    name: str
    modality: Modality | None = None
    negates: bool = False
    ends: bool = False
    speaker: bool = False
    subject: bool = False
    passive: bool = False


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
    particles: Mapping[str, str]


def load_context(root: Path | None = None) -> ContextWords:
    """Read ``context.yaml`` (root: the ontology directory). Raises OntologyError where a part is missing or wrong."""
    raw = load_yaml(root, "context.yaml")
    with _named(root, "context.yaml"):
        return _context(raw)


def _context(raw: Any) -> ContextWords:
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
        "particles",
    )
    for name, body in raw.items():
        if name in special:
            continue
        effect = Effect(
            name,
            Modality(body["modality"]) if "modality" in body else None,
            body.get("negates", False),
            body.get("ends", False),
            body.get("speaker", False),
            body.get("subject", False),
            body.get("passive", False),
        )
        for kind, table in tables.items():
            for word in body.get(kind, ()):
                table[word] = (*table.get(word, ()), effect)
    return ContextWords(
        **{kind: MappingProxyType(table) for kind, table in tables.items()},
        auxiliaries=MappingProxyType(
            {w: Modality(m) for m, words in raw["auxiliaries"].items() for w in words}
        ),
        adverbs=MappingProxyType({w: m for m, words in raw["adverbs"].items() for w in words}),
        modifiers=MappingProxyType({w: m for m, words in raw["adjectives"].items() for w in words}),
        conditional_marks=frozenset(raw["conditional_marks"]),
        prepositions=MappingProxyType(
            {verb: frozenset(words) for verb, words in raw["prepositions"].items()}
        ),
        only_clauses=frozenset(raw["only_clauses"]),
        only_infinitives=frozenset(raw["only_infinitives"]),
        only_nouns=frozenset(raw["only_nouns"]),
        particles=MappingProxyType(raw["particles"]),
    )
