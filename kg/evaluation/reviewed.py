"""Decisions as gold: the claims of reviewed articles in the form that ``kg evaluate`` scores against."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.ids import content_hash, slug
from kg.model import Actor, Article, AttributionKind, Claim, Precision

_DATE_LENGTH = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def gold_rows(claims: Iterable[Claim], decided: Iterable[str]) -> list[dict[str, Any]]:
    """Return the gold rows of the claims of one article, as decided; the fields are told in tests/gold/README.md.

    What nothing is decided of is optional: found or not, it counts neither way. ``decided`` are ids of claims.
    """
    sure = set(decided)
    return [_row(claim, optional=claim.id not in sure) for claim in claims]


def write_gold(folder: Path, articles: Iterable[Article], claims: Iterable[Claim], decided: Iterable[str]) -> int:
    """Write NAME.json and NAME.gold.jsonl for each of the articles, and return the number of pairs.

    ``claims`` are those that stand after the decisions, ``decided`` the ids of all claims that something was decided
    of. Raises OSError where the folder can't be written.
    """
    sure = frozenset(decided)
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article.id].append(claim)
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for article in articles:
        count += 1
        name = _name(article.id)
        record = {"id": name, "title": article.title, "url": article.url, "publisher": article.publisher,
                  "published": article.published, "text": article.text}
        _write(folder / f"{name}.json", [record])
        _write(folder / f"{name}.gold.jsonl", gold_rows(by_article[article.id], sure))
    return count


def _name(id: str) -> str:
    """Return an id as the name of a file; what had to be changed is told apart by a hash."""
    plain = slug(id)[:80]
    return plain if plain == id else f"{plain or 'article'}-{content_hash(id, length=6)}"


def _write(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    lines = [json.dumps(record, ensure_ascii=True) for record in records]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")


def _row(claim: Claim, *, optional: bool) -> dict[str, Any]:
    said, time, extra = claim.attribution, claim.time, claim.qualifiers
    own = said.kind is AttributionKind.NARRATOR
    row = {
        "s": _actor(claim.subject.actor), "p": claim.predicate,
        "o": _actor(claim.object.actor) if claim.object else None,
        "polarity": claim.polarity.value, "modality": claim.modality.value,
        "by": "narrator" if own else said.speaker.name if said.speaker else None,
        "time": time.start[:_DATE_LENGTH[time.precision]] if time else None,
        "sent": claim.evidence.sentence.text,
    }
    for name in ("topic", "counterparty", "place", "item"):
        if (value := getattr(extra, name)) is not None:
            row[name] = value.name if isinstance(value, Actor) else value
    return {**row, "optional": True} if optional else row


def _actor(actor: Actor) -> dict[str, Any]:
    return {"name": actor.name, "country": actor.country, "sector": actor.sector}
