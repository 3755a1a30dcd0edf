import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import { type Ended, exportPairs, History, type HistoryOptions, historyFile } from '../../server/src/history/index.ts';
import { redactorOf } from '../../server/src/support/redaction.ts';
import { specified } from '../servers/specified.ts';

let folder: string;
let file: string;
let problems: string[];
let clock: number;
const open: History[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-history-'));
  file = path.join(folder, 'state', 'history.db');
  problems = [];
  clock = Date.parse('2026-01-01T00:00:00Z');
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  rmSync(folder, { recursive: true, force: true });
});

function history(more: Partial<HistoryOptions> = {}): History {
  const made = new History({
    file,
    now: () => clock++,
    problem: (line) => problems.push(line),
    redactor: redactorOf(
      { OPENAI_API_KEY: 'sk-planted-0123456789' },
      { home: '/home/ada', user: 'ada', host: 'engine' },
    ),
    ...more,
  });
  open.push(made);
  return made;
}

const solution = 'def add(a, b):\n    """Return the sum of a and b."""\n    return a + b\n';
const ended: Ended = {
  state: 'done',
  samples: [
    { round: 1, sample: { form: 'reply', text: '```python\ndef add(a, b): return a + b\n```', logprob: -0.25 } },
    { round: 1, refused: 'the reply was empty' },
    { round: 2, sample: { form: 'solution', text: solution } },
  ],
  candidates: [
    {
      id: '1',
      round: 1,
      samples: 2,
      passed: true,
      unverified: false,
      solution,
      verdicts: [{ source: 'assert add(1, 2) == 3', status: 'pass', expected: '3', actual: '3' }],
    },
  ],
  requested: 3,
  received: 3,
  passing: 2,
  rounds: 2,
  tokens: { prompt: 100, completion: 20 },
  seconds: 1.5,
};

interface Added {
  readonly request?: string;
  readonly specification?: Specification;
  readonly workspace?: string;
  readonly ended?: Partial<Ended>;
  readonly accept?: boolean;
}

function add(
  to: History,
  { request, specification = specified(), workspace = '/project', ended: more, accept }: Added = {},
) {
  const id = to.begin({
    file: specification.file,
    workspace,
    specification,
    ...(request !== undefined && { request }),
    sampler: 'openai',
    model: 'replay',
    destination: 'this machine',
    requested: 3,
  });
  to.end(id, { ...ended, ...more });
  if (accept) to.accept(id, specification, { id: '1', solution, passed: true });
  return id;
}

describe('the place of the history', () => {
  const at = (platform: NodeJS.Platform, env: Record<string, string>, home: string) =>
    historyFile({ platform, env, home });
  it('is one a user, the same for editor and terminal', () => {
    expect(at('linux', {}, '/home/ada')).toBe('/home/ada/.local/state/assay/history.db');
    expect(at('linux', { XDG_STATE_HOME: '/state' }, '/home/ada')).toBe('/state/assay/history.db');
    expect(at('linux', { XDG_STATE_HOME: 'state' }, '/home/ada')).toBe('/home/ada/.local/state/assay/history.db');
    expect(at('darwin', {}, '/Users/ada')).toBe('/Users/ada/Library/Application Support/Assay/history.db');
    expect(at('linux', { ASSAY_HISTORY: '/elsewhere/h.db' }, '/home/ada')).toBe('/elsewhere/h.db');
    expect(at('linux', { ASSAY_HISTORY: 'off' }, '/home/ada')).toBeUndefined();
  });
});

describe('the history', () => {
  it('makes nothing before there is something to write down', () => {
    const made = history();
    expect(made.list()).toEqual([]);
    expect(made.find('r')).toBeUndefined();
    expect(made.hints('/project/f.py', 'add')).toEqual([]);
    expect(made.clear()).toBe(0);
    expect(existsSync(path.dirname(file))).toBe(false);
  });

  it('lists what was drawn and accepted, latest first, for another process too', () => {
    const first = history();
    add(first, { request: 'r1' });
    add(first, { accept: true });
    first.begin({
      file: '/project/f.py',
      specification: specified(),
      sampler: 'search',
      destination: 'here',
      requested: 9,
    });
    expect(history().list()).toMatchObject([
      { id: 3, sampler: 'search', model: null, state: 'running', requested: 9, received: 0, accepted: null },
      { id: 2, state: 'done', accepted: '1', passing: 2, received: 3, rounds: 2, examples: 2, request: null },
      { id: 1, at: '2026-01-01T00:00:00.000Z', file: '/project/f.py', function: 'add', model: 'replay', request: 'r1' },
    ]);
    clock += 2 * 86_400_000;
    expect(history().list({ limit: 1 })).toMatchObject([{ id: 3, state: 'interrupted' }]);
    expect(history().list({ since: new Date(clock) })).toEqual([]);
    expect(history().list({ limit: 1 })).toHaveLength(1);
    expect(history().list({ function: 'other' })).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('answers the same request with the samples that were drawn for it', () => {
    const made = history();
    const id = add(made, { request: 'r' });
    expect(history().find('r')).toEqual({ id, at: expect.any(Date), requested: 3, samples: ended.samples });
    expect(made.find('another')).toBeUndefined();
  });

  it.each([
    ['was cancelled', { state: 'cancelled' }],
    ['failed', { state: 'failed' }],
    ['got fewer samples than it asked for', { received: 2 }],
  ] as const)('answers nothing from one that %s', (_, more) => {
    const made = history();
    add(made, { request: 'r', ended: more });
    expect(made.find('r')).toBeUndefined();
  });

  it('keeps what was last proposed about a function until it means something else', () => {
    const proposal = { suggestions: [{ source: 'assert add(2, 2) == 4', samples: 2 }], calls: ['add(0, 0)'] };
    const specification = specified();
    const made = history();
    made.propose(specification, { suggestions: [], calls: [] });
    made.propose(specification, proposal);
    expect(history().proposed(specification)).toEqual(proposal);
    const { target } = specification;
    expect(made.proposed({ ...specification, target: { ...target, docstring: 'Subtract.' } })).toBeUndefined();
    const passing = { ...specification, file: 'Untitled-1' };
    made.propose(passing, proposal);
    expect(made.proposed(passing)).toEqual(proposal);
    expect(history().proposed(passing)).toBeUndefined();
    made.clear();
    expect([made.proposed(specification), made.proposed(passing)]).toEqual([undefined, undefined]);
  });

  it('keeps hints for a function until a candidate for it is accepted', () => {
    const made = history();
    made.hint('/project/f.py', 'add', 'Mind the sign.');
    made.hint('/project/f.py', 'add', 'Use +.');
    made.hint('/project/f.py', 'other', 'No.');
    made.hint('Untitled-1', 'add', 'Only here.');
    expect(history().hints('/project/f.py', 'add')).toEqual(['Mind the sign.', 'Use +.']);
    expect(made.hints('Untitled-1', 'add')).toEqual(['Only here.']);
    expect(history().hints('Untitled-1', 'add')).toEqual([]);
    made.accept(undefined, { ...specified(), file: 'Untitled-1' }, { id: '1', solution, passed: true });
    expect(made.hints('Untitled-1', 'add')).toEqual([]);
    for (let index = 0; index < 50; index++) made.hint('/project/f.py', 'talked', `${index}${'x'.repeat(5000)}`);
    expect(made.hints('/project/f.py', 'talked')).toHaveLength(10);
    expect(made.hints('/project/f.py', 'talked').at(-1)).toMatch(/^49x{900,1000}$/);
    add(made, { accept: true });
    expect(made.hints('/project/f.py', 'add')).toEqual([]);
    expect(made.hints('/project/f.py', 'other')).toEqual(['No.']);
  });

  it('gives accepted functions of the same workspace, nearest first, and never the function itself', () => {
    const made = history();
    const named = (name: string, docstring: string) => {
      const asserts = [`assert ${name}(1) == 1`];
      return specified({ prompt: `def ${name}(x):\n    """${docstring}"""\n`, entry_point: name, asserts });
    };
    add(made, { specification: named('far', 'Sort the list by length.'), accept: true });
    add(made, { specification: named('near', 'Count the words in a sentence.'), accept: true });
    add(made, { specification: named('elsewhere', 'Count the words in a text.'), accept: true, workspace: '/other' });
    add(made, { specification: named('dropped', 'Count the words.') });
    add(made, { specification: named('wanted', 'Count the words in a text.'), accept: true });
    const wanted = named('wanted', 'Count the words in a text.');
    const [first, ...others] = made.accepted('/project', '/project/f.py', wanted, 3);
    expect(first).toMatchObject({ stub: expect.stringContaining('def near'), examples: ['assert near(1) == 1'] });
    expect(others.map(({ stub }) => stub)).not.toContainEqual(expect.stringContaining('wanted'));
    expect(made.accepted(undefined, '/project/f.py', wanted, 3)).toEqual([]);
  });

  it('gives a search the accepted functions of this workspace, then those of others, and none without a history', () => {
    const made = history();
    const named = (name: string, docstring: string) => {
      const asserts = [`assert ${name}(1) == 1`];
      return specified({ prompt: `def ${name}(x):\n    """${docstring}"""\n`, entry_point: name, asserts });
    };
    add(made, { specification: named('elsewhere', 'Count the words in a text.'), accept: true, workspace: '/other' });
    add(made, { specification: named('far', 'Sort the words.'), accept: true });
    add(made, { specification: named('near', 'Count the words.'), accept: true });
    add(made, { specification: named('dropped', 'Count the words.') });
    const wanted = named('wanted', 'Count the words in a text.');
    const names = (workspace?: string, limit = 9) =>
      made.library(workspace, '/project/f.py', wanted, limit).map(({ name }) => name);
    expect(names('/project')).toEqual(['near', 'far', 'elsewhere']);
    expect(names('/other', 2)).toEqual(['elsewhere', 'near']);
    expect(names()).toEqual(['elsewhere', 'near', 'far']);
    const [one] = made.library('/project', '/project/f.py', wanted, 1);
    expect(one).toEqual({
      name: 'near',
      source: solution,
      docstring: 'Count the words.',
      examples: ['assert near(1) == 1'],
    });
    made.size = 0;
    expect(names('/project')).toEqual([]);
  });

  it('gives back the candidates of the latest run of a specification', () => {
    const made = history();
    add(made);
    expect(made.candidates('/project/f.py', specified())).toEqual(ended.candidates);
    expect(made.candidates('/project/f.py', { ...specified(), fingerprint: 'changed' })).toEqual([]);
  });

  it('keeps what a model chose, for this synthesis alone and as long as that is kept', () => {
    const one = history();
    const id = add(one, {});
    one.choices(id).set('digest', 'A');
    expect(history().choices(id).get('digest')).toBe('A');
    expect([one.choices(id).get('other'), one.choices(add(one, {})).get('digest')]).toEqual([undefined, undefined]);
    one.clear();
    one.choices(id).set('digest', 'A');
    expect(one.choices(id).get('digest')).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('forgets everything when it is cleared, on the disk too', () => {
    const made = history();
    add(made, { request: 'r', accept: true });
    made.hint('/project/f.py', 'add', 'Mind the sign.');
    expect(made.clear()).toBe(1);
    expect(made.list()).toEqual([]);
    expect(made.hints('/project/f.py', 'add')).toEqual([]);
    made.close();
    expect(contents()).not.toMatch(/return a \+ b|Mind the sign/);
  });

  it('stays below its size, and lets go first of what nobody accepted', () => {
    const made = history();
    made.size = 1;
    const text = () => 'x'.repeat(100_000);
    add(made, { accept: true });
    for (let index = 0; index < 30; index++) {
      add(made, { ended: { samples: [{ round: 1, sample: { form: 'reply', text: text() + index } }] } });
    }
    const listed = made.list()!;
    expect(listed.length).toBeLessThan(12);
    expect(listed.at(-1)).toMatchObject({ id: 1, accepted: '1' });
    expect(listed[0]!.id).toBe(31);
    expect(statSync(file).size).toBeLessThanOrEqual(1.1 * 1024 * 1024);
  });

  it('has the size that an editor’s settings gave it, in a terminal too', () => {
    const editor = history();
    editor.size = 1;
    add(editor);
    const terminal = history();
    for (let index = 0; index < 20; index++) {
      add(terminal, {
        ended: { samples: [{ round: 1, sample: { form: 'reply', text: 'x'.repeat(100_000) + index } }] },
      });
    }
    expect(terminal.list()!.length).toBeLessThan(12);
    editor.size = 0;
    expect(add(editor)).toBeUndefined();
    expect(add(history())).toBeUndefined();
  });

  it('takes what an earlier version has written', () => {
    add(history(), { request: 'r' });
    for (const one of open.splice(0)) one.close();
    const earlier = new DatabaseSync(file);
    earlier.exec(
      'DROP TABLE setting; DROP TABLE choice; DROP TABLE proposal; DROP TABLE report; ALTER TABLE sample DROP COLUMN logprob; PRAGMA user_version = 1',
    );
    earlier.close();
    const made = history();
    expect(made.find('r')).toBeDefined();
    add(made);
    expect(made.list()).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it('writes nothing where its size is 0', () => {
    const made = history();
    made.size = 0;
    expect(add(made)).toBeUndefined();
    made.hint('/project/f.py', 'add', 'Mind the sign.');
    expect(made.hints('/project/f.py', 'add')).toEqual(['Mind the sign.']);
    expect(existsSync(file)).toBe(false);
  });

  it('goes on where it was cleared while a synthesis ran', () => {
    const made = history();
    const about = {
      file: '/project/f.py',
      specification: specified(),
      sampler: 'openai',
      destination: 'here',
      requested: 3,
    };
    const id = made.begin(about);
    history().clear();
    made.end(id, ended);
    made.accept(id, specified(), { id: '1', solution, passed: true });
    expect(made.list()).toEqual([]);
    add(made);
    expect(made.list()).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it('is for the user’s eyes only', () => {
    add(history());
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(path.dirname(file)).mode & 0o077).toBe(0);
  });

  it('holds no secret, and answers nothing with a reply that held one', () => {
    const key = 'sk-planted-0123456789';
    const made = history();
    const samples = [{ round: 1, sample: { form: 'reply' as const, text: `\`\`\`python\nkey = "${key}"\n\`\`\`` } }];
    const verdicts = [
      { source: `assert add("${key}") == 1`, status: 'error' as const, message: key, actual: `'${key}'` },
    ];
    const candidates = [{ ...ended.candidates[0]!, solution: `def f(): return "${key}"`, verdicts }];
    const id = add(made, { request: 'r', ended: { samples, candidates, message: `${key} was refused`, received: 3 } });
    made.accept(id, specified(), { id: '1', solution: `def f(): return "${key}"`, passed: true });
    made.hint('/project/f.py', 'add', `The key is ${key}`);
    expect(made.find('r')).toBeUndefined();
    made.close();
    expect(contents()).not.toContain(key);
    expect(contents()).toContain('<OPENAI_API_KEY>');
  });
});

describe('a database that can’t be used', () => {
  it('is set aside where it is no database, and a new one is begun', () => {
    mkdirSync(path.dirname(file));
    writeFileSync(file, 'this is no database at all, though it is long enough to be taken for one'.repeat(40));
    const made = history();
    add(made, { request: 'r' });
    expect(made.find('r')).toBeDefined();
    expect(problems).toEqual([
      expect.stringMatching(/^The history was damaged .* moved it to .*\.broken-.* started a new one\.$/),
    ]);
    const aside = readdirSync(path.dirname(file)).find((name) => name.includes('.broken-'))!;
    expect(readFileSync(path.join(path.dirname(file), aside), 'utf8')).toContain('no database at all');
  });

  it('is set aside where its pages are damaged', () => {
    const first = history();
    for (let index = 0; index < 20; index++) add(first, { request: `r${index}` });
    first.close();
    const bytes = readFileSync(file);
    bytes.fill(0xaa, 4096);
    writeFileSync(file, bytes);
    add(history(), { request: 'new' });
    expect(history().find('new')).toBeDefined();
    expect(problems).toHaveLength(1);
  });

  it('is left alone while another process has it locked; that is said once', () => {
    add(history());
    const other = new DatabaseSync(file);
    other.exec('BEGIN EXCLUSIVE');
    const made = history();
    expect(add(made, { request: 'r' })).toBeUndefined();
    expect(made.find('r')).toBeUndefined();
    expect(made.list()).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(/^The history is locked by another process/)]);
    other.exec('COMMIT');
    other.close();
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes('broken'))).toEqual([]);
  });

  it('is left alone where a later version of Assay has written it', () => {
    add(history());
    const later = new DatabaseSync(file);
    later.exec('PRAGMA user_version = 99');
    later.close();
    const made = history();
    expect(add(made)).toBeUndefined();
    expect(made.list()).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(/later version of Assay/)]);
  });

  it('is done without where its folder can’t be made, or Node has no SQLite', () => {
    writeFileSync(path.join(folder, 'state'), 'a file where the folder should be');
    expect(add(history())).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(/^The history can't be used .*continues without it/)]);
    const made = history({ sqlite: () => undefined });
    expect(add(made)).toBeUndefined();
    expect(add(made)).toBeUndefined();
    expect(problems.slice(1)).toEqual([expect.stringMatching(/has no node:sqlite/)]);
  });

  it('is written by several processes at once', async () => {
    const script = path.join(import.meta.dirname, '..', 'servers', 'historian.ts');
    const writers = [1, 2, 3, 4].map(
      (which) =>
        new Promise<number | null>((resolve) =>
          spawn(process.execPath, ['--no-warnings', script, file, String(which), '25'], { stdio: 'inherit' }).on(
            'exit',
            resolve,
          ),
        ),
    );
    expect(await Promise.all(writers)).toEqual([0, 0, 0, 0]);
    expect(history().list()).toHaveLength(100);
  });
});

describe('the export', () => {
  it('has one conversation a line for each accepted function, and counts what it leaves out', () => {
    const made = history();
    const other = specified({
      prompt: 'def inc(x):\n    """Add one."""\n',
      entry_point: 'inc',
      asserts: ['assert inc(1) == 2'],
    });
    add(made);
    add(made, { accept: true });
    add(made, { accept: true });
    add(made, { specification: other, accept: true });
    const id = add(made, { specification: { ...other, file: '/project/g.py' } });
    made.accept(id, specified(), { id: '2', solution, passed: false });
    const { lines, leftOut } = exportPairs(made.acceptances()!, { examples: 2 });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        messages: [
          { role: 'system', content: expect.stringContaining('expert Python programmer') },
          { role: 'user', content: expect.stringContaining('assert add(1, 2) == 3') },
          { role: 'assistant', content: `\`\`\`python\n${solution.trimEnd()}\n\`\`\`` },
        ],
      },
    ]);
    expect([...leftOut]).toEqual([
      ['nothing was accepted', 1],
      ['another candidate was accepted for it later, or the same one again', 1],
      ['fewer than 2 examples', 1],
      ['the candidate was judged in its own process only (unverified)', 1],
    ]);
  });
});

/** All bytes of the database and the files beside it. */
function contents(): string {
  const names = readdirSync(path.dirname(file));
  return names.map((name) => readFileSync(path.join(path.dirname(file), name), 'latin1')).join('');
}
