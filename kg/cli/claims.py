"""``kg claims``: articles to a stream of claims."""

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from kg import pipeline
from kg.cli import options
from kg.cli.console import leave, progress, reported, say
from kg.cli.inputs import read
from kg.errors import InputError
from kg.export.jsonl import line
from kg.model import Article


def claims(
    inputs: Annotated[list[str], typer.Argument(
        metavar="INPUT", show_default=False,
        help="Articles as for kg build; - reads standard input.")],
    names: options.Map = None,
    fetch: options.Fetch = False,
    jobs: options.Jobs = 1,
    gate: options.Gate = True,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Read articles and print their claims as JSON Lines.

    One claim a line on standard output, as soon as its article is read; memory does not grow with their number. An
    input that can't be used is named on standard error.
    """
    with reported():
        counts = _Counts()
        articles = counts.passing(read(inputs, options.reading(names, fetch)))
        output = sys.stdout.buffer
        done = pipeline.by_article(articles, options.settings(model, ontology, gate=gate), jobs=jobs, lost=counts.lost)
        for _, found in done if sys.stdout.isatty() else progress(done, "Reading articles"):
            output.writelines(line(claim).encode() for claim in found)
            output.flush()
        leave(counts.used, counts.failed)


class _Counts:
    """How many inputs were used and how many not, counted as they pass."""

    def __init__(self) -> None:
        self.used = 0
        self.failed = 0

    def lost(self, error: InputError) -> None:
        """Say why an input that was used could not be used after all."""
        self.used -= 1
        self.failed += 1
        say(str(error))

    def passing(self, results: Iterable[Article | InputError]) -> Iterator[Article]:
        """Yield the articles; say why the other inputs are none."""
        for result in results:
            if isinstance(result, InputError):
                self.failed += 1
                say(str(result))
            else:
                self.used += 1
                yield result
