"""Copies of articles and sentences, made by editing our own texts as desks edit wire copy."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.syndication import count_independent, independent_sources, near_duplicates, same_sentences
from kg.model import Claim
from tests.builders import claim

WIRE = """Kestovia recalls envoy over harbour seizure

DRENHAVEN, June 4 - Kestovia recalled its ambassador from Ostrania on Tuesday after coast guards seized three grain
ships in the northern harbour, the foreign ministry said. The ships had been waiting for two weeks to unload.

"We will not accept that our sailors are held as bargaining chips," Foreign Minister Ilka Moren told us. She said
the cabinet would meet on Thursday to discuss further steps, among them a freeze on timber imports.

Ostrania denied that the crews were being held. Its transport minister said the papers of the ships were incomplete and
that the crews were free to fly home at any time. He accused Kestovia of turning a customs matter into a quarrel.

The two neighbours have argued over fishing rights and harbour fees since a treaty lapsed last spring. Talks brokered by
the Southern League broke down in April, when both sides walked out over the length of a new agreement.

Traders said that grain prices rose by four per cent in the capital, and that bakeries had begun to limit sales."""
OTHER = """Marsh farmers block capital roads over water law

SELVIK - Thousands of farmers blocked the main roads of the Tarnish capital on Tuesday in protest at a law that puts a
price on irrigation water. Police said that nobody was arrested. The government said the law would stand.

The farmers' union called on the president to withdraw the bill before the harvest. A spokesman for the president said
that she was ready to talk about the price but not about the principle, and blamed the drought on neighbouring dams."""


def _shortened(text: str) -> str:
    return "\n\n".join(text.split("\n\n")[:4])


def _new_headline(text: str) -> str:
    return "Ambassador called home in grain row\n\n" + text.split("\n\n", 1)[1]


def _rewritten_words(text: str) -> str:
    for old, new in (("Tuesday", "June 4"), ("three grain\nships", "three ships with grain"), ("told us", "said"),
                     ("argued", "quarrelled"), ("rose by four per cent", "went up 4%")):
        assert old in text
        text = text.replace(old, new)
    return text


def _turned_around(text: str) -> str:
    head, *paragraphs = text.split("\n\n")
    return "\n\n".join([head, *reversed(paragraphs)])


def _added(text: str) -> str:
    return text + "\n\nOur correspondent adds that the streets around the ministry were quiet in the evening."


def _shouted(text: str) -> str:
    return text.upper().replace("\n", " ").replace('"', "“")


@pytest.mark.parametrize("edit", [_shortened, _new_headline, _rewritten_words, _turned_around, _added, _shouted])
def test_an_edited_copy_is_a_copy(edit: Callable[[str], str]) -> None:
    found = near_duplicates({"wire": WIRE, "copy": edit(WIRE), "other": OTHER})
    assert found == {"wire": "wire", "copy": "wire", "other": "other"}


def test_one_shared_quote_does_not_make_two_reports_one() -> None:
    own = OTHER + "\n\n" + WIRE.split("\n\n")[2]
    assert near_duplicates({"wire": WIRE, "own": own}) == {"wire": "wire", "own": "own"}


def test_a_round_up_does_not_join_what_it_takes_in() -> None:
    brief, other = WIRE.split("\n\n")[1], OTHER.split("\n\n")[2]
    weeks = "\n\n".join(" ".join(random.Random(n).choices(WIRE.split() + OTHER.split(), k=120)) for n in range(3))
    found = near_duplicates({"a": brief, "b": other, "round-up": f"{brief}\n\n{other}\n\n{weeks}"})
    assert len(set(found.values())) == 3


def test_short_texts_are_copies_only_where_they_are_equal() -> None:
    assert near_duplicates({"a": "Turkey met Russia.", "b": "turkey met  Russia", "c": "Turkey met Russia again."}) == {
        "a": "a", "b": "a", "c": "c"}
    assert near_duplicates({}) == {}


def test_many_texts_give_what_few_give() -> None:
    """Above some dozens of texts the pairs come from MinHash and are no longer all compared."""
    words = sorted(set(WIRE.split() + OTHER.split()))
    noise = {f"n{n}": " ".join(random.Random(n).choices(words, k=150)) for n in range(200)}
    copies = {f"c{n}": edit(WIRE) for n, edit in enumerate([_shortened, _rewritten_words, _added, _turned_around])}
    found = near_duplicates({"wire": WIRE, **noise, **copies})
    assert {key for key, group in found.items() if group == "wire"} == {"wire", *copies}
    assert all(found[key] == key for key in noise)


@given(st.permutations(["wire", "copy", "own", "brief", "other"]))
def test_groups_do_not_depend_on_the_order(order: list[str]) -> None:
    texts = {"wire": WIRE, "copy": _shortened(WIRE), "own": f"{OTHER} {WIRE[-200:]}", "brief": WIRE[:200],
             "other": OTHER}
    one = near_duplicates({key: texts[key] for key in order})
    groups = {frozenset(k for k in one if one[k] == first) for first in one.values()}
    assert groups == {frozenset(("wire", "copy")), frozenset(("own", "other")), frozenset(("brief",))}
    assert all(order.index(first) == min(order.index(k) for k in one if one[k] == first) for first in one.values())


SENTENCE = "Kestovia backs Ostrania in the long quarrel over harbour fees, its foreign minister said on Tuesday."
EDITED = "Kestovia backs Ostrania in the long quarrel over harbour fees, the foreign minister said Tuesday."
OWN = "After a night of talks in Drenhaven it became clear that Kestovia backs Ostrania against the League."


def _claim(sentence: str, id: str, publisher: str | None, published: str = "2023-06-04") -> Claim:
    return claim("Kestovia", "supports", "Ostrania", sentence=sentence, trigger="backs", article_id=id,
                 publisher=publisher, published=published)


def test_articles_are_known_by_the_sentences_of_their_claims_where_there_is_no_text() -> None:
    made = [_claim(SENTENCE, "late", "A", "2023-06-05"), _claim(EDITED, "early", "B"), _claim(OWN, "own", "C")]
    assert independent_sources(made) == {"early": "early", "late": "early", "own": "own"}
    assert list(independent_sources(made)) == ["early", "late", "own"]


def test_full_texts_decide_where_they_are_there() -> None:
    made = [_claim(SENTENCE, "one", "A"), _claim(EDITED, "two", "B")]
    assert independent_sources(made, {"one": WIRE, "two": OTHER}) == {"one": "one", "two": "two"}
    assert independent_sources(made, {"one": WIRE, "two": _shortened(WIRE)}) == {"one": "one", "two": "one"}


def test_sentences_that_are_copies() -> None:
    made = [_claim(EDITED, "two", "B", "2023-06-05"), _claim(SENTENCE, "one", "A"), _claim(OWN, "own", "C"),
            _claim("Kestovia backs Ostrania.", "x", "D"), _claim("Kestovia backs Ostrania.", "y", "E")]
    first = made[1].id
    assert same_sentences(made) == {c.id: first if c in made[:2] else c.id for c in made}


@pytest.mark.parametrize(("given_", "count"), [
    ([], 0),
    ([(SENTENCE, "1", "A")], 1),
    ([(SENTENCE, "1", "A"), (EDITED, "2", "B"), (SENTENCE, "3", "C")], 1),  # one wire text at three publishers
    ([(SENTENCE, "1", "A"), (OWN, "2", "A")], 1),  # one publisher, twice
    ([(SENTENCE, "1", "A"), (OWN, "2", "B")], 2),
    ([(SENTENCE, "1", "A"), (OWN, "2", None)], 2),
    ([(SENTENCE, "1", None), (OWN, "2", None)], 2),
    ([(SENTENCE, "1", "A"), (EDITED, "2", "B"), (OWN, "3", "B")], 2),  # B has the wire and a report of its own
    ([(SENTENCE, "1", "A"), (EDITED, "2", "B"), (OWN, "3", "B"), (OWN.upper().replace("KESTOVIA BACKS OSTRANIA",
      "Kestovia backs Ostrania"), "4", "A")], 2),
])
def test_independent_sources_are_counted(given_: list[tuple[str, str, str | None]], count: int) -> None:
    made = [_claim(*one) for one in given_]
    assert count_independent(made, independent_sources(made)) == count


def test_what_is_known_to_be_a_copy_counts_once_whatever_its_sentence() -> None:
    made = [_claim(SENTENCE, "1", "A"), _claim(OWN, "2", "B")]
    assert count_independent(made, {"1": "1", "2": "1"}) == 1


@given(st.permutations([(SENTENCE, "1", "A"), (EDITED, "2", "B"), (OWN, "3", "B"), (OWN, "4", "C"),
                        (SENTENCE, "5", None)]))
def test_the_count_does_not_depend_on_the_order(order: list[tuple[str, str, str | None]]) -> None:
    made = [_claim(*one) for one in order]
    assert count_independent(made, independent_sources(made)) == 2
    assert independent_sources(made) == {"1": "1", "2": "1", "3": "3", "4": "3", "5": "1"}
