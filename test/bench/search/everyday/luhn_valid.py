def luhn_valid(number: str) -> bool:
    """Check a card number by the Luhn algorithm: from the right, every second digit is doubled; digits of the results add up to a multiple of 10."""


assert luhn_valid("4539578763621486") is True
assert luhn_valid("8273123273520569") is False
assert luhn_valid("059") is True
assert luhn_valid("18") is True
