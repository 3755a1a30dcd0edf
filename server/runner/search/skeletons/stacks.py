"""Texts and lists read with a stack, or with a count of what is open."""

import re

from .skeleton import const, given, skeleton, test, value


@skeleton(
    "balanced brackets",
    "balanc bracket parenthes valid match paren open close well-formed nest",
    cost=6,
    TEXT=given("s"),
    PAIRS=const({")": "(", "]": "[", "}": "{"}, {")": "("}, {")": "(", "]": "[", "}": "{", ">": "<"}, {">": "<"}, mined=False),
)
def balanced(TEXT, PAIRS):
    opening = PAIRS
    stack = []
    matched = True
    for c in TEXT:
        if c in opening.values():
            stack.append(c)
        elif c in opening:
            matched = matched and bool(stack) and stack.pop() == opening[c]
    return matched and not stack


@skeleton(
    "depth of brackets",
    "depth nest bracket parenthes deep max level",
    cost=7,
    TEXT=given("s"),
    OPENING=const("(", "[", "{"),
    CLOSING=const(")", "]", "}"),
)
def bracket_depth(TEXT, OPENING, CLOSING):
    depth = 0
    deepest = 0
    for c in TEXT:
        if c == OPENING:
            depth += 1
            deepest = max(deepest, depth)
        elif c == CLOSING:
            depth -= 1
    return deepest


@skeleton(
    "brackets without a partner",
    "minimum add remov bracket parenthes valid unmatched balanc",
    cost=8,
    TEXT=given("s"),
    OPENING=const("(", "[", "{"),
    CLOSING=const(")", "]", "}"),
)
def unmatched(TEXT, OPENING, CLOSING):
    opened = 0
    alone = 0
    for c in TEXT:
        if c == OPENING:
            opened += 1
        elif c == CLOSING and opened:
            opened -= 1
        elif c == CLOSING:
            alone += 1
    return opened + alone


@skeleton(
    "split outside brackets",
    "split comma bracket parenthes top level outside nest argument separat parse",
    cost=8,
    TEXT=given("s"),
    SEPARATOR=const(",", ";", " ", "+"),
)
def split_outside(TEXT, SEPARATOR):
    parts = [""]
    depth = 0
    for c in TEXT:
        depth += (c in "([{") - (c in ")]}")
        if c == SEPARATOR and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    return parts


@skeleton(
    "cancel neighbours with a stack",
    "remov adjacent duplicat pair cancel stack backspace collaps collid repeat consecutive react",
    cost=7,
    XS=given("w"),
    TEST=test("last, x: last == x", "last, x: last != x and last.lower() == x.lower()", "last, x: x == '#'", "last, x: last + x == 0"),
)
def cancelled_text(XS, TEST):
    stack = []
    for item in XS:
        if stack and TEST(stack[-1], item):
            stack.pop()
        else:
            stack.append(item)
    return stack


@skeleton(
    "keep a stack in order",
    "monoton stack next greater smaller visible larger view sunset remov",
    cost=8,
    XS=given("w"),
    DROP=test("last, x: last < x", "last, x: last <= x", "last, x: last > x", "last, x: last >= x"),
)
def monotonic(XS, DROP):
    stack = []
    for item in XS:
        while stack and DROP(stack[-1], item):
            stack.pop()
        stack.append(item)
    return stack


@skeleton(
    "take back with a mark",
    "backspace undo delete type editor keystroke mark remov last",
    cost=8,
    XS=given("w"),
    BACK=const("#", "<", "undo"),
)
def undone(XS, BACK):
    stack = []
    for item in XS:
        if item != BACK:
            stack.append(item)
        elif stack:
            stack.pop()
    return stack


@skeleton(
    "simplify a path",
    "path simplif normal canonical unix directory folder parent resolve",
    cost=7,
    TEXT=given("s"),
)
def simplified_path(TEXT):
    stack = []
    for part in TEXT.split("/"):
        if part == ".." and stack:
            stack.pop()
        elif part not in ("", ".", ".."):
            stack.append(part)
    return "/" + "/".join(stack)


@skeleton(
    "evaluate postfix notation",
    "rpn postfix revers polish notation evaluat calculat expression token",
    cost=8,
    TOKENS=given("q"),
    NUMBER=value("token: int(token)", "token: float(token)", only=True),
    QUOTIENT=value("left, right: left / right", "left, right: left // right", "left, right: int(left / right)", only=True),
)
def postfix(TOKENS, NUMBER, QUOTIENT):
    stack = []
    for token in TOKENS:
        if token not in ("+", "-", "*", "/"):
            stack.append(NUMBER(token))
            continue
        right = stack.pop()
        left = stack.pop()
        if token == "+":
            stack.append(left + right)
        elif token == "-":
            stack.append(left - right)
        elif token == "*":
            stack.append(left * right)
        else:
            stack.append(QUOTIENT(left, right))
    return stack[-1]


@skeleton(
    "evaluate an expression",
    "evaluat calculat expression arithmetic calculator infix math parse string bracket",
    cost=9,
    TEXT=given("s"),
    NUMBER=value("token: int(token)", "token: float(token)", only=True),
    QUOTIENT=value("left, right: left / right", "left, right: left // right", "left, right: int(left / right)", only=True),
)
def evaluated(TEXT, NUMBER, QUOTIENT):
    tokens = re.findall(r"\d+(?:\.\d+)?|[-+*/()]", TEXT)

    def factor():
        token = tokens.pop(0)
        if token == "-":
            return -factor()
        if token != "(":
            return NUMBER(token)
        inner = expression()
        tokens.pop(0)
        return inner

    def term():
        total = factor()
        while tokens and tokens[0] in "*/":
            sign, other = tokens.pop(0), factor()
            total = total * other if sign == "*" else QUOTIENT(total, other)
        return total

    def expression():
        total = term()
        while tokens and tokens[0] in "+-":
            sign, other = tokens.pop(0), term()
            total = total + other if sign == "+" else total - other
        return total

    return expression()


@skeleton(
    "expand repeats in brackets",
    "decod expand repeat bracket nest string count decompress times",
    cost=8,
    TEXT=given("s"),
    OPENING=const("[", "(", "{"),
    CLOSING=const("]", ")", "}"),
)
def repeats(TEXT, OPENING, CLOSING):
    stack = []
    current = ""
    times = 0
    for c in TEXT:
        if c.isdigit():
            times = times * 10 + int(c)
        elif c == OPENING:
            stack.append((current, times))
            current, times = "", 0
        elif c == CLOSING:
            before, count = stack.pop()
            current = before + current * count
        else:
            current += c
    return current


@skeleton(
    "replay commands on a list",
    "stack queue command operation push pop simulat append process",
    cost=9,
    COMMANDS=given("q"),
    TAKE=const(-1, 0, mined=False),
)
def replayed(COMMANDS, TAKE):
    items = []
    for command in COMMANDS:
        name, *rest = command.split()
        if name.lower() in ("push", "add", "append", "enqueue"):
            items.append(rest[0])
        elif items:
            items.pop(TAKE)
    return items
