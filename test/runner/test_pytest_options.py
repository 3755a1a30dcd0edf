"""pytest gets only those of a project's options that decide how it finds tests, each whole or not at all."""

import pytest
from runner.plain.pytest_cases import _KEPT


@pytest.mark.parametrize(
    "options, kept",
    [
        ("--doctest-modules -n 4", ["--doctest-modules"]),
        ("--doctest-ignore-import-errors", ["--doctest-ignore-import-errors"]),
        ("--doctest-report ndiff --strict-markers", ["--strict-markers"]),
        ("--doctest-report=ndiff", []),
        ("--doctest-glob *.rst --cov=pkg", []),
        ("--import-mode=importlib -p xdoctest", ["--import-mode=importlib", "-p xdoctest"]),
        ("-p no:warnings", []),
        ("-W error -ra", ["-W error"]),
    ],
)
def test_options_that_take_a_value_keep_it_or_go(options, kept):
    assert _KEPT.findall(options) == kept
