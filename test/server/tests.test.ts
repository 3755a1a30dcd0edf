/** Test functions as examples, run by their own frameworks through `assay verify`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { source } from '../pure/specification.ts';
import { newEnvironment } from '../servers/environment.ts';
import { assayJson, type Verified, verifyJson } from '../servers/terminal.ts';

let scratch: string;
let withPytest: string | undefined;
let bare: string | undefined;
let count = 0;

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'assay-frameworks-'));
  withPytest = newEnvironment(path.join(scratch, 'with'), ['pytest']);
  bare = newEnvironment(path.join(scratch, 'bare'), []);
}, 240_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Run extends Verified {
  /** The result of each test: `test_x`, `test_x[case]` with its status, or its reason. */
  readonly became: Record<string, string>;
}

/** Creates a project with these files. Returns the output of `assay verify` for a function of the first. */
async function verified(
  name: string,
  files: Record<string, string>,
  python: string | undefined,
  { skip }: TestContext,
  more: readonly string[] = [],
): Promise<Run> {
  skip(python === undefined, 'pip can not install here');
  const folder = path.join(scratch, `project${count++}`);
  for (const [file, text] of Object.entries({ 'pyproject.toml': '', ...files })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), source(text));
  }
  const args = [`${Object.keys(files)[0]}::${name}`, '--interpreter', python!, ...more];
  const run = await verifyJson(args, folder);
  const became: Record<string, string> = {};
  const label = (one: { source: string; case?: string; line: number }) =>
    (/def (test\w*)/.exec(one.source)?.[1] ?? one.source) + (one.case === undefined ? '' : `[${one.case}]`);
  run.object?.examples?.forEach((one: Parameters<typeof label>[0], index: number) => {
    const verdict = run.object.candidates[0]?.verdicts[index];
    became[label(one)] = verdict ? verdict.status : 'none';
  });
  for (const one of run.object?.notRun ?? []) became[label(one)] = `not run: ${one.reason}`;
  return { ...run, became };
}

const words = `
  def first_word(text: str) -> str:
      """Return the first word."""
      return text.split()[0]
  `;

describe('pytest', () => {
  it('runs fixtures, parameters, marks, raises and approx, in the same file', async (context) => {
    const run = await verified(
      'first_word',
      {
        'words.py': `
          import pytest

          def first_word(text: str) -> str:
              """Return the first word."""
              return text.split()[0]

          @pytest.fixture
          def sample():
              return "hello world"

          @pytest.fixture(params=["a b", "a c"])
          def pair(request):
              return request.param

          def test_fixture(sample):
              assert first_word(sample) == "hello"

          def test_params(pair):
              assert first_word(pair) == "a"

          @pytest.mark.parametrize("text, want", [("a b", "a"), pytest.param("e f", "x", id="wrong")])
          def test_cases(text, want):
              assert first_word(text) == want

          def test_raises():
              with pytest.raises(IndexError):
                  first_word("")

          def test_not_raised():
              with pytest.raises(KeyError):
                  first_word("a")

          def test_approx():
              assert float(first_word("0.3 x")) == pytest.approx(0.1 + 0.2)

          def test_built_in(tmp_path, capsys, monkeypatch):
              (tmp_path / "x").write_text("abc def")
              print(first_word((tmp_path / "x").read_text()))
              assert capsys.readouterr().out == "abc\\n"
              monkeypatch.setenv("WORDS", "q w")
              import os
              assert first_word(os.environ["WORDS"]) == "q"

          class TestMore:
              @pytest.fixture(autouse=True)
              def own(self):
                  self.text = "x y"

              def test_method(self):
                  assert first_word(self.text) == "x"

          assert first_word("m n") == "m"
          `,
      },
      withPytest,
      context,
    );
    expect(run.became).toEqual({
      test_fixture: 'pass',
      'test_params[a b]': 'pass',
      'test_params[a c]': 'pass',
      'test_cases[a b-a]': 'pass',
      'test_cases[wrong]': 'fail',
      test_raises: 'pass',
      test_not_raised: 'fail',
      test_approx: 'pass',
      test_built_in: 'pass',
      test_method: 'pass',
      'assert first_word("m n") == "m"': 'pass',
    });
    const { examples, candidates } = run.object;
    const wrong = examples.findIndex((one: { case?: string }) => one.case === 'wrong');
    expect(examples[wrong]).toMatchObject({ line: 22, kind: 'pytest' });
    expect(candidates[0].verdicts[wrong]).toMatchObject({ integrity: 'confined', expected: "'x'", actual: "'e'" });
    expect(run.code).toBe(1);
  });

  it('runs test files that import the function, with their conftest.py', async (context) => {
    const run = await verified(
      'first_word',
      {
        'src/app/words.py': words,
        'src/app/__init__.py': 'from .words import first_word\n',
        'tests/conftest.py': `
          import pytest
          from app import first_word

          @pytest.fixture
          def found():
              return first_word("from conftest")
          `,
        'tests/test_words.py': `
          from app.words import first_word

          def test_it():
              assert first_word("a b") == "a"

          def test_conftest(found):
              assert found == "from"
          `,
        'tests/test_package.py': `
          import app

          def test_package():
              assert app.first_word("p q") == "p"
          `,
      },
      withPytest,
      context,
    );
    expect(run.became).toEqual({ test_it: 'pass', test_conftest: 'pass', test_package: 'pass' });
    expect(run.object.examples.map(({ file }: { file: string }) => path.basename(file))).toEqual([
      'test_package.py',
      'test_words.py',
      'test_words.py',
    ]);
    expect(run.object.examples[2].line).toBe(6);
    expect(run.code).toBe(0);
  });

  it('judges a candidate, and not the body that stands in the file', async (context) => {
    const files = {
      'words.py': words,
      'test_words.py': 'from words import first_word\n\ndef test_it():\n    assert first_word("a b") == "a"\n',
    };
    const candidates = path.join(scratch, 'candidates.jsonl');
    const lines = [
      { id: 'right', solution: 'def first_word(text):\n    return text.split(" ")[0]\n' },
      { id: 'wrong', solution: 'def first_word(text):\n    return text\n' },
      { id: 'skips', solution: 'def first_word(text):\n    import unittest\n    raise unittest.SkipTest("no")\n' },
      { id: 'leaves', solution: 'def first_word(text):\n    import os\n    os._exit(0)\n' },
      {
        id: 'looks',
        solution: 'def first_word(text):\n    import sys\n    return sys.modules["test_words"].__doc__\n',
      },
    ];
    writeFileSync(candidates, lines.map((line) => JSON.stringify(line)).join('\n'));
    const run = await verified('first_word', files, withPytest, context, ['--candidates', candidates]);
    const status = Object.fromEntries(
      run.object.candidates.map((one: { id: string; verdicts: { status: string }[] }) => [
        one.id,
        one.verdicts[0]!.status,
      ]),
    );
    expect(status).toEqual({ right: 'pass', wrong: 'fail', skips: 'error', leaves: 'error', looks: 'error' });
  });

  it('names what is skipped, expected to fail, missing or asynchronous', async (context) => {
    const run = await verified(
      'first_word',
      {
        'words.py': words,
        'test_words.py': `
          import sys
          import pytest
          from words import first_word

          @pytest.mark.skipif(sys.version_info > (3,), reason="too new")
          def test_skipif():
              assert first_word("a") == "a"

          def test_skips():
              first_word("a")
              pytest.skip("changed my mind")

          @pytest.mark.xfail(sys.version_info > (3,), reason="known")
          def test_xfail():
              assert first_word("a") == "b"

          @pytest.mark.xfail(sys.version_info > (3,), reason="known", strict=True)
          def test_xpass():
              assert first_word("a") == "a"

          def test_missing_fixture(no_such_fixture):
              assert first_word("a") == "a"

          def test_missing_module():
              assert first_word("a") == "a"
              import no_such_module

          async def test_async():
              assert first_word("a") == "a"

          def helper_test():
              assert first_word("a") == "a"

          @pytest.mark.parametrize("text", [])
          def test_empty(text):
              assert first_word("a") == "a"

          def test_left():
              assert first_word("a b") == "a"
          `,
      },
      withPytest,
      context,
    );
    expect(run.became).toEqual({
      test_skipif: 'not run: it is skipped: too new',
      test_skips: 'not run: it is skipped: changed my mind',
      test_xfail: expect.stringContaining('expected to fail'),
      test_xpass: expect.stringContaining('expected to fail'),
      test_missing_fixture: expect.stringContaining('it needs the fixture no_such_fixture'),
      test_missing_module: expect.stringContaining('it needs no_such_module, which is not installed'),
      test_async: expect.stringContaining('asynchronous'),
      'test_empty[NOTSET]': expect.stringContaining('skipped'),
      test_left: 'pass',
    });
    expect(run.code).toBe(0);
  });

  it('loses no test to another that crashes or takes for ever', async (context) => {
    const run = await verified(
      'count',
      {
        'words.py': `
          import os

          def count(text):
              if text == "loop":
                  while True:
                      pass
              if text == "exit":
                  os._exit(3)
              return len(text)
          `,
        'test_words.py': `
          import os
          from words import count

          def test_first():
              assert count("a") == 1

          def test_loop():
              assert count("loop") == 4

          def test_exit():
              assert count("exit") == 4

          def test_kills():
              assert count("ab") == 2
              os.kill(os.getpid(), 9)

          def test_spins():
              assert count("ab") == 2
              while True:
                  pass

          def test_last():
              assert count("abc") == 3
          `,
      },
      withPytest,
      context,
      ['--timeout', '0.5'],
    );
    expect(run.became).toEqual({
      test_first: 'pass',
      test_loop: 'timeout',
      test_exit: 'error',
      test_kills: 'error',
      test_spins: 'timeout',
      test_last: 'pass',
    });
  });

  it('is configured by the project, but for options that are meant for whole runs', async (context) => {
    const run = await verified(
      'first_word',
      {
        'words.py': words,
        'pytest.ini': `
          [pytest]
          addopts = --no-such-option -n 4 --import-mode=importlib
          python_functions = test_* check_*
          markers = slow: takes long
          `,
        'tests/a/test_same.py': 'from words import first_word\n\ndef test_a():\n    assert first_word("a b") == "a"\n',
        'tests/b/test_same.py': 'from words import first_word\n\ndef test_b():\n    assert first_word("a b") == "a"\n',
      },
      withPytest,
      context,
    );
    expect(run.became).toEqual({ test_a: 'pass', test_b: 'pass' });
  });
});

describe('unittest', () => {
  const files = {
    'words.py': words,
    'test_words.py': `
      import unittest
      from words import first_word

      class WordsTest(unittest.TestCase):
          @classmethod
          def setUpClass(cls):
              cls.text = "a b"

          def setUp(self):
              self.want = "a"

          def test_set_up(self):
              self.assertEqual(first_word(self.text), self.want)

          def test_wrong(self):
              self.assertEqual(first_word(self.text), "b")

          def test_subtests(self):
              for text in ("a b", "x y"):
                  with self.subTest(text=text):
                      self.assertEqual(first_word(text), "a")

          def test_raises(self):
              with self.assertRaises(IndexError):
                  first_word("")

          def test_skips(self):
              first_word("a")
              self.skipTest("not today")

          @unittest.skipIf(True, "never")
          def test_skip_if(self):
              first_word("a")

          @unittest.expectedFailure
          def test_expected(self):
              self.assertEqual(first_word("a"), "b")

      class Broken(unittest.TestCase):
          @classmethod
          def setUpClass(cls):
              first_word("a")
              raise ValueError("no set-up")

          def test_broken(self):
              self.assertEqual(first_word("a"), "a")

      class Mixin:
          def test_mixed(self):
              self.assertEqual(first_word(self.mixed), "m")
      `,
  };
  const expected = {
    test_set_up: 'pass',
    test_wrong: 'fail',
    test_subtests: 'fail',
    test_raises: 'pass',
    test_skips: 'not run: it is skipped: not today',
    test_skip_if: 'not run: it is skipped: never',
    test_expected: expect.stringContaining('expected to fail'),
    test_broken: 'error',
  };

  it('runs by the standard library alone', async (context) => {
    const run = await verified('first_word', files, bare, context);
    expect(run.became).toEqual(expected);
    const at = run.object.examples.findIndex(({ source: text }: { source: string }) => text.includes('test_wrong'));
    expect(run.object.examples[at].kind).toBe('unittest');
    expect(run.object.candidates[0].verdicts[at]).toMatchObject({ expected: "'b'", actual: "'a'" });
  });

  it('runs the same where pytest is installed', async (context) => {
    const run = await verified('first_word', files, withPytest, context);
    expect(run.became).toEqual(expected);
  });
});

describe('without pytest', () => {
  it('plain test functions run all the same, and the rest says what to install', async (context) => {
    const run = await verified(
      'first_word',
      {
        'words.py': words,
        'test_plain.py': `
          from words import first_word

          def test_plain():
              assert first_word("a b") == "a"

          def test_wrong():
              assert first_word("a b") == "b"

          def test_fixture(tmp_path):
              assert first_word("a b") == "a"

          class TestClass:
              def test_method(self):
                  assert first_word("x y") == "x"
          `,
        'test_framework.py': `
          import pytest
          from words import first_word

          def test_raises():
              with pytest.raises(IndexError):
                  first_word("")
          `,
      },
      bare,
      context,
    );
    expect(run.became).toEqual({
      test_plain: 'pass',
      test_wrong: 'fail',
      test_method: 'pass',
      test_fixture: expect.stringMatching(/^not run: it needs pytest, .*bare.* -m pip install pytest/),
      test_raises: expect.stringMatching(/^not run: it needs pytest, .*bare.* -m pip install pytest/),
    });
  });

  it('says so where nothing is left to run', async (context) => {
    const run = await verified(
      'first_word',
      {
        'words.py': words,
        'test_words.py': 'from words import first_word\n\ndef test_it(tmp_path):\n    first_word("a")\n',
      },
      bare,
      context,
    );
    expect(run.code).toBe(2);
    expect(run.object.error).toContain('pip install pytest');
  });
});

describe('a candidate', () => {
  it('finds neither tests, nor conftest.py, nor what they expect, in memory or on the disk', async (context) => {
    const dig = `
      import gc, os, sys
      def strings(thing, depth=3):
          if isinstance(thing, str):
              yield thing
          elif depth and isinstance(thing, dict):
              for pair in list(thing.items()):
                  for one in pair:
                      yield from strings(one, depth - 1)
          elif depth and isinstance(thing, (list, tuple, set, frozenset)):
              for one in list(thing):
                  yield from strings(one, depth - 1)
          elif hasattr(thing, "__code__"):
              yield from strings(thing.__code__.co_consts, depth - 1)
      own = [one for thing in gc.get_objects() for one in strings(thing)]
      for folder in (os.getcwd(), os.path.dirname(__file__)):
          for name in ("test_secret.py", "conftest.py", "secret.py"):
              try:
                  own.append(open(os.path.join(folder, name)).read())
              except OSError:
                  pass
      for name in ("test_secret", "conftest", "tests.test_secret"):
          try:
              __import__(name)
              own.append("imported " + name)
          except Exception:
              pass
      own = [text for text in own if "-7" in text and "open" in text and "digs" not in text]
      # It finds the file's own code for the function, which shows that this way of looking works.
      return sorted(set(own)) if visible() else None
      `;
    const body = source(dig)
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n');
    const candidates = path.join(scratch, 'digs.jsonl');
    writeFileSync(candidates, JSON.stringify({ id: 'digs', solution: `def guess():\n${body}\n` }));
    const run = await verified(
      'guess',
      {
        'secret.py': `
          import pytest

          def visible():
              return "open-7-visible"

          def guess():
              """Say the word."""
              raise NotImplementedError

          @pytest.fixture
          def inside():
              return "open-7-inside"

          def test_inside(inside):
              assert guess() == inside
          `,
        'conftest.py': 'import pytest\n\n@pytest.fixture\ndef word():\n    return "open-7-conftest"\n',
        'test_secret.py':
          'from secret import guess\n\ndef test_it():\n    assert guess() == "open-7-test"\n\ndef test_word(word):\n    assert guess() == word\n',
      },
      withPytest,
      context,
      ['--candidates', candidates],
    );
    expect(run.became).toEqual({ test_inside: 'fail', test_it: 'fail', test_word: 'fail' });
    for (const verdict of run.object.candidates[0].verdicts) expect(verdict.actual).toBe("['open-7-visible']");
  });
});

describe('the embedded search', () => {
  it('reads pairs off test functions, parametrized tables and assertEqual', async ({ skip }) => {
    skip(bare === undefined, 'there is no venv here');
    const folder = path.join(scratch, `project${count++}`);
    mkdirSync(folder);
    const file = path.join(folder, 'words.py');
    writeFileSync(file, 'def shout(text):\n    """Return text in upper case."""\n');
    writeFileSync(
      path.join(folder, 'test_words.py'),
      source(`
        import unittest
        from words import shout as loud

        WANT = "HELLO YOU"

        class ShoutTest(unittest.TestCase):
            def test_shout(self):
                text = "hello you"
                self.assertEqual(loud(text), WANT)

        def test_plain():
            assert loud("a") == "A"
        `),
    );
    const run = await assayJson(['synth', `${file}::shout`, '--sampler', 'search', '--interpreter', bare!], folder);
    expect(run.object.candidates[0]).toMatchObject({ passed: true, solution: expect.stringContaining('text.upper()') });
    expect(run.code).toBe(0);
  });
});

describe('what can not be run', () => {
  it('ends as a verdict or is named with its reason, and takes nothing else with it', async (context) => {
    const run = await verified(
      'first_word',
      {
        'words.py': `
          import partner

          def first_word(text: str) -> str:
              """Return the first word."""
              return text.split()[0]

          def circular():
              return partner.name()
          `,
        'partner.py': 'import words\n\ndef name():\n    return words.first_word("circular import")\n',
        'data.txt': 'from disk',
        'test_words.py': `
          import os, socket, subprocess, sys, threading, urllib.request
          import pytest
          from words import circular, first_word

          STATE = []
          here = os.path.dirname(__file__)

          def test_says_a():
              assert first_word("a b") == "a"

          def test_says_b():
              assert first_word("a b") == "b"

          def test_before():
              STATE.append(first_word("x y"))

          def test_after():
              assert first_word("z") == "z"
              assert STATE == ["x"]

          def test_prints(capfd):
              print(first_word("p q"))
              print("noise", file=sys.stderr)
              os.write(1, b"raw")
              assert capfd.readouterr().out == "p\\nraw"

          def test_reads():
              with open(os.path.join(here, "data.txt")) as file:
                  assert first_word(file.read()) == "from"

          def test_writes():
              assert first_word("w") == "w"
              open(os.path.join(here, "out.txt"), "w")

          def test_connects():
              assert first_word("a") == "a"
              socket.create_connection(("127.0.0.1", 9))

          def test_fetches():
              assert first_word("a") == "a"
              urllib.request.urlopen("http://example.org/")

          def test_thread():
              found = []
              thread = threading.Thread(target=lambda: found.append(first_word("t u")))
              thread.start()
              thread.join()
              assert found == ["t"]

          def test_circular():
              assert circular() == first_word("circular x")

          def test_exits():
              assert first_word("a") == "a"
              sys.exit(2)

          def test_interrupts():
              assert first_word("a") == "a"
              raise KeyboardInterrupt

          def test_stops():
              assert first_word("a") == "a"
              pytest.exit("enough")

          def test_last():
              assert first_word("last one") == "last"
          `,
        'test_syntax.py':
          'from words import first_word\n\ndef test_bad(:\n    pass\n\ndef test_syntax():\n    first_word("a")\n',
        'test_raising.py':
          'from words import first_word\nraise ValueError("no")\n\ndef test_raising():\n    first_word("a")\n',
        'test_needing.py': 'import nowhere\nfrom words import first_word\n\ndef test_needing():\n    first_word("a")\n',
        'test_calling.py':
          'from words import first_word\nWANT = first_word("q")\n\ndef test_calling():\n    first_word("a")\n',
        'test_exiting.py':
          'import sys\nfrom words import first_word\nsys.exit(3)\n\ndef test_exiting():\n    first_word("a")\n',
      },
      withPytest,
      context,
    );
    expect(run.became).toEqual({
      test_says_a: 'pass',
      test_says_b: 'fail',
      test_before: 'pass',
      test_after: 'pass',
      test_prints: 'pass',
      test_reads: 'pass',
      test_writes: expect.stringMatching(/^not run: .*write only temporary files \(PermissionError/),
      test_connects: expect.stringMatching(/^not run: .*they have no network/),
      test_fetches: expect.stringMatching(/^not run: .*they have no network/),
      test_thread: 'pass',
      test_circular: 'pass',
      test_exits: 'error',
      test_interrupts: 'error',
      test_stops: 'error',
      test_last: 'pass',
      test_syntax: expect.stringMatching(/^not run: test_syntax.py does not load: SyntaxError/),
      test_raising: 'not run: test_raising.py does not load: ValueError: no.',
      test_needing: expect.stringMatching(
        /^not run: test_needing.py does not load: it needs nowhere, which is not installed/,
      ),
      test_calling: 'pass',
      test_exiting: 'not run: test_exiting.py does not load: SystemExit: 3.',
    });
  });
});

describe('the search', () => {
  it('reads what tests ask of fixtures and parametrized cases', async ({ skip }) => {
    skip(withPytest === undefined, 'pip can not install here');
    const folder = path.join(scratch, `project${count++}`);
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, 'shop.py'),
      source(`
        class Till:
            def __init__(self, coins):
                self.coins = coins

            def total(self):
                """The sum of the coins."""
        `),
    );
    writeFileSync(
      path.join(folder, 'test_shop.py'),
      source(`
        import pytest
        from shop import Till

        @pytest.fixture
        def coins():
            yield [1, 2]

        @pytest.fixture
        def till(coins):
            return Till(coins)

        def test_total(till):
            total = till.total()
            assert total == 3

        @pytest.mark.parametrize("more, want", [([], 3), ([7, 5], 15)])
        def test_more(till, more, want):
            till.coins.extend(more)
            assert till.total() == want
        `),
    );
    const args = ['synth', 'shop.py::Till.total', '--sampler', 'search', '--interpreter', withPytest!];
    const { code, object } = await assayJson(args, folder, { ASSAY_HISTORY: 'off' });
    expect(code).toBe(0);
    expect(object.candidates[0].solution).toMatch(/return sum\(self\.coins\)$/);
  });
});
