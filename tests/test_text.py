"""Sentences and parses: offsets kept, sentences cut where they end, the mistakes of small models mended."""

from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.engine import Engine
from kg.errors import ConfigError
from kg.model import Article
from kg.parsing import Parser
from kg.text import Quote, Reading, Sentence, clauses, plain, split
from tests.reading import article


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text))]


def parse(engine: Engine, text: str) -> Sentence:
    """Return the one sentence of the text, parsed only."""
    (sentence,) = engine.parser.read(article(text), [(0, len(text))]).sentences
    return sentence


def word(sentence: Sentence, text: str) -> int:
    return next(t.i for t in sentence.tokens if t.text == text)


# plain()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("“We will go on”", '"We will go on"'),
        ("Turkey’s ‘red line’", "Turkey's 'red line'"),
        ("2\u00a0min\u202fread", "2 min read"),
        ("Turkish‑backed", "Turkish-backed"),
        ("the Kurdish dominated alliance", "the Kurdish-dominated alliance"),
        ("the US backed rebels", "the US-backed rebels"),
        ("Turkey backed the rebels", "Turkey backed the rebels"),
        ("the Kurds controlled the town", "the Kurds controlled the town"),
    ],
)
def test_plain(text: str, want: str) -> None:
    assert plain(text) == want


@given(st.text())
def test_plain_keeps_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)


# split()


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Gen. Haftar met Mr. Putin in St. Petersburg.",
        "The U.S. Navy sent the U.S.S. Carney.",
        "J. D. Vance spoke.",
        "Sen. Lindsey Graham and Rep. Adam Smith visited Kyiv.",
        "It rose 2.5 percent.",
        "He came on Jan. 6 and left.",
        "Lockheed Martin Corp. sold jets vs. Boeing Co. of Chicago.",
        "Yahoo! said so, etc. and more.",
    ],
)
def test_abbreviations_end_nothing(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Turkey won. Russia lost.", ["Turkey won.", "Russia lost."]),
        ("Who won? Nobody! They left.", ["Who won?", "Nobody!", "They left."]),
        ('"We won." He smiled.', ['"We won."', "He smiled."]),
        ("“We won.” “You lost.”", ["“We won.”", "“You lost.”"]),
        ("He went to the U.S. The visit failed.", ["He went to the U.S.", "The visit failed."]),
        ("Talks ended… Nothing followed.", ["Talks ended…", "Nothing followed."]),
        ("It ended (at last.) Peace came.", ["It ended (at last.)", "Peace came."]),
        ("It fell in 2019. 40 people died.", ["It fell in 2019.", "40 people died."]),
    ],
)
def test_sentences_end(text: str, want: list[str]) -> None:
    assert sentences(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("ANKARA (Reuters) - Turkey said no.", "Turkey said no."),
        ("MOSCOW, May 3 (TASS) — Russia agreed.", "Russia agreed."),
        ("UNITED NATIONS – The council met.", "The council met."),
        ("KYIV/WARSAW, March 3 (Wire) - Poland agreed.", "Poland agreed."),
        ("WASHINGTON -- The senate voted.", "The senate voted."),
        ("BOGOTA, Aug. 29, 2022 - Colombia agreed.", "Colombia agreed."),
        ("• Turkey bombs Idlib.", "Turkey bombs Idlib."),
        ("- Turkey bombs Idlib.", "Turkey bombs Idlib."),
        ("3. Turkey bombs Idlib.", "Turkey bombs Idlib."),
        ("PRESIDENT PUTIN: We agreed.", "We agreed."),
        ("Q: Did you agree?", "Q: Did you agree?"),
    ],
)
def test_what_stands_before_the_sentence_is_left_out(text: str, want: str) -> None:
    assert sentences(text) == [want]


@pytest.mark.parametrize(
    "text",
    [
        "NATO said no.",
        "US-backed forces won.",
        "EU and NATO officials met.",
        "F-16 jets flew.",
        "IS claimed the attack - again.",
    ],
)
def test_capitals_are_no_dateline(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("text", ["", "   ", "***", "- 12 -", "2019."])
def test_what_has_no_words_is_no_sentence(text: str) -> None:
    assert sentences(text) == []


def test_a_long_row_of_capitals_takes_no_time() -> None:
    start = perf_counter()
    sentences("AA/" * 20)
    assert perf_counter() - start < 0.1


@pytest.mark.parametrize(
    "part", ["AA ", "A", "A.", "MOSCOW, May 1, ", "AB (", "; ", '"', ". ", "Aa ", "the Aa led ", "- ", "1) "]
)
def test_no_input_takes_long(part: str) -> None:
    start = perf_counter()
    sentences(part * 3000)
    assert perf_counter() - start < 2


@given(st.text(alphabet='ab AB.!?"” ;-•\n1(', max_size=80))
def test_sentences_lie_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for start, end in split(text, 0, len(text)):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end
        inner = start
        for first, last in clauses(text, start, end):
            assert inner <= first < last <= end
            inner = last


@given(st.text(alphabet='ab AB.!?"” 1(', max_size=80))
def test_no_letter_is_lost(text: str) -> None:
    kept = "".join(sentences("x" + text))
    assert [c for c in kept if c.isalpha()] == [c for c in "x" + text if c.isalpha()]


def test_what_never_ends_comes_in_pieces() -> None:
    for text in ("the war of the north, " * 1000, "a" * 9000, "the war " + "x" * 7000 + " of the north"):
        parts = list(split(text, 0, len(text)))
        assert len(parts) > 1
        assert all(end - start <= 2000 for start, end in parts)
        assert "".join(text[start:end] for start, end in parts).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), max_size=8), st.integers(0, 60))
def test_a_quotation_is_found_by_a_place_in_it(shape: list[tuple[int, int]], fresh: int) -> None:
    """Two runs as they come: those in marks in their order, then those behind names in theirs."""
    quotes = []
    for run in (shape[:5], shape[5:]):
        at = 0
        for gap, length in run:
            quotes.append(Quote(at + gap, at + gap + length))
            at += gap + length
    reading = Reading(Article("a", "", "x" * 100), [])
    assert reading.quote_at(fresh) is None
    reading.quotes = quotes
    for position in range(100):
        held = [quote for quote in quotes if quote.start <= position < quote.end]
        assert reading.quote_at(position) == (held[0] if held else None)


def test_semicolons_part_clauses_but_not_lists() -> None:
    text = "Turkey bombed three villages in Idlib; Russia said nothing about the raids."
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == [
        "Turkey bombed three villages in Idlib",
        "Russia said nothing about the raids.",
    ]
    short = "Rome; Bonn; Oslo."
    assert [short[a:b] for a, b in clauses(short, 0, len(short))] == [short]


def test_a_clause_keeps_the_sentence_as_printed(engine: Engine) -> None:
    text = "Turkey bombed three villages in Idlib; Russia said nothing about the raids."
    first, second = engine.parser.read(article(text), [(0, len(text))]).sentences
    assert (first.whole.text, second.whole.text) == (text, text)
    assert second.span.text == "Russia said nothing about the raids."


# Parses


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ConfigError, match="pip install no_such_model"):
        Parser.load("no_such_model")


def test_offsets_are_those_of_the_stored_text(engine: Engine) -> None:
    text = "ANKARA (Reuters) – “Turkey’s\u00a0army” attacked the Kurdish dominated YPG.\n\nIt won."
    reading = engine.parser.read(article(text), [(0, 66), (68, 75)])
    for sentence in reading.sentences:
        assert sentence.span.text == text[sentence.span.start : sentence.span.end]
        for token in sentence.tokens:
            assert plain(text)[token.start : token.end] == token.text
    assert [s.paragraph for s in reading.sentences] == [0, 1]


WORDS = (
    "Turkey",
    "Russia",
    "said",
    "“we",
    "go”",
    "the",
    "U.S.",
    "Kurdish",
    "dominated",
    "YPG",
    "(YPG)",
    "attacked",
    "S-400",
    "’s",
    "–",
    ";",
    ".",
    "!",
    "\u00a0",
    "\n",
    "Mr.",
    "Çavuşoğlu",
    "\u2028",
    "🇹🇷",
    "1,000",
    "it",
    "«",
    "»",
    "\ufeff",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join))
def test_every_token_gives_its_text(engine: Engine, text: str) -> None:
    reading: Reading = engine.parser.read(Article.make(text), [(0, len(text))])
    end = 0
    for sentence in reading.sentences:
        assert sentence.span.start >= end
        end = sentence.span.end
        assert sentence.span.text == text[sentence.span.start : end]
        assert sentence.whole.text == text[sentence.whole.start : sentence.whole.end]
        for token in sentence.tokens:
            assert plain(text)[token.start : token.end] == token.text
            assert sentence.span.start <= token.start <= token.end <= end
            assert 0 <= token.head < len(sentence.tokens)
            assert all(sentence.tokens[c].head == token.i for c in token.children)


def test_the_title_is_a_headline(engine: Engine) -> None:
    text = "Turkey bombs Idlib\nRussia condemned the raid."
    reading = engine.parser.read(article(text, title="Turkey bombs Idlib"), [(0, 18), (19, 45)])
    assert [s.headline for s in reading.sentences] == [True, False]


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object"),
    [
        ("Turkey hosted talks on grain.", "hosted", "Turkey", "talks"),
        ("Egypt hosted talks.", "hosted", "Egypt", "talks"),
    ],
)
def test_a_past_tense_read_as_an_adjective_is_the_verb(
    engine: Engine, text: str, verb: str, subject: str, object: str
) -> None:
    sentence = parse(engine, text)
    head = sentence.tokens[word(sentence, verb)]
    assert (head.pos, head.dep) == ("VERB", "ROOT")
    assert {sentence.tokens[c].text: sentence.tokens[c].dep for c in head.children}[subject] == "nsubj"
    assert {sentence.tokens[c].text: sentence.tokens[c].dep for c in head.children}[object] == "dobj"


def test_persons_in_a_row_are_a_list(engine: Engine) -> None:
    sentence = parse(
        engine, "Premier Li Qiang, President Yoon Suk-yeol and Prime Minister Fumio Kishida met in Seoul."
    )
    assert not any(t.dep == "appos" and t.entity == "PERSON" for t in sentence.tokens)


def test_the_tree_can_be_walked(engine: Engine) -> None:
    sentence = parse(engine, "Russia said Turkey bombed the Syrian town of Afrin.")
    bombed, town = word(sentence, "bombed"), word(sentence, "town")
    assert sentence.clause_of(town) == bombed
    assert [sentence.tokens[i].text for i in sentence.subtree(town)] == [
        "the",
        "Syrian",
        "town",
        "of",
        "Afrin",
    ]
    path = list(sentence.path_up(town))
    assert path[0] == bombed
    assert sentence.tokens[path[-1]].dep == "ROOT"
    assert (
        sentence.text_of("Russia said Turkey bombed the Syrian town of Afrin.", town, town).text
        == "town"
    )
