import re


def duration_seconds(text: str) -> int:
    units = {"h": 3600, "m": 60, "s": 1}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)([hms])", text))


assert duration_seconds("1h1m1s") == 3661
assert duration_seconds("0s") == 0
assert duration_seconds("90m") == 5400
assert duration_seconds("12h") == 43200
assert duration_seconds("100h59m7s") == 363547
