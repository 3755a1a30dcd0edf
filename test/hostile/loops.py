"""Programs that never come back: in Python, in C, asleep, stopped, or in a handler of their own."""

# --- loops => timeout
def f(x):
    while True:
        pass


# --- swallows every exception and loops => timeout
def f(x):
    while True:
        try:
            while True:
                x += 1
        except BaseException:
            continue


# --- loops in a finally => timeout
def f(x):
    try:
        raise ValueError(x)
    finally:
        while True:
            pass


# --- loops in a finalizer => timeout
class Heavy:
    def __del__(self):
        while True:
            pass


def f(x):
    Heavy()
    return x


# --- loops when its generator is closed => timeout
def numbers():
    try:
        yield 1
    except GeneratorExit:
        while True:
            pass


def f(x):
    generator = numbers()
    next(generator)
    del generator
    return x


# --- ignores every signal and loops => timeout
import signal


def f(x):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        pass


# --- loops in a signal handler that raises its own signal again => timeout|error
import os
import signal


def again(number, frame):
    os.kill(os.getpid(), number)
    while True:
        pass


def f(x):
    signal.signal(signal.SIGUSR1, again)
    os.kill(os.getpid(), signal.SIGUSR1)
    return x


# --- an interval timer that interrupts whatever measures => timeout
import signal


def f(x):
    signal.signal(signal.SIGVTALRM, lambda *_: None)
    signal.signal(signal.SIGPROF, lambda *_: None)
    signal.signal(signal.SIGALRM, lambda *_: None)
    for clock in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        signal.setitimer(clock, 0.001, 0.001)
    while True:
        pass


# --- sleeps for ever => timeout
import time


def f(x):
    while True:
        time.sleep(10**6)


# --- waits for a lock that it holds => timeout
import threading


def f(x):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
    return x


# --- waits for a signal that never comes => timeout
import signal


def f(x):
    while True:
        signal.sigwait([signal.SIGUSR2])


# --- stops itself => timeout
import os
import signal


def f(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return x


# --- burns a little and sleeps a little, so that no clock fills => timeout
import time


def f(x):
    while True:
        time.sleep(0.05)


# --- computes one enormous power, which holds the interpreter's lock => timeout|error
def f(x):
    return 10 ** 10**8 % 7


# --- backtracks in a regular expression => timeout
import re


def f(x):
    return re.match(r"(a+)+$", "a" * 60 + "b")


# --- sums in C for an hour => timeout
def f(x):
    return sum(range(10**12))


# --- multiplies strings by search => timeout
def f(x):
    text = "a" * 200000
    return sum(("b" + text) in text + text + "b" + text[:-i] for i in range(1, 10**7))


# --- threads that burn while the main one sleeps => timeout
import threading
import time


def burn():
    while True:
        pass


def f(x):
    for _ in range(4):
        threading.Thread(target=burn, daemon=True).start()
    while True:
        time.sleep(1)


# --- a thread that outlives its call and burns => fail|timeout
import threading


def burn():
    while True:
        pass


def f(x):
    threading.Thread(target=burn).start()
    return x


# --- loops at exit => error|timeout
import atexit
import sys


def burn():
    while True:
        pass


def f(x):
    atexit.register(burn)
    sys.exit(0)


# --- swallows its own recursion => timeout|error
def f(x):
    while True:
        try:
            f(x)
        except BaseException:
            pass


# --- raises the recursion limit and falls through the stack => error|timeout
import sys


def f(x):
    sys.setrecursionlimit(10**9)
    return f(x)


# --- loops while it is loaded => timeout
while True:
    pass


def f(x):
    return x


# --- sleeps while it is loaded => timeout
import time

time.sleep(10**6)


def f(x):
    return x


# --- traces itself into a loop => timeout
import sys


def f(x):
    def trace(*_):
        while True:
            pass

    sys.settrace(trace)
    return str(x).center(3) + g(x)


def g(x):
    return "g"


# --- an event loop that never ends => timeout
import asyncio


async def spin():
    while True:
        await asyncio.sleep(0)


def f(x):
    return asyncio.run(spin())


# --- waits for its input => fail
import sys


def f(x):
    return sys.stdin.read() + "no input"


# --- reads its own channel empty, for ever => timeout|error
import os


def f(x):
    while True:
        os.read(3, 1 << 16)


# --- a key that loops when it is compared => timeout
class Key:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        while True:
            pass


def f(x):
    return {Key(): 1, Key(): 2}


# --- turns back the clocks that Python knows => timeout
import time


def f(x):
    for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        setattr(time, name, lambda: 0.0)
    while True:
        pass


# --- sets the clocks that the kernel keeps
import time


def f(x):
    time.clock_settime(time.CLOCK_REALTIME, time.time())
    return "ESCAPED the clock was set"


# --- asks for more processor than it is given => timeout
import os


def f(x):
    for attempt in (
        lambda: os.nice(-20),
        lambda: os.sched_setaffinity(os.getppid(), {0}),
        lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
        lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)),
    ):
        try:
            attempt()
        except OSError:
            continue
        return "ESCAPED priorities were changed"
    while True:
        pass
