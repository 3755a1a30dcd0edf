/** Test functions as examples, in the file itself and in test files around it. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import {
  childSource,
  loadParser,
  PythonDocument,
  specificationOf,
  TestFiles,
} from '../../server/src/specification/index.ts';
import { expectMarked, source, specified } from './specification.ts';

await loadParser();

/** `test_x.py::TestA.test_b`, in the order of the examples. */
function testsIn({ steps, examples }: Specification): string[] {
  const named = steps.flatMap((step) =>
    step.do === 'tests'
      ? step.tests.map(({ name, example }) => ({ example, label: `${path.basename(step.file)}::${name}` }))
      : [],
  );
  expect(named.every(({ example }) => examples[example] !== undefined)).toBe(true);
  return named.sort((a, b) => a.example - b.example).map(({ label }) => label);
}

describe('test functions of the same file', () => {
  it('are examples where they call the function, directly or through helpers', () => {
    const found = expectMarked(
      'f',
      `
      import pytest  #: run
      def f(x): ...  #: define
      def other(x): return x
      def twice(x):  #: run
          return f(f(x))
      @pytest.mark.parametrize("x", [1, 2])  #: run
      def test_f(x):  #: example
          assert f(x) == x
      def test_helper():  #: example, run
          assert twice(3) == 3
      def test_other():
          assert other(1) == 1
      `,
    );
    expect(found.examples.map(({ kind }) => kind)).toEqual(['pytest', 'pytest']);
    expect(found.examples[0]!.source).toBe(
      '@pytest.mark.parametrize("x", [1, 2])\ndef test_f(x):\n    assert f(x) == x',
    );
  });

  it('count through fixtures, and through what sets their class up', () => {
    const found = specified(
      'Stack.push',
      `
      import pytest
      class Stack:
          def __init__(self): self.items = []
          def push(self, x): ...
          def size(self): return len(self.items)
      @pytest.fixture
      def stack():
          return Stack()
      @pytest.fixture(autouse=True)
      def quiet(monkeypatch):
          monkeypatch.setenv("A", "b")
      def test_push(stack):
          stack.push(1)
          assert stack.size() == 1
      def test_size(stack):
          assert stack.size() == 0
      class TestStack:
          def setup_method(self):
              self.own = Stack()
          def test_twice(self):
              self.own.push(1)
              assert self.own.size() == 1
          def fill(self):
              self.own.push(3)
          def test_fill(self):
              self.fill()
      `,
    );
    expect(testsIn(found)).toEqual([
      'task.py::test_push',
      'task.py::TestStack.test_twice',
      'task.py::TestStack.test_fill',
    ]);
    const run = found.steps.flatMap((step) => (step.do === 'run' ? [step.source.split('\n').at(-1)] : []));
    expect(run).toContain('    monkeypatch.setenv("A", "b")');
  });

  it('of a TestCase are of the kind unittest, mixins and bases of the file included', () => {
    const found = specified(
      'f',
      `
      import unittest
      def f(x): ...
      class Base(unittest.TestCase):
          pass
      class Words(Base):
          def test_base(self): self.assertEqual(f(1), 1)
      class Case(unittest.TestCase):
          def test_own(self): self.assertEqual(f(1), 1)
      class TestPlain:
          def test_plain(self): assert f(1) == 1
      `,
    );
    expect(found.examples.map(({ kind, line }) => [kind, line])).toEqual([
      ['unittest', 8],
      ['pytest', 10],
    ]);
  });

  it('are not run where they are skipped or expected to fail whatever the machine', () => {
    expectMarked(
      'f',
      `
      import pytest, sys, unittest
      def f(x): ...  #: define
      @pytest.mark.skip(reason="not now")
      def test_a():  #: not run, it is skipped: not now
          f(1)
      @pytest.mark.xfail
      def test_b():  #: not run, it is expected to fail
          f(1)
      @unittest.skip("later")
      def test_c():  #: not run, it is skipped: later
          f(1)
      `,
    );
    const kept = specified(
      'f',
      `
      import pytest, sys
      def f(x): ...
      @pytest.mark.skipif(sys.platform == "win32", reason="no")
      def test_a(): f(1)
      @pytest.mark.xfail(sys.version_info < (3, 9), reason="old")
      def test_b(): f(1)
      `,
    );
    expect(kept.examples).toHaveLength(2);
  });

  it('are not run where they need another stub', () => {
    expectMarked(
      'f',
      `
      def g(x):
          """Another."""
      def f(x): ...  #: define
      def test_f():  #: not run, it needs g, which is a stub itself: synthesize g first.
          assert f(1) == g(1)
      `,
    );
  });

  it('have no examples themselves, nor have fixtures', () => {
    const text = `
      import pytest
      @pytest.fixture
      def data(): return [1]
      def f(x): ...
      def test_f(data): assert f(data) == 1
      `;
    for (const name of ['data', 'test_f']) expect(specified(name, text).examples).toEqual([]);
  });

  it('never reach the candidate, nor what only they use', () => {
    const text = source(`
      import pytest
      TABLE = [(1, 41)]
      LIMIT = 3
      @pytest.fixture
      def expected(): return 42
      def f(x):
          """Doc."""
          return LIMIT
      @pytest.mark.parametrize("x, y", TABLE)
      def test_table(x, y): assert f(x) == y
      def test_fixture(expected): assert f(2) == expected
      class TestF:
          WANT = 43
          def test_class(self): assert f(3) == self.WANT
      `);
    const document = new PythonDocument('/project/task.py', text);
    const specification = specificationOf(document, 'f', {}) as Specification;
    const cheating = new PythonDocument(
      '/project/task.py',
      text.replace('return LIMIT', 'return (TABLE, expected, TestF, LIMIT)'),
    );
    const child = childSource(cheating, 'f', specification);
    for (const secret of ['41', '42', '43', 'test_', 'pytest']) expect(child).not.toContain(secret);
    expect(child).toContain('LIMIT = 3');
    document.dispose();
    cheating.dispose();
  });

  it('run their file before they are found, but for what has to do with calls', () => {
    const { steps } = specified(
      'f',
      `
      seen = []
      def f(x): seen.append(x)
      f(1)
      count = len(seen)
      assert count == 1
      LIMIT = 2
      def test_f(): assert f(LIMIT) is None
      `,
    );
    const tied = steps.flatMap((step) => (step.do === 'run' ? [[step.source.split('\n')[0], step.tied ?? false]] : []));
    expect(tied).toEqual([
      ['seen = []', false],
      ['f(1)', true],
      ['count = len(seen)', true],
      ['LIMIT = 2', false],
      ['def test_f(): assert f(LIMIT) is None', false],
    ]);
  });
});

describe('test files', () => {
  let workspace: string;
  let count = 0;

  beforeAll(() => {
    workspace = mkdtempSync(path.join(tmpdir(), 'assay-tests-'));
  });
  afterAll(() => rmSync(workspace, { recursive: true, force: true }));

  /** Creates a project with these files. Returns the specification of a function in the first. */
  function project(name: string, files: Record<string, string>, testFiles?: TestFiles): Specification {
    const folder = path.join(workspace, String(count++));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), source(text));
    }
    const [first, text] = Object.entries(files)[0]!;
    return ask(name, path.join(folder, first), source(text), folder, testFiles ?? new TestFiles());
  }

  function ask(name: string, file: string, text: string, folder: string, testFiles: TestFiles): Specification {
    const document = new PythonDocument(file, text, testFiles);
    try {
      const found = specificationOf(document, name, { workspace: folder });
      if ('error' in found) throw new Error(found.error);
      expect(found.steps.length).toBeGreaterThan(0);
      return found;
    } finally {
      document.dispose();
    }
  }

  const test = (head: string, call: string) =>
    `${head}\n\ndef test_it():\n    assert ${call} == 1\n\ndef test_not():\n    assert 1\n`;

  it('are found beside the file and in tests, there and above', () => {
    const found = project('f', {
      'src/app/words.py': 'def f(x): ...\n',
      'src/app/test_words.py': test('from words import f', 'f(1)'),
      'src/app/words_test.py': test('from words import f as g', 'g(1)'),
      'src/app/tests/test_a.py': test('import words', 'words.f(1)'),
      'src/test_b.py': test('from app.words import f', 'f(1)'),
      'tests/unit/deep/test_c.py': test('from app import words as w', 'w.f(1)'),
      'tests/test_d.py': test('from app.words import *', 'f(1)'),
      'tests/test_other.py': test('from app.letters import f', 'f(1)'),
      'tests/helper.py': test('from app.words import f', 'f(1)'),
      'elsewhere/test_e.py': test('from app.words import f', 'f(1)'),
    });
    expect(testsIn(found)).toEqual(
      [
        'test_words.py::test_it',
        'words_test.py::test_it',
        'test_a.py::test_it',
        'test_b.py::test_it',
        'test_d.py::test_it',
        'test_c.py::test_it',
      ].sort((a, b) => order(found, a) - order(found, b)),
    );
    expect(new Set(testsIn(found))).toHaveProperty('size', 6);
  });

  const order = (found: Specification, label: string) => testsIn(found).indexOf(label);

  it('are found as the configuration of pytest names files and folders', () => {
    const f = 'def f(x):\n    return x\n';
    const test = (name: string) => `from m import f\n\n\ndef test_${name}():\n    assert f(1) == 1\n`;
    const files = {
      'm.py': f,
      'checks/check_a.py': test('a'),
      'checks/deep/check_b.py': test('b'),
      'checks/helper.py': test('no'),
      'tests/test_c.py': test('no'),
    };
    const names = (config: Record<string, string>) =>
      testsIn(project('f', { ...files, ...config })).map((one) => one.split('::')[0]);
    const toml =
      '[tool.pytest.ini_options]\npython_files = [\n  "check_*.py",\n]\ntestpaths = ["checks"]\n\n[tool.ruff]\n';
    const ini = '[pytest]\npython_files =\n    check_*.py\n    verify_*.py\ntestpaths = checks  # here\n';
    expect(names({ 'pyproject.toml': toml })).toEqual(['check_a.py', 'check_b.py']);
    expect(names({ 'pytest.ini': ini })).toEqual(['check_a.py', 'check_b.py']);
    expect(names({ 'setup.cfg': ini.replace('[pytest]', '[tool:pytest]') })).toHaveLength(2);
    expect(names({ 'setup.cfg': '[metadata]\nname = m\n' })).toEqual(['test_c.py']);
  });

  it('are found in folders that are named after tests, and under loose names where there are no others', () => {
    const f = 'def f(x):\n    return x\n';
    const test = (name: string) => `from m import f\n\n\ndef test_${name}():\n    assert f(1) == 1\n`;
    const folders = {
      'unit_tests/test_a.py': test('a'),
      'm_tests/test_b.py': test('b'),
      'latest/test_c.py': test('c'),
    };
    expect(testsIn(project('f', { 'm.py': f, ...folders }))).toEqual(['test_b.py::test_b', 'test_a.py::test_a']);
    const loose = { 'tests/mtest.py': test('a'), 'tests/testmore.py': test('b'), 'tests/data.py': test('c') };
    expect(testsIn(project('f', { 'm.py': f, ...loose }))).toEqual(['mtest.py::test_a', 'testmore.py::test_b']);
  });

  it('are known by the lines of their own file', () => {
    const { examples } = project('f', {
      'words.py': 'def f(x): ...\nassert f(3) == 3\n',
      'test_words.py':
        'from words import f\n\n\nclass TestF:\n    @staticmethod\n    def test_it():\n        assert f(1)\n',
    });
    expect(examples.map(({ file, line, kind }) => [path.basename(file), line, kind])).toEqual([
      ['words.py', 2, 'assert'],
      ['test_words.py', 6, 'pytest'],
    ]);
    expect(examples[1]!.source).toBe('@staticmethod\ndef test_it():\n    assert f(1)');
  });

  it('may import through the package, relatively, or as a module', () => {
    const found = project('area', {
      'geo/shapes.py': 'def area(x): ...\ndef half(x): return area(x) / 2\n',
      'geo/__init__.py': 'from .shapes import area as surface, half\n',
      'geo/tests/__init__.py': '',
      'geo/tests/test_a.py': test('from geo import surface', 'surface(1)'),
      'geo/tests/test_b.py': test('from ..shapes import area', 'area(1)'),
      'geo/tests/test_c.py': test('import geo', 'geo.shapes.area(1)'),
      'geo/tests/test_d.py': test('from .. import shapes', 'shapes.area(1)'),
      'geo/tests/test_e.py': test('from geo import half', 'half(1)'),
      'geo/tests/test_f.py': test('from geo import (  # all\n    surface as a,\n)', 'a(1)'),
    });
    expect(testsIn(found)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((one) => `test_${one}.py::test_it`));
    const step = found.steps.find((one) => one.do === 'tests')!;
    expect(step).toMatchObject({ module: 'geo.tests.test_a', source: expect.stringContaining('surface') });
    expect(found.steps.flatMap((one) => (one.do === 'run' ? [one.source] : []))).toContain(
      'def half(x): return area(x) / 2',
    );
  });

  it('may import in the body of a test or a helper', () => {
    const found = project('area', {
      'shapes.py': 'def area(x): ...\ndef other(x): return x\nclass Box:\n    def side(self): return area(self)\n',
      'test_a.py': 'def test_it():\n    from shapes import area\n    assert area(1) == 1\n',
      'test_b.py':
        'def test_it():\n    import shapes as s\n    assert s.area(1) == 1\n\ndef test_not():\n    assert area\n',
      'test_c.py':
        'def test_not():\n    from shapes import other\n    import shapes\n    assert shapes.other(1) == 1\n',
      'test_d.py':
        'def helper(x):\n    from shapes import area as a\n    return a(x)\n\nclass TestD:\n    def test_it(self):\n        assert helper(1) == 1\n',
      'test_e.py': 'def test_it():\n    from shapes import Box\n    assert Box().side() == 1\n',
    });
    expect(testsIn(found)).toEqual(
      ['a', 'b', 'd', 'e'].map((one) => `test_${one}.py::${one === 'd' ? 'TestD.test_it' : 'test_it'}`),
    );
  });

  it('reach the function through fixtures of a conftest.py above', () => {
    const found = project('Stack.push', {
      'stack.py': 'class Stack:\n    def push(self, x): ...\n',
      'tests/conftest.py':
        'import pytest\nfrom stack import Stack\n\n@pytest.fixture\ndef full():\n    return Stack()\n',
      'tests/test_stack.py': 'def test_push(full):\n    full.push(1)\n\ndef test_none(full):\n    assert full\n',
    });
    expect(testsIn(found)).toEqual(['test_stack.py::test_push']);
  });

  it('are taken from open buffers before the disk', () => {
    const folder = path.join(workspace, 'open');
    mkdirSync(folder);
    const files = ['words.py', 'test_words.py', 'conftest.py'].map((one) => path.join(folder, one));
    writeFileSync(files[0]!, 'def f(x): ...\n');
    writeFileSync(files[1]!, test('from words import f', 'f(1)'));
    writeFileSync(files[2]!, '');
    const open = new PythonDocument(files[1]!, 'from words import f\n\ndef test_typed():\n    assert f(2)\n');
    const testFiles = new TestFiles(() => [open]);
    const before = ask('f', files[0]!, 'def f(x): ...\n', folder, testFiles);
    expect(testsIn(before)).toEqual(['test_words.py::test_typed']);
    expect(before.steps.at(-1)).toMatchObject({ unsaved: { [files[1]!]: open.text } });
    open.edit({ start: { line: 2, character: 4 }, end: { line: 2, character: 14 } }, 'test_more');
    const after = ask('f', files[0]!, 'def f(x): ...\n', folder, testFiles);
    expect(testsIn(after)).toEqual(['test_words.py::test_more']);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    open.dispose();
  });

  it('are looked at again when they may have changed, and only then', () => {
    const folder = path.join(workspace, 'later');
    mkdirSync(folder);
    const [file, other] = ['words.py', 'test_words.py'].map((one) => path.join(folder, one)) as [string, string];
    writeFileSync(other, test('from words import f', 'f(1)'));
    let now = 0;
    const testFiles = new TestFiles(
      () => [],
      () => now,
    );
    const document = new PythonDocument(file, 'def f(x): ...\n', testFiles);
    const asked = () => specificationOf(document, 'f', { workspace: folder }) as Specification;
    const before = asked();
    expect(asked()).toBe(before);
    writeFileSync(other, 'from words import f\n\ndef test_new():\n    assert f(1) == 2\n');
    utimesSync(other, 1, 1);
    expect(asked()).toBe(before);
    now += 10_000;
    expect(testsIn(asked())).toEqual(['test_words.py::test_new']);
    rmSync(other);
    now += 10_000;
    expect(asked().examples).toEqual([]);
    document.dispose();
  });

  it('change the fingerprint by what their tests need alone', () => {
    const files = { 'words.py': 'def f(x): ...\n', 'test_words.py': test('from words import f', 'f(1)') };
    const [one, same, other] = [
      files,
      { ...files, 'test_words.py': files['test_words.py'].replace('assert 1\n', 'assert 2\n') },
      { ...files, 'test_words.py': files['test_words.py'].replace('== 1', '== 2') },
    ].map((each) => project('f', each).fingerprint);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('that are large, binary or not to be read are passed over', () => {
    const found = project('f', {
      'words.py': 'def f(x): ...\n',
      'test_large.py': `from words import f\n${'# filler\n'.repeat(120_000)}def test_it(): f(1)\n`,
      'test_binary.py': 'from words import f\n\0\ndef test_it(): f(1)\n',
      'test_half.py': 'from words import f\n\ndef test_it():\n    assert f(1\n\n\ndef test_whole():\n    assert f(1)\n',
    });
    expect(testsIn(found)).toEqual(['test_half.py::test_whole']);
  });
});
