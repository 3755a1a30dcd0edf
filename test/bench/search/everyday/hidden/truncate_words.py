def truncate_words(text: str, limit: int) -> str:
    words = text.split()
    return " ".join(words[:limit]) + ("..." if len(words) > limit else "")


assert truncate_words("hello", 1) == "hello"
assert truncate_words("hello", 9) == "hello"
assert truncate_words("", 3) == ""
assert truncate_words("a b c d e f", 5) == "a b c d e..."
