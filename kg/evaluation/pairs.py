"""Sets that give the actors and ask for their relation: PLV, DSE and re3d."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from kg.evaluation.figures import Counts, SetResult, accuracy, by_label, macro_f1
from kg.ontology import Ontology
from kg.relate import Pair, PairReader
from kg.relate.pair import STANCES, Offsets

QUADS = {
    "AGREE": "verbal cooperation",
    "CONSULT": "verbal cooperation",
    "SUPPORT": "verbal cooperation",
    "COOPERATE": "material cooperation",
    "AID": "material cooperation",
    "YIELD": "material cooperation",
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "SANCTION": "material conflict",
    "PROTEST": "material conflict",
    "MOBILIZE": "material conflict",
    "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}
"""The four classes of PLOVER types; their second word is the binary class."""

RE3D = ("FightingAgainst", "AlliesOf", "Dislikes", "BelongsTo", "InChargeOf", "CommWith")
"""The relations of re3d that are scored; Likes counts as AlliesOf."""
_BOTH_WAYS = frozenset(["FightingAgainst", "AlliesOf", "CommWith"])
_RE3D_TYPES = {
    "member-of": "BelongsTo",
    "part-of": "BelongsTo",
    "leads": "InChargeOf",
    "controls": "InChargeOf",
    "allied-with": "AlliesOf",
}

_RE3D_PLOVER = {
    "ASSAULT": "FightingAgainst",
    "MOBILIZE": "FightingAgainst",
    "CONSULT": "CommWith",
    "AGREE": "CommWith",
    "REQUEST": "CommWith",
    "SUPPORT": "AlliesOf",
    "AID": "AlliesOf",
    "COOPERATE": "AlliesOf",
    "ACCUSE": "Dislikes",
    "REJECT": "Dislikes",
    "THREATEN": "Dislikes",
    "SANCTION": "Dislikes",
    "PROTEST": "Dislikes",
    "COERCE": "InChargeOf",
}
_RE3D_NO_ACTORS = frozenset(
    ["Quantity", "Temporal", "Money", "Frequency", "DocumentReference", "CommsIdentifier"]
)

Row = Mapping[str, Any]


def plv_pairs(rows: Iterable[Row]) -> Iterator[tuple[Pair, str]]:
    """Yield each pair with its PLOVER type; an absent side has no span."""
    for row in rows:
        for n, relation in enumerate(row["relations"]):
            yield (
                Pair(
                    f"{row['id']}#{n}",
                    row["text"],
                    _span(relation.get("subj_span")),
                    _span(relation.get("obj_span")),
                ),
                relation["pred"],
            )


def dse_pairs(rows: Iterable[Row]) -> Iterator[tuple[Pair, str]]:
    """Yield each pair with its stance."""
    for row in rows:
        a, b = ((e["start"], e["end"]) for e in row["entities"][:2])
        yield Pair(f"{row['id']}#0", row["text"], a, b), STANCES[row["label"]]


def _span(value: Sequence[int | None] | None) -> Offsets | None:
    return (value[0], value[1]) if value and value[0] is not None and value[1] is not None else None


def plv(rows: Iterable[Row], reader: PairReader) -> SetResult:
    """Score the PLOVER type of given pairs."""
    pairs = list(plv_pairs(rows))
    found = list(reader.predict(pair for pair, _ in pairs))
    return score_plv([gold for _, gold in pairs], [p.plover for p in found])


def score_plv(gold: Sequence[str], predicted: Sequence[str]) -> SetResult:
    """Return macro F1 over the types, the four and the two classes, and the accuracy."""
    table = by_label(gold, predicted)
    quads = [[QUADS.get(label, "- -") for label in labels] for labels in (gold, predicted)]
    sides = [[quad.split()[1] for quad in labels] for labels in quads]
    return SetResult(
        "plv",
        len(gold),
        {
            "root macro F1": macro_f1(table),
            "quad macro F1": macro_f1(by_label(*quads)),
            "binary macro F1": macro_f1(by_label(*sides)),
            "accuracy": accuracy(g == p for g, p in zip(gold, predicted, strict=True)),
        },
        table,
        _confused(gold, predicted),
    )


def dse(rows: Iterable[Row], reader: PairReader) -> SetResult:
    """Score the directed stance of given pairs."""
    pairs = list(dse_pairs(rows))
    found = list(reader.predict(pair for pair, _ in pairs))
    return score_dse([gold for _, gold in pairs], [p.stance for p in found])


def score_dse(gold: Sequence[str], predicted: Sequence[str]) -> SetResult:
    """Return micro F1 (the accuracy) and macro F1 over the five stances."""
    table = by_label(gold, predicted)
    return SetResult(
        "dse",
        len(gold),
        {
            "micro F1": accuracy(g == p for g, p in zip(gold, predicted, strict=True)),
            "macro F1": macro_f1(table),
        },
        table,
        _confused(gold, predicted),
    )


def _confused(gold: Sequence[str], predicted: Sequence[str]) -> tuple[str, ...]:
    wrong = Counter((g, p) for g, p in zip(gold, predicted, strict=True) if g != p)
    return tuple(f"{n} x {g} taken for {p}" for (g, p), n in wrong.most_common())


def re3d(rows: Iterable[Row], reader: PairReader, ontology: Ontology) -> SetResult:
    """Score the relations among the marked entities of each sentence: every two of them are asked for.

    As the set leaves many out, the last figure says how often the pairs that have a relation get the right one.
    """
    kept = list(rows)
    asked = [
        (k, a, b) for k, row in enumerate(kept) for a, b in combinations(_actors(row), 2) if _at(a) != _at(b)
    ]
    found: list[set[Labelled]] = [set() for _ in kept]
    best: dict[tuple[int, Offsets, Offsets], str] = {}
    predictions = reader.predict(
        Pair(str(n), kept[k]["text"], _at(a), _at(b)) for n, (k, a, b) in enumerate(asked)
    )
    for (k, a, b), prediction in zip(asked, predictions, strict=True):
        name = _re3d_name(prediction.relation, ontology) if prediction.relation else None
        best[k, _at(a), _at(b)] = best[k, _at(b), _at(a)] = name or _RE3D_PLOVER.get(prediction.plover, "")
        if name and not (name == "CommWith" and "Location" in (a["type"], b["type"])):  # nobody met
            ends = (_at(b), _at(a)) if prediction.direction == "backward" else (_at(a), _at(b))
            found[k].add(_labelled(name, *ends))
    golds = [re3d_gold(row) for row in kept]
    result = score_re3d(golds, found)
    share = accuracy(
        best.get((k, a, b)) == name for k, gold in enumerate(golds) for name, a, b in sorted(gold)
    )
    return replace(result, figures={**result.figures, "label of related pairs": share})


def _actors(row: Row) -> list[Row]:
    return [e for e in row["entities"] if e["type"] not in _RE3D_NO_ACTORS]


def _at(entity: Row) -> Offsets:
    return entity["start"], entity["end"]


Labelled = tuple[str, Offsets, Offsets]


def re3d_gold(row: Row) -> set[Labelled]:
    """Return the scored relations of a row, (relation, span, span); sorted spans where it goes both ways."""
    found = set()
    for relation in row["relations"]:
        name = "AlliesOf" if relation["pred"] == "Likes" else relation["pred"]
        if name in RE3D and relation["subj_span"] != relation["obj_span"]:
            found.add(_labelled(name, tuple(relation["subj_span"]), tuple(relation["obj_span"])))
    return found


def _labelled(name: str, a: Offsets, b: Offsets) -> Labelled:
    return (name, *sorted((a, b))) if name in _BOTH_WAYS else (name, a, b)  # type: ignore[return-value]


def _re3d_name(predicate: str, ontology: Ontology) -> str | None:
    """Return the relation of re3d that a relation type counts as, or None."""
    kind = ontology.get(predicate)
    if predicate in _RE3D_TYPES:
        return _RE3D_TYPES[predicate]
    if "ASSAULT" in kind.plover:
        return "FightingAgainst"
    if "CONSULT" in kind.plover:
        return "CommWith"
    if ontology.root(predicate) == "supports":
        return "AlliesOf"
    return "Dislikes" if ontology.root(predicate) == "opposes" else None


def score_re3d(golds: Sequence[set[Labelled]], founds: Sequence[set[Labelled]]) -> SetResult:
    """Return micro precision, recall and F1 over the scored relations."""
    table = {name: Counts() for name in RE3D}
    for gold, found in zip(golds, founds, strict=True):
        for name in RE3D:
            g, f = ({x for x in one if x[0] == name} for one in (gold, found))
            table[name] += Counts(len(g & f), len(f - g), len(g - f))
    total = sum(table.values(), Counts())
    return SetResult(
        "re3d",
        total.tp + total.fn,
        {"precision": total.precision, "recall": total.recall, "micro F1": total.f1},
        table,
    )
