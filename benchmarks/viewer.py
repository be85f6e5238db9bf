"""The page in Chromium, beside what plain pyvis makes of the same relations: when one can begin, and how it pans."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.common import Figure, Sizes
from benchmarks.corpus import claims
from kg import ontology
from kg.export import html
from kg.graph.relations import relations
from kg.model import Relation

TITLE = "Viewer"
FEW, MANY = (100,), (100, 1_000, 5_000, 20_000)
PATIENCE = 45.0
"""So many seconds a page is given until one can begin."""
_ANSWER = 15.0
_PANNING = 2.5
_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_COUNT = (
    "() => { window.drawn = 0; const step = () => { window.drawn += 1; requestAnimationFrame(step); };"
    " requestAnimationFrame(step); }"
)
_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# pyvis hides the graph behind a bar until its physics have settled.
_SETTLED = (
    "() => { if (!window.network) return false; network.once('stabilized', () => { window.settled = true; });"
    " return Boolean(window.settled || !network.physics.physicsEnabled || network.physics.stabilized); }"
)


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Yield the seconds until one can begin and the frames a second while panning, ours and those of plain pyvis.

    Raises SystemExit where playwright or Chromium is missing.
    """
    types = ontology.load()
    with tempfile.TemporaryDirectory() as folder, _Browser() as browser:
        for number in FEW if sizes is Sizes.SMALL else MANY:
            made = relations(claims(number + number // 40 + 5), types)[:number]
            ours, plain = Path(folder, f"ours-{number}.html"), Path(folder, f"pyvis-{number}.html")
            html.write(made, types, ours)
            _plain(made, plain)
            yield Figure(f"page of {number:,} relations", ours.stat().st_size / 1e6, "MB")
            yield from browser.figures(f"{number:,} relations", ours, "html[data-ready=true]", number)
            yield from browser.figures(f"{number:,} relations, plain pyvis", plain, None, number)


def _plain(made: Sequence[Relation], path: Path) -> None:
    """Write what one gets from pyvis by its own means, with its defaults."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for relation in made:
        for actor in (relation.subject, relation.object):
            if actor:
                net.add_node(actor.id, label=actor.name)
        if relation.object:
            net.add_edge(relation.subject.id, relation.object.id, label=relation.predicate)
    path.write_text(net.generate_html(), "utf-8")


class _Browser:
    """The Chromium of this machine."""

    def __enter__(self) -> "_Browser":
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            raise SystemExit("the viewer suite needs playwright (pip install playwright)") from None
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if not path:
            raise SystemExit("the viewer suite needs Chromium (apt-get install chromium)")
        self._driver = sync_playwright().start()
        self._chromium = self._driver.chromium.launch(executable_path=path, args=list(_FLAGS))
        return self

    def __exit__(self, *_: object) -> None:
        self._chromium.close()
        self._driver.stop()

    def figures(self, name: str, path: Path, ready: str | None, number: int) -> Iterator[Figure]:
        """Open a page and yield its two figures; ``ready`` is what is there when it is ready, None for pyvis."""
        context = self._chromium.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.route("http*://**", lambda route: route.abort())  # pyvis asks for two files of others
        start = perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        settled = self._wait(page, ready, start)
        seconds = perf_counter() - start
        asked = "at most 4 s are wanted" if ready and number >= 20_000 else ""
        yield Figure(f"{name}: until one can begin", seconds, "s", asked if settled else "not done by then")
        frames = _frames(page)
        note = "" if frames else f"no answer for {_ANSWER:g} s"
        yield Figure(f"{name}: panning", frames, "frames/s", note, 20 if ready else None)
        context.close()

    def _wait(self, page: Any, ready: str | None, start: float) -> bool:
        """Wait until the page is painted and can be used; False where that took too long."""
        if ready:
            page.wait_for_selector(ready)
            page.evaluate(_PAINTED)
            return True
        while perf_counter() - start < PATIENCE:
            if page.evaluate(_SETTLED):
                return True
            page.wait_for_timeout(100)
        return False


def _frames(page: Any) -> float:
    """Return the frames a second while the picture is dragged to and fro by its lower edge; 0 where it is stuck."""
    try:
        box = page.locator("canvas").first.bounding_box(timeout=_ANSWER * 1000)
    except Exception as error:  # of playwright, which may not be installed when this module is read
        if type(error).__name__ != "TimeoutError":
            raise
        return 0.0
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 12
    page.evaluate(_COUNT)
    page.mouse.move(x, y)
    page.mouse.down()
    before, start, step = page.evaluate("window.drawn"), perf_counter(), 0
    while perf_counter() - start < _PANNING:
        step += 1
        page.mouse.move(x + step % 40 * 5, y - step % 30 * 4)
    drawn = page.evaluate("window.drawn") - before
    seconds = perf_counter() - start
    page.mouse.up()
    return float(drawn / seconds)
