import { afterEach, describe, expect, it } from 'vitest';
import { printable } from '../../server/src/support/printable.ts';
import { type FaultName, startFaulty } from '../servers/faults.ts';
import { completion, json, type ModelServer, startServer } from '../servers/modelServer.ts';
import { Editor } from './editor.ts';
import { firstWord } from './sources.ts';

let editor: Editor;
let model: ModelServer;
afterEach(async () => {
  await editor.stop();
  await model.close();
});

const reply = (body: string) => `\`\`\`python\ndef first_word(text: str) -> str:\n${body}\n\`\`\``;
const split = reply('    return text.split()[0]');
const partition =
  '```python\nimport re\n\ndef first_word(text: str) -> str:\n    return re.split(r"\\s+", text)[0]\n```';
const hostile = reply(
  "    return '```\\n[quit](command:workbench.action.quit)\\x1b[2J' if text.startswith('h') else text.split()[0]",
);
const prose = 'I would love to, but I only talk about cooking.';

async function synthesize(replies: readonly string[], more: object = {}) {
  let next = 0;
  model = await startServer({
    chat: ({ body }, response) => {
      const count = body.n ?? 1;
      const texts = Array.from({ length: count }, () => replies[next++ % replies.length]!);
      json(response, 200, completion(body.model, texts));
    },
  });
  editor = await Editor.start({ settings: { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', ...more } });
  const uri = await editor.open(firstWord);
  const outcome = await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
  return { uri, outcome };
}

describe('samples of a model', () => {
  const ten = [split, split, split, partition, partition, hostile, hostile, hostile, hostile, prose];

  it('count by candidate, in the lens, the hovers and the actions', async () => {
    const { uri, outcome } = await synthesize(ten);
    expect(outcome).toMatchObject({ state: 'done', passing: 5, received: 10, refused: 1 });
    expect(await editor.titles(uri)).toEqual(['5 of 10 pass · Accept', '2 behaviours · which is right?']);
    expect(await editor.hover(uri, 'first_word')).toContain('50% (5 of 10) of the samples pass · ');
    expect(await editor.hover(uri, 'assert first_word("one')).toContain(
      '90% (9 of 10) of the samples pass this example',
    );
    const actions = await editor.actions(uri, 'first_word', ['refactor']);
    const accepting = actions.map(({ title }) => title).filter((title) => !title.startsWith('Answer: '));
    expect(accepting).toEqual([
      'Accept: return text.split()[0] (3 of 10 samples)',
      'Accept instead: return re.split(r"\\s+", text)[0] (2 of 10 samples)',
    ]);
  });

  it('that are hostile are shown and not obeyed', async () => {
    const { uri } = await synthesize(ten);
    const hover = await editor.hover(uri, 'assert first_word("hello');
    expect(hover).toContain('4 × got');
    expect(hover).toMatch(/^````text$/m);
    expect(hover).not.toContain('\u001b');
  });

  it('bring their imports along, also into a file that has been changed meanwhile', async () => {
    const { uri } = await synthesize(ten);
    await editor.replace(uri, 'def first_word', 'import re\n\n\ndef first_word');
    const other = (await editor.actions(uri, 'first_word')).find(({ title }) => title.startsWith('Accept instead'))!;
    await editor.execute('assay.server.accept', other.command!.arguments![0]);
    expect(editor.text(uri).match(/import re/g)).toHaveLength(1);
    const verified = await editor.execute('assay.server.verify', { uri, function: 'first_word', wait: true });
    expect(verified!.message).toBe('first_word: passes all 2 asserts.');
  });

  it('without code are counted in one message', async () => {
    const { outcome } = await synthesize([prose]);
    expect(outcome).toMatchObject({ passing: 0, received: 10, refused: 10 });
    expect(editor.messages.map(({ message }) => message)).toEqual([outcome!.message]);
    expect(outcome!.message).toMatch(
      /^first_word: none of 10 passes\. No sample could be run \(10 × .+\)\. Try another model/,
    );
  });
});

describe('a model server that goes wrong', () => {
  const faults: FaultName[] = ['unauthorized', 'noModel', 'noQuota', 'broken', 'page', 'otherJson', 'close'];
  it.each(faults)('is told in one line that names it, and the file stays as it is: %s', async (fault) => {
    model = await startFaulty(fault);
    editor = await Editor.start({ settings: { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay' } });
    const uri = await editor.open(firstWord);
    const outcome = await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
    expect(outcome!.state).toBe('failed');
    expect(editor.messages.map(({ message }) => message)).toEqual([outcome!.message]);
    expect(printable(outcome!.message)).toBe(outcome!.message);
    expect(editor.text(uri)).toBe(firstWord);
    expect((await editor.titles(uri))[0]).toMatch(/synthesize again$/);
    expect(await editor.hover(uri, 'first_word')).not.toBe('');
  });
});
