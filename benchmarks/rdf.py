"""RDF: how fast each writing is beside rdflib's serialiser on the same triples, and how much memory many claims take.

``python -m benchmarks.rdf NAME CLAIMS FILE`` writes so many claims in one writing, in a process of its own, and prints
seconds, peak memory and bytes as JSON; the suite runs it for the figures of scale.
"""

import json
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import Dataset, Graph

from benchmarks import corpus
from benchmarks.common import ROOT, Figure, Sizes, best_of, peak_mb, timed
from kg.export import jsonld, nquads, trig, turtle
from kg.export.rdf.files import save
from kg.export.rdf.resources import resources
from kg.graph.relations import ordered
from kg.model import Claim
from kg.ontology import Ontology, load

TITLE = "RDF writings"


class Writing(NamedTuple):
    """A writing: our module, what pyoxigraph and rdflib call it, and whether it has named graphs."""

    module: ModuleType
    ox: ox.RdfFormat
    rdflib: str
    graphs: bool


WRITINGS = {
    "turtle": Writing(turtle, ox.RdfFormat.TURTLE, "turtle", False),
    "trig": Writing(trig, ox.RdfFormat.TRIG, "trig", True),
    "nquads": Writing(nquads, ox.RdfFormat.N_QUADS, "nquads", True),
    "jsonld": Writing(jsonld, ox.RdfFormat.JSON_LD, "json-ld", False),
}
SCALED = ("turtle", "trig", "nquads")
_COMPARED = {Sizes.SMALL: 20, Sizes.USUAL: 2_000, Sizes.LARGE: 4_000}
_SCALE = {Sizes.SMALL: 200, Sizes.USUAL: 50_000, Sizes.LARGE: 1_000_000}


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures: speed beside rdflib and whether the graphs are equal, then speed and memory of many claims."""
    claims, ontology = ordered(corpus.claims(_COMPARED[sizes])), load()
    with tempfile.TemporaryDirectory() as folder:
        for name, writing in WRITINGS.items():
            yield from _beside_rdflib(name, writing, claims, ontology, Path(folder))
        for name in SCALED:
            yield from _scaled(name, _SCALE[sizes], Path(folder))


def _beside_rdflib(
    name: str, writing: Writing, claims: tuple[Claim, ...], ontology: Ontology, folder: Path
) -> Iterator[Figure]:
    """Compare on the same triples: serialisers that have them at hand, and all the way from the claims to the file."""
    ours, theirs = folder / f"ours.{name}", folder / f"theirs.{name}"
    found = list(resources(claims, ontology, in_order=True))
    own = best_of(3, lambda: save(writing.module.serialized(found), ours))
    whole = best_of(3, lambda: writing.module.write(claims, ontology, ours))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib uses its own old names inside
        with timed() as loading:
            graph = _loaded(writing, claims, ontology, folder)
        other = best_of(3, lambda: graph.serialize(str(theirs), format=writing.rdflib, encoding="utf-8"))
    quads = _quads(ours, writing)
    note = f"{len(claims):,} claims, {len(quads):,} triples; {own:.2f} s beside {other:.2f} s"
    yield Figure(
        f"{name}: times as fast as rdflib's serialiser",
        other / own,
        "x",
        note,
        10 if name in SCALED else None,
    )
    through = loading.seconds + other
    yield Figure(
        f"{name}: from claims to file, as through rdflib",
        through / whole,
        "x",
        f"{whole:.2f} s beside {through:.2f} s, of which {loading.seconds:.2f} s to fill its graph",
    )
    yield Figure(
        f"{name}: the same graph as rdflib's", float(quads == _quads(theirs, writing)), "", "1 where it is", 1
    )


def _loaded(writing: Writing, claims: tuple[Claim, ...], ontology: Ontology, folder: Path) -> Graph:
    """Load the triples into rdflib, from N-Quads and not from what is compared."""
    path = folder / "all.nq"
    nquads.write(claims, ontology, path)
    dataset = Dataset()
    if writing.graphs:
        dataset.parse(path, format="nquads")
        return dataset
    return turtle.to_graph(claims, ontology)


def _quads(path: Path, writing: Writing) -> set[ox.Quad]:
    return set(ox.parse(path=str(path), format=writing.ox))


def _scaled(name: str, count: int, folder: Path) -> Iterator[Figure]:
    few, many = (_alone(name, number, folder) for number in (count // 10, count))
    note = f"{count:,} claims as they come, {many['bytes'] / 1e6:,.0f} MB; making the claims included"
    yield Figure(f"{name}: claims a second", count / many["seconds"], "claims/s", note)
    yield Figure(
        f"{name}: peak memory",
        many["mb"],
        "MB",
        f"wanted: 300 at most; {few['mb']:.0f} MB for a tenth of the claims",
    )


def _alone(name: str, count: int, folder: Path) -> dict[str, float]:
    """Write in a process of its own, as the peak of a process never falls."""
    arguments = [sys.executable, "-m", "benchmarks.rdf", name, str(count), str(folder / "scaled")]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def main(name: str, count: int, path: Path) -> None:
    """Write ``count`` claims as they are made up and print what it took; the file is removed."""
    ontology = load()
    start = perf_counter()
    WRITINGS[name].module.write(corpus.claims(count), ontology, path, in_order=True)
    seconds, size = perf_counter() - start, path.stat().st_size
    path.unlink()
    print(json.dumps({"seconds": seconds, "mb": peak_mb(), "bytes": size}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
