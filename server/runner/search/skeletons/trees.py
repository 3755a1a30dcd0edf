"""Recursion on nested lists and dicts, and on trees: what a leaf gives and how parts join are holes."""

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "value of nested lists",
    "nest deep level depth recurs any",
    cost=8,
    XS=given("qm"),
    JOIN=value(
        "parts: sum(parts)",
        "parts: max(parts, default=0)",
        "parts: -sum(parts)",
        "parts: math.prod(parts)",
        "parts: 1 + max(parts, default=0)",
        "parts: 1 + sum(parts)",
        "parts: 2 * sum(parts)",
    ),
    LEAF=value("x: x", "x: 1", "x: 0", "x: len(x)", "x: int(isinstance(x, str))", "x: int(isinstance(x, int))"),
)
def value_of_nested(XS, JOIN, LEAF):
    def visit(x):
        if isinstance(x, (list, tuple)):
            return JOIN([visit(inner) for inner in x])
        return LEAF(x)

    return visit(XS)


@skeleton(
    "nested lists as text",
    "nest text string bracket parenthes express format show lisp",
    cost=9,
    XS=given("qm"),
    OPEN=const("(", "[", "{", "<", mined=False),
    CLOSE=const(")", "]", "}", ">", mined=False),
    SEPARATOR=const(" ", ", ", ","),
    LEAF=value("x: str(x)", "x: repr(x)", only=True),
)
def text_of_nested(XS, OPEN, CLOSE, SEPARATOR, LEAF):
    def visit(x):
        if isinstance(x, (list, tuple)):
            return OPEN + SEPARATOR.join(visit(inner) for inner in x) + CLOSE
        return LEAF(x)

    return visit(XS)


@skeleton(
    "value of nested dicts",
    "nest dict deep level depth recurs tree leaf leaves",
    cost=8,
    TABLE=given("d"),
    JOIN=value("parts: sum(parts)", "parts: 1 + max(parts, default=0)", "parts: max(parts, default=0)", "parts: len(parts) + sum(parts)"),
    LEAF=value("x: x", "x: 0", "x: 1", "x: len(x)"),
)
def value_of_table(TABLE, JOIN, LEAF):
    def visit(x):
        if isinstance(x, dict):
            return JOIN([visit(inner) for inner in x.values()])
        return LEAF(x)

    return visit(TABLE)


@skeleton(
    "depth of nested dicts",
    "depth nest dict deep level",
    cost=8,
    TABLE=given("d"),
)
def depth_of_table(TABLE):
    def depth(x):
        if not isinstance(x, dict):
            return 0
        return 1 + max((depth(inner) for inner in x.values()), default=0)

    return depth(TABLE)


@skeleton(
    "map over nested dicts and lists",
    "nest dict deep recurs convert apply all value structure json",
    cost=9,
    TABLE=given("dq"),
    KEEP=test("key, x: True", "key, x: x is not None", "key, x: not key.startswith('_')"),
    KEY=value("key: key", "key: key.lower()", "key: key.upper()", "key: str(key)"),
    LEAF=value(
        "x: x",
        "x: x.strip() if isinstance(x, str) else x",
        "x: x.lower() if isinstance(x, str) else x",
        "x: x.upper() if isinstance(x, str) else x",
        "x: str(x)",
        "x: x * 2",
        "x: x + 1",
    ),
)
def mapped_table(TABLE, KEEP, KEY, LEAF):
    def visit(x):
        if isinstance(x, dict):
            return {KEY(key): visit(inner) for key, inner in x.items() if KEEP(key, inner)}
        if isinstance(x, list):
            return [visit(inner) for inner in x]
        return LEAF(x)

    return visit(TABLE)


@skeleton(
    "value of a binary tree",
    "tree node left right root child leaf leaves height depth",
    cost=8,
    TREE=given("qm"),
    EMPTY=const(0, 1, -1),
    JOIN=value(
        "value, left, right: value + left + right",
        "value, left, right: 1 + max(left, right)",
        "value, left, right: 1 + left + right",
        "value, left, right: max(value, left, right)",
        "value, left, right: value + max(left, right)",
        "value, left, right: left + right or 1",
    ),
)
def value_of_tree(TREE, EMPTY, JOIN):
    def visit(node):
        if not node:
            return EMPTY
        value, left, right = node
        return JOIN(value, visit(left), visit(right))

    return visit(TREE)


@skeleton(
    "list of a binary tree",
    "tree node left right root child order traversal preorder inorder postorder leaf leaves path",
    cost=9,
    TREE=given("qm"),
    JOIN=value(
        "value, left, right: left + [value] + right",
        "value, left, right: [value] + left + right",
        "value, left, right: left + right + [value]",
        "value, left, right: right + [value] + left",
        "value, left, right: left + right or [value]",
        "value, left, right: [value] + max(left, right, key=len)",
    ),
)
def list_of_tree(TREE, JOIN):
    def visit(node):
        if not node:
            return []
        value, left, right = node
        return JOIN(value, visit(left), visit(right))

    return visit(TREE)


@skeleton(
    "binary tree from another",
    "tree node left right root child mirror invert exchang swap map",
    cost=9,
    TREE=given("qm"),
    VALUE=value("x: x", "x: x * 2", "x: x ** 2", "x: -x", "x: x + 1", "x: str(x)"),
    JOIN=value(
        "value, left, right: (value, right, left)",
        "value, left, right: (value, left, right)",
        "value, left, right: [value, right, left]",
        "value, left, right: [value, left, right]",
        only=True,
    ),
)
def tree_of_tree(TREE, VALUE, JOIN):
    def visit(node):
        if not node:
            return node
        value, left, right = node
        return JOIN(VALUE(value), visit(left), visit(right))

    return visit(TREE)


@skeleton(
    "value of a tree of dicts",
    "tree node child children descendant folder total size depth height nest",
    cost=9,
    TREE=given("d"),
    VALUE=const("value", "size", "name", "count"),
    CHILDREN=const("children", "items", "files", "parts"),
    JOIN=value(
        "own, parts: own + sum(parts)",
        "own, parts: 1 + sum(parts)",
        "own, parts: 1 + max(parts, default=0)",
        "own, parts: max([own, *parts])",
    ),
)
def value_of_children(TREE, VALUE, CHILDREN, JOIN):
    def visit(node):
        return JOIN(node.get(VALUE, 0), [visit(child) for child in node.get(CHILDREN, [])])

    return visit(TREE)
