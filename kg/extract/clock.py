"""Which of the times of a sentence a claim is about: the one in its own clause, or the one its clause counts from."""

from datetime import date

from kg.extract.times import Dated, counted, find, shifted
from kg.model import Precision, Time
from kg.text import Sentence

_LONG_AGO, _SOON = 300, 60
"""Days back and ahead between which the nearer reading of a day without a year is chosen."""

_STEPS = 3
"""Verbs that a clause may borrow a time across ("held talks on Thursday but failed to agree")."""


class Clock:
    """Follows the times of an article, sentence by sentence."""

    def __init__(self, published: str | None) -> None:
        """Begin at the date of publication (ISO) or without one."""
        self._published = published
        self._last: date | None = None
        self._found: tuple[int, list[Dated], list[Dated]] = (-1, [], [])
        self._opened: tuple[int, Time] | None = None

    def at(self, sentence: Sentence, head: int, *, planned: bool) -> Time | None:
        """Return the time of what token ``head`` carries; ``planned`` lets it lie ahead."""
        past, ahead = self._times(sentence)
        dated = nearest(past, sentence, head)
        if planned and dated is not None and not _under_past(sentence, dated):
            dated = next((a for a in ahead if (a.start, a.end) == (dated.start, dated.end)), dated)
            if self._published and dated.time.end < self._published:
                return None  # "his first trip since 2018" does not date the trip
        elif dated is not None and not _under_past(sentence, dated):
            dated = next((a for a in ahead if self._sooner(dated, a)), dated)
        return dated.time if dated else self._counted(sentence, past, head) or self._announced(sentence)

    def beside(self, sentence: Sentence, head: int) -> Time | None:
        """Return the time that belongs to noun ``head`` itself ("a member of NATO since 2009")."""
        own = set(sentence.subtree(head))
        past, _ = self._times(sentence)
        inside = [d for d in past if any(t.i in own for t in sentence.tokens if t.start == d.start)]
        found = nearest(inside, sentence, head)
        return found.time if found else None

    def _sooner(self, past: Dated, ahead: Dated) -> bool:
        """Say whether a day without a year is the one ahead: "March 10", read on March 4, is not that of last year."""
        if (past.start, past.end) != (ahead.start, ahead.end) or self._published is None:
            return False
        anchor, day = date.fromisoformat(self._published), date.fromisoformat(ahead.time.start)
        return (anchor - date.fromisoformat(past.time.start)).days > _LONG_AGO and 0 < (day - anchor).days <= _SOON

    def _announced(self, sentence: Sentence) -> Time | None:
        """Return the time that what stands before a colon gives to what follows ("It came to that in 2010: …")."""
        return self._opened[1] if self._opened and self._opened[0] == sentence.whole.start else None

    def advance(self, sentence: Sentence) -> None:
        """Remember the last time that the sentence names."""
        times, _ = self._times(sentence)
        self._opened = None
        if times:
            self._last = date.fromisoformat(times[-1].time.start)
            if len(times) == 1 and sentence.whole.text[sentence.span.end - sentence.whole.start :].startswith(":"):
                self._opened = (sentence.whole.start, times[0].time)

    def _times(self, sentence: Sentence) -> tuple[list[Dated], list[Dated]]:
        """Return the times of the sentence as past and as ahead, found once."""
        if self._found[0] != sentence.index:
            past = find(sentence, self._published, last=self._last)
            ahead = find(sentence, self._published, last=self._last, future=True) if past else []
            self._found = (sentence.index, past, ahead)
        return self._found[1:]

    def _counted(self, sentence: Sentence, times: list[Dated], head: int) -> Time | None:
        """Return the time of a clause that another one counts from ("two days after they overran the city")."""
        clause = sentence.tokens[sentence.clause_of(head)]
        marks = [
            sentence.tokens[c] for c in clause.children if sentence.tokens[c].lemma in ("after", "before")
        ]
        anchor = date.fromisoformat(self._published) if self._published else None
        if not marks or marks[0].i < 2 or anchor is None:
            return None
        words = " ".join(t.text for t in sentence.tokens[marks[0].i - 2 : marks[0].i])
        if (found := counted(words)) is None:
            return None
        days = [date.fromisoformat(t.time.start) for t in times if t.time.precision is not Precision.YEAR]
        count, unit = found
        resolved = shifted(days[0] if days else anchor, -count if marks[0].lemma == "after" else count, unit)
        if resolved is None:
            return None
        start, end, precision = resolved
        return Time(start.isoformat(), end.isoformat(), precision, f"{words} {marks[0].text}")


def nearest(times: list[Dated], sentence: Sentence, head: int) -> Dated | None:
    """Return the time that stands in the clause of token ``head``, or that its clause borrows, else None."""
    best: tuple[int, Dated] | None = None
    for dated in times:
        tokens = [t.i for t in sentence.tokens if t.start < dated.end and dated.start < t.end]
        if not tokens:
            continue
        top = next((t for t in tokens if sentence.tokens[t].head not in tokens), tokens[0])
        distance = None if _compares(sentence, top) else _distance(sentence, top, tokens, head)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, dated)
    return best[1] if best else None


def _compares(sentence: Sentence, top: int) -> bool:
    """Say whether a time only measures a superlative ("his first trip to China since 2018")."""
    governor = sentence.tokens[sentence.tokens[top].head]
    nouns = [governor, *(sentence.tokens[c] for c in governor.children if sentence.tokens[c].dep in ("dobj", "attr"))]
    words = [sentence.tokens[c] for noun in nouns for c in noun.children]
    return sentence.tokens[top].lemma == "since" and any(w.lemma == "first" or w.tag == "JJS" for w in words)


def _distance(sentence: Sentence, top: int, tokens: list[int], head: int) -> int | None:
    """Return how far the time is from the head of the claim; None where it belongs to another clause."""
    clause = sentence.clause_of(head)
    if any(
        sentence.tokens[k].dep == "relcl" and sentence.tokens[k].head in tokens
        for k in _chain(sentence, clause)
    ):
        return 1  # "in 2013, when Tirana granted asylum"
    for steps, k in enumerate(sentence.path_up(top), 1):
        if k == head:
            return steps
        if k == clause:
            return steps + 1
        token = sentence.tokens[k]
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "amod"):
            if token.dep in ("acl", "relcl") and token.head == head:
                return steps + 1  # "his meeting with Kishida, held on Sunday"
            return steps + 3 if k in list(_chain(sentence, clause))[1:] else None
    return None


def _chain(sentence: Sentence, clause: int) -> list[int]:
    """Return the verb of a clause and those whose times it shares: what governs it as complement, or joins it."""
    chain = [clause]
    for _ in range(_STEPS):
        node = sentence.tokens[chain[-1]]
        when = any(sentence.tokens[c].lemma in ("when", "as", "while") for c in node.children)
        purpose = node.dep == "advcl" and any(
            sentence.tokens[c].lemma == "to" and sentence.tokens[c].dep == "aux" for c in node.children
        )
        if node.dep == "pcomp" and sentence.tokens[node.head].lemma == "in":
            chain.append(sentence.tokens[node.head].head)  # "joined them in June in bombing"
        elif node.dep in ("xcomp", "conj") or (node.dep == "advcl" and when) or purpose:
            chain.append(node.head)
        else:
            break
    return chain


def _under_past(sentence: Sentence, dated: Dated) -> bool:
    """Say whether the time hangs on a verb in the past tense ("agreed on Monday to buy")."""
    token = next(t.i for t in sentence.tokens if t.start < dated.end and dated.start < t.end)
    return sentence.tokens[sentence.clause_of(token)].tag == "VBD"
