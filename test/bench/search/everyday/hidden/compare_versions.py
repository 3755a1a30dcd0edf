def compare_versions(one: str, other: str) -> int:
    left, right = [[int(part) for part in version.split(".")] for version in (one, other)]
    return (left > right) - (left < right)


assert compare_versions("0.0.1", "0.0.2") == -1
assert compare_versions("10.0.0", "9.9.9") == 1
assert compare_versions("3.11.7", "3.11.7") == 0
assert compare_versions("1.100.0", "1.99.5") == 1
assert compare_versions("4.5.6", "12.0.0") == -1
