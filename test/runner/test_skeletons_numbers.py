"""What the skeletons over numbers and sequences return, by some fills of their holes; a hole that is not named has its first favourite."""

import bisect
import collections
import functools
import itertools
import math
from typing import Any, Dict

import pytest
from runner.search.skeletons import skeletons
from runner.search.skeletons.skeleton import Constant, Expression

MODULES = {"bisect": bisect, "collections": collections, "functools": functools, "itertools": itertools, "math": math}
BY_NAME = {one.function.__name__: one for one in skeletons()}


def filled(name: str, holes: Dict[str, Any]) -> Any:
    arguments = {}
    for hole, kind in BY_NAME[name].holes.items():
        if isinstance(kind, Expression):
            arguments[hole] = eval("lambda " + holes.get(hole, kind.favourites[0]), MODULES)  # noqa: S307 - our own
        else:
            arguments[hole] = holes.get(hole, kind.values[0] if isinstance(kind, Constant) else None)
    return BY_NAME[name].function(**arguments)


FOLDS = [
    ("fold", dict(XS=[3, -1, 4], KEEP="x: x > 0"), 7),
    ("fold_either", dict(XS=[5, -2, 4], STEP="total, x: total + 1", OTHER="total, x: total - 1"), 1),
    ("fold_positions", dict(XS=[5, 6, 7]), 20),
    ("reduced", dict(XS=[12, 18, 30]), 6),
    ("reduced", dict(XS=range(1, 7), STEP="result, x: result * x // math.gcd(result, x)"), 60),
    ("running", dict(XS=[2, 1, 3]), [2, 2, 3]),
    ("extreme", dict(XS=["one", "three", "eight"]), "three"),
    ("extreme", dict(XS=["one", "three", "eight"], BETTER="key, best_key: key >= best_key"), "eight"),
    ("extreme", dict(XS=[], KEY="x: x"), None),
    ("first_that_holds", dict(XS=[-1, 0, 4, 5]), 2),
    ("last_that_holds", dict(XS=[-1, 4, 5, 0], FOUND="i, x: x"), 5),
    ("last_that_holds", dict(XS=[-1]), -1),
    ("streak", dict(XS=[1, 2, 0, 3, 4, 5, -1]), 3),
    ("best_gain", dict(XS=[7, 1, 5, 3, 6, 4]), 5),
    ("first_reached", dict(XS=[1, 2, -4, 5]), 2),
    ("first_reached", dict(XS="())", STEP="total, x: total + (1 if x == '(' else -1)"), 2),
    ("taken_while", dict(XS=[2, 1, 0, 3]), [2, 1]),
    ("against_mean", dict(XS=[1, 2, 3]), [1, 0, 1]),
    ("against_extremes", dict(XS=[1, 2, 3]), [0, 0.5, 1]),
    ("against_total", dict(XS=[1, 3]), [0.25, 0.75]),
]
STRETCHES = [
    ("windows", dict(XS=[1, 2, 3, 4], SIZE=2), [3, 5, 7]),
    ("trailing_windows", dict(XS=[2, 4, 6], SIZE=2), [2, 3, 5]),
    ("longest_window", dict(XS="abcabcbb"), "abc"),
    ("longest_window", dict(XS=[1, 2, 1, 2, 3], HOLDS="window: len(set(window)) <= 2"), [1, 2, 1, 2]),
    ("shortest_window", dict(XS=[2, 3, 1, 2, 4, 3], HOLDS="window: sum(window) >= 7"), [4, 3]),
    ("slices", dict(XS="abba", HOLDS="part: part == part[::-1]"), ["a", "abba", "b", "bb", "b", "a"]),
    ("adjacent", dict(XS=[1, 4, 9]), [3, 5]),
    ("circular", dict(XS=[1, 2, 3]), [3, 5, 4]),
    ("peaks", dict(XS=[1, 3, 2, 5, 1], FOUND="i, x: i"), [1, 3]),
    ("with_neighbours", dict(XS=[1, 2, 3]), [2, 4, 2]),
    ("with_sides", dict(XS=[1, 2, 3, 4], VALUE="left, x, right: math.prod(left) * math.prod(right)"), [24, 12, 8, 6]),
    ("by_sides", dict(XS=[1, 7, 3, 6, 5, 6]), [3]),
    ("next_that_holds", dict(XS=[4, 5, 2, 25]), [5, 25, 25, -1]),
    ("distance_to_next", dict(XS=[73, 74, 71, 69, 75]), [1, 3, 2, 1, 0]),
    ("equal_runs", dict(XS="aaab"), [("a", 3), ("b", 1)]),
    ("equal_runs", dict(XS=[1, 1, 2, 3, 3], KEEP="x, count: count > 1", VALUE="x, count: x"), [1, 3]),
    ("keyed_runs", dict(XS=[1, 2, -1, 3]), [[1, 2], [-1], [3]]),
    ("growing_groups", dict(XS=[1, 2, 4, 5, 6]), [[1, 2], [4, 5, 6]]),
    ("growing_groups", dict(XS=[4, 5, 2, 9], FITS="group, x: sum(group) + x <= 10"), [[4, 5], [2], [9]]),
    ("number_ranges", dict(XS=[5, 1, 2, 3]), [(1, 3), (5, 5)]),
]

TWO_POSITIONS = [
    ("two_sum", dict(XS=[2, 7, 11, 15], TARGET=9), [[0, 1]]),
    ("two_sum", dict(XS=[1, 5, 3], TARGET=2, MISSING="x, target: x - target", FOUND="i, x, j, y: (x, y)"), [(1, 3)]),
    ("inwards", dict(XS=[1, 8, 6, 2, 5, 4, 8, 3, 7]), 49),
    ("mirrored", dict(XS="abca"), [True, False]),
    ("both_ends", dict(XS=[1, 2, 3, 4, 5]), [1, 5, 2, 4, 3]),
    ("interleaved", dict(FIRST=[1, 2, 3], SECOND=[9]), [1, 9, 2, 3]),
    ("merged", dict(FIRST=[1, 4], SECOND=[2, 3, 5]), [1, 2, 3, 4, 5]),
    ("binary_search", dict(XS=[1, 3, 5], TARGET=3), 1),
    ("binary_search", dict(XS=[1, 3, 5], TARGET=4), -1),
    ("label", dict(LIMITS=[60, 90], LABELS="CBA", X=60), "B"),
    ("halving", dict(HIGH=17), 5),
]
INTERVALS = [
    ("merged_intervals", dict(INTERVALS=[[8, 10], [1, 3], [2, 6]]), [[1, 6], [8, 10]]),
    ("gaps", dict(INTERVALS=[(5, 6), (1, 2), (1, 3)]), [(3, 5)]),
    ("intersections", dict(FIRST=[(0, 2), (5, 10)], SECOND=[(1, 5)]), [[1, 2], [5, 5]]),
    ("most_at_once", dict(INTERVALS=[(0, 30), (5, 10), (10, 20)]), 2),
    ("most_at_once", dict(INTERVALS=[]), 0),
    ("chosen_intervals", dict(INTERVALS=[(1, 10), (2, 3), (3, 5)]), [(2, 3), (3, 5)]),
    ("any_overlap", dict(INTERVALS=[(5, 9), (1, 5)]), False),
    ("within_budget", dict(XS=[50, 20, 30], LIMIT=60), [20, 30]),
    ("units", dict(AMOUNT=3725), [1, 2, 5]),
    ("furthest", dict(XS=[1, 0, 5]), 1),
    ("by_brackets", dict(AMOUNT=150, BRACKETS=[(100, 2), (200, 3)]), 350),
]
PARTS = [
    ("chunks", dict(XS="abcde", SIZE=2), ["ab", "cd", "e"]),
    ("fixed_chunks", dict(XS=[1, 2, 3], VALUE="chunk: sum(chunk)"), [3, 3]),
    ("equal_parts", dict(XS=[1, 2, 3, 4, 5], COUNT=3), [[1, 2], [3, 4], [5]]),
    ("dealt", dict(XS="abcde", COUNT=2), ["ace", "bd"]),
    ("rotated", dict(XS=[1, 2, 3], STEPS=4), [2, 3, 1]),
    ("rotated", dict(XS=[], STEPS=4), []),
    ("split_at", dict(XS=[1, 0, 2, 3]), [[1], [2, 3]]),
    ("partition", dict(XS=[1, 2, 4]), ([2, 4], [1])),
    ("cuts", dict(XS=[1, 2, 3], KEEP="left, right: sum(left) == sum(right)"), [([1, 2], [3])]),
    ("interspersed", dict(XS=[1, 2]), [1, 0, 2]),
    ("eliminated", dict(XS=range(1, 6), STEP=2), [2, 4, 1, 5, 3]),
]
KEPT = [
    ("kept", dict(XS=[2, 1, 2, 3]), [2, 1, 3]),
    ("first_of_each", dict(XS=["a", "A", "b"]), ["a", "b"]),
    ("by_count", dict(XS=[1, 2, 1, 3]), [2, 3]),
    ("first_repeated", dict(XS=[3, 1, 2, 1, 3]), 1),
    ("first_repeated", dict(XS=[3]), None),
    ("multisets", dict(FIRST=[1, 1, 2], SECOND=[1, 1, 3]), [1, 1]),
    ("in_one", dict(FIRST=[1, 2], SECOND=[2, 3]), [1, 3]),
    ("in_all", dict(GROUPS=[[1, 2], [2, 3]]), {2}),
    ("numbered_again", dict(XS="aba", VALUE="x, times: f'{x}{times}' if times else x"), ["a", "b", "a1"]),
]
ORDERS = [
    ("by_two_keys", dict(XS=["bb", "c", "a"]), ["a", "c", "bb"]),
    ("rearranged", dict(XS=[5, 4, 3, 2, 1]), [1, 4, 3, 2, 5]),
    ("ranks", dict(XS=[30, 10, 30]), [2, 1, 2]),
    ("sorted_positions", dict(XS=[30, 10, 20]), [1, 2, 0]),
    ("smallest_few", dict(XS=[3, 1, 2], COUNT=2), [1, 2]),
    ("combined_smallest", dict(XS=[4, 3, 2, 6]), 29),
    ("combined_largest", dict(XS=[2, 7, 4, 1, 8, 1]), [1]),
    ("inversions", dict(XS=[3, 1, 2]), [(3, 1), (3, 2)]),
]
NESTED = [
    ("flattened", dict(XS=[1, [2, [3, None]]], KEEP="x: x is not None"), [1, 2, 3]),
    ("flattened_by", dict(XS=[1, [2, [3]]], LEVELS=1), [1, 2, [3]]),
    ("depth", dict(XS=[1, [2, []]]), 3),
    ("mapped_deep", dict(XS=[1, [2]]), [2, [4]]),
    ("kept_deep", dict(XS=[None, [1, None]]), [[1]]),
    ("weighed_depth", dict(XS=[1, [2, [3]]]), 14),
    ("ordered_deep", dict(XS=[1, [2, 3]]), [[3, 2], 1]),
]
SQUARE = [[1, 2], [3, 4]]
MATRICES = [
    ("columns", dict(ROWS=SQUARE), [4, 6]),
    ("turned", dict(ROWS=SQUARE), [[1, 3], [2, 4]]),
    ("turned", dict(ROWS=SQUARE, ORDER="rows: rows[::-1]"), [[3, 1], [4, 2]]),
    ("mapped_rows", dict(ROWS=SQUARE), [[2, 1], [4, 3]]),
    ("diagonal", dict(ROWS=SQUARE, PLACE="i, size: size - 1 - i"), [2, 3]),
    ("both_diagonals", dict(ROWS=[[1, 2], [3, 5]]), 1),
    ("all_diagonals", dict(ROWS=SQUARE), [[1], [2, 3], [4]]),
    ("spiral", dict(ROWS=[[1, 2, 3], [4, 5, 6], [7, 8, 9]]), [1, 2, 3, 6, 9, 8, 7, 4, 5]),
    ("snake", dict(ROWS=SQUARE), [1, 2, 4, 3]),
    ("matrix_product", dict(FIRST=SQUARE, SECOND=SQUARE), [[7, 10], [15, 22]]),
    ("cell_by_cell", dict(FIRST=SQUARE, SECOND=SQUARE), [[2, 4], [6, 8]]),
    ("each_cell", dict(ROWS=SQUARE, CELL="i, j, x: x if i == j else 0"), [[1, 0], [0, 4]]),
    ("cells", dict(ROWS=[[0, 5], [0, 0]]), [(0, 1)]),
    ("border", dict(ROWS=[[1, 2, 3], [4, 5, 6], [7, 8, 9]], OUTER="outer: not outer"), [5]),
    ("table", dict(HEIGHT=2, WIDTH=2), [[1, 2], [2, 4]]),
    ("reshaped", dict(XS=[1, 2, 3, 4], HEIGHT=2, WIDTH=2), SQUARE),
    ("triangle", dict(COUNT=4), [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]]),
    ("around", dict(ROWS=SQUARE), [[9, 8], [7, 6]]),
    ("regions", dict(ROWS=[[1, 1], [0, 1]]), [3]),
    ("perimeter", dict(ROWS=[[1, 1]]), 6),
    ("shortest_path", dict(ROWS=[[0, 1, 0], [0, 0, 0]]), 3),
    ("shortest_path", dict(ROWS=[[0, 1, 0]]), -1),
    ("right_and_down", dict(ROWS=[[1, 3, 1], [1, 5, 1], [4, 2, 1]]), 7),
    ("right_and_down", dict(ROWS=[[0, 0], [0, 0]], CELL="x, before: sum(before) if before else 1"), 2),
    ("down_a_triangle", dict(ROWS=[[2], [3, 4], [6, 5, 7]]), 10),
    ("lattice_paths", dict(HEIGHT=3, WIDTH=7), 28),
]
CHOICES = [
    ("pairs", dict(XS=[1, -1, 2], KEEP="x, y: x + y == 0"), [(1, -1)]),
    ("pair_positions", dict(XS=[1, 2, 1], KEEP="x, y: x == y"), [(0, 2)]),
    ("triples", dict(XS=[-1, 0, 1, 2]), [(-1, 0, 1)]),
    ("combinations", dict(XS="abc", SIZE=2, VALUE="chosen: ''.join(chosen)"), ["ab", "ac", "bc"]),
    ("subsets", dict(XS=[1, 2]), [[], [1], [2], [1, 2]]),
    ("permutations", dict(XS=[1, 2]), [[1, 2], [2, 1]]),
    ("across", dict(FIRST=[1, 2], SECOND=[2, 3], KEEP="x, y: x != y"), [(1, 2), (1, 3), (2, 3)]),
    ("repeated_choices", dict(XS="01", SIZE=2, VALUE="chosen: ''.join(chosen)"), ["00", "01", "10", "11"]),
    ("one_from_each", dict(GROUPS=["ab", "c"], VALUE="chosen: ''.join(chosen)"), ["ac", "bc"]),
    ("number_pairs", dict(LAST=12), [(1, 12), (2, 6), (3, 4)]),
    ("number_triples", dict(LAST=10), [(3, 4, 5), (6, 8, 10)]),
]
NUMBERS = [
    ("divisors", dict(N=6), [1, 2, 3, 6]),
    ("by_divisors", dict(NUMBERS=range(1, 30)), [6, 28]),
    ("common_divisors", dict(A=12, B=18), [1, 2, 3, 6]),
    ("lowest_terms", dict(TOP=6, BOTTOM=8), (3, 4)),
    ("fraction_sum", dict(A=(1, 6), B=(1, 3)), (1, 2)),
    ("is_prime", dict(N=7), True),
    ("is_prime", dict(N=1), False),
    ("primes", dict(NUMBERS=range(10)), [2, 3, 5, 7]),
    ("first_primes", dict(COUNT=4), [2, 3, 5, 7]),
    ("next_prime", dict(N=7), 11),
    ("at_prime_positions", dict(XS="abcdef"), ["c", "d", "f"]),
    ("sieve", dict(LIMIT=11), [2, 3, 5, 7, 11]),
    ("prime_factors", dict(N=60), [2, 2, 3, 5]),
    ("prime_powers", dict(N=12), {2: 2, 3: 1}),
    ("prime_pairs", dict(LIMIT=10), [(3, 7), (5, 5)]),
    ("multiplicity", dict(N=24), 3),
    ("exact_root", dict(N=27, DEGREE=3), True),
    ("powers_up_to", dict(HIGH=16), [1, 4, 9, 16]),
    ("digits", dict(N=-305, KEEP="digit: digit > 0"), [3, 5]),
    ("reordered_digits", dict(N=-120), -21),
    ("mapped_digits", dict(N=912), 8114),
    ("by_digits", dict(NUMBERS=range(100, 200)), [153]),
    ("sorted_by_digits", dict(XS=[19, 3, 20]), [20, 3, 19]),
    ("carries", dict(A=95, B=17), 2),
    ("to_base", dict(N=255, BASE="n: 16"), "ff"),
    ("to_base", dict(N=0), "0"),
    ("base_digits", dict(N=6), [1, 1, 0]),
    ("from_base", dict(XS="101"), 5),
    ("from_given_base", dict(XS=[1, 2], BASE=7), 9),
    ("letters_for", dict(N=28), "AB"),
    ("bit_positions", dict(N=10), [1, 3]),
    ("changed_bits", dict(N=5), 2),
    ("reordered_bits", dict(N=4), 1),
    ("by_bits", dict(NUMBERS=range(4)), [0, 1, 1, 2]),
    ("two_before", dict(N=10), 55),
    ("terms", dict(COUNT=5), [0, 1, 1, 2, 3]),
    ("terms", dict(COUNT=1), [0]),
    ("term", dict(N=5, FIRST=(0, 0, 1), NEXT="terms, n: sum(terms[-3:])"), 4),
    ("term", dict(N=5, FIRST=(1,), NEXT="terms, n: n * terms[-1]"), 120),
    ("terms_up_to", dict(LIMIT=10), [0, 1, 1, 2, 3, 5, 8]),
    ("remembered", dict(N=10), 55),
    ("changed_times", dict(START=3, TIMES=2), 12),
    ("progression", dict(START=1, COUNT=3), [1, 3, 5]),
    ("until", dict(N=6), [6, 3, 10, 5, 16, 8, 4, 2, 1]),
    ("until", dict(N=987, GOES="n: n > 9", NEXT="n: sum(int(digit) for digit in str(n))"), [987, 24, 6]),
    ("until_repeated", dict(N=19), [19, 82, 68, 100, 1]),
    ("look_and_say", dict(TIMES=5), "111221"),
    ("first_numbers", dict(COUNT=3), [1, 3, 5]),
    ("smallest_number", dict(HOLDS="k: k % 4 == 0 and k % 6 == 0"), 12),
    ("next_number", dict(START=99), 101),
    ("nearest_number", dict(N=100), 99),
    ("series", dict(LAST=4), 10),
    ("each_of_range", dict(LAST=3), ["1", "2", "3"]),
    ("missing_numbers", dict(XS=[1, 2, 4]), [3]),
]
DYNAMIC = [
    ("best_stretch", dict(XS=[-2, 1, -3, 4, -1, 2, 1, -5, 4]), 6),
    ("longest_chain", dict(XS=[10, 9, 2, 5, 3, 7, 101]), [2, 5, 7, 101]),
    ("without_neighbours", dict(XS=[2, 7, 9, 3, 1]), 12),
    ("ordered_ways", dict(TOTAL=4), 5),
    ("ordered_ways_by", dict(TOTAL=4, STEPS=[1, 3]), 3),
    ("ways_to_make", dict(TOTAL=5, PARTS=[1, 2, 5]), 4),
    ("fewest_parts", dict(TOTAL=11, PARTS=[1, 2, 5]), 3),
    ("fewest_parts", dict(TOTAL=3, PARTS=[2]), -1),
    ("best_worth", dict(SIZE=4, PRICES=[1, 5, 8, 9]), 10),
    ("knapsack", dict(CAPACITY=5, WEIGHTS=[2, 3, 4], VALUES=[3, 4, 5]), 7),
    ("reachable_sums", dict(XS=[1, 3]), {0, 1, 3, 4}),
    ("choices_for_sum", dict(XS=[1, 1, 2], TARGET=2), 2),
    ("cheapest_way", dict(XS=[10, 15, 20]), [0, 15, 20]),
    ("ways_to_cut", dict(TEXT="226", ALLOWED="part: part[0] != '0' and int(part) <= 26"), 3),
    ("fewest_cuts", dict(TEXT="aab"), 2),
    ("palindromic_subsequence", dict(XS="bbbab"), "bbbb"),
    ("common_subsequence", dict(FIRST="abcde", SECOND="xaxcxe"), "ace"),
    ("common_subsequence", dict(FIRST=[1, 2], SECOND=[]), []),
    ("common_stretch", dict(FIRST=[1, 2, 3, 4], SECOND=[2, 3, 9]), [2, 3]),
    ("edit_distance", dict(FIRST="kitten", SECOND="sitting"), 3),
    ("edit_distance", dict(FIRST="", SECOND="ab"), 2),
    ("subsequence_count", dict(LONG="rabbbit", SHORT="rabbit"), 3),
    ("best_alignment", dict(FIRST="abc", SECOND="ac"), 1),
]
PLANE = [
    ("distance", dict(FIRST=(0, 0), SECOND=(3, 4)), 5),
    ("coordinate_distance", dict(X1=0, Y1=0, X2=3, Y2=4), 5),
    ("sorted_points", dict(POINTS=[(3, 4), (1, 1)]), [(1, 1), (3, 4)]),
    ("polygon_area", dict(POINTS=[(0, 0), (4, 0), (4, 3)]), 6),
    ("path_length", dict(POINTS=[(0, 0), (3, 4), (3, 0)]), 9),
    ("triangle_by_sides", dict(A=3, B=5, C=4, VALUE="a, b, c: a ** 2 + b ** 2 == c ** 2"), True),
    ("heron", dict(A=3, B=4, C=5), 6),
    ("by_radius", dict(RADIUS=2, FORMULA="r: math.pi * r"), 2 * math.pi),
    ("by_radius_and_height", dict(RADIUS=1, HEIGHT=3), 3 * math.pi),
    ("regular_polygon", dict(SIDES=4, LENGTH=2, FORMULA="n, side: n * side"), 8),
    ("quadratic_roots", dict(A=1, B=-3, C=2), [1, 2]),
    ("moved", dict(MOVES="UUR"), (1, 2)),
    ("rectangle_overlap", dict(FIRST=[0, 0, 2, 2], SECOND=[1, 1, 3, 3]), True),
]
ALL = FOLDS + STRETCHES + TWO_POSITIONS + INTERVALS + PARTS + KEPT + ORDERS + NESTED + MATRICES + CHOICES + NUMBERS + DYNAMIC + PLANE


@pytest.mark.parametrize("name, holes, expected", ALL)
def test_a_filled_skeleton_returns(name: str, holes: Dict[str, Any], expected: Any) -> None:
    assert filled(name, holes) == expected
