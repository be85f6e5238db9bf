"""How sure a claim is: a sum of weights for a few features of it, turned into a probability.

The weights stand in ``ontology/confidence.yaml``; ``scripts/fit_confidence.py`` fits them to the gold articles.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from kg.config import ontology_dir
from kg.datafiles import read_mapping
from kg.errors import OntologyError
from kg.extract.arguments import Participant
from kg.extract.matching import Match
from kg.lexicon import DEFAULT_WEIGHT, CueKind
from kg.model import ActorType, Modality

FILE = "confidence.yaml"

FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "weight": "how reliable the cue is by the lexicon, in steps of 0.1 from 0.8",
        "role": "an office or title says it",
        "topic": "no object, only a topic",
        "item": "the object is a thing",
        "points": "ends that are a pronoun or a description",
        "unknown": "ends without a Wikidata id",
        "lent": "an end is only the owner of what the sentence names",
        "guessed": "an end is guessed from a noun phrase or from a name that nothing knows",
        "unreal": "planned, possible or conditional",
    }
)
"""The features by name, each in words for people."""

_UNREAL = frozenset([Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL])
_GUESSED = re.compile(r"the noun phrase|a crowd|entity ORG|.*, of the country named here")
_TOGETHER = ("the article is about", "the speaker")
"""How "both sides" and "we" are resolved, which are mostly right."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a claim when it is made."""

    match: Match
    subject: Participant
    object: Participant | None
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
            value *= (
                0.8
                if end is None
                else (1 if end.direct else 0.75) * (0.85 if " = " in end.mention.how else 1)
            )
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
        "points": sum(_points(e.mention.how) for e in ends),
        "unknown": sum(e.mention.actor.wikidata is None for e in ends),
        "lent": not all(e.direct for e in ends),
        "guessed": any(_GUESSED.match(e.mention.how) for e in ends),
        "unreal": facts.modality in _UNREAL,
    }
    yield from ((name, float(value)) for name in FEATURES if (value := values[name]))


def load(root: Path | None = None) -> Confidence:
    """Read ``confidence.yaml`` (root: the ontology directory).

    Raises OntologyError where it is missing, is no YAML, or names a feature that there is not.
    """
    path = (root or ontology_dir()) / FILE
    raw = read_mapping(path)
    try:
        base, weights = float(raw["base"]), {str(k): float(v) for k, v in raw["weights"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OntologyError(f"{path}: needs a number 'base' and numbers by name in 'weights'") from error
    if unknown := sorted(weights.keys() - FEATURES.keys()):
        raise OntologyError(
            f"{path}: no such feature: {', '.join(unknown)} (the features: {', '.join(FEATURES)})"
        )
    return Confidence(base, MappingProxyType(weights))


def _points(how: str) -> bool:
    """Say whether coreference picked one actor among others; of "both sides" it takes them all."""
    return " = " in how and not how.endswith(_TOGETHER) and " and " not in how.rpartition(": ")[2]


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
