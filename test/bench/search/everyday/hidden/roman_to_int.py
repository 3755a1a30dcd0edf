def roman_to_int(numeral: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for letter, after in zip(numeral, numeral[1:] + " "):
        value = values[letter]
        total += -value if value < values.get(after, 0) else value
    return total


assert roman_to_int("I") == 1
assert roman_to_int("IV") == 4
assert roman_to_int("XL") == 40
assert roman_to_int("CDXLIV") == 444
assert roman_to_int("MMXXVI") == 2026
assert roman_to_int("DCCC") == 800
