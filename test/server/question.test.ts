/** Passing programs that differ: the question that separates them, and its answers as examples. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asked } from '../../protocol/commands.ts';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { assayJson, startAssay } from '../servers/terminal.ts';
import { Editor, until, vscode } from './editor.ts';

const source = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;
const bodies = ['return text.split()[0]', 'return text.split(" ")[0]', 'return text.partition(" ")[0]'];

const place = scratch('question', 'each');
let editor: Editor | undefined;
let model: ModelServer;
beforeEach(async () => {
  let turn = 0;
  model = await startAnswering(() =>
    fenced(`def first_word(text: str) -> str:\n    ${bodies[turn++ % bodies.length]}`),
  );
});
afterEach(async () => {
  await editor?.stop();
  await model.close();
  editor = undefined;
});

async function synthesized(capabilities = vscode): Promise<string> {
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 6 };
  editor = await Editor.start({ settings, capabilities, env: { ASSAY_HISTORY: place.in('h.db') } });
  const uri = await editor.open(source);
  await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
  return uri;
}

const ask = (uri: string) => editor!.execute<Asked | null>('assay.server.ask', { uri, function: 'first_word' });

describe('programs that pass and differ', () => {
  it('are told in lens and hover, with the input that splits them', async () => {
    const uri = await synthesized();
    expect(await editor!.titles(uri)).toEqual(['6 of 6 pass · Accept', '2 behaviours · which is right?']);
    const asked = (await ask(uri))!;
    expect(asked.function).toBe('first_word');
    expect(asked.question.call).toMatch(/^first_word\(".*"\)$/);
    expect(asked.question.answers.map(({ weight }) => weight).sort()).toEqual([
      expect.closeTo(1 / 3),
      expect.closeTo(2 / 3),
    ]);
    expect(JSON.stringify(await editor!.hover(uri, 'first_word'))).toContain('have 2 behaviours');
  });

  it('are settled by an answer, which becomes an example in the quotes of the others', async () => {
    const uri = await synthesized();
    const { question } = (await ask(uri))!;
    const drawn = model.asked.length;
    const right = question.answers.find(({ kind }) => kind === 'value')!;
    const answer = { call: question.call, value: right.value, kind: 'value' } as const;
    await editor!.execute('assay.server.answer', { uri, function: 'first_word', answer });
    expect(editor!.text(uri)).toBe(`${source}assert ${question.call} == ${right.value}\n`);
    const share = Math.round(6 * right.weight);
    const result = `${share} of 6 pass · Accept`;
    await until('the programs to be judged by it', async () => (await editor!.titles(uri)).join() === result);
    expect(model.asked).toHaveLength(drawn);
  });

  it('are asked about by another input where one can not happen', async () => {
    const uri = await synthesized();
    const first = (await ask(uri))!;
    const answer = { call: first.question.call, kind: 'cannotHappen' } as const;
    const next = await editor!.execute<Asked | null>('assay.server.answer', { uri, function: 'first_word', answer });
    expect(next!.question.call).not.toBe(first.question.call);
    expect((await ask(uri))!.question.call).toBe(next!.question.call);
    expect(editor!.text(uri)).toBe(source);
  });

  it('take no answer that is no expression', async () => {
    const uri = await synthesized();
    const { question } = (await ask(uri))!;
    for (const value of ['', '1\nimport os', '1; 2', 'import os', ')', '1) or (2']) {
      const answer = { call: question.call, value, kind: 'value' } as const;
      expect(await editor!.execute('assay.server.answer', { uri, function: 'first_word', answer })).toBeNull();
    }
    const answer = { call: question.call, value: 'E:\n  import os', kind: 'raises' } as const;
    await editor!.execute('assay.server.answer', { uri, function: 'first_word', answer });
    expect(editor!.text(uri)).toBe(source);
    expect(editor!.messages.at(-1)!.message).toMatch(/can’t be an example/);
  });

  it('are not asked about by a report that is older than the text', async () => {
    const uri = await synthesized();
    await editor!.replace(uri, '"one two three") == "one"', '"one two three" == "one"');
    expect(await ask(uri)).toBeNull();
    expect(editor!.messages.at(-1)!.message).toMatch(/^first_word: no question is open. Its report is older than/);
    const answer = null as never;
    expect(await editor!.execute('assay.server.answer', { uri, function: 'first_word', answer })).toBeNull();
  });

  it('give a code action for each answer', async () => {
    const uri = await synthesized();
    const { question } = (await ask(uri))!;
    const titles = (await editor!.actions(uri, 'first_word')).map(({ title }) => title);
    const answers = titles.filter((title) => title.startsWith(`Answer: ${question.call} `));
    expect(answers).toHaveLength(question.answers.filter(({ kind }) => kind !== 'unwritable').length);
  });
});

describe('assay synth', () => {
  const env = () => ({ OPENAI_BASE_URL: model.baseUrl, ASSAY_HISTORY: place.in('h.db') });

  it('gives clusters and the question', async () => {
    const file = place.file(source, 'words.py');
    const args = ['synth', `${file}::first_word`, '-k', '6', '--model', 'replay'];
    const { object } = await assayJson(args, place.folder, env());
    expect(object.behaviours.count).toBe(2);
    expect(object.question).toEqual({
      call: expect.stringMatching(/^first_word\(/),
      answers: expect.arrayContaining([
        { value: expect.any(String), candidates: expect.any(Array), weight: expect.any(Number) },
      ]),
    });
    const clusters = object.candidates.map(({ cluster }: { cluster: number }) => cluster);
    expect([...clusters].sort()).toEqual([0, 0, 1]);
    // The heavier cluster comes first.
    expect(clusters[0]).toBe(0);
  });

  it('asks with --ask, and writes the answer', async () => {
    const file = place.file(source, 'words.py');
    const args = ['synth', `${file}::first_word`, '-k', '6', '--model', 'replay', '--ask', '--json'];
    const { child, ended } = startAssay(args, { cwd: place.folder, env: env() });
    child.stdin!.end('never\n1\n');
    const { code, stdout, stderr } = await ended;
    expect(code, stderr).toBe(0);
    const object = JSON.parse(stdout);
    expect(stderr).toMatch(/What should first_word\(/);
    expect(object.examples).toHaveLength(3);
    expect(object.behaviours.count).toBe(1);
    expect(object.question).toBeUndefined();
  });

  it('asks what the examples do not pin down, where all that pass do the same', async () => {
    await model.close();
    model = await startAnswering(() => fenced('def is_big(n: int) -> bool:\n    return n >= 10'));
    const file = place.file(
      'def is_big(n: int) -> bool:\n    """Tell numbers from ten on."""\n\n\nassert is_big(20)\nassert not is_big(3)\n',
      'big.py',
    );
    const args = ['synth', `${file}::is_big`, '-k', '3', '--model', 'replay'];
    const { object } = await assayJson(args, place.folder, env());
    expect(object.behaviours.count).toBe(1);
    expect(object.changes.tried).toBeGreaterThan(1);
    expect(object.changes.unnoticed).toBeGreaterThan(0);
    expect(object.question.answers.map(({ candidates }: { candidates: string[] }) => candidates.length).sort()).toEqual(
      [0, 1],
    );
  });
});
