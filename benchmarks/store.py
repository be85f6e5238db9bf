"""The store: how fast claims are added and questions answered, and whether an export of more takes more memory."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import corpus
from benchmarks.common import Figure, Sizes, best_of, peak_mb, timed
from kg import gazetteer, ontology
from kg.graph.asked import AskedStore
from kg.graph.questions import READ
from kg.model import Article, Claim
from kg.overrides import Decision, Decisions, Verdict
from kg.store import Store

TITLE = "Store"

_CLAIMS = {Sizes.SMALL: 4_000, Sizes.USUAL: 1_000_000, Sizes.LARGE: 4_000_000}
_CHUNK = 50_000
_EXTRACTOR = "made-up/1"
_RUNS = 5
_DECIDED = 100
_WANTED = "at most 100 is wanted"

Item = tuple[Article, tuple[Claim, ...]]


def items(number: int) -> Iterator[Item]:
    """Yield articles with made-up claims, ``number`` in all."""
    for _, group in groupby(corpus.claims(number), key=lambda claim: claim.article.id):
        found = tuple(group)
        ref = found[0].article
        text = "\n".join(claim.evidence.sentence.text for claim in found)
        yield Article(ref.id, ref.title, text, ref.url, ref.publisher, ref.published), found


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures of a store with the claims of one size."""
    number = _CLAIMS[sizes]
    with TemporaryDirectory() as folder:
        path, actors, pairs = Path(folder) / "news.kg", Counter[str](), Counter[tuple[str, str]]()
        made = _counted(items(number), actors, pairs)
        seconds = _filled(path, made, number // 4)
        quarter = _export(path, Path(folder) / "out.jsonl")
        seconds += _filled(path, made, number)
        size = path.stat().st_size
        yield Figure("adding", number / seconds, "claims/s", f"{number:,} claims, one writer", 10_000)
        yield Figure("size on disk", size / number, "bytes/claim", "with texts and indexes")
        yield from _questions(path, actors, pairs)
        whole, took = _export(path, Path(folder) / "out.jsonl"), 0.0
        with Store.open(path) as store, timed() as clock:
            count = sum(1 for _ in store.claims())
        took = clock.seconds
        yield Figure("reading all", count / took, "claims/s", "in the order of publication")
        yield Figure(
            "memory of an export", whole, "MB", f"kg export --format jsonl of {number:,} claims, at its peak"
        )
        yield Figure("the same for a quarter", quarter, "MB", "")
        yield Figure(
            "growth of memory", whole / quarter, "x", "for four times the claims; at most 1.1 is wanted"
        )


def _counted(made: Iterator[Item], actors: Counter[str], pairs: Counter[tuple[str, str]]) -> Iterator[Item]:
    for article, claims in made:
        for claim in claims:
            ends = sorted(end.actor.id for end in (claim.subject, claim.object) if end)
            actors.update(ends)
            pairs[ends[0], ends[-1]] += 1
        yield article, claims


def _filled(path: Path, made: Iterator[Item], number: int) -> float:
    """Add articles until the store has about ``number`` claims, and return the seconds without those of making them."""
    seconds = 0.0
    with Store.open(path, write=True) as store:
        have = store.counts().claims
        while have < number:
            chunk = list(islice(made, _CHUNK // 4))
            if not chunk:
                break
            with timed() as clock:
                have += sum(len(claims) for _, claims in chunk)
                for _ in store.add(chunk, _EXTRACTOR):
                    pass
            seconds += clock.seconds
    return seconds


def _questions(path: Path, actors: Counter[str], pairs: Counter[tuple[str, str]]) -> Iterator[Figure]:
    """Yield how long ``kg show`` and ``kg between`` take to find their answers, the opening of the store included."""
    types, by_actor, by_pair = ontology.load(), actors.most_common(), pairs.most_common()
    decisions = _decisions(path, by_actor[0][0])
    shown = (
        ("the busiest actor", *by_actor[0], None),
        ("the same with decisions", *by_actor[0], decisions),
        ("an actor in the middle", *by_actor[len(by_actor) // 2], None),
    )
    for name, who, count, decided in shown:

        def show(who: str = who, decided: Decisions | None = decided) -> None:
            with Store.open(path) as store:
                asked = AskedStore(store, types, gazetteer.load, decisions=decided)
                asked.portrait(asked.find(who))

        note = f"; {len(decided.by_claim)} claims rejected" if decided else ""
        yield Figure(f"show {name}", best_of(_RUNS, show) * 1000, "ms", f"{count:,} claims{note}; {_WANTED}")
    asked_pairs = (
        ("the busiest pair", *by_pair[0], READ),
        ("a pair in the middle", *by_pair[len(by_pair) // 2], READ),
        ("the busiest pair, --all", *by_pair[0], None),
    )
    for name, ends, count, most in asked_pairs:

        def between(ends: tuple[str, str] = ends, most: int | None = most) -> None:
            with Store.open(path) as store:
                asked = AskedStore(store, types, gazetteer.load)
                asked.between(asked.find(ends[0]), asked.find(ends[1]), most)

        note = (
            f"{count:,} claims, all read"
            if most is None or count <= most
            else (f"{count:,} claims, all counted, the latest {most} read")
        )
        yield Figure(
            f"between {name}", best_of(_RUNS, between) * 1000, "ms", f"{note}; {_WANTED}" if most else note
        )


def _decisions(path: Path, actor: str) -> Decisions:
    """Return decisions that reject the newest claims of an actor."""
    with Store.open(path) as store:
        ids = [claim.id for claim in store.claims(actor, newest=True, limit=_DECIDED)]
    return Decisions(by_claim={id: Decision(id, Verdict.REJECT) for id in ids})


def _export(path: Path, out: Path) -> float:
    """Export the store as JSON Lines in a process of its own, and return the most memory it held, in MB."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.store",
        "export",
        str(path),
        "--format",
        "jsonl",
        "--out",
        str(out),
    ]
    return float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def _main() -> None:
    """Run the command line, and print the most memory that it held, in MB."""
    from kg.cli.app import app

    app(standalone_mode=False)
    print(peak_mb())


if __name__ == "__main__":
    _main()
