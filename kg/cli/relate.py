"""``kg relate``: what links two given spans, one pair a line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from kg.cli import options
from kg.cli.console import leave, reported, say
from kg.errors import InputError
from kg.ingest.records import parse_json


def relate(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="Pairs as JSON Lines; - reads standard input.")
    ] = "-",
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
    reasons: Annotated[bool, typer.Option("--reasons", help="Add to each line how it was found.")] = False,
) -> None:
    """Say what links two given spans of a text.

    Reads pairs, one JSON object a line: `{"id", "text", "a": [start, end], "b": [start, end]}`, a span null
    where a side is not in the text. Writes one prediction a line:
    `{"id", "relation", "direction", "plover", "stance", "confidence"}`.
    """
    with reported():
        from kg.relate import PairReader

        counts = _Counts()
        output = sys.stdout.buffer
        with _opened(source) as stream:
            pairs = counts.passing(stream, "standard input" if source == "-" else source)
            reader = PairReader.load(options.settings(model, ontology))
            for prediction in reader.predict(pairs):
                record = prediction.record() | ({"reasons": list(prediction.reasons)} if reasons else {})
                output.write((json.dumps(record, ensure_ascii=False) + "\n").encode())
            output.flush()
        if not counts.used + counts.failed:
            say(f"{'standard input' if source == '-' else source}: is empty")
        leave(counts.used, counts.failed)


def _opened(source: str) -> IO[bytes]:
    return sys.stdin.buffer if source == "-" else Path(source).open("rb")


class _Counts:
    """How many lines were used and how many not, counted as they pass."""

    def __init__(self) -> None:
        self.used = 0
        self.failed = 0

    def passing(self, stream: IO[bytes], name: str) -> Iterator[Any]:
        """Yield the pairs of a stream; say why the other lines are none."""
        from kg.relate import read_pair

        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            where = f"{name}, line {number}"
            try:
                try:
                    text = line.decode("utf-8-sig")
                except UnicodeDecodeError:
                    raise InputError(where, "is not UTF-8") from None
                pair = read_pair(parse_json(text, where), where)
            except InputError as error:
                self.failed += 1
                say(str(error))
            else:
                self.used += 1
                yield pair
