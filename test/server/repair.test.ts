/** Repair, hints and the history, over a connection and in the terminal, with a model server that learns from its prompts. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { History } from '../../server/src/history/index.ts';
import { scratch } from '../scratch.ts';
import { type Answer, fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { runAssay } from '../servers/terminal.ts';
import { Editor, type EditorOptions, until, vscode } from './editor.ts';
import { firstWord } from './sources.ts';

const reply = (body: string) => fenced(`def first_word(text: str) -> str:\n    ${body}`);
const last = reply('words = text.split()\n    return words[-1]');
const whole = reply('return text');
const right = reply('return text.split()[0]');
const secret = 'planted-secret-0123456789abcdef';

const place = scratch('repair', 'each');
let database: string;
let editor: Editor | undefined;
let model: ModelServer | undefined;
beforeEach(() => {
  database = place.in('history.db');
});
afterEach(async () => {
  await editor?.stop();
  await model?.close();
  editor = model = undefined;
});

async function serve(answer: Answer): Promise<void> {
  model = await startAnswering(answer);
}

/** Two errors at first; right after a prompt that names them. */
const learns: Answer = ({ messages }, turn) => (messages.length > 2 ? right : turn % 2 === 0 ? last : whole);

async function edit(more: object = {}, options: EditorOptions = {}): Promise<Editor> {
  editor = await Editor.start({
    ...options,
    settings: { sampler: 'openai', baseUrl: model!.baseUrl, model: 'replay', samples: 4, ...more },
    env: { ASSAY_HISTORY: database, MY_SERVICE_TOKEN: secret, ...options.env },
  });
  return editor;
}

function synthesize(uri: string, more: object = {}) {
  return editor!.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true, ...more });
}

async function terminal(...args: string[]) {
  const env = { OPENAI_API_KEY: secret, OPENAI_BASE_URL: model?.baseUrl, ASSAY_HISTORY: database };
  const ended = await runAssay(args, { cwd: place.folder, env });
  return { ...ended, object: ended.stdout.startsWith('{') ? JSON.parse(ended.stdout) : undefined };
}

const synth = (...args: string[]) =>
  terminal('synth', 'words.py::first_word', '--model', 'replay', '-k', '4', '--json', ...args);

/** The bytes of the history's files. */
function contents(): string {
  return readdirSync(place.folder)
    .filter((name) => name.startsWith('history.db'))
    .map((name) => readFileSync(place.in(name), 'latin1'))
    .join('');
}

describe('where nothing passes', () => {
  it('the best go back with what they gave and the failing call, and what comes then can be accepted', async () => {
    await serve(learns);
    await edit();
    const output: string[] = [];
    editor!.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      output.push(message);
    });
    const uri = await editor!.open(firstWord);
    const outcome = await synthesize(uri);
    expect(outcome).toMatchObject({ state: 'done', passing: 4, received: 8 });
    const sent = output.filter((line) => line.startsWith('Sent for first_word:\n'));
    expect(sent).toHaveLength(3);
    for (const { body } of model!.asked) {
      const last = body.messages.at(-1)!.content;
      expect(sent.some((text) => text.includes(model!.baseUrl) && text.includes(last))).toBe(true);
    }
    const repairs = model!.asked.map(({ body }) => body.messages).filter((messages) => messages.length > 2);
    const [, , answer, feedback] = repairs.find((messages) => messages[2]!.content.includes('words[-1]'))!;
    expect(answer).toEqual({
      role: 'assistant',
      content:
        '```python\ndef first_word(text: str) -> str:\n    """Return the first word of text."""\n    words = text.split()\n    return words[-1]\n```',
    });
    expect(feedback!.content).toContain(
      'assert first_word("hello world") == "hello"\n```\nIt gave \'world\', not \'hello\'.',
    );
    expect(feedback!.content).toContain("words = text.split()  # words = ['hello', 'world']");
    expect(feedback!.content).toContain("return words[-1]  # returned 'world'");
    expect(repairs.some((messages) => messages[2]!.content.includes('return text\n'))).toBe(true);
    expect(await editor!.hover(uri, 'first_word')).toContain('none of 4 passes at first, 4 of 4 after a repair');
    const told = editor!.progress.map(({ value }) => ('message' in value ? value.message : ''));
    expect(told).toContainEqual(expect.stringMatching(/^repair 1 · \d of 8 samples/));
    expect(await editor!.titles(uri)).toEqual(['4 of 8 pass · Accept']);
    await editor!.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(editor!.text(uri)).toContain('return text.split()[0]');
  });

  it('nothing goes back where repairs are switched off, or no model is asked', async () => {
    await serve(learns);
    await edit({ repairRounds: 0 });
    const uri = await editor!.open(firstWord);
    expect(await synthesize(uri)).toMatchObject({ passing: 0, received: 4 });
    expect(model!.asked.every(({ body }) => body.messages.length === 2)).toBe(true);
  });

  it('each round is in the report of the terminal, and the conversation goes on', async () => {
    writeFileSync(place.in('words.py'), firstWord);
    await serve(({ messages }) => (messages.length > 4 ? right : messages.length > 2 ? whole : last));
    const { code, object, stderr } = await synth('--repair-rounds', '3', '--show-sent');
    expect(code).toBe(0);
    expect(object.rounds).toEqual([
      { requested: 4, received: 4, passing: 0 },
      { requested: 4, received: 4, passing: 0 },
      { requested: 4, received: 4, passing: 4 },
    ]);
    expect(object.samples).toMatchObject({ requested: 12, received: 12 });
    const rounds = object.candidates.map(({ round, passed }: { round: number; passed: boolean }) => ({
      round,
      passed,
    }));
    expect(rounds[0]).toEqual({ round: 3, passed: true });
    expect(new Set(rounds.slice(1).map(({ round }: { round: number }) => round))).toEqual(new Set([1, 2]));
    expect(stderr).toMatch(/Sent for first_word:\n.*127\.0\.0\.1.*replay/);
    expect(stderr).toContain("return words[-1]  # returned 'world'");
  });

  it('no value of the environment is in what is sent', async () => {
    writeFileSync(
      place.in('words.py'),
      `import os\n\nTOKEN = "${secret}"\n\n\ndef first_word(text: str) -> str:\n    """Return TOKEN."""\n\n\nassert first_word("a") == TOKEN[:1]\n`,
    );
    const leaky = reply('import pwd, os\n    return pwd.getpwuid(os.getuid()).pw_dir + TOKEN');
    await serve(() => leaky);
    const { stderr } = await synth('--show-sent');
    const sent = JSON.stringify(model!.asked.map(({ body }) => body));
    expect(sent).toContain('It ');
    expect(sent).not.toContain(secret);
    expect(stderr).not.toContain(secret);
    const feedback = model!.asked.flatMap(({ body }) => body.messages.slice(3)).map(({ content }) => content);
    expect(feedback.length).toBeGreaterThan(0);
    for (const content of feedback) expect(content).not.toMatch(new RegExp(`(?<!\\w)${homedir()}(?!\\w)`));
    expect(contents()).not.toContain(secret);
  });
});

describe('a hint', () => {
  it('goes on from what failed, adds up, and is kept until a candidate is accepted', async () => {
    await serve(({ messages }) => (messages.at(-1)!.content.includes('Take the first') ? right : last));
    await edit({ repairRounds: 0 });
    const uri = await editor!.open(firstWord);
    await synthesize(uri);
    await synthesize(uri, { hint: 'Words are separated by spaces.' });
    const outcome = await synthesize(uri, { hint: 'Take the first of them.' });
    expect(outcome).toMatchObject({ passing: 4 });
    const { messages } = model!.asked.at(-1)!.body;
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(messages[2]!.content).toContain('words[-1]');
    expect(messages[3]!.content).toMatch(
      /It gave 'world', not 'hello'[\s\S]*The user says:\n- Words are separated by spaces\.\n- Take the first of them\.$/,
    );
    expect(await editor!.hover(uri, 'first_word')).toContain('hint: Take the first of them.');
    await editor!.execute('assay.server.accept', { uri, function: 'first_word' });
    const history = new History({ file: database, problem: () => undefined });
    const { fsPath: file } = { fsPath: new URL(uri).pathname };
    expect(history.hints(file, 'first_word')).toEqual([]);
    history.close();
  });

  it('is offered by our own client where nothing passed, and kept where the search can take none', async () => {
    await serve(() => last);
    await edit({ repairRounds: 0 }, { capabilities: vscode });
    const uri = await editor!.open(firstWord);
    const titles = async () => (await editor!.actions(uri, 'first_word')).map(({ title }) => title);
    expect(await titles()).toEqual(['Synthesize first_word from 2 asserts']);
    await synthesize(uri);
    expect(await titles()).toEqual(['Synthesize first_word from 2 asserts', 'Synthesize first_word with a hint…']);
    await editor!.configure({ sampler: 'search' });
    await synthesize(uri, { hint: 'Take the first of them.' });
    expect(editor!.messages.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^The search takes no hints/),
    );
    await editor!.configure({ sampler: 'openai', baseUrl: model!.baseUrl, model: 'replay', samples: 4 });
    await synthesize(uri, { fresh: true });
    expect(model!.asked.at(-1)!.body.messages.at(-1)!.content).toMatch(/The user says: Take the first of them\.$/);
  });

  it('is remembered from one call of the terminal to the next', async () => {
    writeFileSync(place.in('words.py'), firstWord);
    await serve(({ messages }) => (messages.at(-1)!.content.includes('Take the first') ? right : last));
    expect((await synth('--repair-rounds', '0', '--hint', 'Words are separated by spaces.')).code).toBe(1);
    const { code, object } = await synth('--repair-rounds', '0', '--hint', 'Take the first of them.');
    expect(code).toBe(0);
    expect(object.hints).toEqual(['Words are separated by spaces.', 'Take the first of them.']);
    const whole = await terminal('synth', 'words.py', '--model', 'replay', '--hint', 'For which?');
    expect(whole).toMatchObject({ code: 2, stderr: 'assay: --hint is for one function: name it as FILE::NAME.\n' });
  });
});

describe('the history', () => {
  it('answers the same request without a call, in the editor and the terminal, until it is asked for afresh', async () => {
    await serve(learns);
    await edit();
    const uri = await editor!.open(firstWord);
    expect(await synthesize(uri)).toMatchObject({ passing: 4, received: 8 });
    const asked = model!.asked.length;
    const again = await synthesize(uri);
    expect(again).toMatchObject({
      passing: 4,
      received: 8,
      message: expect.stringContaining('answered from the history'),
    });
    expect(model!.asked.length).toBe(asked);
    expect(await editor!.hover(uri, 'first_word')).toContain('the model was not asked again');
    const afresh = (await editor!.actions(uri, 'first_word')).find(
      ({ title }) => title === 'Synthesize first_word afresh',
    );
    expect(afresh!.command!.arguments).toMatchObject([{ fresh: true }]);
    await synthesize(uri, { fresh: true });
    expect(model!.asked.length).toBeGreaterThan(asked);
  });

  it('is one for all: the terminal answers from what it has drawn, and --fresh asks again', async () => {
    writeFileSync(place.in('words.py'), firstWord);
    await serve(() => right);
    const first = await synth();
    expect(first.object.history).toEqual({ id: 1 });
    const asked = model!.asked.length;
    const second = await synth();
    expect(second.object).toMatchObject({ passRate: 1, history: { id: 1, drawn: expect.stringMatching(/^\d{4}-/) } });
    expect(model!.asked.length).toBe(asked);
    expect((await synth('--fresh')).object.history).toEqual({ id: 2 });
    expect(model!.asked.length).toBeGreaterThan(asked);
    writeFileSync(place.in('words.py'), firstWord.replace('"one"', '"two"'));
    expect((await synth()).object.history.drawn).toBeUndefined();
  });

  it('knows what was accepted, and exports it', async () => {
    writeFileSync(place.in('words.py'), firstWord);
    await serve(() => right);
    await synth('--write');
    const { object } = await terminal('history', '--json');
    expect(object).toMatchObject({
      path: database,
      syntheses: [{ function: 'first_word', model: 'replay', passing: 4, received: 4, accepted: '1', state: 'done' }],
    });
    const exported = await terminal('history', 'export', '--format', 'openai');
    expect(exported.code).toBe(0);
    const [line, ...others] = exported.stdout.trim().split('\n');
    expect(others).toEqual([]);
    const { messages } = JSON.parse(line!);
    expect(messages.map(({ role }: { role: string }) => role)).toEqual(['system', 'user', 'assistant']);
    expect(messages[2].content).toBe(
      '```python\ndef first_word(text: str) -> str:\n    """Return the first word of text."""\n    return text.split()[0]\n```',
    );
    expect(exported.stderr).toBe('1 exported, 0 left out.\n');
    const none = await terminal('history', 'export', '--examples', '3');
    expect(none.stderr).toBe('0 exported, 1 left out:\n  1 × fewer than 3 examples\n');
    expect((await terminal('history', 'export', '--format', 'csv')).code).toBe(2);
    expect((await terminal('history', 'clear', '--json')).object).toMatchObject({ cleared: 1 });
    expect((await terminal('history', '--json')).object.syntheses).toEqual([]);
  });

  it('knows what VS Code accepted, since that says so', async () => {
    await serve(() => right);
    await edit({}, { capabilities: vscode });
    const uri = await editor!.open(firstWord);
    await synthesize(uri);
    await editor!.connection.sendNotification('assay/accepted', { uri, function: 'first_word', candidate: '1' });
    const history = new History({ file: database, problem: () => undefined });
    await until('the acceptance to be noted', () => history.list()?.[0]?.accepted === '1');
    history.close();
    await editor!.connection.sendRequest('workspace/executeCommand', { command: 'assay.server.clearHistory' });
    await until('the history to be cleared', () =>
      editor!.messages.at(-1)?.message.startsWith('The history is cleared'),
    );
  });

  it('that is broken is set aside with a message, and the work goes on', async () => {
    writeFileSync(database, 'no database'.repeat(500));
    writeFileSync(place.in('words.py'), firstWord);
    await serve(() => right);
    const { code, stderr, object } = await synth();
    expect(code).toBe(0);
    expect(object.history).toEqual({ id: 1 });
    expect(stderr).toMatch(/^assay: The history was damaged .* moved it to .*broken-.*\n$/);
  });

  it('that is locked is gone without, with one message', async () => {
    const other = new DatabaseSync(database);
    other.exec('CREATE TABLE t (x); BEGIN EXCLUSIVE');
    await serve(() => right);
    await edit();
    const uri = await editor!.open(firstWord);
    expect(await synthesize(uri)).toMatchObject({ state: 'done', passing: 4 });
    expect(await synthesize(uri)).toMatchObject({ state: 'done', passing: 4 });
    expect(editor!.messages.map(({ message }) => message)).toEqual([expect.stringMatching(/^The history is locked/)]);
    other.close();
  });

  it('is not written where the workspace is not trusted, nor where its size is 0', async () => {
    await serve(() => right);
    await edit({}, { initializationOptions: { trusted: false } });
    const uri = await editor!.open(firstWord);
    await synthesize(uri, { hint: 'Take the first.' });
    await editor!.connection.sendRequest('workspace/executeCommand', { command: 'assay.server.clearHistory' });
    await editor!.connection.sendNotification('assay/trustChanged', { trusted: true });
    await editor!.configure({ ...editor!.settings, historySize: 0 });
    expect(await synthesize(uri, { hint: 'Take the first.' })).toMatchObject({ passing: 4 });
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('is elsewhere where the editor says so', async () => {
    await serve(() => right);
    const elsewhere = place.in('own', 'h.db');
    await edit({}, { initializationOptions: { history: elsewhere } });
    await synthesize(await editor!.open(firstWord));
    expect(readdirSync(place.in('own'))).toContain('h.db');
    expect(readdirSync(place.folder)).toEqual(['own']);
  });

  it('has no key and no secret of the environment, even where the server says them back', async () => {
    writeFileSync(place.in('words.py'), `${firstWord}assert first_word("hello world") == "bye"\n`);
    await serve(() => reply(`return "${secret}"`));
    const { code } = await synth('--hint', `The key is ${secret}.`);
    expect(code).toBe(1);
    expect(contents()).toContain('<OPENAI_API_KEY>');
    expect(contents()).not.toContain(secret);
  });
});
