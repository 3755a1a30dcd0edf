def shout(text, times=1):
    """Return text in upper case; a >>> in prose is none.

    >>> shout("hello")
    'HELLO'
    >>> for word in ["a", "b"]:
    ...     print(shout(word, times=2))
    ...
    AA
    BB

    Between two sessions there is prose, with shout("no code").

    >>> shout(None)
    Traceback (most recent call last):
        ...
    AttributeError: 'NoneType' object has no attribute 'upper'
    >>> shout("x" * 3)  # doctest: +ELLIPSIS, -NORMALIZE_WHITESPACE
    'X...'
    """
    return text.upper() * times


def ends_with_its_output():
    r""">>> ends_with_its_output()
    5"""
    return 5


def half_typed():
    '''
    >>> half_typed([1, 2
    >>> half_typed("unclosed
    '''
    return half_typed


text = """
>>> not_a_docstring = 1
"""
