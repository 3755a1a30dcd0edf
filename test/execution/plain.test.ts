/** The plain process on files as people have them: named like modules of Python's, links, broken next to what is whole. */
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { verifyJson } from '../servers/terminal.ts';

const place = scratch('plain', 'each');

const increment = `def f(x):
    """Add one.

    >>> f(1)
    2
    >>> f("a")
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str
    """
    return x + 1


assert f(2) == 3
`;
const tested = 'from core import f\n\n\ndef test_f():\n    assert f(1) == 2\n';

interface Told {
  readonly statuses: readonly string[];
  readonly notRun: readonly string[];
}

/** The statuses of the examples of a function, and the reasons of those that are not run. */
async function verified(file: string, cwd = place.folder, name = 'f'): Promise<Told> {
  const { object, stderr } = await verifyJson([`${file}::${name}`], cwd);
  expect(object?.error ?? '', stderr).toBe('');
  return {
    statuses: object.candidates[0].verdicts.map(({ status }: { status: string }) => status),
    notRun: object.notRun.map(({ reason }: { reason: string }) => reason),
  };
}

describe('a file named like a module of the standard library', () => {
  // Those that the runner itself imports late, or that doctest does.
  it.for(['ast', 'doctest', 'pdb', 'resource'])('%s.py', async (name) => {
    const file = place.file(increment, `${name}.py`);
    expect(await verified(file)).toEqual({ statuses: ['pass', 'pass', 'pass'], notRun: [] });
  });
});

it('takes a file and its tests that are links to elsewhere', async () => {
  const file = place.file('def f(x):\n    return x + 1\n\n\nassert f(2) == 3\n', 'store/core.py');
  const test = place.file(tested, 'store/test_core.py');
  const project = place.in('project');
  mkdirSync(project);
  symlinkSync(file, path.join(project, 'core.py'));
  symlinkSync(test, path.join(project, 'test_core.py'));
  const told = await verified(path.join(project, 'core.py'), project);
  expect(told).toEqual({ statuses: ['pass', 'pass'], notRun: [] });
});

it('lets a test start the interpreter', async () => {
  place.file('def f(x):\n    return x + 1\n\n\nif __name__ == "__main__":\n    print(f(1))\n', 'core.py');
  place.file(
    `import subprocess, sys
from core import f


def test_f():
    shown = subprocess.run([sys.executable, "core.py"], capture_output=True, text=True, check=True).stdout
    assert int(shown) == f(1)
`,
    'test_core.py',
  );
  expect(await verified(place.in('core.py'))).toEqual({ statuses: ['pass'], notRun: [] });
});

it('runs the asserts beside a docstring that doctest can not read, and says why that is not run', async () => {
  const file = place.file(
    'def f(x):\n    """Add one.\n\n    >>>f(1)\n    2\n    """\n    return x + 1\n\n\nassert f(2) == 3\n',
  );
  const { statuses, notRun } = await verified(file);
  expect(statuses).toEqual(['pass']);
  expect([...new Set(notRun)]).toEqual([expect.stringContaining("doctest can't read it")]);
});

it('does not hold against a function that it writes where examples can not', async () => {
  place.file('def f(name, text):\n    with open(name, "w") as stream:\n        stream.write(text)\n', 'core.py');
  place.file(
    'from core import f\n\n\ndef test_here():\n    f("out.txt", "a")\n\n\ndef test_temporary(tmp_path):\n    f(tmp_path / "o", "a")\n',
    'test_core.py',
  );
  const { statuses, notRun } = await verified(place.in('core.py'));
  expect(statuses).toEqual(['pass']);
  expect(notRun).toEqual([expect.stringMatching(/write only temporary files \(PermissionError.*out\.txt/)]);
});

it('names the statement of the file that failed, not the function that needs it', async () => {
  const text = 'import os\n\nSECRET = os.environ["NO_SUCH_SECRET"]\n\n\ndef f(x):\n    return len(SECRET) + x\n\n\n';
  const file = place.file(`${text}assert f(1) == 2\n`);
  const { code, object } = await verifyJson([`${file}::f`], place.folder);
  expect(code).toBe(2);
  expect(object.error).toContain("line 3 failed: KeyError: 'NO_SUCH_SECRET'");
});

it('tells what a function raised in a test of unittest', async () => {
  place.file('def f(x):\n    return 1 // (x - 1)\n', 'core.py');
  place.file(
    `import unittest
from core import f


class FTest(unittest.TestCase):
    def test_a(self):
        self.assertEqual(f(1), 2)

    def test_b(self):
        self.assertEqual(f(2), 2)

    def test_c(self):
        f(2)
        open("out.txt", "w")
`,
    'test_core.py',
  );
  const { object } = await verifyJson([`${place.in('core.py')}::f`], place.folder);
  expect(object.candidates[0].verdicts).toMatchObject([
    { status: 'error', message: expect.stringMatching(/^ZeroDivisionError: .* \(line 2\)$/) },
    { status: 'fail', actual: '1', expected: '2' },
  ]);
  expect(object.notRun).toMatchObject([{ line: 12, reason: expect.stringContaining('write only temporary files') }]);
});

it('does not take a test for one of __repr__ since the values that were compared are shown', async () => {
  place.file(
    'class A:\n    def __eq__(self, other):\n        return True\n\n    def __repr__(self):\n        return "A()"\n\n\nassert A() == A()\n',
    'core.py',
  );
  place.file(
    `from core import A


def test_equal():
    assert A() == A()


def test_length():
    assert len([A()]) == 1


def test_repr():
    assert repr(A()) == "A()"
`,
    'test_core.py',
  );
  const told = await verified(place.in('core.py'), place.folder, 'A.__repr__');
  expect(told.statuses).toEqual(['pass']);
});

it('runs what the file holds where a test file ends the process that imports it', async () => {
  place.file('def f(x):\n    return x + 1\n\n\nassert f(2) == 3\n', 'core.py');
  place.file(`import os\n\nos._exit(3)\n${tested}`, 'test_core.py');
  const told = await verified(place.in('core.py'));
  expect(told).toEqual({ statuses: ['pass'], notRun: ['a test file ends the process that imports it: test_core.py'] });
});
