"""Times that sentences name, no more precise than the words."""

from collections.abc import Callable

import pytest

from kg.extract.clock import nearest
from kg.extract.times import Dated, find
from kg.model import Precision, Span
from kg.text import Sentence

MONDAY = "2024-06-03"
GAP = pytest.mark.xfail(strict=True, reason="known gap")


def sentence(text: str) -> Sentence:
    return Sentence(0, 0, Span.of(text, 0, len(text)), Span.of(text, 0, len(text)), [])


def times(text: str, published: str | None = MONDAY, *, future: bool = False) -> list[tuple[str, str, str]]:
    return [(d.time.start, d.time.end, d.time.text) for d in find(sentence(text), published, future=future)]


def day(text: str, published: str | None = MONDAY, *, future: bool = False) -> str:
    ((start, end, _),) = times(text, published, future=future)
    assert start == end
    return start


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("on 9 October 2019", "2019-10-09"),
        ("on October 9, 2019", "2019-10-09"),
        ("on Oct. 9, 2019", "2019-10-09"),
        ("on the 9th of October 2019", "2019-10-09"),
        ("on 2019-10-09", "2019-10-09"),
        ("on 9 March", "2024-03-09"),
        ("on March 9", "2024-03-09"),
        ("on 9 October", "2023-10-09"),
        ("today", "2024-06-03"),
        ("yesterday", "2024-06-02"),
        ("overnight", "2024-06-03"),
        ("tomorrow", "2024-06-04"),
        ("on Monday", "2024-06-03"),
        ("on Sunday", "2024-06-02"),
        ("on Tuesday", "2024-05-28"),
        ("last Monday", "2024-05-27"),
        ("next Friday", "2024-06-07"),
    ],
)
def test_days(text: str, want: str) -> None:
    assert day(f"It happened {text}.") == want


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in October 2019", "2019-10-01", "2019-10-31"),
        ("in February 2020", "2020-02-01", "2020-02-29"),
        ("in May", "2024-05-01", "2024-05-31"),
        ("mid-May", "2024-05-01", "2024-05-31"),
        ("in mid-May", "2024-05-01", "2024-05-31"),
        ("late May", "2024-05-01", "2024-05-31"),
        ("in October", "2023-10-01", "2023-10-31"),
        ("last June", "2023-06-01", "2023-06-30"),
        ("last month", "2024-05-01", "2024-05-31"),
        ("next month", "2024-07-01", "2024-07-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("this year", "2024-01-01", "2024-12-31"),
        ("a year ago", "2023-01-01", "2023-12-31"),
        ("in 2015", "2015-01-01", "2015-12-31"),
        ("since 2015", "2015-01-01", "2015-12-31"),
        ("mid-2019", "2019-01-01", "2019-12-31"),
    ],
)
def test_spans(text: str, start: str, end: str) -> None:
    assert [t[:2] for t in times(f"It happened {text}.")] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "want"),
    [("on Friday", "2024-06-07"), ("on 9 October", "2024-10-09"), ("on 9 March", "2025-03-09")],
)
def test_a_plan_looks_ahead(text: str, want: str) -> None:
    assert day(f"They will meet {text}.", future=True) == want


@pytest.mark.parametrize("text", ["on Friday", "yesterday", "in May", "last month", "on 9 March"])
def test_relative_times_need_a_date_of_publication(text: str) -> None:
    assert times(f"It happened {text}.", None) == []


@pytest.mark.parametrize(
    "text",
    [
        "They may go.",
        "They marched on Goma.",
        "He paid 2,019 dollars.",
        "It is the second of two.",
        pytest.param("The F-2015 jet left.", marks=GAP),
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times(text) == []


def test_a_day_that_is_none_leaves_the_month() -> None:
    assert times("on 31 February 2020") == [("2020-02-01", "2020-02-29", "February 2020")]


def test_precision() -> None:
    def precision(text: str) -> Precision:
        return find(sentence(text), MONDAY)[0].time.precision

    assert precision("on 9 October 2019") is Precision.DAY
    assert precision("in October 2019") is Precision.MONTH
    assert precision("in 2019") is Precision.YEAR


def test_several_in_their_order_with_their_words() -> None:
    text = "After 2016, and on 9 October 2019, it left in May."
    found = find(sentence(text), MONDAY)
    assert [d.time.start for d in found] == ["2016-01-01", "2019-10-09", "2024-05-01"]
    assert all(text[d.start : d.end] == d.time.text for d in found)


def test_nearest_is_the_time_of_the_clause(parse: Callable[[str], Sentence]) -> None:
    said = parse("Turkey said on Friday that Russia bombed Idlib in 2019.")
    dated: list[Dated] = find(said, MONDAY)

    def of(word: str) -> str | None:
        found = nearest(dated, said, next(t.i for t in said.tokens if t.text == word))
        return found.time.text if found else None

    assert of("bombed") == "in 2019"
    assert of("said") in ("on Friday", "Friday")
