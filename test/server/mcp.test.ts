/** `assay mcp` with the SDK's own client. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, processTree } from '../../scripts/processes.ts';
import { scratch } from '../scratch.ts';
import { type Agent, startAgent } from '../servers/agent.ts';

const place = scratch('mcp');
const words = `def shout(text: str) -> str:
    """Return the text in upper case."""
    return text.upper()


def first(items):
    """Return the first item."""


def lonely(x):
    """Nobody checks it."""
    return x


assert shout("a") == "A"
assert shout("Hello you") == "HELLO YOU"
assert first([1]) == 1
assert first(["a", "b"]) == "a"
`;
const shout = { file: 'words.py', function: 'shout' };
const title = 'def shout(text):\n    return text.title()\n';
const slow = 'def shout(text):\n    while True:\n        pass\n';

let agent: Agent;
beforeAll(async () => {
  place.file(words, 'words.py');
  place.file(
    'import unittest\nfrom words import shout\n\n\nclass Shouting(unittest.TestCase):\n    def test_b(self):\n        self.assertEqual(shout("b"), "B")\n',
    'test_words.py',
  );
  const git = (...given: string[]) => execFileSync('git', given, { cwd: place.folder });
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-qm', 'Begin');
  agent = await startAgent(place.folder);
});
afterAll(() => agent.close());

describe('assay mcp', () => {
  it('lists five tools that change nothing, with what goes in and what comes out', async () => {
    const { tools } = await agent.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['verify', 'behaviours', 'question', 'synthesize', 'examples']);
    for (const { inputSchema, outputSchema, annotations } of tools) {
      expect(inputSchema).toMatchObject({
        required: expect.arrayContaining(['file', 'function']),
        additionalProperties: false,
      });
      expect(outputSchema?.properties).toHaveProperty('examples');
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    }
  });

  it('gives the examples that run, in the file and in its tests', async () => {
    const { answer, text } = await agent.call('examples', shout);
    expect(answer.runs).toEqual([
      { at: 'words.py:15', kind: 'assert', source: 'assert shout("a") == "A"' },
      { at: 'words.py:16', kind: 'assert', source: 'assert shout("Hello you") == "HELLO YOU"' },
      { at: 'test_words.py:6', kind: 'unittest', source: 'test_b' },
    ]);
    expect(answer.examples).toMatchObject({ count: 3, notRun: { shown: [], more: 0 }, sinceHead: { status: 'same' } });
    expect(text).toContain('words.py:15  assert shout("a") == "A"');
  });

  it('judges the present body as strictly as a candidate', async () => {
    const { answer, text } = await agent.call('verify', shout);
    expect(answer).toMatchObject({ of: 'present', verdict: 'pass', integrity: 'confined', passed: 3, failing: [] });
    expect(text).toMatch(/^PASS: the present body of `words.py::shout` passes 3 of 3 examples\./);
  });

  it('says where a candidate fails, with the values', async () => {
    const { answer, text } = await agent.call('verify', { ...shout, candidate: title });
    expect(answer).toMatchObject({
      of: 'candidate',
      verdict: 'fail',
      passed: 2,
      failing: [
        {
          at: 'words.py:16',
          source: 'assert shout("Hello you") == "HELLO YOU"',
          status: 'fail',
          expected: "'HELLO YOU'",
          actual: "'Hello You'",
        },
      ],
    });
    expect(text).toContain("    actual: 'Hello You'");
  });

  it('says on which inputs candidates differ, whether they pass or not', async () => {
    const { answer } = await agent.call('behaviours', { ...shout, candidates: [title], present: true });
    expect(answer).toMatchObject({ same: false, behaviours: 2 });
    expect(answer.candidates).toMatchObject([
      { id: '1', verdict: 'fail', behaviour: 0 },
      { id: 'present', verdict: 'pass', behaviour: 1 },
    ]);
    const [{ results }] = answer.differences;
    expect(results.map(({ candidates }: { candidates: string[] }) => candidates)).toEqual([['1'], ['present']]);
    const like = 'def shout(words):\n    result = words.upper()\n    return result\n';
    const { answer: alike } = await agent.call('behaviours', { ...shout, candidates: [like], present: true });
    expect(alike).toMatchObject({ same: true, behaviours: 1, differences: [] });
  });

  it('asks what tells candidates that pass apart, and writes the example that an answer makes', async () => {
    const given = { file: 'words.py', function: 'first' };
    const careful = 'def first(items):\n    return items[0] if items else None\n';
    const { answer } = await agent.call('question', {
      ...given,
      candidates: ['def first(items):\n    return items[0]\n', careful, careful],
    });
    expect(answer.question.call).toBe('first([])');
    expect(answer.question.answers).toMatchObject([
      { value: 'None', candidates: ['2', '3'] },
      { value: 'IndexError', raises: true, candidates: ['1'] },
    ]);
    const { answer: settled } = await agent.call('question', {
      ...given,
      answer: { call: 'first([])', value: 'None' },
    });
    expect(settled.example).toEqual({ line: 19, text: 'assert first([]) is None\n' });
    expect(readFileSync(place.in('words.py'), 'utf8')).toBe(words);
  });

  it('draws, gives the best with its verdict, and keeps what it drew for the question', async () => {
    const given = { file: 'words.py', function: 'first' };
    const told: string[] = [];
    const { answer } = await agent.call('synthesize', given, {
      onprogress: ({ message = '' }) => void told.push(message),
    });
    expect(answer).toMatchObject({ found: true, kept: false, best: { verdict: 'pass', integrity: 'confined' } });
    expect(answer.code).toMatch(/^def first\(items\):\n {4}"""Return the first item\."""\n {4}return /);
    expect(told.at(-1)).toMatch(/^\d+ of 10 samples · \d+ pass$/);
    const { answer: open } = await agent.call('question', given);
    expect(open.of).toBe('synthesis');
    expect(readFileSync(place.in('words.py'), 'utf8')).toBe(words);
  });

  it('leaves a body that passes', async () => {
    const { answer, text } = await agent.call('synthesize', shout);
    expect(answer).toMatchObject({ kept: true, found: true, best: { verdict: 'pass' } });
    expect(answer).not.toHaveProperty('code');
    expect(text).toContain('nothing was drawn');
  });

  it('says what to do where there is nothing to run', async () => {
    const { isError, text } = await agent.call('verify', { file: 'words.py', function: 'lonely' });
    expect(isError).toBe(true);
    expect(text).toContain('Write an assert below it');
  });

  it('shows what was changed since the last commit, and that examples were only added', async () => {
    const verdicts = async (text: string) => {
      place.file(text, 'words.py');
      return (await agent.call('verify', shout)).answer.examples;
    };
    try {
      const before = await verdicts(words);
      const more = await verdicts(`${words}assert shout("") == ""\n`);
      expect(more.sinceHead).toMatchObject({ status: 'more', changes: ['example added: assert shout("") == ""'] });
      expect(more.digest).not.toBe(before.digest);
      const less = await verdicts(words.replace('assert shout("a") == "A"\n', ''));
      expect(less.sinceHead).toMatchObject({
        status: 'changed',
        changes: ['example removed: assert shout("a") == "A"'],
      });
      const other = await verdicts(words.replace('return text.upper()', 'return text.swapcase()'));
      expect(other).toMatchObject({ digest: before.digest, sinceHead: { status: 'same' } });
      expect(other.fileDigest).not.toBe(before.fileDigest);
    } finally {
      place.file(words, 'words.py');
    }
  });

  it('sees that a module which the file imports has changed', async () => {
    place.file(
      'from helper import up\n\n\ndef cry(x):\n    """Cry."""\n    return up(x)\n\n\nassert cry("a") == "A"\n',
      'cry.py',
    );
    const verdictWith = async (method: string) => {
      place.file(`def up(x):\n    return x.${method}()  # ${method}\n`, 'helper.py');
      return (await agent.call('verify', { file: 'cry.py', function: 'cry' })).answer.verdict;
    };
    expect([await verdictWith('upper'), await verdictWith('lower'), await verdictWith('title')]).toEqual([
      'pass',
      'fail',
      'pass',
    ]);
  });

  it('keeps its lists short, and says how many entries are left out', async () => {
    const asserts = Array.from({ length: 30 }, (_, at) => `assert long(${at}) == "${'y'.repeat(2000)}"`).join('\n');
    place.file(`def long(x):\n    """Say it."""\n\n\n${asserts}\n`, 'long.py');
    const given = { file: 'long.py', function: 'long', candidate: 'def long(x):\n    return "x" * 5000\n' };
    const { answer, text } = await agent.call('verify', given);
    expect(answer).toMatchObject({ passed: 0, moreFailing: 22 });
    expect(answer.failing).toHaveLength(8);
    expect(JSON.stringify(answer).length).toBeLessThan(9_000);
    expect(text.length).toBeLessThan(9_000);
    const { answer: whole } = await agent.call('verify', { ...given, full: true });
    expect(whole.failing).toHaveLength(30);
  });

  it('ends a call that is cancelled, and every process with the connection', async () => {
    const abort = new AbortController();
    const running = agent.call('verify', { ...shout, candidate: slow }, { signal: abort.signal });
    running.catch(() => undefined);
    await pause(700);
    abort.abort();
    await expect(running).rejects.toThrow();
    const started = performance.now();
    expect((await agent.call('verify', shout)).answer.verdict).toBe('pass');
    // The cancelled candidate would have held its slot for the limit of each example.
    expect(performance.now() - started).toBeLessThan(10_000);

    const other = await startAgent(place.folder);
    const busy = other.call('verify', { ...shout, candidate: slow });
    busy.catch(() => undefined);
    // Node, the interpreter's parent, a host, the loaded file, and a candidate.
    await expect.poll(() => processTree(other.pid).length, { timeout: 60_000 }).toBeGreaterThan(4);
    const all = processTree(other.pid);
    await other.close();
    for (let tries = 0; tries < 100 && all.some(isAlive); tries++) await pause(50);
    expect(all.filter(isAlive)).toEqual([]);
  });
});
