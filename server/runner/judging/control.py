"""Exceptions that end their listener: an iteration, a task, a test. Out of a plain call they count as errors of the candidate.

PEP 479 defines the same for generators: a function does not signal the end of an iteration to its caller.
"""

import concurrent.futures
from typing import Any, Dict, Tuple, Type

#: The exceptions by which a use of an object signals its end.
_TELLS: Dict[str, Tuple[Type[BaseException], ...]] = {
    "next": (StopIteration,),
    "send": (StopIteration,),
    "throw": (StopIteration,),
    "anext": (StopAsyncIteration,),
}
_METHODS: Dict[str, Tuple[Type[BaseException], ...]] = {"__next__": (StopIteration,), "__anext__": (StopAsyncIteration,)}
_ENDS = (StopIteration, StopAsyncIteration, concurrent.futures.CancelledError)
#: Packages whose exceptions report a test's result to its runner.
_RUNNERS = frozenset("unittest doctest pytest _pytest hypothesis nose nose2 twisted trio anyio".split())


def ends_what_listens(error: BaseException, use: str, method: str) -> bool:
    """Whether a `use` may not raise such an error; `method` is the simple name of the function itself."""
    told = (*_TELLS.get(use, ()), *(_METHODS.get(method, ()) if use in ("call", "await") else ()))
    if type(error) in told:
        return False
    if not isinstance(error, Exception) or isinstance(error, _ENDS):
        return True
    if any(base.__module__.split(".")[0] in _RUNNERS for base in type(error).__mro__ if type(base.__module__) is str):
        return True
    held: Any = getattr(error, "exceptions", ())
    return isinstance(held, tuple) and any(isinstance(one, BaseException) and ends_what_listens(one, "", "") for one in held)
