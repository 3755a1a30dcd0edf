def slugify(title: str) -> str:
    """Make a slug for a URL: lowercase words joined by hyphens, without punctuation."""


assert slugify("Hello, World!") == "hello-world"
assert slugify("  Ten  things I learnt ") == "ten-things-i-learnt"
assert slugify("Python 3.12: what is new?") == "python-3-12-what-is-new"
