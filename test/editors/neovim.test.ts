/** Neovim with the recipe of the docs: lens, hover, action, the question, by keys alone. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { Neovim } from './neovim.ts';
import { bodies, eventually, source, surroundings } from './surroundings.ts';

const place = scratch('neovim', 'each');
let model: ModelServer;
let editor: Neovim;
beforeEach(async () => {
  let turn = 0;
  model = await startAnswering(() => fenced(`def first_word(text: str) -> str:\n    ${bodies[turn++ % 3]}`));
  const env = surroundings(place, model.baseUrl);
  editor = await Neovim.open({ file: place.file(source, 'words.py'), socket: place.in('socket'), env });
  await eventually(
    'a lens',
    () => editor.lenses,
    (lenses) => lenses.includes('Synthesize from 2 asserts'),
  );
});
afterEach(async () => {
  await editor.close();
  await model.close();
});

it('synthesizes by the lens, shows the result by K, asks the question, and accepts', async () => {
  editor.type('gg\\a');
  const lenses = await eventually(
    'the result',
    () => editor.lenses,
    (all) => all.some((one) => /which/.test(one)),
  );
  expect(lenses.join()).toMatch(/10 of 10 pass/);

  editor.type('ggwK');
  const hover = await eventually(
    'the hover',
    () => editor.floating,
    (text) => text.includes('first_word'),
  );
  expect(hover).toContain('return text.split()[0]');

  const answer = await offered(/^Answer: .* gives/);
  editor.choose(answer);
  const asked = await eventually(
    'the example',
    () => editor.text,
    (text) => text.split('assert').length === 4,
  );
  expect(asked.split('\n').at(-1)).toMatch(/^assert first_word\(.* == /);

  await eventually(
    'the new result',
    () => editor.lenses,
    (all) => all.some((one) => /\d of 10 pass · Accept/.test(one)),
  );
  editor.choose(await offered(/^Accept/));
  const accepted = await eventually(
    'the body',
    () => editor.text,
    (text) => text.includes('    return text.'),
  );
  expect(accepted).toContain('"""Return the first word of text."""\n    return text.');
});

/** Asks for the code actions at the function's name (`gra`), and returns the title of the first like this. */
async function offered(title: RegExp): Promise<string> {
  editor.type('ggwgra');
  const titles = await eventually(
    'actions',
    () => editor.offered,
    (all) => all.some((one) => title.test(one)),
  );
  return titles.find((one) => title.test(one))!;
}
