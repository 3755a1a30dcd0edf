"""Points, triangles, circles, and moves on a plane."""

import math

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "distance of points",
    "distance euclid manhattan point far coordinate chebyshev",
    cost=6,
    FIRST=given("q"),
    SECOND=given("q"),
    DISTANCE=value(
        "differences: math.sqrt(sum(d ** 2 for d in differences))",
        "differences: sum(abs(d) for d in differences)",
        "differences: max(abs(d) for d in differences)",
        "differences: sum(d ** 2 for d in differences)",
        only=True,
    ),
)
def distance(FIRST, SECOND, DISTANCE):
    differences = [x - y for x, y in zip(FIRST, SECOND)]
    return DISTANCE(differences)


@skeleton(
    "distance by coordinates",
    "distance euclid manhattan point slope midpoint line",
    cost=7,
    X1=given("n"),
    Y1=given("n"),
    X2=given("n"),
    Y2=given("n"),
    VALUE=value(
        "dx, dy: math.hypot(dx, dy)",
        "dx, dy: abs(dx) + abs(dy)",
        "dx, dy: dy / dx",
        "dx, dy: max(abs(dx), abs(dy))",
        "dx, dy: math.degrees(math.atan2(dy, dx))",
    ),
)
def coordinate_distance(X1, Y1, X2, Y2, VALUE):
    return VALUE(X2 - X1, Y2 - Y1)


@skeleton(
    "closest of points",
    "closest nearest furthest point origin",
    cost=8,
    POINTS=given("qe"),
    KEY=value(
        "point: math.hypot(*point)", "point: sum(map(abs, point))", "point: -math.hypot(*point)", "point: math.atan2(point[1], point[0])"
    ),
)
def sorted_points(POINTS, KEY):
    return sorted(POINTS, key=lambda point: KEY(point))


@skeleton(
    "area of a polygon",
    "polygon area shoelace vertices point corner",
    cost=8,
    POINTS=given("q"),
)
def polygon_area(POINTS):
    doubled = 0
    for (x1, y1), (x2, y2) in zip(POINTS, [*POINTS[1:], POINTS[0]]):
        doubled += x1 * y2 - x2 * y1
    return abs(doubled) / 2


@skeleton(
    "length of a path of points",
    "path polygon perimeter route travel point closed tour",
    cost=9,
    POINTS=given("q"),
    DISTANCE=value("p, q: math.dist(p, q)", "p, q: abs(p[0] - q[0]) + abs(p[1] - q[1])", only=True),
)
def path_length(POINTS, DISTANCE):
    return sum(DISTANCE(p, q) for p, q in zip(POINTS, POINTS[1:]))


@skeleton(
    "triangle by its sides",
    "triangle side valid area heron equilateral isosceles scalene three hypotenuse",
    cost=7,
    A=given("n"),
    B=given("n"),
    C=given("n"),
    VALUE=value(
        "a, b, c: a + b > c",
        "a, b, c: a ** 2 + b ** 2 == c ** 2",
        "a, b, c: math.isclose(a ** 2 + b ** 2, c ** 2)",
        "a, b, c: 'equilateral' if a == c else 'isosceles' if a == b or b == c else 'scalene'",
        "a, b, c: 'Equilateral' if a == c else 'Isosceles' if a == b or b == c else 'Scalene'",
        "a, b, c: len({a, b, c})",
    ),
)
def triangle_by_sides(A, B, C, VALUE):
    a, b, c = sorted((A, B, C))
    return VALUE(a, b, c)


@skeleton(
    "area of a triangle by its sides",
    "triangle area heron three side",
    cost=7,
    A=given("n"),
    B=given("n"),
    C=given("n"),
)
def heron(A, B, C):
    half = (A + B + C) / 2
    return math.sqrt(half * (half - A) * (half - B) * (half - C))


@skeleton(
    "formula of a round body, by its radius",
    "circle sphere area volume circumference radius surface perimeter hemisphere diameter",
    cost=5,
    RADIUS=given("n"),
    FORMULA=value(
        "r: math.pi * r ** 2",
        "r: 2 * math.pi * r",
        "r: 4 / 3 * math.pi * r ** 3",
        "r: 4 * math.pi * r ** 2",
        "r: math.pi * r",
        "r: math.pi * (r / 2) ** 2",
        "r: 2 / 3 * math.pi * r ** 3",
    ),
)
def by_radius(RADIUS, FORMULA):
    return FORMULA(RADIUS)


@skeleton(
    "formula of a body, by radius and height",
    "cylinder cone area volume lateral surface radius height sector arc angle ellipse",
    cost=6,
    RADIUS=given("n"),
    HEIGHT=given("n"),
    FORMULA=value(
        "r, h: math.pi * r ** 2 * h",
        "r, h: 2 * math.pi * r * h",
        "r, h: 2 * math.pi * r * (r + h)",
        "r, h: math.pi * r ** 2 * h / 3",
        "r, h: math.pi * r * math.hypot(r, h)",
        "r, h: math.pi * r * (r + math.hypot(r, h))",
        "r, h: math.pi * r ** 2 * h / 360",
        "r, h: 2 * math.pi * r * h / 360",
        "r, h: math.hypot(r, h)",
        "r, h: math.pi * r * h",
    ),
)
def by_radius_and_height(RADIUS, HEIGHT, FORMULA):
    return FORMULA(RADIUS, HEIGHT)


@skeleton(
    "regular polygon",
    "polygon regular hexagon pentagon equilateral triangle area side sides interior angle",
    cost=7,
    SIDES=given("i"),
    LENGTH=given("n"),
    FORMULA=value(
        "n, side: n * side ** 2 / (4 * math.tan(math.pi / n))",
        "n, side: n * side",
        "n, side: (n - 2) * 180 / n",
        "n, side: side / (2 * math.sin(math.pi / n))",
    ),
)
def regular_polygon(SIDES, LENGTH, FORMULA):
    return FORMULA(SIDES, LENGTH)


@skeleton(
    "roots of a quadratic equation",
    "quadratic root equation solve coefficient discriminant solution real",
    cost=8,
    A=given("n"),
    B=given("n"),
    C=given("n"),
)
def quadratic_roots(A, B, C):
    discriminant = B**2 - 4 * A * C
    roots = []
    if discriminant >= 0:
        root = math.sqrt(discriminant)
        roots = sorted({(-B - root) / (2 * A), (-B + root) / (2 * A)})
    return roots


@skeleton(
    "moves on a plane",
    "move robot direction walk step command origin coordinate north east down path",
    cost=8,
    MOVES=given("qs"),
    DIRECTIONS=const(
        {"U": (0, 1), "D": (0, -1), "L": (-1, 0), "R": (1, 0)},
        {"N": (0, 1), "S": (0, -1), "W": (-1, 0), "E": (1, 0)},
        {"^": (0, 1), "v": (0, -1), "<": (-1, 0), ">": (1, 0)},
        {"up": (0, 1), "down": (0, -1), "left": (-1, 0), "right": (1, 0)},
        {"n": (0, 1), "s": (0, -1), "w": (-1, 0), "e": (1, 0)},
        mined=False,
    ),
)
def moved(MOVES, DIRECTIONS):
    directions = DIRECTIONS
    x = y = 0
    for move in MOVES:
        dx, dy = directions[move]
        x += dx
        y += dy
    return (x, y)


@skeleton(
    "overlap of rectangles",
    "rectangle overlap intersect area shared collide box",
    cost=9,
    FIRST=given("q"),
    SECOND=given("q"),
    VALUE=test("width, height: width > 0 and height > 0", "width, height: width >= 0 and height >= 0", only=True),
)
def rectangle_overlap(FIRST, SECOND, VALUE):
    left, bottom = max(FIRST[0], SECOND[0]), max(FIRST[1], SECOND[1])
    right, top = min(FIRST[2], SECOND[2]), min(FIRST[3], SECOND[3])
    return VALUE(right - left, top - bottom)
