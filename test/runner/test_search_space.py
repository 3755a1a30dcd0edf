"""What the enumeration keeps apart, and what it takes for the same."""

from runner.search.space import data_of


def test_ranges_have_data():
    assert data_of((range(3), range(2))) == data_of((range(0, 3, 1), range(2)))
    assert data_of((range(3),)) != data_of((range(1, 3),))
