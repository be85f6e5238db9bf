"""CSV for ``neo4j-admin database import``: a property graph of actors, relations, claims and articles.

The header lines follow https://neo4j.com/docs/operations-manual/current/import/: ``:ID``, ``:LABEL``, ``:START_ID``,
``:END_ID`` and ``:TYPE``, types of properties after a colon. Ids are in spaces of their own (Actor, Claim, Article), as
an article may be called like an actor.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.csvtables import cell
from kg.export.tables import (
    ACTORS,
    BOOLEAN,
    CLAIMS,
    INTEGER,
    NUMBER,
    RELATIONS,
    TEXT,
    TEXTS,
    Datum,
    claim_row,
    relation_row,
)
from kg.model import Actor, ArticleRef, Claim
from kg.model.claim import QUALIFIERS

if TYPE_CHECKING:
    from kg.export.registry import Source

DELIMITER = ";"
"""Between the values of a list, as the import takes it without options; in the values a comma stands for it."""

_TYPES = {TEXT: "", INTEGER: ":long", NUMBER: ":double", BOOLEAN: ":boolean", TEXTS: ":string[]"}
_ARTICLE = ("title", "url", "publisher", "published")
_LINKS = ("subject", "object", "speaker", *QUALIFIERS)
# Of a claim, what is a node or an edge of its own.
_APART = frozenset(("id", "article", *_ARTICLE, *_LINKS))


def write(source: Source, folder: Path) -> None:
    """Fill an empty folder. Raises OntologyError for an unknown type of relation, OSError for the files."""
    said = [name for name in ACTORS.columns if name != "id"]
    _file(folder / "actors.csv", ["id:ID(Actor)", *said, ":LABEL"],
          ([row["id"], *(row[name] for name in said), ("Actor", str(row["type"]))] for row in ACTORS.rows(source)))
    _file(folder / "articles.csv", ["id:ID(Article)", *_ARTICLE, ":LABEL"], _articles(source.viewed))
    own = [name for name in CLAIMS.columns if name not in _APART]
    _file(folder / "claims.csv", ["id:ID(Claim)", *_typed(own, CLAIMS.columns), ":LABEL"],
          ([row["id"], *(row[name] for name in own), "Claim"] for row in map(claim_row, source.viewed)))
    between = [name for name in RELATIONS.columns if name not in ("subject", "predicate", "object")]
    _file(folder / "relations.csv", [":START_ID(Actor)", ":END_ID(Actor)", ":TYPE",
                                     *_typed(between, RELATIONS.columns)],
          ([row["subject"], row["object"], _type(str(row["predicate"])), *(row[name] for name in between)]
           for row in (relation_row(r, source.ontology) for r in source.relations) if row["object"] is not None))
    _file(folder / "claim-actors.csv", [":START_ID(Claim)", ":END_ID(Actor)", ":TYPE"], _links(source.viewed))
    _file(folder / "claim-articles.csv", [":START_ID(Claim)", ":END_ID(Article)", ":TYPE"],
          ([claim.id, claim.article.id, "IN_ARTICLE"] for claim in source.viewed))


def _articles(claims: Iterable[Claim]) -> Iterator[list[Datum]]:
    found: dict[str, ArticleRef] = {}
    for claim in claims:
        found.setdefault(claim.article.id, claim.article)
    for id in sorted(found):
        one = found[id]
        yield [id, one.title, one.url, one.publisher, one.published, "Article"]


def _links(claims: Iterable[Claim]) -> Iterator[list[Datum]]:
    for claim in claims:
        named: list[object] = [claim.subject.actor, claim.object and claim.object.actor, claim.attribution.speaker,
                               *claim.qualifiers.values]
        for name, actor in zip(_LINKS, named, strict=True):
            if isinstance(actor, Actor):
                yield [claim.id, actor.id, name.upper()]


def _type(predicate: str) -> str:
    return predicate.upper().replace("-", "_")


def _typed(names: Sequence[str], kinds: dict[str, str]) -> list[str]:
    return [f"{name}{_TYPES[kinds[name]]}" for name in names]


def _file(path: Path, header: Sequence[str], rows: Iterable[Sequence[Datum]]) -> None:
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Datum) -> str | int | float:
    """Return a value as it stands in a cell: on one line, as the import takes it without options."""
    if isinstance(value, tuple):
        value = DELIMITER.join(part.replace(DELIMITER, ",") for part in value)
    return " ".join(value.splitlines()) if isinstance(value, str) else cell(value)
