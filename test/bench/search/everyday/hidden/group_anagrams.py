from typing import Dict, List


def group_anagrams(words: List[str]) -> List[List[str]]:
    groups: Dict[str, List[str]] = {}
    for word in words:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return list(groups.values())


assert group_anagrams(["a", "b", "a"]) == [["a", "a"], ["b"]]
assert group_anagrams(["stop", "pots", "in", "opts", "ni"]) == [["stop", "pots", "opts"], ["in", "ni"]]
assert group_anagrams(["aab", "abb", "baa"]) == [["aab", "baa"], ["abb"]]
assert group_anagrams([""]) == [[""]]
