import re
from typing import Dict


def word_frequencies(text: str) -> Dict[str, int]:
    counts: Dict[str, int] = {}
    for word in re.findall(r"\w+", text.lower()):
        counts[word] = counts.get(word, 0) + 1
    return counts


assert word_frequencies("one") == {"one": 1}
assert word_frequencies("Stop! Go; stop? GO: stop") == {"stop": 3, "go": 2}
assert word_frequencies("... !") == {}
assert word_frequencies("(a) b\nA") == {"a": 2, "b": 1}
