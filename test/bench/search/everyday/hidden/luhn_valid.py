def luhn_valid(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


assert luhn_valid("0") is True
assert luhn_valid("1") is False
assert luhn_valid("4111111111111111") is True
assert luhn_valid("4111111111111112") is False
assert luhn_valid("79927398713") is True
assert luhn_valid("79927398710") is False
