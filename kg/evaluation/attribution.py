"""PolNeAR: who is said to say what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.engine import Engine
from kg.evaluation.figures import Counts, SetResult
from kg.model import Article
from kg.text import Reading, Sentence

Row = Mapping[str, Any]
Stretch = tuple[int, int]


@dataclass(slots=True)
class Said:
    """One attribution: the stretches of its source, and the characters of what is said."""

    source: list[Stretch] = field(default_factory=list)
    content: set[int] = field(default_factory=set)


def attributions(reading: Reading, engine: Engine, verbs: frozenset[str]) -> list[Said]:
    """Return what the engine takes as said or meant, and by whom.

    These are reported clauses by the cue that reports them, quotations, and what subjects of ``verbs`` say or judge.
    What one cue reports is one attribution, a quotation with that cue included.
    """
    found: dict[Stretch, Said] = {}
    for sentence in reading.sentences:
        _reported(sentence, engine, found)
        _meant(sentence, engine, verbs, found)
    for quote in reading.quotes:
        if quote.speakers:
            key = (quote.cue.start, quote.cue.end) if quote.cue else (quote.start, quote.end)
            said = found.setdefault(key, Said())
            said.source += [(m.span.start, m.span.end) for m in quote.speakers]
            said.content.update(range(quote.start, quote.end))
    return [said for _, said in sorted(found.items()) if said.source and said.content]


def _reported(sentence: Sentence, engine: Engine, found: dict[Stretch, Said]) -> None:
    syntax = engine.extractor.syntax(sentence)
    for token in sentence.tokens:
        if token.pos not in ("VERB", "AUX"):
            continue
        context = engine.extractor.contexts.read(syntax, token.i)
        if context.cue is None or not context.speakers:
            continue
        cue = sentence.tokens[context.cue]
        said = found.setdefault((cue.start, cue.end), Said())
        beside = (
            set(sentence.subtree(context.cue))
            if token.i not in sentence.subtree(context.cue)
            else {context.cue}
        )
        said.content.update(
            c
            for i in sentence.subtree(token.i)
            if i not in beside
            for c in range(sentence.tokens[i].start, sentence.tokens[i].end)
        )
        for i in context.speakers:
            below = [sentence.tokens[k] for k in sentence.subtree(i) if k not in sentence.subtree(token.i)]
            if below and not said.source:
                said.source.append((below[0].start, below[-1].end))


def _meant(sentence: Sentence, engine: Engine, verbs: frozenset[str], found: dict[Stretch, Said]) -> None:
    """Add what the subject of a verb of saying, wanting or judging says of its clause, else of its object."""
    syntax = engine.extractor.syntax(sentence)
    for token in sentence.tokens:
        if token.pos != "VERB" or token.lemma not in verbs or (token.start, token.end) in found:
            continue
        frame = syntax.frame(token.i)
        clauses = [v for _, v in frame.clauses if sentence.tokens[v].head == token.i]
        below = clauses or ([] if frame.passive else [o for o in frame.objects if o > token.i])
        subjects = [s for s in frame.subjects if sentence.tokens[s].pos in ("PROPN", "PRON", "NOUN")]
        if below and subjects and not set(below) & set(subjects):
            source = [sentence.tokens[k] for k in sentence.subtree(subjects[0]) if k < token.i] or [
                sentence.tokens[subjects[0]]
            ]
            content = {
                c
                for b in below
                for k in sentence.subtree(b)
                for c in range(sentence.tokens[k].start, sentence.tokens[k].end)
            }
            found[token.start, token.end] = Said([(source[0].start, source[-1].end)], content)


def polnear(rows: Iterable[Row], engine: Engine, verbs: frozenset[str]) -> SetResult:
    """Score the attributions that name their source."""
    kept = list(rows)
    articles = (Article(str(row["id"]), "", row["text"], published=row.get("date")) for row in kept)
    total, loose = Counts(), Counts()
    for row, reading in zip(kept, engine.readings(articles), strict=True):
        gold, implicit = gold_of(row)
        found = attributions(reading, engine, verbs)
        total += score(gold, found, implicit, 0.5)
        loose += score(gold, found, implicit, 0.0)
    return SetResult(
        "polnear",
        total.tp + total.fn,
        {"precision": loose.precision, "recall": loose.recall, "F1": loose.f1, "half overlap F1": total.f1},
    )


def gold_of(row: Row) -> tuple[list[Said], list[Said]]:
    """Return the attributions of a row with a source, and those without."""
    named: list[Said] = []
    bare: list[Said] = []
    for relation in row["relations"]:
        source = [tuple(s) for s in relation.get("subj_spans") or ()]
        content = {c for start, end in relation["obj_spans"] for c in range(start, end)}
        (named if source else bare).append(Said(source, content))
    return named, bare


def score(gold: Sequence[Said], found: Sequence[Said], implicit: Sequence[Said], least: float) -> Counts:
    """Pair attributions whose sources overlap, by the overlap of their contents (Dice), which must be above ``least``.

    One found that only fits an attribution without a source counts neither way.
    """
    edges = sorted(
        (
            (share, -i, -j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if (share := _dice(g.content, f.content)) > least and _touch(g.source, f.source)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, i, j in edges:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    left = [f for j, f in enumerate(found) if -j not in pairs.values()]
    spurious = [f for f in left if not any(_dice(g.content, f.content) > max(least, 0.2) for g in implicit)]
    return Counts(len(pairs), len(spurious), len(gold) - len(pairs))


def _dice(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _touch(a: Iterable[Stretch], b: Sequence[Stretch]) -> bool:
    return any(s < end and start < e for s, e in a for start, end in b)
