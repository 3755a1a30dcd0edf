"""Classes and functions that both sides of the boundary know, by module and qualified name.

A name stands for an object only where looking it up gives that very object: a class that a candidate made under the name
of another is not that other. Nothing is imported here and no attribute is computed; the look-up reads dictionaries only.
"""

import sys
import types
from typing import Any, Optional, Tuple

Name = Tuple[str, str]

NAMED = (
    type,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
)


def look_up(module: str, qualname: str) -> Any:
    """The class or function of that name in a module that is loaded; None where there is none."""
    found: Any = sys.modules.get(module)
    for part in qualname.split("."):
        found = getattr(found, "__dict__", {}).get(part)
        if isinstance(found, (staticmethod, classmethod)):
            found = found.__func__
    # Only by the name that it bears itself: a way through what other modules have imported would go round every rule.
    return found if isinstance(found, NAMED) and _own_name(found) == (module, qualname) else None


def name_of(thing: Any) -> Optional[Name]:
    """The name under which the other side may find `thing`, a class or a function; None where it has none."""
    if not isinstance(thing, NAMED):
        return None
    name = _own_name(thing)
    return name if name and look_up(*name) is thing else None


def _own_name(thing: Any) -> Optional[Name]:
    # The types of descriptors have that attribute too, and for themselves it is none of theirs.
    owner = None if isinstance(thing, type) else getattr(thing, "__objclass__", None)
    module = (owner or thing).__module__ or "builtins"
    qualname = thing.__qualname__
    return (module, qualname) if type(module) is str and type(qualname) is str else None
