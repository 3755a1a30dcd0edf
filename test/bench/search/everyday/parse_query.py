from typing import Dict


def parse_query(query: str) -> Dict[str, str]:
    """Parse the query of a URL into a dict of its parameters."""


assert parse_query("page=2&sort=name") == {"page": "2", "sort": "name"}
assert parse_query("q=search") == {"q": "search"}
assert parse_query("a=1&b=2&c=3") == {"a": "1", "b": "2", "c": "3"}
