/** What is found out about candidates that pass, beside their verdicts. */
import { afterEach, expect, it } from 'vitest';
import type { Previews } from '../../protocol/messages.ts';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { assayJson } from '../servers/terminal.ts';
import { Editor, vscode } from './editor.ts';

const place = scratch('closerLook', 'each');
let editor: Editor | undefined;
let model: ModelServer | undefined;
afterEach(async () => {
  await editor?.stop();
  await model?.close();
  editor = undefined;
});

it('shows the lines that no example runs in hover and preview', async () => {
  const body = 'if not text:\n        return ""\n    return re.split(" ", text)[0]';
  model = await startAnswering(() => fenced(`import re\n\ndef first_word(text: str) -> str:\n    ${body}`));
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 1 };
  editor = await Editor.start({ settings, capabilities: vscode, env: { ASSAY_HISTORY: place.in('h.db') } });
  const uri = await editor.open(`import os


def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`);
  await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
  expect(JSON.stringify(await editor.hover(uri, 'first_word'))).toContain('no example runs line 4 of it');
  const about = { uri, function: 'first_word' };
  const { previews } = await editor.connection.sendRequest<Previews>('assay/preview', about);
  const [{ text, untried }] = previews as [Previews['previews'][0]];
  expect(untried!.map((line) => text.split('\n')[line])).toEqual(['        return ""']);
});

it('puts what takes more time behind what does the same, and says how both grow', async () => {
  const square = 'return len([x for at, x in enumerate(xs) if x not in xs[:at]])';
  model = await startAnswering((_, turn) =>
    fenced(`def distinct(xs: list) -> int:\n    ${turn % 3 === 2 ? 'return len(set(xs))' : square}`),
  );
  const file = place.file(
    `def distinct(xs: list) -> int:
    """Count distinct items."""


assert distinct([3, 1, 2]) == 3
assert distinct([5, 4]) == 2
`,
    'distinct.py',
  );
  const env = { OPENAI_BASE_URL: model.baseUrl, ASSAY_HISTORY: place.in('h.db') };
  const { object } = await assayJson(['synth', `${file}::distinct`, '-k', '3', '--model', 'replay'], place.folder, env);
  const [first, second] = object.candidates;
  expect([first.samples, first.growth]).toEqual([1, undefined]);
  expect([second.samples, second.growth]).toEqual([
    2,
    { time: { own: expect.any(String), others: expect.any(String) } },
  ]);
});
