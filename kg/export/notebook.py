"""A graph in a Jupyter notebook: a card of what it holds, and the page in a frame that can reach nothing outside."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from kg.errors import ConfigError
from kg.export.html_data import status
from kg.model import Actor, ArticleRef, Claim, Relation
from kg.ontology import Ontology
from kg.tabular import Cell, html_table

HEIGHT = 640
"""Height of the frame in pixels where none is given."""

_SHOWN = 8
_HEIGHTS = range(100, 10_001)
_STATUS = {
    "asserted": "stated", "contested": "contested", "denied": "only denied", "alleged": "alleged", "ended": "ended",
    "not-yet": "planned or possible",
}
_HEADS = ("Subject", "Relation", "Object", "Stands", "Claims", "Last")
_FAINT = "opacity:.7"


def in_notebook() -> bool:
    """Return whether this runs in a kernel that shows HTML (Jupyter); IPython is not imported for it."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell else None
    return getattr(running, "kernel", None) is not None


def display(page: str, height: int = HEIGHT) -> None:
    """Show a page in the output of the running cell. Raises what :func:`frame` raises."""
    from IPython.display import display as show

    made = frame(page, height)
    # IPython's function has no types.
    show({"text/html": made, "text/plain": "a graph (this notebook shows no HTML)"}, raw=True)  # type: ignore[no-untyped-call]


def frame(page: str, height: int = HEIGHT) -> str:
    """Return an ``iframe`` that holds the page.

    Its sandbox has an origin of its own: the page runs its scripts, saves files and opens links, and sees nothing of
    the notebook. Raises ConfigError for a height that is not a number of pixels from 100 to 10,000.
    """
    if isinstance(height, bool) or not isinstance(height, int) or height not in _HEIGHTS:
        raise ConfigError(f"height is {height!r}: it is a whole number of pixels from 100 to 10,000")
    return (f'<iframe srcdoc="{escape(page)}" title="Knowledge graph" loading="lazy" allow="clipboard-write" '
            'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
            f'style="width:100%;height:{height}px;border:1px solid #8884;border-radius:8px"></iframe>')


def card(relations: Sequence[Relation], claims: Sequence[Claim], articles: Sequence[ArticleRef], errors: int,
         ontology: Ontology) -> str:
    """Return a small piece of HTML that says what is in a graph: counts, and the relations with most claims.

    It has no script and no style but on its own elements; whatever comes from texts is escaped.
    """
    ranked = sorted(relations, key=lambda relation: -len(relation.claims))
    counts = _counts(relations, claims, articles, errors)
    parts = [f'<div><b>Knowledge graph</b> <span style="{_FAINT}">{counts}</span>']
    if ranked:
        parts.append(html_table(_HEADS, [_row(relation, ontology) for relation in ranked[:_SHOWN]]))
        parts.append(f'<div style="{_FAINT}">Most named: {_named(relations)}</div>')
    more = f"{len(ranked) - _SHOWN:,} more relations; " if len(ranked) > _SHOWN else ""
    parts.append(f'<div style="{_FAINT}">{more}<code>.show()</code> opens them all.</div></div>')
    return "".join(parts)


def _counts(relations: Sequence[Relation], claims: Sequence[Claim], articles: Sequence[ArticleRef],
            errors: int) -> str:
    # A graph made of claims alone lists no articles; its claims name theirs.
    read = {article.id: article for article in articles} | {claim.article.id: claim.article for claim in claims}
    counts = [_number(len(read), "article"), _number(len(claims), "claim"), _number(len(relations), "relation")]
    if contested := sum(relation.contested for relation in relations):
        counts[-1] += f" ({contested:,} contested)"
    counts.append(_number(len({actor.id for actor in _actors(relations)}), "actor"))
    if dates := sorted(article.published for article in read.values() if article.published):
        counts.append(dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}")
    if errors:
        counts.append(f"{_number(errors, 'input')} not used")
    return escape(" · ".join(counts))


def _row(relation: Relation, ontology: Ontology) -> tuple[Cell, ...]:
    known = ontology.types.get(relation.predicate)
    last = max((claim.article.published or "" for claim in relation.claims), default="")
    return (relation.subject.name, known.label if known else relation.predicate,
            relation.object.name if relation.object else "a topic", _STATUS[status(relation)],
            len(relation.claims), last)


def _named(relations: Sequence[Relation]) -> str:
    names = {actor.id: actor.name for actor in _actors(relations)}
    weights = Counter(actor.id for relation in relations for actor in (relation.subject, relation.object)
                      if actor for _ in relation.claims)
    first = sorted(weights, key=lambda id: (-weights[id], id))[:_SHOWN]
    return escape(", ".join(f"{names[id]} ({weights[id]:,})" for id in first))


def _actors(relations: Sequence[Relation]) -> Iterable[Actor]:
    return (actor for relation in relations for actor in (relation.subject, relation.object) if actor)


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
