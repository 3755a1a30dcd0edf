"""Exceptions that end the listener of a call may not leave the call."""

import asyncio
import concurrent.futures
import doctest
import unittest

import pytest
from runner.judging.control import ends_what_listens


class OwnEnd(StopIteration):
    pass


class OwnSkip(unittest.SkipTest):
    pass


def group(*errors, kind=None):
    made = ValueError("several")
    made.exceptions = errors
    return made


ENDS = [
    StopIteration(),
    StopAsyncIteration(),
    GeneratorExit(),
    KeyboardInterrupt(),
    SystemExit(0),
    asyncio.CancelledError(),
    concurrent.futures.CancelledError(),
    unittest.SkipTest("a"),
    doctest.UnexpectedException(None, None, None),
    pytest.skip.Exception("a"),
    pytest.fail.Exception("a"),
    pytest.exit.Exception("a"),
    OwnEnd(),
    OwnSkip("a"),
    BaseException(),
    group(StopIteration()),
    group(ValueError(), group(KeyboardInterrupt())),
]
ERRORS = [ValueError(), AssertionError(), RuntimeError(), TimeoutError(), MemoryError(), RecursionError(), group(ValueError(), KeyError())]


@pytest.mark.parametrize("error", ENDS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("use", ["call", "await", "attribute", "len"])
def test_it_ends_what_listens(error, use):
    assert ends_what_listens(error, use, "f")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("use", ["call", "next", "await"])
def test_an_error_is_an_error(error, use):
    assert not ends_what_listens(error, use, "f")


@pytest.mark.parametrize(
    "error, use, method, ends",
    [
        # The use signals its end by this exception.
        (StopIteration(), "next", "", False),
        (StopIteration(1), "send", "", False),
        (StopIteration(), "throw", "", False),
        (StopAsyncIteration(), "anext", "", False),
        (StopIteration(), "call", "__next__", False),
        (StopAsyncIteration(), "await", "__anext__", False),
        # Another use does.
        (StopIteration(), "anext", "", True),
        (StopAsyncIteration(), "next", "", True),
        (StopIteration(), "close", "", True),
        (StopIteration(), "call", "__anext__", True),
        (StopAsyncIteration(), "call", "__next__", True),
        (StopIteration(), "attribute", "__next__", True),
        # A subclass is not such a signal.
        (OwnEnd(), "next", "", True),
        (GeneratorExit(), "next", "", True),
        (group(StopIteration()), "next", "", True),
    ],
)
def test_an_end_is_told_only_where_it_is_asked_for(error, use, method, ends):
    assert ends_what_listens(error, use, method) is ends


def test_what_pretends_to_hold_errors_holds_none():
    error = ValueError()
    error.exceptions = [StopIteration()]
    assert not ends_what_listens(error, "call", "f")
    error.exceptions = ("a", 1)
    assert not ends_what_listens(error, "call", "f")


def test_a_class_without_a_module_is_an_error_like_others():
    Odd = type("Odd", (ValueError,), {"__module__": 7})
    assert not ends_what_listens(Odd(), "call", "f")
