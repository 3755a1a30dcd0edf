/** The names that code may use while a file is imported: they compute, and have no effect beyond the code's own names. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Builtins that only compute; exceptions named as errors or warnings do so too. `SystemExit` and `KeyboardInterrupt` end a program. */
export const computingBuiltins = words(`
  abs aiter all anext any ascii bin bool bytearray bytes callable chr classmethod complex dict divmod enumerate filter float
  format frozenset hash hasattr hex id int isinstance issubclass iter len list map max memoryview min next object oct ord pow
  property range repr reversed round set slice sorted staticmethod str sum super tuple type zip NotImplemented Ellipsis True
  False None __name__ __file__ __doc__ __debug__ ExceptionGroup BaseExceptionGroup GeneratorExit StopIteration StopAsyncIteration
`);

/** Modules that only compute, except for the names below. */
const modules = words(`
  __future__ abc array base64 binascii bisect calendar cmath collections collections.abc colorsys contextlib copy csv dataclasses
  datetime decimal difflib enum errno fractions functools graphlib hashlib heapq hmac html ipaddress itertools json keyword math
  numbers operator pprint queue random re reprlib secrets shlex stat statistics string struct textwrap time typing unicodedata
  urllib.parse uuid zlib zoneinfo
  attr attrs dateutil gmpy2 more_itertools mpmath networkx numba numpy pandas pytz regex scipy sortedcontainers sympy torch
  typing_extensions
`);

/** Members of other modules that only compute. */
const members = words(`
  asyncio.Event asyncio.Lock asyncio.Queue asyncio.Semaphore contextvars.ContextVar io.StringIO io.BytesIO logging.getLogger
  logging.NullHandler os.path os.sep os.linesep os.curdir os.pardir os.name os.cpu_count os.fspath pathlib.Path pathlib.PurePath
  pathlib.PurePosixPath sys.maxsize sys.version_info sys.float_info sys.byteorder sys.platform sys.intern sys.getsizeof
  threading.Condition threading.Event threading.Lock threading.RLock threading.Semaphore threading.local types.MappingProxyType
  types.SimpleNamespace weakref.WeakKeyDictionary weakref.WeakValueDictionary weakref.WeakSet
`);

/** Names that read, write or show something, on any object. */
const acting =
  /^(?:read_\w+|write\w*|to_(?:csv|json|pickle|excel|sql|hdf|parquet)|tofile|dump|open|touch|unlink|mkdir|rmdir|rename|chmod|\w+link_to|iterdir|r?glob|exists|is_(?:file|dir))$/;

/** Names of modules that wait, look something up by a string, or change the state of the process. */
const outside =
  /^(?:read|load|load_\w+|loadtxt|genfromtxt|fromfile|memmap|save\w*|show|print|pprint|input|exec|eval|system|sleep|seed|\w+_seed|set_\w+|\w*setstate|[gs]etcontext|setlocale|setrecursionlimit|url(?:open|retrieve)|attrgetter|methodcaller|Formatter|get_type_hints|make_dataclass|singledispatch|isfile|isdir|islink|ismount|get\wtime|getsize|l?stat|register|redirect_\w+|chdir|\w*ExitStack)$/;

/** Special attributes that give no access to other objects. */
const special = words(`
  __name__ __doc__ __class__ __init__ __new__ __init_subclass__ __set_name__ __post_init__ __call__ __len__ __iter__ __next__
  __contains__ __getitem__ __setitem__ __delitem__ __missing__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __repr__ __str__
  __members__ __qualname__ __version__ __slots__ __wrapped__ __annotations__
`);

/** Whether a dotted name of a module (`numpy.random.default_rng`) only computes. */
export function computes(path: string): boolean {
  const parts = path.split('.');
  if (parts.slice(1).some((part) => outside.test(part) || !computingAttribute(part))) return false;
  return parts.some((_, index) => {
    const own = parts.slice(0, index + 1).join('.');
    return modules.has(own) || members.has(own);
  });
}

export function computingAttribute(name: string): boolean {
  return name.startsWith('__') && name.endsWith('__') ? special.has(name) : !acting.test(name);
}
