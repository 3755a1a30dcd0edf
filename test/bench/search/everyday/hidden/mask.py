def mask(secret: str, shown: int = 4) -> str:
    hidden = max(0, len(secret) - shown)
    return "*" * hidden + secret[hidden:]


assert mask("") == ""
assert mask("token", 0) == "*****"
assert mask("abcd") == "abcd"
assert mask("abcde") == "*bcde"
assert mask("xy", 1) == "*y"
