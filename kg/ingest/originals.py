"""The bytes that articles were read from, kept by their hash."""

from pathlib import Path


class Originals:
    """A folder of originals: the one with the hash "3fa9…" is the file ``3f/3fa9…`` in it; each is there once.

    Give it to :class:`ReadOptions` as ``keep``.
    """

    def __init__(self, folder: Path) -> None:
        """Keep in ``folder``, which is made when there is something to keep."""
        self.folder = folder

    def __call__(self, digest: str, data: bytes) -> None:
        """Keep ``data``. Raises OSError where it can't be written."""
        path = self.path(digest)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{digest}.part")
        part.write_bytes(data)
        part.replace(path)

    def path(self, digest: str) -> Path:
        """Return where the original with a hash lies, whether it is there or not."""
        return self.folder / digest[:2] / digest
