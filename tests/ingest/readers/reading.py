"""Short ways to read something in the tests of the readers."""

import io

from kg.errors import InputError
from kg.ingest import Item, Limits, ReadOptions, stream_items
from kg.model import Article


def items(data: bytes | str, options: ReadOptions | None = None) -> list[Item]:
    """Everything that comes of some bytes without a name."""
    return list(stream_items(io.BytesIO(data.encode() if isinstance(data, str) else data), "x", options))


def article(data: bytes | str, options: ReadOptions | None = None) -> Article:
    """The one article of some bytes."""
    [item] = items(data, options)
    assert isinstance(item.result, Article), item.result
    return item.result


def error(data: bytes | str, options: ReadOptions | None = None, *, limits: Limits | None = None) -> str:
    """What the one error of some bytes says."""
    [item] = items(data, ReadOptions(limits=limits) if limits else options)
    assert isinstance(item.result, InputError), item.result
    assert "\n" not in str(item.result)
    return item.result.what
