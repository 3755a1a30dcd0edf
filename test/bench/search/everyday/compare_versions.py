def compare_versions(one: str, other: str) -> int:
    """Compare two versions such as '1.2.10' number by number: -1 if the first is older, 1 if it is newer, 0 if they are the same."""


assert compare_versions("1.2.10", "1.2.9") == 1
assert compare_versions("2.0.0", "2.0.0") == 0
assert compare_versions("1.9.3", "1.10.0") == -1
