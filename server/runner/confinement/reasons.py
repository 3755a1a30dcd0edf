"""The reasons against a candidate, and judgements of single attributes, stores and format strings."""

import ast
import re
from typing import Any, Dict, List, NamedTuple, Optional, Set, Tuple

from .name_rules import ASKED_FOR_MORE, ASKING, CONTROL, DATA_METHODS, GUARDED, OF_BASES, READABLE, TESTS_PRIVATE, WALKS
from .scopes import FUNCTIONS, OWN_SELF, SELF, Mention, Scope, function_of
from .surroundings import Surroundings
from .units import Import, dotted

FIELD = re.compile(r"\{([^{}!:]*)")
NAMED_TUPLES = frozenset("_fields _replace _asdict _make _field_defaults".split())
# Expressions that are plain data, whatever method a check calls on them.
DATA = (ast.Constant, ast.List, ast.Dict, ast.Set, ast.Tuple, ast.JoinedStr, ast.BinOp, ast.Compare, ast.ListComp, ast.DictComp)
# Bindings that the candidate creates itself.
MADE = (*DATA, ast.Call, ast.SetComp, ast.GeneratorExp)


class Reach(NamedTuple):
    """A reason why a program is not confined."""

    line: int
    what: str
    #: It needs something that the examples keep to themselves.
    secret: bool = False


class Reasons:
    """Gathers the reasons. Knows the user's file and the candidate's definitions."""

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
        self.elsewhere: List[Any] = []  # Mentions of the target as another object's method.
        self.written: List[Tuple[str, Any, int]] = []
        self.surplus: Dict[str, List[Any]] = {}  # The candidate's bindings of names of the file.
        self.held: List[Tuple[Mention, List[Any]]] = []
        self.of_classes: List[Tuple[Mention, Any]] = []
        self.owner_passed: List[int] = []
        self.trusted: List[Tuple[str, Any]] = []
        self.imported: Dict[str, Import] = {}
        #: Lines of views that compare by methods of their object, and of patterns that read fields by position.
        self.views: List[int] = []
        self.positional: List[int] = []
        #: Attributes that are raised without a call, and those that the candidate stores.
        self.raised_attributes: List[Tuple[str, Any]] = []
        self.stored_attributes: Set[str] = set()
        #: Calls that decorate a function of the candidate.
        self.decorations: Set[int] = set()
        self.scope = self.module  # The current scope.

    def add(self, node: Any, what: str, secret: bool = False) -> None:
        """Notes a reason at a node's line, or at a line number."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 0) or _line_of(node)
        text = "".join(one if one.isprintable() else "?" for one in what)
        self.found.add(Reach(line, text if len(text) <= 80 else text[:77] + "...", secret))

    def count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1

    def attribute(self, name: str, node: Any, own: str, root: Any, use: str, call: Optional[ast.Call]) -> None:
        """Judges an attribute. `own` says whether it stands on `self`, `super()` or the class of `self`."""
        ours = self.surroundings
        if name in ours.kept and use != "store":
            self.add(node, "reads .%s, which only the examples use" % name, secret=True)
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
        elif own or not isinstance(root, ast.Name):  # Other roots are resolved at the end of their scope.
            self.public(name, node, own)
        if name in ASKED_FOR_MORE and use == "value":
            self.add(node, "passes .%s on" % name)
        if "." + name in ours.deputies and use != "store" and (own or name not in DATA_METHODS):
            self.add(node, "uses .%s, which opens or looks up its arguments" % name)

    def public(self, name: str, node: Any, own: str) -> None:
        """Judges a public attribute of an object that is not a module."""
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
        """Judges a store to an attribute, or to a nameless expression."""
        name, ours = chain[-1], self.surroundings
        self.stored_attributes.add(name)
        if name.startswith("assert") or name in GUARDED or kind == "class of self" or "__class__" in chain:
            self.add(node, "sets .%s" % name)
        if len(chain) == 1 and kind in (SELF, OWN_SELF):
            fixed = name in ours.methods or ((name in ours.hooked or ours.of_class) and name in ours.class_values)
            if fixed and name not in ours.stored:
                self.add(node, "sets .%s, which the class defines" % name)
        elif (len(chain) > 1 or not named) and name not in ours.stored:
            self.add(node, "sets .%s" % name)

    def class_name(self, name: str, value: Any, node: Any) -> None:
        """Judges a name in the body of a class of the candidate: patterns and decorators read it as a field."""
        if name in WALKS:
            self.add(node, "defines .%s" % name)
        if not isinstance(value, DATA):
            self.asked(name, node)

    def asked(self, name: str, node: Any) -> None:
        """Judges a function or an unknown value under a name that checks call on a result."""
        if name in ASKING or name in self.surroundings.asked:
            # Doctests show a result's own repr.
            if name == "__repr__" or not (name[:2] == "__" and name[-2:] == "__"):
                self.add(node, "defines %s, which checks ask a result" % name)

    def formats(self, text: str, node: Any) -> None:
        """Judges a format string: it may not follow attributes."""
        for field in FIELD.findall(text.replace("{{", "")):
            if "." in field or "__" in field:
                self.add(node, "formats with %s" % field)

    def formats_by(self, one: Mention, values: List[Any]) -> None:
        """Judges a format string in a variable: all its values must be literals."""
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                self.formats(value.value, one.line)
            else:
                self.add(one.line, "formats by %s, which is not literal" % one.name)
                return

    def raises_attribute(self, name: str, node: Any, call: Any) -> None:
        """Judges `raise self.failed(x)`: a method of the file, or an exception class by its name."""
        if name in self.surroundings.methods and call is not None:
            return
        if call is None:
            self.raised_attributes.append((name, node))
        if name not in CONTROL and any(raised.endswith("." + name) for raised in self.surroundings.raised):
            return
        if name in CONTROL or not name.endswith(("Error", "Exception", "Warning", "DoesNotExist", "error")):
            self.add(node, "raises .%s, which may be anything" % name)

    def own_methods(self) -> Set[str]:
        """The plain methods of the candidate's own classes."""
        return {
            one.name
            for node in self.classes.values()
            for one in node.body
            if isinstance(one, FUNCTIONS) and not any(dotted(deco) in ("staticmethod", "classmethod") for deco in one.decorator_list)
        }

    def called(self, name: str, scope: Scope) -> None:
        """Notes that a function of the candidate calls a method of this name."""
        self.calls.setdefault(function_of(scope), set()).add(name)

    def hands_on(self, scope: Scope) -> None:
        """Notes that a function of the candidate calls a nameless expression."""
        self.hands.add(function_of(scope))

    def trust(self, name: str, node: Any) -> None:
        """Notes that a reading relies on a builtin of this name: no binding may replace it."""
        self.trusted.append((name, node))

    def own_class(self, node: ast.ClassDef) -> None:
        """Keeps a class of the candidate for the final judgement."""
        self.classes[node.name] = node

    def global_write(self, name: str, value: Any, node: Any) -> None:
        """Notes a write to a `global` name: it must be the candidate's own, or one that the file writes too."""
        self.written.append((name, value, getattr(node, "lineno", 0)))


def _line_of(node: Any) -> int:
    return min((one.lineno for one in ast.walk(node) if hasattr(one, "lineno")), default=1)
