import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { loadParser, PythonDocument } from '../../server/src/spec/index.ts';
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
  const document = new PythonDocument('a.py', text);
  try {
    const root = document.tree.rootNode;
    const tree = createHash('sha256').update(root.toString()).digest('hex');
    const rows = root.children.map((node) => [node!.startPosition.row, node!.endPosition.row] as const);
    return { tree, rows };
  } finally {
    document.dispose();
  }
}
