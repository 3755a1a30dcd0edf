"""Assay's runner: judges one candidate program against a user's examples, in processes that the candidate can't forge.

parent     started by Node, one for an interpreter: imports what the others need, forks a host for each specification

A candidate that can reach nothing but what it is handed (`confinement`) is judged where the tests live (`plain`): a host of its own
forks a process that has loaded file, package and tests for each candidate. For any other there is the boundary:

host       takes jobs, hands each an evaluator and a child (forking.py)
evaluator  runs the user's file and examples; the function in it is a stub
zygote     forked from the host before it has read anything: loads the candidate's context, locks itself down, forks
child      one for a candidate: executes it, answers calls

Where nothing forks, as on Windows, Node starts the host, the host its evaluators, each of those its children: spawning.py,
single_use.py.

The files here are these processes, and how they talk. What they work with lies in folders:

confinement what a program can reach, read by `ast`
plain       the plain process: loads as Python does, puts a candidate in the function's place, runs the examples there
loading     the user's environment and modules in a bare interpreter
judging     the user's file as it is judged, the stub in the function's place, verdicts and their marks
frameworks  examples that pytest, unittest or doctest runs
crossing    what crosses between evaluator and child
sandbox     what a process may still do, and the proof of it
search      the embedded search

The file, class and method names are those of Assay's design; the standard library only, Python 3.8 and later.
"""
