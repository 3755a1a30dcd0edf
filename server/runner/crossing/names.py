"""Classes and functions that both sides of the boundary know, by module and qualified name.

A name stands for an object only if its look-up returns that very object: a candidate's class under the name of another class is not
that class. This module imports nothing and computes no attribute; the look-up only reads dictionaries.
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
    """The class or function of that name in a loaded module; None without one."""
    found: Any = sys.modules.get(module)
    for part in qualname.split("."):
        found = getattr(found, "__dict__", {}).get(part)
        if isinstance(found, (staticmethod, classmethod)):
            found = found.__func__
    # Only by its own name: a path through another module's imports would bypass the rules.
    return found if isinstance(found, NAMED) and _own_name(found) == (module, qualname) else None


def name_of(thing: Any) -> Optional[Name]:
    """The name by which the other side can find `thing`, a class or a function; None without one."""
    if not isinstance(thing, NAMED):
        return None
    name = _own_name(thing)
    return name if name and look_up(*name) is thing else None


def _own_name(thing: Any) -> Optional[Name]:
    # The types of descriptors have that attribute too, but for their instances.
    owner = None if isinstance(thing, type) else getattr(thing, "__objclass__", None)
    module = (owner or thing).__module__ or "builtins"
    qualname = thing.__qualname__
    return (module, qualname) if type(module) is str and type(qualname) is str else None
