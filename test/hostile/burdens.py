"""Programs whose results are too large, too deep or too many for whoever takes them."""

# --- a string of a gigabyte => error|timeout
def f(x):
    return "x" * (1 << 30)


# --- a string of 60 megabytes => fail|error|timeout
def f(x):
    return "\x00" * (60 << 20)


# --- ten million numbers => fail|error|timeout
def f(x):
    return list(range(10**7))


# --- an integer of a million digits => fail|error|timeout
def f(x):
    return 1 << (1 << 24)


# --- deep lists => fail|error|timeout
def f(x):
    nest = []
    for _ in range(200000):
        nest = [nest]
    return nest


# --- deep tuples, dictionaries and sets => fail|error|timeout
def f(x):
    nest = ()
    for _ in range(50000):
        nest = (nest, {"a": nest}) if x is None else (frozenset([nest]),)
    return nest


# --- deep tuples that are hashed => fail|error|timeout
def f(x):
    nest = ()
    for _ in range(30000):
        nest = (nest,)
    return {nest: 1}


# --- exponential sharing => fail|error|timeout
def f(x):
    nest = ["c4n4ry"]
    for _ in range(60):
        nest = [nest, nest]
    return nest


# --- an iterator without end => fail|timeout|error
import itertools


def f(x):
    return itertools.count()
