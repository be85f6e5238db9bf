import subprocess
import sys
from pathlib import Path
from types import ModuleType

import kg


def test_all_lists_every_public_name_of_the_package() -> None:
    public = {name for name, value in vars(kg).items()
              if not (name.startswith("_") or isinstance(value, ModuleType))}
    public -= {"version", "PackageNotFoundError"}  # imported to find the version
    assert public | {"__version__"} == set(kg.__all__)


def test_no_public_name_is_hidden_by_a_room_of_the_same_name() -> None:
    """``import kg.x`` sets ``kg.x`` to the module: a function called like a module would be lost."""
    rooms = {path.stem for path in Path(kg.__file__).parent.iterdir()}
    assert rooms.isdisjoint(kg.__all__)


def test_all_has_no_name_twice() -> None:
    assert len(kg.__all__) == len(set(kg.__all__))


def test_every_public_name_has_a_docstring() -> None:
    bare = [name for name in kg.__all__ if name != "__version__" and not (getattr(kg, name).__doc__ or "").strip()]
    assert bare == []


def test_the_version_is_a_version() -> None:
    assert kg.__version__[0].isdigit()


def test_import_is_light() -> None:
    """The heavy parts come with the first build, so that small commands and readers of claims start at once."""
    heavy = ("spacy", "rdflib", "pyvis", "networkx", "igraph", "IPython")
    code = f"import sys, kg; print([name for name in {heavy!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
