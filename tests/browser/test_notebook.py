"""What a notebook shows: the cell is run by Jupyter, its output is opened in Chromium."""

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
CELLS = ["import kg",
         "from tests.browser.sample import claims\ngraph = kg.Graph(tuple(claims()))\ngraph",
         "graph.show(height=500, title='In a notebook')"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def outputs() -> list[dict]:
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": ROOT}}).execute()
    return [cell.outputs[0].data for cell in notebook.cells[1:]]


def test_the_last_line_shows_the_card(outputs):
    assert "93 claims" in outputs[0]["text/html"]
    assert "iframe" not in outputs[0]["text/html"]


def test_show_shows_the_page_in_a_frame_that_cannot_reach_out(outputs, chromium):
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(f"<!DOCTYPE html><body>{outputs[1]['text/html']}</body>")
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for()
    assert frame.locator("h1").inner_text() == "In a notebook"
    frame.locator("#panel .row").first.click()
    assert frame.locator("#panel .sentence").count() > 0
    frame.locator("#view-map").click()
    frame.locator("#view-claims").click()
    with page.expect_download() as download:
        frame.locator("#claims-csv").click()
    assert download.value.suggested_filename == "in-a-notebook-claims.csv"
    inner = page.frames[1]
    assert inner.evaluate("origin") == "null"
    assert inner.evaluate("() => { try { return String(parent.document.title); } catch { return 'shut'; } }") == "shut"
    assert page.locator("iframe").bounding_box()["height"] == pytest.approx(502, abs=3)
    assert errors == []
    page.close()
