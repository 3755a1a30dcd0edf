def is_ipv4(text: str) -> bool:
    parts = text.split(".")
    return len(parts) == 4 and all(part.isdigit() and int(part) <= 255 for part in parts)


assert is_ipv4("0.0.0.0") is True
assert is_ipv4("255.255.255.255") is True
assert is_ipv4("1.2.3.4.5") is False
assert is_ipv4("") is False
assert is_ipv4("1.2.3.-4") is False
assert is_ipv4("10.0.0.999") is False
assert is_ipv4("10..0.1") is False
