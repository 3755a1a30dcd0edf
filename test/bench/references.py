"""The references for Assay's execution: other ways to judge a program, each in a few lines.

Reads [{"source", "asserts": […]}] from standard input, judges one after another, prints {"seconds", "cpu", "passed"}.

fork       a bare fork, _exit and wait: no candidate at all, the floor
warmed     the same in a process that has imported what Assay's runner imports
humaneval  the method of human-eval, github.com/openai/human-eval, human_eval/execution.py, check_correctness
evalplus   the method of EvalPlus, github.com/evalplus/evalplus, evalplus/eval/__init__.py, untrusted_check
"""

import contextlib
import io
import json
import multiprocessing
import os
import platform
import signal
import sys
import tempfile
import time

TIMEOUT = 2.0


def fork(_):
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return True


@contextlib.contextmanager
def guarded(seconds):
    """Both run a program in a folder of its own, without output or input, under an alarm."""

    def late(*_):
        raise TimeoutError

    quiet = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        signal.signal(signal.SIGALRM, late)
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        os.chdir("/")


def disarm():
    """Both call it a guard: what could do harm is taken out of the modules."""
    if platform.uname().system != "Darwin":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    import builtins
    import shutil
    import subprocess

    builtins.quit = builtins.exit = None
    for name in "kill system putenv remove removedirs fchdir setuid fork forkpty killpg rename truncate unlink".split():
        setattr(os, name + "_of_old", getattr(os, name))
    shutil.move = shutil.chown = subprocess.Popen = None


def humaneval(job):
    """A manager process and a worker process for each program; the program judges itself."""

    def execute():
        with guarded(TIMEOUT):
            disarm()
            try:
                exec("%s\n%s" % (job["source"], "\n".join(job["asserts"])), {})
                result.append("passed")
            except BaseException as error:
                result.append("failed: %s" % error)

    with multiprocessing.Manager() as manager:
        result = manager.list()
        worker = multiprocessing.Process(target=execute)
        worker.start()
        worker.join(TIMEOUT + 1)
        if worker.is_alive():
            worker.kill()
        return list(result) == ["passed"]


def evalplus(job):
    """A worker process for each program and values in shared memory, one for each assert."""
    done = multiprocessing.Value("i", 0)
    status = multiprocessing.Value("i", 0)
    details = multiprocessing.Array("b", [False] * len(job["asserts"]))

    def execute():
        with guarded(TIMEOUT * len(job["asserts"])):
            disarm()
            try:
                space = {}
                exec(job["source"], space)
                for index, check in enumerate(job["asserts"]):
                    try:
                        exec(check, space)
                        details[index] = True
                    except Exception:
                        details[index] = False
                    done.value += 1
                status.value = 1
            except BaseException:
                status.value = 2

    worker = multiprocessing.Process(target=execute)
    worker.start()
    worker.join(TIMEOUT * len(job["asserts"]) + 1)
    if worker.is_alive():
        worker.kill()
    return status.value == 1 and all(details[: done.value])


def main():
    way = sys.argv[1]
    jobs = json.load(sys.stdin)
    if way == "warmed":
        sys.path.insert(0, sys.argv[2])
        from runner.processes import zygote

        zygote.warm()
    run = {"fork": fork, "warmed": fork, "humaneval": humaneval, "evalplus": evalplus}[way]
    multiprocessing.set_start_method("fork")
    run(jobs[0])
    started, before = time.perf_counter(), cpu()
    passed = [run(job) for job in jobs]
    print(json.dumps({"seconds": time.perf_counter() - started, "cpu": cpu() - before, "passed": sum(passed)}))


def cpu():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


main()
