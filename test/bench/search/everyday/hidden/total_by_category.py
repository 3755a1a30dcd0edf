from typing import Dict, List, Tuple


def total_by_category(expenses: List[Tuple[str, float]]) -> Dict[str, float]:
    totals: Dict[str, float] = {}
    for category, amount in expenses:
        totals[category] = totals.get(category, 0) + amount
    return totals


assert total_by_category([("a", 1), ("a", 2), ("a", 3)]) == {"a": 6}
assert total_by_category([("x", -5), ("y", 5), ("x", 5)]) == {"x": 0, "y": 5}
assert total_by_category([("m", 1), ("n", 2), ("m", 4), ("o", 8), ("n", 16)]) == {"m": 5, "n": 18, "o": 8}
