"""Run the notebooks and store what their cells show: ``python scripts/run_notebooks.py [--check] [NAME ...]``.

Stored are the outputs without times, versions and paths. The page that ``graph.show()`` sets into a frame is stored as
a picture of it where Chromium, playwright and pillow are there to take one, else as a line that says what to do: as
HTML it would be most of a megabyte. ``--check`` writes nothing and fails where an output is no longer the stored one;
pictures are not compared, as they differ with the fonts of a machine.
"""

from __future__ import annotations

import argparse
import base64
import io
import os
import re
import shutil
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

FOLDER = Path(__file__).parents[1] / "notebooks"
FRAME = re.compile(r'<iframe srcdoc="([^"]*)".*?height:(\d+)px', re.DOTALL)
UNSEEN = "The page of the graph. Run the cell to see it here."
WIDTH = 1200


def executed(path: Path) -> NotebookNode:
    """Return the notebook with what its cells show. Raises CellExecutionError where a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    # The tools that come with the environment of this Python are found as in a shell that activated it.
    place = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", extra_arguments=["--log-level=ERROR"],
                            resources={"metadata": {"path": FOLDER}})
    client.execute(env={**os.environ, "PATH": place})
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                         "language_info": {"name": "python"}}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook


def outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the outputs of all cells."""
    for cell in notebook.cells:
        yield from cell.get("outputs", ())


def without_frames(notebook: NotebookNode, pictures: bool) -> None:
    """Put a picture, or a line, in the place of each frame."""
    for output in outputs(notebook):
        if found := FRAME.search(output.get("data", {}).get("text/html", "")):
            picture = photographed(unescape(found[1]), int(found[2])) if pictures else None
            output["data"] = {"text/plain": UNSEEN} | ({"image/png": picture} if picture else {})


def photographed(page: str, height: int) -> str | None:
    """Return a picture of a page as PNG in base64, or None where there is nothing to take it with."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from PIL import Image
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if not browser:
        return None
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        sheet = opened.new_page(viewport={"width": WIDTH, "height": height})
        sheet.set_content(page)
        sheet.wait_for_selector("html[data-ready=true]")
        picture = sheet.screenshot()
        opened.close()
    held = io.BytesIO()
    # A page has few colours; so it is a third of the size.
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(96, dither=Image.Dither.NONE)
    few.save(held, "PNG", optimize=True)
    return base64.b64encode(held.getvalue()).decode()


def compared(notebook: NotebookNode) -> list[Any]:
    """Return of the outputs what must be the same everywhere."""
    return [(output.output_type, output.get("text"),
             {kind: value for kind, value in output.get("data", {}).items() if kind != "image/png"})
            for output in outputs(notebook)]


def main() -> int:
    """Run, and write or check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="Only these, by their names without the ending.")
    parser.add_argument("--check", action="store_true", help="Only say whether the stored outputs are up to date.")
    given = parser.parse_args()
    code = 0
    for path in sorted(FOLDER.glob("*.ipynb")):
        if given.names and path.stem not in given.names:
            continue
        try:
            fresh = executed(path)
        except CellExecutionError as error:
            print(f"{path.name}: a cell fails: {error.ename}: {error.evalue}", file=sys.stderr)
            code = 1
            continue
        without_frames(fresh, pictures=not given.check)
        if not given.check:
            nbformat.write(fresh, path)
        elif compared(fresh) != compared(nbformat.read(path, as_version=4)):
            print(f"{path.name}: its outputs are no longer these (python scripts/run_notebooks.py {path.stem})",
                  file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
