"""Lists of rows of one length."""

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "columns",
    "column matrix vertical table grid average max zip",
    cost=6,
    ROWS=given("q"),
    VALUE=value(
        "column: sum(column)",
        "column: list(column)",
        "column: max(column)",
        "column: min(column)",
        "column: sum(column) / len(column)",
        "column: len(set(column)) == 1",
    ),
)
def columns(ROWS, VALUE):
    return [VALUE(column) for column in zip(*ROWS)]


@skeleton(
    "transpose or turn",
    "transpos rotat matrix clockwise turn degree flip mirror grid row column",
    cost=6,
    ROWS=given("q"),
    ORDER=value("rows: rows", "rows: rows[::-1]", only=True),
    ROW=value("column: list(column)", "column: list(column)[::-1]", "column: column", "column: ''.join(column)", only=True),
)
def turned(ROWS, ORDER, ROW):
    return [ROW(column) for column in zip(*ORDER(ROWS))]


@skeleton(
    "each row",
    "row matrix flip mirror horizontal invert image",
    cost=6,
    ROWS=given("q"),
    ORDER=value("rows: rows", "rows: rows[::-1]", only=True),
    ROW=value(
        "row: row[::-1]",
        "row: sorted(row)",
        "row: sum(row)",
        "row: max(row)",
        "row: [1 - x for x in row[::-1]]",
        "row: sum(row) / len(row)",
        "row: list(row)",
    ),
)
def mapped_rows(ROWS, ORDER, ROW):
    return [ROW(row) for row in ORDER(ROWS)]


@skeleton(
    "diagonal",
    "diagonal main anti secondary trace matrix corner",
    cost=6,
    ROWS=given("q"),
    PLACE=value("i, size: i", "i, size: size - 1 - i", only=True),
)
def diagonal(ROWS, PLACE):
    return [row[PLACE(i, len(row))] for i, row in enumerate(ROWS)]


@skeleton(
    "both diagonals",
    "diagonal main secondary anti cross matrix",
    cost=8,
    ROWS=given("q"),
    VALUE=value(
        "main, other: abs(sum(main) - sum(other))",
        "main, other: sum(main) + sum(other)",
        "main, other: sum(main) == sum(other)",
        "main, other: [main, other]",
    ),
)
def both_diagonals(ROWS, VALUE):
    main = [row[i] for i, row in enumerate(ROWS)]
    other = [row[-1 - i] for i, row in enumerate(ROWS)]
    return VALUE(main, other)


@skeleton(
    "all diagonals",
    "diagonal zigzag travers matrix group anti",
    cost=9,
    ROWS=given("q"),
    LINE=value("i, j: i + j", "i, j: j - i", only=True),
)
def all_diagonals(ROWS, LINE):
    diagonals = {}
    for i, row in enumerate(ROWS):
        for j, x in enumerate(row):
            diagonals.setdefault(LINE(i, j), []).append(x)
    return [diagonals[line] for line in sorted(diagonals)]


@skeleton(
    "spiral",
    "spiral clockwise snail matrix travers around inward",
    cost=7,
    ROWS=given("q"),
)
def spiral(ROWS):
    rows = [list(row) for row in ROWS]
    result = []
    while rows:
        result.extend(rows.pop(0))
        rows = [list(column) for column in zip(*rows)][::-1]
    return result


@skeleton(
    "rows in a snake",
    "snake zigzag altern row boustrophedon matrix other travers wave",
    cost=9,
    ROWS=given("q"),
    BACK=test("i: i % 2 == 1", "i: i % 2 == 0", only=True),
)
def snake(ROWS, BACK):
    result = []
    for i, row in enumerate(ROWS):
        result.extend(row[::-1] if BACK(i) else row)
    return result


@skeleton(
    "product of matrices",
    "matrix matrices multipl dot row column linear",
    cost=7,
    FIRST=given("q"),
    SECOND=given("q"),
)
def matrix_product(FIRST, SECOND):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*SECOND)] for row in FIRST]


@skeleton(
    "matrices cell by cell",
    "matrix matrices subtract cell elementwise hadamard together grid",
    cost=7,
    FIRST=given("q"),
    SECOND=given("q"),
    CELL=value("x, y: x + y", "x, y: x - y", "x, y: x * y", "x, y: max(x, y)"),
)
def cell_by_cell(FIRST, SECOND, CELL):
    return [[CELL(x, y) for x, y in zip(*rows)] for rows in zip(FIRST, SECOND)]


@skeleton(
    "each cell",
    "matrix grid cell scalar map replace convert",
    cost=8,
    ROWS=given("q"),
    CELL=value(
        "i, j, x: x * 2", "i, j, x: x + 1", "i, j, x: 1 - x", "i, j, x: x ** 2", "i, j, x: x * i * j", "i, j, x: x if i == j else 0"
    ),
)
def each_cell(ROWS, CELL):
    return [[CELL(i, j, x) for j, x in enumerate(row)] for i, row in enumerate(ROWS)]


@skeleton(
    "cells that hold",
    "coordinate cell where grid matrix search locate triangle above diagonal border",
    cost=7,
    ROWS=given("q"),
    KEEP=test("i, j, x: x > 0", "i, j, x: i == j", "i, j, x: i <= j", "i, j, x: i >= j", "i, j, x: x == 1", "i, j, x: (i + j) % 2 == 0"),
    FOUND=value("i, j, x: (i, j)", "i, j, x: x", "i, j, x: [i, j]", only=True),
)
def cells(ROWS, KEEP, FOUND):
    return [FOUND(i, j, x) for i, row in enumerate(ROWS) for j, x in enumerate(row) if KEEP(i, j, x)]


@skeleton(
    "border of a matrix",
    "border edge perimeter frame boundary outer around matrix inner",
    cost=9,
    ROWS=given("q"),
    OUTER=test("outer: outer", "outer: not outer", only=True),
)
def border(ROWS, OUTER):
    last_row, last_column = len(ROWS) - 1, len(ROWS[0]) - 1
    return [x for i, row in enumerate(ROWS) for j, x in enumerate(row) if OUTER(i in (0, last_row) or j in (0, last_column))]


@skeleton(
    "table of rows and columns",
    "table matrix grid identity multiplication checkerboard create build generate rows columns square pattern zeros",
    cost=7,
    HEIGHT=given("i"),
    WIDTH=given("i"),
    CELL=value(
        "i, j: (i + 1) * (j + 1)",
        "i, j: int(i == j)",
        "i, j: 0",
        "i, j: (i + j) % 2",
        "i, j: i * j",
        "i, j: i + j",
        "i, j: int(i >= j)",
    ),
)
def table(HEIGHT, WIDTH, CELL):
    return [[CELL(i, j) for j in range(WIDTH)] for i in range(HEIGHT)]


@skeleton(
    "rows of given length from a list",
    "reshape matrix row column fill grid shape dimension",
    cost=8,
    XS=given("lr"),
    HEIGHT=given("i"),
    WIDTH=given("i"),
)
def reshaped(XS, HEIGHT, WIDTH):
    return [list(XS[i * WIDTH : (i + 1) * WIDTH]) for i in range(HEIGHT)]


@skeleton(
    "rows made from the one before",
    "pascal triangle row previous binomial generation level",
    cost=9,
    COUNT=given("i"),
    EDGE=const(1, mined=False),
    NEXT=value("x, y: x + y", "x, y: x * y", "x, y: x ^ y"),
)
def triangle(COUNT, EDGE, NEXT):
    rows = []
    row = [EDGE]
    for _ in range(COUNT):
        rows.append(row)
        row = [EDGE, *[NEXT(x, y) for x, y in zip(row, row[1:])], EDGE]
    return rows
