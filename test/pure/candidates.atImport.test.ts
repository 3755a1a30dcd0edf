/** Code in a reply that would run at each import of the user's file. */
import { describe, expect, it } from 'vitest';
import { splice, variantsOf } from '../../server/src/candidates/index.ts';
import { PythonDocument, specificationOf } from '../../server/src/specification/index.ts';
import { accept, refusal, stub } from './candidates.ts';

const file = `words = ["a"]\n\n\ndef other():\n    return len(words)\n\n\n${stub}`;
/** A reply that needs `S`. */
const reply = (top: string) => `${top}\ndef f(nums):\n    return nums if S else 0\n`;

describe('a statement that only computes', () => {
  it.each([
    'S = {i: chr(i) for i in range(4)}',
    'S = []\nfor i in range(3):\n    S.append(i)',
    'S = {}\nS["a"] = S.get("b", 1)',
    'def sieve(n):\n    found = [True] * n\n    for i in range(2, n):\n        found[i] = all(i % j for j in range(2, i))\n    return found\nS = sieve(30)',
    'import re\nS = re.compile("x", re.I)',
    'import math as m\nS = [m.sqrt(i) for i in range(9)]',
    'from collections import namedtuple, defaultdict\nP = namedtuple("P", "a b")\nS = defaultdict(list, {1: [P(1, 2)]})',
    'from functools import lru_cache\n@lru_cache(maxsize=None)\ndef S(x):\n    return x',
    'from dataclasses import dataclass, field\n@dataclass(order=True)\nclass S:\n    a: list = field(default_factory=list)',
    'from enum import Enum, auto\nclass S(Enum):\n    A = auto()',
    'class S(ValueError):\n    pass',
    'class Node:\n    def __init__(self):\n        self.c = {}\n    def show(self):\n        print(self.c)\nS = Node()',
    'import numpy as np\nS = np.array([1])',
    'try:\n    import numpy as S\nexcept ImportError:\n    S = None',
    'import sys\nS = sys.stdin.readline if sys.version_info > (3, 8) else None',
    'import random\nS = random.Random(3)',
    'import os\nS = os.path.join("a", "b")',
    'from typing import TypeVar\nS = TypeVar("S")',
    'import logging\nS = logging.getLogger(__name__)',
    'def g():\n    return open("p")\nS = {"g": g}',
    'S = lambda: open("p")',
    'S = sorted(words) + [other()]',
  ])('comes along: %j', (top) => {
    const added = top.replace(/^(?:import|from) .*\n/gm, '').split('\n')[0]!;
    expect(accept(file, 'f', reply(top)).text).toContain(added);
  });
});

describe('a statement that does more', () => {
  it.each([
    ['S = open("p", "w").write("x")', 'open'],
    ['S = print("x")', 'print'],
    ['import os\nS = os.system("x")', 'os.system'],
    ['from os import system as s\nS = s("x")', 'os.system'],
    ['S = __import__("os").getpid()', '__import__'],
    ['import subprocess as sp\nS = [sp.run(x) for x in [1]]', 'subprocess.run'],
    ['class S:\n    z = open("p")', 'open'],
    ['def S(a=open("p")):\n    pass', 'open'],
    ['def S(x: open("p")):\n    pass', 'open'],
    ['import atexit\n@atexit.register\ndef S():\n    pass', 'atexit.register'],
    ['def g():\n    return open("p")\nS = g()', 'open'],
    ['def g():\n    import os\n    return os.getpid()\nS = g()', 'os'],
    ['def g(h):\n    return h()\nS = g(lambda: open("p"))', 'open'],
    ['o = open\nS = o("p")', 'open'],
    ['class M(type):\n    def __new__(c, *a):\n        print(1)\nclass S(metaclass=M):\n    pass', 'print'],
    ['class M:\n    def __init_subclass__(c):\n        print(1)\nclass S(M):\n    pass', 'print'],
    ['class M:\n    def run(self):\n        print(1)\nS = M().run()', 'print'],
    ['with open("p") as S:\n    pass', 'open'],
    ['S, = open("p")', 'open'],
    ['S = [*open("p")]', 'open'],
    ['if input():\n    S = 1', 'input'],
    ['S = ().__class__.__base__.__subclasses__()', '__subclasses__'],
    ['from pathlib import Path\nS = Path("p").read_text()', 'read_text'],
    ['S = words.pop()', 'words'],
    ['def g(w):\n    w.clear()\nS = g(words)', 'words'],
    ['def g():\n    words[0] = 1\nS = g()', 'words[0]'],
    ['import math\ndef g():\n    math.pi = 3\nS = g()', 'math.pi'],
    ['from secretive import anything\nS = anything()', 'secretive.anything'],
  ])('is refused where it is needed: %j', (top, what) => {
    expect(refusal(file, 'f', reply(top))).toBe(`runs code when the file is imported: ${what}`);
  });

  it('stays behind where it isn’t', () => {
    const top =
      'import sys\nsys.setrecursionlimit(9999)\nopen("p")\nS = [1]\nS.append(input())\nprint(S)\nS = eval("3")';
    expect(accept(file, 'f', reply(top)).text).toBe(
      file
        .replace('def f(', 'S = [1]\n\n\ndef f(')
        .replace('"""Doc."""\n\n\n', '"""Doc."""\n    return nums if S else 0\n\n\n'),
    );
  });

  it('is refused around the function too: its decorator, its default, its branch, an attribute', () => {
    const body = 'def f(nums):\n    return 1\n';
    const refused = (text: string) =>
      expect(refusal(file, 'f', text)).toMatch(/^runs code when the file is imported: /);
    refused(`import atexit\n@atexit.register\n${body}`);
    refused('def f(nums, log=open("p", "w")):\n    return nums\n');
    refused(`if open("p"):\n    ${body.replace('\n', '\n    ')}`);
    refused(`def f(nums):\n    return f.seen\n\nf.seen = open("p")\n`);
    const cls = 'class A:\n    def f(self, nums):\n        """Doc."""\n\n\nassert A().f([1]) == 1\n';
    const whole = 'class A:\n    LOG = open("p")\n    def f(self, nums):\n        return self.LOG\n';
    expect(refusal(cls, 'A.f', whole)).toBe('runs code when the file is imported: open');
  });

  it('leaves the variant that is without it', () => {
    const document = new PythonDocument('/project/task.py', file);
    const specification = specificationOf(document, 'f', {});
    if ('error' in specification) throw new Error(specification.error);
    const text = 'import atexit\n@atexit.register\ndef f(nums):\n    return 1\n';
    const read = variantsOf({ form: 'solution', text }, document, specification);
    if ('refused' in read) throw new Error(read.refused);
    expect(read.programs.map((one) => splice(document, specification, one).solution)).toEqual([
      'def f(nums):\n    """Doc."""\n    return 1',
    ]);
    document.dispose();
  });
});
