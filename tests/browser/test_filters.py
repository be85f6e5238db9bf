"""Filters: what the page counts is what Python counts; every state of them is an address."""

import re
from pathlib import Path

import pytest

from kg.export import html
from kg.graph.syndication import count_independent, independent_sources
from kg.model import AttributionKind, Modality, Polarity
from tests.browser.sample import TUR, claims, relations

pytestmark = pytest.mark.browser


def passing(about_relation=lambda r: True, about_claim=lambda c: True) -> int:
    return sum(about_relation(r) and any(map(about_claim, r.claims)) for r in relations())


def ends(relation):
    return [end for end in (relation.subject, relation.object) if end]


def sources(relation) -> int:
    return count_independent(relation.claims, independent_sources(claims()))


def states(types):
    """Addresses, each with how many relations it must show."""
    yield "valence=conflictual", passing(lambda r: types.get(r.predicate).valence >= 0)
    yield "modality=asserted~planned", passing(about_claim=lambda c: c.modality not in ("asserted", "planned"))
    yield "polarity=affirmed", passing(about_claim=lambda c: c.polarity is Polarity.NEGATED)
    yield "actor=Person~State", passing(lambda r: not {e.type for e in ends(r)} & {"State", "Person"})
    yield "type=attacks~meets", passing(lambda r: r.predicate not in ("attacks", "meets"))
    yield "country=IRN~SYR", passing(lambda r: any(e.country in ("SYR", "IRN") for e in ends(r)))
    yield "publisher=Example+Wire", passing(about_claim=lambda c: c.article.publisher == "Example Wire")
    yield "speaker=turkey", passing(about_claim=lambda c: c.attribution.speaker == TUR)
    yield "speaker=:article", passing(about_claim=lambda c: c.attribution.kind is AttributionKind.NARRATOR)
    yield "confidence=0.8", passing(about_claim=lambda c: c.confidence >= 0.8)
    yield "sources=2", passing(lambda r: sources(r) >= 2)
    yield "contested=true", passing(lambda r: r.contested)
    yield "hidden=russia~turkey", passing(lambda r: not {e.id for e in ends(r)} & {"turkey", "russia"})
    yield "time=2019-06-01~2019-12-31", passing(
        about_claim=lambda c: "2019-06-01" <= c.article.published <= "2019-12-31")
    yield "around=1~islamic-state", passing(lambda r: {e.id for e in ends(r)} <= {
        "islamic-state", "syrian-democratic-forces", "turkey"})
    yield "valence=cooperative&polarity=negated&actor=Person&confidence=0.7", passing(
        lambda r: types.get(r.predicate).valence < 1 and not {e.type for e in ends(r)} & {"Person"},
        lambda c: c.polarity is Polarity.AFFIRMED and c.confidence >= 0.7)


def test_every_filter_is_an_address_and_shows_what_python_counts(opened, sample, types):
    found = opened(sample)
    for state, expected in states(types):
        assert found.at(state).shown() == expected, state
        assert 0 < expected < len(relations()), state
        assert found.page.evaluate("decodeURIComponent(location.hash)") == f"#{state}"
    assert found.at("").shown() == len(relations())
    assert found.errors == []


def test_the_addresses_of_the_document_do_what_it_says(opened, sample):
    text = (Path(__file__).parents[2] / "docs" / "viewer.md").read_text("utf-8")
    examples = re.findall(r"^    graph\.html#(\S+)$", text, re.M)
    assert len(examples) == 2
    found = opened(sample)
    for state in examples:
        found.at(state)
        assert 0 < found.shown() < len(relations())
        assert set(found.page.evaluate("decodeURIComponent(location.hash)")[1:].split("&")) == set(state.split("&"))
    assert found.page.inner_text("#panel .actor-name") == "Turkey"
    assert f"At most {html.DRAWN} pairs" in text


def test_nonsense_in_the_address_changes_nothing(opened, sample):
    found = opened(sample)
    found.at("time=yesterday&confidence=9&sources=x&around=1~nobody&hidden=nobody&contested=maybe&view=none&show=actor:x")
    assert found.shown() == len(relations())
    found.at("%E0%A4%A&&&=~~~#|<b>")
    assert found.shown() == len(relations())
    assert found.errors == []


def test_a_family_is_ticked_as_one(opened, sample, types):
    found = opened(sample)
    box = found.page.locator("input[data-family=opposes]")
    box.uncheck()
    kept = [r for r in relations() if types.root(r.predicate) != "opposes"]
    assert found.shown() == len(kept)
    found.page.locator("details.family", has=box).locator("summary").click(position={"x": 4, "y": 10})
    found.page.check("#filters input[data-key=type][data-value=attacks]")
    attacks = sum(r.predicate == "attacks" for r in relations())
    assert found.shown() == len(kept) + attacks
    assert found.count("family:opposes") == attacks
    assert box.evaluate("box => box.indeterminate")


def test_a_choice_among_many_is_found_by_its_name(opened, sample):
    found = opened(sample)
    group = found.page.locator("fieldset[data-group=country]")
    group.locator("summary").click()
    group.locator("input[type=search]").fill("turk")
    group.locator("input[data-value=TUR]").check()
    assert found.shown() == passing(lambda r: any(e.country == "TUR" for e in ends(r)))
    assert "country=TUR" in found.page.url


def test_counts_say_what_an_option_shows_with_the_others_as_set(opened, sample):
    found = opened(sample).at("polarity=affirmed")
    for modality in (Modality.ASSERTED, Modality.PLANNED):
        assert found.count(f"modality:{modality}") == passing(
            about_claim=lambda c, m=modality: c.polarity is Polarity.NEGATED and c.modality is m)
    assert found.count("polarity:affirmed") == passing(about_claim=lambda c: c.polarity is Polarity.AFFIRMED)


def test_the_histogram_counts_claims_and_its_handles_filter(opened, sample):
    found = opened(sample)
    bars = found.page.locator("#time rect").evaluate_all("all => all.map(bar => Number(bar.dataset.number))")
    assert sum(bars) == len(claims())
    assert len(bars) == 20  # months
    found.page.focus("#time input[aria-label=To]")
    for _ in range(8):
        found.page.keyboard.press("ArrowLeft")
    assert found.shown() == passing(about_claim=lambda c: c.article.published <= "2019-12-31")
    assert "time=2019-01-01" in found.page.url


def test_play_moves_through_time_and_stops(opened, sample):
    found = opened(sample)
    found.page.click("#play")
    first = found.page.inner_text("#when")
    found.page.wait_for_function("first => document.getElementById('when').textContent !== first", arg=first)
    assert found.shown() < len(relations())
    found.page.click("#play")
    stopped = found.page.inner_text("#when")
    found.page.wait_for_timeout(600)
    assert found.page.inner_text("#when") == stopped
    found.page.click("#reset")
    assert found.shown() == len(relations())
