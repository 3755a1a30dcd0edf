def initials(name: str) -> str:
    """Return the initials of a full name, each followed by a dot."""


assert initials("Ada Lovelace") == "A.L."
assert initials("grace brewster hopper") == "G.B.H."
assert initials("Plato") == "P."
