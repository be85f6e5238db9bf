"""Runs the suites: ``python -m benchmarks [SUITE ...] [--sizes small|usual|large]``; without a name, all of them."""

import argparse
import importlib

from benchmarks.common import Sizes, run, update_document

SUITES: tuple[str, ...] = ("growth", "rdf", "speed", "store", "validate", "viewer")
"""The suites, each a module of this package."""


def main() -> None:
    """Run what was asked for, and bring the document up to date where all of the usual size was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"one of: {', '.join(SUITES)}")
    parser.add_argument("--sizes", type=Sizes, choices=list(Sizes), default=Sizes.USUAL)
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.suites if name not in SUITES]:
        parser.error(f"no such suite: {', '.join(unknown)} (the suites: {', '.join(SUITES)})")
    for name in chosen.suites or SUITES:
        suite = importlib.import_module(f"benchmarks.{name}")
        run(name, suite.TITLE, suite.measure, chosen.sizes)
    if chosen.sizes is not Sizes.SMALL:
        update_document()


if __name__ == "__main__":
    main()
