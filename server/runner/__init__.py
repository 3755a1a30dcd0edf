"""Assay's runner: judges one candidate program against a user's examples, in processes that the candidate can't forge.

parent     started by Node, one per interpreter: imports what the others need, forks a host for each specification

A confined candidate can reach only the objects that it gets (`confinement`), and is judged in the process of the tests (`plain`): a host
forks a process for each candidate, which has loaded file, package and tests. The boundary judges any other candidate:

host       takes jobs, gives each an evaluator and a child (processes/forking.py)
evaluator  runs the user's file and examples; the function in it is a stub
zygote     forked from the host before the host reads anything: loads the candidate's context, locks itself, forks
child      one per candidate: executes it, answers calls

Where nothing forks, as on Windows, Node starts the host, the host its evaluators, and each evaluator its children: single_use.py,
processes/spawning.py.

An interpreter starts as one of the files here. Everything else lies in folders; each imports only those below it:

plain       the plain process: loads the file as Python does, puts a candidate in the function's place, runs the examples there
search      the embedded search
processes   the processes of the boundary; starting, handing over and ending of any process
judging     the user's file during judging, the stub in the function's place, verdicts and their marks; test frameworks
crossing    the values that cross between evaluator and child
loading     the user's environment and modules in a bare interpreter
confinement the reach of a program, read by `ast`
sandbox     the limits of a process, and probes that prove them
transport   channels, frames, and checks of the messages from another process

The names are those of Assay's design. The runner uses the standard library only, from Python 3.8 on.
"""
