from typing import List, Tuple


def merge_intervals(intervals: List[Tuple[int, int]]) -> List[Tuple[int, int]]:
    merged: List[Tuple[int, int]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


assert merge_intervals([(4, 4)]) == [(4, 4)]
assert merge_intervals([(1, 2), (3, 4), (2, 3)]) == [(1, 4)]
assert merge_intervals([(0, 1), (5, 9), (6, 7), (20, 30), (8, 12)]) == [(0, 1), (5, 12), (20, 30)]
assert merge_intervals([(1, 100), (2, 3), (4, 5)]) == [(1, 100)]
