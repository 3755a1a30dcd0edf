"""The prior: which components of code the words beside a function speak for, learnt from programs that solve tasks in words.

`prior_table.py` has what was learnt; `npm run fit:search` writes it. Beside it stand the words that the tables of operations and
skeletons have by hand: they alone count for a component that is not in the table, and for the others the more the rarer they are.
"""

import ast
import functools
import re
from typing import AbstractSet, Dict, FrozenSet, NamedTuple, Optional, Sequence, Tuple

from . import prior_table
from .components import components_of


class Weights(NamedTuple):
    """What is known of a component."""

    #: The part of programs that have it, in per cent.
    share: int
    #: By stems of words, how much cheaper they make it.
    words: Dict[str, int]


class Table(NamedTuple):
    components: Dict[str, Weights]
    #: The number of tasks that have each stem of a word.
    tasks: Dict[str, int]


#: The most that words change a cost by.
MOST = 5
#: What a word by hand weighs, and of how many tasks it is worth the evidence.
FAVOUR = 3
_TRUST = 10

#: What is added to the cost of a skeleton, what a rare word of its own takes off, and the most that all take.
UNSAID = 3
SPECIAL = 4
MOST_SPECIAL = 7

_ENDINGS = ("ings", "ing", "ed", "es", "s")
#: The letters of a stem: `divisor` and `divisors` are one, as are `separate` and `separator`.
_LONGEST = 6


@functools.lru_cache(maxsize=4096)
def stem_of(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:_LONGEST]


def read(rows: Dict[str, Tuple[int, str]], tasks: str) -> Table:
    """`(14, "even 3 odd 2")` are the share of programs, and the words with their weights."""
    return Table({component: Weights(share, _pairs(told)) for component, (share, told) in rows.items()}, _pairs(tasks))


def _pairs(told: str) -> Dict[str, int]:
    parts = told.split()
    return dict(zip(parts[::2], map(int, parts[1::2])))


TABLE = read(prior_table.ROWS, prior_table.TASKS)


def cost_of(component: str, words: AbstractSet[str], beginnings: Sequence[str] = (), table: Table = TABLE) -> int:
    """
    What lowercase words change about the cost of a component: 0 or less. The component is the source of an operation or of a loop's form, or
    the name of a skeleton; `beginnings` are those of words that favour it by hand.
    """
    by_hand = [word for word in words if word.startswith(tuple(beginnings))]
    weights = _weights(component, table)
    if weights is None:
        return -FAVOUR if by_hand else 0
    # All words of a text are no independent witnesses.
    learnt = sum(sorted(weights.words.get(stem, 0) for stem in {stem_of(word) for word in words})[-2:])
    # Words that stand in many tasks have shown there for what they speak.
    favours = [round(FAVOUR * _TRUST / (_TRUST + table.tasks.get(stem_of(word), 0))) for word in by_hand]
    return -min(MOST, max([learnt, *favours]))


def cost_of_skeleton(words: AbstractSet[str], beginnings: Sequence[str], table: Table = TABLE) -> int:
    """
    What words change about the cost of a skeleton: a skeleton that nothing speaks for is one of hundreds. A word says the less the more tasks
    have it.
    """
    favour = 0.0
    for beginning in beginnings:
        said = [word for word in words if word.startswith(beginning)] if len(beginning) > 2 else []
        favour += max([SPECIAL * _TRUST / (_TRUST + table.tasks.get(stem_of(word), 0)) for word in said], default=0)
    return UNSAID - min(MOST_SPECIAL, round(favour))


def _weights(component: str, table: Table) -> Optional[Weights]:
    """Those of the rarest part of the component, which says what it is for; None unless every part is known."""
    if component in table.components:
        return table.components[component]
    names = _names(component)
    if not names or not table.components.keys() >= names:
        return None
    return table.components[min(names, key=lambda name: (table.components[name].share, name))]


@functools.lru_cache(maxsize=None)
def _names(component: str) -> FrozenSet[str]:
    try:
        # A loop's form: `sum(E I)`.
        tree = ast.parse(re.sub(r" I\b", " for S in A", component))
    except SyntaxError:
        return frozenset()
    return frozenset(components_of(tree))
