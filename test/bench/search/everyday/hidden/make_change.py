from typing import Dict, List


def make_change(amount: int, coins: List[int]) -> Dict[int, int]:
    used = {}
    for coin in sorted(coins, reverse=True):
        if amount >= coin:
            used[coin], amount = divmod(amount, coin)
    return used


assert make_change(99, [25, 10, 5, 1]) == {25: 3, 10: 2, 1: 4}
assert make_change(3, [2, 1]) == {2: 1, 1: 1}
assert make_change(200, [100, 50]) == {100: 2}
assert make_change(18, [1, 5, 10]) == {10: 1, 5: 1, 1: 3}
