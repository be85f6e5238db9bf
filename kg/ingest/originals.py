"""The bytes that articles were read from, kept by their hash."""

from pathlib import Path

from kg.errors import ConfigError


class Originals:
    """A folder of originals: the one with the hash "3fa9…" is the file ``3f/3fa9…`` in it; each is there once.

    Give it to :class:`ReadOptions` as ``keep``.
    """

    def __init__(self, folder: Path) -> None:
        """Keep in ``folder``, which is made when there is something to keep."""
        self.folder = folder

    def __call__(self, digest: str, data: bytes) -> None:
        """Keep ``data``. Raises ConfigError where it can't be written, which is no fault of what is read."""
        path = self.path(digest)
        try:
            if path.exists():
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{digest}.part")
            part.write_bytes(data)
            part.replace(path)
        except OSError as error:
            raise ConfigError(f"{self.folder}: originals can't be kept there: {error.strerror or error}") from error

    def path(self, digest: str) -> Path:
        """Return where the original with a hash lies, whether it is there or not."""
        return self.folder / digest[:2] / digest
