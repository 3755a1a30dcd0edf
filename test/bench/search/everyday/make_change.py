from typing import Dict, List


def make_change(amount: int, coins: List[int]) -> Dict[int, int]:
    """Pay an amount with the largest coins first: how many of each coin are used."""


assert make_change(87, [50, 20, 10, 5, 2, 1]) == {50: 1, 20: 1, 10: 1, 5: 1, 2: 1}
assert make_change(40, [20, 10]) == {20: 2}
assert make_change(0, [5, 1]) == {}
