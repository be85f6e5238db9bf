"""The map, opened in Chromium."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from kg.export import html
from kg.export.html_data import PageData
from kg.model import ActorType
from tests.browser.sample import group, relations
from tests.builders import actor, claim

pytestmark = pytest.mark.browser

HOSTILE = "</text><script>alert(1)</script><img src=x onerror=alert(1)>"
TUR, RUS = actor("Turkey", country="TUR"), actor("Russia", country="RUS")
ARMY = actor("Turkish Armed Forces", ActorType.MILITARY, country="TUR")
NOWHERE = actor("Islamic State", ActorType.ARMED_GROUP)


@pytest.fixture(scope="module")
def sample(types, known, tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "sample.html"
    html.write(relations(), types, path, title="Sample", known=known)
    return path


@pytest.fixture(scope="module")
def pair(types, known, tmp_path_factory):
    """Two places, one line between them, one relation inside one of them, one with an actor that is nowhere."""
    made = [claim(TUR, "supports", RUS, sentence="Turkey backs Russia.", trigger="backs"),
            claim(ARMY, "part-of", TUR, sentence="Turkish Armed Forces of Turkey.", trigger="of"),
            claim(TUR, "fights", NOWHERE, sentence="Turkey fights Islamic State.", trigger="fights")]
    path = tmp_path_factory.mktemp("map") / "pair.html"
    html.write(group(made), types, path, title="Pair", known=known)
    return path


def on_map(opened, path, **options):
    found = opened(path, **options)
    found.page.click("#view-map")
    found.page.wait_for_timeout(150)
    return found


def look_for(found, words: str) -> tuple[float, float]:
    """Return the point in the middle of those whose tip has the words, found by moving a pointer over the map."""
    point = found.page.evaluate("""(words) => {
      const canvas = document.querySelector("#map canvas");
      const tip = document.querySelector(".map-tip");
      const box = canvas.getBoundingClientRect();
      const points = [];
      for (let y = box.top + 2; y < box.bottom; y += 6) {
        for (let x = box.left + 2; x < box.right; x += 6) {
          canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y, pointerId: 1 }));
          if (!tip.hidden && tip.textContent.includes(words)) points.push([x, y]);
        }
      }
      canvas.dispatchEvent(new PointerEvent("pointerleave"));
      return points[points.length >> 1];
    }""", words)
    assert point, f"nothing on the map says {words!r}"
    return point


def picture(found, tmp_path, kind: str) -> bytes:
    with found.page.expect_download() as download:
        found.page.click(f"#map-{kind}")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def test_it_asks_nothing_of_the_network(opened, sample):
    found = on_map(opened, sample)
    assert (found.requests, found.errors) == ([sample.as_uri()], [])


def test_it_says_what_it_cannot_draw(opened, pair):
    found = on_map(opened, pair)
    assert found.page.inner_text(".map-note") == ("1 relation not drawn: an end has no known place · "
                                                  "1 relation within one place")


def test_places_are_listed_with_the_actors_in_them(opened, pair):
    found = on_map(opened, pair)
    found.page.click("#map-places")
    assert [text.split("\n")[0] for text in found.texts(".map-card .row")] == ["Turkey and 1 more", "Russia"]
    found.page.locator(".map-card .row", has_text="Turkey").click()
    assert found.page.inner_text(".map-card h3") == "2 actors · Turkey"
    found.page.locator(".map-card .row", has_text="Armed Forces").click()
    assert found.page.inner_text("#panel .actor-name") == "Turkish Armed Forces"


def test_a_click_on_a_line_shows_its_evidence(opened, pair):
    found = on_map(opened, pair)
    found.page.mouse.click(*look_for(found, "Turkey supports Russia"))
    assert found.texts("#panel .sentence") == ["Turkey backs Russia."]


def test_a_click_on_a_place_shows_its_actor(opened, pair):
    found = on_map(opened, pair)
    found.page.mouse.click(*look_for(found, "Russia — 1 claim"))
    assert found.page.inner_text("#panel .actor-name") == "Russia"


def test_a_click_on_a_country_shows_its_state(opened, pair):
    found = on_map(opened, pair)
    x, y = look_for(found, "Russia — 1 claim")
    found.page.mouse.move(x, y - 60)
    assert found.page.inner_text(".map-tip") == "Russia"
    found.page.mouse.click(x, y - 60)
    assert found.page.inner_text("#panel .actor-name") == "Russia"


def test_a_stack_opened_shows_what_is_within_it(opened, pair):
    found = on_map(opened, pair)
    found.page.mouse.click(*look_for(found, "Turkey, Turkish Armed Forces"))
    found.page.wait_for_timeout(100)
    assert found.page.inner_text(".map-note") == "1 relation not drawn: an end has no known place"
    found.page.locator(".map-card .close").click()
    found.page.mouse.click(*look_for(found, "Turkish Armed Forces part of Turkey"))
    assert found.texts("#panel .sentence") == ["Turkish Armed Forces of Turkey."]


def test_the_filters_are_those_of_the_page(opened, pair):
    found = on_map(opened, pair)
    found.page.uncheck("#filters input[data-value=cooperative]")
    found.page.wait_for_timeout(100)
    found.page.click("#map-places")
    assert [text.split("\n")[0] for text in found.texts(".map-card .row")] == ["Turkey and 1 more"]


def test_keys_move_and_zoom_and_the_address_keeps_it(opened, pair):
    found = on_map(opened, pair)
    assert "map=" not in found.page.url
    found.page.focus("#map canvas")
    for key in ("ArrowLeft", "+", "ArrowUp"):
        found.page.keyboard.press(key)
    found.page.wait_for_timeout(300)
    kept = re.search(r"map=(-?\d+)_(-?\d+)_(\d+)", found.page.url)
    again = opened(pair)
    again.page.goto(found.page.url)
    again.page.reload()
    again.page.wait_for_selector("html[data-ready=true]")
    again.page.focus("#map canvas")
    again.page.keyboard.press("ArrowDown")
    again.page.wait_for_timeout(300)
    moved = re.search(r"map=(-?\d+)_(-?\d+)_(\d+)", again.page.url)
    assert (moved[1], moved[3]) == (kept[1], kept[3])
    assert int(moved[2]) > int(kept[2])
    again.page.keyboard.press("0")
    again.page.wait_for_timeout(300)
    assert "map=" not in again.page.url


def test_a_broken_address_shows_all(opened, pair):
    found = opened(pair)
    for text in ("1_2", "a_b_c", "1_2_-5", "NaN_0_1", "1e999_0_1"):
        found.page.goto(f"{pair.as_uri()}#view=map&map={text}")
        found.page.reload()
        found.page.wait_for_selector("html[data-ready=true]")
        found.page.wait_for_timeout(50)
        found.page.click("#map-places")
        assert len(found.texts(".map-card .row")) == 2
    assert found.errors == []


def test_the_picture_is_saved_as_svg_that_holds_names_and_lines(opened, pair, tmp_path):
    found = on_map(opened, pair)
    data = picture(found, tmp_path, "svg")
    root = ET.fromstring(data)
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Turkey", "Russia", "2"} <= set(texts)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > 200
    assert "NaN" not in data.decode()
    assert found.errors == []


def test_the_picture_is_saved_as_png_of_twice_the_size(opened, pair, tmp_path):
    found = on_map(opened, pair)
    data = picture(found, tmp_path, "png")
    box = found.page.locator("#map canvas").bounding_box()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 2 * round(box["width"])
    assert len(data) > 20_000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pair-map.png"]


def test_hostile_names_are_texts_in_the_map_and_its_picture(opened, types, tmp_path):
    bad = claim(actor(HOSTILE, country="TUR"), "attacks", actor(f"{HOSTILE}\x08￾", country="RUS"), title=HOSTILE,
                sentence=f"{HOSTILE} attacks {HOSTILE}\x08￾.", trigger="attacks")
    html.write(group([bad]), types, tmp_path / "bad.html", title=HOSTILE)
    found = on_map(opened, tmp_path / "bad.html")
    found.page.click("#map-places")
    assert found.texts(".map-card .row b")[0].startswith(HOSTILE)
    found.page.keyboard.press("Escape")
    root = ET.fromstring(picture(found, tmp_path, "svg"))
    assert [n for n in root.iter() if n.tag.endswith("script")] == []
    assert (found.dialogs, found.errors, len(found.requests)) == ([], [], 1)


def test_dark_is_another_picture(opened, pair, tmp_path):
    light = picture(on_map(opened, pair), tmp_path, "svg")
    dark = picture(on_map(opened, pair, color_scheme="dark"), tmp_path, "svg")
    assert light != dark


def test_a_page_without_a_known_place_still_has_its_map(opened, types, tmp_path):
    made = claim(NOWHERE, "attacks", actor("Nobody", ActorType.PEOPLE), sentence="Islamic State attacks Nobody.",
                 trigger="attacks")
    html.write(group([made]), types, tmp_path / "none.html")
    found = on_map(opened, tmp_path / "none.html")
    assert found.page.inner_text(".map-note") == "1 relation not drawn: an end has no known place"
    found.page.click("#map-places")
    assert found.page.inner_text(".map-card h3") == "0 places"
    assert found.errors == []


def test_a_phone_shows_it_without_scrolling_sideways(opened, sample):
    found = on_map(opened, sample, viewport={"width": 390, "height": 844}, has_touch=True)
    assert found.page.evaluate("document.documentElement.scrollWidth") == 390
    found.page.touchscreen.tap(200, 300)
    assert found.errors == []


def test_the_places_block_has_a_point_or_nothing_for_each_actor(sample, types):
    text = sample.read_text("utf-8")
    [found] = re.findall(r'<script type="application/json" id="places">(.*?)</script>', text, re.S)
    names = [a.name for a in PageData(relations(), types).actors]
    places = dict(zip(names, json.loads(found)[:len(names)], strict=True))
    assert places["Idlib"] == [36.634, 35.931]
    assert places["Turkey"] is None
