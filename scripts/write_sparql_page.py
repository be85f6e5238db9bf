"""Write ``docs/sparql.md``, the cookbook, from ``ontology/queries`` and what the queries give on ``docs/data``.

Run ``python scripts/write_sparql_page.py`` after a change of these. With ``--check`` nothing is written, and the exit
status is 1 where the page is out of date.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from generated import write_or_check

from kg.config import ontology_dir
from kg.export import jsonl, trig, turtle
from kg.ontology import load

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "sparql.md"
CLAIMS = ROOT / "docs" / "data" / "claims.jsonl"

INTRO = """# Questions in SPARQL

Made by `scripts/write_sparql_page.py` from the files of `ontology/queries/`; a test runs every query. Each gives the
same answer from [every RDF writing](formats.md#rdf), in rdflib and in Oxigraph. The answers below are those of
`docs/data/claims.jsonl`: a few true stories, told by made-up papers.

    kg query docs/data/claims.jsonl --file ontology/queries/02-denied-links.rq
    kg export docs/data/claims.jsonl --format trig --out world.trig
    kg query world.trig --file ontology/queries/01-designated-as-terrorist.graphs.rq
    kg export docs/data/claims.jsonl --format turtle --entail --out world.ttl
    kg query world.ttl --file ontology/queries/08-between-two.entailed.rq

The terms are in [the vocabulary](ontology.md). Where a store keeps named graphs apart, let its default graph be their
union.
"""
VARIANTS = "## The same, asked otherwise\n"


def main() -> int:
    """Write the page, or compare it."""
    return write_or_check(PAGE, "\n".join(page()), Path(__file__).name, __doc__.split("\n")[0])


def page() -> Iterator[str]:
    """Yield the parts of the page."""
    yield INTRO
    files = sorted((ontology_dir() / "queries").glob("*.rq"))
    for path in (path for path in files if path.name.count(".") == 1):
        yield from section(path, "##")
    yield VARIANTS
    for path in (path for path in files if path.name.count(".") > 1):
        yield from section(path, "###")


def section(path: Path, mark: str) -> Iterator[str]:
    """Yield one question: the words of the file's comment, the query, and its answer."""
    lines = path.read_text("utf-8").splitlines()
    words = [line[1:].strip() for line in lines if line.startswith("#")]
    yield f"{mark} {words[0]}\n"
    yield " ".join(words[2:]) + "\n"
    yield f"`ontology/queries/{path.name}`\n"
    query = "\n".join(line for line in lines if not line.startswith("#"))
    yield f"```sparql\n{query}\n```\n"
    yield from table(answer(path))


def answer(path: Path) -> ox.QuerySolutions:
    """Ask a query of the writing that it is meant for."""
    claims, ontology = list(jsonl.read(CLAIMS)), load()
    if ".graphs." in path.name:
        text, form = trig.dumps(claims, ontology), ox.RdfFormat.TRIG
    else:
        text = turtle.dumps(claims, ontology, entail=".entailed." in path.name, reifiers=".rdf12." in path.name)
        form = ox.RdfFormat.TURTLE
    store = ox.Store()
    store.load(text.encode(), form)
    found = store.query(path.read_text("utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    return found


def table(solutions: ox.QuerySolutions) -> Iterator[str]:
    """Yield the solutions as a table."""
    yield _row(variable.value for variable in solutions.variables)
    yield _row("---" for _ in solutions.variables)
    for solution in solutions:
        yield _row(value.value if value is not None else "" for value in solution)  # type: ignore[union-attr]
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
