def human_size(count: int) -> str:
    """Format a number of bytes with one decimal and the unit B, KB, MB or GB (1 KB is 1024 bytes)."""


assert human_size(500) == "500.0 B"
assert human_size(1536) == "1.5 KB"
assert human_size(1048576) == "1.0 MB"
assert human_size(5368709120) == "5.0 GB"
