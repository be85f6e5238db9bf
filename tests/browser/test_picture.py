"""The picture of the graph, saved from Chromium."""

import base64
import xml.etree.ElementTree as ET

import pytest

from kg.export import html
from tests.browser.sample import relations

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def sample(types, tmp_path_factory):
    path = tmp_path_factory.mktemp("picture") / "sample.html"
    html.write(relations(), types, path, title="Sample")
    return path


def saved(found, tmp_path, kind: str) -> bytes:
    with found.page.expect_download() as download:
        found.page.click(f"#graph-{kind}")
    assert download.value.suggested_filename == f"sample-graph.{kind}"
    path = tmp_path / f"graph.{kind}"
    download.value.save_as(path)
    assert found.errors == []
    return path.read_bytes()


def test_the_svg_holds_every_actor_and_line_that_is_in_sight(opened, sample, tmp_path):
    root = ET.fromstring(saved(opened(sample), tmp_path, "svg"))
    texts = {node.text for node in root.iter(f"{SVG}text")}
    assert {"Turkey", "Russia", "TUR"} <= texts
    data = ET.tostring(root, "unicode")
    assert "NaN" not in data
    assert "undefined" not in data
    assert "rgba" not in data
    dashed = [node for node in root.iter(f"{SVG}path") if node.get("stroke-dasharray")]
    assert len(dashed) >= 3
    box = [float(n) for n in root.get("viewBox").split()]
    points = [(float(node.get("x")), float(node.get("y"))) for node in root.iter(f"{SVG}text")]
    assert sum(0 <= x <= box[2] and 0 <= y <= box[3] for x, y in points) > 20


COMPARE = """async (png) => {
  const canvas = document.querySelector("#canvas canvas");
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const [w, h] = [canvas.width, canvas.height];
  const grey = (drawn) => {
    const ctx = Object.assign(document.createElement("canvas"), { width: w, height: h }).getContext("2d");
    ctx.fillStyle = getComputedStyle(document.body).backgroundColor;
    ctx.fillRect(0, 0, w, h);
    if (drawn) ctx.drawImage(drawn, 0, 0, w, h);
    const { data } = ctx.getImageData(0, 0, w, h);
    const means = new Float64Array((w >> 2) * (h >> 2));
    for (let y = 0; y < h - 3; y++) {
      for (let x = 0; x < w - 3; x++) means[(y >> 2) * (w >> 2) + (x >> 2)] += data[4 * (y * w + x) + 1] / 16;
    }
    return means;
  };
  const [shown, saved, blank] = [grey(canvas), grey(image), grey(null)];
  const apart = (p, q) => p.filter((v, i) => Math.abs(v - q[i]) > 25).length;
  return [apart(shown, saved) / apart(shown, blank), apart(shown, blank) / shown.length];
}"""


def test_it_looks_like_the_canvas(opened, sample, tmp_path):
    """Drawn small, so that the edges of letters do not count, both are the same but for a few points."""
    found = opened(sample)
    far, ink = found.page.evaluate(COMPARE, base64.b64encode(saved(found, tmp_path, "png")).decode())
    assert ink > 0.02
    assert far < 0.05


def test_the_png_is_of_twice_the_size(opened, sample, tmp_path):
    found = opened(sample)
    data = saved(found, tmp_path, "png")
    box = found.page.locator("#canvas").bounding_box()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 2 * round(box["width"])
    assert len(data) > 30_000


def test_a_filter_and_a_choice_are_in_the_picture(opened, sample, tmp_path):
    found = opened(sample)
    whole = saved(found, tmp_path, "svg")
    found.page.uncheck("#filters input[data-value=cooperative]")
    found.page.locator("#panel .row").first.click()
    part = saved(found, tmp_path, "svg")
    assert len(part) < len(whole)
