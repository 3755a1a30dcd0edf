"""Lists within lists, to any depth."""

from .skeleton import given, skeleton, test, value


@skeleton(
    "flatten nested lists",
    "flatten nest deep recurs sublist arbitrary",
    cost=6,
    XS=given("q"),
    KEEP=test("x: True", "x: x is not None", "x: isinstance(x, int)"),
)
def flattened(XS, KEEP):
    def flatten(items):
        flat = []
        for x in items:
            if isinstance(x, (list, tuple)):
                flat.extend(flatten(x))
            else:
                if KEEP(x):
                    flat.append(x)
        return flat

    return flatten(XS)


@skeleton(
    "flatten by some levels",
    "flatten nest level depth",
    cost=9,
    XS=given("q"),
    LEVELS=given("i"),
)
def flattened_by(XS, LEVELS):
    def flatten(items, levels):
        flat = []
        for x in items:
            if isinstance(x, (list, tuple)) and levels > 0:
                flat.extend(flatten(x, levels - 1))
            else:
                flat.append(x)
        return flat

    return flatten(XS, LEVELS)


@skeleton(
    "depth of nested lists",
    "depth nest deep level",
    cost=8,
    XS=given("q"),
)
def depth(XS):
    def depth(x):
        if not isinstance(x, (list, tuple)):
            return 0
        return 1 + max((depth(inner) for inner in x), default=0)

    return depth(XS)


@skeleton(
    "map over nested lists",
    "nest deep recurs map apply convert structure",
    cost=9,
    XS=given("q"),
    VALUE=value("x: x * 2", "x: x ** 2", "x: str(x)", "x: x + 1", "x: x.upper()", "x: -x"),
)
def mapped_deep(XS, VALUE):
    def visit(x):
        return [visit(inner) for inner in x] if isinstance(x, (list, tuple)) else VALUE(x)

    return visit(XS)


@skeleton(
    "keep within nested lists",
    "nest deep filter prune recurs structure",
    cost=10,
    XS=given("q"),
    KEEP=test("x: x is not None", "x: x > 0", "x: x % 2 == 0"),
)
def kept_deep(XS, KEEP):
    def prune(items):
        kept = []
        for x in items:
            if isinstance(x, (list, tuple)):
                kept.append(prune(x))
            elif KEEP(x):
                kept.append(x)
        return kept

    return prune(XS)


@skeleton(
    "sum of nested lists by their depth",
    "nest depth weight level multipl recurs",
    cost=10,
    XS=given("q"),
    WEIGHED=value("total, level: total * level", "total, level: total + level", "total, level: level", only=True),
)
def weighed_depth(XS, WEIGHED):
    def visit(items, level):
        total = 0
        for x in items:
            if isinstance(x, (list, tuple)):
                total += visit(x, level + 1)
            else:
                total += WEIGHED(x, level)
        return total

    return visit(XS, 1)


@skeleton(
    "reverse nested lists",
    "deep nest recurs mirror",
    cost=10,
    XS=given("q"),
    ORDER=value("items: items[::-1]", "items: sorted(items)", "items: sorted(items, key=str)", only=True),
)
def ordered_deep(XS, ORDER):
    def visit(items):
        return ORDER([visit(x) if isinstance(x, (list, tuple)) else x for x in items])

    return visit(XS)
