/** The ghost text of what was found: it is what accepting gives, or says that it is not all of it. */
import { afterEach, expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Ghosts } from '../../protocol/messages.ts';
import { completion, json, type ModelServer, startServer } from '../servers/modelServer.ts';
import { Editor, vscode } from './editor.ts';

let editor: Editor;
let model: ModelServer | undefined;
afterEach(async () => {
  await editor.stop();
  await model?.close();
});

const head = 'def first_word(text: str) -> str:\n';
const asserts = '\n\n\nassert first_word("hello world") == "hello"\n';
const split = '```python\ndef first_word(text: str) -> str:\n    words = text.split()\n    return words[0]\n```';
const imports =
  '```python\nimport re\n\ndef first_word(text: str) -> str:\n    return re.split(" +", text.strip())[0]\n```';

async function synthesized(text: string): Promise<string> {
  let next = 0;
  model = await startServer({
    chat: ({ body }, response) => {
      const texts = Array.from({ length: body.n ?? 1 }, () => [split, split, imports][next++ % 3]!);
      json(response, 200, completion(body.model, texts));
    },
  });
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay' };
  editor = await Editor.start({ capabilities: vscode, settings });
  const uri = await editor.open(text);
  await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
  return uri;
}

async function ghosts(uri: string, line: number): Promise<Ghosts | null> {
  return editor.connection.sendRequest('assay/ghostText', { uri, position: { line, character: 0 } });
}

function typed(text: string, edits: readonly { range: Range; newText: string }[]): string {
  return TextDocument.applyEdits(TextDocument.create('file:///a.py', 'python', 0, text), [...edits]);
}

it.each([
  ['after a docstring', `${head}    """Doc."""${asserts}`, 1],
  ['in the blank line below it', `${head}    """Doc."""\n    ${asserts}`, 2],
  ['at the dots', `${head}    """Doc."""\n    ...${asserts}`, 2],
  ['at the def of dots in its own line', `${head.trimEnd()} ...${asserts}`, 0],
  ['with CRLF', `${head}    """Doc."""\n    pass${asserts}`.replaceAll('\n', '\r\n'), 2],
])('%s, it is the body of each candidate', async (_where, text, line) => {
  const uri = await synthesized(text);
  const drawn = (await ghosts(uri, line))!;
  expect(drawn.ghosts).toHaveLength(2);
  for (const { candidate, range, newText, isWhole } of drawn.ghosts) {
    await editor.execute('assay.server.accept', { uri, function: 'first_word', candidate });
    const accepted = editor.text(uri);
    const same = typed(text, [{ range, newText }]) === accepted.replace(/\n {4}(?=\n\n\nassert)/, '');
    expect(same).toBe(isWhole);
    expect(accepted.replaceAll('\r', '')).toContain(newText.replaceAll('\r', '').trim());
    await editor.replace(uri, accepted, text);
  }
  // The second one has an import, and dots are taken out.
  expect(drawn.ghosts.map(({ isWhole }) => isWhole)).toEqual([!/\.\.\.|pass/.test(text), false]);
  expect(drawn.ghosts.map(({ newText }) => newText.trim().split('\n').length)).toEqual([2, 1]);
});

it('there is none elsewhere, none before a synthesis, and none once a body is typed', async () => {
  const text = `${head}    """Doc."""${asserts}`;
  const uri = await synthesized(text);
  expect(await ghosts(uri, 4)).toBeNull();
  expect(await ghosts(await editor.open(text), 1)).toBeNull();
  await editor.replace(uri, '"""Doc."""', '"""Doc."""\n    return text');
  expect(await ghosts(uri, 2)).toBeNull();
});
