"""Modules that compute: the members that a candidate may name. Anything else is out of its reach.

The list omits members that evaluate strings (`get_type_hints`, `singledispatch`, `make_dataclass`, `signature` of a docstring), that read
files or the stack, that change the state of the process (`random.seed`, `decimal.getcontext`, `locale`), and a module's own imports.
"""

from typing import Dict, FrozenSet, Optional

EVERY = None  # All public names of a module that binds no other module.

_LISTED = """
math: *
cmath: *
itertools: *
heapq: *
bisect: *
numbers: *
unicodedata: *
collections.abc: Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Hashable Iterable Iterator Generator Reversible Sized
  Container Callable Collection Set MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView Sequence MutableSequence
  ByteString Buffer
__future__: annotations division print_function absolute_import unicode_literals generator_stop
array: array typecodes
re: match fullmatch search sub subn split findall finditer compile escape error Pattern Match A I L M S X U ASCII IGNORECASE LOCALE
  MULTILINE DOTALL VERBOSE UNICODE NOFLAG RegexFlag PatternError
string: ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits octdigits printable punctuation whitespace Template
functools: wraps update_wrapper cache cmp_to_key lru_cache reduce partial cached_property
collections: ChainMap Counter OrderedDict UserDict UserList UserString defaultdict deque namedtuple
operator: abs add and_ attrgetter concat contains countOf delitem eq floordiv ge getitem gt iadd iand iconcat ifloordiv ilshift imatmul
  imod imul index indexOf inv invert ior ipow irshift is_ is_not isub itemgetter itruediv ixor le length_hint lshift lt matmul
  methodcaller mod mul ne neg not_ or_ pos pow rshift setitem sub truediv truth xor
datetime: date datetime time timedelta timezone tzinfo MINYEAR MAXYEAR UTC
time: time time_ns monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns thread_time sleep strftime strptime
  gmtime localtime mktime ctime asctime struct_time timezone daylight altzone tzname
calendar: IllegalMonthError IllegalWeekdayError firstweekday isleap leapdays weekday monthrange monthcalendar month calendar timegm
  month_name month_abbr day_name day_abbr Calendar TextCalendar HTMLCalendar JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER
  OCTOBER NOVEMBER DECEMBER MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY
decimal: Decimal Context DecimalException DecimalTuple Clamped InvalidOperation DivisionByZero Inexact Rounded Subnormal Overflow
  Underflow FloatOperation ROUND_05UP ROUND_CEILING ROUND_DOWN ROUND_FLOOR ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP
  MAX_EMAX MAX_PREC MIN_EMIN MIN_ETINY
fractions: Fraction gcd
statistics: NormalDist StatisticsError correlation covariance fmean geometric_mean harmonic_mean kde linear_regression mean median
  median_grouped median_high median_low mode multimode pstdev pvariance quantiles stdev variance
random: Random SystemRandom betavariate binomialvariate choice choices expovariate gammavariate gauss getrandbits lognormvariate
  normalvariate paretovariate randbytes randint random randrange sample shuffle triangular uniform vonmisesvariate weibullvariate
json: dumps loads dump load JSONEncoder JSONDecoder JSONDecodeError
textwrap: TextWrapper wrap fill dedent indent shorten
copy: copy deepcopy replace Error
enum: Enum IntEnum StrEnum Flag IntFlag auto unique
dataclasses: dataclass field Field FrozenInstanceError InitVar KW_ONLY MISSING fields asdict astuple replace is_dataclass
typing: Annotated Any AnyStr Callable ClassVar Concatenate Final Generic Literal Optional ParamSpec Protocol Tuple Type TypeVar
  TypeVarTuple Union AbstractSet ByteString Container ContextManager Hashable ItemsView Iterable Iterator KeysView Mapping MappingView
  MutableMapping MutableSequence MutableSet Sequence Sized ValuesView Awaitable AsyncIterator AsyncIterable Coroutine Collection
  AsyncGenerator AsyncContextManager Reversible SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt
  SupportsRound ChainMap Counter Deque Dict DefaultDict List OrderedDict Set FrozenSet NamedTuple TypedDict Generator BinaryIO IO Match
  Pattern TextIO assert_type assert_never cast final get_origin is_typeddict LiteralString Never NewType no_type_check NoReturn
  NotRequired overload override ParamSpecArgs ParamSpecKwargs ReadOnly Required runtime_checkable Self Text TYPE_CHECKING TypeAlias
  TypeGuard TypeIs Unpack
abc: ABC ABCMeta abstractmethod abstractproperty abstractclassmethod abstractstaticmethod
struct: pack unpack pack_into unpack_from iter_unpack calcsize Struct error
hashlib: md5 sha1 sha224 sha256 sha384 sha512 blake2b blake2s sha3_224 sha3_256 sha3_384 sha3_512 shake_128 shake_256 new pbkdf2_hmac
  scrypt algorithms_guaranteed algorithms_available
hmac: new digest compare_digest HMAC
base64: encodebytes decodebytes b64encode b64decode b32encode b32decode b32hexencode b32hexdecode b16encode b16decode b85encode b85decode
  a85encode a85decode standard_b64encode standard_b64decode urlsafe_b64encode urlsafe_b64decode
binascii: a2b_base64 b2a_base64 a2b_hex b2a_hex a2b_qp b2a_qp a2b_uu b2a_uu crc32 crc_hqx hexlify unhexlify Error Incomplete
zlib: compress decompress compressobj decompressobj crc32 adler32 error MAX_WBITS
uuid: UUID SafeUUID uuid3 uuid4 uuid5 NAMESPACE_DNS NAMESPACE_URL NAMESPACE_OID NAMESPACE_X500
difflib: get_close_matches ndiff restore SequenceMatcher Differ IS_CHARACTER_JUNK IS_LINE_JUNK context_diff unified_diff diff_bytes
html: escape unescape
colorsys: rgb_to_hsv hsv_to_rgb rgb_to_hls hls_to_rgb rgb_to_yiq yiq_to_rgb
secrets: choice randbelow randbits SystemRandom token_bytes token_hex token_urlsafe compare_digest
ipaddress: AddressValueError NetmaskValueError IPV4LENGTH IPV6LENGTH IPv4Address IPv4Interface IPv4Network IPv6Address IPv6Interface
  IPv6Network collapse_addresses get_mixed_type_key ip_address ip_interface ip_network summarize_address_range v4_int_to_packed
  v6_int_to_packed
urllib.parse: urlparse urlunparse urljoin urldefrag urlsplit urlunsplit urlencode parse_qs parse_qsl quote quote_plus quote_from_bytes
  unquote unquote_plus unquote_to_bytes DefragResult ParseResult SplitResult ParseResultBytes SplitResultBytes
urllib: @
contextlib: contextmanager asynccontextmanager closing aclosing nullcontext suppress AbstractContextManager AbstractAsyncContextManager
queue: Queue PriorityQueue LifoQueue SimpleQueue Empty Full
pprint: pformat
reprlib: repr Repr recursive_repr
shlex: split quote join
csv: reader writer DictReader DictWriter Dialect excel excel_tab Error QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC
keyword: iskeyword issoftkeyword
graphlib: TopologicalSorter CycleError
zoneinfo: ZoneInfo ZoneInfoNotFoundError
ast: literal_eval
weakref: ref WeakKeyDictionary WeakValueDictionary WeakSet WeakMethod proxy
contextvars: ContextVar Token
warnings: warn
logging: getLogger debug info warning error exception critical log DEBUG INFO WARNING WARN ERROR CRITICAL FATAL NOTSET getLevelName
  Logger LoggerAdapter
types: MappingProxyType MethodType GeneratorType CoroutineType AsyncGeneratorType FunctionType LambdaType BuiltinFunctionType
  BuiltinMethodType NoneType EllipsisType NotImplementedType UnionType GenericAlias TracebackType ModuleType MethodWrapperType
  MethodDescriptorType WrapperDescriptorType GetSetDescriptorType MemberDescriptorType ClassMethodDescriptorType
inspect: isclass isfunction ismethod isroutine isbuiltin iscoroutine iscoroutinefunction isawaitable isgenerator isgeneratorfunction
  isasyncgen isasyncgenfunction ismodule isabstract cleandoc
io: StringIO BytesIO SEEK_SET SEEK_CUR SEEK_END DEFAULT_BUFFER_SIZE UnsupportedOperation text_encoding
sys: maxsize maxunicode float_info int_info hash_info float_repr_style byteorder version version_info hexversion implementation platform
  getsizeof getrecursionlimit getdefaultencoding getfilesystemencoding intern stdout stderr is_finalizing
os: PathLike sep altsep extsep pathsep linesep curdir pardir devnull name fspath fsencode fsdecode cpu_count getpid urandom
os.path: abspath basename commonpath commonprefix dirname expanduser isabs join normcase normpath relpath split splitdrive splitext sep
  altsep extsep pathsep curdir pardir
posixpath: basename commonpath commonprefix dirname isabs join normcase normpath split splitdrive splitext sep
ntpath: basename commonpath commonprefix dirname isabs join normcase normpath split splitdrive splitext sep
fnmatch: fnmatch fnmatchcase filter translate
pathlib: PurePath PurePosixPath PureWindowsPath Path PosixPath WindowsPath
threading: Lock RLock Condition Event Semaphore BoundedSemaphore Barrier local get_ident BrokenBarrierError
asyncio: sleep gather shield wait_for wait as_completed create_task ensure_future to_thread timeout iscoroutine iscoroutinefunction
  isfuture Lock Event Condition Semaphore BoundedSemaphore Barrier Queue PriorityQueue LifoQueue QueueEmpty QueueFull TaskGroup Task
  Future TimeoutError CancelledError InvalidStateError FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED
errno: *
stat: *
platform: system machine node release version processor python_implementation python_version python_version_tuple architecture
numpy: @ abs absolute add all allclose amax amin angle any append apply_along_axis apply_over_axes arange arccos arccosh arcsin arcsinh
  arctan arctan2 arctanh argmax argmin argpartition argsort argwhere around array array_equal array_equiv array_split asanyarray asarray
  ascontiguousarray atleast_1d atleast_2d atleast_3d average bincount bitwise_and bitwise_not bitwise_or bitwise_xor block bool_
  broadcast_arrays broadcast_to byte cbrt ceil choose clip column_stack complex128 complex64 compress concatenate conj conjugate convolve
  copy copysign corrcoef correlate cos cosh count_nonzero cov cross cumprod cumsum datetime64 deg2rad degrees delete diag diag_indices
  diagflat diagonal diff digitize divide divmod dot dsplit dstack dtype e ediff1d einsum empty empty_like equal euler_gamma exp exp2
  expand_dims expm1 extract eye fabs fill_diagonal finfo fix flatnonzero flip fliplr flipud float16 float32 float64 floating floor
  floor_divide fmax fmin fmod frexp fromiter full full_like gcd generic geomspace gradient greater greater_equal heaviside histogram
  hsplit hstack hypot identity iinfo imag in1d indices inexact inf inner insert int16 int32 int64 int8 int_ intc integer interp
  intersect1d intp invert isclose iscomplex iscomplexobj isfinite isin isinf isnan isneginf isposinf isreal isrealobj isscalar issubdtype
  kron lcm ldexp left_shift less less_equal lexsort linspace log log10 log1p log2 logaddexp logical_and logical_not logical_or
  logical_xor logspace matmul max maximum mean median meshgrid min minimum mod modf moveaxis multiply nan nan_to_num nanmax nanmean
  nanmedian nanmin nanstd nansum nanvar ndenumerate ndim ndindex negative newaxis nonzero not_equal number object_ ones ones_like outer
  pad partition percentile pi place poly polyadd polyder polydiv polyfit polyint polymul polysub polyval positive power prod ptp put
  quantile rad2deg radians ravel ravel_multi_index real reciprocal remainder repeat reshape resize right_shift rint roll rollaxis roots
  rot90 round searchsorted select setdiff1d setxor1d shape sign signbit sin sinc single sinh size sort split sqrt square squeeze stack std
  str_ subtract sum swapaxes take take_along_axis tan tanh tensordot tile timedelta64 trace transpose trapezoid trapz tri tril
  tril_indices trim_zeros triu triu_indices true_divide trunc uint16 uint32 uint64 uint8 union1d unique unravel_index unwrap vander var
  vdot vectorize vsplit vstack where zeros zeros_like signedinteger unsignedinteger ndarray
numpy.linalg: cholesky cond det eig eigh eigvals eigvalsh inv lstsq matrix_power matrix_rank multi_dot norm pinv qr slogdet solve svd
  LinAlgError
numpy.fft: fft ifft fft2 ifft2 fftn ifftn rfft irfft fftfreq rfftfreq fftshift ifftshift
numpy.random: default_rng Generator rand randn randint random choice permutation shuffle uniform normal
"""


def _read() -> Dict[str, Optional[FrozenSet[str]]]:
    """Reads the table: a module's members, or `EVERY`. The mark `@` allows the listed modules inside it."""
    found: Dict[str, Optional[FrozenSet[str]]] = {}
    for entry in _LISTED.replace("\n  ", " ").strip().splitlines():
        name, _, members = entry.partition(":")
        found[name] = EVERY if members.strip() == "*" else frozenset(members.split())
    return found


COMPUTING = _read()

# A file's own use does not make these harmless: they lead to frames, sources, files, or to anything by a string.
CLOSED = frozenset(
    "__main__ _thread _pytest atexit builtins bdb cProfile code codeop compileall concurrent ctypes cffi dill dis doctest faulthandler"
    " fileinput gc glob hypothesis imp importlib inspect io linecache marshal mmap mock multiprocessing nose pathlib pdb pickle"
    " pickletools pkgutil profile pty py_compile pydoc pyclbr pytest resource runpy shelve shutil signal site sitecustomize socket sqlite3"
    " subprocess symtable sys sysconfig tempfile test timeit token tokenize trace traceback tracemalloc types typing unittest zipfile"
    " argparse zipimport contextlib contextvars warnings weakref copyreg cloudpickle joblib jsonpickle".split()
)

# Forbidden members of any module: they evaluate, load or open their arguments, or change a setting that checks compute with.
NEVER = frozenset(
    "abort eval exec execfile compile open system popen environ environb getenv get_type_hints import_module import_string make_dataclass"
    " new_class load load_module locate runstring singledispatch singledispatchmethod fdopen read fork forkpty kill killpg putenv"
    " unsetenv chdir fchdir dup dup2 pipe execl execle execlp execlpe execv execve execvp execvpe spawnl spawnle spawnlp spawnlpe spawnv"
    " spawnve spawnvp spawnvpe posix_spawn posix_spawnp startfile walk fwalk listdir scandir readlink memmap fromfile loadtxt genfromtxt"
    " settrace setprofile setrecursionlimit seed setstate getstate set_state get_state setcontext setlocale lib ctypeslib f2py testing"
    " exit _exit excepthook modules main_thread current_task all_tasks get_event_loop get_running_loop new_event_loop run set_event_loop"
    " run_coroutine_threadsafe Formatter findCaller getsource attrgetter methodcaller getsourcelines getsourcefile getmembers"
    " currentframe stack _getframe get_objects get_referrers check_output check_call Popen"
    " get_data import_path unsafe_load full_load Unpickler loads_pickle"
    " getcontext localcontext DefaultContext BasicContext ExtendedContext RandomState set_printoptions set_string_function printoptions"
    " seterr seterrcall setbufsize errstate simplefilter filterwarnings resetwarnings catch_warnings showwarning tzset umask nice"
    " setpriority setfirstweekday field_size_limit register_dialect unregister_dialect register_error setdefaulttimeout setswitchinterval"
    " set_int_max_str_digits captureWarnings setLoggerClass setLogRecordFactory addLevelName basicConfig set_option reset_option"
    " option_context manual_seed set_seed set_random_seed set_default_dtype"
    " addaudithook call_tracing exc_info copy_context ExitStack AsyncExitStack redirect_stdout redirect_stderr".split()
)

# A class that may be a base, but may not be called or passed on: a call creates classes from strings, or a view, whose comparison
# believes its underlying object.
BASES_ONLY = frozenset(
    "enum.Enum enum.IntEnum enum.StrEnum enum.Flag enum.IntFlag abc.ABCMeta types.ModuleType types.FunctionType types.LambdaType"
    " types.GenericAlias numpy.ndarray collections.abc.MappingView collections.abc.KeysView collections.abc.ItemsView"
    " collections.abc.ValuesView typing.MappingView typing.KeysView typing.ItemsView typing.ValuesView".split()
)

# Deputies: they do by a string what the candidate may not do by name. They must be called directly, with harmless arguments.
WATCHED = frozenset(
    "operator.attrgetter operator.methodcaller functools.wraps functools.update_wrapper collections.namedtuple typing.NamedTuple"
    " contextlib.suppress asyncio.gather".split()
)


def is_closed(module: str) -> bool:
    """Whether a module stays closed even if the file uses it: reflection, evaluation, files, and everything about tests."""
    parts = module.split(".")
    return parts[0] in CLOSED or any(_of_tests(part) for part in parts)


def _of_tests(part: str) -> bool:
    return part.startswith("test") or part in ("conftest", "mock") or part.endswith(("_test", "_tests"))
