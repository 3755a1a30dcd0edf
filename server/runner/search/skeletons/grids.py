"""Cells and the cells around them: neighbours, regions, paths."""

import collections

from .skeleton import const, given, skeleton, test, value

BESIDE = ((-1, 0), (1, 0), (0, -1), (0, 1))
AROUND = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))


@skeleton(
    "each cell with those around it",
    "neighbo around adjacent cell grid mine life generation surround live board",
    cost=9,
    ROWS=given("q"),
    DIRECTIONS=const(AROUND, BESIDE, mined=False),
    CELL=value("x, around: sum(around)", "x, around: around.count(1)", "x, around: x + sum(around)", "x, around: max(around)"),
)
def around(ROWS, DIRECTIONS, CELL):
    result = []
    for i, row in enumerate(ROWS):
        cells = []
        for j, x in enumerate(row):
            places = [(i + down, j + right) for down, right in DIRECTIONS]
            around = [ROWS[y][z] for y, z in places if 0 <= y < len(ROWS) and 0 <= z < len(row)]
            cells.append(CELL(x, around))
        result.append(cells)
    return result


@skeleton(
    "sizes of connected regions",
    "island region connected area flood component land size group cluster blob",
    cost=9,
    ROWS=given("q"),
    DIRECTIONS=const(BESIDE, AROUND, mined=False),
    INSIDE=test("x: x == 1", "x: x == '1'", "x: x == '#'", "x: x > 0"),
)
def regions(ROWS, DIRECTIONS, INSIDE):
    unseen = {(i, j) for i, row in enumerate(ROWS) for j, x in enumerate(row) if INSIDE(x)}
    sizes = []
    while unseen:
        waiting = [unseen.pop()]
        size = 0
        while waiting:
            i, j = waiting.pop()
            size += 1
            for down, right in DIRECTIONS:
                place = (i + down, j + right)
                if place in unseen:
                    unseen.remove(place)
                    waiting.append(place)
        sizes.append(size)
    return sizes


@skeleton(
    "perimeter of the cells that hold",
    "perimeter island border edge grid cell outline",
    cost=10,
    ROWS=given("q"),
    INSIDE=test("x: x == 1", "x: x == '1'", "x: x == '#'"),
)
def perimeter(ROWS, INSIDE):
    inside = {(i, j) for i, row in enumerate(ROWS) for j, x in enumerate(row) if INSIDE(x)}
    beside = [(i + down, j + right) for i, j in inside for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1))]
    return sum(place not in inside for place in beside)


@skeleton(
    "shortest path through a grid",
    "shortest path maze grid step wall walk escape reach exit breadth",
    cost=10,
    ROWS=given("q"),
    DIRECTIONS=const(BESIDE, AROUND, mined=False),
    FREE=test("x: x == 0", "x: x == 1", "x: x == '.'", "x: x != '#'"),
    MISSING=const(-1, None),
)
def shortest_path(ROWS, DIRECTIONS, FREE, MISSING):
    free = {(i, j) for i, row in enumerate(ROWS) for j, x in enumerate(row) if FREE(x)}
    distances = {(0, 0): 0}
    waiting = collections.deque(distances)
    while waiting:
        i, j = waiting.popleft()
        for down, right in DIRECTIONS:
            place = (i + down, j + right)
            if place in free and place not in distances:
                distances[place] = distances[i, j] + 1
                waiting.append(place)
    return distances.get((len(ROWS) - 1, len(ROWS[-1]) - 1), MISSING)


@skeleton(
    "best way right and down",
    "path cost grid corner way down top bottom unique obstacle robot",
    cost=8,
    ROWS=given("q"),
    CELL=value(
        "x, before: x + min(before, default=0)",
        "x, before: x + max(before, default=0)",
        "x, before: sum(before) if before else 1",
        "x, before: 0 if x == 1 else sum(before) if before else 1",
    ),
)
def right_and_down(ROWS, CELL):
    table = []
    for i, row in enumerate(ROWS):
        cells = []
        for j, x in enumerate(row):
            before = cells[-1:]
            if i > 0:
                before.append(table[-1][j])
            cells.append(CELL(x, before))
        table.append(cells)
    return table[-1][-1]


@skeleton(
    "best way down a triangle",
    "triangle path top bottom adjacent pyramid slide",
    cost=9,
    ROWS=given("q"),
    CELL=value("x, left, right: x + min(left, right)", "x, left, right: x + max(left, right)", only=True),
)
def down_a_triangle(ROWS, CELL):
    best = list(ROWS[-1])
    for row in reversed(ROWS[:-1]):
        best = [CELL(x, left, right) for x, left, right in zip(row, best, best[1:])]
    return best[0]


@skeleton(
    "count of ways through a grid",
    "path unique way grid lattice route down robot",
    cost=9,
    HEIGHT=given("i"),
    WIDTH=given("i"),
)
def lattice_paths(HEIGHT, WIDTH):
    ways = [1] * WIDTH
    for _ in range(1, HEIGHT):
        for j in range(1, WIDTH):
            ways[j] += ways[j - 1]
    return ways[-1]
