from typing import Any, Dict


def get_path(config: Dict[str, Any], path: str) -> Any:
    value: Any = config
    for key in path.split("."):
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return value


assert get_path({}, "x") is None
assert get_path({"a": {"b": 1}}, "a") == {"b": 1}
assert get_path({"x": {"y": {"z": 0}}}, "x.y.z") == 0
assert get_path({"x": {"y": {"z": 0}}}, "x.q.z") is None
assert get_path({"n": {"m": {"o": {"p": [1]}}}}, "n.m.o.p") == [1]
