from dataclasses import replace
from pathlib import Path

import pytest

from kg.config import Settings, ontology_dir
from kg.engine import Engine
from kg.errors import OntologyError
from kg.evaluation import calibration, gold
from kg.evaluation.run import Parts
from kg.extract.arguments import Participant
from kg.extract.confidence import FEATURES, Confidence, CueWeight, Facts, features, load
from kg.extract.matching import Match
from kg.lexicon import Cue, CueKind, parse
from kg.model import Actor, ActorType, Mention, Modality, Span
from tests.reading import claims

GOLD = Path(__file__).parents[2] / "tests" / "gold"
TURKEY = Mention(
    Actor("turkey", "Turkey", ActorType.STATE, "TUR", None, "Q43"), Span(0, 6, "Turkey"), "gazetteer name"
)
RUSSIA = Mention(
    Actor("russia", "Russia", ActorType.STATE, "RUS", None, "Q159"), Span(11, 17, "Russia"), "gazetteer name"
)
CUE = parse("S meet O", "meets", CueKind.VERB)


def facts(
    cue: Cue = CUE, subject: Mention = TURKEY, object: Mention | None = RUSSIA, **other: object
) -> Facts:
    plain = Facts(
        Match(cue, (1,), {}),
        Participant(subject),
        Participant(object) if object else None,
        Modality.ASSERTED,
    )
    return replace(plain, **other)  # type: ignore[arg-type]


def named(given: Facts) -> dict[str, float]:
    return dict(features(given))


@pytest.fixture(scope="module")
def fitted() -> Confidence:
    return load()


def test_a_plain_claim_has_no_features_and_the_confidence_of_the_base(fitted: Confidence) -> None:
    assert named(facts()) == {}
    assert fitted.judge(facts()).reasons == (f"confidence: starts at {fitted.judge(facts()).value:.2f}",)


@pytest.mark.parametrize(
    ("given", "feature"),
    [
        (facts(replace(CUE, weight=0.6)), "weight"),
        (facts(replace(CUE, kind=CueKind.ROLE)), "role"),
        (facts(object=None), "topic"),
        (facts(object=replace(RUSSIA, actor=replace(RUSSIA.actor, type=ActorType.ITEM))), "item"),
        (facts(subject=replace(TURKEY, how="it = Turkey: named here")), "points"),
        (facts(object=replace(RUSSIA, how="it = Russia: named here")), "points"),
        (facts(subject=replace(TURKEY, actor=replace(TURKEY.actor, wikidata=None))), "unknown"),
        (facts(object=replace(RUSSIA, actor=replace(RUSSIA.actor, wikidata=None))), "unknown"),
        (replace(facts(), object=Participant(RUSSIA, direct=False)), "lent"),
        (facts(object=replace(RUSSIA, how="the noun phrase")), "guessed"),
        (facts(modality=Modality.PLANNED), "unreal"),
    ],
)
def test_each_feature_is_seen_alone(given: Facts, feature: str) -> None:
    assert list(named(given)) == [feature]


def test_pronouns_count_each_and_both_sides_do_not() -> None:
    it = replace(TURKEY, how="it = Turkey: subject 1 before")
    them = replace(RUSSIA, how="them = Russia: the last of its kind")
    assert named(facts(subject=it, object=them)) == {"points": 2.0}
    sides = [
        replace(m, how=f"the two = {m.actor.name}: {why}")
        for m, why in ((TURKEY, "Turkey and Russia"), (RUSSIA, "those the article is about"))
    ]
    assert named(facts(subject=sides[0], object=sides[1])) == {}


def test_confidence_never_falls_with_the_weight_of_the_cue(fitted: Confidence) -> None:
    values = [fitted.judge(facts(replace(CUE, weight=w / 20))).value for w in range(21)]
    assert values == sorted(values)
    assert fitted.weights["weight"] >= 0


def test_doubts_lower_it(fitted: Confidence) -> None:
    plain = fitted.judge(facts()).value
    assert fitted.judge(facts(object=None)).value < plain
    assert fitted.judge(facts(subject=replace(TURKEY, how="it = Turkey: named here"))).value < plain


def test_confidence_stays_between_0_and_1(fitted: Confidence) -> None:
    for sign in (-1, 1):
        bent = Confidence(fitted.base + sign * 100, fitted.weights)
        assert 0 < bent.judge(facts()).value < 1
    everything = dict.fromkeys(FEATURES, 1.0)
    assert 0 < fitted.weigh(everything).value < 1
    assert fitted.weigh(everything).value == round(fitted.weigh(everything).value, 2)


def test_every_step_is_told_and_leads_to_the_value(fitted: Confidence) -> None:
    judged = fitted.judge(facts(object=None, modality=Modality.PLANNED))
    assert len(judged.reasons) == 3
    assert FEATURES["topic"] in judged.reasons[1]
    assert f"to {judged.value:.2f}" in judged.reasons[-1]


def test_the_weights_name_features_that_there_are(fitted: Confidence) -> None:
    assert fitted.weights.keys() == FEATURES.keys()


def test_cue_weight_is_less_for_ends_that_are_not_named() -> None:
    by_cue = CueWeight()
    assert by_cue.judge(facts()).value == CUE.weight
    assert by_cue.judge(facts(object=None)).value < CUE.weight
    assert by_cue.judge(facts(subject=replace(TURKEY, how="it = Turkey: x"))).value < CUE.weight


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("base: 1\nweights: {nonsense: 2}\n", "no such feature: nonsense"),
        ("base: much\nweights: {}\n", "needs a number"),
        ("base: 1\n", "needs a number"),
        ("base: [", "confidence.yaml"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "confidence.yaml").write_text(text)
    with pytest.raises(OntologyError, match=says):
        load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"confidence\.yaml"):
        load(tmp_path)


def test_the_file_tells_how_it_was_fitted() -> None:
    assert "scripts/fit_confidence.py" in (ontology_dir() / "confidence.yaml").read_text("utf-8")


def test_claims_carry_confidence_and_its_steps(engine: Engine) -> None:
    found = claims(engine, "Turkey attacked Syria.")
    assert found
    for claim in found:
        steps = [r for r in claim.reasons if r.startswith("confidence: ")]
        assert f"{claim.confidence:.2f}" in steps[-1]


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.exists(), reason="the gold articles are not in this checkout")
def test_confidence_is_calibrated_on_the_gold_articles(engine: Engine) -> None:
    """In sample: the weights were fitted to these articles (the file holds the cross-validated figures).

    When this fails after a change of rules or lexicon, fit again: python scripts/fit_confidence.py --write
    """
    parts, articles = Parts(Settings()), gold.load(GOLD)
    found = list(engine.claims(one.article for one in articles))
    right = calibration.right(articles, found, gold.GoldScorer(parts.names(GOLD), parts.ontology))
    judged = list(zip((c.confidence for c in found), right, strict=True))
    assert calibration.error(calibration.equal_mass(judged)) <= 0.08
    assert calibration.error(calibration.equal_width(judged)) <= 0.08
