import { expect, it } from 'vitest';
import type { Tree } from 'web-tree-sitter';
import {
  childSource,
  loadParser,
  PythonDocument,
  specificationOf,
  targetsOf,
} from '../../server/src/specification/index.ts';
import { corpus, isFull } from './files.ts';
import { Oracle } from './oracle.ts';

/** mulberry32: the same edits for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const typed = [
  '"',
  "'",
  '"""',
  "'''",
  'f"{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '{',
  ':',
  ',',
  '.',
  '\\',
  '#',
  '=',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\n    ',
  '\n\t',
  '\f',
  '\0',
  '\ud83d',
  '\ude00',
  '😀',
  'é',
  '\ufeff',
  '\u2028',
  'def ',
  'def f(x',
  'class A:\n',
  'return ',
  'if x:',
  'else:',
  'try:',
  'async ',
  'lambda ',
  '@',
  'assert ',
  'assert f(1) == 1\n',
  '>>> f(1)\n',
  'import ',
  'pass\n',
  '...',
  'match x:\n',
  'case _:',
  'print x',
  'if __name__ == "__main__":\n',
  '->',
  '*',
  '**',
  ':=',
  '*[1]',
  'type(x).y = 1\n',
  'print >>',
  '\n# c\n',
  '[T = int]',
  '0',
  'x',
  '# assay: k=3\n',
];

const edits = isFull ? 10_000 : 400;
const editsOfOne = 40;
/** The most characters of a text that is parsed twice for each edit. */
const longest = 12_000;

it('edits of any kind leave the tree that a fresh parse gives, and a file that can be read', async ({ skip }) => {
  await loadParser();
  const next = random(20261125);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const texts = await textsOfCorpus();
  if (texts.length === 0) return skip('there is no corpus');
  const failures: string[] = [];
  let done = 0;
  for (let round = 0; done < edits; round++) {
    const document = new PythonDocument('/project/fuzz.py', texts[round % texts.length]!);
    expect(document.tree.rootNode.type).toBe('module');
    for (let count = 0; count < editsOfOne && done < edits; count++, done++) {
      const { text } = document;
      const at = Math.floor(next() * (text.length + 1));
      const isDeletion = next() < 0.4;
      const length = isDeletion || next() < 0.2 ? Math.floor(next() ** 3 * 200) : 0;
      const added = isDeletion ? '' : next() < 0.15 ? text.slice(at, at + Math.floor(next() * 120)) : pick(typed);
      const range = { start: document.positionAt(at), end: document.positionAt(at + length) };
      document.edit(range, added);
      const where = `edit ${done} of seed 20261125: ${at}+${length} ${JSON.stringify(added)}`;
      try {
        const difference = differenceOf(document);
        if (difference) failures.push(`${where}: ${difference}`);
        readAll(document, pick);
      } catch (error) {
        failures.push(`${where}: ${(error as Error).stack}`);
      }
    }
    document.dispose();
  }
  console.log(
    `${done} edits of ${Math.min(texts.length, Math.ceil(done / editsOfOne))} files, failures: ${failures.length}`,
  );
  expect(failures).toEqual([]);
});

async function textsOfCorpus(): Promise<string[]> {
  const oracle = new Oracle();
  const texts: string[] = [];
  try {
    for (const part of ['stdlib', 'packages'] as const) {
      const chosen = await corpus(part, 3_000_000);
      if ('missing' in chosen) continue;
      const own: string[] = [];
      for (const file of chosen.files) {
        if (own.length >= edits / editsOfOne / 2) break;
        const text = (await oracle.ask('read', { file }))?.text;
        if (text && text.length > 200 && text.length < longest) own.push(text);
      }
      texts.push(...own);
    }
  } finally {
    oracle.close();
  }
  return texts;
}

function differenceOf(document: PythonDocument): string | undefined {
  const fresh = new PythonDocument('/project/fresh.py', document.text);
  try {
    const [ours, theirs] = [placesOf(document.tree), placesOf(fresh.tree)];
    if (ours === theirs) return undefined;
    let at = 0;
    while (ours[at] === theirs[at]) at++;
    return `the tree is ${ours.slice(at, at + 80)} and not ${theirs.slice(at, at + 80)}`;
  } finally {
    fresh.dispose();
  }
}

/** Every node with its position. */
function placesOf(tree: Tree): string {
  const cursor = tree.walk();
  const found: string[] = [];
  try {
    for (;;) {
      found.push(`${cursor.nodeType} ${cursor.startIndex}-${cursor.endIndex}${cursor.nodeIsMissing ? ' missing' : ''}`);
      if (cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) {
        found.push(')');
        if (!cursor.gotoParent()) return found.join('\n');
      }
    }
  } finally {
    cursor.delete();
  }
}

/** The requests of an editor at every keystroke, and for one function everything that a run does. */
function readAll(document: PythonDocument, pick: <T>(of: readonly T[]) => T): void {
  const targets = targetsOf(document);
  for (const { name } of targets) {
    const found = specificationOf(document, name, {});
    if (!('error' in found)) JSON.stringify([found.examples, found.notRun]);
  }
  if (targets.length === 0) return;
  const { name } = pick(targets);
  const found = specificationOf(document, name, {});
  if ('error' in found) throw new Error(found.error);
  JSON.stringify([found.steps, found.context, found.fingerprint]);
  childSource(document, name, found);
}
