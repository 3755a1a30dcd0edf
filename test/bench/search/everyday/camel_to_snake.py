def camel_to_snake(name: str) -> str:
    """Convert a name from camelCase or PascalCase to snake_case."""


assert camel_to_snake("camelCase") == "camel_case"
assert camel_to_snake("HttpServerError") == "http_server_error"
assert camel_to_snake("plain") == "plain"
