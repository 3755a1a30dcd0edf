"""StopIteration may not leave a function that a candidate gives away: an iterating caller would take it for the end."""

import pytest
from reached import reached

# Each is a whole program, which gives something away in its `f`.
REFUSED = {
    "a lambda": ("def f(x):\n return lambda: next(iter([]))", "2: may end the iteration of the caller of a lambda"),
    "an inner function": (
        """
        def f(x):
            def given():
                return next(iter([]))
            return given
        """,
        "3: may end the iteration of the caller of given",
    ),
    "as a key": (
        """
        def f(x):
            def rank(one):
                return next(iter([]))
            return sorted(x, key=rank)
        """,
        "3: may end the iteration of the caller of rank",
    ),
    "a decorated function": (
        """
        import functools
        @functools.lru_cache(maxsize=None)
        def helper(n):
            return next(iter([]))
        def f(x):
            return helper(1)
        """,
        "4: may end the iteration of the caller of helper",
    ),
    "a method": (
        """
        class Own:
            def first(self):
                return next(iter([]))
        def f(x):
            return Own()
        """,
        "3: may end the iteration of the caller of first",
    ),
    "by another function": (
        """
        def helper():
            return next(iter([]))
        def f(x):
            return lambda: helper()
        """,
        "4: may end the iteration of the caller of a lambda",
    ),
    "by two other functions": (
        """
        def first():
            return next(iter([]))
        def second():
            return first()
        def f(x):
            return [second]
        """,
        "3: may end the iteration of the caller of second",
    ),
    "by __next__ itself": (
        """
        class Own:
            def __iter__(self):
                return self
            def __next__(self):
                raise StopIteration
        def f(x):
            return lambda: Own().__next__()
        """,
        "7: may end the iteration of the caller of a lambda",
    ),
    "with the wrong exception caught": (
        """
        def f(x):
            def given():
                try:
                    return next(iter([]))
                except ValueError:
                    return 1
            return given
        """,
        "4: may end the iteration of the caller of given",
    ),
    "in the handler": (
        """
        def f(x):
            def given():
                try:
                    return 1 / x
                except Exception:
                    return next(iter([]))
            return given
        """,
        "6: may end the iteration of the caller of given",
    ),
    "in the else of a try": (
        """
        def f(x):
            def given():
                try:
                    pass
                except StopIteration:
                    return 0
                else:
                    return next(iter([]))
            return given
        """,
        "8: may end the iteration of the caller of given",
    ),
    "where only a finally stands": (
        """
        def f(x):
            def given():
                try:
                    return next(iter([]))
                finally:
                    pass
            return given
        """,
        "4: may end the iteration of the caller of given",
    ),
    "in a function within a guarded block": (
        """
        def f(x):
            try:
                return lambda: next(iter([]))
            except StopIteration:
                return None
        """,
        "3: may end the iteration of the caller of a lambda",
    ),
    "starred arguments": ("def f(x):\n return lambda: next(*x)", "2: may end the iteration of the caller of a lambda"),
}
REFUSED_UNDER_ANOTHER_NAME = {
    "next by another name": ("def f(x):\n n = next\n return lambda: n(iter([]))", "2: passes next on"),
    "next in a partial": ("import functools\ndef f(x):\n return functools.partial(next, iter([]))", "3: passes next on"),
    "send of an iterator": ("def f(x):\n return (one for one in x).send", "2: passes .send on"),
    "__next__ by getattr": ("def f(x):\n return getattr(iter(x), '__next__')", "2: passes .__next__ on"),
    "StopIteration raised": ("def f(x):\n raise StopIteration", "2: raises StopIteration"),
    "StopIteration given away": ("def f(x):\n return StopIteration", "2: uses StopIteration"),
    "a class of it": ("class Own(StopIteration):\n pass\ndef f(x):\n return Own", "1: uses StopIteration"),
}
CONFINED = {
    "out of the target itself": "def f(x):\n return next(iter(x))",
    "with something to fall back on": "def f(x):\n return lambda: next(iter([]), None)",
    "a function that is only called": "def f(x):\n def inner():\n  return next(iter(x))\n return inner()",
    "caught": "def f(x):\n def given():\n  try:\n   return next(iter([]))\n  except StopIteration:\n   return 0\n return given",
    "caught among others": "def f(x):\n def given():\n  try:\n   return next(x)\n  except (KeyError, StopIteration):\n   return 0\n return given",
    "caught bare": "def f(x):\n def given():\n  try:\n   return next(iter([]))\n  except:\n   return 0\n return given",
    "a generator": "def f(x):\n def given():\n  yield next(iter([]))\n return given",
    "a coroutine": "def f(x):\n async def given():\n  return next(iter([]))\n return given",
    "in a __next__": """
        class Own:
            def __iter__(self):
                return self
            def __next__(self):
                return next(iter([]))
        def f(x):
            return Own()
        """,
    "StopIteration out of a __next__": """
        class Own:
            def __iter__(self):
                return self
            def __next__(self):
                raise StopIteration
        def f(x):
            return Own()
        """,
}
# Each forges a verdict: `all(… for … in map(f(x), …))` iterates over nothing. A fix of one removes it from here.
DETOURS = {
    "caught, and raised again": """
        def f(x):
            def given(one):
                try:
                    return next(iter([]))
                except StopIteration:
                    raise
            return given
        """,
    "caught under a name, and raised without its traceback": """
        def f(x):
            def given(one):
                try:
                    return next(iter([]))
                except StopIteration as end:
                    raise end.with_traceback(None)
            return given
        """,
    "caught under a name, and raised by it": """
        def f(x):
            def given(one):
                try:
                    return next(iter([]))
                except StopIteration as error:
                    raise error
            return given
        """,
    "with what to fall back on starred, and empty": "def f(x):\n return lambda one: next(iter([]), *[])",
    "asked for by a methodcaller": """
        import operator
        def f(x):
            send, gone = operator.methodcaller("send", None), (one for one in [])
            return lambda one: send(gone)
        """,
    "caught, kept in a field, and raised elsewhere": """
        class Own:
            def __init__(self, error):
                self.error = error
            def given(self, one):
                raise self.error
        def f(x):
            try:
                next(iter([]))
            except StopIteration as error:
                return Own(error).given
        """,
}


@pytest.mark.parametrize("name", [*REFUSED, *REFUSED_UNDER_ANOTHER_NAME])
def test_what_may_end_an_iteration_is_not_given_away(name):
    program, reason = {**REFUSED, **REFUSED_UNDER_ANOTHER_NAME}[name]
    assert reason in reached(program)


@pytest.mark.parametrize("name", REFUSED)
def test_and_there_is_no_other_reason(name):
    program, reason = REFUSED[name]
    assert reached(program) == [reason]


@pytest.mark.parametrize("name", CONFINED)
def test_what_ends_nobody_elses_iteration_is_confined(name):
    assert reached(CONFINED[name]) == []


@pytest.mark.parametrize("name", DETOURS)
def test_what_may_end_an_iteration_by_a_detour_is_not_given_away(name):
    assert reached(DETOURS[name]) != []
