"""Runs every set that is there."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import gazetteer, grammar, ontology
from kg.config import Settings
from kg.engine import Engine
from kg.errors import ConfigError, InputError
from kg.evaluation import attribution, entities, factuality, gold, pairs
from kg.evaluation.figures import SetResult
from kg.evaluation.names import Names
from kg.gazetteer import Gazetteer
from kg.model import Article, Claim
from kg.model.record import to_record
from kg.ontology import Ontology
from kg.relate import PairReader

GOLD = Path("tests/gold")
NAMES = "names.tsv"


@dataclass(frozen=True)
class Parts:
    """What the sets need, each loaded when first asked for."""

    settings: Settings

    @cached_property
    def engine(self) -> Engine:
        """The engine of the articles."""
        return Engine.load(self.settings)

    @cached_property
    def whole(self) -> Engine:
        """The engine that parses every sentence: for sets that ask about sentences that carry no claim as well."""
        return Engine.load(replace(self.settings, gate=False))

    @cached_property
    def reader(self) -> PairReader:
        """The reader of pairs."""
        return PairReader.load(self.settings)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Who is known."""
        return gazetteer.load(self.settings.ontology)

    @cached_property
    def ontology(self) -> Ontology:
        """The relation types."""
        return ontology.load(self.settings.ontology)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The verbs of saying, judging and demanding."""
        roles = grammar.load_roles(self.settings.ontology)
        return roles.speech_verbs | roles.judging_verbs | roles.demanding_verbs

    def names(self, folder: Path) -> Names:
        """The names of the gazetteer and those in ``names.tsv`` of a folder."""
        path = folder / NAMES
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return Names.of(
            self.gazetteer, [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
        )


Runner = Callable[[Path, Parts], SetResult]


def gold_figures(folder: Path, parts: Parts,
                 extractor: Callable[[Iterable[Article]], Iterable[Claim]] | None = None) -> SetResult:
    """Return the figures over the gold articles of a folder, for kg's rules or another extractor.

    Raises InputError where there are none, or where they can't be read.
    """
    articles = gold.load(folder)
    if not articles:
        raise InputError(str(folder), "holds no gold articles", "pairs of NAME.json and NAME.gold.jsonl")
    extractor = extractor or parts.engine.claims
    records = [to_record(claim) for claim in extractor(one.article for one in articles)]
    return gold.GoldScorer(parts.names(folder), parts.ontology).score(articles, records)


def _linking(path: Path, parts: Parts) -> SetResult:
    known = frozenset(parts.gazetteer.entries)
    return entities.linking(_rows(path), parts.whole, parts.names(GOLD), known)


SETS: dict[str, tuple[str, Runner]] = {
    "gold": ("", gold_figures),
    "plv": ("bench/plv-train.jsonl", lambda path, parts: pairs.plv(_rows(path), parts.reader)),
    "dse": ("bench/dse-valid.jsonl", lambda path, parts: pairs.dse(_rows(path), parts.reader)),
    "re3d": (
        "bench/re3d-dev.jsonl",
        lambda path, parts: pairs.re3d(_rows(path), parts.reader, parts.ontology),
    ),
    "re3d-entities": (
        "bench/re3d-dev.jsonl",
        lambda path, parts: entities.re3d_entities(_rows(path), parts.whole),
    ),
    "polnear": (
        "bench/polnear-dev.jsonl",
        lambda path, parts: attribution.polnear(_rows(path), parts.whole, parts.verbs),
    ),
    "factuality": (
        "bench/factuality-dev.jsonl",
        lambda path, parts: factuality.factuality(_rows(path), parts.whole),
    ),
    "entity-linking": ("bench/entity-linking-dev.jsonl", _linking),
}
"""The sets by name: where each lies below the shared folder (gold lies in tests/gold), and what runs it."""


def _rows(path: Path) -> list[dict[str, Any]]:
    """Read a JSON Lines file. Raises InputError where it can't be read."""
    try:
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise InputError(str(path), f"can't be read: {error}") from error


def run(
    settings: Settings, *, shared: Path | None, gold_folder: Path = GOLD, only: Sequence[str] = ()
) -> Iterator[SetResult | str]:
    """Yield the result of each set, in the order of SETS; a line that says why, for one that is not there.

    ``shared`` holds the labelled sets that are not part of the project; without it these are not run, and one line
    says so for all of them. Raises ConfigError for an unknown name in ``only``.
    """
    if unknown := sorted(set(only) - SETS.keys()):
        raise ConfigError(f"there is no set {', '.join(unknown)} (the sets: {', '.join(SETS)})")
    parts = Parts(settings)
    nowhere = []
    for name, (where, runner) in SETS.items():
        if only and name not in only:
            continue
        if where and shared is None:
            nowhere.append(name)
            continue
        path = shared / where if where and shared else gold_folder
        if not path.exists():
            yield f"{name}: not run, there is no {path}"
        else:
            yield replace(runner(path, parts), name=name)
    if nowhere:
        yield f"{', '.join(nowhere)}: not run, no folder is named for the sets of others (--shared DIR or KG_SHARED)"
