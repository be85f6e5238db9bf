"""``kg explain``: why a claim is made, or what a sentence would give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from kg.cli import options
from kg.cli.console import SOME_FAILED, output, report, reported
from kg.cli.inputs import read as read_articles
from kg.errors import ConfigError, InputError
from kg.export.jsonl import json_text
from kg.ingest import writable
from kg.model import Actor, Article, Claim, Mention, Span
from kg.model.claim import QUALIFIERS
from kg.store import Store, is_store

if TYPE_CHECKING:
    from kg.engine import Engine
    from kg.extract.explanation import Explanation
    from kg.text import Reading

_SHORTEST = 6
_WIDE = 110
_NARRATOR = "the article itself"
_STYLES = {"subject": "bold green", "object": "bold blue", "cue": "bold red", "said": "magenta"}


def explain(
    claim: Annotated[
        str | None,
        typer.Argument(
            metavar="CLAIM_ID",
            show_default=False,
            help="The id of a claim, or six or more of its first characters.",
        ),
    ] = None,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", show_default=False, help="The articles, as for kg build, or a store."),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text", metavar="SENTENCE", show_default=False, help="Explain the claims of this text."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            "--published", metavar="DATE", show_default=False, help="With --text: its date, YYYY-MM-DD."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines, one claim a line.")] = False,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Tell why a claim is made.

    `kg explain CLAIM_ID INPUT...` reads the articles again and shows the claim in its sentence, with its cue, the way
    to its ends, and what gave polarity, modality, speaker, time and confidence. `kg explain --text "A met B."` tries
    a sentence; without a full stop it is read as a headline.
    """
    with reported():
        _check(claim, inputs, text, published)
        errors: list[InputError] = []
        from kg.engine import Engine
        from kg.extract.explanation import explain as why

        settings = options.settings(model, ontology)
        if text is not None:
            engine = Engine.load(settings)
            reading = _read(engine, writable(Article.make(text, published=published)))
            found = [(c, reading) for c in engine.extractor.claims(reading)]
            if not found and not as_json:
                _nothing(engine, reading)
        else:
            engine = Engine.load(settings)
            found = [_find(claim or "", inputs or [], engine, errors)]
        lexicon = engine.extractor.knowledge.lexicon
        explained = [why(c, reading, lexicon, settings.ontology) for c, reading in found]
        if as_json:
            for one in explained:
                typer.echo(_line(one))
        else:
            _print(explained)
        if errors:
            raise typer.Exit(SOME_FAILED)


def _check(claim: str | None, inputs: list[str] | None, text: str | None, published: str | None) -> None:
    """Raise ConfigError where the arguments don't fit together."""
    if text is not None and (claim or inputs):
        raise ConfigError("--text takes no claim id and no articles beside it")
    if text is not None and not text.strip():
        raise ConfigError("--text is empty")
    if text is None and not (claim and inputs):
        raise ConfigError("give a claim id and the articles it comes from, or a sentence with --text")
    if claim and len(claim) < _SHORTEST:
        raise ConfigError(
            f"{claim!r} is too short for a claim id: give {_SHORTEST} or more of its characters"
        )
    if published and text is None:
        raise ConfigError("--published goes with --text: articles have their own date")
    if published and not _day(published):
        raise ConfigError(f"--published {published!r} is no date like 2024-06-03")


def _day(published: str) -> bool:
    try:
        return date.fromisoformat(published).isoformat() == published
    except ValueError:
        return False


def _line(one: Explanation) -> str:
    return json_text(one.record())


def _read(engine: Engine, article: Article) -> Reading:
    """Read a text given by hand: all of it is body."""
    reading = engine.parser.read(article, [(0, len(article.text))])
    engine.resolver.annotate(reading)
    return reading


def _find(prefix: str, inputs: list[str], engine: Engine, errors: list[InputError]) -> tuple[Claim, Reading]:
    """Return the one claim whose id begins so, with its reading. Raises InputError where there is not exactly one."""
    found: dict[str, tuple[Claim, Reading]] = {}
    total = 0
    for reading in engine.readings(_articles(prefix.lower(), inputs, errors)):
        for claim in engine.extractor.claims(reading):
            total += 1
            if claim.id.startswith(prefix.lower()):
                found.setdefault(claim.id, (claim, reading))
    report(errors)
    if not found:
        what = f"no claim of these articles has such an id ({total} claims were read)"
        raise InputError(prefix, what, "ids stand in claims.jsonl; another version of kg may give other ids")
    if len(found) > 1:
        raise InputError(prefix, f"is the start of {len(found)} ids: {', '.join(found)}", "give more of it")
    return next(iter(found.values()))


def _articles(prefix: str, inputs: list[str], errors: list[InputError]) -> Iterator[Article]:
    """Yield the articles of the inputs; of a store only those with such claims."""
    others = []
    for one in inputs:
        if is_store(Path(one)):
            with Store.open(one) as store:
                ids = dict.fromkeys(claim.article.id for claim in store.claim(prefix))
                yield from filter(None, map(store.article, ids))
        else:
            others.append(one)
    for result in read_articles(others):
        if isinstance(result, InputError):
            errors.append(result)
        else:
            yield result


def _nothing(engine: Engine, reading: Reading) -> None:
    """Tell of a text without claims which actors and which cues were seen."""
    mentions = [m for s in reading.sentences for found in s.actors.values() for m in found]
    actors = dict.fromkeys(f"{m.span.text!r} = {_actor(m.actor)}" for m in mentions)
    cues = dict.fromkeys(
        f"{match.cue.text!r} of {match.cue.predicate}"
        for sentence in reading.sentences
        for same in engine.extractor.matcher.matches(sentence, engine.extractor.syntax(sentence))
        for match in same
    )
    typer.echo("No claim.")
    typer.echo(_safe(f"Actors seen: {'; '.join(actors) or 'none'}"))
    typer.echo(f"Cues seen, their ends not filled as they ask: {'; '.join(cues) or 'none'}")


def _print(explained: list[Explanation]) -> None:
    console = output(_WIDE)
    with console.capture() as shown:  # printed at once below, where a reader that has gone is noticed
        for n, one in enumerate(explained):
            if n:
                console.rule(style="dim")
            table = Table.grid(padding=(0, 2))
            table.add_column(style="bold", no_wrap=True)
            table.add_column(overflow="fold")
            for label, value in _rows(one):
                table.add_row(label, Text(_safe(value)))
            console.print(_headline(one.claim), Text(), marked(one.claim), Text(), table, sep="\n")
    for line in shown.get().splitlines():
        typer.echo(line.rstrip())


def _headline(claim: Claim) -> Text:
    object = claim.object.actor.name if claim.object else claim.qualifiers.topic or "-"
    name = object.name if isinstance(object, Actor) else object
    return Text(
        f"{_safe(claim.subject.actor.name)}  {claim.predicate}  {_safe(name)}    (claim {claim.id})",
        style="bold",
    )


def marked(claim: Claim) -> Text:
    """Return the sentence of a claim with its cue, its ends and the word of saying marked by name and colour."""
    base, spans = claim.evidence.sentence, _spans(claim)
    inside = [(r, s) for r, s in spans if base.start <= s.start and s.end <= base.end]
    marks: dict[int, list[tuple[int, str, str]]] = {}
    for n, (role, span) in enumerate(sorted(inside, key=lambda pair: pair[1].start - pair[1].end)):
        # What closes stands before what opens; the longer span opens first and closes last.
        marks.setdefault(span.end, []).append((-1000 - n, "]", role))
        marks.setdefault(span.start, []).append((n, f"[{role}: ", role))
    text = Text()
    edges = sorted({base.start, base.end, *marks})
    for at, following in zip(edges, [*edges[1:], base.end], strict=True):
        for _, sign, role in sorted(marks.get(at, [])):
            text.append(sign, _STYLES[role])
        roles = [role for role, span in inside if span.start <= at < span.end]
        text.append(
            _safe(base.text[at - base.start : following - base.start]), _STYLES[roles[0]] if roles else ""
        )
    return text


def _safe(text: str) -> str:
    """Return the text on one line; what could steer a terminal is shown as "?"."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in text)


def _spans(claim: Claim) -> list[tuple[str, Span]]:
    """Return cue, ends and word of saying."""
    object, said = claim.object, claim.attribution.cue
    return [
        ("cue", claim.evidence.trigger),
        ("subject", claim.subject.span),
        *([("object", object.span)] if object else []),
        *([("said", said)] if said else []),
    ]


def _rows(one: Explanation) -> Iterator[tuple[str, str]]:
    """Yield label and value of each line of the explanation."""
    claim = one.claim
    article = claim.article
    if parts := [p for p in (article.title, article.publisher, article.published) if p]:
        yield "Article", ", ".join(parts)
    yield from _cue(one)
    yield from _end("Subject", claim.subject, one.paths.get("subject"))
    if claim.object:
        yield from _end("Object", claim.object, one.paths.get("object"))
    for name in QUALIFIERS:
        if value := getattr(claim.qualifiers, name):
            yield name.capitalize(), value.name if isinstance(value, Actor) else value
    yield "Polarity", claim.polarity.value
    yield "Modality", claim.modality.value
    yield from _indented("read from", "; ".join(one.words) or _plain(one))
    said = claim.attribution
    speaker = said.speaker.name if said.speaker else "somebody not named"
    yield "Said by", f"{speaker} ({said.kind.value})" if said.kind.value != "narrator" else _NARRATOR
    if said.cue:
        yield from _indented("read from", repr(said.cue.text))
    if claim.time:
        dates = dict.fromkeys([claim.time.start, claim.time.end])
        yield "Time", f"{' to '.join(dates)} (to the {claim.time.precision.value})"
        yield from _indented("read from", repr(claim.time.text))
    else:
        yield "Time", "not said"
    yield "Confidence", f"{claim.confidence:.2f}"
    for step in one.weighing:
        yield "", step


def _plain(one: Explanation) -> str:
    cue = one.source.cue if one.source else None
    own = cue and (cue.modality.value, cue.polarity.value) != ("asserted", "affirmed")
    return "the cue itself" if own else "the plain statement, no word changes it"


def _cue(one: Explanation) -> Iterator[tuple[str, str]]:
    if one.source is None:
        yield "Cue", one.claim.reasons[0] if one.claim.reasons else "not known"
        return
    cue, where = one.source.cue, one.source.file
    place = f"{where}, line {one.source.line}" if where else "no file of the lexicon"
    yield "Cue", f"{cue.text}    ({cue.kind.value} in {place}; weight {cue.weight:g})"
    if cue.example:
        yield from _indented("as in", cue.example)


def _end(label: str, end: Mention, path: str | None) -> Iterator[tuple[str, str]]:
    yield label, _actor(end.actor)
    yield from _indented("known by", end.how)
    if path:
        yield from _indented("path", path)


def _indented(label: str, value: str) -> Iterator[tuple[str, str]]:
    yield f"  {label}", value


def _actor(actor: Actor) -> str:
    parts = [actor.type.value, actor.country, actor.sector, actor.wikidata]
    return f"{actor.name} ({', '.join(p for p in parts if p)})"
