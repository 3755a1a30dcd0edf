from till import Till


def test_total():
    till = Till([1, 2])
    assert till.total() == 3
    till.put(10)
    assert till.total() == 13


def test_nothing():
    assert Till([]).total() == 0


def test_count():
    till = Till([1, 2, 1])
    ones = till.count(1)
    assert ones == 2
    assert till.count(2) == 1
    assert till.count(5) == 0
    assert Till([7, 7, 7]).count(7) == 3
