import pytest

from kg.evaluation.calibration import Bin, equal_mass, equal_width, error


def test_bins_of_equal_mass_hold_about_as_many_claims_each() -> None:
    judged = [(n / 25, n % 2 == 0) for n in range(25)]
    bins = equal_mass(judged, 10)
    assert {b.count for b in bins} <= {2, 3}
    assert sum(b.count for b in bins) == 25
    assert [b.confidence for b in bins] == sorted(b.confidence for b in bins)


def test_bins_of_equal_width_leave_out_empty_ones() -> None:
    assert equal_width([(0.05, False), (1.0, True), (0.95, True)], 10) == [
        Bin(1, 0.05, 0.0),
        Bin(2, 0.975, 1.0),
    ]


def test_the_error_is_the_mean_distance_weighted_by_count() -> None:
    assert error([Bin(3, 0.8, 0.6), Bin(1, 0.5, 0.9)]) == pytest.approx((3 * 0.2 + 0.4) / 4)
    assert error([]) == 0.0


def test_of_few_claims_each_has_a_bin() -> None:
    assert [b.count for b in equal_mass([(0.1, True), (0.2, False)], 10)] == [1, 1]
