"""Options that several commands take."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kg.clocks import Window
from kg.config import DEFAULT_MODEL, Settings
from kg.ingest import FieldMap, ReadOptions

Model = Annotated[str, typer.Option(
    "--model", metavar="NAME", envvar="KG_MODEL",
    help="The spaCy model that reads the sentences: the name of an installed package, or a path.")]

Ontology = Annotated[Path | None, typer.Option(
    "--ontology", metavar="DIR", envvar="KG_ONTOLOGY",
    help="A directory to use in place of the relation types, the lexicon and the gazetteer that come with kg.",
    show_default=False)]

Overrides = Annotated[Path | None, typer.Option(
    "--overrides", metavar="FILE", show_default=False,
    help="A YAML file that says who is who (same, different, rename, retype, ignore, wikidata, split).")]

Rollup = Annotated[str | None, typer.Option(
    "--rollup", show_default=False, metavar="state|state+leaders",
    help="In graph and page, count the bodies of a state (its ministries, its army) as the state, or these and its "
         "leaders. claims.jsonl keeps who the text names.")]

AsOf = Annotated[str | None, typer.Option(
    "--as-of", metavar="DATE", show_default=False,
    help="Only what had been published by the end of this day, month or year: 2023-05-06, 2023-05 or 2023.")]

During = Annotated[str | None, typer.Option(
    "--during", metavar="START..END", show_default=False,
    help="Only what is claimed of this time, such as 2023, 2023-05..2024 or 2023..; states hold until a claim ends "
         "them.")]

IngestedBy = Annotated[str | None, typer.Option(
    "--ingested-by", metavar="DATE", show_default=False,
    help="Only what a store held by the end of this day, month or year.")]

Map = Annotated[list[str] | None, typer.Option(
    "--map", metavar="FIELD=NAME", show_default=False,
    help="What the fields of an article are called in JSON, CSV and Parquet, as in text=body,title=headline. The usual "
         "names are found without it. May be given again.")]

Fetch = Annotated[bool, typer.Option(
    "--fetch", help="Fetch inputs that are web addresses, and the articles of feeds that give only their beginning. "
                    "Nothing is fetched without it.")]

Gate = Annotated[bool, typer.Option(
    "--gate/--no-gate", help="Parse only sentences that can carry a claim or that one needs; --no-gate parses all.")]

Vocabulary = Annotated[bool, typer.Option(
    "--vocabulary", help="Ask the vocabulary along: relation types with their parents and labels, kinds of actor.")]

KeepIndex = Annotated[bool, typer.Option(
    "--index", help="Keep an index beside SOURCE (SOURCE.index), so that the next start is quick; it is made anew when "
                    "SOURCE changes.")]

Decisions = Annotated[Path | None, typer.Option(
    "--decisions", metavar="FILE", show_default=False,
    help="The YAML file of what was decided of claims (kg review); without it the one beside the input, "
         "where there is one.")]

Jobs = Annotated[int, typer.Option(
    "--jobs", "-j", min=1, metavar="N",
    help="How many processes extract claims. The result is the same; each takes about 0.2 GB.")]

DEFAULT = DEFAULT_MODEL
LONGEST = 86_400
"""Seconds that a query may be given: a day."""


def settings(model: str, ontology: Path | None, *, gate: bool = True) -> Settings:
    """Return the settings that the options say. Raises ConfigError for what can't work."""
    chosen = Settings(model=model, gate=gate)
    return replace(chosen, ontology=ontology) if ontology else chosen


def window(as_of: str | None = None, during: str | None = None, ingested_by: str | None = None) -> Window:
    """Return which claims the options mean by time. Raises ConfigError for what is no date or no period."""
    return Window(as_of, during, ingested_by)


def reading(names: list[str] | None, fetch: bool, originals: Path | None = None) -> ReadOptions:
    """Return how inputs are read; ``originals`` is the folder to keep them in. Raises ConfigError for a wrong --map."""
    from kg.ingest.fetch import Fetcher
    from kg.ingest.originals import Originals

    return ReadOptions(FieldMap.parse(names or ()), Fetcher() if fetch else None,
                       Originals(originals) if originals else None)
