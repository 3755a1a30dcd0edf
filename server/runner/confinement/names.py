"""Names that the candidate binds, resolved at the end of their scopes."""

import ast
from typing import Any, List

from .name_rules import DATA_METHODS, EXCEPTIONS
from .outside import Outside
from .reasons import MADE
from .scopes import CAUGHT, FUNCTIONS, OWN_SELF, PARAMETER, SELF, Mention, Scope, function_of
from .units import Import


class Names(Outside):
    """Follows each mention of a name to its binding."""

    def close(self, scope: Scope) -> None:
        """Resolves the mentions of a scope. Unbound ones move on to the outer scope."""
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
                if scope.kind == "class":  # Before its binding there, and after `del`, the name belongs to an outer scope.
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
        self.finish()

    def _local(self, one: Mention, values: List[Any], scope: Scope) -> None:
        """Judges a name that the candidate binds itself."""
        found = [value for value in values if isinstance(value, Import)]
        for value in found:
            self._import(one, value)
        if found:
            return
        if one.use == "asked":
            if values != [PARAMETER] and not all(isinstance(value, ast.Constant) for value in values):
                self.asked(one.within or "", one.line)
            return
        if one.use in ("by name", "method decorator", "class decorator", "metaclass", "base maker"):
            if not (one.chain and isinstance(values[0], FUNCTIONS) and one.chain[0] in ("setter", "getter", "deleter")):
                self.add(one.line, "has its own %s" % one.name)
            return
        if one.chain:
            first = one.chain[0]
            if first in ("format", "format_map") and len(one.chain) == 1:
                self.formats_by(one, values)
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
                    self.hands.add(function_of(one.scope))

    def _local_store(self, one: Mention, values: List[Any]) -> None:
        name, ours = one.chain[0], self.surroundings
        if any(isinstance(value, FUNCTIONS) for value in values):
            self.add(one.line, "sets .%s on a function" % name)
        elif all(self._made(value) for value in values) or any(isinstance(value, ast.ClassDef) for value in values):
            return
        elif name not in ours.stored:
            self.add(one.line, "sets .%s on %s" % (name, one.name))

    def _made(self, value: Any) -> bool:
        """Whether it is a new object of a class of the candidate's own, without a base from the file."""
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

    def finish(self) -> None:
        """Makes the judgements that need the whole candidate."""
        raise NotImplementedError
