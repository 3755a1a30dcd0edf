/** The plain process tells which lines of a candidate no example runs. */
import { afterEach, describe, expect, it } from 'vitest';
import { Judge } from '../../server/src/execution/judge.ts';
import type { Parts } from '../hostile/specification.ts';
import { judgePreparation } from './preparation.ts';

const open: Judge[] = [];
const signal = () => AbortSignal.timeout(60_000);

afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** The texts of the lines that `f(1)` and `f(2)` do not run. */
async function unrun(candidate: string, parts: Partial<Parts> = {}): Promise<string[] | undefined> {
  const { subject, ...preparation } = judgePreparation({}, parts);
  const judge = await Judge.start(preparation, 1, signal());
  open.push(judge);
  const { text } = subject(candidate);
  const lines = await judge.unrun(subject(candidate), signal());
  return lines?.map((line) => text.split('\n')[line - 1]!.trim());
}

describe('lines that no example runs', () => {
  it('are those of branches, handlers, inner functions and helpers', async () => {
    const candidate = `LIMIT = 10

def helper(x):
    if x > LIMIT:
        return LIMIT
    return x

def f(x):
    """Docstring."""
    def unused():
        return 5
    y: int
    if x < 0:
        raise ValueError(
            "negative"
        )
    try:
        x = helper(x)
    except TypeError:
        x = None
    for one in []:
        continue
    while True:
        pass
        break
    return x
`;
    expect(await unrun(candidate)).toEqual([
      'return LIMIT',
      'return 5',
      'raise ValueError(',
      '"negative"',
      'except TypeError:',
      'x = None',
      'continue',
    ]);
  });

  it('do not count those that a constant of its own has run', async () => {
    const candidate = 'def table(n):\n    return n + 1\n\nTABLE = table(0)\n\ndef f(x):\n    return x + TABLE - 1\n';
    expect(await unrun(candidate)).toEqual([]);
  });

  it('are found where the file is loaded with the candidate', async () => {
    const candidate = 'def f(x):\n    if x < 0:\n        return -x\n    return x\n\nprint(end="")\n';
    expect(await unrun(candidate)).toEqual(['return -x']);
  });

  it('are unknown of a candidate that is not confined, or that fails', async () => {
    expect(await unrun('def f(x):\n    import os\n    os.stat("/")\n    return x\n')).toBeUndefined();
    expect(await unrun('def f(x):\n    return 1\n')).toBeUndefined();
  });

  it('are unknown where an example follows lines itself', async () => {
    const examples = 'import sys\nassert sys.settrace(None) is None and f(1) == 1';
    expect(await unrun('def f(x):\n    if x < 0:\n        return 1\n    return x\n', { examples })).toBeUndefined();
  });
});
