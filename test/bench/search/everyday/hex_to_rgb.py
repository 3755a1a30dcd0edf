from typing import Tuple


def hex_to_rgb(colour: str) -> Tuple[int, int, int]:
    """Convert a colour such as '#ff8000' to a tuple of red, green and blue."""


assert hex_to_rgb("#ff8000") == (255, 128, 0)
assert hex_to_rgb("#000000") == (0, 0, 0)
assert hex_to_rgb("#0A141e") == (10, 20, 30)
