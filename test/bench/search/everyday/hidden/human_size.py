def human_size(count: int) -> str:
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return "%.1f %s" % (size, unit)
        size /= 1024
    return "%.1f GB" % size


assert human_size(0) == "0.0 B"
assert human_size(1023) == "1023.0 B"
assert human_size(1024) == "1.0 KB"
assert human_size(2621440) == "2.5 MB"
assert human_size(1610612736) == "1.5 GB"
