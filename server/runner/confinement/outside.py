"""Names that the candidate does not bind: the file's, Python's, or unknown ones."""

import ast
from typing import Any, Set

from . import module_rules
from .members import CLASS_USES, Members
from .module_rules import COMPUTING, EVERY
from .name_rules import ALL_BUILTINS, ATTRIBUTE_BUILTINS, BASES, BUILTINS, CONTROL, EXCEPTIONS, SETTINGS, TYPES, WALKS
from .scopes import FUNCTIONS, Mention, function_of
from .units import Import, dotted

ENUMERATIONS = frozenset("Enum IntEnum StrEnum Flag IntFlag ReprEnum".split())


class Outside(Members):
    """Judges a name from outside."""

    def _outside(self, one: Mention, depth: int) -> None:
        ours, name = self.surroundings, one.name
        if one.use == "asked":
            if name in ALL_BUILTINS and name not in TYPES:
                self.asked(one.within or "", one.line)
        elif name in ours.theirs:
            self.add(one.line, "names %s, which only the examples use" % name, secret=name in ours.belongings.secrets)
        elif name in ours.names:
            self._of_file_name(one, ours.names[name], depth)
        elif name[:2] == "__" and name[-2:] == "__" and name not in BUILTINS:
            self.add(one.line, "uses %s" % name)
        elif name in ALL_BUILTINS:
            self._builtin(one)
        elif name in ours.bound_somewhere:
            self.add(one.line, "uses %s, which the file binds elsewhere" % name)
        elif ours.their_stars or any(star not in COMPUTING for star in ours.stars):
            if one.use not in ("call", "held") or one.chain or name in module_rules.NEVER:
                self.add(one.line, "uses %s, which comes by a star import" % name)
        elif ours.stars:
            listed = [COMPUTING[star] for star in ours.stars]
            if any(names is not EVERY and name not in names for names in listed) and name in module_rules.NEVER:
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
                self.formats_by(one, [value])
            else:
                self.public(one.chain[0], one.line, "class" if isinstance(value, ast.ClassDef) else "")
        if one.use == "store" and len(one.chain) == 1:
            known = "%s.%s" % (one.name, one.chain[0]) in ours.chains
            if one.chain[0] in SETTINGS or one.chain[0] not in ours.stored or (isinstance(value, (ast.ClassDef, *FUNCTIONS)) and not known):
                self.add(one.line, "sets .%s on %s" % (one.chain[0], one.name))
        elif one.use == "raise":
            self._raises_of_file(one, value)
        elif one.use == "base" and (not isinstance(value, (ast.ClassDef, ast.Call)) or self._derives_control(value)):
            self.add(one.line, "derives a class from %s" % one.name)
        if isinstance(value, ast.ClassDef) and one.use not in CLASS_USES:
            if ours.is_method and one.chain[:1] == (self.name,) and not ours.of_class and not _with_self(one):
                self.add(one.line, "calls %s of another object" % self.name)
            if one.name == ours.owner and one.use == "value" and not one.chain:
                self.owner_passed.append(one.line)
            if not self.bases_of(value).isdisjoint(ENUMERATIONS) and not has_members(value):
                self.add(one.line, "uses %s, an enumeration without members" % one.name)
        if one.use not in CLASS_USES and one.name in ours.loose and one.name not in ours.named and one.name not in (self.name, ours.owner):
            how = "makes an instance of %s" if isinstance(value, ast.ClassDef) else "uses %s"
            self.add(one.line, (how + ", whose comparison ignores the other side") % one.name)
        if one.name in ours.deputies and one.use in ("call", "value", "decorator") and one.name not in (self.name, ours.owner):
            self.add(one.line, "uses %s, which opens or looks up its arguments" % one.name)

    def _raises_of_file(self, one: Mention, value: Any) -> None:
        if one.chain:
            self.raises_attribute(one.chain[-1], one.line, one.node)
        elif isinstance(value, ast.ClassDef):
            if self._is_control(value):
                self.add(one.line, "raises %s, which is control flow" % one.name)
        elif not isinstance(value, FUNCTIONS) or one.node is None:
            self.add(one.line, "raises %s, which may be anything" % one.name)

    def _is_control(self, node: ast.ClassDef, depth: int = 0) -> bool:
        """Whether a class of the file is not an `Exception`, or belongs to a framework's control flow."""
        for base in node.bases:
            name = dotted(base).split(".")[-1]
            known = self.surroundings.names.get(name)
            if name in CONTROL or (isinstance(known, Import) and known.member in CONTROL):
                return True
            if isinstance(known, ast.ClassDef) and known is not node and depth < 20 and self._is_control(known, depth + 1):
                return True
        return False

    def _derives_control(self, value: Any) -> bool:
        return isinstance(value, ast.ClassDef) and self._is_control(value)

    def bases_of(self, node: ast.ClassDef, depth: int = 0) -> Set[str]:
        """The names of all direct and indirect bases, as their modules call them."""
        found: Set[str] = set()
        for base in node.bases:
            plain = base.value if isinstance(base, ast.Subscript) else base
            root, _, rest = dotted(plain).partition(".")
            own = self.classes.get(root)
            known = own if own is not None else self.imported.get(root) or self.surroundings.names.get(root)
            if isinstance(known, ast.ClassDef) and known is not node and depth < 20:
                found |= self.bases_of(known, depth + 1)
            elif isinstance(known, Import) and not rest:
                found.add(known.member or known.module)
            found.add((rest or root).split(".")[-1])
        return found

    def _builtin(self, one: Mention) -> None:
        name = one.name
        if name in CONTROL:
            in_next = name in ("StopIteration", "StopAsyncIteration") and function_of(one.scope) in ("__next__", "__anext__")
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
        elif name in ("next", "anext") and one.use == "value" and not one.chain:
            self.add(one.line, "passes %s on" % name)
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


def _with_self(one: Mention) -> bool:
    """Whether a method of a class is called with `self`, like a base's method."""
    first = one.node.args[0] if isinstance(one.node, ast.Call) and one.node.args else None
    return isinstance(first, ast.Name) and bool(one.scope.is_self(first.id))


def has_members(node: ast.ClassDef) -> bool:
    """Whether an `Enum` surely has a member: a call of an empty one creates new classes from strings."""
    named = [one for one in node.body if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)]
    if any(isinstance(one, ast.Delete) for one in node.body) or any(one.targets[0].id == "_ignore_" for one in named):  # type: ignore[attr-defined]
        return False
    return any(
        not one.targets[0].id.startswith("_")  # type: ignore[attr-defined]
        and (_is_constant(one.value) or (isinstance(one.value, ast.Call) and dotted(one.value.func).split(".")[-1] == "auto"))
        for one in named
    )


def _is_constant(node: Any) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Tuple) and all(_is_constant(one) for one in node.elts))
