"""Read plain YAML (lists, mappings, scalars) fast: every scalar stays the string that is written.

The usual loaders build a tree of nodes first and guess types; on a gazetteer of thousands of entries that is most
of the time. Here the parser's events are turned into values directly. "NO" is not false and a date stays text.
"""

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # without libyaml the same events come slower
_STARTS = {MappingStartEvent: dict, SequenceStartEvent: list}


def parse(text: str) -> Any:
    """Return the values of a YAML text: lists, mappings, strings; None for an empty text.

    Raises yaml.YAMLError where the text is not YAML, uses an alias, or repeats a key in a mapping.
    """
    events = _LOADER(text)
    stack: list[tuple[Any, str | None]] = []
    current: Any = None
    key: str | None = None
    result: Any = None
    while True:
        event = events.get_event()
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value
        elif kind in _STARTS:
            stack.append((current, key))
            current, key = _STARTS[kind](), None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = current
            current, key = stack.pop()
        elif kind is StreamEndEvent:
            return result
        elif kind is AliasEvent:
            raise yaml.YAMLError(f"line {event.start_mark.line + 1}: aliases are not read here")
        else:
            continue
        if current is None:
            result = value
        elif isinstance(current, list):
            current.append(value)
        elif key is None:
            if value in current:
                raise yaml.YAMLError(f"line {event.start_mark.line + 1}: the key {value!r} comes twice")
            key = value
        else:
            current[key] = value
            key = None
