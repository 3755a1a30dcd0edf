"""Creates random variants of hostile programs: reads JSON {source, other, name, seed} by line, writes {source} or {} for each.

A variant keeps the program's aim and changes its way to it, so that no defence works for one form only.
"""

import ast
import copy
import json
import random
import sys


def mutated(source, other, name, seed):
    chance = random.Random(seed)
    tree = ast.parse(source)
    function = found(tree, name)
    if function is None:
        return None
    ways = [inside, helper, static, loop, guarded, branch, doubled, comprehension, across, late]
    done = []
    for way in chance.sample(ways, chance.choice([1, 2, 3])):
        if way(tree, function, chance):
            done.append(way.__name__)
    if other and chance.random() < 0.3 and either(tree, function, ast.parse(other), name):
        done.append("either")
    if not done:
        return None
    text = ast.unparse(ast.fix_missing_locations(tree))
    compile(text, "mutated", "exec")
    return text


def found(tree, name):
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name]
    return functions[-1] if functions else None


def yields(function):
    pending = list(function.body)
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            pending.extend(ast.iter_child_nodes(node))
    return False


def is_plain(function):
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return not yields(function) and not names & {"super", "__class__", "locals"}


def call(function, callee):
    arguments = function.args
    positional = [ast.Name(one.arg, ast.Load()) for one in [*arguments.posonlyargs, *arguments.args]]
    if arguments.vararg:
        positional.append(ast.Starred(ast.Name(arguments.vararg.arg, ast.Load()), ast.Load()))
    keywords = [ast.keyword(one.arg, ast.Name(one.arg, ast.Load())) for one in arguments.kwonlyargs]
    if arguments.kwarg:
        keywords.append(ast.keyword(None, ast.Name(arguments.kwarg.arg, ast.Load())))
    made = ast.Call(callee, positional, keywords)
    return ast.Await(made) if isinstance(function, ast.AsyncFunctionDef) else made


def copied(function, name):
    made = copy.deepcopy(function)
    made.name, made.decorator_list = name, []
    return made


def inside(tree, function, chance):
    if not is_plain(function):
        return False
    function.body = [copied(function, "_within"), ast.Return(call(function, ast.Name("_within", ast.Load())))]
    return True


def helper(tree, function, chance):
    if not is_plain(function) or function not in tree.body:
        return False
    tree.body.insert(tree.body.index(function), copied(function, "_helping"))
    function.body = [ast.Return(call(function, ast.Name("_helping", ast.Load())))]
    return True


def static(tree, function, chance):
    if not is_plain(function) or function not in tree.body:
        return False
    method = copied(function, "go")
    method.decorator_list = [ast.Name("staticmethod", ast.Load())]
    kind = ast.ClassDef("_Helping", [], [], [method], [])
    kind.type_params = []
    tree.body.insert(tree.body.index(function), kind)
    function.body = [ast.Return(call(function, ast.Attribute(ast.Name("_Helping", ast.Load()), "go", ast.Load())))]
    return True


def loop(tree, function, chance):
    once = ast.Tuple([ast.Constant(1)], ast.Load())
    function.body = [ast.For(ast.Name("_once", ast.Store()), once, function.body, [], None)]
    return True


def guarded(tree, function, chance):
    function.body = [ast.Try(function.body, [], [], [ast.Pass()])]
    return True


def branch(tree, function, chance):
    function.body = [ast.If(ast.Constant(True), function.body, [ast.Pass()])]
    return True


def doubled(tree, function, chance):
    """Its statements after some without effect."""
    function.body = [ast.Assign([ast.Name("_kept", ast.Store())], ast.List([], ast.Load()), None, lineno=1), *function.body]
    return True


def comprehension(tree, function, chance):
    if not is_plain(function) or isinstance(function, ast.AsyncFunctionDef):
        return False
    inner = copied(function, "_within")
    generator = ast.comprehension(ast.Name("_", ast.Store()), ast.Tuple([ast.Constant(0)], ast.Load()), [], 0)
    listed = ast.ListComp(call(function, ast.Name("_within", ast.Load())), [generator])
    function.body = [inner, ast.Return(ast.Subscript(listed, ast.Constant(0), ast.Load()))]
    return True


def across(tree, function, chance):
    """With an import that is not confined, so that the boundary judges it."""
    tree.body.insert(0, ast.Import([ast.alias(chance.choice(["argparse", "os", "socket", "ctypes"]), "_reaching")]))
    return True


def late(tree, function, chance):
    if not is_plain(function) or isinstance(function, ast.AsyncFunctionDef):
        return False
    inner = copied(function, "_within")
    shown = ast.Lambda(ast.arguments([], [], None, [], [], None, []), call(function, ast.Name("_within", ast.Load())))
    function.body = [inner, ast.Return(ast.Call(shown, [], []))]
    return True


def either(tree, function, other, name):
    """If it fails, it does the same as another program."""
    second = found(other, name)
    if second is None or yields(function) or yields(second) or type(second) is not type(function):
        return False
    if ast.dump(second.args) != ast.dump(function.args) or len(other.body) > 1:
        return False
    handler = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, second.body)
    function.body = [ast.Try(function.body, [handler], [], [])]
    return True


for line in sys.stdin:
    asked = json.loads(line)
    try:
        text = mutated(asked["source"], asked.get("other"), asked["name"], asked["seed"])
    except (SyntaxError, ValueError):
        text = None
    print(json.dumps({} if text is None else {"source": text}), flush=True)
