"""Modules and their members: judges chains of attributes that start at a module."""

import ast
from typing import Any, Optional, Tuple

from . import module_rules
from .module_rules import COMPUTING, EVERY
from .name_rules import (
    ASKED_FOR_MORE,
    CLASS_DECORATORS,
    COMPARED_BY_ITEMS,
    CONTROL,
    EXCEPTIONS,
    GUARDED,
    HOLDING,
    LIBRARY_BASES,
    METHOD_DECORATORS,
    WALKS,
)
from .reasons import Reasons
from .scopes import FUNCTIONS, OWN_SELF, Mention, Scope
from .units import Import, dotted

METACLASSES = frozenset(["abc.ABCMeta"])
# Uses that name a class without passing it on.
CLASS_USES = frozenset(["class", "metaclass", "generic", "truth", "base", "except", "class decorator"])
OF_STREAMS = frozenset("write writelines flush isatty encoding".split())


class Members(Reasons):
    """Judges imports and the uses of modules."""

    def imports(self, module: str, member: Optional[str], node: Any) -> None:
        """Judges an import by the candidate: the module must compute, or the file must import it too."""
        same = any(
            isinstance(value, Import) and value.module == module and value.member == member for value in self.surroundings.names.values()
        )
        if module in COMPUTING or same:
            if member is not None and not same:
                self._import(Mention(member, node.lineno, (), "imported", node, self.scope, False), Import(module, member))
            return
        self.add(node, "imports %s" % (module or "its package"), secret=self.surroundings.is_secret(module, member))

    def _import(self, one: Mention, value: Import) -> None:
        """Judges a module, or a member of one, along the chain."""
        path, chain = value.module, one.chain
        if value.member is not None:
            chain = (value.member, *chain)
        while chain and "%s.%s" % (path, chain[0]) in COMPUTING:
            path, chain = "%s.%s" % (path, chain[0]), chain[1:]
        if not chain:
            if one.use not in ("imported", "truth", "asked", "held"):
                self.add(one.line, "passes module %s on" % path)
            return
        member = "%s%s%s" % (path, "" if path.endswith(".") else ".", chain[0])
        private = chain[0].startswith("_") and value.member != chain[0]
        if private and ".".join((one.name, *one.chain)) not in self.surroundings.chains:
            self.add(one.line, "uses %s" % member)
        elif path in COMPUTING and ((COMPUTING[path] is EVERY and chain[0] not in GUARDED) or chain[0] in (COMPUTING[path] or ())):
            self._member(one, member, chain)
        elif module_rules.is_closed(path) or any(name in module_rules.NEVER for name in chain) or not self._used_by_file(one, value, chain):
            self.add(one.line, "uses %s" % member)
        elif any(name in WALKS for name in chain):
            self.add(one.line, "uses %s.%s" % (path, ".".join(chain)))
        elif one.use == "raise" and (chain[-1] in CONTROL or not self._known_to_be_raised(one, chain)):
            self.add(one.line, "raises %s, which may be anything" % chain[-1])
        elif one.use == "store":
            self.add(one.line, "sets .%s of a module" % chain[-1])

    def _known_to_be_raised(self, one: Mention, chain: Tuple[str, ...]) -> bool:
        name = ".".join([one.name, *one.chain])
        return name in self.surroundings.raised or chain[-1][:1].isupper() or chain[-1].endswith("error")

    def _used_by_file(self, one: Mention, value: Import, chain: Tuple[str, ...]) -> bool:
        """Whether the file itself uses that much of the module, outside the target and the examples."""
        ours = self.surroundings
        if ours.names.get(one.name) != value and value not in ours.names.values():
            return False
        whole = [one.name, *one.chain]
        if ".".join(whole) in ours.chains:
            return True
        if one.use in ("call", "raise", "except", "class", "base", "generic") and len(chain) == 1 and value.member is None:
            # A class of a module that the file imports: not a module, and not a function that opens its arguments.
            if chain[0][:1].isupper() and not chain[0].isupper() and chain[0] not in GUARDED:
                return True
        if value.member is None:
            return any(
                ".".join(whole[:end]) in ours.chains and (whole[end - 1][:1].isupper() or whole[end - 1].isupper())
                for end in range(2, len(whole) + 1)
            ) and not any(name in GUARDED for name in whole[1:])
        if one.chain:
            return (one.name[:1].isupper() or one.name in ours.called) and not any(name in GUARDED for name in one.chain)
        return one.use not in ("value", "class") or one.name[:1].isupper() or one.name in ours.called

    def _member(self, one: Mention, member: str, chain: Tuple[str, ...]) -> None:
        """Judges the use of a listed member."""
        if one.use == "imported":
            return
        allowed = {"method decorator": METHOD_DECORATORS, "class decorator": CLASS_DECORATORS, "metaclass": METACLASSES}.get(one.use)
        if allowed is not None and ".".join((member, *chain[1:])) not in allowed:
            self.add(one.line, "decorates by %s" % member)
        if (chain[-1] in COMPARED_BY_ITEMS or chain[-1] == "MappingProxyType") and one.use not in CLASS_USES:
            self.views.append(one.line)
        if one.use == "store":
            self.add(one.line, "sets .%s of a module" % chain[-1])
        elif one.use in ("raise", "base") and chain[-1] in CONTROL:
            self.add(one.line, "raises %s" % chain[-1])
        elif one.use == "base" and member not in LIBRARY_BASES and not member.startswith("collections.abc."):
            if not (member.startswith("typing.") and member.endswith(("Error", "Iterable", "Iterator", "Mapping", "Sequence"))):
                if not chain[-1].endswith(("Error", "Exception")):
                    self.add(one.line, "derives a class from %s" % member)
        elif member in module_rules.BASES_ONLY and one.use not in CLASS_USES:
            self.add(one.line, "passes %s on" % member)
        elif member in module_rules.WATCHED and one.use not in CLASS_USES:
            call = (
                one.node if one.use in ("call", "decorator", "base maker") and len(chain) == 1 and isinstance(one.node, ast.Call) else None
            )
            if call is None:
                self.add(one.line, "passes %s on" % member)
            else:
                self._watch(one, member, call)
        if member == "dataclasses.dataclass" and one.use not in CLASS_USES:
            self.add(one.line, "passes %s on" % member)
        elif member in ("sys.stdout", "sys.stderr") and one.use not in CLASS_USES:
            if len(chain) == 1 or chain[1] not in OF_STREAMS:
                self.add(one.line, "passes %s on" % member)
        if len(chain) > 1:
            for name in chain[1:]:
                if not name.startswith("_"):
                    self.public(name, one.line, "")

    def _watch(self, one: Mention, member: str, call: ast.Call) -> None:
        """Judges a direct call of a deputy: its arguments must be harmless."""
        args = call.args
        told = [arg.value if isinstance(arg, ast.Constant) else None for arg in args]
        starred = member != "asyncio.gather" and any(isinstance(arg, ast.Starred) for arg in args)
        if starred or any(word.arg is None for word in call.keywords):
            harmless = False
        elif member == "operator.attrgetter":
            harmless = all(isinstance(name, str) and self._may_be_read(name) for name in told) and not call.keywords
        elif member == "operator.methodcaller":
            harmless = bool(told) and isinstance(told[0], str) and self._may_be_read(told[0])
        elif member == "functools.wraps":  # The call gives the decorated function all attributes of its argument.
            harmless = len(args) == 1 and not call.keywords and id(call) in self.decorations
        elif member == "functools.update_wrapper":
            harmless = len(args) == 2 and not call.keywords and self._is_own_function(args[0], one.scope)
        elif member in ("collections.namedtuple", "typing.NamedTuple"):
            harmless = len(args) == 2 and self._are_fields(args[1], one.line)
        elif member == "contextlib.suppress":
            harmless = all(self.is_narrow(arg) for arg in args)
        else:
            harmless = not any(word.arg == "return_exceptions" for word in call.keywords)
        if not harmless:
            self.add(one.line, "uses %s with arguments that may be harmful" % member)

    def _is_own_function(self, node: Any, scope: Optional[Scope]) -> bool:
        """Whether a name stands only for functions that the candidate defines, or for an object of its own class."""
        values = scope.values_of(node.id) if isinstance(node, ast.Name) and scope is not None else None
        return values is not None and all(isinstance(value, (ast.Lambda, *FUNCTIONS)) or value is OWN_SELF for value in values)

    def _may_be_read(self, name: str) -> bool:
        parts = name.split(".")
        return not any(part.startswith(("_", "assert")) or part == "replace" or part in WALKS | GUARDED | ASKED_FOR_MORE for part in parts)

    def _are_fields(self, node: Any, line: int) -> bool:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for name in node.value.replace(",", " ").split():
                self.class_name(name, None, line)
            return True
        if isinstance(node, (ast.List, ast.Tuple)):
            fields = [one.elts[0] if isinstance(one, ast.Tuple) and one.elts else one for one in node.elts]
            return all(self._are_fields(one, line) for one in fields)
        return False

    def is_narrow(self, kind: Any) -> bool:
        """Whether an `except` takes only exceptions that no check raises."""
        if isinstance(kind, ast.Tuple):
            return all(self.is_narrow(one) for one in kind.elts)
        if isinstance(kind, ast.Attribute):
            root = dotted(kind).partition(".")[0]
            return kind.attr not in HOLDING and kind.attr != "failureException" and self.is_fixed(root)
        if not isinstance(kind, ast.Name) or kind.id in HOLDING or self.counts.get(kind.id, 0) > 1:
            return False
        if kind.id in EXCEPTIONS | CONTROL and kind.id not in self.surroundings.names:
            self.trust(kind.id, kind)
            return True
        own = self.module.bindings.get(kind.id)
        value = own[0] if own else self.surroundings.names.get(kind.id)
        if isinstance(value, (ast.Tuple, ast.Name, ast.Attribute)):
            return self.is_narrow(value)
        return isinstance(value, (Import, ast.ClassDef)) or kind.id in self.classes

    def is_fixed(self, name: str) -> bool:
        """Whether a name stands for a module or a class of the file: its attributes are not the candidate's."""
        values = self.scope.values_of(name)
        if values is not None:
            return all(isinstance(value, Import) for value in values)
        return isinstance(self.surroundings.names.get(name), (Import, ast.ClassDef))
