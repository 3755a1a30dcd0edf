/** Names of the module: a call sees their values at its time, and the checks see the values that it sets. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyJson } from '../servers/terminal.ts';
import { anyPython } from './pythons.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-bindings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** The statuses of each candidate. */
async function judged(text: string, candidates: readonly string[]): Promise<string[]> {
  const own = path.join(folder, String(++count));
  const file = path.join(own, 'subject.py');
  const lines = path.join(own, 'candidates.jsonl');
  mkdirSync(own);
  writeFileSync(file, text);
  writeFileSync(lines, candidates.map((solution) => JSON.stringify({ solution })).join('\n'));
  const flags = ['--candidates', lines, '--interpreter', anyPython().path];
  const { object, stderr } = await verifyJson([`${file}::f`, ...flags], own);
  if (!object?.candidates) throw new Error(stderr);
  return object.candidates.map(({ verdicts }: { verdicts: { status: string }[] }) =>
    verdicts.map(({ status }) => status).join(' '),
  );
}

it('a constant that the file binds anew has at each call the value that it has there', async () => {
  const text = `
LIMIT = 5

def f(x):
    """x, but at most the limit."""

assert f(9) == 5
LIMIT = 7
assert f(9) == 7
`;
  const reading = 'def f(x):\n    return min(x, LIMIT)';
  const keeping = 'def f(x, limit=LIMIT):\n    return min(x, limit)';
  expect(await judged(text, [reading, keeping])).toEqual(['pass pass', 'pass fail']);
  const below = text.replace('LIMIT = 5\n', '').replace('assert f(9) == 5', 'LIMIT = 5\nassert f(9) == 5');
  expect(await judged(below, [reading])).toEqual(['pass pass']);
});

it('a default that reads a constant keeps the value from where the function stands', async () => {
  const text = `
LIMIT = 5

def f(x, limit=LIMIT):
    """x, but at most the limit."""

LIMIT += 2
assert f(9) == 5
`;
  expect(await judged(text, ['def f(x, limit=LIMIT):\n    return min(x, limit)'])).toEqual(['pass']);
});

it('a name that is deleted at the end of the file is there for calls above', async () => {
  const text = `
LIMIT = 5

def f(x):
    """x, but at most the limit."""

assert f(9) == 5
del LIMIT
`;
  expect(await judged(text, ['def f(x):\n    return min(x, LIMIT)'])).toEqual(['pass']);
});

it('a counter of the module is seen by the checks, though the stub does not read it', async () => {
  const text = `
total = 5
seen = []

def f(x):
    """Adds x to the total, and to what was seen."""

assert f(1) == 6
assert total == 6
assert seen == [1]
total = 10
assert f(2) == 12
assert (total, seen) == (12, [1, 2])
`;
  const right = 'def f(x):\n    global total\n    total += x\n    seen.append(x)\n    return total';
  const wrong = 'def f(x):\n    seen.append(x)\n    return total + x';
  expect(await judged(text, [right, wrong])).toEqual(['pass pass pass pass pass', 'pass fail pass pass fail']);
});

it('a table that only the examples read is not the candidate’s, whatever it claims', async () => {
  const text = `
ANSWERS = {1: 17, 2: 23}

def f(x):
    """A number."""

for given in (1, 2):
    assert f(given) == ANSWERS[given]
`;
  const asking = 'def f(x):\n    return ANSWERS[x]';
  const writing = 'def f(x):\n    global ANSWERS\n    ANSWERS = {1: 0, 2: 0}\n    return 0';
  expect(await judged(text, [asking, writing])).toEqual(['error', 'fail']);
});

it('a doctest may import from the package around, whose modules want more of the file than the function does', async () => {
  const own = path.join(folder, 'packaged');
  const file = path.join(own, 'pkg', 'first.py');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    path.join(own, 'pkg', '__init__.py'),
    'from .first import *\nfrom .other import thrice\nagain = twice\n',
  );
  writeFileSync(path.join(own, 'pkg', 'other.py'), 'from .first import _MARK, twice\nthrice = twice(3) + 3\n');
  const docstring =
    '"""One more.\n\n    >>> from pkg import again, thrice\n    >>> f(again(2)) + thrice\n    14\n    """';
  const twice = 'def twice(x):\n    return 2 * x\n';
  writeFileSync(
    file,
    `__all__ = ["f", "twice"]\n_MARK = 1\n\ndef f(x):\n    ${docstring}\n    return x + 1\n\n${twice}`,
  );
  const { object, stderr } = await verifyJson([`${file}::f`, '--interpreter', anyPython().path], own);
  if (!object?.candidates) throw new Error(stderr);
  expect(object.candidates[0].verdicts).toMatchObject([{ status: 'pass' }]);
});
