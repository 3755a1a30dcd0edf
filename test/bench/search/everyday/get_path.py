from typing import Any, Dict


def get_path(config: Dict[str, Any], path: str) -> Any:
    """Look up a value in nested dicts by a path of keys with dots; None if a key is missing."""


assert get_path({"db": {"host": "localhost", "port": 5432}}, "db.port") == 5432
assert get_path({"debug": True}, "debug") is True
assert get_path({"a": {"b": {"c": "deep"}}}, "a.b.c") == "deep"
assert get_path({"a": {}}, "a.x") is None
