"""Judgements that need the whole candidate: its classes, its module-level names, the failures that it holds."""

import ast
from typing import Any, List, Optional, Set

from .name_rules import ALL_BUILTINS, COLLECTED, COMPARED_BY_ITEMS, DATA_BASES, DATA_METHODS, ITEMS, OF_BASES
from .names import Names
from .outside import ENUMERATIONS, has_members
from .reasons import MADE
from .scopes import FUNCTIONS, OWN_SELF, PARAMETER, SELF, Scope
from .units import Import, dotted


class Judge(Names):
    def finish(self) -> None:
        ours = self.surroundings
        own = self.own_methods()
        for name, node in self.trusted:
            if self.counts.get(name) or name in ours.names:
                self.add(node, "has its own %s" % name)
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
                self.add(line, "writes %s of the module" % name, secret=name in ours.belongings.secrets)
        for name, values in self.module.bindings.items():
            self._own_name(name, values)
        for node, scope in self.bodies.items():
            self._own_class(node, scope)
        self._views_of_own()
        for name, node in self.raised_attributes:
            if name in self.stored_attributes:
                self.add(node, "raises .%s, which may be anything" % name)
        if self.class_of_self and self.elsewhere:
            self.add(self.elsewhere[0], "calls %s of another object, and makes one of its class" % self.name)
        if self.owner_passed and self.elsewhere:
            self.add(self.owner_passed[0], "passes class %s on" % ours.owner)
        if self.three_arguments is not None and self.elsewhere:
            self.add(self.three_arguments, "calls the class of self")
        self._holding(self._handing(), own)

    def _views_of_own(self) -> None:
        """Judges views that compare by methods of the candidate's class, and patterns that read its fields by position."""
        if self.views and any(not ITEMS.isdisjoint(scope.bindings) for scope in self.bodies.values()):
            self.add(self.views[0], "makes a view of a class of its own")
        if not self.positional:
            return
        for node, scope in self.bodies.items():
            for name in scope.bindings:
                self.public(name, node, "")
            if any(isinstance(base, ast.Call) for base in node.bases):
                self.add(node, "matches a class that is made by a call")

    def _holding(self, handing: Set[str], own: Set[str]) -> None:
        """Judges calls under an `except` that would hold a check's failure: they may not call a handed object, directly or indirectly."""
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
                hands = method is None or not all(isinstance(value, MADE) and not self._is_own_call(value) for value in values)
            if hands:
                self.add(one.line, "holds a check's failure around a call of %s" % one.name)

    def _is_own_call(self, value: Any) -> bool:
        """Whether a call creates an object of the candidate's own: its attributes may be handed objects."""
        return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in self.counts

    def _has_methods(self, node: Optional[ast.ClassDef], plain: Set[str]) -> bool:
        """Whether a class of the candidate, or one of its bases, has methods."""
        if node is None:
            return False
        if any(isinstance(part, FUNCTIONS) and part.name in plain for part in node.body):
            return True
        bases = [self.classes.get(dotted(base)) for base in node.bases]
        return any(base is not node and self._has_methods(base, plain) for base in bases)

    def _handing(self) -> Set[str]:
        """The candidate's own functions that call a handed object, or call such a function."""
        found = set(self.hands)
        while True:
            more = {name for name, called in self.calls.items() if called & found} - found
            if not more:
                return found
            found |= more

    def _own_name(self, name: str, values: List[Any]) -> None:
        """Judges a module-level name of the candidate: it must be free, no builtin, and no name that a framework collects."""
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
        """Judges a class of the candidate: no empty enumeration, and no change to the file's comparisons."""
        ours = self.surroundings
        if self.counts.get(node.name) != 1:
            self.add(node, "defines %s more than once" % node.name)
        bases = self.bases_of(node)
        if not bases.isdisjoint(ENUMERATIONS) and not has_members(node):
            self.add(node, "defines an enumeration without members")
        if not bases.isdisjoint(DATA_BASES):
            for name in scope.bindings:
                if name in DATA_METHODS or name == "__iter__":
                    self.add(node, "overrides %s of plain data" % name)
        if not bases.isdisjoint(COMPARED_BY_ITEMS):
            for name in ITEMS.intersection(scope.bindings):
                self.add(node, "overrides %s, which comparisons read" % name)
        if self._of_file(node):
            for name in scope.bindings:
                if name in ours.hooked or (name in ours.methods and name in ours.asked):
                    self.add(node, "overrides %s, which comparisons read" % name)
