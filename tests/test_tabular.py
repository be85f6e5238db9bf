from hypothesis import given
from hypothesis import strategies as st

from kg.tabular import Table, html_table

CELLS = st.one_of(st.none(), st.text(max_size=20), st.integers(), st.floats(allow_nan=False, allow_infinity=False))


def test_rows_come_as_mappings() -> None:
    table = Table(("who", "n"), (("Turkey", 2), ("Russia", None)))
    assert list(table) == [{"who": "Turkey", "n": 2}, {"who": "Russia", "n": None}]
    assert len(table) == 2


def test_it_names_itself_in_one_line() -> None:
    assert repr(Table(("who",), (("Turkey",),))) == "Table(1 row: who)"
    assert repr(Table(("a", "b"), ())) == "Table(0 rows: a, b)"


def test_numbers_stand_to_the_right_and_are_rounded() -> None:
    html = html_table(("n", "share", "who"), [(1234567, 0.126, "x"), (None, None, "y")])
    assert "1,234,567" in html
    assert "0.13" in html
    assert html.count("text-align:right") == 6


def test_a_column_of_sentences_is_wide() -> None:
    html = html_table(("who", "sentence"), [("Turkey", "word " * 12)])
    assert html.count("min-width") == 2


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_nothing_of_a_text_becomes_markup(rows: list[tuple[str | int | float | None, ...]]) -> None:
    html = Table(("<b>", "&"), tuple(rows))._repr_html_()
    assert html.count("<td") == 2 * len(rows)
    assert html.count("<tr") == len(rows) + 1
    tags = {part.split(">")[0].split(" ")[0] for part in html.split("<")[1:]}
    assert tags <= {"table", "/table", "thead", "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th", "td", "/td"}
