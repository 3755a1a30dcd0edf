def roman_to_int(numeral: str) -> int:
    """Convert a Roman numeral to an integer."""


assert roman_to_int("III") == 3
assert roman_to_int("IX") == 9
assert roman_to_int("LVIII") == 58
assert roman_to_int("MCMXCIV") == 1994
