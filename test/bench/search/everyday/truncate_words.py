def truncate_words(text: str, limit: int) -> str:
    """Keep the first `limit` words of a text and add '...' if words were cut off."""


assert truncate_words("the quick brown fox", 2) == "the quick..."
assert truncate_words("the quick brown fox", 4) == "the quick brown fox"
assert truncate_words("one two three", 1) == "one..."
