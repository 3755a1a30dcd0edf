"""Assay's runner: judges one candidate program against a user's examples, in processes that the candidate can't forge.

parent     started by Node, one for an interpreter: imports what the others need, forks a host for each specification

A candidate that can reach nothing but what it is handed (`confinement`) is judged where the tests live (`plain`): a host of its own
forks a process that has loaded file, package and tests for each candidate. For any other there is the boundary:

host       takes jobs, hands each an evaluator and a child (processes/forking.py)
evaluator  runs the user's file and examples; the function in it is a stub
zygote     forked from the host before it has read anything: loads the candidate's context, locks itself down, forks
child      one for a candidate: executes it, answers calls

Where nothing forks, as on Windows, Node starts the host, the host its evaluators, each of those its children: single_use.py,
processes/spawning.py.

The files here are what an interpreter starts as. All else lies in folders; each may import those below it, and none above:

plain       the plain process: loads as Python does, puts a candidate in the function's place, runs the examples there
search      the embedded search
processes   the processes of the boundary, and how any process is started, handed over and ended
judging     the user's file as it is judged, the stub in the function's place, verdicts and their marks; test frameworks
crossing    what crosses between evaluator and child
loading     the user's environment and modules in a bare interpreter
confinement what a program can reach, read by `ast`
sandbox     what a process may still do, and the proof of it
transport   how processes talk: channels, frames, and the bounds of what another process says

The file, class and method names are those of Assay's design; the standard library only, Python 3.8 and later.
"""
