"""Text to a file in parts."""

from collections.abc import Iterable
from pathlib import Path


def save(parts: Iterable[str], path: Path | str) -> None:
    """Write the parts as UTF-8, whatever the system's line ends are. Raises OSError where the file can't be written."""
    with Path(path).open("w", encoding="utf-8", newline="\n", buffering=1 << 20) as file:
        file.writelines(parts)
