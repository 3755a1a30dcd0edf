def mask(secret: str, shown: int = 4) -> str:
    """Replace all but the last `shown` characters of a secret with asterisks."""


assert mask("4111111111111234") == "************1234"
assert mask("password", 2) == "******rd"
assert mask("abc") == "abc"
