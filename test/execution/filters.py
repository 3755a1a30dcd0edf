"""Prints as JSON how each filter answers the system calls on standard input: `[machine, filter, name, arguments]`.

A filter is classic BPF, which is simple enough to run here, so filters for another machine can be tested too.
"""

import json
import os
import platform
import struct
import sys

sys.path.insert(0, sys.argv[1])
from runner.sandbox import seccomp, syscalls  # noqa: E402

PID = 4711
FILTERS = {
    "base": lambda: seccomp.base_filter(True),
    "child": lambda: seccomp._assemble(seccomp._child_rules(PID), seccomp._allow()),
    "host": seccomp.host_filter,
    "plain": seccomp.plain_filter,
}
ACTIONS = {0x7FFF0000: "allow", 0x80000000: "kill", 0x00050001: "EPERM", 0x00050026: "ENOSYS"}


def run(program, data):
    """The value that the program returns for a `struct seccomp_data`."""
    code = [struct.unpack("HBBI", program[at : at + 8]) for at in range(0, len(program), 8)]
    at = accumulator = 0
    while True:
        what, yes, no, value = code[at]
        at += 1
        if what == 0x20:
            (accumulator,) = struct.unpack("<I", data[value : value + 4])
        elif what == 0x54:
            accumulator &= value
        elif what == 0x05:
            at += value
        elif what == 0x06:
            return value
        else:
            holds = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[what]
            at += yes if holds else no


def answer(machine, name, call, arguments):
    platform.machine = lambda: machine
    number = call if isinstance(call, int) else syscalls.numbers().get(call)
    if number is None:
        return "none"
    padded = [one & (1 << 64) - 1 for one in (*arguments, *[0] * 6)][:6]
    data = struct.pack("<IIQ6Q", number, syscalls.architecture(), 0, *padded)
    return ACTIONS[run(FILTERS[name](), data)]


asked = json.load(sys.stdin)
print(json.dumps([answer(*one) for one in asked]))
