"""The interactive page: one HTML file that asks nothing of any network.

pyvis makes the network and renders it through a template of our own (``page/``): vis-network, which pyvis brings, and
our style and scripts are set into the page, and a content security policy lets nothing else run or load. Names,
sentences and links travel as JSON and are shown as text only.
"""

import base64
import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, StrictUndefined
from jinja2.loaders import FunctionLoader
from markupsafe import Markup
from pyvis.network import Network

from kg.errors import InputError
from kg.export.html_data import PageData, wrapped
from kg.export.layout import positions
from kg.export.places import Places
from kg.gazetteer import Gazetteer
from kg.model import Relation
from kg.ontology import Ontology

TITLE = "Knowledge graph"
DRAWN = 240
"""So many pairs of actors are joined by a line at first; what else there is comes on demand."""

_STYLES = ("page", "evidence", "disputes", "map", "table", "narrow")
_SCRIPTS = ("dom", "store", "state", "shapes", "paths", "filters", "legend", "slider", "labels", "drawing", "edges",
            "scene", "saving", "views", "graph", "recorder", "world", "mapscene", "maplook", "mapmove",
            "mapcard", "map", "disputes", "list", "csv", "table", "claims", "panel", "actor", "search", "main")
"""Files of ``page/`` in the order in which they are read; views stand in the order of their buttons (``views.js``)."""
_VIS = ("lib", "vis-9.1.2", "vis-network.min.js")


def dumps(relations: Sequence[Relation], ontology: Ontology, *, title: str = TITLE,
          known: Gazetteer | None = None) -> str:
    """Return the page that shows the relations, with every claim behind each of them.

    ``known`` says where places are; without it the map has each actor in its country. The same relations give the
    same page. Raises InputError where the installed pyvis lacks the script library.
    """
    data = PageData(relations, ontology)
    blocks: dict[str, Any] = {  # a JSON block of the page each, read by its id
        "data": {**data.json(), "drawn": DRAWN}, "world": _read("world.json"),
        "places": Places(known).all(data.actors) if known else [],
    }
    net = _network(data, blocks["data"]["order"])
    style = "\n".join(_read(f"{name}.css").strip() for name in _STYLES)
    scripts = [_vis_network(), _own_script()]
    env = Environment(loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined)
    env.filters["json"] = _json
    env.globals.update(title=title, blocks=blocks, style=Markup(style), policy=_policy(style, scripts),
                       scripts=[Markup(script) for script in scripts])
    net.templateEnv = env
    net.path = "template.html.j2"
    return str(net.generate_html())


def write(relations: Sequence[Relation], ontology: Ontology, path: Path | str, *, title: str = TITLE,
          known: Gazetteer | None = None) -> None:
    """Write the page that :func:`dumps` makes to ``path`` as UTF-8; raises InputError where it cannot be written."""
    text = dumps(relations, ontology, title=title, known=known)
    try:
        Path(path).write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error


def _network(data: PageData, order: Sequence[int]) -> Network:
    """Make the pyvis network: a node for every actor that has relations, numbered as in the data, in its place.

    Its edges are the page's to draw: which of them, and how many in one, depends on the filters there.
    """
    net = Network(directed=True)
    net.options = _options()
    shown = sorted({data.actor(end) for rel in data.relations for end in (rel.subject, rel.object) if end})
    top = max((data.weights[a] for a in shown), default=1)
    radius = {a: round(13 + 21 * math.sqrt(data.weights[a] / top)) for a in shown}
    labels = {a: wrapped(data.actors[a].name) for a in shown}
    at = {a: n for n, a in enumerate(shown)}
    sizes = [(max(2 * radius[a] + 24, 8.2 * max(map(len, labels[a])) + 16), 2 * radius[a] + 26 + 16 * len(labels[a]))
             for a in shown]
    pairs = [_ends(data, at, r) for r in order]
    places = positions(sizes, pairs, _core(pairs, len(shown)))
    for a in shown:
        x, y = places[at[a]]
        net.add_node(a, label="\n".join(labels[a]), shape="custom", x=x, y=y, size=radius[a])
    return net


def _ends(data: PageData, at: Mapping[int, int], r: int) -> tuple[int, int]:
    """Return the numbers of the two nodes that a relation joins."""
    relation = data.relations[r]
    ends = [at[data.actor(end)] for end in (relation.subject, relation.object) if end]
    return ends[0], ends[-1]


def _core(pairs: Sequence[tuple[int, int]], nodes: int) -> set[int]:
    """Return the nodes that are drawn at first: all, or those of the first DRAWN pairs."""
    drawn = list(dict.fromkeys((min(pair), max(pair)) for pair in pairs))
    return set(range(nodes)) if len(drawn) <= DRAWN else {node for pair in drawn[:DRAWN] for node in pair}


def _options() -> dict[str, Any]:
    return {
        "autoResize": True,
        "physics": {"enabled": False, "solver": "barnesHut",
                    "barnesHut": {"springLength": 190, "gravitationalConstant": -9000, "avoidOverlap": 0.5}},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False,
                        "tooltipDelay": 10**9, "keyboard": {"enabled": True, "bindToWindow": False}},
        "nodes": {"chosen": False},
        "edges": {"arrows": {"to": {"scaleFactor": 0.62}}, "arrowStrikethrough": False, "chosen": False,
                  "hoverWidth": 0, "selectionWidth": 0, "selfReference": {"size": 26}},
    }


def _policy(style: str, scripts: Sequence[str]) -> str:
    """Return the content security policy: nothing loads, and only exactly these scripts and this style run."""
    hashes = " ".join(_hash(script) for script in scripts)
    return (f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:; "
            "base-uri 'none'; form-action 'none'")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> Markup:
    """Return JSON that cannot end the script element it stands in, whatever the strings say."""
    text = json.dumps(json.loads(value) if isinstance(value, str) else value, ensure_ascii=False,
                      separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    # A lone surrogate has no UTF-8; the browser would not show it either.
    return Markup(text.encode("utf-8", "replace").decode("utf-8"))


def _own_script() -> str:
    """Join the modules of the page into one script with a scope of its own, without indents and lines of comment."""
    lines = (line.strip() for name in _SCRIPTS for line in _read(f"{name}.js").splitlines())
    parts = "\n".join(line for line in lines if line and not line.startswith("//"))
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


def _vis_network() -> str:
    path = Path(pyvis.__file__).parent.joinpath(*_VIS)
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputError(str(path), "vis-network is missing from pyvis", "pip install 'pyvis>=0.3.2,<0.4'") from error
    return text.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _read(name: str) -> str:
    return (files("kg.export") / "page" / name).read_text("utf-8").replace("\r\n", "\n")
