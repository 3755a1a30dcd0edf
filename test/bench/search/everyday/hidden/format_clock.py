def format_clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return "%d:%02d:%02d" % (minutes // 60, minutes % 60, rest)


assert format_clock(0) == "0:00:00"
assert format_clock(60) == "0:01:00"
assert format_clock(3599) == "0:59:59"
assert format_clock(86399) == "23:59:59"
assert format_clock(45296) == "12:34:56"
