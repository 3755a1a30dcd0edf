from typing import Dict


def word_frequencies(text: str) -> Dict[str, int]:
    """Count how often each word occurs, regardless of case and punctuation."""


assert word_frequencies("The cat and the hat.") == {"the": 2, "cat": 1, "and": 1, "hat": 1}
assert word_frequencies("No, no, no!") == {"no": 3}
assert word_frequencies("") == {}
