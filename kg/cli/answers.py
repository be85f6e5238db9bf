"""What the commands that answer questions share: where they ask, and how they print."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import JustifyMethod
from rich.table import Table

from kg import gazetteer, ontology, pipeline
from kg.cli.console import leave, output, report, warn
from kg.cli.inputs import decisions_of, graph_of
from kg.clocks import Window
from kg.config import Settings
from kg.graph.corroboration import voice_name
from kg.model import Actor, Claim, Relation
from kg.model.record import to_record
from kg.store import Store, is_store

if TYPE_CHECKING:
    from kg.graph.asked import Asked
    from kg.graph.corroboration import Voice
    from kg.graph.questions import Passage

Source = Annotated[str, typer.Argument(
    metavar="SOURCE", show_default=False,
    help="A store; what kg build wrote, claims.jsonl or the folder that holds it; or articles as for kg build.")]

Sources = Annotated[list[str], typer.Argument(
    metavar="SOURCE", show_default=False,
    help="A store; what kg build wrote, claims.jsonl or the folder that holds it; or articles as for kg build.")]

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Print at most so many.")]

Rollup = Annotated[str | None, typer.Option(
    "--rollup", show_default=False, metavar="state|state+leaders",
    help="Count the bodies of a state (its ministries, its army) as the state, or these and its leaders.")]

Texts = Callable[[Collection[str]], Mapping[str, str]]

_WIDE = 160


@contextmanager
def asked(source: str, settings: Settings, overrides: Path | None, rollup: str | None, window: Window,
          decisions: Path | None = None) -> Iterator[Asked]:
    """Give what questions are put to. A store answers from its indexes, unless the view changes who is who.

    Raises typer.Exit where there is nothing usable, and what :func:`kg.cli.inputs.graph_of` raises.
    """
    from kg.graph.asked import AskedClaims, AskedStore

    def known() -> gazetteer.Gazetteer:
        return gazetteer.load(settings.ontology)

    if not overrides and not rollup and is_store(Path(source)):
        decided = decisions_of([source], decisions)
        with Store.open(source, ontology=settings.ontology) as store:
            yield AskedStore(store, ontology.load(settings.ontology), known, window, decided)
        return
    with whole([source], settings, overrides, rollup, window, decisions) as (graph, texts):
        yield AskedClaims(graph.viewed, graph.ontology, known, texts)


@contextmanager
def whole(sources: Iterable[str], settings: Settings, overrides: Path | None, rollup: str | None, window: Window,
          decisions: Path | None = None) -> Iterator[tuple[pipeline.Graph, Texts]]:
    """Give the whole graph of some sources, and what knows the full texts of articles in stores among them.

    Reports what can't be read; the exit code says so when all is done. Raises as :func:`asked`.
    """
    from kg.graph.asked import store_texts

    given = list(sources)
    graph = graph_of(given, settings, overrides, rollup, window, decisions=decisions)
    report(graph.errors)
    warn(graph.warnings)
    if not graph.articles:
        leave(0, len(graph.errors))
    with ExitStack() as opened:
        stores = [opened.enter_context(Store.open(one)) for one in given if is_store(Path(one))]

        def texts(ids: Collection[str]) -> dict[str, str]:
            return {id: text for store in stores for id, text in store_texts(store, ids).items()}

        yield graph, texts
    leave(len(graph.articles), len(graph.errors))


def print_table(headings: Iterable[str], rows: Iterable[Iterable[object]], *, title: str = "") -> None:
    """Print a table; columns whose heading ends with "#" hold numbers and stand to the right."""
    console = output(_WIDE)
    if title:
        console.print(f"\n{safe(title)}", style="bold", markup=False)
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        side: JustifyMethod = "right" if heading.endswith("#") else "left"
        table.add_column(safe(heading.rstrip("#")), overflow="fold", justify=side)
    for row in rows:
        table.add_row(*(safe(_cell(value)) for value in row))
    console.print(table, markup=False)


def print_line(text: str = "") -> None:
    """Print one line of text."""
    output(_WIDE).print(safe(text), markup=False, soft_wrap=True)


def print_passages(passages: Iterable[Passage]) -> None:
    """Print claims with their sentences."""
    for passage in passages:
        print_claim(passage.claim, passage.copies)


def print_claim(claim: Claim, copies: int = 0) -> None:
    """Print a claim, who says so, and its sentence below it."""
    more = f", and {copies:,} {'copy' if copies == 1 else 'copies'}" if copies else ""
    where = claim.article.publisher or claim.article.title or claim.article.id
    print_line(f"{claim.article.published or 'no date'}  {stated(claim)}  [{said_by(claim)}{where}{more}]")
    print_line(f"            {claim.evidence.sentence.text}")


def triple(relation: Relation) -> str:
    """Return a relation in one line."""
    return f"{relation.subject.name} {relation.predicate} {relation.object.name if relation.object else '(a topic)'}"


def stated(claim: Claim) -> str:
    """Return what a claim says in one line: ends, type, and what is not affirmed and asserted about it."""
    object = claim.object.actor.name if claim.object else _topic(claim)
    odd = [str(value) for value in (claim.polarity, claim.modality) if value not in ("affirmed", "asserted")]
    with_whom = claim.qualifiers.counterparty
    other = with_whom.name if isinstance(with_whom, Actor) else with_whom
    parts = [claim.subject.actor.name, claim.predicate, object, f"({other})" if other else "",
             f"({', '.join(odd)})" if odd else ""]
    return " ".join(part for part in parts if part)


def said_by(claim: Claim) -> str:
    """Return the speaker and a comma and space, "" where the article says it itself."""
    return "" if claim.attribution.kind == "narrator" else f"{voice_name(claim)}, "


def names(voices: Iterable[Voice]) -> str:
    """Return voices by name, each with its modality where that is not asserted."""
    shown = [v.name + ("" if v.modality == "asserted" else f" ({v.modality})") for v in voices]
    return ", ".join(dict.fromkeys(shown))


def actor_record(actor: Actor) -> dict[str, str]:
    """Return an actor in short for JSON."""
    return {"id": actor.id, "name": actor.name, "type": actor.type.value}


def voice_record(voice: Voice) -> dict[str, object]:
    """Return a voice for JSON."""
    return {"name": voice.name, "speaker": voice.speaker.id if voice.speaker else None,
            "polarity": voice.polarity.value, "modality": voice.modality.value, "publishers": list(voice.publishers),
            "first": voice.first, "last": voice.last, "claims": [claim.id for claim in voice.claims]}


def passage_record(passage: Passage) -> dict[str, object]:
    """Return a passage for JSON: the record of its claim, and the number of copies."""
    return {"copies": passage.copies, "claim": to_record(passage.claim)}


def safe(text: str) -> str:
    """Return a text in which nothing steers a terminal."""
    return "".join(c if c.isprintable() else "?" for c in text)


def counted(number: int, what: str) -> str:
    """Return a number of things: "1 source", "2 sources"; for words that take an s."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def standing(affirmed: int, negated: int, contested: bool) -> str:
    """Return how a relation stands in a word: "", "denied", "contested" or "both", where one voice says both."""
    if contested:
        return "contested"
    if negated:
        return "both" if affirmed else "denied"
    return ""


def _topic(claim: Claim) -> str:
    topic = claim.qualifiers.topic
    return topic.name if isinstance(topic, Actor) else topic or ""


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else " ".join(str(value).split())
