"""Finding one's way: paths, surroundings, pairs, hide and pin, disputes, large graphs, and whether all can read it."""

from pathlib import Path

import pytest

from kg.export import html
from kg.graph.disputes import disputes
from tests.browser.sample import PKK, YPG, group, relations
from tests.builders import actor, claim

HERE = Path(__file__).parent

pytestmark = pytest.mark.browser


def test_the_shortest_path_between_two_actors(opened, sample):
    found = opened(sample)
    found.choose("gazprom")
    found.page.fill("#path-to", "lockheed")
    found.page.keyboard.press("Enter")
    assert "No path" in found.page.inner_text("#panel")  # its part of the graph is not joined to the other
    found.choose("idlib")
    found.page.fill("#path-to", "islamic st")
    found.page.keyboard.press("Enter")
    assert "3 steps long" in found.page.inner_text("#panel .lead")
    steps = [text.split(". ")[1] for text in found.texts("#panel section h3")]
    assert steps[0].startswith("Idlib –")
    assert steps[-1].endswith("– Islamic State")
    assert all(found.texts("#panel .row"))
    link = found.page.url
    assert "show=path" in link
    assert "3 steps long" in opened(sample, address=link).page.inner_text("#panel .lead")
    assert found.errors == []


def test_paths_keep_to_what_passes_the_filters(opened, sample):
    found = opened(sample).at("type=fights&show=path:idlib~islamic-state")
    assert found.page.locator("#panel").inner_text() != ""
    assert "fights" not in found.page.inner_text("#panel")


def test_the_surroundings_of_an_actor_by_steps(opened, sample):
    found = opened(sample)
    found.choose("s-400")
    counts = [len(relations())]
    for steps in ("3", "2", "1"):
        found.page.locator(".steps button", has_text=steps).click()
        counts.append(found.shown())
    assert counts == sorted(counts, reverse=True)
    near = {"S-400", "Turkey", "Russia"}
    assert counts[-1] == sum({e.name for e in (r.subject, r.object or r.subject)} <= near for r in relations())
    found.page.click("#chips .filter-chip")
    assert found.shown() == len(relations())


def test_hide_and_pin(opened, sample):
    found = opened(sample)
    found.choose("turkey")
    found.page.click("#panel button:has-text('Hide')")
    assert found.shown() == sum("Turkey" not in {r.subject.name, r.object and r.object.name} for r in relations())
    assert "hidden=turkey" in found.page.url
    found.page.click("#chips button:has-text('Turkey')")
    assert found.shown() == len(relations())
    found.choose("iran")
    found.page.click("#panel button:has-text('Pin')")
    assert "graph=iran" in found.page.url
    assert found.page.locator("#panel button:has-text('Unpin')").get_attribute("aria-pressed") == "true"
    assert found.errors == []


def test_many_relations_between_two_are_one_line_with_a_count(opened, types, tmp_path):
    made = group([claim("Turkey", p, "Iran") for p in ("attacks", "criticizes", "sanctions", "accuses", "meets")]
                 + [claim("Iran", "threatens", "Turkey")])
    html.write(made, types, tmp_path / "pair.html")
    found = opened(tmp_path / "pair.html")
    box = found.page.locator("#canvas canvas").bounding_box()
    found.page.mouse.click(box["x"] + box["width"] / 2 + 30, box["y"] + box["height"] / 2 - 8)
    assert found.page.inner_text("#panel .kicker span >> nth=0") == "Between two actors"
    assert found.page.locator("#panel .rows .row").count() == 6
    assert found.page.locator("#panel .claim").count() == 6
    found.page.click("text=Draw as single lines")
    assert found.page.locator("text=Draw as one line").is_visible()
    assert "show=pair:" in found.page.evaluate("decodeURIComponent(location.hash)")
    assert found.errors == []


def test_disputes_have_their_two_sides_next_to_each_other(opened, sample, types):
    found = opened(sample)
    found.page.click("#view-disputes")
    expected = disputes(relations(), types)
    assert found.page.locator(".dispute").count() == len(expected) > 3
    for n, dispute in enumerate(expected[:3]):
        card = found.page.locator(".dispute").nth(n)
        for k, side in enumerate(dispute.sides):
            column = card.locator(".side").nth(k)
            assert column.locator(".sentence").all_inner_texts() == [c.evidence.sentence.text for c in side.claims[:3]]
            assert f"{side.sources} independent source" in column.inner_text()
            first = min(side.voices, key=lambda v: (v.first, v.name))
            assert first.name in column.locator(".voices li").first.inner_text()
            assert "since" in column.locator(".voices li").first.inner_text()


def test_the_dispute_of_a_relation_comes_first(opened, sample):
    found = opened(sample).at(f"show=relation:{YPG.id}~affiliated-with~{PKK.id}")
    found.page.click("text=See both sides")
    first = found.page.locator(".dispute").first
    assert "affiliated with" in first.locator(".dispute-head").inner_text()
    assert first.locator("h4").all_inner_texts() == ["Affirmed", "Denied"]
    assert found.texts("#disputes h3") == ["Of what is selected", "Others"]


def test_independent_sources_do_not_count_copies(opened, types, tmp_path):
    words = "attacks Iran with drones in the early hours of Monday, officials of both sides said on the day after."
    same = [claim("Turkey", "attacks", "Iran", sentence=f"Turkey {words}", trigger="attacks", article_id=f"copy-{n}",
                  publisher=f"Paper {n}") for n in range(3)]
    own = claim("Turkey", "attacks", "Iran", publisher="Another Paper", sentence="Drones of Turkey hit Iran.",
                trigger="hit")
    html.write(group([*same, own]), types, tmp_path / "copies.html")
    found = opened(tmp_path / "copies.html")
    found.page.locator("#panel .row").first.click()
    numbers = dict(zip(found.texts("#panel .numbers dt"), found.texts("#panel .numbers dd"), strict=True))
    assert (numbers["claims"], numbers["publishers"], numbers["independent sources"]) == ("4", "4", "2")
    assert found.at("sources=3").shown() == 0


def test_a_claim_is_copied_as_a_citation(opened, sample):
    found = opened(sample).at("show=relation:turkey~purchases~s-400")
    found.page.evaluate("window.copied = []; navigator.clipboard.writeText = async (text) => copied.push(text); null")
    found.page.locator("#panel .cite").first.click()
    text = found.page.evaluate("copied[0]")
    relation = next(r for r in relations() if r.predicate == "purchases" and r.object.name == "S-400")
    first = relation.claims[0]
    article = first.article
    for part in (first.evidence.sentence.text, article.publisher, article.title, article.url, "1 Jan 2019"):
        assert part in text


def large(types, path):
    """Write a page of 900 pairs of actors, most of them told of once."""
    made = [claim(actor(f"A{a}"), "meets", actor(f"A{b}"), article_id=f"{a}-{b}-{n}")
            for a in range(60) for b in range(a) if (a * 7 + b) % 2 for n in range(1 + 4 * (a % 20 == 0))]
    html.write(group(made), types, path)


def test_a_large_graph_shows_its_backbone_first_and_more_on_demand(opened, types, tmp_path):
    large(types, tmp_path / "large.html")
    found = opened(tmp_path / "large.html")
    all_relations = found.shown()
    assert f"Drawn are {html.DRAWN} of {all_relations}" in found.page.inner_text("#note").replace(",", "")
    found.page.click("text=Draw more")
    found.page.click("text=Draw more")
    assert f"Drawn are {all_relations} of {all_relations}" in found.page.inner_text("#note").replace(",", "")
    found.page.click("text=Draw fewer")
    assert f"Drawn are {html.DRAWN} " in found.page.inner_text("#note")
    found.at("around=1~a5")
    assert found.page.locator("#note").is_hidden()
    found.choose("a7")
    assert found.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_of_wcag_aa(opened, sample, scheme):
    found = opened(sample, color_scheme=scheme)
    contrast = (HERE / "contrast.js").read_text()
    for state in ("", "show=relation:turkey~purchases~s-400&around=1~turkey", "show=actor:turkey", "view=disputes",
                  "view=list", "show=pair:turkey~russia"):
        found.at(state)
        assert found.page.evaluate(contrast) == [], state


def test_every_control_has_a_name_and_is_reached_by_tab(opened, sample):
    found = opened(sample).at("show=actor:turkey")
    nameless = found.page.evaluate((HERE / "nameless.js").read_text())
    assert nameless == []
    assert found.page.locator("[tabindex]:not([tabindex='-1']):not(.vis-network)").count() == 0
    found.page.keyboard.press("Tab")
    assert found.page.evaluate("document.activeElement.className") == "skip"


def test_a_list_on_a_phone_does_not_scroll_sideways(opened, sample):
    found = opened(sample, viewport={"width": 390, "height": 844})
    for view in ("list", "disputes", "graph"):
        found.page.click(f"#view-{view}")
        assert found.page.locator(f"#{view}").evaluate("view => view.scrollWidth <= view.clientWidth"), view
    assert found.page.evaluate("document.documentElement.scrollWidth") == 390
