"""Why a claim is made: its cue, the way through the parse to its ends, and the words that gave its other values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.datafiles import files, read_text
from kg.lexicon import Cue, Lexicon
from kg.model import Claim, Span
from kg.model.record import Record, to_record
from kg.text import Reading, Sentence

_ENDS = ("subject: ", "object: ")
_WEIGHING = "confidence: "
_LABELS = {
    "nsubj": "subject",
    "nsubjpass": "passive subject",
    "csubj": "subject",
    "dobj": "object",
    "dative": "recipient",
    "oprd": "complement",
    "attr": "complement",
    "acomp": "complement",
    "poss": "owner",
    "amod": "modifier",
    "compound": "modifier",
    "nmod": "modifier",
    "npadvmod": "modifier",
    "appos": "apposition",
    "conj": "other part joined by 'and'",
    "relcl": "relative clause",
    "acl": "clause",
    "advcl": "side clause",
    "ccomp": "content clause",
    "xcomp": "infinitive or gerund",
    "pcomp": "clause",
    "parataxis": "aside",
}
"""The labels of the parser in words."""


@dataclass(frozen=True, slots=True)
class CueSource:
    """A cue with the file and the line that hold it; both None where none of the lexicon does."""

    cue: Cue
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim and why it is made.

    ``paths`` lead from the cue to "subject" and "object" in words; ``words`` are what was read around the cue and
    gave polarity, modality and speaker; ``weighing`` the steps to the confidence.
    """

    claim: Claim
    source: CueSource | None
    paths: dict[str, str]
    words: tuple[str, ...]
    weighing: tuple[str, ...]

    def record(self) -> Record:
        """Return the explanation as plain JSON values, the claim in the exchange format."""
        claim, source = self.claim, self.source
        return {
            "claim": to_record(claim),
            "cue": source
            and {
                "text": source.cue.text,
                "kind": source.cue.kind.value,
                "file": source.file,
                "line": source.line,
                "weight": source.cue.weight,
                "example": source.cue.example,
            },
            "subject": {"how": claim.subject.how, "path": self.paths.get("subject")},
            "object": claim.object and {"how": claim.object.how, "path": self.paths.get("object")},
            "words": list(self.words),
            "confidence": {"value": claim.confidence, "steps": list(self.weighing)},
        }


def explain(claim: Claim, reading: Reading, lexicon: Lexicon, folder: Path) -> Explanation:
    """Explain a claim that was just made of ``reading``; ``folder`` is the ontology directory of the lexicon."""
    cue = _cue_of(claim, lexicon)
    sentence = _sentence_at(reading, claim.evidence.trigger)
    paths = {}
    if sentence:
        head = _head(sentence, claim.evidence.trigger, cue.heads if cue else frozenset())
        ends = {"subject": claim.subject, "object": claim.object}
        paths = {
            role: _path(reading, sentence, head, end.span)
            for role, end in ends.items()
            if end and head is not None
        }
    rest = [r for r in claim.reasons[1:] if not r.startswith(_ENDS)]
    return Explanation(
        claim,
        _source(cue, folder) if cue else None,
        paths,
        tuple(r for r in rest if not r.startswith(_WEIGHING)),
        tuple(r.removeprefix(_WEIGHING) for r in rest if r.startswith(_WEIGHING)),
    )


def _cue_of(claim: Claim, lexicon: Lexicon) -> Cue | None:
    """Return the cue that the first reason names; of two types with one cue, that of the claim's own type."""
    first = claim.reasons[0] if claim.reasons else ""
    found = [c for c in lexicon.cues if c.text in first and first == f"{c.kind.value} cue {c.text!r}"]
    return min(found, key=lambda c: c.predicate != claim.predicate, default=None)


def _source(cue: Cue, folder: Path) -> CueSource:
    for path in files(folder / "lexicon", ".yaml"):
        text = read_text(path)
        if re.search(rf"^predicate:\s*{re.escape(cue.predicate)}\s*$", text, re.MULTILINE):
            for number, line in enumerate(text.splitlines(), 1):
                if re.search(rf"\bcue:\s*[\"']?{re.escape(cue.text)}[\"',}}\s]", line + " "):
                    return CueSource(cue, f"lexicon/{path.name}", number)
    return CueSource(cue)


def _sentence_at(reading: Reading, span: Span) -> Sentence | None:
    return next((s for s in reading.sentences if s.span.start <= span.start < s.span.end), None)


def _head(sentence: Sentence, span: Span, lemmas: frozenset[str] = frozenset()) -> int | None:
    """Return the token of a span that carries it: one of the lemmas, else one whose head is outside."""
    inside = [t for t in sentence.tokens if t.start < span.end and span.start < t.end]
    own = {t.i for t in inside}
    named = [t.i for t in inside if t.lemma in lemmas or t.text.lower() in lemmas]
    top = [t.i for t in inside if t.head not in own or t.head == t.i]
    return next(iter([*named, *top]), None)


def _path(reading: Reading, sentence: Sentence, start: int, span: Span) -> str:
    """Return the way from a token to an end of the claim in words."""
    end = _head(sentence, span)
    if end is None:
        other = _sentence_at(reading, span)
        return f"stands elsewhere: {' '.join(other.whole.text.split())!r}" if other else "stands elsewhere"
    if end == start:
        return f"{sentence.tokens[start].text} itself"
    up, down = _legs(sentence, start, end)
    return sentence.tokens[start].text + "".join([*_upward(sentence, up), *_downward(sentence, down)])


def _legs(sentence: Sentence, start: int, end: int) -> tuple[list[int], list[int]]:
    """Return the tokens from ``start`` up to where the two meet, and from there down to ``end``."""
    up, down = [start, *sentence.path_up(start)], [end, *sentence.path_up(end)]
    meet = next((i for i in up if i in down), up[-1])
    return up[: up.index(meet) + 1], (down[: down.index(meet) + 1] if meet in down else [end])[::-1]


def _upward(sentence: Sentence, path: list[int]) -> Iterator[str]:
    """Say each step from a token to its governor: ", the object of imposed"; a preposition joins two steps."""
    tokens, n = sentence.tokens, 0
    while n + 1 < len(path):
        child, governor = tokens[path[n]], tokens[path[n + 1]]
        if governor.pos in ("ADP", "SCONJ", "PART") and n + 2 < len(path):
            yield f", behind {governor.text!r} of {tokens[path[n + 2]].text}"
            n += 2
        else:
            yield f", the {_LABELS.get(child.dep, 'part')} of {governor.text}"
            n += 1


def _downward(sentence: Sentence, path: list[int]) -> Iterator[str]:
    """Say each step from a token to one it governs: ", whose subject is Turkey", ", with Russia"."""
    tokens, n = sentence.tokens, 0
    while n + 1 < len(path):
        child = tokens[path[n + 1]]
        if child.pos in ("ADP", "SCONJ", "PART") and n + 2 < len(path):
            yield f", {child.text} {tokens[path[n + 2]].text}"
            n += 2
        else:
            yield f", whose {_LABELS.get(child.dep, 'part')} is {child.text}"
            n += 1
