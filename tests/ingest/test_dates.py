import pytest

from kg.ingest.dates import day_of, find_date, to_iso


@pytest.mark.parametrize(("text", "day"), [
    ("09 April, 2019", "2019-04-09"),
    ("April 9, 2019", "2019-04-09"),
    ("Tuesday 9 April 2019", "2019-04-09"),
    ("Tuesday, April 9th, 2019", "2019-04-09"),
    ("2019-04-09", "2019-04-09"),
    ("2019-04-09T08:30:00Z", "2019-04-09"),
    ("2019-04-09T08:30:00+03:00", "2019-04-09"),
    ("Tue, 09 Apr 2019 10:00:00 GMT", "2019-04-09"),
    ("Published 21 June 2021", "2021-06-21"),
    ("Sept 2, 2011", "2011-09-02"),
    ("Jan. 25, 2019", "2019-01-25"),
    ("7 Apr 2025, 19:42 GMT", "2025-04-07"),
    ("the 3rd of May 2021", "2021-05-03"),
    ("3-May-2021", "2021-05-03"),
    ("09.04.2019", "2019-04-09"),
    ("21/06/2021", "2021-06-21"),
    ("06/21/2021", "2021-06-21"),
    ("2021/06/21", "2021-06-21"),
    ("29 February 2024", "2024-02-29"),
])
def test_a_full_date_is_found(text: str, day: str) -> None:
    assert to_iso(text) == day


@pytest.mark.parametrize("text", [
    "",
    "April 2019",
    "9 April",
    "04/09/2019",  # the ninth of April or the fourth of September
    "31 April 2019",
    "29 February 2023",
    "2019-13-01",
    "1919 dead and 2019 wounded",
    "version 2019-04-0912",
    "in 2019",
])
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert to_iso(text) is None


def test_the_place_of_a_date_is_told() -> None:
    text = "Published 3 May 2021, updated 4 May 2021"
    found = find_date(text)
    assert found is not None
    assert text[found[1]:found[2]] == "3 May 2021"


def test_a_date_that_can_not_be_does_not_hide_the_next() -> None:
    assert to_iso("31 April 2019 or rather 30 April 2019") == "2019-04-30"


@pytest.mark.parametrize("value", [10**400, "1" * 400, float("nan"), float("inf"), -(10**400)])
def test_a_number_beyond_all_days_is_no_date(value: object) -> None:
    assert day_of(value) is None
