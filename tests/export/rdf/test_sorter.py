"""The sorter gives back what it took, sorted, whether it fits in memory or not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.rdf import sorter
from kg.export.rdf.sorter import Sorter

rows = st.lists(st.tuples(st.integers(0, 3), st.text(max_size=3), st.integers(0, 9)), max_size=60)


@settings(deadline=None, max_examples=100)
@given(rows, st.integers(1, 20))
def test_rows_come_back_sorted(given_rows: list[tuple[int, str, int]], held: int) -> None:
    with Sorter[tuple[int, str, int]](held) as made:
        for row in given_rows:
            made.add(row)
        assert list(made.sorted()) == sorted(given_rows)


def test_more_runs_than_are_merged_at_once() -> None:
    count = 3 * sorter._FAN_IN + 5
    with Sorter[tuple[int]](1) as made:
        for number in reversed(range(count)):
            made.add((number,))
        assert list(made.sorted()) == [(number,) for number in range(count)]


def test_half_surrogates_and_line_ends_survive_the_disk() -> None:
    with Sorter[tuple[str]](1) as made:
        for text in ("\ud800", "a\nb", "\x00"):
            made.add((text,))
        assert list(made.sorted()) == [("\x00",), ("a\nb",), ("\ud800",)]
