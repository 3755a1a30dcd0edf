/** The `assay` command in a shell: output, exit codes, files. */
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { startFaulty } from '../servers/faults.ts';
import { isRecorded, recordedTasks, startReplay } from '../servers/replay.ts';
import { type Ended, startAssay } from '../servers/terminal.ts';

const place = scratch('terminal');
const file = (text: string, name?: string) => place.file(text, name);

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return startAssay(args, { cwd: place.folder, env });
}

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return start(args, env).ended;
}

async function json(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const result = await run([...args, '--json'], env);
  expect(result.stdout.trim().split('\n')).toHaveLength(1);
  return { ...result, object: JSON.parse(result.stdout) };
}

const shout = `def shout(text: str) -> str:
    """Return the text in upper case."""


assert shout("a") == "A"
assert shout("Hello you") == "HELLO YOU"
`;
const twice = `def twice(x):
    """Double it."""
    return x + x


assert twice(2) == 4
assert twice("a") == "aa"
`;

describe('assay synth', () => {
  it('prints the best candidate as a diff and leaves the file alone', async () => {
    const name = file(shout);
    const { code, stdout } = await run(['synth', `${name}::shout`, '--sampler', 'search']);
    expect(stdout).toContain('+    return text.upper()');
    expect(code).toBe(0);
    expect(readFileSync(name, 'utf8')).toBe(shout);
  });

  it('writes on request, keeping mode, line endings and link', async () => {
    const target = file(shout.replaceAll('\n', '\r\n'));
    chmodSync(target, 0o751);
    const link = place.in('link.py');
    symlinkSync(target, link);
    const { code, object } = await json(['synth', link, '--sampler', 'search', '--write']);
    expect(code).toBe(0);
    expect(object.functions[0].accepted).toBe(object.functions[0].candidates[0].id);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(target).mode & 0o777).toBe(0o751);
    const written = readFileSync(target, 'utf8');
    expect(written).toContain('    """Return the text in upper case."""\r\n    return text.upper()\r\n');
    expect(written.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('gives the report of the contract', async () => {
    const { object } = await json(['synth', `${file(shout)}::shout`, '--sampler', 'search', '-k', '3']);
    expect(object).toMatchObject({
      function: 'shout',
      examples: [
        { line: 5, kind: 'assert', source: 'assert shout("a") == "A"' },
        { line: 6, kind: 'assert' },
      ],
      notRun: [],
      sampler: 'search',
      model: null,
      samples: { requested: 3, refused: [] },
      accepted: null,
      suspicious: [],
      sandbox: { tier: expect.any(String) },
    });
    expect(object.candidates[0]).toMatchObject({
      passed: true,
      cluster: 0,
      solution: expect.stringContaining('return text.upper()'),
      verdicts: [{ status: 'pass', integrity: 'confined', expected: "'A'", actual: "'A'" }, { status: 'pass' }],
    });
    expect(object.passRate).toBeGreaterThan(0);
  });

  it('leaves a body that passes, unless it is forced', async () => {
    const name = file(twice);
    const kept = await run(['synth', `${name}::twice`, '--sampler', 'search', '--write']);
    expect(kept.code).toBe(0);
    expect(kept.stderr).toContain('present body passes');
    expect(readFileSync(name, 'utf8')).toBe(twice);
    const forced = await json(['synth', `${name}::twice`, '--sampler', 'search', '--force']);
    expect(forced.object.sampler).toBe('search');
  });

  it('ends with 1 where the search finds nothing, and says what else there is', async () => {
    const name = file('def odd(x):\n    "Nobody knows."\n\n\nassert odd(1) == "zebra"\nassert odd(2) == 7.125\n');
    const { code, object, stderr } = await json(['synth', `${name}::odd`, '--sampler', 'search']);
    expect(code).toBe(1);
    expect(object).toMatchObject({ candidates: [], passRate: 0, samples: { received: 0 } });
    expect(stderr).toContain('Use a model');
  });

  it('counts replies without code and ends with 1', async () => {
    const server = await startFaulty('noCode');
    try {
      const env = { OPENAI_BASE_URL: server.baseUrl };
      const { code, object } = await json(['synth', `${file(shout)}::shout`, '--model', 'm', '-k', '3'], env);
      expect(code).toBe(1);
      expect(object.samples.refused.reduce((sum: number, one: { count: number }) => sum + one.count, 0)).toBe(3);
    } finally {
      await server.close();
    }
  });

  it('tells tokens, what was held back and the ceiling, and remembers the server for the next process', async () => {
    const server = await startFaulty('ignoresN');
    const ASSAY_STATE = place.in('state');
    try {
      const env = { OPENAI_BASE_URL: server.baseUrl, ASSAY_STATE };
      const name = file('def add(a, b):\n    "Add."\n\n\nassert add(1, 2) == 3\nassert add(2, 2) == 4\n');
      const flags = ['synth', `${name}::add`, '--model', 'm', '-k', '3', '--held-back', '1'];
      const { code, object } = await json(flags, env);
      expect(code).toBe(0);
      expect(object.examples.map((one: { heldBack?: boolean }) => one.heldBack)).toEqual([undefined, true]);
      expect(object.tokens).toEqual({ prompt: 300, completion: 57 });
      expect(JSON.stringify(server.asked[0]!.body.messages)).not.toContain('add(2, 2)');
      const priced = ['--token-ceiling', '100', '--price-prompt', '1000', '--price-completion', '10000'];
      const { stderr } = await run([...flags, ...priced], env);
      expect(stderr).toContain('Not shown to the model, as a check: the example on line 6.');
      expect(stderr).toMatch(/\d+ tokens in, \d+ out, at a cost of 0\.\d+\./);
      expect(server.asked.map(({ body }) => body.n)).toEqual([
        3,
        ...new Array(server.asked.length - 1).fill(undefined),
      ]);
    } finally {
      await server.close();
    }
  });

  it('says what to do where the server wants another key', async () => {
    const server = await startFaulty('unauthorized');
    try {
      const env = { OPENAI_BASE_URL: server.baseUrl };
      const { code, object, stderr } = await json(['synth', `${file(shout)}::shout`, '--model', 'm'], env);
      expect(code).toBe(2);
      expect(object.error).toContain('OPENAI_API_KEY');
      expect(stderr.trim().split('\n')).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  it.skipIf(!isRecorded)('accepts recorded replies of a model (skipped where ../shared/data is absent)', async () => {
    const tasks = recordedTasks().slice(0, 5);
    const server = await startReplay({ tasks });
    try {
      for (const { prompt, asserts, setup, entry_point: name } of tasks) {
        const source = file(`${setup}\n${prompt}\n\n${asserts.join('\n')}\n`);
        const { code, object } = await json(['synth', `${source}::${name}`, '-k', '2'], {
          OPENAI_BASE_URL: server.baseUrl,
        });
        expect(object.samples.received).toBe(2);
        expect(code).toBe(object.candidates.some((one: { passed: boolean }) => one.passed) ? 0 : 1);
      }
    } finally {
      await server.close();
    }
  });

  it('ends with 130 and leaves no process when it is interrupted', async () => {
    const slow = file('def f(x):\n    """Never."""\n\n\nassert f(1) == object()\nassert f(2) == object()\n');
    const server = await startFaulty('hang');
    const { child, ended } = start(['synth', `${slow}::f`, '--model', 'm'], { OPENAI_BASE_URL: server.baseUrl });
    try {
      while (server.asked.length === 0) await pause(20);
      child.kill('SIGINT');
      expect((await ended).code).toBe(130);
      expect(runnersOf(child.pid!)).toBe(0);
    } finally {
      await server.close();
    }
  });
});

describe('assay verify', () => {
  it('passes a right body and tells a wrong one by its values', async () => {
    const { code, stdout } = await run(['verify', `${file(twice)}::twice`]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nsandbox (full|partial|limits)\n$/);
    const wrong = await json(['verify', file(twice.replace('x + x', 'x * 3'))]);
    expect(wrong.code).toBe(1);
    expect(wrong.object.functions[0].candidates).toMatchObject([
      {
        id: 'present',
        passed: false,
        verdicts: [
          { status: 'fail', expected: '4', actual: '6' },
          { status: 'fail', expected: "'aa'", actual: "'aaa'" },
        ],
      },
    ]);
    expect(wrong.object.functions[0].passRate).toBe(0);
  });

  it('takes a check that a result keeps from being reached as Python does, and marks it; one that the file keeps from it is not run', async () => {
    const source = file(
      'import sys\n\n\ndef positives(xs):\n    """Those above zero."""\n\n\nfor x in positives([1, -2]):\n    assert x > 0\nkept = positives([4])\nif kept:\n    assert kept == [4]\nassert positives([3, 5]) == [3, 5]\nif sys.platform == "none":\n    assert positives([]) == 5\n',
    );
    const lines = [
      { id: 'right', solution: 'def positives(xs):\n    return [x for x in xs if x > 0]\n' },
      { id: 'empty', solution: 'def positives(xs):\n    return xs if xs == [3, 5] else []\n' },
      { id: 'wrong', solution: 'def positives(xs):\n    return xs\n' },
    ];
    const candidates = file(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`, 'unreached.jsonl');
    for (const chosen of [candidates, file(`${JSON.stringify(lines[1])}\n`, 'alone.jsonl')]) {
      const { object } = await json(['verify', `${source}::positives`, '--candidates', chosen]);
      expect(object.examples.map(({ line }: { line: number }) => line)).toEqual([9, 12, 13]);
      expect(object.notRun).toMatchObject([{ line: 15, reason: expect.stringContaining('never reached') }]);
      const seen = new Map(object.candidates.map((one: { id: string }) => [one.id, one]));
      expect(seen.get('empty')).toMatchObject({ passed: true, unreached: true });
      if (chosen !== candidates) continue;
      expect(seen.get('right')).toMatchObject({ passed: true });
      expect(seen.get('right')).not.toHaveProperty('unreached');
      expect(seen.get('wrong')).toMatchObject({ passed: false });
    }
  });

  it('runs given candidates, each under its id', async () => {
    const lines = [
      { id: 'good', solution: 'def twice(x):\n    return 2 * x\n' },
      { completion: '    return x\n' },
      { id: 'chat', reply: 'Here:\n```python\ndef double(value):\n    return value + value\n```\n' },
      { id: 'prose', reply: 'I can not help with that.' },
    ];
    const candidates = file(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`, 'candidates.jsonl');
    const { code, object } = await json(['verify', `${file(twice)}::twice`, '--candidates', candidates]);
    expect(code).toBe(0);
    expect(object.candidates.map(({ id, passed }: { id: string; passed: boolean }) => [id, passed])).toEqual([
      ['good', true],
      ['2', false],
      ['chat', true],
      ['prose', false],
    ]);
    expect(object.candidates[3]).toMatchObject({ refused: expect.any(String), verdicts: [] });
    expect(object.passRate).toBe(0.5);
  });

  it('refuses the same id twice, naming the line', async () => {
    const twiceTheSame = `${JSON.stringify({ id: 1, solution: 'x' })}\n${JSON.stringify({ id: '1', solution: 'y' })}\n`;
    const candidates = file(twiceTheSame, 'same.jsonl');
    const { code, object } = await json(['verify', `${file(twice)}::twice`, '--candidates', candidates]);
    expect(code).toBe(2);
    expect(object.error).toContain('line 2');
  });

  it('shows control characters instead of obeying them', async () => {
    const { stdout, stderr } = await run(['verify', file(twice.replace('x + x', '"\\x1b[31mred\\x07"'))]);
    for (const control of ['\u0007', '\u001b']) expect(stdout + stderr).not.toContain(control);
    expect(stdout).toContain('red');
  });

  it('spells out what ids and invisible names hold, in one line each', async () => {
    const id = 'a\u001b[2J\u202e\r\npass    line 7\u3164';
    const solution = 'def twice(x):\n    y\u3164 = x\n    return y\u3164 + [\u3164]\n';
    const candidates = file(`${JSON.stringify({ id, solution })}\n`, 'hidden.jsonl');
    const args = ['verify', `${file(twice)}::twice`, '--candidates', candidates];
    const { stdout, stderr } = await run(args);
    expect(stdout + stderr).not.toMatch(/[^\n\P{Cc}]|[\u202e\u3164\u1160]/u);
    expect(stdout).toContain('candidate a\\x1b[2J\\u202e\\r\\npass    line 7\\u3164\n');
    const { object, stdout: printed } = await json(args);
    expect(printed.trim()).not.toMatch(/[\p{Cc}\u202e\u3164]/u);
    expect(object.candidates[0].id).toBe(id);
  });
});

describe('a wrong call', () => {
  const cases: [name: string, args: () => string[], says: RegExp][] = [
    ['a file that is not there', () => ['verify', 'nowhere.py'], /does not exist/],
    ['a function that is not there', () => ['verify', `${file(twice)}::thrice`], /no function .*thrice/i],
    ['a function without examples', () => ['synth', `${file('def f():\n    ...\n')}::f`], /no examples/],
    ['a file without examples', () => ['verify', file('x = 1\n')], /no function with examples/],
    ['a test file', () => ['verify', file('def test_it():\n    assert f(1) == 2\n')], /name the file of the functions/],
    ['stubs of a test file', () => ['synth', file('def test_it():\n    assert f(1) == 2\n')], /a test file/],
    ['a notebook', () => ['synth', file('{"cells": []}', 'a.ipynb')], /is a notebook/],
    ['a syntax error in the function', () => ['verify', `${file('def f(x:\n    return (\n')}::f`], /syntax error/i],
    ['no samples', () => ['synth', `${file(shout)}::shout`, '-k', '0'], /1 to 200/],
    ['too many samples', () => ['synth', `${file(shout)}::shout`, '-k', '10000'], /1 to 200/],
    ['an unknown flag', () => ['verify', file(twice), '--colour'], /--colour/],
    ['an unknown command', () => ['verfy', file(twice)], /verfy/],
    ['an interpreter that is none', () => ['verify', file(twice), '--interpreter', '/bin/true'], /--interpreter/],
    ['an interpreter that is not there', () => ['verify', file(twice), '--interpreter', '/none/python'], /not found/],
    [
      'text that is no UTF-8',
      () => {
        const name = file('');
        writeFileSync(name, Buffer.from([0x78, 0x3d, 0xff, 0x0a]));
        return ['verify', name];
      },
      /UTF-8/,
    ],
    [
      'a server that is not there',
      () => ['synth', `${file(shout)}::shout`, '--base-url', 'http://127.0.0.1:9/v1', '--model', 'm'],
      /127\.0\.0\.1:9/,
    ],
  ];
  it.each(cases)('is told in one line: %s', async (_, args, says) => {
    const { code, object, stderr } = await json(args());
    expect(object).toEqual({ error: expect.stringMatching(says) });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });
});

describe('assay doctor', () => {
  it('names interpreter, sandbox and samplers', async () => {
    const { code, object } = await json(['doctor']);
    expect(object).toMatchObject({
      version: expect.stringMatching(/^\d/),
      interpreter: { version: expect.stringMatching(/^3\./) },
      sandbox: { tier: expect.stringMatching(/^(full|partial|limits)$/), holds: expect.arrayContaining(['limits']) },
    });
    expect(code).toBe(object.problem === null ? 0 : 1);
  });
});

describe('assay eval', () => {
  it('judges samples by visible examples and hidden test, in their order', async () => {
    const task = {
      task_id: 'T/0',
      prompt: 'def helper(x):\n    return x\n\n\ndef inc(x):\n    """Return x plus one."""\n',
      entry_point: 'inc',
      asserts: ['assert inc(1) == 2'],
      test: 'def check(candidate):\n    assert candidate(2) == 3\n    assert candidate(helper(-1)) == 0\n',
    };
    const bodies = ['return x + 1', 'return 2', 'return', 'return x + 1  # again'];
    const tasks = file(`${JSON.stringify(task)}\n`, 'tasks.jsonl');
    // It must be exact, and not a module that the working directory happens to have.
    bodies.push('return x + 1', 'from answers import inc as known\n    return known(x)');
    file('def inc(x):\n    return x + 1\n', 'answers.py');
    const lines = bodies.map((body) => JSON.stringify({ task_id: 'T/0', completion: `    ${body}\n` }));
    const samples = file(`${lines.join('\n')}\n`, 'samples.jsonl');
    const verdicts = place.in('verdicts.jsonl');
    const { code, object } = await json(['eval', '--tasks', tasks, '--samples', samples, '--verdicts', verdicts]);
    expect(code).toBe(0);
    expect(object).toMatchObject({ tasks: 1, samples: 6, distinct: 4, offered: 1, offeredCorrect: 1, oracle: 1 });
    expect(object.passAt['1']).toBeCloseTo(0.5);
    expect(JSON.parse(readFileSync(verdicts, 'utf8'))).toEqual({
      task_id: 'T/0',
      n: [
        [true, true],
        [true, false],
        [false, false],
        [true, true],
        [true, true],
        [false, false],
      ],
    });
  });

  it('reads the tasks of other benchmarks: EvalPlus inputs, MBPP asserts, a function that is called check', async () => {
    const plus = {
      prompt: 'def half(x: float) -> float:\n    """Halve x.\n    >>> half(2)\n    1.0\n    """\n',
      entry_point: 'half',
      canonical_solution: '    return x / 2\n',
      base_input: [[1], [0.1]],
      plus_input: [[-7]],
      atol: 0,
    };
    const fromMbpp = {
      prompt: '"""\nWrite a function to add two numbers.\nassert add(1, 2) == 3\n"""\n',
      entry_point: 'add',
      canonical_solution: '\ndef add(a, b):\n    return a + b\n',
      base_input: [[1, 2]],
      plus_input: [[[1], [2]]],
      atol: 0,
      assertion: 'assert add(1, 2) == 3',
    };
    const checking = {
      prompt: 'def check(n):\n    """Say whether n is even."""\n',
      entry_point: 'check',
      asserts: ['assert check(2)'],
      test: 'def check(candidate):\n    assert candidate(4)\n    assert not candidate(3)\n',
    };
    const sized = {
      text: 'Write a function to find the size of a tuple.',
      code: 'import sys\ndef size(t):\n    return sys.getsizeof(t)\n',
      test_list: ['assert size((1, 2)) == sys.getsizeof((1, 2))'],
    };
    const samples: [string, object, boolean, boolean][] = [
      ['P', { completion: '    return x * 0.5\n' }, true, true],
      ['P', { completion: '    return x * 0.5 if x > 0 else 1\n' }, true, false],
      ['P', { completion: '    return x * 0.5 + 1e-9\n' }, false, true],
      ['Q', { solution: 'def add(a, b):\n    return a + b\n' }, true, true],
      ['Q', { solution: 'def add(a, b):\n    return int(a + b)\n' }, true, false],
      ['R', { completion: '    return n % 2 == 0\n' }, true, true],
      ['R', { completion: '    return True\n' }, true, false],
      ['S', { solution: 'import sys\n\ndef size(t):\n    return sys.getsizeof(t)\n' }, true, true],
      ['S', { solution: 'def size(t):\n    return sys.getsizeof(t)\n' }, false, false],
    ];
    const lines = (all: readonly object[]) => `${all.map((one) => JSON.stringify(one)).join('\n')}\n`;
    const named = Object.entries({ P: plus, Q: fromMbpp, R: checking, S: sized });
    const tasks = file(lines(named.map(([task_id, task]) => ({ task_id, ...task }))), 'many.jsonl');
    const given = file(lines(samples.map(([task_id, sample]) => ({ task_id, ...sample }))), 'many-samples.jsonl');
    const verdicts = place.in('many-verdicts.jsonl');
    const { code } = await json(['eval', '--tasks', tasks, '--samples', given, '--verdicts', verdicts]);
    expect(code).toBe(0);
    const found = readFileSync(verdicts, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found).toEqual(
      named.map(([task_id]) => ({
        task_id,
        n: samples.filter(([task]) => task === task_id).map(([, , visible, hidden]) => [visible, hidden]),
      })),
    );
  });
});

it('prints its version and its help', async () => {
  expect((await run(['--version'])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  for (const command of ['synth', 'verify', 'eval', 'serve', 'doctor']) {
    const { code, stdout } = await run([command, '--help']);
    expect(stdout).toContain(command);
    expect(code).toBe(0);
  }
});

/** Interpreters that have outlived an assay process. */
function runnersOf(pid: number): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return processes.split('\n').filter((line) => line.includes('server/runner') && line.includes(` ${pid} `)).length;
}
