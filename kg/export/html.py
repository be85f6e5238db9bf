"""The interactive page: one HTML file that asks nothing of any network.

pyvis makes the network and renders it through a template of our own (``page/``): vis-network, which pyvis brings, and
our style and scripts are set into the page, and a content security policy lets nothing else run or load. Names,
sentences and links travel as JSON and are shown as text only.
"""

import base64
import hashlib
import json
import math
from collections import defaultdict
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
from kg.export.html_data import PageData, status, wrapped
from kg.export.layout import positions
from kg.model import Relation
from kg.ontology import Ontology

TITLE = "Knowledge graph"
DRAWN = 1500
"""So many relations are drawn at first; the others are found by search and in the list."""

_STYLES = ("page",)
_SCRIPTS = ("dom", "store", "state", "filters", "shapes", "labels", "views", "graph", "list", "panel", "claims",
            "search", "main")
"""Files of ``page/`` in the order in which they are read; views stand in the order of their buttons (``views.js``)."""
_VIS = ("lib", "vis-9.1.2", "vis-network.min.js")
_DASHES: Mapping[str, bool | list[int]] = {
    "asserted": False, "contested": False, "not-yet": [8, 6], "alleged": [12, 5, 2, 5], "ended": [18, 6],
    "denied": [2, 5],
}


def dumps(relations: Sequence[Relation], ontology: Ontology, *, title: str = TITLE) -> str:
    """Return the page that shows the relations, with every claim behind each of them.

    The same relations give the same page. Raises InputError where the installed pyvis lacks the script library.
    """
    data = PageData(relations, ontology)
    blocks = {"data": data.json()}  # a JSON block of the page each, read by its id
    net = _network(data)
    style = "\n".join(_read(f"{name}.css").strip() for name in _STYLES)
    scripts = [_vis_network(), _own_script()]
    env = Environment(loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined)
    env.filters["json"] = _json
    env.globals.update(title=title, blocks=blocks, style=Markup(style), policy=_policy(style, scripts),
                       scripts=[Markup(script) for script in scripts])
    net.templateEnv = env
    net.path = "template.html.j2"
    return str(net.generate_html())


def write(relations: Sequence[Relation], ontology: Ontology, path: Path | str, *, title: str = TITLE) -> None:
    """Write the page to ``path`` as UTF-8; raises InputError where the file cannot be written."""
    text = dumps(relations, ontology, title=title)
    try:
        Path(path).write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error


def _network(data: PageData) -> Network:
    """Make the pyvis network of what is drawn at first: nodes and edges are numbered as actors and relations are."""
    net = Network(directed=True)  # otherwise pyvis drops parallel edges
    net.options = _options()
    drawn = _drawn(data)
    ends = {r: (data.actor(rel.subject), data.actor(rel.object)) for r in drawn
            if (rel := data.relations[r]).object is not None}
    shown = sorted({a for pair in ends.values() for a in pair} | _lonely(data))
    top = max((data.weights[a] for a in shown), default=1)
    radius = {a: round(13 + 21 * math.sqrt(data.weights[a] / top)) for a in shown}
    labels = {a: wrapped(data.actors[a].name) for a in shown}
    at = {a: n for n, a in enumerate(shown)}
    sizes = [(max(2 * radius[a] + 24, 8.2 * max(map(len, labels[a])) + 16), 2 * radius[a] + 26 + 16 * len(labels[a]))
             for a in shown]
    places = positions(sizes, [(at[a], at[b]) for a, b in ends.values()])
    for a in shown:
        actor, (x, y) = data.actors[a], places[at[a]]
        net.add_node(a, label="\n".join(labels[a]), shape="custom", x=x, y=y, size=radius[a],
                     kind=actor.type.value)
    bends = _bends(ends)
    for r, (a, b) in ends.items():
        net.add_edge(a, b, id=r, **_edge(data, r, bends[r]))
    return net


def _drawn(data: PageData) -> list[int]:
    """Choose what is drawn: relations with two ends, all or those with most claims between the most named actors."""
    whole = [r for r, rel in enumerate(data.relations) if rel.object is not None]
    if len(whole) <= DRAWN:
        return whole

    def rank(r: int) -> tuple[float, ...]:
        rel = data.relations[r]
        ends = [data.weights[data.actor(end)] for end in (rel.subject, rel.object) if end]
        return (-len(rel.claims) - math.log1p(min(ends)), r)

    return sorted(sorted(whole, key=rank)[:DRAWN])


def _lonely(data: PageData) -> set[int]:
    """Return the actors whose relations all name a topic only; none where not all is drawn."""
    if len(data.relations) > DRAWN:
        return set()
    joined = {data.actor(end) for rel in data.relations if rel.object for end in (rel.subject, rel.object)}
    return {data.actor(rel.subject) for rel in data.relations} - joined


def _edge(data: PageData, r: int, bend: float) -> dict[str, Any]:
    """Return what pyvis passes on to vis-network for one relation; colours are the page's, for light and dark."""
    relation = data.relations[r]
    smooth: Any = False
    if bend:
        smooth = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return {
        "caption": data.label(relation.predicate),
        "dashes": _DASHES[status(relation)],
        "width": round(1.3 + 0.9 * math.log2(len(relation.claims)), 2),
        "arrows": "" if data.symmetric(relation.predicate) else "to",
        "smooth": smooth,
    }


def _bends(ends: Mapping[int, tuple[int, int]]) -> dict[int, float]:
    """Fan relations between the same two actors out: a distinct signed roundness each, one alone is straight."""
    beside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for r, (a, b) in ends.items():
        beside[min(a, b), max(a, b)].append(r)
    bends = {}
    for group in beside.values():
        step = min(0.24, 1.2 / len(group))
        for i, r in enumerate(group):
            bend = round((i - (len(group) - 1) / 2) * step, 3)
            bends[r] = bend if ends[r][0] <= ends[r][1] else -bend
    return bends


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
    """Join the modules of the page into one script with a scope of its own."""
    parts = "\n".join(_read(f"{name}.js").strip() for name in _SCRIPTS)
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
