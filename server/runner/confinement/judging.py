"""What a name means where it ends, an attribute, a store or an import: whether a confined program may have it."""

import ast
import re
from typing import Any, Dict, List, NamedTuple, Optional, Set, Tuple

from . import modules
from .modules import COMPUTING, EVERY
from .scopes import CAUGHT, OWN_SELF, PARAMETER, SELF, Mention, Scope
from .surroundings import FUNCTIONS, Import, Surroundings, dotted
from .words import (
    ALL_BUILTINS, ASKING, ATTRIBUTE_BUILTINS, BASES, BUILTINS, COLLECTED, CONTROL, DATA_BASES, DATA_METHODS, EXCEPTIONS, GUARDED, HOLDING,
    LIBRARY_BASES, OF_BASES, READABLE, TESTS_PRIVATE, TYPES, WALKS,
)  # fmt: skip

FIELD = re.compile(r"\{([^{}!:]*)")
MADE = (
    ast.Call, ast.Constant, ast.List, ast.Dict, ast.Set, ast.Tuple, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp,
    ast.JoinedStr, ast.BinOp, ast.Compare,
)  # fmt: skip
NAMED_TUPLES = frozenset("_fields _replace _asdict _make _field_defaults".split())
CLASS_USES = frozenset(["class", "generic", "truth", "base", "except", "class decorator"])
OF_STREAMS = frozenset("write writelines flush isatty encoding".split())


class Reach(NamedTuple):
    """Why a program is not confined."""

    line: int
    what: str


class Judge:
    """Gathers the reasons; knows the user's file, and what the candidate itself defines."""

    def __init__(self, surroundings: Surroundings, function: ast.AST) -> None:
        self.surroundings = surroundings
        self.name = getattr(function, "name", "")
        self.module = Scope("module", None)
        self.found: Set[Reach] = set()
        self.counts: Dict[str, int] = {}
        self.classes: Dict[str, ast.ClassDef] = {}
        self.bodies: Dict[ast.ClassDef, Scope] = {}
        self.later: List[Mention] = []
        self.hands: Set[str] = set()
        self.calls: Dict[str, Set[str]] = {}
        self.class_of_self = False
        self.three_arguments: Optional[ast.Call] = None
        self.elsewhere: List[Any] = []  # Where the target is mentioned as another object's method.
        self.written: List[Tuple[str, Any, int]] = []
        self.surplus: Dict[str, List[Any]] = {}  # What the candidate binds to names of the file.
        self.held: List[Tuple[Mention, List[Any]]] = []
        self.of_classes: List[Tuple[Mention, Any]] = []
        self.owner_passed: List[int] = []
        self.scope = self.module  # The one that is being read.

    def add(self, node: Any, what: str) -> None:
        """Notes a reason at a node's line, or at a line."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 0) or _line_of(node)
        text = "".join(one if one.isprintable() else "?" for one in what)
        self.found.add(Reach(line, text if len(text) <= 80 else text[:77] + "..."))

    def count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1

    # -- attributes

    def attribute(self, name: str, node: Any, own: str, root: Any, use: str, call: Optional[ast.Call]) -> None:
        """An attribute by itself. `own` says whether it stands on `self`, `super()` or the class of `self`."""
        ours = self.surroundings
        if name == self.name and ours.is_method and own not in (SELF, "super"):
            self.elsewhere.append(node)
        if name[:2] == "__" and name[-2:] == "__":
            self._special(name, node, own, root, use, call)
        elif name[:1] == "_":
            allowed = own or name in ours.attributes or name in ours.methods or name in ours.class_values
            if name not in NAMED_TUPLES and (not allowed or (name.startswith(TESTS_PRIVATE) and name not in ours.attributes)):
                self.add(node, "uses .%s" % name)
        elif name == "replace" and use != "store" and (call is None or (len(call.args) == 1 and not call.keywords)):
            self.add(node, "uses .replace, which moves a file")
        elif own or not isinstance(root, ast.Name):  # What a name means is known when its scope ends.
            self.public(name, node, own)
        if name in ours.deputies and use != "store" and (own or name not in DATA_METHODS):
            self.add(node, "uses .%s, which opens or looks up what it is told" % name)

    def public(self, name: str, node: Any, own: str) -> None:
        """A public attribute of what is no module."""
        ours = self.surroundings
        if own and (name in ours.methods or (name == "format" and name in ours.stored)):
            return
        of_mocks = name in GUARDED or name.startswith("assert_") or (name.startswith("assert") and name[6:7].isupper())
        if name in WALKS or (of_mocks and name not in ours.attributes):
            self.add(node, "uses .%s" % name)

    def _special(self, name: str, node: Any, own: str, root: Any, use: str, call: Optional[ast.Call]) -> None:
        if use != "store" and name in READABLE:
            return
        if use == "call" and call is not None and name in OF_BASES:
            first = call.args[0] if call.args else None
            itself = isinstance(first, ast.Name) and (bool(self.scope.is_self(first.id)) or name == "__new__")
            if own == "super" or (isinstance(root, ast.Name) and itself):
                return
        self.add(node, "%s %s" % ("sets" if use == "store" else "reads", name))

    def store(self, chain: Tuple[str, ...], node: Any, kind: str, named: bool) -> None:
        """A store on what has no name, or on an attribute of something."""
        name, ours = chain[-1], self.surroundings
        if name.startswith("assert") or name in GUARDED or kind == "class of self" or "__class__" in chain:
            self.add(node, "sets .%s" % name)
        if len(chain) == 1 and kind in (SELF, OWN_SELF):
            fixed = name in ours.methods or ((name in ours.hooked or ours.of_class) and name in ours.class_values)
            if fixed and name not in ours.stored:
                self.add(node, "sets .%s, which the class defines" % name)
        elif (len(chain) > 1 or not named) and name not in ours.stored:
            self.add(node, "sets .%s" % name)

    def asked(self, name: str, node: Any) -> None:
        """A function or an unknown value under a name by which checks ask a result."""
        if name in ASKING or name in self.surroundings.asked:
            if not (name[:2] == "__" and name[-2:] == "__"):
                self.add(node, "defines %s, which checks ask a result" % name)

    def formats(self, text: str, node: Any) -> None:
        """A format string may not walk along attributes."""
        for field in FIELD.findall(text.replace("{{", "")):
            if "." in field or "__" in field:
                self.add(node, "formats with %s" % field)

    # -- stores in the module, imports, own classes

    def global_write(self, name: str, value: Any, node: Any) -> None:
        """A `global` name is written: the candidate's own, or one that the file itself writes so."""
        self.written.append((name, value, getattr(node, "lineno", 0)))

    def called(self, name: str, scope: Scope) -> None:
        """A method of this name is called in a function of the candidate's."""
        self.calls.setdefault(_function_of(scope), set()).add(name)

    def imports(self, module: str, member: Optional[str], node: Any) -> None:
        """An import of the candidate's: of modules that compute, or one that the file has too."""
        same = any(
            isinstance(value, Import) and value.module == module and value.member == member
            for value in self.surroundings.names.values()
        )
        if module in COMPUTING or same:
            if member is not None and not same:
                self._import(Mention(member, node.lineno, (), "imported", node, self.scope, False), Import(module, member))
            return
        self.add(node, "imports %s" % (module or "its package"))

    def own_class(self, node: ast.ClassDef) -> None:
        """Keeps a class of the candidate's, to be judged when all is read."""
        self.classes[node.name] = node

    def is_narrow(self, kind: Any) -> bool:
        """Whether an `except` takes only exceptions that no check fails by."""
        if isinstance(kind, ast.Tuple):
            return all(self.is_narrow(one) for one in kind.elts)
        if isinstance(kind, ast.Attribute):
            root = dotted(kind).partition(".")[0]
            return kind.attr not in HOLDING and kind.attr != "failureException" and self._is_fixed(root)
        if not isinstance(kind, ast.Name) or kind.id in HOLDING or self.counts.get(kind.id, 0) > 1:
            return False
        if kind.id in EXCEPTIONS or kind.id in CONTROL:
            return True
        own = self.module.bindings.get(kind.id)
        value = own[0] if own else self.surroundings.names.get(kind.id)
        if isinstance(value, (ast.Tuple, ast.Name, ast.Attribute)):
            return self.is_narrow(value)
        return isinstance(value, (Import, ast.ClassDef)) or kind.id in self.classes

    def _is_fixed(self, name: str) -> bool:
        """Whether a name stands for a module or a class of the file: what hangs on it is not the candidate's."""
        scope: Optional[Scope] = self.scope
        while scope is not None:
            if name in scope.bindings:
                return all(isinstance(value, Import) for value in scope.bindings[name])
            scope = scope.parent
        return isinstance(self.surroundings.names.get(name), (Import, ast.ClassDef))

    # -- names, as their scopes end

    def close(self, scope: Scope) -> None:
        """Resolves what was mentioned in a scope; what it does not bind goes on to the scope around it."""
        outer = scope if scope is self.module else scope.outer()
        for name, value in scope.carried:
            if name in scope.bindings and name not in scope.nonlocals:
                scope.bindings[name].append(value)
            elif scope is not self.module:
                outer.carried.append((name, value))
        if scope is self.module:
            self._close_module()
            return
        for one in scope.mentions:
            if one.name in scope.globals:
                self.module.mentions.append(one)
            elif one.name in scope.bindings and one.name not in scope.nonlocals:
                self._local(one, scope.bindings[one.name], scope)
                if scope.kind == "class":  # Before it is bound there, and after `del`, the name is one of outside.
                    outer.mentions.append(one)
            else:
                outer.mentions.append(one)

    def _close_module(self) -> None:
        for name, value, _ in self.written:
            known = self.module.bindings.get(name)
            if known is not None:
                known.append(value)
            else:
                self.surplus.setdefault(name, []).append(value)
        for one in self.module.mentions:
            if one.name in self.module.bindings:
                self._local(one, self.module.bindings[one.name], self.module)
                continue
            if one.name in self.surplus:
                self._local(one, self.surplus[one.name], self.module)
            self._outside(one, 0)
        self._finish()

    def _local(self, one: Mention, values: List[Any], scope: Scope) -> None:
        """A name that the candidate binds itself."""
        found = [value for value in values if isinstance(value, Import)]
        for value in found:
            self._import(one, value)
        if found:
            return
        if one.use == "asked":
            if values != [PARAMETER] and not all(isinstance(value, ast.Constant) for value in values):
                self.asked(one.within or "", one.line)
            return
        if one.use == "by name":
            return  # Its own function of that name, judged by the literal all the same.
        if one.chain:
            first = one.chain[0]
            if first in ("format", "format_map") and len(one.chain) == 1:
                self._format_of(one, values)
            elif not first.startswith("_") and values[0] not in (SELF, OWN_SELF):
                self.public(first, one.line, "")
        definitions = [value for value in values if isinstance(value, (ast.ClassDef, *FUNCTIONS))]
        if one.use == "store" and len(one.chain) == 1 and values[0] not in (SELF, OWN_SELF):
            self._local_store(one, values)
        elif one.use == "raise":
            self._local_raise(one, values)
        elif one.use == "except":
            if len(values) > 1 or not isinstance(values[0], (ast.ClassDef, ast.Tuple)):
                self.add(one.line, "catches %s, which may be anything" % one.name)
        elif one.use == "base" and not all(isinstance(value, (ast.ClassDef, ast.Call)) for value in values):
            self.add(one.line, "derives a class from %s" % one.name)
        elif scope.kind == "class" and isinstance(values[0], FUNCTIONS) and one.use != "decorator":
            self.add(one.line, "passes a method on from its class")
        if any(isinstance(value, ast.ClassDef) for value in definitions):
            self.later.append(one)
        if scope.self_class is not None and one.name == scope.self_name:
            self.of_classes.append((one, scope.self_class))
        if one.use == "generic" and not all(isinstance(value, (ast.ClassDef, ast.Subscript)) for value in values):
            self.add(one.line, "has an annotation by %s" % one.name)
        if one.use == "held":
            self.held.append((one, values))
        elif one.use == "call":
            if definitions:
                self.called(one.name, one.scope)
            elif not one.chain or (one.chain[-1] not in DATA_METHODS and values[0] not in (SELF, OWN_SELF)):
                if not one.chain or not all(isinstance(value, MADE) for value in values):
                    self.hands.add(_function_of(one.scope))

    def _local_store(self, one: Mention, values: List[Any]) -> None:
        name, ours = one.chain[0], self.surroundings
        if any(isinstance(value, FUNCTIONS) for value in values):
            self.add(one.line, "sets .%s on a function" % name)
        elif all(self._made(value) for value in values) or any(isinstance(value, ast.ClassDef) for value in values):
            return
        elif name not in ours.stored:
            self.add(one.line, "sets .%s on %s" % (name, one.name))

    def _made(self, value: Any) -> bool:
        """Whether it is a new object of a class of the candidate's own, with no base of the file's."""
        if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name)):
            return False
        node = self.classes.get(value.func.id)
        return node is not None and self.counts.get(value.func.id) == 1 and not self._of_file(node)

    def _of_file(self, node: ast.ClassDef) -> bool:
        for base in node.bases:
            if isinstance(base, ast.Name) and base.id in self.classes and self.classes[base.id] is not node:
                if self._of_file(self.classes[base.id]):
                    return True
            elif isinstance(base, ast.Name) and base.id in self.surroundings.names:
                if isinstance(self.surroundings.names[base.id], ast.ClassDef):
                    return True
        return False

    def _local_raise(self, one: Mention, values: List[Any]) -> None:
        if one.chain:
            self.raises_attribute(one.chain[-1], one.line, one.node)
            return
        for value in values:
            if value is CAUGHT or isinstance(value, ast.ClassDef) or (isinstance(value, ast.Constant) and value.value is None):
                continue
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
                if value.func.id in EXCEPTIONS and not self.counts.get(value.func.id):
                    continue
                if value.func.id in self.classes and self.counts.get(value.func.id) == 1:
                    continue
                known = self.surroundings.names.get(value.func.id)
                if isinstance(known, ast.ClassDef) and not self._is_control(known) and not self.counts.get(value.func.id):
                    continue
            self.add(one.line, "raises %s, which may be anything" % one.name)
            return

    def raises_attribute(self, name: str, node: Any, call: Any) -> None:
        """`raise self.failed(x)`: a method of the file's, or a class by its name."""
        if name in self.surroundings.methods and call is not None:
            return
        if name not in CONTROL and any(raised.endswith("." + name) for raised in self.surroundings.raised):
            return
        if name in CONTROL or not name.endswith(("Error", "Exception", "Warning", "DoesNotExist", "error")):
            self.add(node, "raises .%s, which may be anything" % name)

    def _format_of(self, one: Mention, values: List[Any]) -> None:
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                self.formats(value.value, one.line)
            else:
                self.add(one.line, "formats by %s, which is not literal" % one.name)
                return

    def _holding(self, handing: Set[str], own: Set[str]) -> None:
        """What is called under an `except` that would hold a check's failure: nothing that was handed, nor what calls such."""
        for one, values in self.held:
            method = one.within if one.node == ("attribute",) else None
            if method in own and values[0] is not PARAMETER:
                hands = method in handing
            elif values[0] in (SELF, OWN_SELF):
                hands = method not in self.surroundings.methods
            elif all(isinstance(value, FUNCTIONS) for value in values):
                hands = one.name in handing
            elif all(isinstance(value, ast.ClassDef) for value in values):
                hands = not handing.isdisjoint(("__init__", "__new__", "__post_init__"))
            else:
                hands = method is None or not all(isinstance(value, MADE) for value in values)
            if hands:
                self.add(one.line, "holds a check's failure around a call of %s" % one.name)

    def own_methods(self) -> Set[str]:
        """The plain methods of the candidate's own classes."""
        return {
            one.name
            for node in self.classes.values()
            for one in node.body
            if isinstance(one, FUNCTIONS) and not any(dotted(deco) in ("staticmethod", "classmethod") for deco in one.decorator_list)
        }

    # -- names of the file, of Python, of nobody

    def _outside(self, one: Mention, depth: int) -> None:
        ours, name = self.surroundings, one.name
        if one.use == "asked":
            if name in ALL_BUILTINS and name not in TYPES:
                self.asked(one.within or "", one.line)
        elif name in ours.theirs:
            self.add(one.line, "names %s, which only the examples use" % name)
        elif name in ours.names:
            self._of_file_name(one, ours.names[name], depth)
        elif name[:2] == "__" and name[-2:] == "__" and name not in BUILTINS:
            self.add(one.line, "uses %s" % name)
        elif name in ALL_BUILTINS:
            self._builtin(one)
        elif name in ours.bound_somewhere:
            self.add(one.line, "uses %s, which the file binds elsewhere" % name)
        elif ours.their_stars or any(star not in COMPUTING for star in ours.stars):
            if one.use not in ("call", "held") or one.chain or name in modules.NEVER:
                self.add(one.line, "uses %s, which comes by a star import" % name)
        elif ours.stars:
            listed = [COMPUTING[star] for star in ours.stars]
            if any(names is not EVERY and name not in names for names in listed) and name in modules.NEVER:
                self.add(one.line, "uses %s, which comes by a star import" % name)

    def _of_file_name(self, one: Mention, value: Any, depth: int) -> None:
        ours = self.surroundings
        if isinstance(value, Import):
            self._import(one, value)
            return
        if isinstance(value, (ast.Name, ast.Attribute)) and dotted(value) and depth < 5:
            root, *chain = dotted(value).split(".")
            if root != one.name and (root in ours.names or root in ALL_BUILTINS):
                alias = Mention(root, one.line, (*chain, *one.chain), one.use, one.node, one.scope, one.held)
                self._outside(alias, depth + 1)
                return
        if one.chain and not one.chain[0].startswith("_"):
            once = one.name not in ours.rebound and one.name not in self.surplus
            if one.chain == ("format",) and isinstance(value, ast.Constant) and once:
                self._format_of(one, [value])
            else:
                self.public(one.chain[0], one.line, "class" if isinstance(value, ast.ClassDef) else "")
        if one.use == "store" and len(one.chain) == 1:
            known = "%s.%s" % (one.name, one.chain[0]) in ours.chains
            if one.chain[0] not in ours.stored or (isinstance(value, (ast.ClassDef, *FUNCTIONS)) and not known):
                self.add(one.line, "sets .%s on %s" % (one.chain[0], one.name))
        elif one.use == "raise":
            self._raises_of_file(one, value)
        elif one.use == "base" and (not isinstance(value, (ast.ClassDef, ast.Call)) or _is_control_flow(self, value)):
            self.add(one.line, "derives a class from %s" % one.name)
        if isinstance(value, ast.ClassDef) and one.use not in CLASS_USES:
            if ours.is_method and one.chain[:1] == (self.name,) and not ours.of_class and not _with_self(one):
                self.add(one.line, "calls %s of another object" % self.name)
            if one.name == ours.owner and one.use == "value" and not one.chain:
                self.owner_passed.append(one.line)
            if _is_open_enumeration(value):
                self.add(one.line, "uses %s, an enumeration without members" % one.name)
        if isinstance(value, ast.ClassDef) and one.use not in CLASS_USES and one.name in ours.loose:
            if one.name not in ours.named and one.name != ours.owner:
                self.add(one.line, "makes an instance of %s, whose comparison looks at nothing" % one.name)
        if one.name in ours.deputies and one.use in ("call", "value", "decorator") and one.name not in (self.name, ours.owner):
            self.add(one.line, "uses %s, which opens or looks up what it is told" % one.name)

    def _raises_of_file(self, one: Mention, value: Any) -> None:
        if one.chain:
            self.raises_attribute(one.chain[-1], one.line, one.node)
        elif isinstance(value, ast.ClassDef):
            if self._is_control(value):
                self.add(one.line, "raises %s, which is control flow" % one.name)
        elif not isinstance(value, FUNCTIONS) or one.node is None:
            self.add(one.line, "raises %s, which may be anything" % one.name)

    def _is_control(self, node: ast.ClassDef, depth: int = 0) -> bool:
        """Whether a class of the file is no `Exception`, or one of a framework's control flow."""
        for base in node.bases:
            name = dotted(base).split(".")[-1]
            known = self.surroundings.names.get(name)
            if name in CONTROL or (isinstance(known, Import) and known.member in CONTROL):
                return True
            if isinstance(known, ast.ClassDef) and known is not node and depth < 20 and self._is_control(known, depth + 1):
                return True
        return False

    def _builtin(self, one: Mention) -> None:
        name = one.name
        if name in CONTROL:
            in_next = name in ("StopIteration", "StopAsyncIteration") and _function_of(one.scope) in ("__next__", "__anext__")
            if one.use not in ("class", "except") and not (one.use == "raise" and in_next):
                self.add(one.line, "%s %s" % ("raises" if one.use == "raise" else "uses", name))
        elif name in EXCEPTIONS:
            if one.use == "store":
                self.add(one.line, "sets .%s on %s" % (one.chain[-1], name))
        elif name not in BUILTINS:
            self.add(one.line, "uses %s" % name)
        elif name in ATTRIBUTE_BUILTINS:
            if one.use != "by name":
                self.add(one.line, "passes %s on" % name)
        elif name == "type":
            self._type(one)
        elif one.use == "store" or (one.chain and one.chain[0] in WALKS):
            self.add(one.line, "uses %s.%s" % (name, one.chain[-1]))
        elif one.use == "raise":
            self.add(one.line, "raises %s" % name)
        elif one.use == "base" and name not in BASES:
            self.add(one.line, "derives a class from %s" % name)

    def _type(self, one: Mention) -> None:
        call = one.node
        if one.use == "class" and not one.chain:
            return
        if one.use != "call" or one.chain or not isinstance(call, ast.Call):
            self.add(one.line, "passes type on")
        elif len(call.args) != 1 or call.keywords or isinstance(call.args[0], ast.Starred):
            self.add(one.line, "makes a class by type")
        elif one.within is None or (one.within not in ("names", "self") and self.counts.get(one.within)):
            self.add(one.line, "passes the class of a value on")

    # -- modules

    def _import(self, one: Mention, value: Import) -> None:
        """A module, or a member of one, as far as the chain goes on."""
        path, chain = value.module, one.chain
        if value.member is not None:
            chain = (value.member, *chain)
        while chain and "%s.%s" % (path, chain[0]) in COMPUTING:
            path, chain = "%s.%s" % (path, chain[0]), chain[1:]
        if not chain:
            if one.use not in ("imported", "truth", "asked"):
                self.add(one.line, "passes module %s on" % path)
            return
        member = "%s%s%s" % (path, "" if path.endswith(".") else ".", chain[0])
        private = chain[0].startswith("_") and value.member != chain[0]
        if private and ".".join((one.name, *one.chain)) not in self.surroundings.chains:
            self.add(one.line, "uses %s" % member)
        elif path in COMPUTING and ((COMPUTING[path] is EVERY and chain[0] not in GUARDED) or chain[0] in (COMPUTING[path] or ())):
            self._member(one, member, chain)
        elif modules.is_closed(path) or any(name in modules.NEVER for name in chain) or not self._used_by_file(one, value, chain):
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
            # A class of a module that the file imports: no module, and no function that opens what it is told.
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
        """A listed member, and what is done with it."""
        if one.use == "imported":
            return
        if one.use == "store":
            self.add(one.line, "sets .%s of a module" % chain[-1])
        elif one.use == "raise" and chain[-1] in CONTROL:
            self.add(one.line, "raises %s" % chain[-1])
        elif one.use == "base" and member not in LIBRARY_BASES and not member.startswith("collections.abc."):
            if not (member.startswith("typing.") and member.endswith(("Error", "Iterable", "Iterator", "Mapping", "Sequence"))):
                if not chain[-1].endswith(("Error", "Exception")):
                    self.add(one.line, "derives a class from %s" % member)
        elif member in modules.BASES_ONLY and one.use not in CLASS_USES:
            self.add(one.line, "passes %s on" % member)
        elif member in modules.WATCHED and one.use not in CLASS_USES:
            call = one.node if one.use in ("call", "decorator") and len(chain) == 1 and isinstance(one.node, ast.Call) else None
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
        """A deputy, called at once: only with what can be seen to be harmless."""
        args = call.args
        told = [arg.value if isinstance(arg, ast.Constant) else None for arg in args]
        starred = member != "asyncio.gather" and any(isinstance(arg, ast.Starred) for arg in args)
        if starred or any(word.arg is None for word in call.keywords):
            harmless = False
        elif member == "operator.attrgetter":
            harmless = all(isinstance(name, str) and self._may_be_read(name) for name in told) and not call.keywords
        elif member == "operator.methodcaller":
            harmless = bool(told) and isinstance(told[0], str) and self._may_be_read(told[0])
        elif member == "functools.wraps":
            harmless = len(args) == 1 and not call.keywords
        elif member == "functools.update_wrapper":
            harmless = len(args) == 2 and not call.keywords
        elif member in ("collections.namedtuple", "typing.NamedTuple"):
            harmless = len(args) == 2 and self._are_fields(args[1], one.line)
        elif member == "inspect.signature":
            harmless = len(args) == 1 and not call.keywords
        elif member == "contextlib.suppress":
            harmless = all(self.is_narrow(arg) for arg in args)
        else:
            harmless = not any(word.arg == "return_exceptions" for word in call.keywords)
        if not harmless:
            self.add(one.line, "uses %s with what can't be seen to be harmless" % member)

    def _may_be_read(self, name: str) -> bool:
        parts = name.split(".")
        return not any(part.startswith("_") or part == "replace" or part in WALKS or part in GUARDED or part.startswith("assert") for part in parts)

    def _are_fields(self, node: Any, line: int) -> bool:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for name in node.value.replace(",", " ").split():
                self.asked(name, line)
            return True
        if isinstance(node, (ast.List, ast.Tuple)):
            fields = [one.elts[0] if isinstance(one, ast.Tuple) and one.elts else one for one in node.elts]
            return all(self._are_fields(one, line) for one in fields)
        return False

    # -- when all is read

    def _finish(self) -> None:
        ours = self.surroundings
        own = self.own_methods()
        plain = {name for name in own if name[:2] != "__"}
        for one, node in self.of_classes:
            if (one.chain and one.chain[0] in plain) or (not one.chain and one.use == "value" and self._has_methods(node, plain)):
                self.add(one.line, "uses %s without an instance" % ".".join((one.name, *one.chain)))
        for one in self.later:
            if one.chain and one.chain[0] in own and one.chain[0] not in OF_BASES:
                self.add(one.line, "uses %s.%s without an instance" % (one.name, one.chain[0]))
            elif not one.chain and one.use == "value":
                if self._has_methods(self.classes.get(one.name), plain):
                    self.add(one.line, "passes class %s on" % one.name)
        for name, _, line in self.written:
            if name in self.module.bindings:
                continue
            if name not in ours.globals or name in ours.theirs or isinstance(ours.names.get(name), (Import, ast.ClassDef, *FUNCTIONS)):
                self.add(line, "writes %s of the module" % name)
        for name, values in self.module.bindings.items():
            self._own_name(name, values)
        for node, scope in self.bodies.items():
            self._own_class(node, scope)
        if self.class_of_self and self.elsewhere:
            self.add(self.elsewhere[0], "calls %s of another object, and makes one of its class" % self.name)
        if self.owner_passed and self.elsewhere:
            self.add(self.owner_passed[0], "passes class %s on" % ours.owner)
        if self.three_arguments is not None and self.elsewhere:
            self.add(self.three_arguments, "calls the class of self")
        self._holding(self._handing(), own)

    def _has_methods(self, node: Optional[ast.ClassDef], plain: Set[str]) -> bool:
        """Whether a class of the candidate's own, or one that it derives from, has methods."""
        if node is None:
            return False
        if any(isinstance(part, FUNCTIONS) and part.name in plain for part in node.body):
            return True
        bases = [self.classes.get(dotted(base)) for base in node.bases]
        return any(base is not node and self._has_methods(base, plain) for base in bases)

    def _handing(self) -> Set[str]:
        """The candidate's own functions that call what they were handed, or call one that does."""
        found = set(self.hands)
        while True:
            more = {name for name, called in self.calls.items() if called & found} - found
            if not more:
                return found
            found |= more

    def _own_name(self, name: str, values: List[Any]) -> None:
        """A name that the candidate gives the module: free there, no builtin's, none that a framework looks for."""
        ours = self.surroundings
        first = values[0]
        if not ours.is_method and name == self.name:
            return
        if isinstance(first, FUNCTIONS) and first.name == self.name and ours.is_method:
            return
        what = ""
        if name in ALL_BUILTINS:
            what = "rebinds %s" % name
        elif name in ours.theirs:
            what = "rebinds %s of the examples" % name
        elif name in COLLECTED or name.startswith(("test", "Test", "pytest_")):
            what = "defines %s, which tests look for" % name
        elif name in ours.names and not all(isinstance(value, Import) and ours.names[name] == value for value in values):
            what = "rebinds %s of the file" % name
        if what:
            self.add(getattr(first, "lineno", 1), what)

    def _own_class(self, node: ast.ClassDef, scope: Scope) -> None:
        """A class of the candidate's own: not one that an enumeration's call would fill, nor one that changes the file's comparisons."""
        ours = self.surroundings
        if self.counts.get(node.name) != 1:
            self.add(node, "defines %s more than once" % node.name)
        if _is_open_enumeration(node):
            self.add(node, "defines an enumeration without members")
        if any(dotted(one).split(".")[-1] in DATA_BASES for one in node.bases):
            for name in scope.bindings:
                if name in DATA_METHODS:
                    self.add(node, "overrides %s of plain data" % name)
        if self._of_file(node):
            for name in scope.bindings:
                if name in ours.hooked or (name in ours.methods and name in ours.asked):
                    self.add(node, "overrides %s, which comparisons read" % name)


def _function_of(scope: Scope) -> str:
    """The name of the function that a scope belongs to."""
    inside: Optional[Scope] = scope
    while inside is not None:
        if inside.kind == "function" and isinstance(inside.node, FUNCTIONS):
            return str(inside.node.name)
        inside = inside.parent
    return ""


def _with_self(one: Mention) -> bool:
    """Whether a method of a class is called with `self`, as one calls a base's."""
    first = one.node.args[0] if isinstance(one.node, ast.Call) and one.node.args else None
    return isinstance(first, ast.Name) and bool(one.scope.is_self(first.id))


def _is_control_flow(judge: Judge, value: Any) -> bool:
    return isinstance(value, ast.ClassDef) and judge._is_control(value)


def _is_open_enumeration(node: ast.ClassDef) -> bool:
    """An `Enum` that has no member yet makes new classes, out of strings, when it is called."""
    if not any(dotted(one).split(".")[-1] in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag") for one in node.bases):
        return False
    if any(isinstance(one, ast.Delete) for one in node.body):
        return True
    names = [one.targets[0].id for one in node.body if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)]
    if any(name.startswith("_ignore") for name in names):
        return True
    return not any(
        isinstance(one, ast.Assign)
        and isinstance(one.targets[0], ast.Name)
        and not one.targets[0].id.startswith("_")
        and (_is_constant(one.value) or (isinstance(one.value, ast.Call) and dotted(one.value.func).split(".")[-1] == "auto"))
        for one in node.body
    )


def _is_constant(node: Any) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Tuple) and all(_is_constant(one) for one in node.elts))


def _line_of(node: Any) -> int:
    return min((one.lineno for one in ast.walk(node) if hasattr(one, "lineno")), default=1)
