"""YAML as nodes that know their lines, so that every complaint about a file can name one."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from kg.errors import ConfigError

_NULL = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor as the file names it, by id or by name, and the line where it does."""

    text: str
    line: int


class NodeReader:
    """Turns nodes of a file into texts; everything that does not fit is a ConfigError with file and line."""

    def __init__(self, source: str) -> None:
        """Call the file ``source`` in messages."""
        self.source = source

    def compose(self, text: str) -> yaml.Node | None:
        """Return the root of a YAML text, None where it is empty."""
        try:
            # Every scalar stays the text that is written: "NO" is not false.
            return yaml.compose(text, yaml.BaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{self.source}, line {mark.line + 1}" if mark else self.source
            problem = getattr(error, "problem", None) or " ".join(str(error).split())
            raise ConfigError(f"{where}: is not valid YAML: {problem}") from error
        except RecursionError as error:
            raise ConfigError(f"{self.source}: is nested too deep") from error

    def ref(self, node: yaml.Node) -> Ref:
        """Return the actor that a node names."""
        return Ref(self.text(node, "an actor"), line_of(node))

    def text(self, node: yaml.Node, what: str) -> str:
        """Return the text of a node, white space collapsed; ``what`` says what it should be."""
        if not isinstance(node, yaml.ScalarNode) or empty(node) or not node.value.strip():
            self.fail(line_of(node), f"{what} must be a text")
        return " ".join(node.value.split())

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """Return the nodes of a list."""
        if not isinstance(node, yaml.SequenceNode):
            self.fail(line_of(node), f"{what} must be a list")
        return list(node.value)

    def pairs(self, node: yaml.Node, what: str) -> list[tuple[Ref, yaml.Node]]:
        """Return the keys and the nodes of a mapping."""
        if not isinstance(node, yaml.MappingNode):
            self.fail(line_of(node), f"{what} must be a mapping (key: value)")
        return [(self.ref(key), value) for key, value in node.value]

    def fail(self, line: int, what: str, mend: str = "") -> NoReturn:
        """Raise ConfigError for a line of the file."""
        raise ConfigError(f"{self.source}, line {line}: {what}" + (f" ({mend})" if mend else ""))


def read_text(path: Path | str) -> str:
    """Return the text of a file. Raises ConfigError where it can't be read."""
    try:
        return Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (save it as UTF-8)") from error


def quoted(text: str) -> str:
    """Return a text as a double-quoted scalar of YAML."""
    shown = json.dumps(text, ensure_ascii=False)
    # YAML writes what is above U+FFFF in one escape, where JSON has two.
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" if c <= "\uffff" else f"\\U{ord(c):08x}" for c in shown)


def line_of(node: yaml.Node) -> int:
    """Return the line that a node begins in, from 1."""
    return int(node.start_mark.line) + 1


def empty(node: yaml.Node) -> bool:
    """Say whether a node is a plain null."""
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in _NULL
