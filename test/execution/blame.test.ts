/** Nothing that a candidate raises, returns or omits excludes an example. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJson } from '../servers/terminal.ts';
import { anyPython } from './pythons.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-blame-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** The statuses of a single candidate, followed by the examples that could not run. */
async function judged(text: string, candidate: string): Promise<string[]> {
  const own = path.join(folder, String(++count));
  const file = path.join(own, 'subject.py');
  const candidates = path.join(own, 'candidates.jsonl');
  mkdirSync(own);
  writeFileSync(file, text);
  writeFileSync(candidates, JSON.stringify({ id: 'one', solution: candidate }));
  const flags = ['--candidates', candidates, '--interpreter', anyPython().path];
  const { object, stderr } = await verifyJson([`${file}::f`, ...flags], own);
  if (!object?.candidates) throw new Error(stderr);
  const statuses = object.candidates[0].verdicts.map(({ status }: { status: string }) => status);
  return [...statuses, ...object.notRun.map(({ reason }: { reason: string }) => `not run: ${reason}`)];
}

describe('an example whose own code fails', () => {
  it('is an error of the candidate that gave a statement nothing to work with', async () => {
    const text = `
def f(x):
    """The settings in a line."""

parsed = f("a=1")
value = parsed["a"]
assert value == "1"
assert f("b=2") == {"b": "2"}
`;
    expect(await judged(text, 'def f(x):\n    return {"b": "2"}')).toEqual(['error', 'pass']);
    expect(await judged(text, 'def f(x):\n    return dict([x.split("=")])')).toEqual(['pass', 'pass']);
  });

  it('is an error of the candidate whose exception kept a name from being bound', async () => {
    const text = `
def f(x):
    """The square."""

def logged(x):
    try:
        result = f(x)
    finally:
        print(result)
    return result

assert logged(2) == 4
assert f(1) == 1
`;
    expect(await judged(text, 'def f(x):\n    if x == 2:\n        raise ValueError(x)\n    return x')).toEqual([
      'error',
      'pass',
    ]);
    expect(await judged(text, 'def f(x):\n    return x * x')).toEqual(['pass', 'pass']);
  });

  it('is an error of the candidate whose exception was raised anew', async () => {
    const text = `
def f(x):
    """The square."""

def wrapped(x):
    try:
        return f(x)
    except Exception as error:
        raise type(error)(*error.args)

assert wrapped(2) == 4
assert f(1) == 1
`;
    const raises = (error: string) => `def f(x):\n    if x == 2:\n        raise ${error}\n    return x`;
    for (const error of [`NameError("name 'q' is not defined")`, `OSError(13, 'no')`, `ImportError('no')`]) {
      const [first, ...rest] = await judged(text, raises(error));
      expect([first === 'error' || first === 'blocked', ...rest]).toEqual([true, 'pass']);
    }
  });

  it('is an error of the candidate that chose a place where nothing can be written', async () => {
    const text = `
import tempfile

def f(x, folder):
    """A file's place in the folder."""

def save(x):
    with open(f(x, tempfile.gettempdir()), "w") as file:
        file.write("x")
    return True

assert save("a")
assert f("b", "").endswith("b")
`;
    for (const place of ['/proc/nowhere/', '/usr/']) {
      expect(await judged(text, `def f(x, folder):\n    return "${place}" + x`)).toEqual(['error', 'pass']);
    }
    expect(await judged(text, 'def f(x, folder):\n    return folder + "/" + x')).toEqual(['pass', 'pass']);
  });

  it('is an error of the candidate that ended a loop whose rounds had held', async () => {
    const text = `
def f(x):
    """The numbers in order, as a new list."""

for xs in ([2, 2], [3, 1], [5, 4]):
    before = list(xs)
    assert f(xs) == sorted(before)
    if xs != before:
        raise ValueError("changed")
`;
    expect(await judged(text, 'def f(x):\n    x.sort()\n    return x')).toEqual(['error']);
    expect(await judged(text, 'def f(x):\n    return sorted(x)')).toEqual(['pass']);
  });

  it('is not run where it is the file that names what is not there, or not to be written', async () => {
    const text = `
def f(x):
    """The square."""

def save(x):
    result = f(x)
    with open("/usr/nowhere", "w") as file:
        file.write(str(result))
    return result

assert save(2) == 4
assert f(1) == nowhere
assert f(1) == 1
`;
    expect(await judged(text, 'def f(x):\n    return x * x')).toEqual([
      'pass',
      expect.stringContaining("not run: it does what examples can't do here"),
      'not run: it uses nowhere, which the file does not define',
    ]);
  });
});

describe('a test function', () => {
  const text = `
import unittest

import pytest

def f(x):
    """The square."""

def test_one():
    assert f(1) == 1

def test_two():
    assert f(2) == 4

def test_three():
    try:
        assert f(3) == 9
    except NotImplementedError:
        pytest.skip("not for three")

@pytest.mark.xfail
def test_four():
    assert f(4) == 5
`;
  const xfail = 'not run: it is expected to fail: remove the xfail mark to run it';

  it('is not skipped because the candidate says so', async () => {
    const raises = (head: string, what: string) =>
      `${head}\ndef f(x):\n    if x in (2, 3):\n        ${what}\n    return x * x`;
    expect(await judged(text, raises('import pytest', 'pytest.skip("x")'))).toEqual(['pass', 'error', 'error', xfail]);
    expect(await judged(text, raises('import pytest', 'pytest.xfail("x")'))).toEqual(['pass', 'error', 'error', xfail]);
    const skips = raises('import unittest', 'raise unittest.SkipTest("x")');
    expect(await judged(text, skips)).toEqual(['pass', 'error', 'error', xfail]);
    expect(await judged(text, raises('', 'raise NotImplementedError'))).toEqual(['pass', 'error', 'error', xfail]);
    expect(await judged(text, 'def f(x):\n    return x * x')).toEqual(['pass', 'pass', 'pass', xfail]);
  });
});
