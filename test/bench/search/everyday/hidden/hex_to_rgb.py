from typing import Tuple


def hex_to_rgb(colour: str) -> Tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


assert hex_to_rgb("#ffffff") == (255, 255, 255)
assert hex_to_rgb("#010203") == (1, 2, 3)
assert hex_to_rgb("#C0FFEE") == (192, 255, 238)
assert hex_to_rgb("#7f7f00") == (127, 127, 0)
