/** The marks beside examples, while the text or the body changes. */
import { afterEach, describe, expect, it } from 'vitest';
import { completion, json, type ModelServer, startServer } from '../servers/modelServer.ts';
import { Editor, until, vscode } from './editor.ts';
import { broken, firstWord, search } from './sources.ts';

let editor: Editor;
let model: ModelServer | undefined;
afterEach(async () => {
  await editor.stop();
  await model?.close();
  model = undefined;
});

const marks = (uri: string) =>
  (editor.marks.get(uri) ?? []).map(({ line, status, text, stale }) =>
    [line, status, text, stale ? '(dimmed)' : undefined].filter((part) => part !== undefined).join(' '),
  );

const shown = (uri: string, ...expected: string[]) =>
  until(`the marks ${expected.join(', ')}`, () => marks(uri).join('|') === expected.join('|'), 8000).catch((error) => {
    expect(marks(uri)).toEqual(expected);
    throw error;
  });

const program = (name: string, expression: string) => `\`\`\`python\ndef ${name}:\n    return ${expression}\n\`\`\``;

/** A server whose answers wait until they are let go. */
async function modelWith(replies: readonly string[], go: Promise<void> = Promise.resolve()) {
  let next = 0;
  model = await startServer({
    chat: async ({ body }, response) => {
      await go;
      const texts = Array.from({ length: body.n ?? 1 }, () => replies[next++ % replies.length]!);
      json(response, 200, completion(body.model, texts));
    },
  });
  return { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', repairRounds: 0 };
}

describe('marks stay', () => {
  it('dimmed through half-typed lines and a save of them, at their lines', async () => {
    editor = await Editor.start({ capabilities: vscode, settings: { ...search, verifyOnSave: true } });
    const uri = await editor.open(broken.replace('== 10', '== 6'));
    await editor.save(uri);
    await shown(uri, '5 fail got 3', '6 pass');
    await editor.replace(uri, 'def double', '# Typed.\ndef double');
    await shown(uri, '6 fail got 3', '7 pass');
    await editor.replace(uri, 'double(2) == 4', 'double(2');
    await shown(uri, '6 fail got 3 (dimmed)', '7 pass (dimmed)');
    await editor.save(uri);
    await shown(uri, '6 fail got 3 (dimmed)', '7 pass');
    await editor.replace(uri, 'double(2', 'double(2) == 4');
    await shown(uri, '6 fail got 3', '7 pass');
  });

  it('dimmed while another body is drawn, and clear again when it is there', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const settings = await modelWith([program('double(number)', 'number * 3'), program('double(number)', '7')], gate);
    editor = await Editor.start({ capabilities: vscode, settings: { ...settings, samples: 4 } });
    const uri = await editor.open(broken);
    await editor.execute('assay.server.verify', { uri, function: 'double', wait: true });
    await shown(uri, '5 fail got 3', '6 fail got 6');
    const outcome = editor.execute('assay.server.synthesize', { uri, function: 'double', wait: true });
    await shown(uri, '5 fail got 3 (dimmed)', '6 fail got 6 (dimmed)');
    go();
    await outcome;
    await shown(uri, '5 fail got 3', '6 fail got 6');
  });
});

it('a stub shows at each example how many samples pass it, until one is accepted', async () => {
  const right = program('first_word(text: str) -> str', 'text.split()[0]');
  const wrong = program('first_word(text: str) -> str', 'text[:5]');
  const settings = await modelWith([right, wrong, wrong]);
  editor = await Editor.start({ capabilities: vscode, settings: { ...settings, samples: 10 } });
  const uri = await editor.open(firstWord);
  await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
  await shown(uri, '4 10 of 10 pass (dimmed)', '5 4 of 10 pass (dimmed)');
  await editor.execute('assay.server.accept', { uri, function: 'first_word' });
  await shown(uri, '5 pass', '6 pass');
});
