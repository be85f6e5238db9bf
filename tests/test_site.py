"""The documentation builds as a site without a warning, and nothing in it is fetched from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a link that leads nowhere or a page that no menu has would stop it."""
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)], cwd=ROOT,
                           env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, text=True, capture_output=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def test_every_page_of_the_documents_is_a_page_of_the_site(site: Path) -> None:
    pages = [page.relative_to(ROOT / "docs").with_suffix(".html") for page in (ROOT / "docs").rglob("*.md")]
    assert len(pages) >= 30
    assert [page for page in pages if not (site / page).exists()] == []
    assert (site / "index.html").exists()


def test_no_page_of_the_site_loads_anything_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=\"(?:https?:)?//[^\"]*", text) == []
        assert re.findall(r"<link[^>]*rel=\"?(?:stylesheet|preconnect|icon)[^>]*href=\"(?:https?:)?//", text) == []
        # The theme would fetch a program to draw these.
        assert "class=\"mermaid" not in text, page
    for style in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//", style.read_text("utf-8"))


def test_the_python_page_has_whatever_is_public_and_nothing_else(site: Path) -> None:
    named = re.findall(r"^::: kg\.(\w+)$", (ROOT / "docs" / "api.md").read_text("utf-8"), re.MULTILINE)
    assert len(named) == len(set(named))
    assert set(named) == {name for name in kg.__all__ if not name.startswith("__")}
    page = (site / "api.html").read_text("utf-8")
    assert [name for name in named if f'id="kg.{name}"' not in page] == []


def test_blocks_of_code_keep_the_names_of_their_files(site: Path) -> None:
    page = (site / "extending.html").read_text("utf-8")
    assert '<span class="filename">lexicon/spies-on.yaml</span>' in page
    assert "```" not in page


def test_the_notebooks_are_pages_with_what_they_show(site: Path) -> None:
    names = [path.stem for path in (ROOT / "notebooks").glob("*.ipynb")]
    pages = {name: (site / "notebooks" / f"{name}.html").read_text("utf-8") for name in names}
    assert [name for name, page in pages.items() if "<td" not in page or "```" in page] == []
    assert 'src="data:image/png;base64,' in pages["series"]
    assert 'href="../disputes.html"' in pages["dispute"]
    assert 'href="notebooks/series.html"' in (site / "quickstart.html").read_text("utf-8")
