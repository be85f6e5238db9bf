import pytest

from kg.evaluation.figures import Counts, accuracy, by_label, macro_f1


def test_precision_recall_and_f1_are_those_of_the_counts() -> None:
    counts = Counts(tp=3, fp=1, fn=2)
    assert (counts.precision, counts.recall) == (0.75, 0.6)
    assert counts.f1 == pytest.approx(2 / 3)


def test_nothing_found_and_nothing_there_give_zero() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)
    assert accuracy([]) == 0.0


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3) + Counts(4, 5, 6) == Counts(5, 7, 9)


def test_each_gold_label_has_its_counts_and_a_label_only_predicted_has_none() -> None:
    table = by_label(["a", "a", "b", "b"], ["a", "b", "b", "c"])
    assert table == {"a": Counts(1, 0, 1), "b": Counts(1, 1, 1)}
    assert macro_f1(table) == pytest.approx((2 / 3 + 1 / 2) / 2)
