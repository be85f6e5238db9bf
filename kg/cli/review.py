"""``kg review``: look at doubtful claims one by one, and decide."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import answers, options
from kg.cli.console import reported, say
from kg.cli.inputs import articles_of
from kg.errors import ConfigError, KgError
from kg.overrides import Decision, Decisions, Ref, Verdict, beside, decide, read_decisions
from kg.overrides.decisions import HEADING

if TYPE_CHECKING:
    from kg import pipeline
    from kg.graph.doubts import Doubt
    from kg.model import Claim

_ASK = "accept, reject, correct, skip, quit? [a/r/c/s/q] "
_PARTS = {"subject": "subject", "predicate": "type", "object": "object", "polarity": "polarity",
          "modality": "modality"}


def review(
    source: answers.Source,
    decisions: options.Decisions = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="ACTOR", show_default=False,
                                              help="Only claims of this one, given by a name or an id.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All claims, not only doubtful ones.")] = False,
    show: Annotated[bool, typer.Option("--list", help="List the claims with their reasons, and ask nothing.")] = False,
    limit: answers.Limit = 1000,
    gold: Annotated[Path | None, typer.Option(
        "--gold", metavar="DIR", show_default=False,
        help="Write the reviewed articles with their claims as labelled articles for kg evaluate, and ask "
             "nothing.")] = None,
    overrides: options.Overrides = None,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Look at doubtful claims one by one: accept, reject or correct them.

    The least sure come first, then what is contested, then actors that no gazetteer knows. Each decision is written at
    once into a YAML file beside SOURCE (or --decisions), so you may stop at any time; what is decided is not asked
    again. All commands that read SOURCE then leave out what was rejected and take what was corrected.
    """
    with reported():
        settings = options.settings(model, ontology)
        file = decisions or beside(Path(source))
        given = read_decisions(file) if file.exists() else Decisions(str(file))
        with answers.whole([source], settings, overrides, None, options.window(), None) as (graph, _):
            plain = graph.seen(overrides=overrides)  # as found, whatever was decided
            if gold:
                _write_gold(source, plain, given, gold)
                return
            left = list(_left(plain, given, actor, every))[:limit]
            if show:
                answers.print_table(("claim", "doubt", "says"),
                                    ((d.claim.id, "; ".join(d.reasons), answers.stated(d.claim)) for d in left))
            else:
                _Session(plain, file).run(left)


def _left(graph: pipeline.Graph, given: Decisions, actor: str | None, every: bool) -> Iterator[Doubt]:
    """Yield what is still to be looked at."""
    from kg.graph.census import in_gazetteer
    from kg.graph.doubts import Doubt, doubts

    about = graph.find(actor).id if actor else None
    found = doubts(graph.viewed, graph.ontology, lambda one: in_gazetteer(one, graph.gazetteer), given.by_claim)
    seen = {doubt.claim.id for doubt in found}
    rest = (Doubt(c, (), 0.0) for c in graph.viewed if c.id not in seen and c.id not in given.by_claim)
    for doubt in (*found, *(rest if every else ())):
        claim = doubt.claim
        if about is None or about in {end.actor.id for end in (claim.subject, claim.object) if end}:
            yield doubt


class _Session:
    """Asks for decisions on standard input and writes each down at once."""

    def __init__(self, graph: pipeline.Graph, file: Path) -> None:
        self._graph = graph
        self._file = file
        self._made = 0

    def run(self, doubts: list[Doubt]) -> None:
        for number, doubt in enumerate(doubts, 1):
            answers.print_line(f"\n{number}/{len(doubts)}  {'; '.join(doubt.reasons)}".lstrip("\n"))
            answers.print_claim(doubt.claim)
            if not self._decided(doubt.claim):
                break
        else:
            answers.print_line("nothing is left to review" if not doubts else "that was the last one")
        answers.print_line(f"{answers.counted(self._made, 'decision')} written to {self._file}"
                           if self._made else "nothing was decided")

    def _decided(self, claim: Claim) -> bool:
        """Ask for a claim until there is an answer; False where the user stops."""
        while True:
            answer = _asked(_ASK)
            if answer is None or answer in ("q", "quit"):
                return False
            if answer in ("s", "skip", ""):
                return True
            if answer in ("a", "accept"):
                return self._write(claim, Decision(claim.id, Verdict.ACCEPT))
            if answer in ("r", "reject"):
                return self._write(claim, Decision(claim.id, Verdict.REJECT))
            if answer in ("c", "correct"):
                try:
                    decision = self._correction(claim)
                except KgError as error:
                    answers.print_line(f"not so: {error}")
                    continue
                if decision is None:
                    answers.print_line("nothing was changed")
                    continue
                return self._write(claim, decision)
            answers.print_line("write a, r, c, s or q")

    def _correction(self, claim: Claim) -> Decision | None:
        """Ask for the parts; an empty answer keeps one. Raises ConfigError for what is impossible."""
        from kg.model import Modality, Polarity

        now = {"subject": claim.subject.actor.id, "predicate": claim.predicate,
               "object": claim.object.actor.id if claim.object else "", "polarity": claim.polarity.value,
               "modality": claim.modality.value}
        new: dict[str, str] = {}
        for name, label in _PARTS.items():
            if name == "object" and claim.object is None:
                continue
            answer = _asked(f"  {label} [{now[name]}] ")
            if answer and answer != now[name]:
                new[name] = answer
        if not new:
            return None
        for name, values in (("polarity", list(Polarity)), ("modality", list(Modality))):
            if name in new and new[name] not in [*map(str, values)]:
                raise ConfigError(f"{new[name]!r} is none of {', '.join(map(str, values))}")
        decision = Decision(
            claim.id, Verdict.CORRECT, Ref(new["subject"], 0) if "subject" in new else None, new.get("predicate"),
            Ref(new["object"], 0) if "object" in new else None,
            Polarity(new["polarity"]) if "polarity" in new else None,
            Modality(new["modality"]) if "modality" in new else None)
        self._try(claim, decision)
        return decision

    def _try(self, claim: Claim, decision: Decision) -> None:
        from kg.graph.relations import actors

        decide([claim], Decisions(str(self._file), {claim.id: decision}), self._graph.ontology,
               lambda: actors(self._graph.claims), lambda: self._graph.gazetteer)

    def _write(self, claim: Claim, decision: Decision) -> bool:
        """Add a decision to the file, on the disk before the next question; True."""
        said = f"{answers.stated(claim)} [{claim.article.published or 'no date'}]: {claim.evidence.sentence.text}"
        text = self._file.read_text("utf-8-sig") if self._file.exists() else ""
        if not text.strip():
            text = HEADING
        elif not text.endswith("\n"):
            text += "\n"
        if "decisions:" not in (line.rstrip() for line in text.splitlines()):
            raise ConfigError(f"{self._file}: has no line 'decisions:' to add to")
        if not self._file.parent.is_dir():
            raise ConfigError(f"{self._file}: there is no such folder (give another --decisions)")
        part = self._file.with_name(f".{self._file.name}.part")
        with part.open("w", encoding="utf-8", newline="\n") as out:
            out.write(text + indent(dedent(decision.entry(said[:200])), _indent(text)))
            out.flush()
            os.fsync(out.fileno())
        part.replace(self._file)
        self._made += 1
        return True


def _indent(text: str) -> str:
    """Return how far in the entries of a file of decisions stand: none need be in YAML."""
    first = re.search(r"^( *)- ", text, re.MULTILINE)
    return first[1] if first else "  "


def _asked(question: str) -> str | None:
    """Ask on standard output and return the line that is typed, None where there are no more."""
    typer.echo(question, nl=not sys.stdin.isatty())
    line = sys.stdin.readline()
    return line.strip() if line else None


def _write_gold(source: str, graph: pipeline.Graph, given: Decisions, folder: Path) -> None:
    from kg.evaluation.reviewed import write_gold

    ids = {claim.article.id for claim in graph.claims if claim.id in given.by_claim}
    if not ids:
        raise ConfigError(f"{given.source}: nothing is decided of the claims of {source} (kg review {source} asks)")
    articles = [article for article in articles_of(source) if article.id in ids]
    if not articles:
        raise ConfigError(f"{source}: has claims and no texts, and gold needs these (give the store or the articles)")
    decided = graph.seen(decisions=given)
    count = write_gold(folder, articles, decided.viewed, given.by_claim)
    say(f"{answers.counted(count, 'article')} written to {folder} (kg evaluate --sets gold --gold {folder})")
