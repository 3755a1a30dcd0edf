"""The builtins, attributes, special methods and exceptions that a confined program may use, and those that it may not."""

import builtins

# Builtins that compute. The list omits those that evaluate, reflect, read or end the process (`eval`, `vars`, `open`, `exit`, …).
BUILTINS = frozenset(
    "abs all any ascii bin bool bytearray bytes callable chr complex dict divmod enumerate filter float format frozenset hash hex id int"
    " isinstance issubclass iter len list map max memoryview min next object oct ord pow print range repr reversed round set slice sorted"
    " str sum super tuple zip aiter anext classmethod staticmethod property NotImplemented Ellipsis True False None __name__ __debug__"
    " type getattr hasattr setattr delattr".split()
)
ATTRIBUTE_BUILTINS = frozenset("getattr hasattr setattr delattr".split())
ALL_BUILTINS = frozenset(dir(builtins)) | frozenset("exit quit help copyright credits license anext aiter ExceptionGroup".split())
TYPES = frozenset("bool bytearray bytes complex dict float frozenset int list object set slice str tuple range".split())

# Endings and control flow: an `except` may name them, nothing else may.
CONTROL = frozenset(
    "BaseException BaseExceptionGroup SystemExit KeyboardInterrupt GeneratorExit StopIteration StopAsyncIteration CancelledError"
    " SkipTest Skipped Exit Failed OutcomeException UnsatisfiedAssumption StopTest GreenletExit".split()
)
EXCEPTIONS = frozenset(
    name for name in dir(builtins) if isinstance(getattr(builtins, name), type) and issubclass(getattr(builtins, name), Exception)
) - CONTROL | {"ExceptionGroup", "EncodingWarning", "PythonFinalizationError"}
# A check's failure is one of these.
HOLDING = frozenset("Exception BaseException AssertionError ExceptionGroup BaseExceptionGroup object".split())

# From a value to frames, code, tasks, files or memory. The file's own use does not allow them.
WALKS = frozenset(
    "gi_frame gi_code gi_yieldfrom cr_frame cr_code cr_await cr_origin ag_frame ag_code ag_await f_back f_builtins f_code f_globals"
    " f_locals f_trace f_generator tb_frame tb_next func_globals func_code func_closure func_defaults im_func im_self co_code co_consts"
    " co_names co_varnames co_filename mro get_stack print_stack get_coro get_loop fget fset fdel ctypes findCaller format format_map eval"
    " read_text read_bytes iterdir glob rglob walk open from_callable from_function from_builtin stack_info exc_text".split()
)
# Attributes of mocks, listeners and fixtures, and modules under their own names. Allowed only if the file uses that attribute.
GUARDED = frozenset(
    "called call_args call_args_list call_count mock_calls method_calls return_value side_effect reset_mock configure_mock attach_mock"
    " mock_add_spec await_count await_args await_args_list mock_open handlers addHandler removeHandler setLevel manager loggerDict"
    " addFilter register cancel obj base mapping func keywords operands query getfixturevalue setattr delattr setitem setenv syspath_prepend rename chmod pluginmanager"
    " pytestmark skipTest subTest addTypeEqualityFunc failureException addCleanup doCleanups set_exception_handler set_task_factory"
    " set_debug os sys builtins inspect importlib subprocess io gc ctypes shutil pathlib socket pickle types traceback linecache unittest"
    " pytest mock posix nt codecs runpy pkgutil marshal agg aggregate transform pipe as_strided setflags seed setstate getstate"
    " write_text write_bytes touch unlink symlink_to hardlink_to link_to mkdir rmdir lchmod copy_into move_into tofile clear_traps"
    " clear_flags".split()
)
# Settings of a decimal context, which affects every check.
SETTINGS = frozenset("prec rounding Emin Emax capitals clamp traps flags".split())
# Private names of test objects: the candidate may never use them, even on `self`.
TESTS_PRIVATE = ("_mock", "_spec", "_pytest", "_pyfuncitem", "_outcome", "_request", "_fixture", "_testMethod", "_cleanups", "_feed")

# Keywords that make a library function evaluate, read a file, or reveal the stack.
TELLING = frozenset("eval_str fromfile_prefix_chars stack_info".split())
LOGGING = frozenset("debug info warning warn error exception critical log".split())

# Special methods that equal an operator or a builtin.
OPERATORS = frozenset(
    "__len__ __iter__ __next__ __aiter__ __anext__ __contains__ __getitem__ __setitem__ __delitem__ __call__ __str__ __repr__ __format__"
    " __bytes__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __bool__ __int__ __float__ __complex__ __index__ __abs__ __neg__"
    " __pos__ __invert__ __round__ __trunc__ __floor__ __ceil__ __add__ __radd__ __iadd__ __sub__ __rsub__ __isub__ __mul__ __rmul__"
    " __imul__ __truediv__ __rtruediv__ __floordiv__ __rfloordiv__ __mod__ __rmod__ __divmod__ __pow__ __rpow__ __and__ __rand__ __or__"
    " __ror__ __xor__ __rxor__ __lshift__ __rshift__ __matmul__ __rmatmul__ __iand__ __ior__ __ixor__ __reversed__ __missing__".split()
)
READABLE = OPERATORS | frozenset("__name__ __qualname__ __module__".split())
# Methods that a class calls on its bases, with itself.
OF_BASES = OPERATORS | frozenset(
    "__init__ __new__ __enter__ __exit__ __aenter__ __aexit__ __post_init__ __init_subclass__ __set_name__ __del__ __copy__ __deepcopy__"
    " __getstate__ __class_getitem__ __await__ __sizeof__".split()
)
BY_NAME = frozenset("__getattr__ __getattribute__ __setattr__ __delattr__".split())

# Methods of iterators that signal the end by StopIteration.
ASKED_FOR_MORE = frozenset("__next__ send throw __anext__ asend athrow".split())

# Special methods that a class of the candidate may define: no check calls them when it compares, tests truth or computes.
OWN_HOOKS = frozenset(
    "__init__ __new__ __post_init__ __repr__ __str__ __iter__ __next__ __aiter__ __anext__ __call__ __getitem__ __setitem__ __delitem__"
    " __missing__ __slots__ __doc__".split()
)
SPELLED = (READABLE | OF_BASES) - frozenset("__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __bool__".split()) | frozenset(
    "__main__ __all__ __version__".split()
)
COMPARISONS = frozenset("__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __bool__ __len__ __contains__".split())
# Methods that checks call on a result, with the expected value.
ASKING = frozenset(
    "equals equal equal_to isequal is_equal eq same same_as matches match fullmatch compare compare_to compareTo contains startswith"
    " endswith isdisjoint issubset issuperset symmetric_difference allclose isclose almost_equal".split()
)
METHOD_DECORATORS = frozenset(
    "property staticmethod classmethod abstractmethod abc.abstractmethod functools.lru_cache lru_cache functools.cache cache overload"
    " typing.overload contextmanager contextlib.contextmanager cached_property functools.cached_property override typing.override".split()
)
CLASS_DECORATORS = frozenset(
    "dataclass dataclasses.dataclass unique enum.unique final typing.final runtime_checkable typing.runtime_checkable".split()
)
BASES = frozenset("object dict list set tuple str int float bytes frozenset Exception".split()) | EXCEPTIONS
# A class of the candidate may not override the methods of these that a check may call on plain data; none iterates over foreign items.
DATA_BASES = frozenset(
    "dict list set tuple str int float bytes frozenset UserDict UserList UserString OrderedDict Counter defaultdict deque".split()
)
# Their comparison is Python code that iterates and reads items: an overriding class may return items that it does not contain.
COMPARED_BY_ITEMS = frozenset("Counter Set MutableSet MappingView KeysView ItemsView ValuesView ChainMap".split())
ITEMS = frozenset("__iter__ __next__ __getitem__ __missing__".split())
LIBRARY_BASES = frozenset(
    "abc.ABC typing.NamedTuple typing.TypedDict typing.Protocol typing.Generic enum.Enum enum.IntEnum enum.StrEnum enum.Flag enum.IntFlag"
    " collections.UserDict collections.UserList collections.UserString collections.OrderedDict collections.Counter collections.defaultdict"
    " collections.deque datetime.tzinfo json.JSONEncoder json.JSONDecoder string.Template random.Random json.JSONDecodeError".split()
)
# Methods of plain data: such a call does not call a handed object.
DATA_METHODS = frozenset(
    name for kind in (str, bytes, bytearray, int, float, list, dict, set, tuple) for name in dir(kind) if not name.startswith("_")
)
# Reads of a dictionary that change nothing.
LOOKS = frozenset("items keys values get copy".split())
# Names that the frameworks collect in a module.
COLLECTED = frozenset(
    "setup_module teardown_module setup_function teardown_function setUpModule tearDownModule setup_class teardown_class setup_method"
    " teardown_method load_tests pytestmark collect_ignore collect_ignore_glob setup teardown".split()
)
