"""The operations of the search's expressions, by the types of their arguments, with a cost and the words that favour each.

An operation's template is its Python source, which also computes it; `A`, `B` and `C` are its arguments. If plain Python could need too
much time or memory, `safe` computes the same with limits.
"""

import datetime
import decimal
import fractions
import itertools
import math
import re
from typing import Any, Callable, Dict, Iterator, NamedTuple, Sequence, Tuple

from . import bounds
from .class_operations import ROWS

Vector = Tuple[Any, ...]


class Operation(NamedTuple):
    template: str
    #: Maps argument vectors to the vector of results, with one element for each example.
    apply: Callable[..., Vector]
    cost: int
    words: Tuple[str, ...]
    #: `A op B` equals `B op A`.
    commutes: bool


TYPES: Dict[str, type] = {
    "i": int,
    "f": float,
    "b": bool,
    "s": str,
    "l": list,
    "t": tuple,
    "e": set,
    "d": dict,
    "r": range,
    #: The type differs between examples.
    "m": object,
    "y": bytes,
    "z": frozenset,
    "D": datetime.date,
    "M": datetime.datetime,
    "H": datetime.time,
    "G": datetime.timedelta,
    "K": decimal.Decimal,
    "F": fractions.Fraction,
}
#: `n` is a number, `q` a list or tuple, `w` has an order, `c` is any collection, `o` is an element of a collection, `e` is a set, `h` a day, `p` an exact number.
GROUPS = {"n": "if", "q": "lt", "w": "slty", "c": "slteryz", "o": "ifbsltDMGK", "e": "ez", "h": "DM", "p": "KF"}

#: The functions with limits for the table's safe forms, by name.
_BOUNDED = {name: made for name, made in vars(bounds).items() if callable(made) and getattr(made, "__module__", "") == bounds.__name__}
_MODULES: Dict[str, Any] = {"math": math, "datetime": datetime, "decimal": decimal, "fractions": fractions}
SPACE: Dict[str, Any] = {**_MODULES, **_BOUNDED}

#: types of A, B, C (groups as above) ; template ; cost ; beginnings of words that favour it ; safe form ; flags
_TABLE = """
n   ; -A                         ; 5 ; negat opposite
n   ; abs(A)                     ; 4 ; absolut magnitude
n   ; int(A)                     ; 5 ; integ int truncat whole
i   ; float(A)                   ; 6 ; float decimal real
n   ; str(A)                     ; 5 ; digit string str text palindrom
n   ; A ** 2                     ; 5 ; square                                               ; power(A, 2)
n   ; A ** 3                     ; 6 ; cube cubic                                           ; power(A, 3)
n   ; A ** 0.5                   ; 6 ; root
n   ; round(A)                   ; 6 ; round nearest
n   ; round(A, 2)                ; 7 ; round decimal
f   ; math.floor(A)              ; 7 ; floor
f   ; math.ceil(A)               ; 7 ; ceil
n   ; A > 0                      ; 5 ; positiv great
n   ; A < 0                      ; 5 ; negativ
i   ; A % 2 == 0                 ; 7 ; even parit
i   ; A % 2 == 1                 ; 7 ; odd parit
i   ; A % 10                     ; 6 ; digit last unit
i   ; A // 10                    ; 7 ; digit
i   ; A + 1                      ; 5 ; next increment
i   ; A - 1                      ; 5 ; previous decrement
i   ; bin(A)                     ; 7 ; binary bit
i   ; bin(A)[2:]                 ; 7 ; binary bit
i   ; bin(A).count('1')          ; 8 ; bit set
i   ; hex(A)                     ; 8 ; hex
i   ; oct(A)                     ; 8 ; octal
i   ; chr(A)                     ; 8 ; char ascii
i   ; A.bit_length()             ; 9 ; bit
i   ; math.isqrt(A)              ; 9 ; root square perfect
i   ; math.factorial(A)          ; 9 ; factorial                                            ; math.factorial(bounded(A))
i   ; range(A)                   ; 5 ; range series sum first                               ; spanned(A)
i   ; range(1, A)                ; 6 ; divisor factor proper less                           ; spanned(1, A)
i   ; range(1, A + 1)            ; 5 ; range series sum first natural divisor factor        ; spanned(1, A + 1)
i   ; range(2, A)                ; 7 ; prime                                                ; spanned(2, A)
nn  ; A + B                      ; 4 ; sum add plus total perimeter                         ;  ; commutes
nn  ; A - B                      ; 4 ; differ minus subtract spread less
nn  ; A * B                      ; 4 ; product multipl area volume times doubl tripl twice                    ; times(A, B) ; commutes
nn  ; A / B                      ; 6 ; divi ratio average mean half area percent
nn  ; A // B                     ; 5 ; divi quotient floor half
nn  ; A % B                      ; 5 ; modul remainder divisi multiple
nn  ; A ** B                     ; 6 ; power exponent                                       ; power(A, B)
nn  ; min(A, B)                  ; 5 ; min small least lower less                           ;  ; commutes
nn  ; max(A, B)                  ; 5 ; max larg great high                                  ;  ; commutes
nn  ; A == B                     ; 4 ; equal same                                           ;  ; commutes
nn  ; A != B                     ; 5 ; differ not                                           ;  ; commutes
nn  ; A < B                      ; 4 ; less small below under before
nn  ; A > B                      ; 4 ; great larg more above over after
nn  ; A <= B                     ; 5 ; less most
nn  ; A >= B                     ; 5 ; great least
nn  ; A % B == 0                 ; 5 ; divisi divid divisor factor multiple
ii  ; A & B                      ; 7 ; bit and                                              ;  ; commutes
ii  ; A | B                      ; 7 ; bit or                                               ;  ; commutes
ii  ; A ^ B                      ; 7 ; bit xor odd differ                                   ;  ; commutes
ii  ; A << B                     ; 8 ; shift bit power left                                 ; shifted(A, B)
ii  ; A >> B                     ; 8 ; shift bit right
ii  ; range(A, B)                ; 6 ; range between                                        ; spanned(A, B)
ii  ; range(A, B + 1)            ; 7 ; range between                                        ; spanned(A, B + 1)
ii  ; range(A, B, 2)             ; 9 ; range odd even                                       ; spanned(A, B, 2)
ii  ; math.gcd(A, B)             ; 8 ; gcd divisor common lcm multiple                      ;  ; commutes
ii  ; math.comb(A, B)            ; 9 ; binomial combin choose                               ; math.comb(bounded(A), B)
b   ; not A                      ; 3 ; not
bb  ; A and B                    ; 4 ; and both all                                         ;  ; commutes
bb  ; A or B                     ; 4 ; or either any                                        ;  ; commutes
bb  ; A == B                     ; 5 ; same equal                                           ;  ; commutes
bb  ; A != B                     ; 5 ; differ opposite one                                  ;  ; commutes
s   ; A.upper()                  ; 4 ; upper capital
s   ; A.lower()                  ; 4 ; lower
s   ; A.title()                  ; 5 ; title capital word camel
s   ; A.capitalize()             ; 5 ; capital
s   ; A.swapcase()               ; 6 ; swap case toggle
s   ; A.strip()                  ; 5 ; strip trim
s   ; A.split()                  ; 4 ; word split
s   ; int(A)                     ; 5 ; int number digit
s   ; ord(A)                     ; 6 ; ascii unicode code
s   ; A.isdigit()                ; 5 ; digit number
s   ; A.isalpha()                ; 5 ; alpha letter
s   ; A.isalnum()                ; 6 ; alpha
s   ; A.isupper()                ; 5 ; upper
s   ; A.islower()                ; 5 ; lower
s   ; A.isspace()                ; 6 ; space
s   ; A.splitlines()             ; 8 ; line
ss  ; A + B                      ; 4 ; add concat append prefix suffix end
ss  ; A.count(B)                 ; 5 ; count occur number frequen
ss  ; A.split(B)                 ; 5 ; split separat
ss  ; A.replace(B, '')           ; 5 ; remov delet without strip
ss  ; A.startswith(B)            ; 5 ; start begin prefix
ss  ; A.endswith(B)              ; 5 ; end suffix
ss  ; A.find(B)                  ; 7 ; find index position
ss  ; A.index(B)                 ; 8 ; index position
ss  ; A.rfind(B)                 ; 7 ; last position index
ss  ; A in B                     ; 5 ; in contain substring present
ss  ; A == B                     ; 4 ; equal same palindrom                                 ;  ; commutes
ss  ; A != B                     ; 5 ; differ not                                           ;  ; commutes
ss  ; A < B                      ; 7 ; before alphabet order
ss  ; A.strip(B)                 ; 7 ; strip
sss ; A.replace(B, C)            ; 5 ; replac chang convert                                 ; replaced(A, B, C)
sis ; A.join([C] * B)            ; 8 ; repeat times separat join                            ; joined(A, few(times([C], B)))
sq  ; A.join(B)                  ; 5 ; join concat string tuple list                        ; joined(A, B)
q   ; ''.join(map(str, A))       ; 7 ; concat string int convert digit                      ; ''.join(map(str, few(A)))
q   ; ''.join(A)                 ; 5 ; join concat string convert                           ; joined('', A)
c   ; len(A)                     ; 4 ; len count number size many
qer ; sum(A)                     ; 4 ; sum total add average mean
c   ; max(A)                     ; 4 ; max larg great high big longest
c   ; min(A)                     ; 4 ; min small least low short
q   ; max(A, key=len)            ; 6 ; long max
q   ; min(A, key=len)            ; 6 ; short min
c   ; sorted(A)                  ; 5 ; sort order ascend arrang median
c   ; sorted(A, reverse=True)    ; 6 ; descend larg great high most decreas revers
c   ; set(A)                     ; 5 ; uniq distinct duplic differ common set
cd  ; list(A)                    ; 5 ; list
c   ; tuple(A)                   ; 5 ; tuple
w   ; A[::-1]                    ; 4 ; revers palindrom backward
w   ; A[0]                       ; 4 ; first
w   ; A[-1]                      ; 4 ; last end
w   ; A[1]                       ; 5 ; second
w   ; A[1:]                      ; 5 ; first except remov tail rest
w   ; A[:-1]                     ; 5 ; last except remov
w   ; A[::2]                     ; 6 ; even alternat other
w   ; A[1::2]                    ; 6 ; odd alternat
q   ; any(A)                     ; 6 ; any
q   ; all(A)                     ; 6 ; all every
q   ; [y for x in A for y in x]  ; 6 ; flat nest sublist all                                ; [y for x in few(A) for y in x]
q   ; math.prod(A)               ; 6 ; product multipl                                      ; product(A)
q   ; list(zip(*A))              ; 8 ; zip transpos column pair
q   ; max(set(A), key=A.count)   ; 8 ; frequen common most occur mode                       ; max(set(few(A)), key=A.count)
q   ; list(dict.fromkeys(A))     ; 7 ; uniq duplic distinct remov
q   ; {each: A.count(each) for each in A} ; 8 ; frequen count occur dict                             ; {each: A.count(each) for each in few(A)}
s   ; {each: A.count(each) for each in A} ; 9 ; frequen count occur dict                             ; {each: A.count(each) for each in few(A)}
q   ; sum(map(sum, A))           ; 8 ; sum nest matrix                                      ; sum(map(sum, A))
q   ; dict(A)                    ; 8 ; dict
wi  ; A[B]                       ; 5 ; index element position nth item kth
wi  ; A[:B]                      ; 5 ; first take
wi  ; A[B:]                      ; 5 ; last rest after
wi  ; A[-B:]                     ; 7 ; last
wi  ; A[::B]                     ; 7 ; every nth step
wi  ; A * B                      ; 6 ; repeat times                                         ; times(A, B)
wii ; A[B:C]                     ; 6 ; slice between range sub
qo  ; A.count(B)                 ; 5 ; count occur number frequen
qo  ; A.index(B)                 ; 6 ; index position
qo  ; A.index(B) if B in A else -1 ; 8 ; index position find
qo  ; B in A                     ; 5 ; in contain present exist
qo  ; A + [B]                    ; 7 ; append insert add
qo  ; [B] + A                    ; 8 ; insert begin
eo  ; B in A                     ; 6 ; in contain present
qq  ; A + B                      ; 5 ; concat merge combin extend add                       ;  ; same
qq  ; A == B                     ; 5 ; equal same identical sort                            ;  ; same commutes
qq  ; list(zip(A, B))            ; 7 ; zip pair
qq  ; dict(zip(A, B))            ; 8 ; dict map
qq  ; set(A) & set(B)            ; 7 ; common share intersect both                          ;  ; commutes
qq  ; set(A) | set(B)            ; 8 ; union                                                ;  ; commutes
qq  ; A < B                      ; 8 ; before                                               ;  ; same
ee  ; A & B                      ; 5 ; common share intersect both                          ;  ; commutes
ee  ; A | B                      ; 5 ; union all either                                     ;  ; commutes
ee  ; A - B                      ; 5 ; differ remov not
ee  ; A ^ B                      ; 6 ; symmetric uncommon                                   ;  ; commutes
ee  ; A <= B                     ; 6 ; subset
ee  ; A == B                     ; 6 ; equal same                                           ;  ; commutes
d   ; len(A)                     ; 5 ; len count number
d   ; list(A.values())           ; 5 ; value
d   ; list(A.items())            ; 5 ; item pair key
d   ; sorted(A.items())          ; 8 ; sort key
d   ; max(A, key=A.get)          ; 7 ; max key
d   ; not A                      ; 6 ; empty
do  ; A[B]                       ; 5 ; key value
do  ; A.get(B)                   ; 6 ; key value
do  ; B in A                     ; 6 ; key present exist
do  ; {key: each for key, each in A.items() if each != B} ; 9 ; drop remov empty none
dd  ; {**A, **B}                 ; 6 ; merg combin join
oo  ; (A, B)                     ; 6 ; tuple pair
oo  ; [A, B]                     ; 8 ; list pair
m   ; str(A)                     ; 6 ; string
om  ; isinstance(A, int)         ; 8 ; int number type
om  ; isinstance(A, str)         ; 8 ; string type
om  ; isinstance(A, (list, tuple)) ; 8 ; list tuple nest type
om  ; type(A)                    ; 8 ; type
"""


class _Row(NamedTuple):
    kinds: str
    template: str
    cost: int
    words: Tuple[str, ...]
    safe: str
    flags: str


def _row(line: str) -> _Row:
    kinds, template, cost, words, safe, flags = ([cell.strip() for cell in line.split(";")] + ["", ""])[:6]
    return _Row(kinds, template, int(cost), tuple(words.split()), safe or template, flags)


_ROWS = [_row(line) for table in (_TABLE, ROWS) for line in table.strip().split("\n")]


def safe_beside(taken: Sequence[str]) -> Tuple[Dict[str, str], Dict[str, Any]]:
    """The safe form of each template, and the functions for it, under names that are not in `taken`."""
    mark = "_"
    while any(name.startswith(mark) for name in taken):
        mark += "_"
    calls = re.compile(r"\b(%s)\(" % "|".join(_BOUNDED))
    # A template computes the same whatever the types, so it has one safe form.
    safe = {row.template: calls.sub(lambda match: mark + match.group(), row.safe) for row in _ROWS}
    return safe, {**_MODULES, **{mark + name: made for name, made in _BOUNDED.items()}}


def operations() -> Iterator[Tuple[Tuple[type, ...], Operation]]:
    """Every operation with each accepted combination of argument types."""
    for row in _ROWS:
        kinds = [row.kinds] if "B" not in row.template else list(row.kinds)
        operation = Operation(row.template, _compiled(row.safe, len(kinds)), row.cost, row.words, "commutes" in row.flags)
        for types in _combinations(kinds):
            if "same" not in row.flags or types[0] is types[1]:
                yield types, operation


def _compiled(source: str, count: int) -> Callable[..., Vector]:
    names = "ABC"[:count]
    if count == 1:
        return eval("lambda V: tuple([%s for A in V])" % source, dict(SPACE))  # noqa: S307 - from the table above
    vectors = ", ".join("V" + name for name in names)
    return eval("lambda %s: tuple([%s for %s in zip(%s)])" % (vectors, source, ", ".join(names), vectors), dict(SPACE))  # noqa: S307


def _combinations(kinds: Sequence[str]) -> Iterator[Tuple[type, ...]]:
    letters = [sorted({one for kind in group for one in GROUPS.get(kind, kind)}) for group in kinds]
    for chosen in itertools.product(*letters):
        yield tuple(TYPES[letter] for letter in chosen)
