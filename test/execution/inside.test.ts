import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../server/src/execution/index.ts';
import { scratch } from '../scratch.ts';
import { evaluated, type Parts } from './evaluated.ts';
import { anyPython } from './pythons.ts';

const place = scratch('inside');

/** What comes of each candidate's examples: `pass`, or `in-process pass`. */
async function judged(parts: Parts, candidates: readonly string[]): Promise<string[][]> {
  const { folder } = place;
  const all = await evaluated(parts, candidates, { folder, python: anyPython().path, timeout: 1 });
  return all.map((outcomes) => outcomes.map(told));
}

function told(outcome: Outcome): string {
  if (outcome.kind === 'notRun') return `not run: ${outcome.reason}`;
  const { status, integrity } = outcome.verdict;
  return integrity === 'boundary' ? status : `${integrity} ${status}`;
}

describe('an example that hands over what has no way across', () => {
  const locks = `import threading
assert f(1) == 1
assert f(threading.Lock()) == 2
held = threading.Lock()
result = f(held)
assert result == 2
assert f(3) == 3`;

  it('is judged in the candidate’s process, and the others across the boundary', async () => {
    const right = 'def f(x):\n    if isinstance(x, int):\n        return x\n    with x:\n        return 2';
    const wrong = 'def f(x):\n    return x if isinstance(x, int) else 5';
    expect(await judged({ examples: locks }, [right, wrong])).toEqual([
      ['pass', 'in-process pass', 'in-process pass', 'pass'],
      ['pass', 'in-process fail', 'in-process fail', 'pass'],
    ]);
  });

  it('is marked whatever the candidate says, and never taken away by it', async () => {
    const forging = `import sys
def f(x):
    if isinstance(x, int):
        return x
    judge = sys.modules["assay_runner.judging.judge"]
    for name in ("raised", "_own_error"):
        setattr(judge.Judge, name, lambda self, example, *_: self.done(example))
    raise ValueError`;
    const absent = `import sys
def f(x):
    if isinstance(x, int):
        return x
    def settle(self, example, *_):
        self._report({"verdict": {"example": example, "status": "notRun", "inside": False, "integrity": "boundary", "ms": 1}})
    sys.modules["assay_runner.judging.judge"].Judge.raised = settle
    raise ValueError`;
    const flooding = `import sys
def f(x):
    if isinstance(x, int):
        return x
    send = sys.modules["assay_runner.channel"].Channel(3, 3).send
    for index in range(5):
        send({"verdict": {"example": index, "status": "pass", "ms": 0}})
    while True:
        send({"begin": 1})`;
    const ending = 'import os\ndef f(x):\n    if isinstance(x, int):\n        return x\n    os._exit(0)';
    const endless = 'def f(x):\n    while not isinstance(x, int):\n        pass\n    return x';
    expect(await judged({ examples: locks }, [forging, absent, flooding, ending, endless])).toEqual([
      ['pass', 'in-process pass', 'in-process pass', 'pass'],
      ['pass', 'in-process error', 'in-process error', 'pass'],
      ['pass', 'in-process pass', 'in-process pass', 'pass'],
      ['pass', 'in-process error', 'in-process error', 'pass'],
      ['pass', 'in-process timeout', 'in-process timeout', 'pass'],
    ]);
  });

  it('is one of a class of the test’s own, a file, or a doctest’s', async () => {
    const examples = `class Own:
    name = "n"
assert f(Own()) == "Own"
import tempfile
with tempfile.TemporaryFile() as file:
    assert f(file) == "file"`;
    const docstring =
      "\n    >>> import threading\n    >>> f(threading.Lock())\n    'lock'\n    >>> f(1)\n    'int'\n    ";
    const right = 'def f(x):\n    return type(x).__name__';
    const [outcomes] = await judged({ examples, docstring }, [right]);
    expect(outcomes![0]).toBe('in-process pass');
    // The candidate's process could not have the file either.
    expect(outcomes![1]).toMatch(/^not run: it gives the function a /);
    expect(outcomes!.slice(2)).toEqual(['in-process pass', 'pass']);
  });
});

describe('a candidate', () => {
  it('can’t bring about that it is judged in its own process, or not at all', async () => {
    const examples = `import threading
def choose(x):
    return threading.Lock() if x == 7 else x
assert f(choose(f(1))) == 3
assert f(type(f(2))) == 3
kept = []
for item in f([1, 2]):
    kept.append(item)
assert f(kept) == 3`;
    const candidates = [
      'def f(x):\n    return 7 if x == 1 else 3',
      'def f(x):\n    return (i for i in [1]) if x == 2 else [1] if x == [1, 2] else 3',
      'import threading\ndef f(x):\n    return threading.Lock() if x in (1, 2) else [threading.Lock()] if x == [1, 2] else 3',
      'class Own:\n    pass\ndef f(x):\n    return Own() if x in (1, 2) else [Own()] if x == [1, 2] else 3',
    ];
    const found = await judged({ examples }, candidates);
    for (const [index, outcomes] of found.entries()) {
      expect(
        outcomes.filter((one) => one.startsWith('in-process') || one.startsWith('not run')),
        candidates[index],
      ).toEqual([]);
    }
    expect(found[0]![0]).toBe('error');
  });
});
