def is_ipv4(text: str) -> bool:
    """Tell whether the text is an IPv4 address: four numbers from 0 to 255, separated by dots."""


assert is_ipv4("192.168.0.1") is True
assert is_ipv4("256.1.1.1") is False
assert is_ipv4("1.2.3") is False
assert is_ipv4("a.b.c.d") is False
