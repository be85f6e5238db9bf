"""The page in Firefox: each view and each thing that a browser's own ways could break, once."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from kg.export import html
from tests.browser.firefox import Firefox, installed
from tests.browser.sample import group, relations
from tests.builders import actor, claim

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=alert(1)><b>bold</b>"
PURCHASE = "show=relation:turkey~purchases~s-400"
INK = """const canvas = document.querySelector(arguments[0]);
const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
const seen = new Set();
for (let i = 0; i < data.length; i += 4 * 7) seen.add((data[i] << 16) + (data[i + 1] << 8) + data[i + 2]);
return seen.size;"""


@pytest.fixture(scope="module")
def driven(tmp_path_factory):
    path = installed()
    if not path:
        pytest.skip("no Firefox on this machine (apt-get install firefox-esr)")
    try:
        browser = Firefox(path, tmp_path_factory.mktemp("firefox"))
    except OSError as error:
        pytest.skip(f"{path} {error}")
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def address(types, known, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "sample.html"
    html.write(relations(), types, path, title="Sample", known=known)
    return path.as_uri()


@pytest.fixture
def firefox(driven, address):
    """The page, opened anew; at the end its console must be empty and nothing asked of any network."""
    driven.size(1440, 900)
    driven.open(address)
    yield driven
    assert driven.errors(address) == []
    assert driven.run("return performance.getEntriesByType('resource').map((e) => e.name)") == []


def shown(firefox) -> int:
    return int(firefox.text("#shown").split()[0].replace(",", ""))


def middle(firefox, selector: str) -> tuple[float, float]:
    return tuple(firefox.run("const b = document.querySelector(arguments[0]).getBoundingClientRect();"
                             "return [b.x + b.width / 2, b.y + b.height / 2]", selector))


def colours(firefox, canvas: str) -> int:
    """Return how many colours a canvas shows: one as long as nothing is drawn."""
    return firefox.run(INK, canvas)


VIEWS = {"graph": "#canvas canvas", "map": "#map canvas", "disputes": "#disputes .dispute",
         "list": "#list tbody tr", "claims": "#claims tbody tr"}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("way", ["click", "address"])
def test_a_view_opens(firefox, address, view, way):
    if way == "click":
        firefox.click(f"#view-{view}")
    else:
        firefox.open(f"{address}#view={view}")
    visible = firefox.run("return [...document.querySelectorAll('.view')].filter((v) => !v.hidden).map((v) => v.id)")
    assert visible == [view]
    if "canvas" in VIEWS[view]:
        firefox.until(lambda: colours(firefox, VIEWS[view]) > 20)
    else:
        assert all(firefox.texts(VIEWS[view]))


def test_filters_count_and_the_slider_narrows(firefox):
    everything = len(relations())
    assert shown(firefox) == everything
    firefox.click("#contested")
    assert shown(firefox) == sum(r.contested for r in relations()) == int(firefox.text("[data-count=contested]"))
    firefox.click("#reset")
    assert shown(firefox) == everything
    right = firefox.run("const b = document.querySelector('.histogram').getBoundingClientRect();"
                        "return [b.right - 8, b.bottom - 6, b.width]")
    handle = firefox.run("""const handle = document.querySelector("[aria-label=To]");
      for (let y = arguments[1] + 10; y > arguments[1] - 60; y -= 1) {
        if (document.elementFromPoint(arguments[0], y) === handle) return [arguments[0], y - 3];
      }
      return null;""", *right[:2])
    firefox.pointer(handle, (handle[0] - right[2] / 2, handle[1]), drag=True)
    assert 0 < shown(firefox) < everything
    assert "time=" in firefox.run("return location.hash")


def test_a_choice_shows_its_sentences_with_marks(firefox, address):
    firefox.open(f"{address}#{PURCHASE}")
    relation = next(r for r in relations() if r.predicate == "purchases" and r.object.name == "S-400")
    assert firefox.texts("#panel .claim .sentence") == [c.evidence.sentence.text for c in relation.claims]
    assert [firefox.texts(f"#panel .claim:nth-of-type(2) mark.{part}") for part in ("subject", "trigger", "object")] \
        == [["Turkey"], ["buy"], ["S-400"]]


def test_a_claim_is_copied_as_a_citation(firefox, address):
    firefox.open(f"{address}#{PURCHASE}")
    firefox.click("#panel .cite")
    copied = firefox.until(lambda: firefox.privileged("""
      const moved = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
      moved.init(null);
      moved.addDataFlavor("text/plain");
      const text = {};
      try {
        Services.clipboard.getData(moved, Services.clipboard.kGlobalClipboard);
        moved.getTransferData("text/plain", text);
      } catch { return ""; }
      return text.value.QueryInterface(Ci.nsISupportsString).data;"""))
    assert firefox.texts("#panel .claim .sentence")[0] in copied


def test_search_and_the_path_between_two(firefox):
    firefox.type("#search", "idlib\ue007")
    assert firefox.text("#panel .actor-name") == "Idlib"
    firefox.type("#path-to", "islamic st\ue007")
    assert "3 steps long" in firefox.text("#panel .lead")
    assert "show=path" in firefox.run("return location.hash")


def test_a_click_on_a_line_of_the_graph_shows_its_sentence(driven, types, tmp_path):
    made = group([claim("Turkey", "attacks", "Iran", sentence="Turkey attacks Iran.", trigger="attacks")])
    html.write(made, types, tmp_path / "pair.html")
    address = (tmp_path / "pair.html").as_uri()
    driven.open(address)
    x, y = middle(driven, "#canvas canvas")
    driven.pointer((x + 30, y))
    assert driven.texts("#panel .sentence") == ["Turkey attacks Iran."]
    assert driven.errors(address) == []


def test_a_drag_moves_the_graph(firefox):
    x, y = middle(firefox, "#canvas canvas")
    before = firefox.run("return document.querySelector('#canvas canvas').toDataURL()")
    firefox.pointer((x + 300, y + 260), (x + 200, y + 200), drag=True)
    firefox.until(lambda: firefox.run("return document.querySelector('#canvas canvas').toDataURL()") != before)


def test_the_map_pans_zooms_and_keeps_it_in_the_address(firefox):
    firefox.click("#view-map")
    firefox.until(lambda: colours(firefox, "#map canvas") > 20)
    before = firefox.run("return document.querySelector('#map canvas').toDataURL()")
    x, y = middle(firefox, "#map canvas")
    firefox.pointer((x, y + 150), (x + 120, y + 190), drag=True)
    firefox.until(lambda: firefox.run("return document.querySelector('#map canvas').toDataURL()") != before)
    moved = firefox.until(lambda: "map=" in (state := firefox.run("return location.hash")) and state)
    firefox.click("#map-in")
    firefox.until(lambda: firefox.run("return location.hash") != moved)
    firefox.click("#map-places")
    assert firefox.texts(".map-card .row")


def test_the_table_sorts_and_saves_its_rows(firefox):
    firefox.click("#view-claims")
    firefox.click("#claims thead .sort", 1)
    subjects = firefox.texts("#claims tbody th")
    assert subjects == sorted(subjects)
    name, data = firefox.download("#claims-csv")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert name == "sample-claims.csv"
    assert [row[head.index("subject")] for row in rows][:len(subjects)] == subjects


@pytest.mark.parametrize("view", ["graph", "map"])
def test_the_picture_is_saved(firefox, view):
    firefox.click(f"#view-{view}")
    firefox.until(lambda: colours(firefox, VIEWS[view]) > 20)
    name, data = firefox.download(f"#{view}-svg")
    assert name == f"sample-{view}.svg"
    texts = {node.text for node in ET.fromstring(data).iter("{http://www.w3.org/2000/svg}text")}
    assert {"Turkey", "Russia"} <= texts
    assert b"NaN" not in data
    name, data = firefox.download(f"#{view}-png")
    width = firefox.run("return document.querySelector(arguments[0]).clientWidth", VIEWS[view])
    assert name == f"sample-{view}.png"
    assert (data[:4], int.from_bytes(data[16:20], "big")) == (b"\x89PNG", 2 * width)


def test_light_and_dark_follow_the_system_and_the_switch(firefox):
    look = "return getComputedStyle(document.body).backgroundColor"
    light = firefox.run(look)
    try:
        firefox.scheme("dark")
        dark = firefox.until(lambda: (now := firefox.run(look)) != light and now)
        firefox.click("#theme")
        assert firefox.run(look) == light
        firefox.click("#theme")
        assert firefox.run(look) == dark
    finally:
        firefox.scheme("light")


def test_hostile_text_is_shown_and_does_nothing(driven, types, tmp_path):
    bad = [claim(actor(HOSTILE), "attacks", actor("${7*7}<svg onload=alert(2)>"), title=HOSTILE, publisher=HOSTILE,
                 url=url, article_id=url, sentence=f"{HOSTILE} attacks ${{7*7}}<svg onload=alert(2)>.",
                 trigger="attacks")
           for url in ("javascript:alert(3)", "data:text/html,<script>alert(4)</script>", "https://ok.example.org/")]
    html.write(group(bad), types, tmp_path / "bad.html", title=HOSTILE)
    address = (tmp_path / "bad.html").as_uri()
    driven.open(address)
    driven.click("#panel .row")
    assert driven.text("h1") == HOSTILE
    assert HOSTILE in driven.texts("#panel .sentence")[0]
    assert driven.run("return [...document.querySelectorAll('#panel a')].map((a) => a.href)") == ["https://ok.example.org/"]
    assert driven.run("return document.querySelectorAll('#panel img, #panel script').length") == 0
    # An alert that is open would fail each of these commands.
    assert driven.errors(address) == []


def test_an_injected_script_cannot_run(driven, address):
    driven.open(address)
    driven.run("""const s = document.createElement("script");
      s.textContent = "document.title = 'owned'"; document.body.append(s);""")
    assert driven.run("return document.title") == "Sample"
    assert any("Content-Security-Policy" in text for text in driven.errors(address))


def test_a_narrow_window_scrolls_only_downwards(firefox):
    firefox.size(450, 844)
    for view in VIEWS:
        firefox.click(f"#view-{view}")
        assert firefox.run("return document.documentElement.scrollWidth - innerWidth") == 0
