import pytest

from kg.export import html
from kg.model import Modality, Polarity, Relation
from tests.browser.sample import group, relations
from tests.builders import actor, claim

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=alert(1)><b>bold</b>"


def open_relation(found, subject: str, label: str, object: str) -> None:
    found.page.click("#view-list")
    row = found.page.locator("#list tbody tr").filter(has_text=subject).filter(has_text=label).filter(has_text=object)
    row.first.locator(".open").click()


def test_the_page_asks_nothing_of_the_network_and_has_no_errors(opened, sample):
    found = opened(sample)
    found.page.locator("#panel .row").first.click()
    found.page.click("#view-list")
    assert found.requests == [sample.as_uri()]
    assert found.errors == []


def test_a_click_on_a_line_shows_its_sentences_in_order(opened, sample):
    found = opened(sample)
    relation = next(r for r in relations() if r.predicate == "purchases" and r.object.name == "S-400")
    box = found.page.locator("#canvas canvas").bounding_box()
    # One straight line joins the two: click along it.
    nodes = found.page.evaluate("JSON.parse(document.getElementById('network').textContent).nodes")
    names = found.page.evaluate("JSON.parse(document.getElementById('data').textContent).actors.name")
    start, end = (next(n for n in nodes if names[n["id"]] == name) for name in ("Turkey", "S-400"))
    (left, right), (top, bottom) = ((min(n[k] - n["size"] for n in nodes), max(n[k] + n["size"] for n in nodes))
                                    for k in "xy")
    scale = min(box["width"] / (right - left), box["height"] / (bottom - top))
    for zoom in (1.0, 0.95, 0.9, 0.85, 0.8):
        for t in (0.7, 0.6, 0.5, 0.4):
            x, y = (start[k] + t * (end[k] - start[k]) - mid for k, mid in
                    (("x", (left + right) / 2), ("y", (top + bottom) / 2)))
            found.page.mouse.click(box["x"] + box["width"] / 2 + x * scale * zoom,
                                   box["y"] + box["height"] / 2 + y * scale * zoom)
            found.page.wait_for_timeout(60)
            if found.texts("#panel .kicker span")[0] == "Relation" and "S-400" in found.page.inner_text("#panel h2"):
                assert found.texts("#panel .claim .sentence") == [c.evidence.sentence.text for c in relation.claims]
                return
    pytest.fail("no click near the line opened its evidence")


def test_the_evidence_says_who_how_when_and_where(opened, sample):
    found = opened(sample)
    open_relation(found, "Turkey", "purchases", "S-400")
    relation = next(r for r in relations() if r.predicate == "purchases" and r.object.name == "S-400")
    assert found.texts("#panel .claim .sentence") == [c.evidence.sentence.text for c in relation.claims]
    second, third = found.page.locator("#panel .claim").nth(1), found.page.locator("#panel .claim").nth(2)
    assert second.locator("mark.subject").inner_text() == "Turkey"
    assert second.locator("mark.trigger").inner_text() == "buy"
    assert second.locator("mark.object").inner_text() == "S-400"
    assert "according to" in second.locator(".by").inner_text()
    assert second.locator(".by .actor-link").inner_text() == "Recep Tayyip Erdoğan"
    assert second.locator(".tag").all_inner_texts() == ["affirmed", "planned"]
    assert third.locator(".tag").all_inner_texts() == ["denied", "asserted"]
    link = second.locator("cite a")
    assert link.get_attribute("href") == relation.claims[1].article.url
    assert "noopener" in link.get_attribute("rel")
    assert "Contested" in found.page.inner_text("#panel .stands")


def test_an_actor_shows_its_relations_by_type(opened, sample):
    found = opened(sample)
    found.page.keyboard.press("/")
    found.page.keyboard.type("erdog")
    found.page.keyboard.press("Enter")
    assert found.page.inner_text("#panel .actor-name") == "Recep Tayyip Erdoğan"
    assert [t.split("\n")[0] for t in found.texts("#panel .type-head")] == ["meets", "leads"]
    assert "statements" in found.page.inner_text("#panel .numbers")


def test_search_finds_the_words_that_articles_use(opened, sample):
    found = opened(sample)
    found.page.fill("#search", "ypg")
    assert "People's Protection Units" in found.texts("#found li .name")[0]


def test_the_counts_are_those_of_the_relations(opened, sample):
    found = opened(sample)
    all_relations = relations()
    assert found.shown() == len(all_relations)
    assert found.count("contested") == sum(r.contested for r in all_relations)
    for modality in {c.modality for r in all_relations for c in r.claims}:
        assert found.count(f"modality:{modality}") == sum(any(c.modality is modality for c in r.claims)
                                                          for r in all_relations), modality


def test_filters_combine_and_reset(opened, sample, types):
    found = opened(sample)
    for value in ("cooperative", "asserted", "negated"):
        found.page.uncheck(f"#filters input[data-value={value}]")
    expected = [r for r in relations() if types.get(r.predicate).valence < 1 and any(
        c.modality is not Modality.ASSERTED and c.polarity is Polarity.AFFIRMED for c in r.claims)]
    assert 0 < found.shown() == len(expected)
    assert found.errors == []
    found.page.click("#view-list")
    assert found.page.locator("#list tbody tr").count() == len(expected)
    found.page.click("#reset")
    found.page.click("#view-graph")
    assert found.shown() == len(relations())


def test_contested_only(opened, sample):
    found = opened(sample)
    found.page.check("#contested")
    assert found.shown() == sum(r.contested for r in relations())
    assert found.errors == []


def test_relations_about_a_topic_are_in_the_actors_panel(opened, sample):
    found = opened(sample)
    found.page.fill("#search", "kurds")
    found.page.keyboard.press("Enter")
    assert any("the buffer zone" in text for text in found.texts("#panel .chip"))


def test_hostile_text_is_shown_and_does_nothing(opened, types, tmp_path):
    bad = [claim(actor(HOSTILE, sector="constructor", country="__proto__"), "attacks",
                 actor("${7*7}{{7*7}}<svg onload=alert(2)>"), title=HOSTILE,
                 publisher=HOSTILE, url=url, article_id=url,
                 sentence=f"{HOSTILE} attacks ${{7*7}}{{{{7*7}}}}<svg onload=alert(2)>.",
                 trigger="attacks", speaker="constructor")
           for url in ("javascript:alert(3)", "data:text/html,<script>alert(4)</script>", "https://ok.example.org/")]
    html.write(group(bad), types, tmp_path / "bad.html", title=HOSTILE)
    found = opened(tmp_path / "bad.html")
    found.page.locator("#panel .row").first.click()
    assert found.page.inner_text("h1") == HOSTILE
    assert HOSTILE in found.texts("#panel .sentence")[0]
    links = found.page.locator("#panel a").evaluate_all("all => all.map(a => a.href)")
    assert links == ["https://ok.example.org/"]
    assert found.page.locator("#panel img, #panel b:not(.row b), #panel script").count() == 0
    assert (found.dialogs, found.errors, len(found.requests)) == ([], [], 1)


def test_injected_script_cannot_run(opened, sample):
    found = opened(sample)
    found.page.evaluate("""() => { const s = document.createElement("script");
      s.textContent = "document.title = 'owned'"; document.body.append(s); }""")
    assert found.page.title() == "Sample"


def test_light_and_dark_follow_the_system_and_the_switch(opened, sample):
    found = opened(sample, color_scheme="dark")
    look = "getComputedStyle(document.body).backgroundColor"
    dark = found.page.evaluate(look)
    found.page.emulate_media(color_scheme="light")
    light = found.page.evaluate(look)
    assert dark != light
    found.page.click("#theme")
    assert found.page.evaluate(look) == dark


def test_a_phone_shows_all_without_scrolling_sideways(opened, sample):
    found = opened(sample, viewport={"width": 390, "height": 844})
    assert found.page.evaluate("document.documentElement.scrollWidth") == 390
    found.page.click("#open-filters")
    assert found.page.locator("#filters").is_visible()
    found.page.keyboard.press("Escape")
    found.page.locator("#panel .row").first.click()
    assert found.page.locator("#panel .sentence").first.is_visible()
    assert found.errors == []


def test_what_is_not_drawn_is_found_by_search(opened, types, tmp_path, monkeypatch):
    monkeypatch.setattr(html, "DRAWN", 5)
    html.write(relations(), types, tmp_path / "large.html")
    found = opened(tmp_path / "large.html")
    assert "Drawn are" in found.page.inner_text("#note")
    found.page.fill("#search", "gazprom")
    found.page.keyboard.press("Enter")
    assert found.page.inner_text("#panel .actor-name") == "Gazprom"
    found.page.wait_for_timeout(500)
    assert found.errors == []


def test_an_empty_graph_says_so(opened, types, tmp_path):
    empty: list[Relation] = []
    html.write(empty, types, tmp_path / "empty.html")
    found = opened(tmp_path / "empty.html")
    assert "no relations" in found.page.inner_text("#panel")
    assert found.errors == []


def test_all_relations_are_reached_with_the_keyboard(opened, sample):
    found = opened(sample)
    found.page.focus("#view-list")
    found.page.keyboard.press("Enter")
    found.page.locator("#list .open").first.focus()
    found.page.keyboard.press("Enter")
    assert found.texts("#panel .sentence")
    found.page.keyboard.press("Escape")
    assert found.texts("#panel h2") == ["Where to start"]


def test_physics_can_be_switched_on_and_off(opened, sample):
    found = opened(sample)
    for pressed in ("true", "false"):
        found.page.click("#physics")
        found.page.wait_for_timeout(300)
        assert found.page.get_attribute("#physics", "aria-pressed") == pressed
    assert found.errors == []


def test_a_link_opens_the_same_view_and_selection(opened, sample):
    found = opened(sample)
    open_relation(found, "Turkey", "purchases", "S-400")
    link = found.page.url
    assert "view=list" in link
    other = opened(sample, address=link)
    assert other.page.locator("#list").is_visible()
    assert other.texts("#panel .claim .sentence") == found.texts("#panel .claim .sentence")
    other.page.click("#view-graph")
    assert other.page.locator("#canvas canvas").is_visible()
    other.page.evaluate("location.hash = '#show=actor:nobody&view=nothing&type=nonsense'")
    other.page.wait_for_selector("#panel h2:has-text('Where to start')")
    assert other.errors == []
