"""Measures a package's tests in a pytest that is imported already: forks ROUNDS times, and prints the seconds of each run of the tests.

Loading and collecting are left out: only what pytest's own loop over the tests takes.
"""

import json
import os
import sys
import time

import pytest


class Timer:
    seconds = 0.0

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtestloop(self):
        started = time.perf_counter()
        yield
        self.seconds = time.perf_counter() - started


def once(folder):
    reading, writing = os.pipe()
    if os.fork() == 0:
        quiet = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(quiet, fd)
        os.chdir(folder)
        sys.path.insert(0, folder)
        timer = Timer()
        code = pytest.main(["-q", "-p", "no:cacheprovider", folder], plugins=[timer])
        os.write(writing, json.dumps([int(code), timer.seconds]).encode())
        os._exit(0)
    os.close(writing)
    code, seconds = json.loads(os.read(reading, 1000))
    os.close(reading)
    os.wait()
    assert code == 0, "pytest ended with %d" % code
    return seconds


folder, rounds = sys.argv[1:]
print(json.dumps([once(folder) for _ in range(int(rounds))]))
