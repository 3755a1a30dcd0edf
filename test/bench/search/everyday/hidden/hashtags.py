import re
from typing import List


def hashtags(post: str) -> List[str]:
    return re.findall(r"#(\w+)", post)


assert hashtags("") == []
assert hashtags("#one") == ["one"]
assert hashtags("(#brackets) #dot.") == ["brackets", "dot"]
assert hashtags("#snake_case #a1") == ["snake_case", "a1"]
