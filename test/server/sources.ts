/** Stubs as users write them, which the embedded search can fill in less than its two seconds. */
export const firstWord = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

export const doctest = `def shout(text):
    """Return text in upper case.

    >>> shout("hello")
    'HELLO'
    """
`;

/** Nothing that the search knows gives these. */
export const hopeless = `def riddle(number):
    """Return what nobody can guess."""


assert riddle(1) == 'k7#x'
assert riddle(2) == 'Qz!9'
`;

export const working = `def double(number):
    """Return twice number."""
    return number + number


assert double(2) == 4
assert double(5) == 10
`;

export const broken = `def double(number):
    """Return twice number."""
    return number + 1


assert double(2) == 4
assert double(5) == 10
`;

/** Assay needs no model, no network and no question for these. */
export const search = { sampler: 'search' };
