/** The plain process on typical files: with names of Python's modules, links, and broken parts beside whole ones. */
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

/** The statuses of a function's examples, and the reasons of those that do not run. */
async function verified(file: string, cwd = place.folder, name = 'f'): Promise<Told> {
  const { object, stderr } = await verifyJson([`${file}::${name}`], cwd);
  expect(object?.error ?? '', stderr).toBe('');
  return {
    statuses: object.candidates[0].verdicts.map(({ status }: { status: string }) => status),
    notRun: object.notRun.map(({ reason }: { reason: string }) => reason),
  };
}

describe('a file named like a module of the standard library', () => {
  // Modules that the runner itself, or doctest, imports late.
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
  expect([...new Set(notRun)]).toEqual([expect.stringContaining("doctest can't parse this docstring")]);
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

it('lets the tests print though the file, as a script, closes its output', async () => {
  const main = 'def _main():\n    assert f(1)\n    with sys.stdout as out:\n        print(f(1), file=out)\n';
  const script = 'if __name__ == "__main__":\n    _main()\n';
  place.file(`import sys\n\n\ndef f(x):\n    return x + 1\n\n\n${main}\n\n${script}`, 'core.py');
  place.file('from core import f\n\n\ndef test_f():\n    print("a")\n    assert f(1) == 2\n', 'test_core.py');
  expect(await verified(place.in('core.py'))).toEqual({ statuses: ['pass', 'pass'], notRun: [] });
});

it('runs what the file holds where a test file ends the process that imports it', async () => {
  place.file('def f(x):\n    return x + 1\n\n\nassert f(2) == 3\n', 'core.py');
  place.file(`import os\n\nos._exit(3)\n${tested}`, 'test_core.py');
  const told = await verified(place.in('core.py'));
  expect(told).toEqual({ statuses: ['pass'], notRun: ['a test file ends the process that imports it: test_core.py'] });
});

describe('what is an example', () => {
  /** The candidates' results by their ids. */
  async function judged(text: string, candidates: Readonly<Record<string, string>>, name = 'f') {
    const file = place.file(text, 'subject.py');
    const lines = Object.entries(candidates).map(([id, solution]) => JSON.stringify({ id, solution }));
    const given = place.file(`${lines.join('\n')}\n`, 'candidates.jsonl');
    const { object } = await verifyJson([`${file}::${name}`, '--candidates', given], place.folder);
    return new Map<string, { passed: boolean; verdicts: { message?: string }[]; reaches?: { what: string }[] }>(
      object.candidates.map((one: { id: string }) => [one.id, one]),
    );
  }

  it('an assert on what calls have left behind, by whatever way', async () => {
    const file = place.file(
      'seen = []\n\n\ndef note(x):\n    seen.append(x)\n\n\ndef f(x):\n    note(x)\n    return x\n\n\nassert f(1) == 1\nassert seen == [1]\nassert len("ab") == 2\n',
      'subject.py',
    );
    expect(await verified(file)).toEqual({ statuses: ['pass', 'pass'], notRun: [] });
  });

  it('one that passes though it calls what does nothing, as empty methods do', async () => {
    place.file(
      'class Guard:\n    def __enter__(self):\n        pass\n\n    def __exit__(self, *error):\n        pass\n\n\n' +
        'def f(x):\n    with Guard():\n        return x + 1\n\n\ndef late(x):\n    ...\n\n\n' +
        'assert f(1) == 2\nassert f(late(1)) == 3\n',
      'core.py',
    );
    place.file(tested, 'test_core.py');
    const { statuses, notRun } = await verified(place.in('core.py'));
    expect(statuses).toEqual(['pass', 'pass']);
    expect(notRun).toEqual(['it needs late, which is a stub as well']);
  });

  it('a check is charged with a statement before it that the candidate ends', async () => {
    const all = await judged(
      'def f(xs, n):\n    """Rotate in place."""\n\n\nempty = []\nf(empty, 2)\nassert empty == []\n',
      { right: 'def f(xs, n):\n    xs[:] = xs[n:] + xs[:n]\n', wrong: 'def f(xs, n):\n    n %= len(xs)\n' },
    );
    expect(all.get('right')!.passed).toBe(true);
    expect(all.get('wrong')!.passed).toBe(false);
    expect(all.get('wrong')!.verdicts[0]!.message).toContain('line 6 failed: ZeroDivisionError');
  });

  it('StopIteration out of a plain call ends nobody else’s iteration', async () => {
    const all = await judged('def f(xs):\n    """First even one."""\n\n\nassert list(map(f, [[1]])) == []\n', {
      ending: 'def f(xs):\n    return next(x for x in xs if x % 2 == 0)\n',
    });
    expect(all.get('ending')!.verdicts[0]!.message).toContain('raised StopIteration');
  });

  it('a candidate that is not confined says why', async () => {
    const all = await judged('def f(x):\n    """Itself."""\n\n\nassert f(1) == 1\n', {
      plain: 'def f(x):\n    return x\n',
      reaching: 'import gc\n\n\ndef f(x):\n    gc.collect()\n    return x\n',
    });
    expect(all.get('plain')).not.toHaveProperty('reaches');
    expect(
      all
        .get('reaching')!
        .reaches!.map(({ what }) => what)
        .join(),
    ).toContain('gc');
    expect(all.get('reaching')!.passed).toBe(true);
  });

  it('a statement that can’t run there is left out, and named', async () => {
    const file = place.file(
      'import socket\n\nlistener = socket.create_server(("127.0.0.1", 0))\n\n\ndef f(x):\n    return x + 1\n\n\nassert f(1) == 2\n',
      'subject.py',
    );
    const { object } = await verifyJson([`${file}::f`], place.folder);
    expect(object.leftOut).toMatchObject([{ line: 3, message: expect.stringContaining('line 3 failed') }]);
    expect(object.candidates[0].passed).toBe(true);
  });

  it('the present body is held to the rules for candidates with --strict alone', async () => {
    const file = place.file(
      'import os\n\n\ndef f(x):\n    return os.environ.get(x)\n\n\nassert f("NO") is None\n',
      's.py',
    );
    const free = await verifyJson([`${file}::f`], place.folder);
    expect(free.object.candidates[0]).toMatchObject({ passed: true, verdicts: [{ integrity: 'in-process' }] });
    const strict = await verifyJson([`${file}::f`, '--strict'], place.folder);
    expect(strict.object.candidates[0]).toMatchObject({ passed: true, verdicts: [{ integrity: 'boundary' }] });
  });
});

describe('tests that come to the function through another module', () => {
  it('in the package itself, by relative imports', async () => {
    place.file('', 'pack/__init__.py');
    place.file('def f(x):\n    return x + 1\n', 'pack/_core.py');
    place.file('from ._core import f\n\n\ndef g(x):\n    return f(x)\n', 'pack/_more.py');
    place.file('', 'pack/tests/__init__.py');
    place.file('from .._more import g\n\n\ndef test_g():\n    assert g(1) == 2\n', 'pack/tests/test_more.py');
    place.file('from .. import _more\n\n\ndef test_g():\n    assert _more.g(2) == 3\n', 'pack/tests/test_again.py');
    const told = await verified(place.in('pack/_core.py'));
    expect(told).toEqual({ statuses: ['pass', 'pass'], notRun: [] });
  });

  it('that lies beside it, and not beside the tests', async () => {
    place.file('def f(x):\n    return x + 1\n', 'core.py');
    place.file('from core import f\n\n\ndef g(x):\n    return f(x)\n', 'more.py');
    place.file('from more import g\n\n\ndef test_g():\n    assert g(1) == 2\n', 'tests/test_more.py');
    place.file('[tool.pytest.ini_options]\npythonpath = ["."]\n', 'pyproject.toml');
    expect(await verified(place.in('core.py'))).toEqual({ statuses: ['pass'], notRun: [] });
  });
});
