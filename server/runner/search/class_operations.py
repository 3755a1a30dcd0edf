"""The operations of dates, decimals, fractions, bytes and frozen sets: rows as in operations.py."""

import datetime
import decimal
import fractions
from typing import Tuple

from .plain import CLASSES

#: Classes of values that most examples do not have.
RARE = (*CLASSES, bytes, frozenset)

ROWS = """
h   ; A.year                     ; 4 ; year
h   ; A.month                    ; 4 ; month
h   ; A.day                      ; 4 ; day
h   ; A.weekday()                ; 5 ; week day monday
h   ; A.isoweekday()             ; 6 ; week day
h   ; A.weekday() < 5            ; 6 ; weekday work busines
h   ; A.weekday() >= 5           ; 6 ; weekend saturday sunday
h   ; A.isoformat()              ; 5 ; iso text string format
h   ; A.strftime('%A')           ; 6 ; name weekday
h   ; A.strftime('%B')           ; 7 ; name month
h   ; A.replace(day=1)           ; 5 ; first begin start month
h   ; A.timetuple().tm_yday      ; 7 ; day year
hh  ; A - B                      ; 4 ; between differ since until gap age elapse             ;  ; same
hh  ; A < B                      ; 4 ; before earli past                                     ;  ; same
hh  ; A > B                      ; 4 ; after late futur                                      ;  ; same
hh  ; A <= B                     ; 5 ; before until                                          ;  ; same
hh  ; A >= B                     ; 5 ; after since                                           ;  ; same
hh  ; A == B                     ; 4 ; same equal                                            ;  ; same commutes
hh  ; min(A, B)                  ; 5 ; early first                                           ;  ; same commutes
hh  ; max(A, B)                  ; 5 ; late last                                             ;  ; same commutes
hG  ; A + B                      ; 4 ; add after later plus
hG  ; A - B                      ; 4 ; before earlier subtract
M   ; A.date()                   ; 4 ; date day
M   ; A.time()                   ; 5 ; time
M   ; A.hour                     ; 4 ; hour
M   ; A.minute                   ; 4 ; minute
H   ; A.hour                     ; 4 ; hour
H   ; A.minute                   ; 4 ; minute
HH  ; A < B                      ; 4 ; before earl
G   ; A.days                     ; 4 ; day
G   ; A.seconds                  ; 6 ; second
G   ; A.total_seconds()          ; 5 ; second minute hour total
GG  ; A + B                      ; 4 ; sum add total                                         ;  ; commutes
GG  ; A - B                      ; 4 ; differ less minus
GG  ; A / B                      ; 6 ; ratio share
GG  ; A // B                     ; 6 ; how many fit
GG  ; A < B                      ; 4 ; short less
GG  ; A > B                      ; 4 ; long more
Gi  ; A * B                      ; 5 ; times repeat
Gi  ; A // B                     ; 6 ; divid split part
q   ; sum(A, datetime.timedelta()) ; 5 ; sum total add
i   ; datetime.timedelta(days=A) ; 5 ; day
i   ; datetime.timedelta(weeks=A) ; 7 ; week
i   ; datetime.timedelta(hours=A) ; 7 ; hour
i   ; datetime.timedelta(minutes=A) ; 7 ; minute
i   ; datetime.timedelta(seconds=A) ; 7 ; second
s   ; datetime.date.fromisoformat(A) ; 6 ; date parse iso read
s   ; datetime.datetime.fromisoformat(A) ; 7 ; date time parse iso read
iii ; datetime.date(A, B, C)     ; 7 ; date
s   ; decimal.Decimal(A)         ; 5 ; decimal amount price parse
i   ; decimal.Decimal(A)         ; 6 ; decimal
pp  ; A + B                      ; 4 ; sum add plus total                                    ;  ; same commutes
pp  ; A - B                      ; 4 ; differ minus less                                     ;  ; same
pp  ; A * B                      ; 4 ; product times multipl tax rate                        ;  ; same commutes
pp  ; A / B                      ; 5 ; divi ratio                                            ;  ; same
pp  ; A < B                      ; 4 ; less small                                            ;  ; same
pp  ; A > B                      ; 4 ; more great larg                                       ;  ; same
pp  ; A == B                     ; 4 ; equal same                                            ;  ; same commutes
pp  ; max(A, B)                  ; 5 ; larg great                                            ;  ; same commutes
pp  ; min(A, B)                  ; 5 ; small least                                           ;  ; same commutes
pi  ; A * B                      ; 4 ; product times multipl quantity count
pi  ; A / B                      ; 5 ; divi share split percent
pi  ; A + B                      ; 5 ; add plus
pi  ; A - B                      ; 5 ; less minus
ip  ; A - B                      ; 5 ; less minus
ip  ; A / B                      ; 6 ; divi inverse reciproc
p   ; -A                         ; 5 ; negat opposite
p   ; abs(A)                     ; 4 ; absolut
p   ; int(A)                     ; 5 ; integ whole
p   ; round(A)                   ; 6 ; round
p   ; str(A)                     ; 5 ; text string
p   ; float(A)                   ; 6 ; float
K   ; A.quantize(decimal.Decimal('0.01')) ; 5 ; round cent price tax amount money
s   ; fractions.Fraction(A)      ; 6 ; fraction parse
ii  ; fractions.Fraction(A, B)   ; 6 ; fraction ratio
F   ; A.numerator                ; 5 ; numerator
F   ; A.denominator              ; 5 ; denominator
s   ; A.encode()                 ; 5 ; byte encod
y   ; A.decode()                 ; 5 ; text string decod
y   ; A.hex()                    ; 5 ; hex
s   ; bytes.fromhex(A)           ; 6 ; hex byte
yy  ; A + B                      ; 5 ; concat join append add
c   ; frozenset(A)               ; 5 ; set frozen
"""
#: The classes that a row of these needs among the values, by a part of its template.
_NEEDED = {
    "datetime.": (datetime.date, datetime.datetime, datetime.time, datetime.timedelta),
    "decimal.": (decimal.Decimal,),
    "fractions.": (fractions.Fraction,),
    "encode": (bytes,),
    "bytes.": (bytes,),
    "frozenset": (frozenset,),
}


def needed(template: str) -> Tuple[type, ...]:
    """The classes of which a value must be in the examples before the operation is worth its time; none for most."""
    return next((kinds for part, kinds in _NEEDED.items() if part in template), ())
