import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTree } from '../../scripts/processes.ts';
import { scratch } from '../scratch.ts';
import { Editor, until, vscode } from './editor.ts';
import { broken, firstWord, search } from './sources.ts';

let editor: Editor;
const files = scratch('restored', 'each');
let history: string;
beforeEach(() => {
  history = files.in('history.db');
});
afterEach(() => editor.stop());

const start = async (inOwnProcess?: true) => {
  editor = await Editor.start({
    capabilities: vscode,
    settings: search,
    initializationOptions: { history },
    ...(inOwnProcess && { inOwnProcess }),
  });
};
const shows = async (uri: string, title: RegExp) =>
  until(`${title}`, async () => title.test((await editor.titles(uri)).join('|')), 5000).catch(async () =>
    expect((await editor.titles(uri)).join('|')).toMatch(title),
  );

/** A window in which the function was synthesized, and what was typed after that. */
async function earlier(text = firstWord, after: (uri: string) => Promise<unknown> = async () => undefined) {
  await start();
  const uri = await editor.open(text, pathToFileURL(files.in('untouched.py')).href);
  await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
  await after(uri);
  const left = editor.text(uri);
  await editor.stop();
  return { uri, left };
}

describe('a report of an earlier window', () => {
  it('is there again, runs nothing, and its candidate can be accepted', async () => {
    const { uri } = await earlier();
    await start(true);
    await editor.open(`# Lines have moved.\n\n${firstWord}`, uri);
    await shows(uri, /fits 2 asserts.* · from \d\d:\d\d · Accept\b/);
    expect(await editor.hover(uri, 'first_word')).toMatch(/from \d\d:\d\d/);
    await sleep(400);
    expect(processTree(editor.pid)).toEqual([editor.pid]);
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(editor.text(uri)).toMatch(/"""\n {4}return /);
  });

  it('is judged again by its samples once an example changes, and is stale where that was meanwhile', async () => {
    const { uri } = await earlier();
    await start();
    await editor.open(firstWord.replace('== "one"', '== "two"'), uri);
    await shows(uri, /^stale · synthesize again$/);
    await sleep(400);
    expect(await editor.titles(uri)).toEqual(['stale · synthesize again']);
    await editor.replace(uri, '== "two"', '== "one"\nassert first_word("a b c") == "a"');
    await shows(uri, /fits 3 asserts[^·]* · Accept\b/);
  });

  it('says nothing over what was accepted, and verifies what was changed by hand', async () => {
    const { uri, left } = await earlier(firstWord, async (own) => {
      await editor.execute('assay.server.accept', { uri: own, function: 'first_word' });
    });
    await start();
    await editor.open(left, uri);
    await until('its hover', async () => (await editor.hover(uri, 'first_word')).includes('accepted'));
    expect(await editor.titles(uri)).toEqual([]);
    await editor.replace(uri, 'return ', 'return "" + ');
    expect(await editor.titles(uri)).toEqual(['changed by hand · Verify']);
    await editor.close(uri);
    const other = await editor.open(broken, uri);
    expect(await editor.titles(other)).toEqual(['Verify 2 asserts']);
  });
});
