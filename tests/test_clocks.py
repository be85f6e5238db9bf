from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clocks import Endings, Period, Window, days, during, enders, published_by, said
from kg.errors import ConfigError, OntologyError
from kg.model import Claim
from kg.ontology import load
from tests.builders import claim, time

TYPES = load()
iso = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)


def held(of: Claim, *others: Claim) -> tuple[str | None, str | None] | None:
    """Return the start and the end of the time for which a claim holds among others."""
    found = Endings([*others, of], TYPES).valid(of)
    return (found.start, found.end) if found else None


def member(published: str | None = "2020-03-05", **how: object) -> Claim:
    return claim("Mali", "member-of", "ECOWAS", published=published, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "start", "end"), [
    ("2023", "2023-01-01", "2023-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2023-02-03",) * 3,
    ("2023..2024", "2023-01-01", "2024-12-31"), ("2023-05..", "2023-05-01", None), ("..2023-05", None, "2023-05-31"),
    (" 2023-05-06..2023-05-06 ", "2023-05-06", "2023-05-06"), ("0999", "0999-01-01", "0999-12-31"),
])
def test_periods_as_people_write_them(text: str, start: str | None, end: str | None) -> None:
    assert Period.parse(text) == Period(start, end)


@pytest.mark.parametrize("text", ["", "..", "23", "2023-13", "2023-02-30", "2023-1", "May 2023", "2023...2024",
                                  "2024..2023", "2023-", "0000", "２０２３", "2023..now", "2023\n2024",
                                  "2023-05-06T10:00"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ConfigError):
        Period.parse(text)
    with pytest.raises(ConfigError):
        Window(during=text)


@pytest.mark.parametrize("given", [{"as_of": "2023.."}, {"as_of": ""}, {"ingested_by": "x"}, {"during": "x"}])
def test_a_window_is_checked_when_it_is_made(given: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        Window(**given)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_year_and_a_month_are_all_of_their_days(day: date) -> None:
    text = day.isoformat()
    for length in (4, 7, 10):
        first, last = days(text[:length])
        assert first <= text <= last
        assert first[:length] == last[:length] == text[:length]
    assert date.fromisoformat(days(text[:7])[1]).month == day.month
    assert days(text[:4]) == (f"{text[:4]}-01-01", f"{text[:4]}-12-31")


@given(st.none() | iso, st.none() | iso, st.none() | iso, st.none() | iso)
def test_periods_overlap_where_they_share_a_day(a: str | None, b: str | None, c: str | None, d: str | None) -> None:
    one, two = Period(*sorted((a, b)) if a and b else (a, b)), Period(*sorted((c, d)) if c and d else (c, d))
    first = max(one.start or "", two.start or "")
    last = min(one.end or "9999-12-31", two.end or "9999-12-31")
    assert one.overlaps(two) == two.overlaps(one) == (first <= last)


def test_a_claim_holds_when_its_sentence_says_so_else_on_the_day_of_publication() -> None:
    march = time("2020-03-01", "2020-03-31", "month", "March")
    met = claim("Mali", "meets", "Niger", published="2020-03-05", time=march)
    assert held(met) == ("2020-03-01", "2020-03-31")
    assert held(claim("Mali", "meets", "Niger", published="2020-03-05")) == ("2020-03-05", "2020-03-05")
    assert held(claim("Mali", "meets", "Niger", published=None)) is None
    assert said(claim("Mali", "meets", "Niger", published=None)) is None


@pytest.mark.parametrize(("words", "event", "state"), [
    ("since 2015", ("2015-01-01", "2020-03-05"), ("2015-01-01", None)),
    ("from 2015", ("2015-01-01", "2020-03-05"), ("2015-01-01", None)),
    ("until 2015", (None, "2015-12-31"), (None, "2015-12-31")),
    ("by 2015", (None, "2015-12-31"), (None, "2015-12-31")),
    ("in 2015", ("2015-01-01", "2015-12-31"), ("2015-01-01", None)),
    ("2015", ("2015-01-01", "2015-12-31"), ("2015-01-01", None)),
    ("sincerely 2015", ("2015-01-01", "2015-12-31"), ("2015-01-01", None)),
])
def test_words_that_leave_an_end_open(words: str, event: tuple[str | None, str | None],
                                      state: tuple[str | None, str | None]) -> None:
    when = time("2015-01-01", "2015-12-31", "year", words)
    assert held(claim("Mali", "fights", "Niger", published="2020-03-05", time=when)) == event
    assert held(member(time=when)) == state


def test_a_state_holds_on_and_an_event_does_not() -> None:
    assert held(member()) == ("2020-03-05", None)
    assert held(claim("Mali", "attacks", "Niger", published="2020-03-05")) == ("2020-03-05", "2020-03-05")
    for other in ({"polarity": "negated"}, {"modality": "planned"}, {"modality": "ended"}, {"modality": "alleged"}):
        assert held(member(**other)) == ("2020-03-05", "2020-03-05")


@pytest.mark.parametrize("ending", [
    member("2021-06-01", modality="ended"),
    member("2021-06-01", polarity="negated"),
    claim("Mali", "cuts-ties-with", "ECOWAS", published="2021-06-01"),
    claim("ECOWAS", "cuts-ties-with", "Mali", published="2021-06-01"),
    member("2022-01-01", modality="ended", time=time("2021-06-01")),
])
def test_what_ends_a_state(ending: Claim) -> None:
    assert held(member(), ending) == ("2020-03-05", "2021-06-01")
    assert held(member("2021-06-01"), ending) == ("2021-06-01", "2021-06-01")
    # A later claim says that it holds again.
    assert held(member("2021-06-02"), ending) == ("2021-06-02", None)


@pytest.mark.parametrize("other", [
    member("2020-03-04", modality="ended"),
    member("2021-06-01", polarity="negated", modality="planned"),
    member("2021-06-01", polarity="negated", modality="ended"),
    member("2021-06-01", modality="possible"),
    member(None, modality="ended"),
    claim("Niger", "member-of", "ECOWAS", published="2021-06-01", modality="ended"),
    claim("Mali", "part-of", "ECOWAS", published="2021-06-01", modality="ended"),
    claim("Mali", "cuts-ties-with", "ECOWAS", published="2021-06-01", modality="planned"),
    claim("Mali", "cuts-ties-with", "ECOWAS", published="2021-06-01", polarity="negated"),
    claim("Mali", "cuts-ties-with", None, published="2021-06-01", topic="the bloc"),
    claim("Mali", "withdraws-from", "ECOWAS", published="2021-06-01"),
])
def test_what_does_not_end_it(other: Claim) -> None:
    assert held(member(), other) == ("2020-03-05", None)


def test_the_first_ending_counts_to_the_end_of_its_precision() -> None:
    in_2022 = member("2023-01-01", modality="ended", time=time("2022-01-01", "2022-12-31", "year", "in 2022"))
    assert held(member(), in_2022) == ("2020-03-05", "2022-12-31")
    assert held(member(), in_2022, member("2022-03-01", modality="ended")) == ("2020-03-05", "2022-03-01")


@pytest.mark.parametrize("words", ["since 2015", "Since\n2015", "from 2015"])
def test_a_state_since_is_not_ended_by_what_came_before_it_was_said_to_hold(words: str) -> None:
    since = member("2020-03-05", time=time("2015-01-01", "2015-12-31", "year", words))
    assert held(since, member("2018-01-01", modality="ended")) == ("2015-01-01", None)
    assert held(since, member("2020-03-06", modality="ended")) == ("2015-01-01", "2020-03-06")
    once = member("2020-03-05", time=time("2015-01-01", "2015-12-31", "year", "in 2015"))
    assert held(once, member("2018-01-01", modality="ended")) == ("2015-01-01", "2018-01-01")


def test_a_place_is_lost_to_another_and_not_to_oneself() -> None:
    controls = claim("Syria", "controls", "Idlib", published="2020-03-05")
    assert held(controls, claim("HTS", "captures", "Idlib", published="2021-01-01")) == ("2020-03-05", "2021-01-01")
    assert held(controls, claim("Syria", "captures", "Idlib", published="2021-01-01")) == ("2020-03-05", None)
    assert held(controls, claim("HTS", "captures", "Hama", published="2021-01-01")) == ("2020-03-05", None)
    assert held(controls, claim("Syria", "withdraws-from", "Idlib", published="2021-01-01")) \
        == ("2020-03-05", "2021-01-01")


def test_a_symmetric_state_ends_whichever_way_round() -> None:
    allied = claim("Mali", "allied-with", "France", published="2020-03-05")
    ended = claim("France", "allied-with", "Mali", published="2022-01-01", modality="ended")
    assert held(allied, ended) == ("2020-03-05", "2022-01-01")


def test_a_type_that_is_none_is_an_error() -> None:
    with pytest.raises(OntologyError):
        list(during([claim("Mali", "nonsense", "France")], Period(), TYPES))


def test_published_by_takes_in_the_whole_period() -> None:
    dated = [member("2020-03-05"), member("2020-03-31"), member("2020-04-01"), member(None)]
    assert list(published_by(dated, "2020-03")) == dated[:2]
    assert list(published_by(dated, "2020-03-05")) == dated[:1]
    assert list(published_by(dated, "2020")) == dated[:3]
    with pytest.raises(ConfigError):
        list(published_by(dated, "March"))


def test_states_are_the_types_without_an_event_type() -> None:
    assert {n for n, t in TYPES.types.items() if t.lasting} == {n for n, t in TYPES.types.items() if not t.plover}
    assert enders(TYPES) == {"cuts-ties-with", "withdraws-from", "captures"}


predicates = st.sampled_from(["member-of", "controls", "allied-with", "cuts-ties-with", "captures", "meets"])
near = st.dates(date(2020, 1, 1), date(2020, 2, 28)).map(date.isoformat)
some = st.lists(st.builds(
    lambda s, p, o, d, n, m: claim(s, p, o, published=d, polarity=n, modality=m),
    st.sampled_from(["Mali", "Niger"]), predicates, st.sampled_from(["ECOWAS", "France"]), st.none() | near,
    st.sampled_from(["affirmed", "negated"]), st.sampled_from(["asserted", "ended", "planned"])), max_size=12)


@given(some, near, near)
def test_what_holds_in_a_period_does_not_depend_on_the_order(claims: list[Claim], a: str, b: str) -> None:
    period = Period(min(a, b), max(a, b))
    forth, back = list(during(claims, period, TYPES)), list(during(claims[::-1], period, TYPES))
    assert forth == back[::-1]
    assert set(during(claims, Period(), TYPES)) == {c for c in claims if c.article.published}


@given(some, near, near)
def test_a_wider_period_holds_no_less(claims: list[Claim], a: str, b: str) -> None:
    narrow = Period(min(a, b), max(a, b))
    wide = Period((date.fromisoformat(min(a, b)) - timedelta(5)).isoformat(), None)
    assert set(during(claims, narrow, TYPES)) <= set(during(claims, wide, TYPES))


@given(some)
def test_a_claim_always_holds_on_its_own_day(claims: list[Claim]) -> None:
    endings = Endings(claims, TYPES)
    for one in claims:
        found, day = endings.valid(one), one.article.published
        assert (found is None) == (day is None)
        if found:
            assert found.start == day
            assert found.end is None or (day is not None and found.end >= day)
