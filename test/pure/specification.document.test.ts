/** A document's text, positions, tree, directives and module name. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PythonDocument, specificationOf } from '../../server/src/specification/index.ts';
import { specified } from './specification.ts';

describe('a directive', () => {
  const directive = (above: string, between = '') =>
    specified('f', `x = 1\n${above}\n${between}def f(x): ...\n`).directive;

  it('stands on the line above the function, above its decorators or below them', () => {
    const all = { k: 20, temperature: 1, timeout: 0.5, model: 'llama3:8b' };
    expect(directive('# assay: k=20 temperature=1.0, timeout = 0.5 model=llama3:8b')).toEqual(all);
    expect(directive('#assay: k=20', '@deco\n')).toEqual({ k: 20 });
    expect(directive('', '@deco\n# assay: k=20\n')).toEqual({ k: 20 });
    expect(directive('# assay: k=20\n')).toEqual({});
    expect(directive('x = 1  # assay: k=20')).toEqual({});
  });

  it('of a method stands in its class', () => {
    expect(specified('A.f', 'class A:\n    # assay: k=3\n    def f(self): ...\n').directive).toEqual({ k: 3 });
  });

  it('leaves out what is no sensible value', () => {
    expect(directive('# assay: k=0 temperature=3 timeout=-1 other=2')).toEqual({});
    expect(directive('# assay: k=1000 temperature=x timeout=601')).toEqual({ k: 200 });
  });
});

describe('a module’s name', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'assay-module-'));
    mkdirSync(path.join(folder, 'src/pack/sub'), { recursive: true });
    for (const name of ['src/pack/__init__.py', 'src/pack/sub/__init__.py']) writeFileSync(path.join(folder, name), '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const module = (file: string, workspace?: string) =>
    specified('f', 'def f(): ...\n', { file, ...(workspace && { workspace }) }).module;

  it('follows its packages up to where they end', () => {
    expect(module(path.join(folder, 'alone.py'))).toBe('alone');
    expect(module(path.join(folder, 'src/pack/mod.py'), folder)).toBe('pack.mod');
    expect(module(path.join(folder, 'src/pack/sub/mod.py'), folder)).toBe('pack.sub.mod');
    expect(module(path.join(folder, 'src/pack/sub/__init__.py'), folder)).toBe('pack.sub');
    expect(module(path.join(folder, 'src/pack/sub/mod.py'), path.join(folder, 'src/pack'))).toBe('sub.mod');
  });

  it('of an untitled document is a plain one', () => {
    expect(module('Untitled-1')).toBe('untitled');
    expect(module('my notes.py')).toBe('my_notes');
  });
});

describe('a document', () => {
  it('counts places as the protocol has it', () => {
    const document = new PythonDocument('a.py', 'ab\r\nc😀d\rx\n');
    expect(document.lineStarts).toEqual([0, 4, 9, 11]);
    expect(document.offsetAt({ line: 0, character: 9 })).toBe(2);
    expect(document.offsetAt({ line: 1, character: 3 })).toBe(7);
    expect(document.offsetAt({ line: 9, character: 0 })).toBe(11);
    expect(document.positionAt(7)).toEqual({ line: 1, character: 3 });
    expect(document.positionAt(99)).toEqual({ line: 3, character: 0 });
  });

  it('takes edits one after the other, its tree along', () => {
    const document = new PythonDocument('a.py', 'def f(x): ...\n');
    expect(document.tree.rootNode.hasError).toBe(false);
    document.edit({ start: { line: 0, character: 6 }, end: { line: 0, character: 7 } }, '(');
    expect(document.tree.rootNode.hasError).toBe(true);
    document.edit({ start: { line: 0, character: 6 }, end: { line: 0, character: 7 } }, 'ä, y');
    document.edit({ start: { line: 1, character: 0 }, end: { line: 9, character: 9 } }, 'assert f(1)\n');
    expect(document.text).toBe('def f(ä, y): ...\nassert f(1)\n');
    expect(document.tree.rootNode.hasError).toBe(false);
    expect(specificationOf(document, 'f', {})).toMatchObject({ examples: [{ line: 2 }] });
    document.dispose();
  });

  it('of 50,000 lines is read', () => {
    const many = Array.from({ length: 25_000 }, (_, index) => `def f${index}(x):\n    return x + ${index}\n`).join('');
    const { examples, steps } = specified('f24000', `${many}assert f24000(f3(1)) == 24004\n`);
    expect(examples).toMatchObject([{ line: 50_001 }]);
    expect(steps.map(({ do: kind }) => kind)).toEqual(['run', 'define', 'example']);
  });
});
