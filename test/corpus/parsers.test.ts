import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { grammarTree } from '../../server/src/python/parser.ts';
import { loadParser, PythonDocument } from '../../server/src/specification/index.ts';
import { corpus, isFull } from './files.ts';
import { installNative } from './native.ts';
import { Oracle } from './oracle.ts';

it('tree-sitter as WebAssembly gives the tree that its own library gives', async ({ skip }) => {
  const native = installNative();
  if ('missing' in native) return skip(native.missing);
  await loadParser();
  const oracle = new Oracle(native.folder);
  const differing: string[] = [];
  let compared = 0;
  try {
    for (const part of ['stdlib', 'packages'] as const) {
      const chosen = await corpus(part, isFull ? 16_000_000 : 1_000_000);
      if ('missing' in chosen) continue;
      for (const file of chosen.files) {
        const read = await oracle.ask('read', { file });
        if (!read) continue;
        const theirs = oracle.ask('native', { text: read.text });
        const ours = treeOf(read.text);
        compared++;
        if (JSON.stringify(ours) !== JSON.stringify(await theirs)) differing.push(file);
      }
    }
  } finally {
    oracle.close();
  }
  console.log(`${compared} files parsed by both, trees that differ: ${differing.length}`);
  expect(differing).toEqual([]);
  expect(compared).toBeGreaterThan(10);
});

function treeOf(text: string): { tree: string; rows: (readonly [number, number])[] } {
  const tree = grammarTree(text);
  try {
    const root = tree.rootNode;
    const hash = createHash('sha256').update(root.toString()).digest('hex');
    const rows = root.children.map((node) => [node!.startPosition.row, node!.endPosition.row] as const);
    return { tree: hash, rows };
  } finally {
    tree.delete();
  }
}

it('what Python parses is read without an error, and as no statement of Python 2', async ({ skip }) => {
  await loadParser();
  const oracle = new Oracle();
  const misread: string[] = [];
  let read = 0;
  try {
    for (const part of ['stdlib', 'packages'] as const) {
      const chosen = await corpus(part, isFull ? 64_000_000 : 4_000_000);
      if ('missing' in chosen) continue;
      for (const file of chosen.files) {
        const text = (await oracle.ask('read', { file }))?.text;
        // The parser accepts `from __future__ import *`, the compiler does not.
        if (text === undefined || /^from __future__ import \*/m.test(text)) continue;
        read++;
        const document = new PythonDocument('a.py', text);
        const { rootNode } = document.tree;
        if (rootNode.hasError || rootNode.descendantsOfType(['print_statement', 'exec_statement']).length > 0)
          misread.push(file);
        document.dispose();
      }
    }
  } finally {
    oracle.close();
  }
  if (read === 0) return skip('there is no corpus');
  console.log(`${read} files read, with an error: ${misread.length}`);
  expect(misread).toEqual([]);
});
