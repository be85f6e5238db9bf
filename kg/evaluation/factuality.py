"""Events with a degree of factuality: is what did not happen called negated, and what did asserted?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.engine import Engine
from kg.evaluation.figures import Counts, SetResult
from kg.extract.syntax import Syntax
from kg.model import Article, Modality, Polarity
from kg.relate.marked import parse

Row = Mapping[str, Any]
NOT, DID = -1.0, 2.0
"""An event at or below the first did not happen; at or above the second, it did."""


def factuality(rows: Iterable[Row], engine: Engine) -> SetResult:
    """Read the context of each event and score what it says."""
    kept = list(rows)
    gold, said = [], []
    articles = [Article(str(row["id"]), "", row["text"]) for row in kept]
    for row, reading in zip(kept, parse(engine.parser, articles), strict=True):
        syntaxes = [engine.extractor.syntax(sentence) for sentence in reading.sentences]
        for event in row["events"]:
            if NOT < event["factuality"] < DID:
                continue
            gold.append(event["factuality"])
            said.append(_said(syntaxes, event, engine))
    return score(gold, said)


def _said(syntaxes: Sequence[Syntax], event: Row, engine: Engine) -> str:
    """Return "negated", "asserted" or a weaker modality; "none" for a word that was not parsed."""
    for syntax in syntaxes:
        for token in syntax.sentence.tokens:
            if token.start < event["end"] and event["start"] < token.end:
                context = engine.extractor.contexts.read(syntax, token.i)
                if context.polarity is Polarity.NEGATED:
                    return Polarity.NEGATED.value
                return context.modality.value
    return "none"


def score(gold: Sequence[float], said: Sequence[str]) -> SetResult:
    """Return how much of what did not happen is called negated, of what did asserted, and the mean."""
    no = [s == "negated" for g, s in zip(gold, said, strict=True) if g <= NOT]
    yes = [s == Modality.ASSERTED.value for g, s in zip(gold, said, strict=True) if g >= DID]
    table = {
        "negated": Counts(sum(no), 0, len(no) - sum(no)),
        "asserted": Counts(sum(yes), 0, len(yes) - sum(yes)),
    }
    shares = [c.recall for c in table.values()]
    return SetResult(
        "factuality",
        len(no) + len(yes),
        {"balanced accuracy": sum(shares) / 2, "negated": shares[0], "asserted": shares[1]},
        table,
    )
