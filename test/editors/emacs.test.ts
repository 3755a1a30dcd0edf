/** Emacs with eglot and the recipe of the docs: action, hover, the question, by keys alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasEglot } from '../../scripts/otherEditors.ts';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { Emacs } from './emacs.ts';
import { bodies, eventually, source, surroundings } from './surroundings.ts';

describe.skipIf(!hasEglot())('Emacs', () => {
  const place = scratch('emacs', 'each');
  let model: ModelServer;
  let editor: Emacs;
  beforeEach(async () => {
    let turn = 0;
    model = await startAnswering(() => fenced(`def first_word(text: str) -> str:\n    ${bodies[turn++ % 3]}`));
    editor = Emacs.open(place.file(source, 'words.py'), surroundings(place, model.baseUrl));
    await eventually(
      'an action',
      () => editor.actions,
      (all) => all.some((one) => one.startsWith('Synthesize')),
    );
  });
  afterEach(async () => {
    editor.close();
    await model.close();
  });

  it('synthesizes by a code action, shows the result, asks the question, and accepts', async () => {
    const at = (start: RegExp) => editor.actions.find((title) => start.test(title));
    editor.choose(at(/^Synthesize/)!);
    const answer = await eventually('the question', () => at(/^Answer: .* gives/), Boolean);
    expect(editor.hover).toContain('return text.split()[0]');

    editor.choose(answer!);
    await eventually(
      'the example',
      () => editor.text,
      (text) => text.split('assert').length === 4,
    );
    const best = await eventually('the new result', () => at(/^Accept:/), Boolean);
    editor.choose(best!);
    const text = await eventually(
      'the body',
      () => editor.text,
      (now) => now.includes('    return text.'),
    );
    expect(text).toContain('"""Return the first word of text."""\n    return text.');
  });
});
