"""A page in the reader's browser."""

import tempfile
import webbrowser
from pathlib import Path


def temporary() -> Path:
    """Return the path of a page to write, in a new folder that only its owner can open; nobody deletes it."""
    return Path(tempfile.mkdtemp(prefix="kg-view-")) / "graph.html"


def opened(path: Path) -> bool:
    """Open the page in a browser; return whether one was found."""
    try:
        return webbrowser.open(path.resolve().as_uri())
    except (webbrowser.Error, OSError):
        return False
