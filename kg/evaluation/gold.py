"""Claims against the gold articles: the distinct triples of each article, and the fields of those that match."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.figures import Counts, SetResult, accuracy
from kg.evaluation.names import Names, norm
from kg.model import Article, AttributionKind, Modality, Polarity
from kg.ontology import Ontology

ROWS = ("triple", "relaxed", "polarity")
FIELDS = ("polarity", "modality", "attribution", "time")
_DATE_LENGTH = {"year": 4, "month": 7, "day": 10}
_STANDING_TIES = frozenset(["member-of", "part-of", "allied-with", "affiliated-with"])
_STOP = frozenset(
    "the and for with from into over about after that this its their his her have has had been being which "
    "would will not any all".split()
)

Row = dict[str, Any]

_PARTS = {"s": dict, "p": str, "o": dict | None, "polarity": str, "modality": str, "by": str | None, "sent": str}
_MORE = {"time": str, "topic": str}
_VALUES = {"polarity": tuple(Polarity), "modality": tuple(Modality)}
_HELP = "docs/evaluation.md tells what a labelled article is"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with the claims a careful reader makes of it; see tests/gold/README.md for their fields."""

    article: Article
    claims: tuple[Row, ...]


def load(folder: Path, *, publisher: str | None = None) -> list[GoldArticle]:
    """Read the pairs ``<slug>.json`` and ``<slug>.gold.jsonl`` of a folder; only those of ``publisher``, if given.

    Raises InputError, naming file and line, where one can't be read or a claim lacks a part.
    """
    found = []
    for path in sorted(folder.glob("*.gold.jsonl")):
        slug = path.name.removesuffix(".gold.jsonl")
        try:
            raw = json.loads((folder / f"{slug}.json").read_text("utf-8"))
            texts = path.read_text("utf-8").split("\n")
            lines = [(n, json.loads(line)) for n, line in enumerate(texts, 1) if line.strip()]
        except (OSError, ValueError, RecursionError) as error:
            raise InputError(str(path), f"can't be read: {error}") from error
        if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
            raise InputError(str(folder / f"{slug}.json"), 'is no object with a "text"', _HELP)
        rows = [_checked(row, f"{path}, line {n}") for n, row in lines]
        if publisher is None or raw.get("publisher") == publisher:
            mirrored = [
                {**g, "s": g["o"], "o": g["s"], "either": False, "optional": True}
                for g in rows
                if g.get("either")
            ]
            article = Article.make(
                raw["text"],
                title=raw.get("title", ""),
                url=raw.get("url"),
                id=slug,
                publisher=raw.get("publisher"),
                published=raw.get("published"),
            )
            found.append(GoldArticle(article, tuple(rows + mirrored)))
    return found


def _checked(row: Any, where: str) -> Row:
    """Return the row. Raises InputError where a part is missing or can't be what it should."""
    if not isinstance(row, dict):
        raise InputError(where, "is no JSON object", _HELP)
    for name, kinds in (_PARTS | _MORE).items():
        if name in _PARTS and name not in row:
            raise InputError(where, f'has no "{name}"', _HELP)
        if not isinstance(row.get(name), kinds if name in _PARTS else kinds | None):
            raise InputError(where, f'"{name}" can\'t be {json.dumps(row[name])[:40]}', _HELP)
    for name in ("s", "o"):
        if row[name] is not None and not isinstance(row[name].get("name"), str):
            raise InputError(where, f'"{name}" has no "name"', _HELP)
    for name, values in _VALUES.items():
        if row[name] not in values:
            raise InputError(where, f'"{name}" is {row[name]!r}', f"it must be one of {', '.join(values)}")
    return row


class GoldScorer:
    """Scores claim records against gold."""

    def __init__(self, names: Names, ontology: Ontology) -> None:
        """Keep who is who, and which types are symmetric or related."""
        self._names = names
        self._ontology = ontology
        self._symmetric = frozenset(n for n, t in ontology.types.items() if t.symmetric)

    def score(self, gold: Sequence[GoldArticle], records: Iterable[Mapping[str, Any]]) -> SetResult:
        """Return precision, recall and F1 of the three rows and the accuracy of the fields."""
        found: dict[str, dict[object, Row]] = {g.article.id: {} for g in gold}
        for n, record in enumerate(records):
            if record["article"]["id"] in found:
                found[record["article"]["id"]][record.get("id") or n] = self._compact(record)
        totals = dict.fromkeys(ROWS, Counts())
        right: dict[str, list[bool]] = {name: [] for name in FIELDS}
        by_predicate: dict[str, Counts] = defaultdict(Counts)
        errors: list[str] = []
        ends: dict[str, list[bool]] = {"subject": [], "object": []}
        for one in gold:
            self._ends(one, list(found[one.article.id].values()), ends)
            for row in ROWS:
                counts = self._article(
                    one, list(found[one.article.id].values()), row, right, by_predicate, errors
                )
                totals[row] += counts
        figures = {
            "precision": totals["triple"].precision,
            "recall": totals["triple"].recall,
            "F1": totals["triple"].f1,
            "relaxed F1": totals["relaxed"].f1,
            "with polarity F1": totals["polarity"].f1,
            **{name: accuracy(values) for name, values in (*right.items(), *ends.items())},
        }
        size = totals["triple"].tp + totals["triple"].fn
        return SetResult("gold", size, figures, dict(sorted(by_predicate.items())), tuple(errors))

    def _article(
        self,
        one: GoldArticle,
        claims: list[Row],
        row: str,
        right: dict[str, list[bool]],
        by_predicate: dict[str, Counts],
        errors: list[str],
    ) -> Counts:
        golds, runs = self._triples(list(one.claims), row), self._triples(claims, row)
        pairs = self._match(golds, runs, row)
        needed = [[g for g in group if not g.get("optional")] for group in golds]
        hits = [(group, runs[pairs[i]]) for i, group in enumerate(needed) if group and i in pairs]
        missed = [group[0] for i, group in enumerate(needed) if group and i not in pairs]
        taken = set(pairs.values())
        spurious = [
            group[0] for j, group in enumerate(runs) if j not in taken and not self._of_the_model(group[0])
        ]
        if row == "triple":
            for kind, counts, parts in (
                ("", Counts(tp=1), [g[0] for g, _ in hits]),
                ("SPURIOUS", Counts(fp=1), spurious),
                ("MISSED", Counts(fn=1), missed),
            ):
                for c in parts:
                    by_predicate[c["p"]] += counts
                    errors += [_shown(kind, one.article.id, c)] if kind else []
            for group, run in hits:
                for i, j in self._match([[g] for g in group], [[c] for c in run], row).items():
                    self._fields(group[i], run[j], right, errors, one.article.id)
        return Counts(len(hits), len(spurious), len(missed))

    def _ends(self, one: GoldArticle, claims: list[Row], ends: dict[str, list[bool]]) -> None:
        """Judge subject and object of the claims whose type the gold has in the same sentence."""
        for c in claims:
            words = norm(c["sent"])
            golds = [g for g in one.claims if g["p"] == c["p"] and norm(g["sent"]) in words]
            if c["p"] in self._symmetric:
                golds += [{**g, "s": g["o"], "o": g["s"]} for g in golds if g["o"]]
            if golds:
                ends["subject"].append(any(self._names.same(g["s"], c["s"]) for g in golds))
            if c["o"] and (objects := [g["o"] for g in golds if g["o"]]):
                ends["object"].append(any(self._names.same(o, c["o"]) for o in objects))

    def _fields(
        self, gold: Row, found: Row, right: dict[str, list[bool]], errors: list[str], slug: str
    ) -> None:
        for name in FIELDS:
            if name != "time" or gold.get("time"):
                ok = self._right(name, gold, found)
                right[name].append(ok)
                errors += [] if ok else [_shown(f"WRONG {name}", slug, gold)]

    def _right(self, name: str, gold: Row, found: Row) -> bool:
        if name == "attribution":
            if gold["by"] == "narrator":
                return found["by"] is None
            if gold["by"] is None:
                return found["by"] is None and found["kind"] != AttributionKind.NARRATOR
            return bool(found["by"]) and self._names.same({"name": gold["by"]}, found["by"])
        if name == "time":
            return bool(gold.get("time")) and str(found["time"]).startswith(gold["time"])
        return bool(gold[name] == found[name])

    def _of_the_model(self, found: Row) -> bool:
        """Say whether a claim only tells that a body is part of its state: the model has it so, not the text."""
        return bool(
            found["p"] == "part-of"
            and found["o"]
            and (state := self._names.stands_for(found["s"]))
            and state == self._names.stands_for(found["o"])
        )

    def _compact(self, record: Mapping[str, Any]) -> Row:
        """Return a claim record in the terms of the gold."""
        said, time, more = (record.get(key) or {} for key in ("attribution", "time", "qualifiers"))
        return {
            "s": record["subject"],
            "p": record["predicate"],
            "o": record["object"],
            "polarity": record["polarity"],
            "modality": record["modality"],
            "by": said.get("speaker"),
            "kind": said.get("kind", AttributionKind.NARRATOR),
            "time": (time.get("start") or "")[: _DATE_LENGTH.get(time.get("precision", ""), 0)],
            "about": _content(more.get("topic"), more.get("item"), record["object"]),
            "sent": ((record.get("evidence") or {}).get("sentence") or {}).get("text") or "",
        }

    def _triples(self, claims: list[Row], row: str) -> list[list[Row]]:
        """Group claims by their triple (in the polarity row with it); without an object, by the sentence."""
        groups: dict[object, list[Row]] = defaultdict(list)
        for c in claims:
            ends = [
                self._names.canonical(c["s"]),
                self._names.canonical(c["o"]) if c["o"] else norm(c["sent"]),
            ]
            ends = sorted(ends) if c["p"] in self._symmetric else ends
            groups[(c["p"], *ends, row == "polarity" and c["polarity"])].append(c)
        return list(groups.values())

    def _match(self, golds: list[list[Row]], runs: list[list[Row]], row: str) -> dict[int, int]:
        """Pair groups one to one, the best partners first."""
        edges = [
            (max(ranks), -i, -j)
            for i, gs in enumerate(golds)
            for j, cs in enumerate(runs)
            if (ranks := [self._rank(g, c) for g in gs for c in cs if self._fits(g, c, row)])
        ]
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for _, i, j in sorted(edges, reverse=True):
            if -i not in pairs and -j not in taken:
                pairs[-i] = -j
                taken.add(-j)
        return pairs

    def _fits(self, gold: Row, found: Row, row: str) -> bool:
        alike = gold["p"] == found["p"] or (row == "relaxed" and self._related(gold["p"], found["p"]))
        if not alike or (row == "polarity" and gold["polarity"] != found["polarity"]):
            return False
        same = self._names.same
        if gold["o"] is None:
            return same(gold["s"], found["s"]) and (
                found["o"] is None or bool(_content(gold.get("topic")) & found["about"])
            )
        if found["o"] is None:
            return False
        if same(gold["s"], found["s"]) and same(gold["o"], found["o"]):
            return True
        either = gold.get("either") or {gold["p"], found["p"]} & self._symmetric
        return bool(either) and same(gold["s"], found["o"]) and same(gold["o"], found["s"])

    def _rank(self, gold: Row, found: Row) -> tuple[bool, ...]:
        """Say what makes one of several possible partners the better one, the most important first."""
        return (
            gold["p"] == found["p"],
            not gold.get("optional"),
            gold["polarity"] == found["polarity"],
            norm(gold["sent"]) in norm(found["sent"]),
            (gold["o"] is None) == (found["o"] is None),
            *(self._right(name, gold, found) for name in FIELDS),
        )

    def _related(self, p: str, q: str) -> bool:
        """Say whether one type is the parent or grandparent of the other, or both are of one family."""
        above = self._ontology.ancestors
        if p in above(q)[:2] or q in above(p)[:2]:
            return True
        return bool(self._family(p) & self._family(q))

    def _family(self, predicate: str) -> set[str]:
        if predicate in _STANDING_TIES:
            return {"standing tie"}
        return {name.split("/")[0] for name in self._ontology.get(predicate).plover}


def _content(*parts: Any) -> set[str]:
    """Return the content words, plural s folded, of topics and of actors' names."""
    words = norm(" ".join(p["name"] if isinstance(p, Mapping) else p for p in parts if p)).split()
    return {w.rstrip("s") for w in words if len(w) > 2 and w not in _STOP}


def _shown(label: str, slug: str, c: Row) -> str:
    names = f"{c['s']['name']} > {c['p']} > {c['o']['name'] if c['o'] else None}"
    return f"{label} {slug}: {names} [{c['polarity']} {c['modality']}] {' '.join(c['sent'].split())[:70]}"
