"""The analyst's word on single claims: accepted, rejected, or corrected.

A decision is known by the id of its claim, so it holds on every run that finds the same claim in the same words. Claims
are not changed: what decisions come to is a view of them, with the same ids.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from kg.errors import ConfigError, OntologyError
from kg.gazetteer import Gazetteer
from kg.ids import actor_id
from kg.model import Actor, Claim, Mention, Modality, Polarity
from kg.ontology import Ontology
from kg.overrides.nodes import NodeReader, Ref, empty, line_of, quoted, read_text
from kg.overrides.resolution import Names

E = TypeVar("E", bound=StrEnum)

HEADING = """\
# What was decided of claims, made by kg review; it may be edited by hand. A claim is known by its id; of two entries
# for one claim the later counts. A decision is accept, reject, or correct with what is to be changed:
# subject, object (an actor by id or name), predicate, polarity, modality.
decisions:
"""
"""How a file of decisions begins."""

FILE = "decisions.yaml"
"""What a file of decisions is called."""

CORRECTABLE = ("subject", "predicate", "object", "polarity", "modality")
"""The parts of a claim that a decision can correct."""


class Verdict(StrEnum):
    """What is decided of a claim."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of the claim with an id; the parts are None where they stay as they are.

    ``line`` is where the file says so, 0 for a decision that is in no file.
    """

    claim: str
    verdict: Verdict
    subject: Ref | None = None
    predicate: str | None = None
    object: Ref | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    line: int = 0

    def entry(self, about: str) -> str:
        """Return the decision as an entry of the file, with a comment that says what the claim is about."""
        values: dict[str, str] = {"claim": self.claim, "decision": self.verdict.value}
        for name in CORRECTABLE:
            if (value := getattr(self, name)) is not None:
                values[name] = value.text if isinstance(value, Ref) else str(value)
        comment = "".join(c if c.isprintable() else "?" for c in " ".join(about.split()))
        lines = [f"{'    ' if n else '  - '}{key}: {quoted(value)}"
                 for n, (key, value) in enumerate(values.items())]
        return f"  # {comment}\n" + "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a file decides, by the id of the claim; ``source`` is its path, or what else to call it in messages."""

    source: str = "decisions"
    by_claim: Mapping[str, Decision] = field(default_factory=dict)


def beside(source: Path) -> Path:
    """Return where the decisions on the claims of a source lie: in its folder where it is one, else next to it.

    Those of ``news.kg`` are in ``news.decisions.yaml``, those of ``graph/`` and of its claims.jsonl in
    ``graph/decisions.yaml``.
    """
    if source.is_dir():
        return source / FILE
    return source.with_name(FILE) if source.name == "claims.jsonl" else source.with_suffix(f".{FILE}")


def read_decisions(path: Path | str) -> Decisions:
    """Return what the file decides. Raises ConfigError, naming file and line, where it can't be read or understood."""
    return parse_decisions(read_text(path), str(path))


def parse_decisions(text: str, source: str = "decisions") -> Decisions:
    """Return what a YAML text decides. Errors as :func:`read_decisions`."""
    reader = _Reader(source)
    return Decisions(source, {decision.claim: decision for decision in reader.decisions(reader.compose(text))})


def decide(claims: Iterable[Claim], decisions: Decisions, ontology: Ontology, actors: Callable[[], Mapping[str, Actor]],
           gazetteer: Callable[[], Gazetteer]) -> tuple[Claim, ...]:
    """Return the claims as they are decided, in the same order and with the same ids.

    Rejected ones are left out; what was accepted or corrected has confidence 1, as somebody has looked at it. An actor
    is looked for by id, then by name among ``actors`` (by id) and in the gazetteer; what is found nowhere is a new
    actor of the type of the old one. The two are asked for only where an end is corrected. Raises ConfigError, naming
    file and line, for a predicate that is no relation type or takes no such ends, and for a name that several have.
    """
    kept = tuple(claims)
    hit = [d for c in kept if (d := decisions.by_claim.get(c.id))]
    names = None
    if any(d.subject or d.object for d in hit):
        names = Names(decisions.source, actors(), gazetteer())
    maker = _Maker(decisions.source, ontology, names)
    return tuple(made for claim in kept if (made := maker.claim(claim, decisions.by_claim.get(claim.id))))


class _Maker:
    """Makes the claims that decisions come to."""

    def __init__(self, source: str, ontology: Ontology, names: Names | None) -> None:
        self._source = source
        self._ontology = ontology
        self._names = names

    def claim(self, claim: Claim, decision: Decision | None) -> Claim | None:
        if decision is None:
            return claim
        if decision.verdict is Verdict.REJECT:
            return None
        made = replace(
            claim, subject=self._end(claim.subject, decision.subject),
            object=self._end(claim.object, decision.object) if claim.object else None,
            predicate=decision.predicate or claim.predicate, polarity=decision.polarity or claim.polarity,
            modality=decision.modality or claim.modality, confidence=1.0)
        self._check(made, decision)
        return made

    def _end(self, end: Mention, ref: Ref | None) -> Mention:
        if ref is None or self._names is None:
            return end
        if (actor := self._names.existing(ref.text)) is None:
            if len(found := self._names.called(ref.text)) > 1:
                raise ConfigError(f"{self._source}, line {ref.line}: {ref.text!r} may be {', '.join(found)} "
                                  "(write the id)")
            kind = end.actor.type
            actor = Actor(actor_id(ref.text, kind.value), ref.text, kind)
        return replace(end, actor=actor)

    def _check(self, claim: Claim, decision: Decision) -> None:
        where = f"{self._source}, line {decision.line}: " if decision.line else ""
        try:
            kind = self._ontology.get(claim.predicate)
        except OntologyError as error:
            raise ConfigError(f"{where}{error}") from error
        if claim.object and not kind.accepts(claim.subject.actor.type, claim.object.actor.type):
            raise ConfigError(f"{where}{claim.predicate} takes no {claim.subject.actor.type} as subject with a "
                              f"{claim.object.actor.type} as object")
        if claim.object is None and not kind.topic_object:
            raise ConfigError(f"{where}{claim.predicate} needs an object, and the claim has only a topic")
        if decision.object and claim.object is None:
            raise ConfigError(f"{where}the claim has a topic and no object that could be corrected")


class _Reader(NodeReader):
    """Turns the nodes of a file into decisions."""

    def decisions(self, root: yaml.Node | None) -> list[Decision]:
        if root is None or empty(root):
            return []
        found = []
        for key, node in self.pairs(root, "the file"):
            if key.text != "decisions":
                self.fail(key.line, f"{key.text!r} is no section", "the only section is decisions")
            if not empty(node):
                found += [self.decision(one) for one in self.items(node, "decisions")]
        return found

    def decision(self, node: yaml.Node) -> Decision:
        line = line_of(node)
        given = {key.text: value for key, value in self.pairs(node, "a decision")}
        for name, value in given.items():
            if name not in ("claim", "decision", *CORRECTABLE):
                self.fail(line_of(value), f"{name!r} is no part of a decision",
                          f"it has claim, decision, and {', '.join(CORRECTABLE)}")
        for name in ("claim", "decision"):
            if name not in given:
                self.fail(line, f"a decision needs {name!r}")
        verdict = self.one_of(given["decision"], Verdict)
        changes = given.keys() & set(CORRECTABLE)
        if bool(changes) is not (verdict is Verdict.CORRECT):
            self.fail(line, f"{verdict} changes nothing and correct something", f"it may have {', '.join(CORRECTABLE)}")
        return Decision(
            self.text(given["claim"], "the id of a claim"), verdict,
            subject=self.ref(given["subject"]) if "subject" in given else None,
            predicate=self.text(given["predicate"], "a relation type") if "predicate" in given else None,
            object=self.ref(given["object"]) if "object" in given else None,
            polarity=self.one_of(given["polarity"], Polarity) if "polarity" in given else None,
            modality=self.one_of(given["modality"], Modality) if "modality" in given else None, line=line)

    def one_of(self, node: yaml.Node, values: type[E]) -> E:
        text = self.text(node, "a value")
        if text not in list(values):
            self.fail(line_of(node), f"{text!r} is none of {', '.join(values)}")
        return values(text)
