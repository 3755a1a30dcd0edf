def initials(name: str) -> str:
    return "".join(word[0].upper() + "." for word in name.split())


assert initials("") == ""
assert initials("  alan   turing ") == "A.T."
assert initials("Edsger W. Dijkstra") == "E.W.D."
assert initials("john Ronald reuel Tolkien") == "J.R.R.T."
