from typing import List


def group_anagrams(words: List[str]) -> List[List[str]]:
    """Group the words that are anagrams of each other, in order of first appearance."""


assert group_anagrams(["eat", "tea", "tan", "ate", "nat", "bat"]) == [["eat", "tea", "ate"], ["tan", "nat"], ["bat"]]
assert group_anagrams(["abc"]) == [["abc"]]
assert group_anagrams([]) == []
