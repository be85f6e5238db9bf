"""Take the picture of the README, ``docs/images/graph.png``: the page of the examples with one relation selected.

Run ``python scripts/take_picture.py`` after a change of the page, or of what the examples give. It needs Chromium and
playwright (in the extra ``test``).
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "graph.png"
SELECTED = "relation:united-states~deploys-to~saudi-arabia"
SIZE = {"width": 1400, "height": 900}


def main() -> int:
    """Build the page, open it and take the picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        print("there is no Chromium on this machine")
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(folder) / "graph.html"
        kg.build([ROOT / "examples"]).to_html(page)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(viewport=SIZE)
        opened.goto(f"{page.as_uri()}#show={SELECTED}")
        opened.wait_for_selector("html[data-ready=true]")
        opened.wait_for_timeout(1500)  # the view glides to what is selected
        opened.screenshot(path=PICTURE)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
