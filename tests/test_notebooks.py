"""Every notebook runs from its first cell to its last as a reader would run it, and shows what is stored in it."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = ("dispute", "evaluation", "first-graph", "own-ontology", "series", "sparql")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def by_name(path: Path) -> str:
    return path.stem


def test_the_notebooks_are_there() -> None:
    assert tuple(path.stem for path in NOTEBOOKS) == NAMES


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_a_notebook_runs_and_shows_what_is_stored(path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is missing (pip install 'geokg[notebook]')")
    command = [sys.executable, "scripts/run_notebooks.py", "--check", path.stem]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_a_notebook_needs_kg_and_the_standard_library_alone(path: Path) -> None:
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    lines = [line.strip() for cell in code for line in cell.source.splitlines()]
    roots = {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert "kg" in roots
    assert roots - {"kg"} <= sys.stdlib_module_names
    assert not [line for line in lines if line.startswith(("from kg", "import kg."))]  # the public door only


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_a_notebook_shows_tables_and_pictures_and_prints_nothing(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
    kinds = [kind for output in outputs for kind in output.data]
    assert kinds.count("text/html") + kinds.count("image/png") >= 3
    assert path.stat().st_size < 300_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_a_notebook_names_no_place_of_the_machine_it_ran_on(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"/(?:tmp|home|root|Users)/|site-packages| at 0x[0-9a-f]{6}", text)
    cells = nbformat.read(path, as_version=4).cells
    assert not [cell.id for cell in cells if "execution" in cell.metadata]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_the_links_of_a_notebook_lead_somewhere(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    for link in LINK.findall("\n".join(cell.source for cell in cells)):
        assert (path.parent / link).exists(), link
