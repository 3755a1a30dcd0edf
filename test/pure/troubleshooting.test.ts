/** A user searches for the message on the screen: each one that docs/troubleshooting.md quotes is in the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/troubleshooting.md');

/** Strings that are parted over lines are one here. */
const sources = ['client', 'server/src', 'server/runner']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|py)$/.test(name))
      .map((name) => read(path.join(folder, name))),
  )
  .map((text) => text.replace(/(['"`]) \+\s*\n\s*\1/g, ''));

/** The headings of single problems, and the first column of the tables that begin with “it says”. */
function* quoted(): Iterable<string> {
  let isTable = false;
  for (const line of page.split('\n')) {
    isTable = line.startsWith('|') && (isTable || line.startsWith('| it says'));
    const where = line.startsWith('### ') ? line : isTable ? line.split('|')[1]! : '';
    for (const [, message] of where.matchAll(/`([^`]+)`/g)) yield message!;
  }
}

function isSaid(message: string): boolean {
  const parts = message.split('…');
  const pattern = new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^\\n]{0,160}?'));
  return sources.some((text) => parts.every((part) => text.includes(part)) && pattern.test(text));
}

it('quotes messages as Assay shows them', () => {
  const messages = [...quoted()];
  expect(messages.length).toBeGreaterThan(50);
  expect(messages.filter((message) => !isSaid(message))).toEqual([]);
});

it('says something about each, and leads to each part', () => {
  const headings = [...page.matchAll(/^(#{2,3}) .*\n\n(.*)/gm)];
  expect(headings.filter(([, depth, next]) => depth === '###' && /^(?:#|$)/.test(next!))).toEqual([]);
  const parts = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title!);
  const anchors = parts.map(
    (title) =>
      `](#${title
        .toLowerCase()
        .replace(/[^\w ]/g, '')
        .replaceAll(' ', '-')})`,
  );
  expect(anchors.filter((anchor) => !page.includes(anchor))).toEqual([]);
});
