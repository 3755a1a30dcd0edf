"""What the words beside a function ask for, and what of it a program leaves undone: `even` asks for `% 2 == 0`."""

import ast
import functools
import re
from collections import defaultdict
from typing import AbstractSet, Dict, FrozenSet, Iterable, Mapping, Set, Tuple

from . import linear, loops, operations, prior
from .components import components_of
from .skeletons import skeletons

#: A word asks for a component if it makes it so much cheaper.
LEAST = 2
#: The most that words left undone add to a rank.
MOST = 4


class Coverage:
    """For one function."""

    def __init__(self, words: AbstractSet[str]) -> None:
        asked: Dict[str, Tuple[float, str, FrozenSet[str]]] = {}
        for word in sorted(words):
            stem = prior.stem_of(word)
            learnt = _learnt().get(stem, {})
            by_hand = frozenset(one for one, words_of in _by_hand().items() if word.startswith(tuple(words_of)))
            weight = max([*learnt.values(), prior.favour_of(word) if by_hand else 0])
            if weight >= LEAST:
                asked[stem] = (weight, word, by_hand.union(learnt))
        #: For each word that asks for something: how clearly, and the components that would do it.
        self._asked = list(asked.values())

    def undone(self, body: str, how: Iterable[str]) -> int:
        """By how much a program ranks lower for words that nothing in it speaks for; `how` says how it was found."""
        if not self._asked:
            return 0
        used = components_of(ast.parse(body))
        # `statistics.median` does what its own name says.
        names = " ".join(used)
        said = tuple(word for name in how for word in _by_how().get(name, ()))
        left = [
            weight
            for weight, word, components in self._asked
            if not (used & components or word.startswith(said) or prior.stem_of(word) in names)
        ]
        return min(MOST, round(sum(sorted(left)[-2:])))


@functools.lru_cache(maxsize=None)
def _learnt() -> Mapping[str, Mapping[str, int]]:
    """By the stem of a word, the components that it speaks for clearly, with their weights."""
    found: Dict[str, Dict[str, int]] = defaultdict(dict)
    for component, (_, words) in prior.TABLE.components.items():
        for stem, weight in words.items():
            if weight >= LEAST:
                found[stem][component] = weight
    return found


@functools.lru_cache(maxsize=None)
def _by_hand() -> Mapping[str, FrozenSet[str]]:
    """By component, the beginnings of words that its operations and forms have by hand."""
    rows = [(operation.template, operation.words) for _, operation in operations.operations()]
    rows += [(form.template, form.words) for form in loops.FORMS]
    found: Dict[str, Set[str]] = defaultdict(set)
    for template, words in rows:
        for component in components_of(ast.parse(re.sub(r" I\b", " for S in A", template))):
            found[component].update(word for word in words if len(word) > 2)
    return {component: frozenset(words) for component, words in found.items() if words}


@functools.lru_cache(maxsize=None)
def _by_how() -> Mapping[str, Tuple[str, ...]]:
    return {linear.HOW: linear.WORDS, **{one.name: tuple(word for word in one.words if len(word) > 2) for one in skeletons()}}
