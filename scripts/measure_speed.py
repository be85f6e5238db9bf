"""Times parsing, resolution and extraction of the gold articles, the loading of the model left out.

python scripts/measure_speed.py [FOLDER]
"""

import sys
from pathlib import Path
from time import perf_counter

from kg.config import Settings
from kg.engine import Engine
from kg.evaluation import gold
from kg.ingest.boilerplate import body_spans


def main(folder: Path) -> None:
    """Print seconds of the second of two runs: the first warms the model."""
    engine = Engine.load(Settings())
    articles = [one.article for one in gold.load(folder)]
    for _ in range(2):
        start = perf_counter()
        readings = list(engine.parser.read_all((a, body_spans(a.text, a.title)) for a in articles))
        parsed = perf_counter()
        for reading in readings:
            engine.resolver.annotate(reading)
        resolved = perf_counter()
        claims = sum(len(list(engine.extractor.claims(reading))) for reading in readings)
        done = perf_counter()
    parse, resolve, extract = parsed - start, resolved - parsed, done - resolved
    words = sum(len(a.text.split()) for a in articles)
    print(
        f"{len(articles)} articles, {words} words, {claims} claims, {words / (done - start):.0f} words a second"
    )
    print(f"parse {parse:.2f} s, resolution {resolve:.2f} s, {resolve / parse:.0%} of the parse")
    print(f"extraction {extract:.2f} s, {extract / parse:.0%} of the parse")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("tests/gold"))
