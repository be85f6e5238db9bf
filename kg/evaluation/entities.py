"""Sets that ask who is named: the entities of re3d, and texts with links to DBpedia."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from kg.engine import Engine
from kg.evaluation.figures import Counts, SetResult
from kg.evaluation.names import Names, norm
from kg.model import ActorType, Article, Mention
from kg.text import Reading

Row = Mapping[str, Any]

_CLASSES = {
    "Person": frozenset([ActorType.PERSON]),
    "Location": frozenset([ActorType.PLACE, ActorType.STATE, ActorType.GOVERNMENT]),
    "Organisation": frozenset(ActorType) - {ActorType.PERSON, ActorType.PLACE, ActorType.ITEM},
}


def _readings(rows: Sequence[Row], engine: Engine) -> Iterable[Reading]:
    return engine.readings(Article(str(row["id"]), "", row["text"]) for row in rows)


def named(reading: Reading) -> list[Mention]:
    """Return the mentions that are names, one for each span: with a capital, no adjective, no pronoun."""
    found: dict[tuple[int, int], Mention] = {}
    for sentence in reading.sentences:
        for i, mentions in sorted(sentence.actors.items()):
            if sentence.tokens[i].pos == "PROPN" or sentence.tokens[i].entity:
                for m in mentions:
                    if sentence.tokens[i].pos != "ADJ" and any(c.isupper() for c in m.span.text):
                        found.setdefault((m.span.start, m.span.end), m)
    return [found[key] for key in sorted(found)]


def re3d_entities(rows: Iterable[Row], engine: Engine) -> SetResult:
    """Score the named organisations, places and persons of re3d; spans need to overlap only, the class must fit."""
    kept = list(rows)
    total, table = Counts(), dict.fromkeys(_CLASSES, Counts())
    for row, reading in zip(kept, _readings(kept, engine), strict=True):
        for name, counts in score_entities(
            row["entities"], [(m.span.start, m.span.end, m.actor.type) for m in named(reading)]
        ):
            table[name] += counts
            total += counts
    return SetResult(
        "re3d-entities",
        total.tp + total.fn,
        {"precision": total.precision, "recall": total.recall, "F1": total.f1},
        table,
    )


def score_entities(
    entities: Sequence[Row], found: Sequence[tuple[int, int, ActorType]]
) -> list[tuple[str, Counts]]:
    """Return the counts by class.

    A found name inside an entity of another kind, or in one that is matched already, counts neither way.
    """
    counts: list[tuple[str, Counts]] = []
    taken: set[int] = set()
    for entity in entities:
        if entity["type"] not in _CLASSES or not _is_name(entity["text"]):
            continue
        hits = [
            k for k, (start, end, _) in enumerate(found) if start < entity["end"] and entity["start"] < end
        ]
        right = next((k for k in hits if found[k][2] in _CLASSES[entity["type"]]), None)
        counts.append((entity["type"], Counts(tp=1) if right is not None else Counts(fn=1)))
        taken.update(hits if right is not None else ())
    marked = [e for e in entities if e["type"] not in _CLASSES or not _is_name(e["text"])]
    for k, (start, end, kind) in enumerate(found):
        if k not in taken and not any(e["start"] < end and start < e["end"] for e in marked):
            name = next(
                n
                for n in ("Person", "Location", "Organisation")
                if kind in _CLASSES[n] or n == "Organisation"
            )
            counts.append((name, Counts(fp=1)))
    return counts


def _is_name(text: str) -> bool:
    """Say whether a mention has a name in it: a capital beyond its first word, or a first word that is no article."""
    words = text.split()
    return any(w[:1].isupper() for w in words[1:]) or (
        words[0][:1].isupper()
        and words[0].lower()
        not in (
            "the",
            "a",
            "an",
            "we",
            "they",
            "he",
            "she",
            "it",
            "i",
            "you",
            "his",
            "her",
            "our",
            "their",
            "its",
            "this",
            "these",
            "those",
            "many",
            "some",
            "all",
        )
    )


def linking(rows: Iterable[Row], engine: Engine, names: Names, known: frozenset[str]) -> SetResult:
    """Score links by name: a mention is right if our actor has the title of its DBpedia page.

    ``known`` are the ids of the gazetteer: an actor that only the text names is no link. A mention that DBpedia has not
    must stay without one.
    """
    kept = list(rows)
    total = Counts()
    errors = []
    for row, reading in zip(kept, _readings(kept, engine), strict=True):
        mentions = [
            m for s in reading.sentences for ms in (*s.actors.values(), tuple(s.places.values())) for m in ms
        ]
        for entity in row["entities"]:
            ours = {
                m.actor.name for m in mentions if _alike(m, entity) and m.actor.id.partition(".")[0] in known
            }
            counts = score_link(None if entity["nil"] else entity["uri"], ours, names)
            total += counts
            if counts.fp:
                errors.append(f"{entity['text']!r} ({entity['uri']}) taken for {sorted(ours)}")
    return SetResult(
        "entity-linking",
        total.tp + total.fn,
        {"precision": total.precision, "recall": total.recall, "F1": total.f1},
        errors=tuple(errors),
    )


def _alike(mention: Mention, entity: Row) -> bool:
    """Say whether a mention is the entity and not a name within it ("Canada" in "Investment Canada")."""
    common = min(mention.span.end, entity["end"]) - max(mention.span.start, entity["start"])
    return bool(2 * common > 0.6 * (mention.span.end - mention.span.start + entity["end"] - entity["start"]))


def score_link(uri: str | None, found: Collection[str], names: Names) -> Counts:
    """Return what one mention counts as: ``uri`` is its page or None, ``found`` the names we have for it.

    A capital has two, its own and that of the government: one must be right.
    """
    if uri is None:
        return Counts(fp=int(bool(found)))
    if not found:
        return Counts(fn=1)
    title = unquote(uri.rsplit("/", 1)[-1]).replace("_", " ").split(" (")[0]
    same = any(
        norm(title) == norm(name) or names.canonical({"name": title}) == names.canonical({"name": name})
        for name in found
    )
    return Counts(tp=1) if same else Counts(fp=1, fn=1)
