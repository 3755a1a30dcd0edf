def duration_seconds(text: str) -> int:
    """Turn a duration such as '1h30m' into seconds; the units are h, m and s."""


assert duration_seconds("1h30m") == 5400
assert duration_seconds("45s") == 45
assert duration_seconds("2h5s") == 7205
assert duration_seconds("10m") == 600
