/** All stubs of a file or a class at once, from the terminal, with models that follow a script. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { isRecorded, recordedTasks, startReplay } from '../servers/replay.ts';
import { askedFor, type Script, startScripted } from '../servers/scripted.ts';
import { runAssay } from '../servers/terminal.ts';

const place = scratch('whole');
let count = 0;
let model: ModelServer | undefined;

afterEach(async () => {
  await model?.close();
  model = undefined;
});

function file(text: string): string {
  return place.file(text, `file${++count}.py`);
}

/** Runs the command; `object` is its output for `--json`. */
async function synth(target: string, args: readonly string[], script?: Script) {
  if (script) model = await startScripted(script);
  const sampler = model ? ['--base-url', model.baseUrl, '--model', 'scripted'] : ['--sampler', 'search'];
  return run(['synth', target, '-k', '4', '--repair-rounds', '0', ...sampler, ...args]);
}

async function run(args: readonly string[]) {
  const ended = await runAssay(args, { cwd: place.folder, env: { XDG_STATE_HOME: place.in(`state${count}`) } });
  return { ...ended, object: args.includes('--json') ? JSON.parse(ended.stdout) : undefined };
}

const asked = () =>
  (model?.asked ?? []).map(({ body }) => {
    const prompt = body.messages.map(({ content }) => content).join('\n');
    return { name: askedFor(prompt), prompt };
  });

const summary = (object: { functions: { function: string; candidates: { passed: boolean }[]; accepted: unknown }[] }) =>
  object.functions.map(({ function: name, candidates, accepted }) => [name, candidates[0]?.passed, accepted !== null]);

describe('a file at once', () => {
  const words = `def longest(text):
    """Return the longest of \`words_of\` text."""


def words_of(text):
    """Return the words of text in lower case."""


assert words_of("A b") == ["a", "b"]
assert longest("a bcd ef") == "bcd"
assert longest(" ".join(words_of("A BB"))) == "bb"
`;
  const script = {
    words_of: ['def words_of(text):\n    return text.lower().split()'],
    longest: ['def longest(text):\n    return max(words_of(text), key=len)'],
  };

  it('is filled callees first, each shown to the next, and written once', async () => {
    const name = file(words);
    const { code, object } = await synth(name, ['--json', '--write'], script);
    expect(summary(object)).toEqual([
      ['longest', true, true],
      ['words_of', true, true],
    ]);
    expect(code).toBe(0);
    const names = asked().map((one) => one.name);
    expect(names.indexOf('words_of')).toBeLessThan(names.indexOf('longest'));
    expect(asked().find((one) => one.name === 'longest')!.prompt).toContain('return text.lower().split()');
    const text = readFileSync(name, 'utf8');
    expect(text).toContain('    return max(words_of(text), key=len)\n');
    expect(text.endsWith(words.slice(words.indexOf('\n\nassert')))).toBe(true);
    // An example that needed another stub counts now.
    expect(object.functions[0].examples).toHaveLength(2);
    expect(object.functions[0].notRun).toEqual([]);
    expect(object.functions[0].candidates[0].verdicts.map(({ integrity }: { integrity: string }) => integrity)).toEqual(
      ['confined', 'confined'],
    );
  });

  it('is one diff, and stays as it is without --write', async () => {
    const name = file(words);
    const { code, stdout, stderr } = await synth(name, [], script);
    expect(code).toBe(0);
    expect(stdout.match(/^--- /gm)).toHaveLength(1);
    expect(stdout).toContain('+    return text.lower().split()');
    expect(stdout).toContain('+    return max(words_of(text), key=len)');
    expect(stderr).toMatch(/^longest: 100% \(4 of 4\) samples pass/m);
    expect(readFileSync(name, 'utf8')).toBe(words);
  });

  it('keeps what was found where one function is beyond reach, and says so', async () => {
    const riddle = 'def riddle(x):\n    """Guess."""\n\n\nassert riddle(1) == "k7"\n';
    const name = file(`${riddle}\n\n${words}`);
    const { code, object } = await synth(name, ['--json', '--write'], {
      ...script,
      riddle: ['def riddle(x):\n    return x'],
    });
    expect(code).toBe(1);
    expect(summary(object)).toEqual([
      ['riddle', false, false],
      ['longest', true, true],
      ['words_of', true, true],
    ]);
    expect(readFileSync(name, 'utf8').startsWith(riddle)).toBe(true);
  });

  it('that has a server which goes wrong keeps what was found before', async () => {
    const name = file(words);
    const { code, object, stderr } = await synth(name, ['--json', '--write'], { words_of: script.words_of });
    expect(code).toBe(1);
    expect(summary(object)).toContainEqual(['words_of', true, true]);
    expect(stderr).toContain('500');
    expect(readFileSync(name, 'utf8')).toContain('return text.lower().split()');
  });

  it('may have names that repeat, tabs, \\r\\n and a byte-order mark', async () => {
    const twice = (docstring: string, assertion: string) =>
      `def twice(x):\r\n\t"""${docstring}"""\r\n\r\n\r\n${assertion}\r\n`;
    const text = `\ufeff${twice('Double.', 'assert twice(3) == 6')}\r\n\r\n${twice('Square.', 'assert twice(3) == 9')}assert twice(4) == 16`;
    const name = file(text);
    const { code, object } = await synth(name, ['--json', '--write']);
    expect(summary(object)).toEqual([
      ['twice@1', true, true],
      [expect.stringMatching(/^twice@\d+$/), true, true],
    ]);
    expect(code).toBe(0);
    const written = readFileSync(name, 'utf8');
    expect(written.replaceAll('\r\n', '')).not.toContain('\n');
    expect(written.replace(/\r\n\treturn .*/g, '')).toBe(text);
  });

  it('works with the embedded search as well, where an example needs another stub', async () => {
    const text = `def lower(text):
    """Return text in lower case."""


def first(text):
    """Return the first word of text."""


assert lower("AbC") == "abc"
assert first(lower("Hello World")) == "hello"
assert first(lower("One two")) == "one"
`;
    const name = file(text);
    const { code, object } = await synth(name, ['--json', '--write']);
    expect(summary(object)).toEqual([
      ['lower', true, true],
      ['first', true, true],
    ]);
    expect(code).toBe(0);
  });
});

describe.skipIf(!isRecorded)('a file of functions whose replies were recorded', () => {
  it('is filled, and its own examples say so', async () => {
    const seen = new Set<string>();
    const tasks = recordedTasks()
      .filter(({ setup, entry_point }) => !setup && !seen.has(entry_point) && seen.add(entry_point))
      .slice(0, 6);
    model = await startReplay({ tasks });
    const name = file(
      tasks.map(({ prompt, asserts }) => `${prompt.trimEnd()}\n\n\n${asserts.join('\n')}\n`).join('\n\n'),
    );
    const { code, object } = await synth(name, ['--json', '--write']);
    expect(summary(object)).toEqual(tasks.map(({ entry_point }) => [entry_point, true, true]));
    expect(code).toBe(0);
    expect((await run(['verify', name])).code).toBe(0);
  });
});

describe('functions that can only be judged together', () => {
  it('may call one another (mutual recursion)', async () => {
    const text = `def is_even(n):
    """Tell whether n is even, by is_odd of the number below."""


def is_odd(n):
    """Tell whether n is odd, by is_even of the number below."""


assert is_even(4)
assert not is_even(3)
assert is_odd(3)
assert not is_odd(2)
`;
    const { code, object } = await synth(file(text), ['--json'], {
      is_even: [
        'def is_even(n):\n    return is_odd(n - 1)',
        'def is_even(n):\n    return True if n == 0 else is_odd(n - 1)',
      ],
      is_odd: ['def is_odd(n):\n    return False if n == 0 else is_even(n - 1)'],
    });
    expect(summary(object).map(([name, passed]) => [name, passed])).toEqual([
      ['is_even', true],
      ['is_odd', true],
    ]);
    expect(object.functions[0].candidates[0].solution).toContain('if n == 0');
    expect(code).toBe(0);
  });

  it('are combined where a finished function calls both', async () => {
    const text = `def clean(text):
    """Take the noise out."""


def pieces(text):
    """Cut at the commas."""


def read(text):
    return pieces(clean(text))


assert read(" a,b ") == ["a", "b"]
`;
    const { code, object } = await synth(file(text), ['--json'], {
      clean: ['def clean(text):\n    return text.upper()', 'def clean(text):\n    return text.strip()'],
      pieces: ['def pieces(text):\n    return text', 'def pieces(text):\n    return text.split(",")'],
    });
    expect(object.functions.map((one: { candidates: { solution: string }[] }) => one.candidates[0]!.solution)).toEqual([
      expect.stringContaining('strip()'),
      expect.stringContaining('split(",")'),
    ]);
    expect(code).toBe(0);
  });

  it('have a helper without examples judged by those of its caller', async () => {
    const text = `def total(text):
    """Add up what \`numbers\` reads."""


def numbers(text):
    """Read whole numbers."""


assert total("1 2 3") == 6
`;
    const { code, object } = await synth(file(text), ['--json'], {
      numbers: [
        'def numbers(text):\n    return text.split()',
        'def numbers(text):\n    return [int(one) for one in text.split()]',
      ],
      total: ['def total(text):\n    return sum(numbers(text))'],
    });
    expect(code).toBe(0);
    expect(object.functions[1]).toMatchObject({
      function: 'numbers',
      examples: [{ source: 'assert total("1 2 3") == 6' }],
    });
    expect(object.functions[1].candidates[0]).toMatchObject({
      passed: true,
      solution: expect.stringContaining('int(one)'),
    });
  });

  it('have a helper drawn that nothing but a candidate names', async () => {
    const text = `def total(text):
    """Add up the numbers in a text."""


def parsed(text):
    """Read whole numbers."""


def never_called(text):
    """Nobody needs it."""


assert total("1 2 3") == 6
`;
    const { code, object, stderr } = await synth(file(text), ['--json'], {
      parsed: ['def parsed(text):\n    return [int(one) for one in text.split()]'],
      total: ['def total(text):\n    return sum(parsed(text))'],
    });
    expect(summary(object).map(([name, passed]) => [name, passed])).toEqual([
      ['total', true],
      ['parsed', true],
    ]);
    expect(stderr).toContain('never_called has no examples that can be run, and no function that has some calls it.');
    expect(asked().map(({ name }) => name)).not.toContain('never_called');
    expect(code).toBe(1);
  });

  it('take a candidate of lower rank where the best ones do not fit together', async () => {
    const text = `def encode(text):
    """Write text so that \`decode\` can read it."""


def decode(code):
    """Read what \`encode\` wrote."""


assert encode("") == ""
assert decode("") == ""
assert decode(encode("ab")) == "ab"
assert encode("ab") != "ab"
`;
    const { code, object } = await synth(file(text), ['--json'], {
      encode: [
        'def encode(text):\n    return text[::-1]',
        'def encode(text):\n    return text[::-1]',
        'def encode(text):\n    return text.upper()',
      ],
      decode: ['def decode(code):\n    return code.lower()', 'def decode(code):\n    return code'],
    });
    expect(code).toBe(0);
    const [encode, decode] = object.functions;
    expect(encode.candidates[0].solution).toContain('upper()');
    expect(decode.candidates[0].solution).toContain('lower()');
    expect(encode.candidates[0].verdicts.every(({ status }: { status: string }) => status === 'pass')).toBe(true);
  });

  it('can be the methods of a class, alone among the stubs of the file', async () => {
    const text = `class Stack:
    def __init__(self):
        """Start empty."""

    def push(self, item):
        """Put an item on top."""

    def pop(self):
        """Take the top item off."""


def other(x):
    """Not now."""


stack = Stack()
stack.push(1)
stack.push(2)
assert stack.pop() == 2
assert other(1) == 1
`;
    const name = file(text);
    const { code, object } = await synth(`${name}::Stack`, ['--json', '--write'], {
      __init__: ['def __init__(self):\n    self.items = []'],
      push: ['def push(self, item):\n    self.items.append(item)'],
      pop: ['def pop(self):\n    return self.items.pop(0)', 'def pop(self):\n    return self.items.pop()'],
    });
    expect(summary(object)).toEqual([
      ['Stack.__init__', true, true],
      ['Stack.push', true, true],
      ['Stack.pop', true, true],
    ]);
    expect(code).toBe(0);
    expect(readFileSync(name, 'utf8')).toContain('def other(x):\n    """Not now."""\n\n\nstack');
  });
});

describe('what nobody has accepted yet', () => {
  const text = `def make(x):
    """Make what \`check\` likes."""


def check(x):
    """Give x back, plus one."""


assert make(1) is not None
assert check(0) == 1
assert check(make(2)) == 10
`;

  it('never runs where it could forge the verdicts of its callers', async () => {
    const equal = `def make(x):
    class Any(int):
        def __eq__(self, other):
            return True
        def __add__(self, other):
            return self
        __hash__ = int.__hash__
    return Any(x)`;
    // The process that judges has an object of this class; the candidate's has none.
    const forging = `def make(x):
    import gc
    for one in gc.get_objects():
        if type(one).__name__ in ("Judge", "Calls", "Connection"):
            type(one).equal = lambda *values: True
    return x`;
    const { code, object } = await synth(file(text), ['--json'], {
      make: [equal, forging],
      check: ['def check(x):\n    return x + 1'],
    });
    expect(code).toBe(1);
    for (const one of object.functions)
      expect(one.candidates.every(({ passed }: { passed: boolean }) => !passed || one.notRun.length > 0)).toBe(true);
  });

  it('can not reach the disk from a module that others run in', async () => {
    const secret = place.in('written-by-a-candidate');
    const { object } = await synth(file(text), ['--json'], {
      make: [`def make(x, _=open(${JSON.stringify(secret)}, "w")):\n    return 9`],
      check: ['def check(x):\n    return x + 1'],
    });
    expect(object.functions[0].candidates.some(({ passed }: { passed: boolean }) => passed)).toBe(false);
    expect(() => readFileSync(secret)).toThrow();
  });
});
