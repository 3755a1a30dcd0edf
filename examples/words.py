"""Press "Synthesize" above a function, hover over its name, and accept."""


def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"


def shout(text: str) -> str:
    """Return text in upper case with an exclamation mark at the end.

    >>> shout("hello")
    'HELLO!'
    >>> shout("Watch out")
    'WATCH OUT!'
    """


def is_palindrome(word: str) -> bool:
    """Does word read the same backwards?"""


assert is_palindrome("level")
assert is_palindrome("noon")
assert not is_palindrome("assay")
assert not is_palindrome("ab")
assert not is_palindrome("ba")
assert not is_palindrome("level up")


def count_vowels(text: str) -> int:
    """Return how many vowels text has."""
    raise NotImplementedError


assert count_vowels("hello") == 2
assert count_vowels("sky") == 0
assert count_vowels("banana") == 3
assert count_vowels("queue") == 4
