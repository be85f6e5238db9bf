"""Read an overrides file into values that know their lines, so that every complaint can name one."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import yaml

from kg.gazetteer.check import SECTORS
from kg.model import Actor, ActorType
from kg.overrides.nodes import NodeReader, Ref, empty, line_of, read_text

T = TypeVar("T")

SECTIONS = ("same", "different", "rename", "retype", "ignore", "wikidata", "split")
_ITEM = re.compile(r"Q[1-9][0-9]*\Z")
_COUNTRY = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True, slots=True)
class Retype:
    """A new type, and where ``codes`` has them a new country and sector (None: none is known)."""

    type: ActorType
    codes: tuple[tuple[str, str | None], ...] = ()

    def applied(self, actor: Actor) -> Actor:
        """Return the actor with the new type and codes."""
        codes = {"country": actor.country, "sector": actor.sector} | dict(self.codes)
        return replace(actor, type=self.type, country=codes["country"], sector=codes["sector"])


@dataclass(frozen=True, slots=True)
class Split:
    """Mentions that were taken for ``actor`` and are somebody else.

    Those with one of the ``texts`` (none given: any text) in one of the ``articles`` (ids; none given: any).
    ``name`` is an actor by id or name, or what to call a new one; ``retype`` its type where it is new.
    """

    actor: Ref
    texts: frozenset[str]
    articles: frozenset[str]
    name: Ref
    retype: Retype | None = None


@dataclass(frozen=True, slots=True)
class Overrides:
    """What an overrides file says; ``source`` is its path, or what else to call it in messages."""

    source: str = "overrides"
    same: tuple[tuple[Ref, ...], ...] = ()
    different: tuple[tuple[Ref, ...], ...] = ()
    rename: tuple[tuple[Ref, str], ...] = ()
    retype: tuple[tuple[Ref, Retype], ...] = ()
    ignore: tuple[Ref, ...] = ()
    wikidata: tuple[tuple[Ref, str | None], ...] = ()
    split: tuple[Split, ...] = ()


def read(path: Path | str) -> Overrides:
    """Return what the file says. Raises ConfigError, naming file and line, where it can't be read or understood."""
    return parse(read_text(path), str(path))


def parse(text: str, source: str = "overrides") -> Overrides:
    """Return what a YAML text says; a section may come more than once. Errors as :func:`read`."""
    reader = _Reader(source)
    return reader.overrides(reader.compose(text))


class _Reader(NodeReader):
    """Turns the nodes of a file into values."""

    def overrides(self, root: yaml.Node | None) -> Overrides:
        found: dict[str, list[yaml.Node]] = {name: [] for name in SECTIONS}
        if root is not None and not empty(root):
            for key, node in self.pairs(root, "the file"):
                if key.text not in found:
                    self.fail(key.line, f"{key.text!r} is no section", f"sections are {', '.join(SECTIONS)}")
                if not empty(node):
                    found[key.text].append(node)
        return Overrides(
            self.source,
            same=tuple(self._groups("same", found)),
            different=tuple(self._groups("different", found)),
            rename=tuple(self._entries("rename", found, lambda key, node: self.text(node, "the new name"))),
            retype=tuple(self._entries("retype", found, lambda key, node: self.retype(node))),
            ignore=tuple(self.ref(one) for node in found["ignore"] for one in self.items(node, "ignore")),
            wikidata=tuple(self._entries("wikidata", found, lambda key, node: self.item(node))),
            split=tuple(self.split(one) for node in found["split"] for one in self.items(node, "split")),
        )

    def _groups(self, name: str, found: Mapping[str, list[yaml.Node]]) -> Iterator[tuple[Ref, ...]]:
        for section in found[name]:
            for node in self.items(section, name):
                group = tuple(self.ref(one) for one in self.items(node, f"an entry of {name}"))
                if len({ref.text for ref in group}) < 2:
                    self.fail(line_of(node), f"an entry of {name} needs two actors or more", "write [first, second]")
                yield group

    def _entries(self, name: str, found: Mapping[str, list[yaml.Node]],
                    value: Callable[[Ref, yaml.Node], T]) -> Iterator[tuple[Ref, T]]:
        for section in found[name]:
            for key, node in self.pairs(section, name):
                yield key, value(key, node)

    def split(self, node: yaml.Node) -> Split:
        given = {key.text: (key, value) for key, value in self.pairs(node, "an entry of split")}
        for name, (key, _) in given.items():
            if name not in ("actor", "text", "articles", "as", "type", "country", "sector"):
                self.fail(key.line, f"{name!r} is no part of an entry of split",
                          "it has actor, as, and text or articles or both; type, country, sector if new")
        for name in ("actor", "as"):
            if name not in given:
                self.fail(line_of(node), f"an entry of split needs {name!r}")
        if not {"text", "articles"} & given.keys():
            self.fail(line_of(node), "an entry of split needs text or articles", "to split all off, use same or rename")
        kind = None
        if "type" in given:
            kind = Retype(self.type(given["type"][1]), tuple(
                (name, self.code(name, given[name][1])) for name in ("country", "sector") if name in given))
        return Split(self.ref(given["actor"][1]), self.texts(given, "text"), self.texts(given, "articles"),
                     self.ref(given["as"][1]), kind)

    def texts(self, given: Mapping[str, tuple[Ref, yaml.Node]], name: str) -> frozenset[str]:
        if name not in given:
            return frozenset()
        node = given[name][1]
        parts = self.items(node, name) if isinstance(node, yaml.SequenceNode) else [node]
        return frozenset(" ".join(self.text(part, name).split()) for part in parts)

    def retype(self, node: yaml.Node) -> Retype:
        if isinstance(node, yaml.ScalarNode):
            return Retype(self.type(node))
        if isinstance(node, yaml.SequenceNode) and 1 <= len(node.value) <= 3:
            codes = zip(("country", "sector"), node.value[1:], strict=False)
            return Retype(self.type(node.value[0]), tuple((name, self.code(name, one)) for name, one in codes))
        given = {} if isinstance(node, yaml.SequenceNode) else {k.text: v for k, v in self.pairs(node, "a type")}
        if "type" not in given or not given.keys() <= {"type", "country", "sector"}:
            self.fail(line_of(node), "is no type", "write Party, or [Party, TUR, OPP]")
        return Retype(self.type(given["type"]), tuple(
            (name, self.code(name, given[name])) for name in ("country", "sector") if name in given))

    def type(self, node: yaml.Node) -> ActorType:
        text = self.text(node, "a type")
        if text not in list(ActorType):
            self.fail(line_of(node), f"{text!r} is no type of actor", f"types are {', '.join(ActorType)}")
        return ActorType(text)

    def code(self, name: str, node: yaml.Node) -> str | None:
        if empty(node):
            return None
        text = self.text(node, name)
        if name == "country" and not _COUNTRY.match(text):
            self.fail(line_of(node), f"{text!r} is no country", "write three letters as in ISO 3166-1: TUR")
        if name == "sector" and text not in SECTORS:
            self.fail(line_of(node), f"{text!r} is no sector", f"sectors are {', '.join(sorted(SECTORS))}")
        return text

    def item(self, node: yaml.Node) -> str | None:
        if empty(node):
            return None
        text = self.text(node, "an item id")
        if not _ITEM.match(text):
            self.fail(line_of(node), f"{text!r} is no Wikidata item", "write an id such as Q43, or null")
        return text
