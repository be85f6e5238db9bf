"""The days that claims speak of."""

from datetime import date

from kg.model import Claim, Precision


def when(claim: Claim) -> tuple[date, date] | None:
    """Return the first and last day that a claim speaks of: its time, else the day of publication.

    A time no closer than a year counts as none. None where no date is known or one is no date.
    """
    stated = claim.time and claim.time.precision is not Precision.YEAR
    ends = (claim.time.start, claim.time.end) if claim.time and stated else (claim.article.published,) * 2
    try:
        return (date.fromisoformat(ends[0]), date.fromisoformat(ends[1])) if ends[0] and ends[1] else None
    except ValueError:
        return None


def gap(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Return the days between two stretches of days, 0 where they meet."""
    return max(0, (other[0] - one[1]).days, (one[0] - other[1]).days)
