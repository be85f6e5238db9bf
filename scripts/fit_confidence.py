"""Fit the weights of ``ontology/confidence.yaml`` to the gold articles, and say how well they are calibrated.

    python scripts/fit_confidence.py            cross-validate and print
    python scripts/fit_confidence.py --write    write the weights as well

A claim is right where it matches a claim of the gold (subject, relation type and object), an optional one too. The
weights are those of a logistic regression with an L2 penalty, found by Newton's method. For the figures every article
is judged by weights fitted to the others, ten groups of articles in turn.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.config import Settings, ontology_dir
from kg.engine import Engine
from kg.evaluation import calibration, gold
from kg.evaluation.run import GOLD, Parts
from kg.extract.confidence import FEATURES, FILE, Confidence, Facts, Judgement, features

PENALTY = 3.0
"""Strength of the L2 penalty: each weight is held back as if it were drawn from a normal of variance 1/3."""
GROUPS = 10
MINIMUM = 8
"""A feature that fewer claims have gets no weight."""
POSITIVE = frozenset(["weight"])
"""Features that may only speak for a claim: the more reliable the cue by the lexicon, the surer the claim."""

Matrix = NDArray[np.float64]


class Recorder:
    """Stands in for the judge of the extractor: keeps the features of each claim, with its number as confidence."""

    def __init__(self) -> None:
        self.rows: list[dict[str, float]] = []

    def judge(self, facts: Facts) -> Judgement:
        """Keep the features and return their number."""
        self.rows.append(dict(features(facts)))
        return Judgement(float(len(self.rows) - 1))


@dataclass(frozen=True)
class Data:
    """The claims of the gold articles: article, features, right or not."""

    articles: list[str]
    rows: list[dict[str, float]]
    right: list[bool]

    def matrix(self) -> Matrix:
        """Return the features as a matrix, a first column of ones."""
        return np.array([[1.0, *(row.get(name, 0.0) for name in FEATURES)] for row in self.rows])


def collect(folders: Sequence[Path]) -> Data:
    """Extract the claims of the gold articles of some folders; an article that stands in two is taken once."""
    recorder = Recorder()
    parts, engine = Parts(Settings()), Engine.load(Settings(), recorder)
    data, seen = Data([], [], []), set[str]()
    for folder in folders:
        articles = [one for one in gold.load(folder) if one.article.id not in seen]
        seen |= {one.article.id for one in articles}
        scorer = gold.GoldScorer(parts.names(folder), parts.ontology)
        claims = list(engine.claims(one.article for one in articles))
        data.articles.extend(claim.article.id for claim in claims)
        data.rows.extend(recorder.rows[int(claim.confidence)] for claim in claims)
        data.right.extend(calibration.right(articles, claims, scorer))
    return data


def fit(x: Matrix, y: Matrix, penalty: float = PENALTY) -> Matrix:
    """Return the weights of a logistic regression; the first, of the ones, is not penalised."""
    free = np.count_nonzero(x, axis=0) >= MINIMUM
    free[0] = True
    while True:
        w = np.zeros(x.shape[1])
        w[free] = _newton(x[:, free], y, penalty)
        wrong = [n for n, name in enumerate(FEATURES, 1) if name in POSITIVE and w[n] < 0]
        if not wrong:
            return w
        free[wrong] = False


def _newton(x: Matrix, y: Matrix, penalty: float) -> Matrix:
    w, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), x.T @ (y - p) - ridge * w)
        w += step
        if np.abs(step).max() < 1e-10:
            break
    return w


def model(w: Matrix) -> Confidence:
    """Return the weights as the extractor uses them, rounded as they are written."""
    return Confidence(
        round(float(w[0]), 3), {n: round(float(v), 3) for n, v in zip(FEATURES, w[1:], strict=True)}
    )


def cross_validated(data: Data, penalty: float = PENALTY) -> list[calibration.Judged]:
    """Return each claim's confidence by weights that saw nothing of its article."""
    x, y = data.matrix(), np.array(data.right, dtype=float)
    names = sorted(set(data.articles))
    group = np.array([names.index(name) % GROUPS for name in data.articles])
    found: dict[int, calibration.Judged] = {}
    for n in range(GROUPS):
        fitted = model(fit(x[group != n], y[group != n], penalty))
        for i in np.flatnonzero(group == n):
            found[int(i)] = (fitted.weigh(data.rows[i]).value, data.right[i])
    return [found[i] for i in sorted(found)]


def loss(judged: Sequence[calibration.Judged]) -> float:
    """Return the mean log loss."""
    p = np.array([c for c, _ in judged])
    y = np.array([ok for _, ok in judged], dtype=float)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def report(name: str, judged: Sequence[calibration.Judged]) -> None:
    """Print log loss, the two errors and the reliability table."""
    mass, width = calibration.equal_mass(judged), calibration.equal_width(judged)
    print(
        f"{name}: log loss {loss(judged):.3f}, ECE {calibration.error(mass):.3f} (ten bins of equal mass), "
        f"{calibration.error(width):.3f} (of equal width)"
    )
    for label, bins in (("mass", mass), ("width", width)):
        print(f"  equal {label}   claims  confidence  right")
        for b in bins:
            print(f"  {'':10}   {b.count:6}  {b.confidence:10.2f}  {b.right:5.2f}")


def yaml_of(fitted: Confidence, data: Data, judged: Sequence[calibration.Judged]) -> str:
    """Return the data file: where the weights come from, then the weights."""
    lines = [
        "# The confidence of a claim: base plus the weights of its features, as log odds (kg/extract/confidence.py).",
        f"# Written by scripts/fit_confidence.py: logistic regression, L2 {PENALTY:g}, on {len(data.right)} claims of "
        f"{len(set(data.articles))} gold articles,",
        f"# {sum(data.right)} of them right. Cross-validated by article: "
        f"ECE {calibration.error(calibration.equal_mass(judged)):.3f} (ten bins of equal mass), "
        f"{calibration.error(calibration.equal_width(judged)):.3f} (of equal width).",
        f"base: {fitted.base}",
        "weights:",
    ]
    width = max(map(len, FEATURES)) + 9
    lines += [f"  {f'{n}: {fitted.weights[n] + 0.0}':{width}}  # {says}" for n, says in FEATURES.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--gold", type=Path, action="append", help="a folder of gold articles (may be repeated)"
    )
    parser.add_argument("--write", action="store_true", help=f"write ontology/{FILE}")
    options = parser.parse_args()
    data = collect(options.gold or [GOLD])
    fitted = model(fit(data.matrix(), np.array(data.right, dtype=float)))
    judged = cross_validated(data)
    report("cross-validated", judged)
    report(
        "in sample", [(fitted.weigh(row).value, ok) for row, ok in zip(data.rows, data.right, strict=True)]
    )
    text = yaml_of(fitted, data, judged)
    print(text, end="")
    if options.write:
        (ontology_dir() / FILE).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
