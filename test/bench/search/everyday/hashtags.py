from typing import List


def hashtags(post: str) -> List[str]:
    """List the hashtags in a post without the '#', in order."""


assert hashtags("Loving #python and #testing!") == ["python", "testing"]
assert hashtags("no tags here") == []
assert hashtags("#Monday, again #coffee #work") == ["Monday", "coffee", "work"]
