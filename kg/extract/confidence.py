"""How sure a claim is: a sum of weights for a few features of it, turned into a probability.

The weights stand in ``ontology/confidence.yaml``; ``scripts/fit_confidence.py`` fits them to the gold articles.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import yaml

from kg.config import ontology_dir
from kg.errors import OntologyError
from kg.extract.arguments import Participant
from kg.extract.matching import Match
from kg.lexicon import DEFAULT_WEIGHT, CueKind
from kg.model import ActorType, Modality, Polarity

FILE = "confidence.yaml"

FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "weight": "how reliable the cue is by the lexicon, in steps of 0.1 from 0.8",
        "role": "an office or title says it",
        "topic": "no object, only a topic",
        "item": "the object is a thing",
        "subject-points": "the subject is a pronoun or a description",
        "object-points": "the object is a pronoun or a description",
        "subject-unknown": "the subject has no Wikidata id",
        "object-unknown": "the object has no Wikidata id",
        "lent": "an end is only the owner of what the sentence names",
        "made": "an end is a noun phrase taken for an actor",
        "unreal": "planned, possible or conditional",
        "negated": "negated",
    }
)
"""The features by name, each in words for people."""

_UNREAL = frozenset([Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL])
_MADE = ("the noun phrase", "a crowd")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a claim when it is made."""

    match: Match
    subject: Participant
    object: Participant | None
    polarity: Polarity
    modality: Modality


@dataclass(frozen=True, slots=True)
class Judgement:
    """A probability, rounded to two decimals, and the reasons: each adds to its log odds."""

    value: float
    reasons: tuple[str, ...] = ()


class Judge(Protocol):
    """Whatever says how sure a claim is."""

    def judge(self, facts: Facts) -> Judgement:
        """Return how sure a claim of these facts is."""


class CueWeight:
    """The weight of the cue, less for ends that are not named: a scale for comparing cues, no probability."""

    def judge(self, facts: Facts) -> Judgement:
        """Return the weight."""
        value = facts.match.cue.weight
        for end in (facts.subject, facts.object):
            value *= 0.8 if end is None else (1 if end.direct else 0.75) * (0.85 if _points(end) else 1)
        return Judgement(round(value, 2))


@dataclass(frozen=True, slots=True)
class Confidence:
    """The fitted weights: ``base`` are the log odds of a claim without any feature."""

    base: float
    weights: Mapping[str, float]

    def judge(self, facts: Facts) -> Judgement:
        """Return how probably a claim of these facts is right."""
        return self.weigh(dict(features(facts)))

    def weigh(self, values: Mapping[str, float]) -> Judgement:
        """Return how probably a claim with these values of features is right; a feature left out is 0."""
        odds, reasons = self.base, [f"confidence: starts at {_share(self.base):.2f}"]
        for name, value in values.items():
            if part := self.weights.get(name, 0.0) * value:
                odds += part
                reasons.append(f"confidence: {part:+.2f} to {_share(odds):.2f}, {FEATURES[name]}")
        return Judgement(round(min(max(_share(odds), 0.01), 0.99), 2), tuple(reasons))


def features(facts: Facts) -> Iterator[tuple[str, float]]:
    """Yield the features of a claim that are not 0, in the order of FEATURES."""
    cue, ends = facts.match.cue, [e for e in (facts.subject, facts.object) if e]
    values = {
        "weight": (cue.weight - DEFAULT_WEIGHT) * 10,
        "role": cue.kind is CueKind.ROLE,
        "topic": facts.object is None,
        "item": bool(facts.object and facts.object.mention.actor.type is ActorType.ITEM),
        "subject-points": _points(facts.subject),
        "object-points": _points(facts.object),
        "subject-unknown": _unknown(facts.subject),
        "object-unknown": _unknown(facts.object),
        "lent": not all(e.direct for e in ends),
        "made": any(e.mention.how.startswith(_MADE) for e in ends),
        "unreal": facts.modality in _UNREAL,
        "negated": facts.polarity is Polarity.NEGATED,
    }
    yield from ((name, float(value)) for name in FEATURES if (value := values[name]))


def load(root: Path | None = None) -> Confidence:
    """Read ``confidence.yaml`` (root: the ontology directory).

    Raises OntologyError where it is missing, is no YAML, or names a feature that there is not.
    """
    path = (root or ontology_dir()) / FILE
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
        base, weights = float(raw["base"]), {str(k): float(v) for k, v in raw["weights"].items()}
    except (OSError, yaml.YAMLError) as error:
        raise OntologyError(f"{path}: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OntologyError(f"{path}: needs a number 'base' and numbers by name in 'weights'") from error
    if unknown := sorted(weights.keys() - FEATURES.keys()):
        raise OntologyError(
            f"{path}: no such feature: {', '.join(unknown)} (the features: {', '.join(FEATURES)})"
        )
    return Confidence(base, MappingProxyType(weights))


def _points(end: Participant | None) -> bool:
    """Say whether an end was found by coreference."""
    return bool(end and " = " in end.mention.how)


def _unknown(end: Participant | None) -> bool:
    return bool(end and end.mention.actor.wikidata is None)


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
