"""The way from bytes to articles: tell the format by the content, read it, and turn whatever goes wrong into a line."""

import hashlib
import zlib
from collections.abc import Iterator

from kg.errors import InputError
from kg.ingest.decode import looks_like
from kg.ingest.item import EXTRA, Item, PassedOver
from kg.ingest.markup import root_of
from kg.ingest.options import ReadOptions
from kg.ingest.readers import reader_of
from kg.ingest.records import Found, read_record
from kg.ingest.source import Budget, Source


class Intake:
    """Reads sources with some options. Readers call it for what is inside an input."""

    def __init__(self, options: ReadOptions) -> None:
        """Read as ``options`` say."""
        self.options = options
        self.limits = options.limits

    def budget(self) -> Budget:
        """Return what may be unpacked of one more input."""
        return Budget(self.limits.unpacked, self.limits.members)

    def read(self, source: Source) -> Iterator[Item]:
        """Yield what is in a source, each with its place; what can't be read is an InputError in its place."""
        reader = reader_of(source)
        if reader is None:
            yield _refused(source)
            return
        try:
            yield from reader.read(source, self)
        except InputError as error:
            yield Item(error.where, error, reader.format)
        except ImportError:
            missing = InputError(source.where, f"is {reader.format}, which the default install does not read",
                                 f"pip install 'geokg[{EXTRA}]'")
            yield Item(source.where, missing, reader.format)
        except MemoryError:
            much = InputError(source.where, "takes more memory than there is", "split it")
            yield Item(source.where, much, reader.format)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            yield Item(source.where, unreadable(source.where, error), reader.format)
        finally:
            source.close()

    def keep(self, data: bytes) -> str:
        """Return the hash of the original of an article, and hand the original to whoever keeps it."""
        digest = hashlib.sha256(data).hexdigest()
        if self.options.keep:
            self.options.keep(digest, data)
        return digest

    def record(self, record: object, where: str, original: bytes) -> Found:
        """Return the article of a record by the fields of the options. Raises InputError where it is none."""
        found = read_record(record, where, self.options.fields, hashlib.sha256(original).hexdigest())
        self.keep(original)  # only of what is an article
        return found


def unreadable(where: str, error: Exception) -> InputError:
    """Return the line for what the system, or a stream inside an archive, says on reading."""
    if isinstance(error, FileNotFoundError):
        return InputError(where, "there is no such file or folder")
    if isinstance(error, PermissionError):
        return InputError(where, "may not be read", "check its permissions")
    if isinstance(error, EOFError):
        return InputError(where, "is cut off: it ends in the middle", "get it again")
    return InputError(where, f"can't be read: {getattr(error, 'strerror', None) or error}")


def _refused(source: Source) -> Item:
    """Return what to say of something that no reader knows."""
    kind = looks_like(source.head) or ("XML" if root_of(source.head) else "of no kind that holds articles")
    if source.listed:
        return Item(source.where, PassedOver(f"is {kind}"))
    return Item(source.where, InputError(source.where, f"is {kind}, which is not read",
                                         "give text, HTML, PDF, JSON, CSV, Parquet, feeds, WARC, or archives of these"))
