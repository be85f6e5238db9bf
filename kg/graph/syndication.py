"""Copies: which articles and which sentences are the same text at several places, so that one report counts once.

Texts are compared as sets of three-word shingles (Broder, "On the resemblance and containment of documents", 1997).
MinHash with banding (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3) finds the pairs worth a
look; each of them is then compared exactly, so chance decides nothing but which pairs near the bounds are seen, and
that is the same on every run.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from kg.ids import fold
from kg.model import ArticleRef, Claim
from kg.model.article import NO_DATE

_SHINGLE = 3
_FEWEST = 6  # shingles: of eight words or more. Shorter texts are alike by chance
_LONG = _FEWEST + _SHINGLE - 1
_OF_SMALLER = 0.6
_OF_LARGER = 0.3
_BAND, _BANDS, _SEED = 3, 85, 1  # finds 74% of pairs that share a quarter of their union, 99.6% from 0.4 on
_FEW = 40  # so few texts are all compared with each other
_WORDS = re.compile(r"\w+")


def near_duplicates(texts: Mapping[str, str], *, of_smaller: float = _OF_SMALLER,
                    of_larger: float = _OF_LARGER) -> dict[str, str]:
    """Return for the key of each text the key of its group: the first one of the mapping that is in it.

    Two texts are copies where they share ``of_smaller`` of the shingles of the smaller one and ``of_larger`` of those
    of the larger one; copies of copies are one group. The second bound keeps a round-up from joining all that it
    takes in. A text of fewer than eight words has copies only in texts of the same words.
    """
    return _grouped({key: _words(text) for key, text in texts.items()}, of_smaller, of_larger)


def _grouped(texts: Mapping[str, list[str]], of_smaller: float = _OF_SMALLER,
             of_larger: float = _OF_LARGER) -> dict[str, str]:
    """Do as :func:`near_duplicates`, with texts as lists of words."""
    whole: dict[str, str] = {}
    groups = _Groups(texts)
    for key, words in texts.items():
        groups.join(whole.setdefault(" ".join(words), key), key)
    shingled = {key: found for key in whole.values() if len(found := _shingles(texts[key])) >= _FEWEST}
    for one, other in _candidates(shingled):
        if _are_copies(shingled[one], shingled[other], of_smaller, of_larger):
            groups.join(one, other)
    return groups.first_of_each()


def independent_sources(claims: Iterable[Claim], texts: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return for the id of each article the id of the group of copies that it is in: one report, many places.

    ``texts`` are full texts of articles by id. An article without one is known by the sentences that its claims stand
    on. A group is called by the id of its earliest article (of one day, the first id). The answer is in the order of
    the ids and does not depend on that of the claims.
    """
    articles: dict[str, ArticleRef] = {}
    sentences: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for claim in claims:
        sentence = claim.evidence.sentence
        articles.setdefault(claim.article.id, claim.article)
        sentences[claim.article.id][sentence.start] = sentence.text
    given = texts or {}
    order = sorted(articles, key=lambda id: (articles[id].published or NO_DATE, id))
    known = {id: _words(given[id] if id in given else " ".join(text for _, text in sorted(sentences[id].items())))
             for id in order}
    found = _grouped({id: words for id, words in known.items() if len(words) >= _LONG})
    return {id: found.get(id, id) for id in sorted(order)}


def same_sentences(claims: Iterable[Claim]) -> dict[str, str]:
    """Return for the id of each claim the id of the first claim whose sentence is a copy of its own.

    The first is that of the earliest article, then of the text. Sentences of fewer than eight words are copies of none.
    """
    ordered = sorted(claims, key=lambda c: (c.article.published or NO_DATE, c.article.id, c.evidence.sentence.start,
                                            c.id))
    known = {c.id: _words(c.evidence.sentence.text) for c in ordered}
    found = _grouped({id: words for id, words in known.items() if len(words) >= _LONG}, of_larger=_OF_SMALLER)
    return {claim.id: found.get(claim.id, claim.id) for claim in ordered}


def count_independent(claims: Iterable[Claim], groups: Mapping[str, str]) -> int:
    """Return how many independent sources stand behind claims, usually those of one relation.

    This is the largest number of articles of which no two are copies (by ``groups``, see :func:`independent_sources`),
    say it in the same sentence, or come from one publisher. An article without a publisher is its own.
    """
    kept = tuple(claims)
    if len(kept) < 2:
        return len(kept)
    reports = _Groups(groups.get(claim.article.id, claim.article.id) for claim in kept)
    by_id = {claim.id: claim for claim in kept}
    for id, first in same_sentences(kept).items():
        reports.join(*(groups.get(by_id[key].article.id, by_id[key].article.id) for key in (first, id)))
    report = reports.first_of_each()
    carried: defaultdict[str, set[str]] = defaultdict(set)
    for claim in kept:
        article = claim.article
        carried[report[groups.get(article.id, article.id)]].add(article.publisher or f"article {article.id}")
    return _most_pairs(carried)


class _Groups:
    """Keys that are joined into groups (union-find); a group is known by its key that was given first."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._above = {key: key for key in keys}
        self._place = {key: n for n, key in enumerate(self._above)}

    def top(self, key: str) -> str:
        while (above := self._above[key]) != key:
            self._above[key] = key = self._above[above]
        return key

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.top(one), self.top(other)), key=self._place.__getitem__)
        self._above[second] = first

    def first_of_each(self) -> dict[str, str]:
        return {key: self.top(key) for key in self._above}


def _words(text: str) -> list[str]:
    # What fold does to plain ASCII is to take the case away, and most texts are that.
    return _WORDS.findall(text.lower() if text.isascii() else fold(text))


def _shingles(words: list[str]) -> "array[int]":
    """Return the shingles of a text as sorted numbers of 32 bits: a tenth of the memory of the words."""
    runs = (" ".join(words[n:n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1))
    return array("I", sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs}))


def _candidates(shingled: Mapping[str, "array[int]"]) -> list[tuple[str, str]]:
    """Return the pairs of keys that share a band of their signatures, each once, in the order of the keys."""
    keys = list(shingled)
    if len(keys) <= _FEW:
        return list(combinations(keys, 2))
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=_OF_LARGER, num_perm=_BAND * _BANDS, num_bands=_BANDS)
    pairs: list[tuple[str, str]] = []
    for number, key in enumerate(keys):
        signature = RMinHash(num_perm=_BAND * _BANDS, seed=_SEED)
        signature.update([str(value) for value in shingled[key]])
        pairs.extend((keys[other], key) for other in sorted(set(index.query(signature))))
        index.insert(number, signature)
    return pairs


def _are_copies(one: "array[int]", other: "array[int]", of_smaller: float, of_larger: float) -> bool:
    smaller, larger = sorted((len(one), len(other)))
    if smaller < of_larger * larger:
        return False
    shared = len(set(one).intersection(other))
    return shared >= of_smaller * smaller and shared >= of_larger * larger


def _most_pairs(carried: Mapping[str, set[str]]) -> int:
    """Return the size of the largest matching between reports and publishers (Kuhn's augmenting paths)."""
    taken: dict[str, str] = {}

    def place(report: str, tried: set[str]) -> bool:
        for publisher in sorted(carried[report] - tried):
            tried.add(publisher)
            if publisher not in taken or place(taken[publisher], tried):
                taken[publisher] = report
                return True
        return False

    return sum(place(report, set()) for report in sorted(carried))
