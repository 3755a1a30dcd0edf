"""Leave some asserts out, and see which other programs pass by coincidence."""


def unique(items: list) -> list:
    """Return the items without repetitions, sorted."""


assert unique([3, 1, 3, 2]) == [1, 2, 3]
assert unique(["b", "a", "b"]) == ["a", "b"]
assert unique([2, 2]) == [2]
assert unique([4, 9]) == [4, 9]


def evens(numbers: list[int]) -> list[int]:
    """Return the even numbers, in their order."""


assert evens([1, 2, 3, 4]) == [2, 4]
assert evens([5, 6, 0]) == [6, 0]
assert evens([8, 2, 8]) == [8, 2, 8]
assert evens([7]) == []


def tally(words: list[str]) -> dict[str, int]:
    """Return how often each word occurs."""


assert tally(["a", "b", "a"]) == {"a": 2, "b": 1}
assert tally(["x", "x", "x"]) == {"x": 3}
assert tally([]) == {}
