"""Options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

from kg.config import DEFAULT_MODEL, Settings

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
    help="In graph and page, take the bodies of a state (its ministries, its army) for the state, or these and its "
         "leaders. claims.jsonl keeps who the text names.")]

DEFAULT = DEFAULT_MODEL


def settings(model: str, ontology: Path | None) -> Settings:
    """Return the settings that the options say. Raises ConfigError for what can't work."""
    return Settings(model=model, ontology=ontology) if ontology else Settings(model=model)
