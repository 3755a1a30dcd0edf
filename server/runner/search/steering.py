"""Has a model's samples steer one search: what is planted among its terms, and the programs around those that fail."""

from typing import Any, Callable, List, Mapping, NamedTuple, Sequence, Set, Tuple

from .brackets import without_brackets
from .giving import digest
from .near_misses import NearMisses
from .samples import Pair, Reader, Sample, constants_of, terms_of
from .space import Term
from .variants import behaviour_of, variants

#: The rank of a program that fails on an input close to the examples, beside its edits.
FRAGILE = 2
#: How it was found, as the user reads it.
HOW = "an edit of a sample"


class Edited(NamedTuple):
    #: The whole program.
    program: str
    rank: int
    behaviour: str
    size: int


class Steering:
    def __init__(
        self, texts: Sequence[str], file: str, name: str, own: Mapping[str, Any], parameters: Sequence[str], pairs: Sequence[Pair]
    ):
        self._parameters = parameters
        self._pairs = pairs
        self._reader = Reader(file, name, own)
        self.samples: List[Sample] = [one for one in map(self._reader.read, dict.fromkeys(texts)) if one is not None]
        self.constants = constants_of(self.samples)
        self.terms: List[Term] = terms_of(self.samples, parameters, pairs, self._reader)

    def edit(self, seconds: float, constants: Sequence[Any], say: Callable[[Edited], None]) -> None:
        """Says each program that satisfies every pair, one of each behaviour, for so many seconds of CPU."""
        near = [arguments for given, _ in self._pairs for arguments in variants(given)]
        given: Set[str] = set()

        def found(program: str, rank: int, function: Callable[..., Any]) -> None:
            outcomes, fragile = behaviour_of(function, near)
            behaviour = digest(outcomes)
            if behaviour not in given:
                given.add(behaviour)
                program = without_brackets(program)
                say(Edited(program, rank + FRAGILE * fragile, behaviour, len(program) // 4))

        mined = list({repr(one): one for one in [*self.constants, *constants]}.values())
        texts = [term.template for term in self.terms if not hasattr(term, "lines")]
        NearMisses(self.samples, self._pairs, self._parameters, self._reader, mined[:12], texts[:12], found).run(seconds)


def steering_of(
    message: Mapping[str, Any], own: Mapping[str, Any], parameters: Sequence[str], pairs: Sequence[Pair]
) -> "Tuple[Steering, ...]":
    """None where there are no samples, nor for methods, whose `self` they need."""
    if not message.get("samples") or message.get("receiver") or "." in message["target"]:
        return ()
    file = "\n".join(step["source"] for step in message["steps"] if step["do"] in ("run", "define"))
    return (Steering(message["samples"], file, message["target"], own, parameters, pairs),)
