"""Versions, and texts in the order of the numbers in them."""

import itertools
import re

from .skeleton import given, skeleton, value


@skeleton(
    "compare two versions",
    "version compare newer older semantic semver release number update dot great less later equal is",
    cost=6,
    FIRST=given("s"),
    SECOND=given("s"),
    RESULT=value(
        "first, second: (first > second) - (first < second)",
        "first, second: first > second",
        "first, second: first < second",
        "first, second: first >= second",
        "first, second: first <= second",
        only=True,
    ),
)
def compared_versions(FIRST, SECOND, RESULT):
    def numbers(version):
        return [int(part) for part in version.lstrip("v").split(".")]

    pairs = itertools.zip_longest(numbers(FIRST), numbers(SECOND), fillvalue=0)
    first, second = zip(*pairs)
    return RESULT(first, second)


@skeleton(
    "highest version",
    "version newest latest highest max sort release order semantic",
    cost=6,
    XS=given("q"),
)
def sorted_versions(XS):
    return sorted(XS, key=lambda version: [int(part) for part in version.lstrip("v").split(".")])


@skeleton(
    "raise a part of a version",
    "version bump increment major minor patch release next semantic semver",
    cost=7,
    TEXT=given("s"),
    LEVEL=given("s"),
)
def bumped(TEXT, LEVEL):
    place = ["major", "minor", "patch"].index(LEVEL)
    numbers = [int(part) for part in TEXT.split(".")]
    numbers[place:] = [numbers[place] + 1] + [0] * (len(numbers) - place - 1)
    return ".".join(map(str, numbers))


@skeleton(
    "sort as a person does, with numbers by their value",
    "natural sort version file name number human order alphanumeric",
    cost=7,
    XS=given("c"),
)
def natural_order(XS):
    def key(text):
        return [int(part) if part.isdigit() else part.lower() for part in re.split(r"(\d+)", text)]

    return sorted(XS, key=key)
