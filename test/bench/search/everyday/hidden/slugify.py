import re


def slugify(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


assert slugify("A") == "a"
assert slugify("!!!") == ""
assert slugify("one--two") == "one-two"
assert slugify("Read Me (First)") == "read-me-first"
assert slugify("C++ & Rust") == "c-rust"
