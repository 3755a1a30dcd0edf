from typing import Dict, List, Tuple


def total_by_category(expenses: List[Tuple[str, float]]) -> Dict[str, float]:
    """Add up the amounts of the expenses for each category."""


assert total_by_category([("food", 12.5), ("rent", 800), ("food", 7.5)]) == {"food": 20.0, "rent": 800}
assert total_by_category([("books", 10)]) == {"books": 10}
assert total_by_category([]) == {}
