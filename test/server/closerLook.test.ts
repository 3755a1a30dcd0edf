/** What is found out about candidates that pass, beside their verdicts. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Previews } from '../../protocol/messages.ts';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { Editor, vscode } from './editor.ts';

const source = `import os


def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

const place = scratch('closerLook', 'each');
let editor: Editor | undefined;
let model: ModelServer;
beforeEach(async () => {
  model = await startAnswering(() =>
    fenced(
      'import re\n\ndef first_word(text: str) -> str:\n    if not text:\n        return ""\n    return re.split(" ", text)[0]',
    ),
  );
});
afterEach(async () => {
  await editor?.stop();
  await model.close();
  editor = undefined;
});

it('shows the lines that no example runs in hover and preview', async () => {
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 1 };
  editor = await Editor.start({ settings, capabilities: vscode, env: { ASSAY_HISTORY: place.in('h.db') } });
  const uri = await editor.open(source);
  await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
  expect(JSON.stringify(await editor.hover(uri, 'first_word'))).toContain('no example runs line 4 of it');
  const { previews } = await editor.connection.sendRequest<Previews>('assay/preview', { uri, function: 'first_word' });
  const [{ text, untried }] = previews as [Previews['previews'][0]];
  expect(untried!.map((line) => text.split('\n')[line])).toEqual(['        return ""']);
});
