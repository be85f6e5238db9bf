"""Opens pages in the system's Chromium; without it, or without playwright, these tests are skipped and say so."""

import re
import shutil
from collections.abc import Iterator

import pytest

from kg.export import html
from tests.browser.sample import relations

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing (pip install playwright)")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Opened:
    """A page with what it asked for and what went wrong in it."""

    def __init__(self, browser, path, *, address: str = "", **options) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        self.page = self.context.new_page()
        self.page.set_default_timeout(8000)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("dialog", self._dismiss)
        self.page.goto(address or path.as_uri())
        self.page.wait_for_selector("html[data-ready=true]")

    def _dismiss(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def texts(self, selector: str) -> list[str]:
        return self.page.locator(selector).all_inner_texts()

    def count(self, option: str) -> int:
        return int(self.page.locator(f"[data-count='{option}']").inner_text())

    def shown(self) -> int:
        """Return how many relations pass the filters, as the page says."""
        return int(re.match(r"[\d,]+", self.page.inner_text("#shown"))[0].replace(",", ""))

    def at(self, state: str) -> "Opened":
        """Go to a state of the page by its address."""
        self.page.evaluate("state => { location.hash = state; }", state)
        self.page.wait_for_timeout(60)
        return self

    def choose(self, name: str) -> None:
        """Select an actor by the search."""
        self.page.fill("#search", name)
        self.page.keyboard.press("Enter")


@pytest.fixture
def opened(chromium) -> Iterator:
    pages = []

    def open_page(path, **options):
        pages.append(Opened(chromium, path, **options))
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()


@pytest.fixture(scope="session")
def sample(types, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "sample.html"
    html.write(relations(), types, path, title="Sample")
    return path
