"""Texts as values: tokens, sentences, quotations, readings; and the cutting of a text into sentences.

Every replacement made for the parser keeps the length of the text, so all offsets are those of the stored text.
``kg.parsing`` fills these values.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Actor, Article, Mention, Span

_LONGEST = 2000
"""Characters above which a sentence is cut at a space: no sentence is as long, and the cost of a parse grows faster
than its length."""

_SHORTEST_CLAUSE = 10
"""Characters below which a part before or after a semicolon is an item of a list, not a clause."""

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cpl cmdr adm rev sen rep gov st jr sr no vs etc inc ltd co corp dept "
    "est fig jan feb mar apr jun jul aug sep sept oct nov dec pres hon brig messrs mt ft".split()
)
_FUNCTION_WORDS = frozenset(
    "The A An It He She They We I In On At But And That This These Those After Before While When If As For From To "
    "There His Her Their Its Our However Meanwhile".split()
)
_BREAK = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9“\"])")
_BULLET = re.compile(r"\s*(?:[•●▪*·–—-]|\d{1,2}[.)])\s+")
_DASH = re.compile(r"\s*[-–—]{1,2}\s+(?=\S)")
_DATELINE_LENGTH = 100
_LABEL = re.compile(r"[A-Z][A-Z .'’]{1,30}:\s+")
_OPEN_COMPOUND = re.compile(
    r"(?:(?<=\bthe )|(?<=\bThe )|(?<=\ba )|(?<=\ban )|(?<='s )|(?<=s' ))"
    r"([A-Z][\w.]+) (led|backed|dominated|controlled|held|built|made|brokered|aligned|allied|funded|occupied|trained"
    r"|armed|sponsored|supported|run)(?= (?!the\b|a\b|an\b|by\b|in\b|on\b|to\b|from\b|its\b|his\b|with\b|and\b)\w)"
)
# "IS" between words in lower case is the group, not the verb; parsers know another name of two capitals better.
_CAPITAL_IS = re.compile(r"(?<![A-Z] )\bIS\b(?= [a-z]|['.,])")
_LIKE = {
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u200a": " ",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‑": "-",
    "‐": "-",
    "\t": " ",
}
_TO_PLAIN = str.maketrans(_LIKE)


_MODIFIERS = ("amod", "compound", "poss", "nmod", "nummod")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is parsed by itself: the characters ``start`` to ``end``, in the ``paragraph``-th paragraph of the body.

    ``whole`` is the sentence as printed, of which it is all, or the part up to a semicolon or colon.
    """

    paragraph: int
    whole: tuple[int, int]
    start: int
    end: int


@dataclass(slots=True)
class Token:
    """One token of a parse. ``i`` and ``head`` index the sentence's tokens; ``start`` and ``end`` the article text."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    entity: str = ""
    children: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """One sentence, or the part of it up to a semicolon or colon, with its parse; ``whole`` is the sentence as printed.

    What the gate kept from the parser has no tokens.
    ``actors`` maps the index of a nominal head to the mentions it stands for.
    A capital has two readings, whichever was chosen: ``places`` holds the city, ``seats`` the government. ``names``
    leads from every token of a name to its head.
    """

    index: int
    paragraph: int
    span: Span
    whole: Span
    tokens: list[Token]
    headline: bool = False
    actors: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    places: dict[int, Mention] = field(default_factory=dict)
    seats: dict[int, Mention] = field(default_factory=dict)
    names: dict[int, int] = field(default_factory=dict)

    def subtree(self, i: int) -> list[int]:
        """Return the indices of token ``i`` and all it governs, in the order of the text."""
        found, queue = {i}, [i]
        while queue:
            for child in self.tokens[queue.pop()].children:
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return sorted(found)

    def path_up(self, i: int) -> Iterator[int]:
        """Yield the governors of token ``i``, the nearest first, the root last."""
        seen = {i}
        while (head := self.tokens[i].head) not in seen:
            seen.add(head)
            yield head
            i = head

    def owners(self, i: int) -> list[tuple[int, Mention]]:
        """Return the mentions that modify noun ``i``, with their tokens: adjective, possessor, compound, "of"."""
        tokens, found = self.tokens, []
        queue = [c for c in tokens[i].children if tokens[c].dep in _MODIFIERS]
        for child in tokens[i].children:
            if tokens[child].dep == "prep" and tokens[child].lemma in ("of", "from"):
                queue += [c for c in tokens[child].children if tokens[c].dep == "pobj"]
        while queue:
            c = queue.pop(0)
            found += [(c, m) for m in self.actors.get(c, ())]
            queue += [k for k in tokens[c].children if tokens[k].dep == "conj"]
            if c in self.actors and tokens[c - 1].text == "-":
                queue += [k for k in tokens[c].children if tokens[k].dep in (*_MODIFIERS, "npadvmod")]
            elif (
                c not in self.actors
                and tokens[c].pos in ("NOUN", "PROPN")
                and tokens[c].dep in ("compound", "nmod")
            ):
                queue += [k for k in tokens[c].children if tokens[k].dep in _MODIFIERS]
        if i > 0 and not found and tokens[i - 1].dep in _MODIFIERS:
            found += [(i - 1, m) for m in self.actors.get(i - 1, ())]
        return sorted(found, key=lambda pair: pair[0])

    def clause_of(self, i: int) -> int:
        """Return the verb whose clause token ``i`` stands in (``i`` itself where there is none)."""
        for k in (i, *self.path_up(i)):
            if self.tokens[k].pos in ("VERB", "AUX") and self.tokens[k].dep not in ("aux", "auxpass", "amod"):
                return k
        return i

    def text_of(self, text: str, first: int, last: int) -> Span:
        """Return what the article's ``text`` has from token ``first`` to token ``last``, both included."""
        return Span.of(text, self.tokens[first].start, self.tokens[last].end)


@dataclass(slots=True)
class Quote:
    """A stretch between quotation marks, or behind a speaker's name and a colon.

    ``speakers`` are who says it and ``cue`` the word or sign that shows it, where that is known.
    """

    start: int
    end: int
    speakers: tuple[Mention, ...] = ()
    cue: Span | None = None


@dataclass(slots=True)
class Reading:
    """An article as read: its sentences in order, parsed, its quotations, and the persons it names."""

    article: Article
    sentences: list[Sentence]
    quotes: list[Quote] = field(default_factory=list)
    persons: frozenset[Actor] = frozenset()
    _runs: tuple[int, list[list[Quote]]] = field(default=(0, []), repr=False, compare=False)

    def quote_at(self, position: int) -> Quote | None:
        """Return the quotation that holds the character at ``position``, or None."""
        for run in self._ascending():
            k = bisect_right(run, position, key=lambda quote: quote.start) - 1
            if k >= 0 and position < run[k].end:
                return run[k]
        return None

    def _ascending(self) -> list[list[Quote]]:
        """Return the quotations in runs that ascend and do not overlap: those in marks, and those behind names."""
        count, runs = self._runs
        if count != len(self.quotes):
            runs = []
            for quote in self.quotes:
                if not runs or quote.start < runs[-1][-1].end:
                    runs.append([])
                runs[-1].append(quote)
            self._runs = len(self.quotes), runs
        return runs


def straight(text: str) -> str:
    """Return ``text`` with plain quotes, hyphens and spaces, every character still at its place."""
    return text.translate(_TO_PLAIN)


def plain(text: str) -> str:
    """Return ``text`` as the parser likes it, every character still at its place."""
    text = _CAPITAL_IS.sub("UN", straight(text))
    return _OPEN_COMPOUND.sub(lambda m: f"{m[1]}-{m[2]}", text)


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of the paragraph ``text[start:end]`` as (start, end), without bullets and datelines.

    What goes on without an end (a list, a table, letters without sense) comes in pieces.
    """
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    start += _dateline(text[start : min(end, start + _DATELINE_LENGTH)])
    if label := _LABEL.match(text, start, end):
        start = label.end()
    first = start
    for found in _BREAK.finditer(text, start, end):
        if not _inside_name(text, first, found):
            yield from _trimmed(text, first, found.end())
            first = found.end()
    yield from _trimmed(text, first, end)


def units(text: str, body: Sequence[tuple[int, int]]) -> list[Unit]:
    """Return what is to be parsed of the paragraphs ``body`` (start, end) of a text, in order."""
    return [
        Unit(n, sentence, *part)
        for n, (start, end) in enumerate(body)
        for sentence in split(text, start, end)
        for part in clauses(text, *sentence)
    ]


def _dateline(text: str) -> int:
    """Return the length of the dateline at the start of the text ("BOGOTA, Aug. 29 (Wire) - "), 0 if there is none."""
    dash = next((d for d in _DASH.finditer(text) if d.start()), None)
    words = re.findall(r"\([^)]*\)|[^\s,/]+", text[: dash.start()]) if dash else []
    if not dash or not words or not re.fullmatch(r"[A-Z][A-Z.'’-]+", words[0]):
        return 0
    fits = all(w[0].isupper() or w[0].isdigit() or w[0] == "(" or w in ("of", "de", "and") for w in words)
    return dash.end() if fits and len(words) <= 12 else 0


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence between semicolons and colons, which parsers run together."""
    first = start
    for found in re.finditer(r"[;:](?=\s)", text[start:end]):
        cut = start + found.start()
        if (
            cut - first > _SHORTEST_CLAUSE
            and end - cut > _SHORTEST_CLAUSE
            and '"' not in text[cut + 1 : cut + 3]
        ):
            yield from _trimmed(text, first, cut)
            first = cut + 1
    yield from _trimmed(text, first, end)


def _inside_name(text: str, first: int, found: re.Match[str]) -> bool:
    """Say whether the full stop of ``found`` belongs to an abbreviation or an initial."""
    if found[0][0] != ".":
        return False
    words = text[max(first, found.start() - 20) : found.start()].split()
    last = words[-1].lstrip("(\"'“‘") if words else ""
    following = re.match(r"\s+[\"'“‘(\[]*(\w+)", text[found.end() : found.end() + 30])
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", last):
        return not (following and following[1] in _FUNCTION_WORDS)
    return last.lower() in _ABBREVIATIONS or bool(re.fullmatch(r"[A-Z]", last))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalpha() for c in text[start:end]):
        yield start, end
