def format_clock(seconds: int) -> str:
    """Format a number of seconds as hours, minutes and seconds: 3725 is '1:02:05'."""


assert format_clock(3725) == "1:02:05"
assert format_clock(59) == "0:00:59"
assert format_clock(36000) == "10:00:00"
